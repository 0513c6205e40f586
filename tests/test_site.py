"""What is on the site that a folder of stories becomes."""

from __future__ import annotations

import gzip
import io
import logging
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hubs import ROOT, files_of, story, write_hub
from PIL import Image
from storyhub.read.accepted_paths import is_free_page
from storyhub_engine import Engine, SiteFailed

Build = Callable[..., Path]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def png() -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def page(site: Path, url: str) -> str:
    """The HTML at an address."""
    return (site / url / "index.html" if not url.endswith((".html", ".xml")) else site / url).read_text(
        encoding="utf-8"
    )


def words(html: str) -> str:
    """What a reader reads of a page."""
    body = re.sub(r"<head>.*?</head>|<svg.*?</svg>", "", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def test_every_published_story_of_the_sample_has_its_page_and_every_link_leads_somewhere(sample_site: Path) -> None:
    """Each address in the site, with its #part, is there."""
    files = files_of(sample_site)
    pages = {name: data.decode("utf-8") for name, data in files.items() if name.endswith(".html")}
    assert sum(bool(re.fullmatch(r"\d{4}/[^/]+/index\.html", name)) for name in pages) >= 30
    broken = []
    for name, html in pages.items():
        folder = Path(name).parent.as_posix()
        for target in re.findall(r'(?:href|src)="([^"]*)"', html):
            address, _, part = unescape(target).partition("#")
            link = address.partition("?")[0]
            if ":" in link.split("/")[0]:
                continue
            place = Path("/", "" if name == "404.html" else folder, link).as_posix() if link else "/" + name
            file = _normal(place)
            found = file if file in files else f"{file}/index.html".lstrip("/")
            if found not in files or (part and found.endswith(".html") and f'id="{part}"' not in pages[found]):
                broken.append(f"{name}: {target}")
    assert broken == []


def _normal(place: str) -> str:
    parts: list[str] = []
    for part in place.split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts) or "index.html"


def test_a_page_of_the_organisation_leads_to_the_lists_in_its_own_language(build_site: Build, tmp_path: Path) -> None:
    """As it names them itself, wherever the page is: the values, a department, the page on which a story is told."""
    text = "# Over ons\n\n[De waarden](values/), [de keuken](departments/kitchen/) en [vertel](/tell/?values=care).\n"
    hub = write_hub(tmp_path / "stories", {"about.md": text, "about.en.md": text})
    site = build_site(hub, tmp_path / "site")
    for folder, to_root in (("about", "../"), ("en/about", "../../en/")):
        shown = page(site, folder).split("<main", 1)[1]
        links = [f"{to_root}{to}" for to in ("values/", "departments/kitchen/", "tell/?values=care")]
        assert [link for link in links if f'href="{link}"' not in shown] == []


def test_a_story_shows_who_tells_it_and_why_and_what_colleagues_answered(build_site: Build, tmp_path: Path) -> None:
    """Byline, why, values, question, what could be better with its answers, and replies are on the page."""
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/bus.md": story(
                "De bus",
                "Ik stond er <b>een uur</b>.\n",
                values="{openness: lived, courage: in tension}",
                question="Wie fietst er?",
                could_be_better="De dienstregeling.",
                with_="[kitchen]",
            ),
            "2026/antwoord.md": story("Antwoord", "Ik fiets.\n", reply_to="2026/bus", department="desk", author="Sam"),
            "listening/2026-bus.yml": "entries:\n- {date: 2026-04-01, by: Directie, status: heard, note: Wij kijken ernaar.}\n",
        },
    )
    text = words(page(build_site(hub, tmp_path / "site"), "2026/bus"))
    expected = [
        "De bus",
        "Noor Bakker",
        "Verpleegafdeling",
        "Keuken",
        "1 maart 2026",
        "Omdat het me raakte.",
        "een uur",
    ]
    expected += [
        "Openheid",
        "Lef",
        "schuurt",
        "Wie fietst er?",
        "De dienstregeling.",
        "Wij kijken ernaar.",
        "Antwoord",
        "Sam",
    ]
    assert [part for part in expected if part not in text] == []


def test_a_bad_story_is_left_out_and_named_and_the_rest_is_published(
    build_site: Build, engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The log names it with its line, no page does; strict makes nothing at all."""
    hub = write_hub(
        tmp_path / "stories", {"2026/good.md": story("Goed"), "2026/bad.md": story("Fout", department="[wrad, ward]")}
    )
    with caplog.at_level(logging.WARNING):
        site = build_site(hub, tmp_path / "site")
    assert "2026/bad.md:4: department:" in caplog.text
    assert "a key of departments.yml is allowed" in caplog.text
    assert not (site / "2026/bad").exists()
    assert (site / "2026/good/index.html").is_file()
    assert not (site / "comms").exists()
    with pytest.raises(SiteFailed, match="1 error"):
        build_site(hub, tmp_path / "strict", strict=True)
    assert not (tmp_path / "strict").exists()


def test_no_byte_of_a_story_that_is_not_published_is_in_the_site(build_site: Build, tmp_path: Path) -> None:
    """Held, draft, withdrawn or stopped: neither its name, its address, its words, nor its picture; in pages, search, hints, feeds."""
    words_of = {"held": "Zwartgans", "draft": "Blauwborst", "stopped": "Roerdomp", "withdrawn": "Waterhoen"}
    fields: dict[str, dict[str, object]] = {
        "held": {"date": "2999-01-01"},
        "draft": {"status": "draft"},
        "stopped": {"date": None},
        "withdrawn": {"withdrawn": "2026-04-01"},
    }
    told = {
        f"2026/over-{word.lower()}.md": story(
            f"{word} vliegt", f"Een {word}zin over {word}en.\n\n![een {word}](foto-{word.lower()}.png)\n", why=f"{word}why",
            could_be_better=f"{word}beter", question=f"{word}vraag", values="[openness]", consent="internal",
            author=f"{word} Jansen", aliases=f"[oud/{word.lower()}]", **fields[kind],
        )
        for kind, word in words_of.items()
    }  # fmt: skip
    answers = "entries:\n- {date: 2026-04-01, by: Directie, status: heard, note: Het rietzangerplan.}\n"
    hub = write_hub(
        tmp_path / "stories",
        {
            **told,
            **{path.replace(".md", f"/foto-{path[10:-3]}.png"): png() for path in told},
            "listening/2026-over-zwartgans.yml": answers,
            "2026/open.md": story("Open", "Een open dag.\n", values="[care]", could_be_better="Meer open."),
            "2026/verwijst.md": story("Verwijst", "Lees [dit](over-zwartgans.md).\n", reply_to="2026/over-blauwborst"),
        },
    )
    site = build_site(hub, tmp_path / "site")
    for path, data in files_of(site).items():
        plain = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
        seen = f"{path}\n{plain.decode('utf-8', 'replace')}".lower()
        found = [word for word in (*words_of.values(), "rietzanger") if word.lower() in seen]
        # Of a withdrawn story its address stays, with a notice, and its old one leads there.
        notices = ("2026/over-waterhoen/index.html", "oud/waterhoen/index.html")
        assert found == (["Waterhoen"] if path in notices else []), path
    notice = page(site, "2026/over-waterhoen").lower().replace("2026/over-waterhoen", "")
    assert "waterhoen" not in notice


def test_drafts_held_and_withdrawn_stories_are_nowhere(build_site: Build, tmp_path: Path) -> None:
    """A withdrawn story leaves a notice without a word of it; the others leave nothing."""
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/draft.md": story("Kladversie", "Geheimwoord een.\n", status="draft"),
            "2026/later.md": story("Later", "Geheimwoord twee.\n", date="2026-11-25"),
            "2026/gone.md": story(
                "Ingetrokken titel", "Geheimwoord drie.\n", withdrawn="2026-05-01", author="Weggegaan"
            ),
            "2026/here.md": story("Hier", date="2026-11-24"),
        },
    )
    site = build_site(hub, tmp_path / "site")
    everything = b"\n".join(files_of(site).values()).decode("utf-8", "replace")
    assert [
        word for word in ("Geheimwoord", "Kladversie", "Ingetrokken titel", "Weggegaan") if word in everything
    ] == []
    assert "1 mei 2026" in words(page(site, "2026/gone"))
    assert (site / "2026/here/index.html").is_file()


def test_a_pen_name_leads_nowhere(build_site: Build, tmp_path: Path) -> None:
    """A pen name has no page and no link, even when somebody's profile has the same name."""
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/a.md": story("A", author="noor-bakker", pseudonym="true"),
            "ambassadors/noor-bakker.md": "---\nname: Noor Bakker\n---\n\nIk ben van de nacht.\n",
        },
    )
    site = build_site(hub, tmp_path / "site")
    html = page(site, "2026/a")
    assert "ambassadors/noor-bakker" not in html
    assert "Ik ben van de nacht" not in html
    assert "2026/a/" not in page(site, "ambassadors/noor-bakker")


def test_the_first_ten_are_shared_fairly(build_site: Build, tmp_path: Path) -> None:
    """However much one department writes, it is on the home page twice at most."""
    many = {f"2026/w{n}.md": story(f"Van de zaal {n}", date=f"2026-06-{n + 1:02}") for n in range(12)}
    others = {
        f"2026/k{n}.md": story(f"Uit de keuken {n}", department="kitchen", date=f"2026-01-0{n + 1}") for n in range(3)
    }
    site = build_site(write_hub(tmp_path / "stories", {**many, **others}), tmp_path / "site")
    text = words(page(site, ""))
    assert sum(f"Van de zaal {n} " in f"{text} " for n in range(12)) == 2
    assert "Uit de keuken 2" in text


def test_lists_go_on_over_pages_and_older_pages_never_change(build_site: Build, tmp_path: Path) -> None:
    """No page grows without bound, every story is reached, and a new story leaves older pages as they were."""
    files: dict[str, str | bytes] = {
        f"2026/s{n:03}.md": story(f"Verhaal {n:03}", date=f"2026-0{1 + n // 28}-{1 + n % 28:02}") for n in range(90)
    }
    hub = write_hub(tmp_path / "stories", files)
    site = build_site(hub, tmp_path / "site")

    def titles(url: str) -> list[str]:
        return re.findall(r"Verhaal \d{3}", words(page(site, url).split("<main")[1]))

    seen, url = [], "archive"
    while url:
        seen += titles(url)
        following = re.search(r'rel="next"[^>]*href="([^"]+)"|href="([^"]+)"[^>]*rel="next"', page(site, url))
        url = _normal(f"/{url}/{following[1] or following[2]}") if following else ""
    assert len(seen) == len(set(seen)) == 90
    assert (
        max(
            len(titles(path))
            for path in ("archive", "archive/page/1", "values/care", "departments/ward", "archive/2026")
        )
        < 40
    )
    before = {name: data for name, data in files_of(site).items() if "/page/" in name}
    write_hub(hub, {"2026/new.md": story("Nieuw", date="2026-10-10")})
    build_site(hub, site)
    assert before
    assert {name: data for name, data in files_of(site).items() if name in before} == before


def test_each_language_has_its_own_pages_and_a_story_the_chrome_of_its_own(build_site: Build, tmp_path: Path) -> None:
    """List pages are at / and /en/ and name each other; a German story has the hub's own chrome and says so to screen readers."""
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/en.md": story("Rain", "It rained.\n", language="en"),
            "2026/de.md": story("Regen", "Es regnet.\n", language="de"),
        },
    )
    site = build_site(hub, tmp_path / "site")
    assert '<html lang="nl"' in page(site, "archive")
    assert '<html lang="en"' in page(site, "en/archive")
    assert 'hreflang="en" href="https://stories.example.org/en/archive/"' in page(site, "archive")
    assert '<html lang="en"' in page(site, "2026/en")
    german = page(site, "2026/de")
    assert '<html lang="nl"' in german
    assert re.search(r'<h1[^>]* lang="de"', german)


def test_no_page_of_the_organisation_may_take_an_address_of_the_hub(build_site: Build, tmp_path: Path) -> None:
    """Whatever a hub has at the top of its site, other than years, languages and own pages."""
    site = build_site(write_hub(tmp_path / "hub", {"2026/a.md": story()}), tmp_path / "site")
    lists = {path.name for path in site.iterdir() if path.is_dir()} - {"2026", "about", "mission"}
    assert {"feed", "screen", "search", "values"} <= lists
    assert [name for name in lists if is_free_page(name)] == []


def test_feeds_tell_the_newest_stories(build_site: Build, tmp_path: Path) -> None:
    """Atom for the hub, a value and a department; well-formed whatever is in a title."""
    title = 'Regen & <b>wind</b> \\u0007 "ja"'
    hub = write_hub(
        tmp_path / "stories",
        {"2026/a.md": story(title.replace('"', '\\"'), values="[care]"), "2026/b.md": story("B", department="desk")},
    )
    site = build_site(hub, tmp_path / "site")

    def titles(path: str) -> set[str | None]:
        return {entry.text for entry in ElementTree.fromstring(page(site, path)).iterfind("a:entry/a:title", ATOM)}

    told = 'Regen & <b>wind</b> "ja"'
    assert titles("feed.xml") == {told, "B"}
    assert told in titles("values/care/feed.xml")
    assert titles("departments/desk/feed.xml") == {"B"}


def test_what_a_feed_names_keeps_its_id_when_the_site_moves(build_site: Build, tmp_path: Path) -> None:
    """A feed reader takes a story with another id for a new one, and shows all of them once more."""
    hub = write_hub(tmp_path / "stories", {"2026/a.md": story("A"), "2026/b.md": story("B")})
    ids = []
    for address in ("https://old.example/", "https://new.example/stories/"):
        site = build_site(hub, tmp_path / "site", site_url=address)
        feed = ElementTree.fromstring(page(site, "feed.xml"))
        ids.append([found.text for found in feed.iterfind(".//a:id", ATOM)])
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 3


@pytest.mark.parametrize(
    "way", ["Uit andere hoeken", "Genoemd in", "Ook in een andere taal", "Een andere kijk", "paths/"]
)
def test_each_way_from_one_story_to_the_next_is_in_the_sample(sample_site: Path, way: str) -> None:
    told = [page.read_text(encoding="utf-8") for page in sample_site.glob("20*/*/index.html")]
    assert any(way in page for page in told if '<html lang="nl"' in page)


def test_the_sitemap_names_every_story(sample_site: Path) -> None:
    """The index names the maps, and the maps name each page once, with full addresses."""
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    maps = [loc.text or "" for loc in ElementTree.parse(sample_site / "sitemap.xml").iterfind("s:sitemap/s:loc", space)]
    named = [
        loc.text
        for name in maps
        for loc in ElementTree.parse(sample_site / name.rsplit("/", 1)[1]).iterfind("s:url/s:loc", space)
    ]
    stories = [
        path for path in sample_site.glob("[0-9]*/*/index.html") if "noindex" not in path.read_text(encoding="utf-8")
    ]
    assert len(named) == len(set(named))
    assert {
        f"https://stories.example.org/{path.parent.relative_to(sample_site).as_posix()}/" for path in stories
    } <= set(named)


def test_every_page_says_in_a_sentence_what_it_is(sample_site: Path) -> None:
    """For who finds it in a search engine or gets a link to it; only what sends a reader on has none."""
    silent, told = [], {}
    for file in sorted(sample_site.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        found = re.search(r'<meta name="description" content="([^"]+)">', html)
        told[file.relative_to(sample_site).as_posix()] = unescape(found[1]) if found else ""
        if not found and 'http-equiv="refresh"' not in html:
            silent.append(file)
    assert silent == []
    assert told["index.html"].startswith("Hier vertellen de mensen van waterschap De Wijde Waard")
    assert told["en/mission/index.html"].startswith("We see to it that people can go on living here")
    assert told["departments/data/index.html"].startswith("Verhalen van Data")
    assert told["ambassadors/gerrit-hoekstra/index.html"] == "Verhalen van Gerrit Hoekstra"


def test_a_page_of_the_organisation_may_say_itself_what_it_is(build_site: Build, tmp_path: Path) -> None:
    """Its field `description` wins over its first words."""
    page = "---\ndescription: Waar we voor staan.\n---\n# Missie\n\nWij zorgen.\n"
    site = build_site(write_hub(tmp_path / "stories", {"mission.md": page}), tmp_path / "site")
    html = (site / "mission/index.html").read_text(encoding="utf-8")
    assert '<meta name="description" content="Waar we voor staan.">' in html


def test_a_story_from_right_to_left_says_so(build_site: Build, tmp_path: Path) -> None:
    """Its title, why, body, and its line in lists; not a story in any other language."""
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/ar.md": story(
                "يوم في المطبخ", "كان المطر غزيرا (جدا).\n", language="ar", why="لأنه يهمني.", question="من؟"
            ),
            "2026/de.md": story("Ein Tag", "Es regnete.\n", language="de", why="Weil."),
        },
    )
    site = build_site(hub, tmp_path / "site")
    told = page(site, "2026/ar")
    for tag in (
        '<h1 lang="ar" dir="rtl">',
        '<p class="tale-why" lang="ar" dir="rtl">',
        '<p class="asks-text" lang="ar" dir="rtl">',
    ):
        assert tag in told
    assert re.search(r'<div class="prose body[^"]*" lang="ar" dir="rtl">', told)
    assert '<html lang="nl">' in told
    assert re.search(r'lang="ar" dir="rtl"[^>]*>.*?يوم', page(site, "archive"), re.DOTALL)
    assert "rtl" not in page(site, "2026/de").split("<main")[1].split("</article>")[0]


def test_an_old_address_sends_on(build_site: Build, tmp_path: Path) -> None:
    """An alias becomes a page that leads to the story; one that would replace a page does not."""
    hub = write_hub(
        tmp_path / "stories", {"2026/a.md": story("A", aliases="[2019/oud, archive, ../../evil, index.html]")}
    )
    site = build_site(hub, tmp_path / "site")
    assert 'url=../../2026/a/"' in page(site, "2019/oud")
    assert "refresh" not in page(site, "archive")
    assert "refresh" not in page(site, "")
    assert not (tmp_path / "evil").exists()


def test_an_old_address_never_takes_the_place_of_a_picture(build_site: Build, tmp_path: Path) -> None:
    """Not even one that names the very file: the folder of a story is its own."""
    hub = write_hub(
        tmp_path / "stories",
        {"2026/goed.md": story("Goed", "![x](p.png)\n", consent="internal"), "2026/goed/p.png": png()},
    )
    site = build_site(hub, tmp_path / "site")
    (picture,) = (path for path in files_of(site) if path.endswith(".webp"))
    write_hub(hub, {"2026/slim.md": story("Slim", aliases=f"[{picture}, 2026/goed/onder, 2019/vrij]")})
    assert files_of(build_site(hub, tmp_path / "site"))[picture].startswith(b"RIFF")
    assert (site / "2026/slim/index.html").is_file()
    assert (site / "2019/vrij/index.html").is_file()
    assert not (site / "2026/goed/onder").exists()


def test_a_page_that_sends_on_may_do_nothing_else(build_site: Build, tmp_path: Path) -> None:
    hub = write_hub(tmp_path / "stories", {"2026/a.md": story("A", aliases="[2019/oud]")})
    html = page(build_site(hub, tmp_path / "site"), "2019/oud")
    assert html.index("default-src 'none'") < html.index("<title>")


def test_pictures_come_reduced_and_without_hidden_data(build_site: Build, tmp_path: Path) -> None:
    """A picture with a place in it is published smaller and without it; one that no story shows is not published at all."""
    picture = Image.new("RGB", (2000, 1000), "teal")
    exif = Image.Exif()
    exif[0x010E] = "Secret description"
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/a.md": story(
                "A", "![Blauw](a/foto.jpg)\n", photo="{file: foto.jpg, alt: Een kleur}", consent="internal"
            )
        },
    )
    (hub / "2026/a").mkdir()
    for name in ("foto.jpg", "other.jpg"):
        picture.save(hub / "2026/a" / name, exif=exif)
    site = build_site(hub, tmp_path / "site")
    published = {
        name: data for name, data in files_of(site).items() if name.startswith("2026/a/") and name.endswith(".webp")
    }
    assert len(published) == 3
    assert not any("other" in name for name in published)
    assert not any(b"Secret description" in data for data in published.values())
    assert 'alt="Blauw"' in page(site, "2026/a")
    assert 'alt="Een kleur"' in page(site, "2026/a")


def test_what_is_no_story_is_never_published(
    build_site: Build, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Scripts, HTML, SVG, links out of the folder, and files that would land on the theme's are refused by name."""
    (tmp_path / "secret.md").write_text(story("Geheim"), encoding="utf-8")
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/a.md": story("A"),
            "2026/evil.html": "<p>evil</p>",
            "2026/a/x.svg": "<svg/>",
            "assets/main.css": "x",
            "404.md": "x",
            "main.js": "evil()",
        },
    )
    (hub / "2026/link.md").symlink_to(tmp_path / "secret.md")
    (hub / "2027").symlink_to(tmp_path)
    site = build_site(hub, tmp_path / "site")
    everything = b"\n".join(files_of(site).values())
    assert b"Geheim" not in everything
    assert b"evil()" not in everything
    for name in ("2026/evil.html", "2026/a/x.svg", "assets", "404.md", "main.js", "2026/link.md", "2027"):
        assert f"left out: {name}" in caplog.text


def test_an_empty_hub_is_a_site_too(build_site: Build, tmp_path: Path) -> None:
    """No story, no value, no department: every list says so, and nothing breaks."""
    (tmp_path / "stories").mkdir()
    site = build_site(tmp_path / "stories", tmp_path / "site")
    assert "<h1" in page(site, "")
    assert (site / "en/values/index.html").is_file()


def test_the_schema_table_in_the_documentation_is_the_schema() -> None:
    """docs/schema.md holds the table that `hub.py schema --format table` prints."""
    from storyhub.read.schema import as_table

    assert as_table() in (ROOT / "docs/schema.md").read_text(encoding="utf-8")


def test_a_story_that_everybody_answers_shows_the_newest_answers(build_site: Build, tmp_path: Path) -> None:
    """Its page says how many there are, and does not grow without bound."""
    files: dict[str, str | bytes] = {"2026/vraag.md": story("De vraag", date="2026-01-01")}
    files |= {
        f"2026/antwoord-{n:02}.md": story(f"Antwoord {n:02}", reply_to="2026/vraag", date=f"2026-02-{1 + n // 3:02}")
        for n in range(60)
    }
    site = build_site(write_hub(tmp_path / "stories", files), tmp_path / "site")
    text = words(page(site, "2026/vraag"))
    assert "60 antwoorden" in text
    assert "Antwoord 59" in text
    assert "Antwoord 05" not in text


def test_a_story_and_its_translation_show_each_other_and_lists_show_the_readers(
    build_site: Build, tmp_path: Path
) -> None:
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/glove.md": story("Left glove", language="en", date="2026-03-02"),
            "2026/handschoen.md": story(
                "Linkerhandschoen", date="2026-03-01", translation_of="2026/glove", translated_by="Hennie"
            ),
            "2026/rond-a.md": story("Rond A", department="desk", translation_of="2026/rond-b"),
            "2026/rond-b.md": story("Rond B", department="desk", translation_of="2026/rond-a"),
            "2026/gant.md": story("Gant gauche", date="2026-02-01", language="fr", translation_of="2026/handschoen"),
        },
    )
    site = build_site(hub, tmp_path / "site")
    assert 'hreflang="nl">Linkerhandschoen' in page(site, "2026/glove")
    assert "Translated by" not in words(page(site, "2026/glove"))
    assert "Vertaald door Hennie." in words(page(site, "2026/handschoen"))
    assert 'hreflang="en">Left glove' in page(site, "2026/handschoen")
    for url in ("archive", "departments/ward", ""):
        assert "Linkerhandschoen" in words(page(site, url))
        assert "Left glove" not in words(page(site, url))
        assert "Left glove" in words(page(site, f"en/{url}"))
        assert "Linkerhandschoen" not in words(page(site, f"en/{url}"))
        assert "Gant" not in words(page(site, url))
    assert "Gant" in words(page(site, "archive/2026/02"))
    assert "Verhalen uit februari 2026" in words(page(site, "archive/2026/02"))
    assert "Rond A" in words(page(site, "departments/desk"))
    assert "Rond B" not in words(page(site, "departments/desk"))


def test_two_stories_that_see_a_value_differently_show_each_other_and_what_nobody_sees_is_not_named(
    build_site: Build, tmp_path: Path
) -> None:
    hub = write_hub(
        tmp_path / "stories",
        {
            "2026/voor.md": story("Voor", values="[care]", another_view="2026/tegen"),
            "2026/tegen.md": story("Tegen", values="[care]", department="desk"),
            "2026/los.md": story("Los", another_view="2026/klad", translation_of="2026/klad"),
            "2026/klad.md": story("Geheim klad", status="draft"),
        },
    )
    site = build_site(hub, tmp_path / "site")
    for identity in ("2026/voor", "2026/tegen"):
        assert "Een andere kijk" in words(page(site, identity))
    assert "Een andere kijk" not in words(page(site, "2026/los"))
    assert "klad" not in page(site, "2026/los")
    assert not (site / "tell/stories/2026-l.json").exists()


def test_a_link_to_a_story_of_another_department_is_a_meeting(build_site: Build, tmp_path: Path) -> None:
    hub = write_hub(
        tmp_path / "stories",
        {
            "2025/a.md": story("A", date="2025-03-01"),
            "2026/b.md": story(
                "B", "Zie [a](../2025/a.md) en [a](../2025/a.md).\n", department="desk", date="2026-03-01"
            ),
        },
    )
    site = build_site(hub, tmp_path / "site")
    assert "Verpleegafdeling Receptie (1) Keuken" in words(page(site, "network/2026"))
    assert "0 van de 3 paren" in words(page(site, "network/2025"))


def test_of_many_departments_the_network_is_a_table_without_a_drawing(build_site: Build, tmp_path: Path) -> None:
    departments = "".join(f"- key: d{number}\n  name: Afdeling {number}\n" for number in range(25))
    hub = write_hub(
        tmp_path / "stories", {"departments.yml": departments, "2026/a.md": story(department="d1", with_="[d2]")}
    )
    site = build_site(hub, tmp_path / "site")
    html = page(site, "network")
    assert "network-drawing" not in html
    assert "1 van de 300 paren" in words(html)
    assert "Afdeling 1 Afdeling 2 (1) 23 afdelingen" in words(html)


def test_the_network_says_who_met_and_who_never_did_and_where_a_value_is_silent(
    build_site: Build, tmp_path: Path
) -> None:
    hub = write_hub(
        tmp_path / "stories",
        {
            "2025/a.md": story("A", with_="[kitchen]", values="[care]", date="2025-03-01"),
            "2026/b.md": story("B", reply_to="2025/a", department="desk", values="[care]"),
        },
    )
    site = build_site(hub, tmp_path / "site")
    text = words(page(site, "network"))
    assert "2 van de 3 paren" in text
    assert "1 Verpleegafdeling Keuken (1), Receptie (1)" in text
    assert "2 Keuken Verpleegafdeling (1) Receptie" in text
    html = page(site, "network")
    assert html.count('class="heat-4">1<') == 2
    assert html.count('class="heat-0">0<') == 7
    assert "1 van de 3 paren" in words(page(site, "network/2025"))
    assert "Verpleegafdeling Receptie (1) Keuken" in words(page(site, "network/2026"))
    assert 'href="../network/"' in page(site, "departments")
    assert "1 of 3 pairs" in words(page(site, "en/network/2026"))

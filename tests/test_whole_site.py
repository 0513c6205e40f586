"""Every page of a site at once: its HTML is whole, nothing of a story is lost, no page grows without bound, and
MkDocs by itself makes the same."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cmarkgfm.cmark import Options, markdown_to_html_with_extensions
from hubs import ROOT, files_of, story, write_hub
from page_reader import PageReader
from storyhub.assemble import checked
from storyhub.model.settings import Settings
from storyhub.read.front_matter import parse
from storyhub.system.cache_files import Store
from storyhub_engine import Engine

Build = Callable[..., Path]
GOLDEN = Path(__file__).parent / "golden" / "stories"


def pages(site: Path) -> dict[str, PageReader]:
    """Every page of a site by its path."""
    return {name: PageReader(data.decode("utf-8")) for name, data in files_of(site).items() if name.endswith(".html")}


def faults(site: Path) -> list[str]:
    """Everything that is wrong with the HTML of any page."""
    return [f"{name}: {fault}" for name, page in pages(site).items() for fault in page.faults]


def plain_words(markdown: str) -> PageReader:
    """What a code host shows of a text, without any care for safety."""
    extensions = ("table", "strikethrough", "autolink", "tasklist")
    html = markdown_to_html_with_extensions(
        markdown, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES, extensions
    )
    return PageReader(html)


def lost(folder: Path, site: Path) -> dict[str, list[str]]:
    """For each story the words that a code host would show, and its page does not."""
    found: dict[str, list[str]] = {}
    for file in sorted(folder.glob("[0-9]*/*.md")):
        page = site / file.relative_to(folder).with_suffix("") / "index.html"
        html = page.read_text(encoding="utf-8") if page.exists() else ""
        if 'class="tale"' in html:
            body = parse(file.read_bytes(), file.name).body
            if missing := plain_words(body).words - PageReader(html.partition('class="tale"')[2]).words:
                found[file.name] = sorted(missing)
    return found


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<p><div></div></p>", "<div> stands in a paragraph"),
        ("<b><i></b></i>", "</b> ends <i>"),
        ("<div>", "<div> is never closed"),
        ('<i id="a"></i><i id="a"></i>', "two parts have the id a"),
        ("<a><a></a></a>", "a link stands in a link"),
        ("<div><li></li></div>", "<li> stands alone"),
        ('<p onclick="x"></p>', "<p> has code or style"),
        ("<script>x</script>", "<script> stands in the page"),
    ],
)
def test_the_reader_itself_sees_what_is_wrong(html: str, fault: str) -> None:
    assert any(told.endswith(fault) for told in PageReader("<!doctype html>" + html).faults)
    assert PageReader("<!doctype html><ul><li>a<br></ul>".replace("</ul>", "</li></ul>")).faults == []


def test_every_page_of_the_sample_is_whole_and_every_word_of_its_stories_is_on_it(
    sample_stories: Path, sample_site: Path
) -> None:
    assert faults(sample_site) == []
    assert lost(sample_stories, sample_site) == {}


@pytest.fixture(scope="module")
def wild(build_site: Build, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder and the site of stories as people really type and paste them."""
    folder = tmp_path_factory.mktemp("wild")
    files: dict[str, str | bytes] = {
        f"2026/{file.stem}.md": story(body=file.read_text("utf-8")) for file in GOLDEN.glob("*.md")
    }
    pasted = {
        "word": '<p class="MsoNormal" style="margin:0"><o:p>Uit</o:p> <font color=red>Word</font><span lang=NL>geplakt</span>',
        "open": "<div><div><b>nooit <i>gesloten\n\ndit ook\n\n</div></div></div>",
        "lone": "<li>los punt\n\n<td>losse cel</td>\n\n</p></ul>einde",
        "odd": "a < b, c > d, 3<4, <naam>, <H1>, &nbsp;&copy; &onzin; & \\* \\< 100%",
        "tables": "|a|b|\n|-|-|\n|`x|y`|z|\n|1|\n\n<table><tr><td>een<td>twee</table>",
        "notes": "A[^1] B[^x y] C[^1]\n\n[^1]: noot\n\n    tweede alinea\n\n[^x y]: andere *noot*",
        "headings": "# Een\n\n# Een\n\n#### Vier\n\n## <b>Vet</b> & [link](b.md)\n\nSetext\n===\n",
        "quotes": "> > > diep\n\n- a\n  - b\n    1. c\n\n       d\n\n```\n<b>code</b>\n```\n",
        "links": "[*nadruk* `code`](https://example.org/a?b=c&d=e) <https://example.org/x> www.example.org [leeg]()",
        "details": "<details><summary>Meer</summary>\n\nVerborgen **tekst**\n\n</details>",
        "emoji": "👩‍💻 日本語 العربية ﬁ e\u0301 𝒳 \u00ad zacht",
    }
    files |= {f"2026/{name}.md": story(name, body=body) for name, body in pasted.items()}
    write_hub(folder / "stories", files)
    return folder / "stories", build_site(folder / "stories", folder / "site")


def test_whatever_a_writer_pastes_the_page_is_whole(wild: tuple[Path, Path]) -> None:
    assert faults(wild[1]) == []


def test_whatever_a_writer_pastes_every_word_is_on_the_page_but_those_that_are_told_of(wild: tuple[Path, Path]) -> None:
    store = Store()
    issues = checked(wild[0], Settings(), store).issues
    store.close()
    missing = lost(*wild)
    assert set(missing) <= {issue.path.partition("/")[2] for issue in issues if issue.rule == "html-left-out"}
    assert set(missing) <= {"raw-html.md"}


def test_no_page_but_a_story_grows_with_the_hub(build_site: Build, tmp_path: Path) -> None:
    """Of two hundred stories by as many people, with as many errors and pieces of advice, and of twice as many, the
    largest page is the same size, give or take its numbers."""
    largest = []
    hub = tmp_path / "stories"
    for start in (0, 220):
        files: dict[str, str | bytes] = {}
        for n in range(start, start + 220):
            day = f"2026-{1 + n % 10:02}-{1 + n % 28:02}"
            files[f"2026/good-{n:04}.md"] = story(
                f"Goed {n:04}", f"Zie [x](weg-{n:04}.md).\n", date=day, author=f"Wie {n:04}"
            )
            files[f"2026/bad-{n:04}.md"] = story(f"Fout {n:04}", department="[wrad, ward]", date=day)
        site = build_site(write_hub(hub, files), tmp_path / "site")
        sizes = {name: len(data) for name, data in files_of(site).items() if name.endswith((".html", "feed.xml"))}
        largest.append(max(size for name, size in sizes.items() if not re.match(r"\d{4}/", name)))
    assert largest[1] < 1.1 * largest[0]


def test_mkdocs_by_itself_makes_the_same_site_byte_for_byte(engine: Engine, sample_site: Path, tmp_path: Path) -> None:
    """`mkdocs build` and `properdocs build -f mkdocs.yml`, as engineers know them, instead of `hub.py build`."""
    given = {**os.environ, "STORYHUB_CACHE": str(tmp_path / "cache")}
    command = [
        sys.executable,
        "-m",
        engine.name,
        "build",
        "-q",
        "-f",
        str(ROOT / "mkdocs.yml"),
        "-d",
        str(tmp_path / "site"),
    ]
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    ours, theirs = files_of(sample_site), files_of(tmp_path / "site")
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_search_knows_every_story_and_no_other(sample_site: Path) -> None:
    """The index holds as many pages as there are stories to read."""
    manifest = json.loads((sample_site / "search" / "manifest.json").read_text(encoding="utf-8"))
    indexed = sum(language["stories"] for language in manifest["languages"].values())
    readable = [
        path for path in sample_site.glob("[0-9]*/*/index.html") if "noindex" not in path.read_text(encoding="utf-8")
    ]
    assert indexed == len(readable)

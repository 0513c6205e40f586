"""Lines back: signed, short, under the story that they answer, and taken in like everything else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hubs import story, write_hub
from storyhub.assemble import assemble, checked
from storyhub.letterbox.request_lines import LINE, line_of, read
from storyhub.model.line_back import circles
from storyhub.model.settings import Settings
from storyhub.model.story import Hub
from storyhub.read.accepted_paths import why_not
from storyhub.site import Site
from storyhub.system.cache_files import Store

Build = Callable[..., Path]


def line(to: str, text: str = "Dat had ik ook.", by: str = "Anna Bakker", date: str = "2026-04-01", **more: str) -> str:
    """The file of a line."""
    fields = {"to": to, "by": by, "date": date, "line": text, **more}
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def hub_of(folder: Path, lines: dict[str, str]) -> Hub:
    """A hub of two stories and these lines, read and checked."""
    files: dict[str, str | bytes] = {"2026/a.md": story("A"), "2026/b.md": story("B")}
    files |= {f"replies/{name}.yml": text for name, text in lines.items()}
    store = Store()
    hub = checked(write_hub(folder, files), Settings(), store)
    store.close()
    return hub


def site_of(folder: Path, files: dict[str, str | bytes]) -> Site:
    """A site of these files."""
    store = Store()
    site = assemble(write_hub(folder, files), Settings(), store)
    store.close()
    return site


def rules(hub: Hub, path: str) -> list[str]:
    """The rules that a file broke."""
    return [issue.rule for issue in hub.issues if issue.path == path]


def test_lines_are_under_their_story_oldest_first_and_nothing_is_counted(build_site: Build, tmp_path: Path) -> None:
    """Also a line to a line, with a link to it; another story has none."""
    files: dict[str, str | bytes] = {
        "2026/a.md": story("A"),
        "2026/b.md": story("B"),
        "replies/2026-x.yml": line("2026/a", 'Ik ook, "echt".', by="Joost", date="2026-04-02"),
        "replies/2026-y.yml": line("2026-x", "Fijn om te <b>horen</b>.", date="2026-04-03"),
        "replies/2026-z.yml": line("/2026/a/", "Als eerste.", date="2026-04-01", by="Noor"),
    }
    page = (build_site(write_hub(tmp_path / "stories", files), tmp_path / "site") / "2026/a/index.html").read_text(
        encoding="utf-8"
    )
    places = [page.index(text) for text in ("Als eerste.", "Ik ook, ‘echt’." if "‘echt’" in page else "Ik ook, “echt”.", "Fijn om te &lt;b&gt;")]  # fmt: skip
    assert places == sorted(places)
    assert 'href="#line-2026-x">aan Joost</a>' in page
    assert "3 " not in page[page.index("lines-back") : page.index("Als eerste.")]
    other = (tmp_path / "site/2026/b/index.html").read_text(encoding="utf-8")
    assert 'class="line-back"' not in other


def test_what_is_wrong_with_a_line_is_told_to_its_writer(tmp_path: Path) -> None:
    """By file and line; such a line is left out, and no story with it."""
    hub = hub_of(
        tmp_path / "stories",
        {
            "2026-long": line("2026/a", "x" * 301),
            "2026-unsigned": line("2026/a", by=""),
            "2026-undated": line("2026/a", date="gisteren"),
            "2026-nowhere": line("2026/c"),
            "2026-one": line("2026-two"),
            "2026-two": line("2026-one"),
            "2026-odd": line("2026/a", name="Anna"),
            "2026-secret": line("2026/a", "Mijn rekening is NL91 ABNA 0417 1643 00."),
            "2026-unseen": line("2026/a", '"Om\\u202egekeerd"'),
        },
    )
    assert rules(hub, "replies/2026-long.yml") == ["too-long"]
    assert rules(hub, "replies/2026-unsigned.yml") == ["no-line"]
    assert rules(hub, "replies/2026-undated.yml") == ["invalid-date"]
    assert rules(hub, "replies/2026-nowhere.yml") == ["unknown-story"]
    assert rules(hub, "replies/2026-one.yml") == rules(hub, "replies/2026-two.yml") == ["circle"]
    assert rules(hub, "replies/2026-odd.yml") == ["unknown-field"]
    assert {"2026-odd", "2026-nowhere", "2026-one", "2026-two", "2026-unseen"} == set(hub.lines)
    assert "replies/2026-secret.yml" in hub.left_out
    assert hub.lines["2026-unseen"].text == "Omgekeerd"
    assert not {"2026/a.md", "2026/b.md"} & hub.left_out


def test_lines_in_a_circle_and_long_rows_are_walked_once(tmp_path: Path) -> None:
    """A row of a thousand lines is under its story; what leads into a circle is nowhere."""
    files: dict[str, str | bytes] = {"2026/a.md": story("A"), "replies/2026-0.yml": line("2026/a")}
    files |= {f"replies/2026-{n}.yml": line(f"2026-{n - 1}") for n in range(1, 1000)}
    files |= {"replies/2026-p.yml": line("2026-q"), "replies/2026-q.yml": line("2026-p")}
    files |= {"replies/2026-r.yml": line("2026-q")}
    site = site_of(tmp_path / "stories", files)
    assert len(site.lines["2026/a"]) == 1000
    assert set(site.lines) == {"2026/a"}
    assert circles({str(n): str(n + 1) for n in range(100_000)}) == set()


def test_stories_that_answer_each_other_are_named(tmp_path: Path) -> None:
    """Both of them, and not the story that answers one of the two."""
    files: dict[str, str | bytes] = {
        f"2026/{name}.md": story(name.upper(), reply_to=f"2026/{to}") for name, to in ("ab", "ba", "ca")
    }
    store = Store()
    hub = checked(write_hub(tmp_path / "stories", files), Settings(), store)
    store.close()
    assert [issue.path for issue in hub.issues if issue.rule == "circle"] == ["2026/a.md", "2026/b.md"]


def test_the_lines_of_a_mail_are_a_line_back() -> None:
    """As the form under a story writes them, and in Dutch; to a story or to another line."""
    asked = read("Line: 2026/een-dag\nName: Anna Bakker\n\nDat had\nik ook.\n")
    assert (asked.asks, asked.story) == (LINE, "2026/een-dag")
    assert line_of("> Regel: 2026/een-dag\n> Naam: Anna\n\nDat had\nik ook.\n") == ("Anna", "Dat had ik ook.")
    assert read("Regel: 2026-een-dag-1\nNaam: Anna\n\nJa.").story == "2026-een-dag-1"
    assert not read("Line: een dag\n").story


def test_a_pull_request_may_bring_lines() -> None:
    """As YAML in their own folder, and nothing else in it."""
    assert why_not("replies/2026-a.yml") is None
    assert why_not("replies/2026-a.exe") is not None
    assert why_not("replies/deeper/2026-a.yml") is not None


def test_a_story_shows_who_links_to_it_with_the_sentence(build_site: Build, tmp_path: Path) -> None:
    """Not replies, which it shows anyway; when the sentence changes or goes, so does what is shown."""

    def told(text: str, **fields: str) -> str:
        return story("Over haar", text, date="2026-05-01", **fields)

    text = "Eerst dit. Ik las *het* stuk van [Noor & Co](../2026/a.md#later), en toen regende het. Daarna niets.\n"
    files: dict[str, str | bytes] = {
        "2026/a.md": story("A"),
        "2026/b.md": told(text),
        "2026/c.md": told("Zie [A](a.md).", reply_to="2026/a"),
    }
    hub = write_hub(tmp_path / "stories", files)
    page = build_site(hub, tmp_path / "site") / "2026/a/index.html"
    html = page.read_text(encoding="utf-8")
    shown = html[html.index('id="mentions"') :]
    assert ">Ik las het stuk van Noor &amp; Co, en toen regende het.</blockquote>" in shown
    assert shown.count("line-mention") == 1
    write_hub(hub, {"2026/b.md": told(text.replace("regende", "sneeuwde"))})
    build_site(hub, tmp_path / "site")
    assert "sneeuwde het." in page.read_text(encoding="utf-8")
    write_hub(hub, {"2026/b.md": told("Geen woord meer.\n")})
    build_site(hub, tmp_path / "site")
    assert 'id="mentions"' not in page.read_text(encoding="utf-8")


def test_what_is_wrong_with_a_question_is_told(tmp_path: Path) -> None:
    """By file and line; a story that answers none keeps everything else."""
    files: dict[str, str | bytes] = {
        "questions/november.yml": "question: Wie?\n",
        "questions/2026-03.yml": "vraag: Wie?\n",
        "questions/2026-04.yml": f"question: {'x' * 301}\n",
        "2026/a.md": story("A", answers_question="2026-05"),
    }
    store = Store()
    hub = checked(write_hub(tmp_path / "stories", files), Settings(), store)
    store.close()
    assert rules(hub, "questions/november.yml") == ["no-month"]
    assert rules(hub, "questions/2026-03.yml") == ["no-question", "unknown-field"]
    assert rules(hub, "questions/2026-04.yml") == ["no-question"]
    assert "unknown-question" in rules(hub, "2026/a.md")
    assert not hub.questions
    assert not hub.left_out

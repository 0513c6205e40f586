"""The comment on a pull request: friendly, in the story's language, one for all, and no story can make it do anything."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from cmarkgfm.cmark import Options, markdown_to_html_with_extensions
from hubs import PROJECT, story, write_hub
from hypothesis import given
from hypothesis import strategies as st
from storyhub.cli.main import main
from storyhub.model.issues import one_line
from storyhub.review.literal_markdown import block, code, literal

WORST = 'Hoi @baas <img src=x onerror=alert(1)> [klik](https://kwaad.example) #12 !3 www.kwaad.example `x` *y* <!-- "'


def comment(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["check", "--stories", str(folder), "--format", "comment", *arguments], PROJECT)
    return capsys.readouterr().out


def as_host_shows(markdown: str) -> str:
    """The comment as a code host renders it, raw HTML allowed: the worst case."""
    return markdown_to_html_with_extensions(
        markdown, Options.CMARK_OPT_UNSAFE, ("table", "strikethrough", "autolink", "tasklist")
    )


def words(rendered: str) -> str:
    """Text that a code host looks through for people and issues: code is left alone."""
    without_code = re.sub(r"<(code|pre)\b.*?</\1>", "", rendered, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", without_code))


def test_a_dutch_story_is_answered_in_plain_dutch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_hub(tmp_path, {"2026/de-bus.md": story("De bus", department="wrd", date="3/4/2026", why=None)})
    told = comment(folder, capsys, "2026/de-bus.md")
    assert "Dit houdt het nog tegen" in told
    assert "bedoelde je" in told
    assert "```\n  department: ward\n  ```" in told
    assert "“date: 2026-03-04” of “date: 2026-04-03”" in words(as_host_shows(told))
    assert "een zin over waarom dit jou raakt".casefold() in told.casefold()
    for english in ("found", "allowed", "choose", "line", "missing", "Thank"):
        assert not re.search(rf"\b{english}\b", told), told


def test_an_english_story_is_answered_in_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_hub(tmp_path, {"2026/the-bus.md": story("The bus", "It rained.\n", language="en", why=None)})
    told = comment(folder, capsys)
    assert "Thank you for your story: nothing is holding it back" in told
    assert "why: …" in told


def test_a_story_in_another_language_is_answered_in_the_hubs_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_hub(tmp_path, {"2026/le-bus.md": story("Le bus", "Il pleuvait.\n", language="fr")})
    assert "Dank voor je verhaal" in comment(folder, capsys)


def test_a_french_story_is_answered_with_the_marks_of_french(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"2026/le-bus.md": story("Le bus", "Il pleuvait.\n", language="fr", date="hier")}
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "site_name: Le fil\ndocs_dir: stories\nextra: {hub: {organisation: Namur, languages: [fr]}}\n", encoding="utf-8"
    )
    told = comment(write_hub(tmp_path / "stories", files), capsys, "--config", str(config))
    assert "### «\u202fLe bus\u202f»" in told
    assert "date**\u00a0: on y trouve" in told
    assert "?:" not in told


def test_it_says_which_values_were_heard_and_by_which_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = story("Een dag", "Openheid: alle gegevens zijn openbaar, met alle openheid. De gegevens zijn eerlijk.\n")
    told = comment(write_hub(tmp_path / "suggested", {"2026/open.md": text}), capsys)
    assert re.search(r"Gaat dit ook over \*\*Openheid\*\*\? Dat is af te lezen aan .*\*openheid\*", told)
    assert "values: [openness]" in told
    text = story("Lef", values="{courage: in tension}")
    told = comment(write_hub(tmp_path / "chosen", {"2026/lef.md": text}), capsys)
    assert "**Lef**: door jou gekozen, het schuurt" in told
    assert "values: [" not in told


def test_there_is_one_comment_that_can_be_found_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {"2026/een.md": story("Een"), "2026/twee.md": story("Twee"), "2026/drie.md": "geen verhaal"}
    told = comment(write_hub(tmp_path, files), capsys, "--preview", "https://ci.example/preview")
    assert told.startswith("<!-- storyhub:comment -->\n")
    assert told.count("<!-- storyhub:comment -->") == 1
    assert told.count("https://ci.example/preview") == 1
    assert [told.index(f"2026/{name}.md") for name in ("drie", "een", "twee")] == sorted(
        told.index(f"2026/{name}.md") for name in ("drie", "een", "twee")
    ), "what needs correcting comes first"


def test_a_picture_is_told_with_its_story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_hub(tmp_path, {"2026/bus.md": story("De bus"), "2026/bus/foto.jpg": b"geen foto"})
    told = comment(folder, capsys)
    assert told.count("### ") == 1
    assert "geen leesbare foto" in told


def test_no_story_adds_a_link_a_tag_or_a_call_to_the_comment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quoted = "'" + WORST.replace("'", "''") + "'"
    text = story("x", f"{WORST}\n\n[x](../2026/@baas.md) [y](javascript:@baas)\n", reply_to=quoted, department=quoted)
    text = text.replace('title: "x"', f"title: {quoted}")
    told = comment(write_hub(tmp_path, {"2026/kwaad.md": text, "2026/rond.md": story(WORST.replace('"', ""))}), capsys)
    rendered = as_host_shows(told)
    assert "<a " not in rendered
    assert "<img" not in rendered
    assert re.findall(r"<!--.*?-->", rendered) == ["<!-- storyhub:comment -->"]
    assert not re.search(r"@\w|#\d|(?<!\w)!\d|https?://|www\.", words(rendered))


@given(st.text(alphabet=st.sampled_from("ab1@#!&;:/.\\`*_[]()<>{}~|$^+-=\"' \u2066\n\té"), max_size=40))
def test_literal_text_is_shown_letter_for_letter(text: str) -> None:
    rendered = as_host_shows(f"- **x** {literal(text)} y")
    assert re.findall(r"<[^>]+>", rendered) == ["<ul>", "<li>", "<strong>", "</strong>", "</li>", "</ul>"]
    shown_text = re.sub(r"<[^>]+>", "", rendered).replace("\u2060", "")
    expected = f"x {one_line(text.replace(chr(10), ' '))} y"
    assert " ".join(html.unescape(shown_text).split()) == " ".join(expected.split())
    assert not re.search(r"[@#]\w", words(rendered))


@given(st.text(alphabet=st.sampled_from("a`@<>\n "), max_size=30))
def test_no_text_ends_the_code_that_it_stands_in(text: str) -> None:
    assert as_host_shows(f"{block(text)}\n\nend").count("<pre>") == 1
    assert "<p>end</p>" in as_host_shows(f"{block(text)}\n\nend")
    assert as_host_shows(f"{code('x' + text)} end").startswith("<p><code>")
    assert as_host_shows(f"{code('x' + text)} end").rstrip().endswith("</code> end</p>")

"""Whatever bytes somebody sends in: a reading and its issues come out, never an exception, and nothing active on the page."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from html import escape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from storyhub.check.formats import FORMATS
from storyhub.model.issues import Level
from storyhub.read.fields import Fields
from storyhub.read.plain_fields import read_plain
from storyhub.read.reading import Reading
from storyhub.read.schema import FrontMatter
from storyhub.read.story import read_stories, read_story
from storyhub.read.strict_yaml import read_at_ease
from storyhub.text.plain_words import together
from storyhub.text.render import render
from test_sanitise import ATTACKS, PIECES, Guard

PATH = "2026/a-day.md"
FRAME = '---\ntitle: {}\nauthor: Noor\ndepartment: ward\ndate: 2026-03-01\nwhy: "Why."\n---\n\n{}\n'

# Text that people may write: any sign of Unicode but half ones, with those that mean something more often.
TELLING = st.sampled_from(
    [
        *"<>&\"'`*_~[]()!#|:-\\\n\t \0\u202e\u2028\ufeff",
        "<!--",
        "-->",
        "](",
        "---\n",
        "\n\n",
        "    ",
        "[^1]",
        "{{",
        "%}",
    ]
)
TEXT = st.lists(st.one_of(st.characters(exclude_categories=["Cs"]), TELLING, st.sampled_from(ATTACKS))).map("".join)
YAML = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "title",
                "author",
                "date",
                "values",
                "photo",
                "with",
                ": ",
                ":",
                "\n",
                "\n  ",
                "- ",
                "[",
                "]",
                "{",
                "}",
                ",",
            ]
        )
        | st.sampled_from(
            [
                "'",
                '"',
                "&a ",
                "*a",
                "!x ",
                "|",
                ">",
                "#",
                " #",
                "%",
                "@",
                "`",
                "? ",
                "<<",
                "...",
                "\t",
                "\\",
                "~",
                "null",
            ]
        )
        | st.sampled_from(["2026-03-01", "lived", "in tension", "\u0085", "\u2028", "\x07", "\0", "é", "🐟"]),
        st.text(max_size=5),
    )
).map("".join)


def sound(reading: Reading, raw: bytes) -> None:
    """What holds for every reading."""
    text = raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    assert (reading.story is None) == (reading.body is None)
    assert (reading.story is None) == any(issue.level is Level.ERROR for issue in reading.issues)
    for issue in reading.issues:
        assert 1 <= issue.line <= text.count("\n") + 1
        assert issue.message
        assert issue.field
        assert "\n" not in str(issue)
    if reading.story:
        story = reading.story
        assert story.title.strip()
        assert len(story.summary) <= 280
        assert all(value.isprintable() for value in (story.title, story.author, story.why))
    if reading.body:
        assert Guard(reading.body.html).faults == []


@given(st.binary())
@example(b"---\n\xff\n---\n")
@example(b"---\n---\n---\n")
@example(b"\xef\xbb\xbf---\r\n")
@example(b"---\n? \n---")
@example(b"\x0b")
@example(b"\xef\xbb\xbf\x0b\n")
@example(b"---\n- - - -\n---")
def test_any_bytes_give_a_reading(raw: bytes) -> None:
    sound(read_story(raw, PATH, "nl"), raw)


@given(YAML)
@example("title: a\n...\n--- b\n")
@example("? [a]\n: {b: c}\n")
@example("*a : b")
@example("[" * 500)
@example("{a: " * 500)
@example("'\n" * 20)
@example("a: b: c\n" * 30)
@example("a:b\n" * 30)
@example("title: a\n- b\n c: d\n\te\n" * 6)
def test_any_fields_give_a_reading(fields: str) -> None:
    raw = f"---\n{fields}\n---\n\nText.\n".encode("utf-8", "replace")
    sound(read_story(raw, PATH, "nl"), raw)


@given(TEXT)
def test_any_text_gives_html_with_nothing_active(body: str) -> None:
    raw = FRAME.format("A day", body).encode()
    sound(read_story(raw, PATH, "nl"), raw)
    assert Guard(render(body, PATH).body.html).faults == []


@given(
    st.lists(
        st.sampled_from([*PIECES, *ATTACKS, "word ", "\n\n", "</div>", "</b>", "</a>", "</td>", "</table>", "</p>"])
    ).map("".join)
)
@settings(max_examples=300)
def test_any_mix_of_tags_gives_html_that_is_whole(body: str) -> None:
    assert Guard(render(body, PATH).body.html).faults == []


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=100))
def test_a_title_between_quotes_comes_out_as_it_went_in(title: str) -> None:
    reading = read_story(FRAME.format(json.dumps(title, ensure_ascii=False), "Text.").encode(), PATH, "nl")
    seen = [c for c in title if c.isalnum()]
    if reading.story:
        assert [c for c in reading.story.title if c.isalnum()] == seen
    else:
        assert not seen


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_the_words_of_plain_text_all_stay(words: str) -> None:
    """Text in which nothing means anything to Markdown: what is shown is what was written."""
    written = " ".join(words.split()).translate(
        {ord(sign): f"&#{ord(sign)};" for sign in "&\"'\\`*_{}[]<>()#+-.!|~:=@/^"}
    )
    shown = render(f"x{written}x", PATH).body
    assert "".join(shown.text.split()) == "".join(f"x{' '.join(words.split())}x".split())


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), max_size=5))
def test_plain_text_has_no_empty_paragraphs(pieces: list[str]) -> None:
    text = together(escape(piece) for piece in pieces)
    assert "\n\n\n" not in text
    assert text.split("\n\n") == [" ".join(part.split()) for part in text.split("\n\n")]


@given(TEXT)
def test_the_words_of_a_story_are_counted_as_they_are_shown(body: str) -> None:
    reading = read_story(FRAME.format("Title", body).encode(), PATH, "nl")
    if reading.story and reading.body:
        assert reading.story.words == len(reading.body.text.split())


@given(st.lists(TEXT, max_size=5))
def test_stories_that_are_read_together_are_read_as_each_alone(bodies: list[str]) -> None:
    files = [(FRAME.format(f"Title {n}", body).encode(), f"2026/{n}.md", str(n)) for n, body in enumerate(bodies)]
    assert read_stories(files, "nl") == [read_story(raw, path, "nl", key) for raw, path, key in files]


_VALUE = st.lists(
    st.sampled_from([*":#'\"[]{},-?|>&*!%@`\\~= ", ": ", " #", ", ", "null", "a", "é", "1", "…", "😀", "\xa0", "\t"]),
    max_size=6,
).map("".join)


@given(
    st.lists(
        st.tuples(st.sampled_from(["why", "title", "a_b", "null"]), st.sampled_from(["", "''", '""', "[]"]), _VALUE),
        min_size=1,
        max_size=3,
    )
)
def test_plain_fields_are_read_as_yaml_reads_them(entries: list[tuple[str, str, str]]) -> None:
    lines = "".join(f"{name}: {quotes[:1]}{value}{quotes[1:]}\n" for name, quotes, value in entries)
    quick, full = Fields(PATH), Fields(PATH)
    if read_plain(lines, quick, 2):
        assert read_at_ease(lines, full, 2, 3)
        assert quick == full


@given(st.binary(), st.sampled_from(sorted(FORMATS)))
def test_issues_of_any_file_can_be_printed(raw: bytes, name: str) -> None:
    issues = [replace(issue, path="2026/x.md") for issue in read_story(raw, PATH, "nl").issues]
    text = FORMATS[name](issues)
    assert text.encode("utf-8") or not issues


def test_every_field_is_read_back_as_it_was_written() -> None:
    fields = {
        "title": "A: “day” # 3",
        "author": "O'Neill",
        "department": "ward",
        "date": "2026-03-01",
        "language": "en",
        "why": "Because – why not?",
        "values": "{care: lived, openness: in tension}",
        "summary": "Short.",
        "could_be_better": "|\n  The bus.\n\n  The other bus.",
        "question": "Who?",
        "reply_to": "2025/other",
        "answers_question": "2026-11",
        "translation_of": "2025/ander",
        "translated_by": "Noor",
        "another_view": "2024/view",
        "with": "[desk, kitchen]",
        "photo": '{file: a.jpg, alt: "A, b", credit: C}',
        "consent": "public",
        "audience": "public",
        "public_until": "2027-01-01",
        "pseudonym": "true",
        "status": "draft",
        "withdrawn": "2026-04-01",
        "withdrawn_by": "person",
        "withdrawn_for": "They asked.",
        "aliases": "[2019/old]",
        "receipt": "pbkdf2-sha256$100000$c2FsdA$aGFzaA",
        "heard_first": "7",
        "heavy": "true",
    }
    assert set(fields) == {info.alias or name for name, info in FrontMatter.model_fields.items()}
    quoted = {"title", "author", "why"}
    lines = "".join(f"{name}: {json.dumps(text) if name in quoted else text}\n" for name, text in fields.items())
    reading = read_story(f"---\n{lines}---\n\nText.\n".encode(), PATH, "nl")
    assert reading.issues == ()
    story = reading.story
    assert story is not None
    assert (story.title, story.author, story.why) == ("A: “day” # 3", "O'Neill", "Because – why not?")
    assert [(mark.key, mark.tension) for mark in story.values or ()] == [("care", False), ("openness", True)]
    assert story.could_be_better == "The bus.\n\nThe other bus."
    assert (story.together_with, story.aliases, story.reply_to) == (("desk", "kitchen"), ("2019/old",), "2025/other")
    assert (story.photo, story.photo_alt, story.photo_credit, story.consent) == ("a.jpg", "A, b", "C", "public")
    assert (story.public, story.public_until, story.withdrawn) == (True, date(2027, 1, 1), date(2026, 4, 1))
    assert (story.translation_of, story.translated_by, story.another_view) == ("2025/ander", "Noor", "2024/view")
    assert story.answers_question == "2026-11"
    assert (story.pseudonym, story.draft, story.language) == (True, True, "en")


@pytest.mark.parametrize("depth", [10, 100, 5000])
def test_brackets_inside_each_other_are_no_way_to_stop_the_reader(depth: int) -> None:
    for opening, closing in ("[]", "{}", ("{a: ", "}")):
        raw = f"---\ntitle: {opening * depth}{closing * depth}\n---\n".encode()[: 8 * 1024]
        sound(read_story(raw + b"\n---\n", PATH, "nl"), raw + b"\n---\n")

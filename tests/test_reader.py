"""Reading a story: each thing that can be wrong with it is said in plain words, with the line where it stands."""

from __future__ import annotations

import pytest
from storyhub.model.issues import Issue, Level
from storyhub.read.reading import Reading
from storyhub.read.story import read_story

PATH = "2026/a-day.md"
GOOD = """\
---
title: A day on the ward
author: Noor Bakker
department: ward
date: 2026-03-01
why: It stayed with me.
---

It rained, and the bus did not come.
"""


def read(text: str | bytes, path: str = PATH) -> Reading:
    return read_story(text if isinstance(text, bytes) else text.encode(), path, "nl")


def with_field(line: str) -> str:
    """The good story with one field added, or put in the place of the one of that name; it is on line 7 when added."""
    name = line.partition(":")[0]
    lines = GOOD.split("\n")
    place = next((n for n, old in enumerate(lines) if old.startswith(f"{name}:")), None)
    if place is None:
        lines.insert(6, line)
    else:
        lines[place] = line
    return "\n".join(lines)


def told(reading: Reading) -> list[tuple[int, str, str]]:
    return [(issue.line, issue.field, issue.rule) for issue in sorted(reading.issues)]


def only(reading: Reading) -> Issue:
    assert len(reading.issues) == 1, [str(issue) for issue in reading.issues]
    return reading.issues[0]


def test_a_good_story_has_nothing_to_mend() -> None:
    reading = read(GOOD)
    assert reading.issues == ()
    assert reading.story is not None
    assert (reading.story.title, reading.story.author, reading.story.words) == ("A day on the ward", "Noor Bakker", 8)


# What is wrong with the file itself: bytes → (line, words of the message).
FILES = {
    "empty": (b"", 1, "is empty"),
    "only white space": (b" \n\t\r\n", 1, "is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", 1, "is empty"),
    "not UTF-8": (GOOD.replace("Noor", "Noör").encode("latin-1"), 3, "byte 0xf6"),
    "cut off in the middle of a character": (GOOD.encode() + "é".encode()[:1], 10, "byte 0xc3"),
    "UTF-16": (GOOD.encode("utf-16"), 1, "UTF-16"),
    "a NUL byte in the text": (GOOD.replace("bus", "b\0us").encode(), 9, "NUL byte"),
    "a NUL byte in a field": (GOOD.replace("Noor", "No\0or").encode(), 3, "NUL byte"),
    "too large": (GOOD.encode() + b"word " * 250_000, 1, "256 KB"),
}


@pytest.mark.parametrize(("raw", "line", "words"), FILES.values(), ids=FILES)
def test_a_fault_of_the_file_is_an_error_with_its_line(raw: bytes, line: int, words: str) -> None:
    reading = read(raw)
    issue = only(reading)
    assert (issue.level, issue.line, issue.field) == (Level.ERROR, line, "file")
    assert words in issue.message
    assert reading.story is None


# What is wrong with the frame of the fields: text → what is reported, as (line, field, rule).
FRAMES = {
    "no front matter": ("It rained.\n", [(1, "file", "no-front-matter")]),
    "a heading first": ("# A day\n\nIt rained.\n", [(1, "file", "no-front-matter")]),
    "never closed": (
        GOOD.replace("me.\n---\n", "me.\n"),
        [(1, "file", "unclosed-front-matter")],
    ),
    "never closed, text without an empty line": (
        GOOD.replace("me.\n---\n\n", "me.\n"),
        [(1, "file", "unclosed-front-matter")],
    ),
    "no fields at all": (
        "---\n---\n\nIt rained.\n",
        [
            (1, "author", "missing-field"),
            (1, "date", "missing-field"),
            (1, "department", "missing-field"),
            (1, "title", "missing-field"),
            (1, "why", "no-why"),
        ],
    ),
    "text instead of fields": (
        "---\nIt rained.\n---\n",
        [
            (1, "author", "missing-field"),
            (1, "date", "missing-field"),
            (1, "department", "missing-field"),
            (1, "title", "missing-field"),
            (1, "why", "no-why"),
            (2, "file", "no-fields"),
            (4, "body", "no-text"),
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), FRAMES.values(), ids=FRAMES)
def test_a_fault_of_the_frame_is_told_once_and_the_fields_are_read_all_the_same(
    text: str, expected: list[tuple[int, str, str]]
) -> None:
    reading = read(text)
    assert told(reading) == expected
    assert reading.story is None


def test_the_text_of_a_story_whose_fields_are_never_closed_is_still_looked_at() -> None:
    reading = read(GOOD.replace("me.\n---\n", "me.\n") + "\nMy BSN is 123456782.\n")
    assert [(issue.line, issue.rule) for issue in reading.issues if issue.rule == "private-data"] == [
        (10, "private-data")
    ]


# Broken YAML on one line of an otherwise good story: (the lines, field, words of the message).
BROKEN = {
    "a colon in the text": ("title: Ward 3: a day", "title", "colon inside"),
    "a line that is not a field": ("just some words", "file", "is not a field"),
    "an @ at the start": ("author: @noor", "author", "meaning of its own"),
    "a backtick at the start": ("title: `code`", "title", "meaning of its own"),
    "a percent sign at the start": ("title: %", "title", "meaning of its own"),
    "a single quote that is never closed": ("title: 'A day", "title", "never closed"),
    "a double quote that is never closed": ('title: "A day', "title", "never closed"),
    "an apostrophe inside single quotes": ("title: 'It's a day'", "title", "after its closing quote"),
    "text after the closing quote": ('title: "A" day', "title", "after its closing quote"),
    "a backslash inside double quotes": ('title: "C:\\quarter"', "title", "backslash"),
    "a bracket that is never closed": ("values: [openness, care", "values", "bracket"),
    "a brace that is never closed": ("photo: {file: a.jpg", "photo", "bracket"),
    "a list without a name": ("- openness", "file", "is not a field"),
    "text after a block sign": ("summary: > A day", "summary", "meaning of its own"),
}


@pytest.mark.parametrize(("line", "field", "words"), BROKEN.values(), ids=BROKEN)
def test_a_broken_line_is_told_in_plain_words_and_the_rest_is_read(line: str, field: str, words: str) -> None:
    stands_alone = field == "file" or line[0].isspace()
    text = GOOD.replace("why: It", f"{line}\nwhy: It") if stands_alone else with_field(line)
    place = text.split("\n").index(line) + 1
    reading = read(text.replace("2026-03-01", "2026-02-30"))
    faults = [issue for issue in reading.issues if issue.rule == "broken-yaml"]
    assert [(issue.line, issue.field) for issue in faults] == [(place, field)]
    assert words in faults[0].message
    assert not any(word in faults[0].message for word in ("YAML", "scalar", "token", "mapping", "block"))
    # The date that does not exist is told in the same go.
    assert [issue.field for issue in reading.issues if issue.rule == "invalid-field"] == ["date"]
    assert not [issue for issue in reading.issues if issue.rule == "missing-field"]


def test_several_broken_lines_are_all_told_at_once() -> None:
    text = "---\ntitle: Ward: a day\nauthor: 'Noor\ndepartment: ward\ndate: 2026-03-01\nwords\nvalues: [a\nwhy: Yes\n---\nText.\n"
    assert told(read(text)) == [
        (2, "title", "broken-yaml"),
        (3, "author", "broken-yaml"),
        (6, "file", "broken-yaml"),
        (7, "values", "broken-yaml"),
    ]


# YAML that is not strict, in place of a field or added on line 7: (line, line number, field, rule, words).
NOT_STRICT = {
    "an alias": ("title: *day", 2, "title", "yaml-alias", '"*day"'),
    "an anchor": ("title: &day A day", 2, "title", "yaml-alias", '"&day"'),
    "a tag": ("title: !important A day", 2, "title", "yaml-tag", '"!important"'),
    "a merge key": ("<<: {title: x}", 7, "<<", "merge-key", "<<"),
    "a field that stands twice": ("title : Again", 7, "title", "duplicate-key", "first on line 2"),
    "a part that stands twice": (
        "photo: {file: a.jpg, alt: x, file: b.jpg}",
        7,
        "photo",
        "duplicate-key",
        "first on line 7",
    ),
    "nested too deeply": ("photo: {file: {a: {b: c}}}", 7, "photo", "too-deep", "more simply"),
    "a list as a name": ("[a, b]: c", 7, "file", "no-name", "name is one word"),
}


@pytest.mark.parametrize(("line", "number", "field", "rule", "words"), NOT_STRICT.values(), ids=NOT_STRICT)
def test_yaml_that_is_not_strict_is_refused(line: str, number: int, field: str, rule: str, words: str) -> None:
    reading = read(with_field(line))
    found = [issue for issue in reading.issues if issue.rule == rule]
    assert [(issue.line, issue.field, issue.level) for issue in found] == [(number, field, Level.ERROR)]
    assert words in found[0].message
    assert reading.story is None
    assert not [issue for issue in reading.issues if issue.rule == "missing-field"]


def test_a_second_document_in_the_fields_is_refused() -> None:
    reading = read(with_field("...\n--- {title: Another}"))
    assert ("no-fields", Level.ERROR) in [(issue.rule, issue.level) for issue in reading.issues]


def test_more_than_8_kb_of_fields_is_refused_without_reading_them() -> None:
    issue = only(read(with_field("summary: " + "x" * 9000)))
    assert (issue.line, issue.rule) == (2, "front-matter-too-large")
    assert "8 KB" in issue.message


# A field with something that it may not have: (line, line number, field, words of the message in their order).
FIELDS = {
    "a field that is mistyped": (
        "qestion: x",
        7,
        "qestion",
        ['did you mean "question"?', "write the line as: question: x"],
    ),
    "an unknown field like no other": ("xyzzy: x", 7, "xyzzy", ['"xyzzy" is not a field; allowed']),
    "a title that is too long": ("title: " + "x" * 121, 2, "title", ["121 characters", "at most 120"]),
    "a title without anything to see": ('title: "\\u200b \\u200b"', 2, "title", ["is empty"]),
    "a title that is a list": ("title: [a, b]", 2, "title", ['found "[a, b]"', 'write the line as: title: "[a, b]"']),
    "a summary that is too long": ("summary: " + "x" * 281, 7, "summary", ["281", "280"]),
    "a date in words": ("date: yesterday", 5, "date", ['found "yesterday"', "YYYY-MM-DD"]),
    "a date that does not exist": ("date: 2026-02-30", 5, "date", ['found "2026-02-30"', "that exists"]),
    "a date that can be read in two ways": ("date: 3/4/2026", 5, "date", ["date: 2026-03-04", "date: 2026-04-03"]),
    "a moment": ("date: 1700000000", 5, "date", ["YYYY-MM-DD"]),
    "digits of another script": ("date: ٢٠٢٦-٠١-٣١", 5, "date", ["YYYY-MM-DD"]),
    "year nought": ("date: 0000-01-01", 5, "date", ["that exists"]),
    "an unknown stance": ("values: {care: in tensoin}", 7, "values", ["values: {care: in tension}"]),
    "values as a list of maps": ("values: [{care: lived}]", 7, "values", ['found "[{care: lived}]"']),
    "an audience with a capital": (
        "audience: Public",
        7,
        "audience",
        ['did you mean "public"?', "“internal” or “public”"],
    ),
    "an audience in Dutch": ("audience: openbaar", 7, "audience", ["“internal” or “public”"]),
    "consent as yes": ("consent: yes", 7, "consent", ['found "yes"', "what they agreed to"]),
    "a reply to an address": (
        "reply_to: https://x.example/2026/a",
        7,
        "reply_to",
        ["year/name", "write the line as: reply_to: 2026/a"],
    ),
    "a photo as text": ("photo: a.jpg", 7, "photo", ['found "a.jpg"', "write the line as: photo: {file: a.jpg}"]),
    "a photo without a file": ("photo: {alt: a dog}", 7, "photo", ["file is missing", "photo: {file: …, alt: a dog}"]),
    "a photo with an unknown part": (
        "photo: {file: a.jpg, alt: x, caption: y}",
        7,
        "photo",
        ['"caption" is not a field', "file, alt, credit"],
    ),
    "departments as a map": ("with: {desk: yes}", 7, "with", ["between square brackets"]),
    "too many departments": (
        f"with: [{', '.join('abcdefghijklmnopqrstuvwxyz')}]",
        7,
        "with",
        ["26 entries", "at most 20"],
    ),
    "withdrawn as true": ("withdrawn: true", 7, "withdrawn", ["YYYY-MM-DD"]),
}


@pytest.mark.parametrize(("line", "number", "field", "words"), FIELDS.values(), ids=FIELDS)
def test_a_field_with_something_else_is_an_error(line: str, number: int, field: str, words: list[str]) -> None:
    reading = read(with_field(line))
    issue = only(reading)
    assert (issue.line, issue.field, issue.level) == (number, field, Level.ERROR)
    for word in words:
        assert word in issue.message
    assert issue.message.count(";") >= 2, "what was found; what is allowed; what to do"
    assert reading.story is None


@pytest.mark.parametrize("name", ["title", "author", "department", "date"])
@pytest.mark.parametrize("left", [None, "", " ~", " null", ' "" # nothing'])
def test_a_needed_field_that_is_left_out_or_empty_is_an_error(name: str, left: str | None) -> None:
    lines = [line for line in GOOD.split("\n") if not line.startswith(name)]
    text = "\n".join(lines) if left is None else with_field(f"{name}:{left}")
    issue = only(read(text))
    assert (issue.field, issue.level) == (name, Level.ERROR)
    assert issue.line == (
        1 if left is None else GOOD.split("\n").index(next(x for x in GOOD.split("\n") if x.startswith(name))) + 1
    )


# YAML has opinions about these; a writer means what is written.
AS_WRITTEN = {
    "no": "no",
    "a year": "2026",
    "a time": "12:30:45",
    "a number": "1.0",
    "nought in front": "007",
    "true": "true",
    "a hash in it": "C#",
    "an address": "https://example.org/a",
    "a name that is Null": "NULL",
    "curly quotes": "“Ward”",
    "an emoji": "🐟 👩‍👩‍👧",
    "an apostrophe": "Baby's en opa's",
}


@pytest.mark.parametrize("title", AS_WRITTEN.values(), ids=AS_WRITTEN)
def test_a_title_is_taken_as_it_is_written(title: str) -> None:
    story = read(with_field(f"title: {title}")).story
    assert story is not None
    assert story.title == title


def test_what_stands_behind_a_hash_is_not_lost_silently() -> None:
    reading = read(with_field("title: Ward # 3"))
    assert (only(reading).rule, only(reading).line, only(reading).level) == ("comment", 2, Level.ADVICE)
    assert reading.story is not None
    assert reading.story.title == "Ward"


def test_a_comment_as_people_who_know_yaml_write_it_is_no_advice() -> None:
    assert read(with_field("title: Ward  # think of a better one")).issues == ()


@pytest.mark.parametrize("sign", ["\u0085", "\u2028", "\u2029", "\u0007", "\u009f"])
def test_invisible_characters_in_a_field_are_told_and_do_not_shift_lines(sign: str) -> None:
    reading = read(with_field(f"title: A{sign}day").replace("2026-03-01", "never"))
    assert [(i.line, i.field, i.rule) for i in reading.issues] == [
        (2, "file", "control-character"),
        (5, "date", "invalid-field"),
    ]


@pytest.mark.parametrize("written", ["\u202edlrow", '"\\u202edlrow"', '"\\u2066dlrow"', '"dlrow\\u0007"'])
def test_direction_marks_and_control_characters_are_taken_out_of_fields_and_told(written: str) -> None:
    reading = read(with_field(f"title: {written}"))
    assert told(reading) == [(2, "title", "control-character")]
    assert reading.story is not None
    assert reading.story.title == "dlrow"


# Advice about the story itself: text → (line, field, rule). None of it stops a story.
ADVICE = {
    "no why": (GOOD.replace("why: It stayed with me.\n", ""), (1, "why", "no-why")),
    "an empty why": (GOOD.replace("why: It stayed with me.", "why:"), (6, "why", "no-why")),
    "no text": (GOOD.partition("\n\n")[0] + "\n", (8, "body", "no-text")),
    "a picture without words": (GOOD + "\n![](x.jpg)\n", (11, "body", "no-alt")),
    "a photo without words": (with_field("photo: {file: x.jpg}"), (7, "photo", "no-alt")),
    "another year than its folder": (with_field("date: 2025-12-31"), (5, "date", "other-year")),
}


@pytest.mark.parametrize(("text", "expected"), ADVICE.values(), ids=ADVICE)
def test_advice_never_stops_a_story(text: str, expected: tuple[int, str, str]) -> None:
    reading = read(text)
    assert told(reading) == [expected]
    assert only(reading).level is Level.ADVICE
    assert reading.story is not None


def test_every_line_that_is_told_of_a_list_or_a_map_is_the_line_of_that_entry() -> None:
    values = "values:\n  care: lived\n  openness: in tensoin\nphoto:\n  file: a.jpg\n  alt: x\n  colour: red"
    assert told(read(with_field(values))) == [(9, "values", "invalid-field"), (13, "photo", "unknown-field")]


def test_a_story_without_a_language_is_in_the_hubs_own() -> None:
    assert read(GOOD).story.language == "nl"  # type: ignore[union-attr]
    assert read(with_field("language: en-GB")).story.language == "en"  # type: ignore[union-attr]


def test_the_summary_is_the_first_paragraph_cut_at_a_word() -> None:
    assert read(GOOD).story.summary == "It rained, and the bus did not come."  # type: ignore[union-attr]
    story = read(GOOD + "\n" + "word " * 100).story
    assert story is not None
    assert story.summary == "It rained, and the bus did not come."
    long = read(GOOD.replace("It rained, and the bus did not come.", "woord " * 100)).story
    assert long is not None
    assert len(long.summary) <= 280
    assert long.summary.endswith("woord…")


def test_a_stopped_story_keeps_what_could_be_read_for_the_other_rules() -> None:
    reading = read(with_field("with: [desk]").replace("2026-03-01", "soon"))
    assert reading.story is None
    assert reading.stopped is not None
    assert (reading.stopped.department, reading.stopped.together_with) == ("ward", ("desk",))

"""The cure that is shown is the writer's own line, corrected: whoever writes it so is understood, and no word of theirs is lost."""

from __future__ import annotations

import pytest
from storyhub.model.issues import Level
from storyhub.review.fixes import cure
from storyhub.text.cures import with_word
from test_front_matter_as_meant import only, read, text

# A broken line, with its field → the line as it should be, and what is read then.
BROKEN: dict[str, tuple[str, str, str, object]] = {
    "an apostrophe at the start": (
        "title",
        "title: 's Morgens vroeg",
        'title: "\'s Morgens vroeg"',
        "'s Morgens vroeg",
    ),
    "'t at the start": ("title", "title: 't Is koud", 'title: "\'t Is koud"', "'t Is koud"),
    "a single quote that is never closed": ("title", "title: 'A day", 'title: "A day"', "A day"),
    "a double quote that is never closed": ("title", 'title: "A day', 'title: "A day"', "A day"),
    "an apostrophe inside single quotes": ("title", "title: 'It's a day'", 'title: "It\'s a day"', "It's a day"),
    "text behind a closing quote": ("title", 'title: "A" day', "title: '\"A\" day'", '"A" day'),
    "both kinds of quotes": ("title", "title: 'It's \"a\" day'", "title: 'It''s \"a\" day'", 'It\'s "a" day'),
    "a colon": ("title", "title: Ward 3: a day", 'title: "Ward 3: a day"', "Ward 3: a day"),
    "a colon at the end": ("why", "why: Dit dus:", 'why: "Dit dus:"', "Dit dus:"),
    "an @": ("author", "author: @noor", 'author: "@noor"', "@noor"),
    "a backtick": ("title", "title: `code`", 'title: "`code`"', "`code`"),
    "a percent sign": ("title", "title: %", 'title: "%"', "%"),
    "a backslash": ("title", 'title: "C:\\quarter"', "title: 'C:\\quarter'", "C:\\quarter"),
    "an emoji as JSON has it": (
        "title",
        'title: "A \\ud83d\\ude00 \\"day\\""',
        "title: 'A \U0001f600 \"day\"'",
        'A \U0001f600 "day"',
    ),
    "a backslash between braces": (
        "photo",
        'photo: {file: a.jpg, alt: "Map C:\\quarter", credit: "Jo"}',
        "photo: {file: a.jpg, alt: 'Map C:\\quarter', credit: \"Jo\"}",
        "a.jpg",
    ),
    "a star": ("title", "title: *day", 'title: "*day"', "*day"),
    "an ampersand": ("title", "title: &day A day", 'title: "&day A day"', "&day A day"),
    "an exclamation mark": ("title", "title: !important A day", 'title: "!important A day"', "!important A day"),
    "stars around a word": ("title", "title: *New* day", 'title: "*New* day"', "*New* day"),
    "a hyphen at the start": ("title", "title: - a day", 'title: "- a day"', "- a day"),
    "a bar at the start": ("title", "title: | A day", 'title: "| A day"', "| A day"),
    "brackets around a word": ("title", "title: [draft] A day", 'title: "[draft] A day"', "[draft] A day"),
    "braces of another program": ("why", "why: {{ page.why }}", 'why: "{{ page.why }}"', "{{ page.why }}"),
    "a hash at the start": ("title", "title: #1 of us", 'title: "#1 of us"', "#1 of us"),
    "a colon that is left out": ("author", "author Noor Bakker", "author: Noor Bakker", "Noor Bakker"),
    "another sign for the colon": ("why", "why; It stayed.", "why: It stayed.", "It stayed."),
    "names in a list": ("author", "author: [Noor, Jan]", "author: Noor, Jan", "Noor, Jan"),
    "square brackets": ("title", "title: [a, b]", 'title: "[a, b]"', "[a, b]"),
    "a bracket that is never closed": (
        "values",
        "values: [care, courage",
        "values: [care, courage]",
        ("care", "courage"),
    ),
    "a mistyped name": ("question", "qestion: Who?", "question: Who?", "Who?"),
    "a mistyped stance": ("values", "values: {care: in tensoin}", "values: {care: in tension}", ("care",)),
    "a photo by its name alone": ("photo", "photo: a.jpg", "photo: {file: a.jpg}", "a.jpg"),
    "a mistyped part of a photo": ("photo", "photo: {fil: a.jpg, alt: x}", "photo: {file: a.jpg, alt: x}", "a.jpg"),
    "the address of a story": ("reply_to", "reply_to: https://x.example/2026/b/", "reply_to: 2026/b", "2026/b"),
}


@pytest.mark.parametrize(("field", "line", "expected", "value"), BROKEN.values(), ids=BROKEN)
def test_an_error_shows_the_line_corrected_and_that_line_says_what_was_meant(
    field: str, line: str, expected: str, value: object
) -> None:
    issue = only(read(text(**{field: line})))
    assert (issue.level, cure(issue)) == (Level.ERROR, expected)
    reading = read(text(**{field: expected}))
    assert reading.story is not None
    found = getattr(reading.story, field)
    assert (tuple(mark.key for mark in found) if field == "values" else found) == value


@pytest.mark.parametrize(
    "why", ["why: It rained\nand the bus did not come.", "why: It rained\n  and it: did not come."]
)
def test_a_text_that_goes_on_is_not_cured_by_one_of_its_lines(why: str) -> None:
    assert cure(only(read(text(why=why)))) is None


def test_a_day_that_is_not_exact_is_asked_for() -> None:
    for day in ("ca. 1 maart 2026", "na 1 maart 2026", "niet 1 maart 2026"):
        issue = only(read(text(date=f"date: {day}")))
        assert (issue.level, cure(issue)) == (Level.ERROR, None)


def test_what_stands_behind_a_hash_comes_back_between_quotes() -> None:
    issue = only(read(text(title="title: Ward # 3")))
    assert (issue.level, cure(issue)) == (Level.ADVICE, 'title: "Ward # 3"')


def test_a_note_in_a_list_of_answers_is_told_as_what_it_is() -> None:
    from storyhub.model.issues import Issue
    from storyhub.read.listening import read_listening

    raw = "entries:\n  - date: 2026-04-01\n    by: Directie\n    status: heard\n    note: We zoeken het uit: wie neemt op?\n"
    issues: list[Issue] = []
    read_listening(raw.encode(), "listening/2026-a.yml", issues)
    found = next(issue for issue in issues if issue.rule == "broken-yaml")
    assert found.line == 5
    assert "colon inside" in found.message
    assert cure(found) == '    note: "We zoeken het uit: wie neemt op?"'


@pytest.mark.parametrize(
    ("photo", "paste"),
    [
        ("photo: {file: a.jpg, credit: Sam}", "photo: {file: a.jpg, credit: Sam, alt: …}"),
        ("photo:\n    file: a.jpg", "    alt: …"),
    ],
)
def test_the_words_for_a_photo_are_asked_where_they_belong(photo: str, paste: str) -> None:
    issue = only(read(text(photo=photo)))
    assert issue.rule == "no-alt"
    assert issue.message.words["paste"] == paste  # type: ignore[attr-defined]


def test_who_may_see_a_picture_or_a_story_is_never_filled_in_for_somebody() -> None:
    for line in ("audience: Public", "consent: Publc"):
        issue = only(read(text(x=line)))
        assert issue.level is Level.ERROR
        assert cure(issue) is None


def test_a_field_that_is_there_is_not_offered_for_another() -> None:
    """`fix` would write it, and the words of one of them would be lost."""
    issue = only(read(text(x="titel2: B")))
    assert issue.rule == "unknown-field"
    assert cure(issue) is None


def test_a_mistyped_name_of_a_needed_field_is_told_once() -> None:
    issue = only(read(text(title="tilte: A day")))
    assert cure(issue) == "title: A day"


def test_a_word_is_only_put_in_the_place_of_one_that_stands_there_once() -> None:
    assert with_word("values: [car, carpark]", "car", "care") == "values: [care, carpark]"
    assert with_word("with: {with: x}", "with", "y") == ""

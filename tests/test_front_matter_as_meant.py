"""What people and their programs write instead of a field as the hub has it is read as it was meant, and shown as it should be."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storyhub.model.issues import Issue, Level
from storyhub.model.story import Story
from storyhub.read import dates
from storyhub.read.language_names import code_of
from storyhub.read.reading import Reading
from storyhub.read.story import read_story
from storyhub.review.corrections import corrected
from storyhub.review.fixes import cure

PATH = "2026/a-day.md"
FIELDS = {
    "title": "title: A day on the ward",
    "author": "author: Noor Bakker",
    "department": "department: ward",
    "date": "date: 2026-11-13",
    "language": "language: nl",
    "why": "why: It stayed with me.",
}


def text(**lines: str | None) -> str:
    """A sound story in which lines of fields are others, or, of a field that it does not have, are added."""
    fields = "".join(f"{line}\n" for line in (FIELDS | lines).values() if line is not None)
    return f"---\n{fields}---\n\nIt rained, and the bus did not come.\n"


def read(raw: str | bytes) -> Reading:
    return read_story(raw if isinstance(raw, bytes) else raw.encode(), PATH, "nl")


def story(raw: str | bytes) -> Story:
    """The story of a file, which nothing stops."""
    reading = read(raw)
    assert reading.story is not None, [str(issue) for issue in reading.issues]
    return reading.story


def cures(reading: Reading) -> list[str]:
    """The lines as they should be, in the order of the file."""
    return [line for issue in sorted(reading.issues) if (line := cure(issue)) is not None]


def only(reading: Reading) -> Issue:
    assert len(reading.issues) == 1, [str(issue) for issue in reading.issues]
    return reading.issues[0]


# What is written (field: line) → the line as it should be.
MEANT: dict[str, tuple[dict[str, str], str]] = {
    "a no-break space behind the colon": ({"title": "title:\u00a0 A day on the ward"}, "title: A day on the ward"),
    "nothing behind the colon": ({"title": "title:A day on the ward"}, "title: A day on the ward"),
    "a no-break space before a name": ({"department": "\u00a0 department: ward"}, "department: ward"),
    "spaces before a name": ({"department": "  department: ward"}, "department: ward"),
    "a tab before a name": ({"department": "\tdepartment: ward"}, "department: ward"),
    "a tab behind the colon": ({"department": "department:\tward"}, "department: ward"),
    "a narrow no-break space before the colon": ({"author": "author\u202f: Noor Bakker"}, "author: Noor Bakker"),
    "a space without width in a name": ({"author": "auth\u200bor: Noor Bakker"}, "author: Noor Bakker"),
    "a space without width behind a day": ({"date": "date: 2026-11-13\u200b"}, "date: 2026-11-13"),
    "a no-break space behind a key": ({"department": "department: ward\u00a0"}, "department: ward"),
    "a name with a capital": ({"title": "Title: A day on the ward"}, "title: A day on the ward"),
    "a name in capitals": ({"date": "DATE: 2026-11-13"}, "date: 2026-11-13"),
    "a hyphen for an underscore": ({"x": "could-be-better: The bus."}, "could_be_better: The bus."),
    "spaces for underscores": ({"x": "Could be better: The bus."}, "could_be_better: The bus."),
    "a name in Dutch": ({"title": "titel: A day on the ward"}, "title: A day on the ward"),
    "a name in Dutch with a capital": ({"why": "Waarom: It stayed with me."}, "why: It stayed with me."),
    "a Dutch name of two words": ({"x": "wat kan beter: The bus."}, "could_be_better: The bus."),
    "a name in German": ({"why": "Warum: It stayed with me."}, "why: It stayed with me."),
    "a name in French": ({"x": "résumé: It rained."}, "summary: It rained."),
    "another word in English": ({"author": "writer: Noor Bakker"}, "author: Noor Bakker"),
    "the first of a month in French": ({"date": "date: dimanche 1er mars 2026"}, "date: 2026-03-01"),
    "a short day of the week": ({"date": "date: vr. 13 november 2026"}, "date: 2026-11-13"),
    "a truth in German": ({"x": "heavy: Ja"}, "heavy: true"),
    "a stance in Dutch": ({"x": "values:\n  care: onder spanning"}, "  care: in tension"),
    "a hyphen without a space": ({"x": "values:\n-care"}, "- care"),
    "a day first, with hyphens": ({"date": "date: 13-11-2026"}, "date: 2026-11-13"),
    "a day first that could be a month, with hyphens": ({"date": "date: 1-11-2026"}, "date: 2026-11-01"),
    "a day first, with points": ({"date": "date: 13.11.2026"}, "date: 2026-11-13"),
    "a day in Dutch": ({"date": "date: 13 november 2026"}, "date: 2026-11-13"),
    "a day in English": ({"date": "date: November 13, 2026"}, "date: 2026-11-13"),
    "a day with a short month": ({"date": "date: 13 nov. 2026"}, "date: 2026-11-13"),
    "a day of the week before it": ({"date": "date: vrijdag 13 november 2026"}, "date: 2026-11-13"),
    "a day with dashes that a program made": ({"date": "date: 2026–11–13"}, "date: 2026-11-13"),
    "a moment of another program": ({"date": "date: 2026-11-13T20:57:00.000Z"}, "date: 2026-11-13"),
    "a moment with an offset": ({"date": "date: 2026-11-13 10:00:00 +0100"}, "date: 2026-11-13"),
    "a moment between quotes": ({"date": 'date: "2026-11-13 10:00"'}, "date: 2026-11-13"),
    "a day, all of it otherwise": ({"date": "\u00a0Datum:\u00a013 november 2026"}, "date: 2026-11-13"),
    "a list with commas": ({"x": "values: care, courage"}, "values: [care, courage]"),
    "a Dutch list with commas": ({"x": "Waarden: care,courage"}, "values: [care, courage]"),
    "a list with semicolons": ({"x": "values: care; courage"}, "values: [care, courage]"),
    "a list with a hyphen": ({"x": "values: - care"}, "values: [care]"),
    "a star for a hyphen": ({"x": "values:\n  * care"}, "  - care"),
    "two colons": ({"title": "title:: A day on the ward"}, "title: A day on the ward"),
    "a colon of another script": ({"title": "title： A day on the ward"}, "title: A day on the ward"),
    "an equals sign": ({"title": "title = A day on the ward"}, "title: A day on the ward"),
    "a day in one row": ({"date": "date: 20261113"}, "date: 2026-11-13"),
    "a moment of a mail": ({"date": "date: Fri, 13 Nov 2026 10:00:00 +0100"}, "date: 2026-11-13"),
    "a day with spaces around its hyphens": ({"date": "date: 2026 - 11 - 13"}, "date: 2026-11-13"),
    "a mark of direction before a day": ({"date": "date: \u200e2026-11-13"}, "date: 2026-11-13"),
    "a part of a photo at the start of its line": (
        {"x": "photo:\n  file: a.jpg\nalt: A boat"},
        "  alt: A boat",
    ),
    "no space behind the colons of a photo": (
        {"x": "photo: {file:a.jpg, alt:A boat}"},
        "photo: {file: a.jpg, alt: A boat}",
    ),
    "the parts of a photo in German": (
        {"x": "Bild: {datei: a.jpg, Beschreibung: Ein Boot}"},
        "photo: {file: a.jpg, alt: Ein Boot}",
    ),
    "a photo as in a text": ({"x": "photo: ![A boat](a.jpg)"}, 'photo: {file: a.jpg, alt: "A boat"}'),
    "a field as an entry of a list": ({"author": "- author: Noor Bakker"}, "author: Noor Bakker"),
    "a comma in the words for a photo": (
        {"x": "photo: {file: a.jpg, alt: Jan, Piet en Klaas}"},
        'photo: {file: a.jpg, alt: "Jan, Piet en Klaas"}',
    ),
    "a colon in the words for a photo": (
        {"x": "photo: {file: a.jpg, alt: Ward 3: a day}"},
        'photo: {file: a.jpg, alt: "Ward 3: a day"}',
    ),
    "a list in curly quotes": ({"x": "values: [“care”, “courage”]"}, "values: [care, courage]"),
    "curly quotes around a name": ({"author": "author: “Noor Bakker”"}, "author: Noor Bakker"),
    "curly quotes around text with a colon": ({"title": "title: “Ward 3: a day”"}, 'title: "Ward 3: a day"'),
    "a language by its name": ({"language": "language: Nederlands"}, "language: nl"),
    "a language in capitals": ({"language": "language: NL"}, "language: nl"),
    "a draft in Dutch": ({"x": "status: concept"}, "status: draft"),
    "a pen name as yes": ({"x": "pseudonym: ja"}, "pseudonym: true"),
    "an odd space in a list": ({"x": "values:\n\u00a0 \u00a0 - care"}, "  - care"),
    "a tab in a list": ({"x": "values:\n\t- care"}, "  - care"),
    "an odd space behind a hyphen": ({"x": "values:\n  -\u00a0care"}, "  - care"),
    "a dash for a hyphen": ({"x": "values:\n  – care"}, "  - care"),
    "an odd space before a part": ({"x": "photo:\n  file: a.jpg\n\u00a0\u00a0alt: x"}, "  alt: x"),
    "a part with a capital": ({"x": "photo:\n  file: a.jpg\n  Alt: x"}, "  alt: x"),
}


@pytest.mark.parametrize(("lines", "expected"), MEANT.values(), ids=MEANT)
def test_a_line_is_read_as_it_was_meant_and_told_once_with_the_line_as_it_should_be(
    lines: dict[str, str], expected: str
) -> None:
    written = text(**lines)
    issue = only(read(written))
    place = written.split("\n").index(next(iter(lines.values())).split("\n")[-1]) + 1
    assert (issue.level, issue.rule, issue.line, cure(issue)) == (Level.ADVICE, "read-as-meant", place, expected)


@pytest.mark.parametrize("lines", [lines for lines, _ in MEANT.values()], ids=MEANT)
def test_the_line_as_it_should_be_gives_the_same_story_and_nothing_to_tell(lines: dict[str, str]) -> None:
    raw = text(**lines).encode()
    after = corrected(raw, lambda raw: read(raw).issues)
    assert after != raw
    assert read(after).issues == ()
    assert story(after) == story(raw)


def test_every_word_for_a_field_is_read_as_that_field() -> None:
    from storyhub.read.field_words import PART_WORDS, WORDS
    from storyhub.read.schema import Photo, field_names

    assert set(WORDS.values()) <= set(field_names())
    assert set(PART_WORDS.values()) == set(Photo.model_fields)
    assert not set(WORDS) & set(field_names()), "a field's own name needs no other"


# What Windows, macOS and old Macs write: accepted without a word.
BYTES = {
    "a byte order mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "Windows line endings": lambda raw: raw.replace(b"\n", b"\r\n"),
    "one Windows line ending": lambda raw: raw.replace(b"\n", b"\r\n", 1),
    "both": lambda raw: b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"),
    "line endings of an old Mac": lambda raw: raw.replace(b"\n", b"\r"),
}


@pytest.mark.parametrize("change", BYTES.values(), ids=BYTES)
def test_what_other_computers_write_is_as_good(change: object) -> None:
    raw = text().encode()
    reading = read(change(raw))  # type: ignore[operator]
    assert reading.issues == ()
    assert reading.story == story(raw)


# Nothing here is anybody's slip: line → what is read.
AS_WRITTEN = {
    "a title between curly quotes": ("title", "title: “Ward”", "“Ward”"),
    "a no-break space inside a title": ("title", "title: A\u00a0day", "A day"),
    "a comma in a title": ("title", "title: Rain, and no bus", "Rain, and no bus"),
}


@pytest.mark.parametrize(("name", "line", "expected"), AS_WRITTEN.values(), ids=AS_WRITTEN)
def test_what_may_stand_in_a_text_is_left_alone(name: str, line: str, expected: str) -> None:
    reading = read(text(**{name: line}))
    assert reading.issues == ()
    assert getattr(reading.story, name) == expected


def test_the_lines_of_a_text_of_several_lines_are_the_writers_own() -> None:
    block = "could_be_better: |\n  Title: not a field\n\n    Datum: 1-11-2026\n  - geen lijst"
    reading = read(text(x=block))
    assert reading.issues == ()
    assert reading.story is not None
    assert reading.story.could_be_better == "Title: not a field\n\n  Datum: 1-11-2026\n- geen lijst"


# A day that can be read in two ways is asked about: what is written → both readings.
ASKED = {
    "01/03/2015": ("2015-01-03", "2015-03-01"),
    "3/4/2026": ("2026-03-04", "2026-04-03"),
}


@pytest.mark.parametrize(("written", "both"), ASKED.items(), ids=ASKED)
def test_a_day_that_can_be_two_is_asked_about_and_never_guessed(written: str, both: tuple[str, str]) -> None:
    reading = read(text(date=f"date: {written}"))
    issue = only(reading)
    assert (issue.level, issue.line, issue.field) == (Level.ERROR, 5, "date")
    assert reading.story is None
    assert cure(issue) is None
    for day in both:
        assert f"date: {day}" in issue.message


def test_no_day_is_shown_that_nobody_wrote() -> None:
    for written in ("yesterday", "2026-02-30", "32-1-2026", "maart 2026", "1-11-26"):
        issue = only(read(text(date=f"date: {written}")))
        assert issue.level is Level.ERROR
        assert not any(year in issue.message.replace(written, "") for year in ("2026-", "2025-"))
        assert cure(issue) is None


DAYS = {
    "1 maart 2026": date(2026, 3, 1),
    "1 mrt 2026": date(2026, 3, 1),
    "1 March 2026": date(2026, 3, 1),
    "1st of March 2026": date(2026, 3, 1),
    "Mar 1, 2026": date(2026, 3, 1),
    "31/1/2026": date(2026, 1, 31),
    "1/31/2026": date(2026, 1, 31),
    "2026/1/31": date(2026, 1, 31),
    "3/3/2026": date(2026, 3, 3),
}


@pytest.mark.parametrize(("written", "day"), DAYS.items(), ids=DAYS)
def test_a_day_with_one_reading_is_that_day(written: str, day: date) -> None:
    assert dates.readings(written) == (day,)


def test_months_are_known_in_the_language_of_the_story() -> None:
    assert dates.readings("1 lutego 2026") == ()
    assert dates.readings("1 lutego 2026", ("pl",)) == (date(2026, 2, 1),)
    assert dates.readings("1 nonsense 2026", ("xx",)) == ()
    assert story(text(language="language: pl", date="date: 1 lutego 2026")).date == date(2026, 2, 1)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_however_it_is_written(day: date) -> None:
    from storyhub.model.i18n import catalogue

    for language in ("nl", "en"):
        for form in ("d MMMM y", "d MMM y", "EEEE d MMMM y"):
            assert dates.readings(catalogue(language).date(day, form)) == (day,), form
    assert dates.readings(f"{day.day}-{day.month}-{day.year}") == (day,)


@given(st.text(alphabet="0123456789/.-– novembermaart,TZ:+", max_size=24))
def test_whatever_stands_for_a_day_gives_at_most_two_readings(written: str) -> None:
    assert len(dates.readings(written)) <= 2


@pytest.mark.parametrize(
    ("name", "code"), [("Engels", "en"), ("Dutch", "nl"), ("polski", "pl"), ("EN", "en"), ("Klingon dialect", "")]
)
def test_a_language_is_known_by_its_name(name: str, code: str) -> None:
    assert code_of(name) == code


def test_a_field_that_stands_twice_is_told_once_whatever_it_is_called() -> None:
    issue = only(read(text(x="titel: Nog een")))
    assert (issue.line, issue.rule) == (8, "duplicate-key")


# One thing is wrong, and sound lines are below it → the lines that are named.
ONE_FAULT = {
    "an apostrophe that closes far below": ({"title": "title: 's Morgens", "why": "why: It's cold."}, [2]),
    "two of them": ({"title": "title: 't Is 's avonds", "why": "why: 's Nachts"}, [2, 7]),
    "a quote that closes far below": ({"title": 'title: "Help', "why": 'why: Ze zei "nee"'}, [2]),
    "a name without a colon": ({"title": "title A day"}, [2]),
    "a bracket that is never closed": ({"author": "author: [Noor"}, [3]),
    "a name with stars around it": ({"author": "**author**: Noor"}, [3]),
}


@pytest.mark.parametrize(("lines", "told"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_no_sound_line_is_blamed_for_another(lines: dict[str, str], told: list[int]) -> None:
    found = [issue.line for issue in sorted(read(text(**lines)).issues) if issue.rule != "missing-field"]
    assert found == told


def test_a_broken_line_that_is_also_written_otherwise_is_told_once_with_all_of_its_cure() -> None:
    issue = only(read(text(title="Titel: Ward 3: a day")))
    assert (issue.level, issue.line, cure(issue)) == (Level.ERROR, 2, 'title: "Ward 3: a day"')


def test_a_text_of_several_lines_gets_no_cure_of_one() -> None:
    issue = only(read(text(x="could_be_better: The bus: late\n  and the train: later")))
    assert cure(issue) is None


def test_a_long_dash_for_three_hyphens_closes_the_fields_all_the_same() -> None:
    raw = text().replace("---\n", "—\n")
    reading = read(raw)
    assert cures(reading) == ["---", "---"]
    assert reading.story == story(text())


def test_nothing_private_is_shown_again_in_a_line_as_it_should_be() -> None:
    reading = read(text(x="Vraag: mijn BSN is 123456782"))
    assert "123456782" not in "".join(issue.message for issue in reading.issues)

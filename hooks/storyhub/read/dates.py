"""The day that somebody means, however they write it: 1-11-2026, 13 november 2026, 2026–03–01, a moment of another program.

A date that can be read in two ways is both of its readings, and is asked about; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from storyhub.model.i18n import locale, spoken

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_HYPHEN = re.compile(r"\s*-\s*(?=\d)")
# What other programs write behind a day: T20:57:00.000Z, 10:00:00 +0100, 10.15 uur.
_TIME = re.compile(
    r"(?:T|,?\s+(?:at |om )?)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*(?:Z|[A-Z]{3,4}|uur|[ap]m|[+-]\d\d:?\d\d))?$"
)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})", re.ASCII)
_DAY_THEN_MONTH = re.compile(r"(\d{1,2})(?:er?|st|nd|rd|th|\.)?\s+(?:of\s+|de\s+)?([^\W\d]+)\.?,?\s+(\d{4})")
_MONTH_THEN_DAY = re.compile(r"([^\W\d]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_WEEKDAY = re.compile(r"([^\W\d]{2,})\.?,?\s+")


def is_iso(text: str) -> bool:
    """Whether a text is year-month-day, as the hub writes it; the day need not exist."""
    return _ISO.fullmatch(text) is not None


def day_of(text: str) -> date | None:
    """The day that a text gives as year-month-day; None for any other form, and for a day that does not exist."""
    try:
        return date.fromisoformat(text) if is_iso(text) else None
    except ValueError:
        return None


def readings(text: str, languages: Iterable[str] = ()) -> tuple[date, ...]:
    """The days that a text can mean, each once, the earlier first; none when it is not a date.

    Months are known in the languages of the interface, and in those that are given as well.

    >>> readings("13 november 2026"), readings("01/03/2015")
    ((datetime.date(2026, 11, 13),), (datetime.date(2015, 1, 3), datetime.date(2015, 3, 1)))
    """
    plain = _TIME.sub("", _HYPHEN.sub("-", " ".join(_DASHES.sub("-", text).split())).strip(",;."))
    return tuple(sorted({day for day in _days(plain, tuple(languages)) if day}))


def _days(plain: str, languages: tuple[str, ...]) -> Iterator[date | None]:
    if plain.isdigit() and len(plain) != 8:
        return
    if match := _YEAR_FIRST.fullmatch(plain):
        yield _day(match[1], match[3], match[4])
    elif match := _DAY_FIRST.fullmatch(plain):
        one = _day(match[4], match[3], match[1])
        yield one
        # Slashes are written by those who put the month first as well; hyphens and points with the day first.
        if match[2] == "/" or one is None:
            yield _day(match[4], match[1], match[3])
    else:
        yield from _in_words(plain, languages)


def _in_words(plain: str, languages: tuple[str, ...]) -> Iterator[date | None]:
    known = (*spoken(), *languages)
    weekday = _WEEKDAY.match(plain)
    is_weekday = weekday and any(day.startswith(weekday[1].casefold()) for name in known for day in _weekdays(name))
    for words in (plain, plain[weekday.end() :] if weekday and is_weekday else ""):
        if match := _DAY_THEN_MONTH.fullmatch(words):
            day, name, year = match.groups()
        elif match := _MONTH_THEN_DAY.fullmatch(words):
            name, day, year = match.groups()
        else:
            continue
        months = {_months(language).get(name.casefold()) for language in known}
        yield from (_day(year, month, day) for month in months if month)


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


@cache
def _weekdays(language: str) -> tuple[str, ...]:
    """The names of the days of the week, in small letters; any of their beginnings is short for them."""
    known = locale(language)
    return tuple(name.casefold() for name in known.days["format"]["wide"].values()) if known else ()


@cache
def _months(language: str) -> dict[str, int]:
    """The names of months in a language, long and short, in small letters; empty for a language that nobody knows."""
    known = locale(language)
    return {
        name.casefold().rstrip("."): number
        for form in (known.months.values() if known else ())
        for width in ("wide", "abbreviated")
        for number, name in form.get(width, {}).items()
    }

"""What a story's file becomes when each of its lines is written as its issues say it should be."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path

from storyhub.check.known_names import known
from storyhub.model.issues import Issue
from storyhub.model.settings import Settings
from storyhub.model.story import Hub
from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import parse
from storyhub.read.organisation import read_departments, read_values
from storyhub.read.profiles import read_profile
from storyhub.read.story import read_story
from storyhub.review.fixes import cure
from storyhub.text import slips

_MOST_ROUNDS = 12
"""A line may have a fault behind its fault: each round writes what the last one has laid bare."""
_ENDING = re.compile("(\r\n|\r|\n)")
IssuesOf = Callable[[bytes], Iterable[Issue]]
"""Gives the issues of a file of some bytes."""


def corrected(raw: bytes, issues_of: IssuesOf) -> bytes:
    """The bytes of a file with each fixable line fixed; its other lines, and how lines end, stay as they are."""
    for _ in range(_MOST_ROUNDS):
        after = _one_round(raw, issues_of(raw))
        if after == raw:
            break
        raw = after
    return raw


def _one_round(raw: bytes, issues: Iterable[Issue]) -> bytes:
    parts = _ENDING.split(raw.decode("utf-8", "surrogateescape"))
    done: set[int] = set()
    for issue in issues:
        line, place = cure(issue), 2 * (issue.line - 1)  # between two lines is what ends the first
        if line is not None and place not in done and place < len(parts):
            done.add(place)
            parts[place] = line
    return "".join(parts).encode("utf-8", "surrogateescape")


def changes(before: bytes, after: bytes) -> Iterator[tuple[int, str, str]]:
    """Each line that differs, with its number, as it was and as it will be, safe to be printed: what nobody sees is a ?."""
    lines = (_ENDING.split(raw.decode("utf-8", "replace"))[::2] for raw in (before, after))
    for number, (old, new) in enumerate(zip_longest(*lines, fillvalue=""), 1):
        if old != new:
            was, will_be = ("".join(c if c.isprintable() else "?" for c in line) for line in (old, new))
            yield number, was, will_be


def issues_of(folder: Path, place: str, settings: Settings) -> IssuesOf:
    """What there is to say about one file of a stories folder, by its bytes: what can be reported without the other stories."""
    language = settings.language
    values, departments = read_values(folder, language, []), read_departments(folder, language, [])

    def of_profile(raw: bytes) -> list[Issue]:
        found: list[Issue] = []
        read_profile(raw, place, language, found)
        return found

    def of_story(raw: bytes) -> list[Issue]:
        reading, document = read_story(raw, place, language), parse(raw, place, SPOKEN)
        stories = tuple(story for story in (reading.story, reading.stopped) if story)
        _, named = known(Hub(values, departments, stories), lambda _, line: document.source(line), whole=False)
        # The reading names alike slips once, and each of them is corrected.
        return [*reading.issues, *named, *slips.issues(document.body, place, document.body_line)]

    return of_profile if place.startswith("ambassadors/") else of_story

"""An issue: a fault or an advice about a story, for a writer who has never seen a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from enum import StrEnum

from storyhub.model.messages import Message, say

_NO_BREAK = "\u00a0\u202f"
"""Spaces that a language puts before its marks, as French does."""
_COMMAND = re.compile(r"##(?=\w*\[)")
"""How CI systems mark a command anywhere in a line: `##[…]`, `##vso[…]`, `##teamcity[…]`."""


class Level(StrEnum):
    """`error` stops a story, `advice` never does."""

    ERROR = "error"
    ADVICE = "advice"


@dataclass(frozen=True, order=True)
class Issue:
    """What was found in which place; sorted by place."""

    path: str
    """Relative to the folder that was read, with forward slashes."""
    line: int
    """From 1."""
    field: str
    """Key of the front matter, `body`, `file` …"""
    rule: str
    message: str
    """`what was found; what is allowed; what to do`."""
    level: Level = Level.ADVICE

    def __str__(self) -> str:
        level = "" if self.level is Level.ERROR else "advice: "
        return harmless_line(f"{self.path}:{self.line}: {self.field}: {level}{self.message}")


def error(path: str, line: int, field: str, rule: str, message: Message) -> Issue:
    """An issue that stops a story: only for the closed list of reasons."""
    return Issue(path, line, field, rule, message, Level.ERROR)


def advice(path: str, line: int, field: str, rule: str, message: Message) -> Issue:
    """An issue that its writer may ignore."""
    return Issue(path, line, field, rule, message, Level.ADVICE)


def failed(path: str, cause: str) -> Issue:
    """The issue about a file on which the hub itself failed."""
    told = say(
        "makes the hub fail (%(cause)s); that is a fault of the software, not of the text; it is left out: let the people who run the hub know",
        cause=cause,
    )
    return error(path, 1, "file", "failed", told)


_ALIKE = 5
"""Pieces of advice of one rule that are told apart."""
_LINES = 12


def told_once(issues: Iterable[Issue]) -> list[Issue]:
    """Advice that says the same at several lines of a file once, with its lines, and at most a few that are alike.

    What has a cure is reported at each line: the cure is that line, corrected.

    Example: five pictures without words are reported at the first: `… (also on lines 9, 14, 20, 31)`.
    """
    given = list(issues)
    if len(given) < 2:
        return given
    same: dict[tuple[str, str, str, str], list[Issue]] = {}
    for issue in given:
        same.setdefault((issue.path, issue.field, issue.rule, str(issue.message)), []).append(issue)
    told: list[Issue] = []
    alike: Counter[tuple[str, str]] = Counter()
    for group in same.values():
        if group[0].level is Level.ERROR or has_cure(group[0]):
            told += group
            continue
        alike[group[0].path, group[0].rule] += 1
        if alike[group[0].path, group[0].rule] <= _ALIKE:
            told.append(_with_lines(group))
    last = {(issue.path, issue.rule): place for place, issue in enumerate(told) if not has_cure(issue)}
    for kind, number in alike.items():
        if number > _ALIKE:
            issue = told[last[kind]]
            message = say("%(advice)s (and %(number)s more like this)", advice=issue.message, number=number - _ALIKE)
            told[last[kind]] = replace(issue, message=message)
    return told


def has_cure(issue: Issue) -> bool:
    """Whether it shows the line as it should be."""
    return isinstance(issue.message, Message) and issue.message.has("cure")


def _with_lines(group: list[Issue]) -> Issue:
    lines = sorted({issue.line for issue in group})
    if len(lines) < 2:
        return group[0]
    return replace(group[0], line=lines[0], message=also_on(group[0].message, lines[1:]))


def also_on(told: object, lines: Sequence[int]) -> Message:
    """What is said of a line, and on which others the same."""
    if len(lines) == 1:
        return say("%(advice)s (also on line %(line)s)", advice=told, line=lines[0])
    shown_lines = ", ".join(map(str, lines[:_LINES])) + (" …" if len(lines) > _LINES else "")
    return say("%(advice)s (also on lines %(lines)s)", advice=told, lines=shown_lines)


def stopped(issues: Iterable[Issue]) -> frozenset[str]:
    """The paths that an error stops."""
    return frozenset(issue.path for issue in issues if issue.level is Level.ERROR)


def did_you_mean(found: str, allowed: Iterable[str]) -> str:
    """The allowed word that was probably meant as ` (did you mean "x"?)`, or nothing."""
    return meant(close_to(found, allowed))


def close_to(found: str, allowed: Iterable[str]) -> str:
    """The allowed word that was probably meant, or nothing."""
    by_plain = {_plain(word): word for word in allowed}
    # Comparing costs the product of the lengths: nobody mistypes hundreds of characters.
    close = get_close_matches(_plain(found[:200]), by_plain, n=1, cutoff=0.6)
    return by_plain[close[0]] if close else ""


def meant(word: str) -> str:
    """A word that was probably meant, as ` (did you mean "x"?)`; nothing for none."""
    return say(" (did you mean %(meant)s?)", meant=shown(word, 200)) if word else ""


def _plain(word: str) -> str:
    return word.lower().replace("_", "-").replace(" ", "-")


def shown(found: object, limit: int = 60) -> str:
    """What was found, in quotes, on one line, without control characters, cut to `limit` characters."""
    text = "".join(c if c.isprintable() else " " for c in str(found)[: limit + 1])
    return f'"{text if len(text) <= limit else text[: limit - 1] + "…"}"'


def one_line(text: str) -> str:
    """Text in which each control character, line break or direction mark is a question mark."""
    return text if text.isprintable() else "".join(c if c.isprintable() or c in _NO_BREAK else "?" for c in text)


def without_commands(text: str) -> str:
    """One line of text in which no CI system can see a command, wherever in a line it is."""
    return _COMMAND.sub("# #", one_line(text))


def harmless_line(text: str) -> str:
    """One line for a log, in which no CI system can see a command, whatever file names and stories hold."""
    line = without_commands(text).lstrip()
    return line if line[:1].isalnum() or line.startswith(("/", ".", "_")) else f"./{line}"

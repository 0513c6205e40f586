"""What a reviewer needs to know of a pull request: what is safe, what only a person can judge, and what to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from storyhub.model.i18n import Catalogue, catalogue
from storyhub.model.issues import Issue, Level, one_line
from storyhub.model.messages import said
from storyhub.model.story import Value, in_language
from storyhub.review.comment import Findings
from storyhub.review.fixes import place, told
from storyhub.review.pull_request import TakenIn
from storyhub.review.reasons import ASK, CHECKS, PUBLISH, REASONS, by_check
from storyhub.review.receipts import PROVED


@dataclass(frozen=True, slots=True)
class Check:
    """Something that a machine has looked at, and what it found."""

    text: str
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What a reviewer may decide, with what to ask oneself and what to answer the writer."""

    key: str
    name: str
    question: str
    reply: str
    record: str = ""
    """A line for the list of decisions, without a name or title."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One story, or one other file that something is said about."""

    path: str
    title: str
    language: str
    language_name: str
    author: str
    department: str
    day: str
    checks: tuple[Check, ...]
    advice: tuple[str, ...]
    values: tuple[tuple[str, tuple[str, ...]], ...]
    """(name, the words it was heard in, none when the writer chose it)."""
    decisions: tuple[Decision, ...]
    publish: str
    ask: str
    preview: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A whole pull request."""

    stories: tuple[Reviewed, ...]
    elsewhere: tuple[str, ...]
    refused: tuple[str, ...]
    removed: tuple[str, ...]
    also: tuple[tuple[str, str], ...]
    """(path, text) of profiles and answers that change."""
    waiting: int
    """Days since its first commit."""
    head: str
    """Start of the commit that it is about."""
    base: str
    """Start of the commit that it is to be merged into."""
    proofs: tuple[tuple[str, bool], ...] = ()
    """(path, whether its teller asks it) of stories that are there, and that change."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a review is made with."""

    values: tuple[Value, ...]
    departments: Mapping[str, Mapping[str, str]]
    language: str
    """Of the reviewer: the hub's own."""
    today: date
    preview: Callable[[Findings], str]
    letter: str = ""
    """Digest of the mail that it came in; empty when it came in another way."""

    @property
    def words(self) -> Catalogue:
        """The interface in the reviewer's language."""
        return catalogue(self.language)


def review(
    found: TakenIn,
    all_told: list[Findings],
    desk: Desk,
    since: date | None,
    also: tuple[tuple[str, str], ...],
    proofs: Mapping[str, str] | None = None,
) -> Review:
    """The review of a pull request whose first commit was made on a day."""
    translate = desk.words.gettext
    return Review(
        stories=tuple(_reviewed(one, desk) for one in all_told),
        elsewhere=tuple(found.elsewhere),
        refused=tuple(f"{issue.path}: {told(issue, translate)}" for issue in found.issues),
        removed=tuple(map(one_line, found.removed)),
        also=also,
        waiting=max(0, (desk.today - since).days) if since else 0,
        head=found.head[:12],
        base=found.base[:12],
        proofs=tuple((one_line(path), proof == PROVED) for path, proof in (proofs or {}).items()),
    )


def _reviewed(one: Findings, desk: Desk) -> Reviewed:
    words, answer = desk.words, catalogue(one.language).gettext
    story = one.story
    names = {value.key: in_language(value.name, desk.language, desk.language) for value in desk.values}
    department = desk.departments.get(story.department, {}) if story else {}
    return Reviewed(
        path=one.path,
        title=story.title if story and story.title != "-" else one.path,
        language=one.language,
        language_name=words.language_name(story.language if story else one.language),
        author=story.author if story and story.author != "-" else "",
        department=in_language(department, desk.language, desk.language) if department else "",
        day=words.date(story.date) if story else "",
        checks=_checks(one.issues, words),
        advice=tuple(_line(issue, words) for issue in one.issues if issue.level is Level.ADVICE),
        values=tuple((names.get(mark.key, mark.key), mark.because) for mark in one.heard),
        decisions=_decisions(words.gettext, answer, desk),
        publish=said(PUBLISH, answer),
        ask=said(ASK, answer),
        preview=desk.preview(one),
    )


def _checks(issues: tuple[Issue, ...], words: Catalogue) -> tuple[Check, ...]:
    found = by_check(issues)
    return tuple(
        Check(said(text, words.gettext), tuple(_line(issue, words) for issue in found[check]))
        for check, text in CHECKS.items()
    )


def _line(issue: Issue, words: Catalogue) -> str:
    return f"{place(issue, words.gettext)}: {said(issue.message, words.gettext)}"


def _decisions(translate: Callable[[str], str], answer: Callable[[str], str], desk: Desk) -> tuple[Decision, ...]:
    letter = f", letter: {desk.letter}, by: …" if desk.letter else ""
    return tuple(
        Decision(
            reason.key,
            said(reason.name, translate),
            said(reason.question, translate),
            said(reason.reply, answer),
            f"- {{date: {desk.today.isoformat()}, reason: {reason.key}{letter}}}",
        )
        for reason in REASONS
    )

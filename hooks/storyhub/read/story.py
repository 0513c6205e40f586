"""Reads stories: bytes to a `Story`, its body and its issues. Pure, so that it can run anywhere and be kept by content."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from functools import partial
from posixpath import splitext

from storyhub.model.file_names import one_spelling
from storyhub.model.issues import Issue, Level, advice, error, failed, told_once
from storyhub.model.messages import Message, say
from storyhub.model.story import Body, Story, ValueMark
from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import Document, parse
from storyhub.read.reading import Reading
from storyhub.read.schema import SUMMARY_LIMIT, FrontMatter, Stance
from storyhub.read.schema_faults import validate
from storyhub.system.failures import TooLong, cause_of, within
from storyhub.text import private_data, slips
from storyhub.text.cures import PARTS, with_text
from storyhub.text.decoding import UNSEEN, first_paragraph
from storyhub.text.features import features
from storyhub.text.render import Rendered, render
from storyhub.text.rhythm import rhythm

AT_ONCE = 64
"""Stories that are read together."""

_SECONDS = 30
"""Of the processor, for stories that are read together, and then for each alone."""
File = tuple[bytes, str, str]
"""The bytes of a story, its path as `<year>/<slug>.md`, and the key under which its body will be kept."""


def read_story(raw: bytes, path: str, language: str, key: str = "") -> Reading:
    """Reads the bytes of `<year>/<slug>.md`; `language` is the hub's own, `key` where the body will be kept."""
    return read_stories([(raw, path, key)], language)[0]


def read_stories(files: Sequence[File], language: str) -> list[Reading]:
    """The same for many stories, at two thirds of the price of one after the other.

    Each step is done for some dozens of stories before the next, so that its words and tables stay in the processor's cache.
    """
    readings: list[Reading] = []
    for start in range(0, len(files), AT_ONCE):
        readings += _read_safely(files[start : start + AT_ONCE], language)
    return readings


def _read_safely(files: Sequence[File], language: str) -> list[Reading]:
    """The same, also when the hub itself fails on one of them."""
    try:
        with within(_SECONDS):
            return _read_together(files, language)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:  # a library in Rust panics with what is no Exception
        if len(files) > 1:
            return [reading for file in files for reading in _read_safely([file], language)]
        return [_unread(files[0][1], fault)]


def _unread(path: str, fault: BaseException) -> Reading:
    if isinstance(fault, TooLong):
        told = say(
            "takes more than %(seconds)s seconds to read; a text of ordinary words and lists takes a thousandth of that; take out what goes on without end, or split it",
            seconds=_SECONDS,
        )
        return Reading((error(path, 1, "file", "too-costly", told),))
    return Reading((failed(path, cause_of(fault)),))


def _read_together(files: Sequence[File], language: str) -> list[Reading]:
    documents = [parse(raw, path, SPOKEN) for raw, path, _ in files]
    checked = [validate(document) for document in documents]
    rendered = [render(document.body, document.path, document.body_line) for document in documents]
    found = [list(private_data.issues(d.text, d.path, partial(_field_at, document=d))) for d in documents]
    readings = [
        _checked(document, *fields, result, secrets, language, key)
        for document, fields, result, secrets, (_, _, key) in zip(
            documents, checked, rendered, found, files, strict=True
        )
    ]
    return [_counted(reading, reading.story, reading.body) for reading in readings]


def _checked(
    document: Document,
    meta: FrontMatter | None,
    faulty: frozenset[str],
    rendered: Rendered,
    secrets: Sequence[Issue],
    language: str,
    key: str,
) -> Reading:
    advised = _text_advice(meta, faulty, document, rendered)
    issues = tuple(told_once((*document.issues, *rendered.issues, *secrets, *advised)))
    if meta is None:
        return Reading(issues)
    story = _story(document, meta, rendered, language, key)
    # Whether data is private depends on whose it is too, which the hub knows: such a story is read, and left out there.
    if faulty or any(one.level is Level.ERROR and one.rule != private_data.RULE for one in issues):
        return Reading(issues, stopped=replace(story, department="") if "department" in faulty else story)
    text = rendered.body.text
    # Between its words a body's text has one space or one blank line, and nothing else.
    words = text.count(" ") + text.count("\n\n") + bool(text)
    return Reading(issues, replace(story, rhythm=rhythm(f"{story.title}.\n\n{text}"), words=words), rendered.body)


def _counted(reading: Reading, story: Story | None, body: Body | None) -> Reading:
    """The same with what tagging needs of the words."""
    if story is None or body is None:
        return reading
    return reading._replace(features=features(story.title, story.summary, story.why, body.text, story.language))


def _story(document: Document, meta: FrontMatter, rendered: Rendered, language: str, key: str) -> Story:
    photo = meta.photo
    return Story(
        id=one_spelling(splitext(document.path)[0]),
        path=document.path,
        title=meta.title,
        author=one_spelling(meta.author),
        department=meta.department,
        date=meta.date,
        language=(meta.language or language).partition("-")[0].lower(),
        why=meta.why,
        values=None
        if meta.values is None
        else tuple(ValueMark(key, stance is Stance.TENSION) for key, stance in meta.values.items()),
        summary=meta.summary or first_paragraph(rendered.body.text, SUMMARY_LIMIT),
        could_be_better=meta.could_be_better,
        question=meta.question,
        reply_to=meta.reply_to,
        answers_question=meta.answers_question,
        translation_of=meta.translation_of,
        translated_by=meta.translated_by,
        another_view=meta.another_view,
        together_with=tuple(meta.with_),
        photo=photo.file if photo else "",
        photo_alt=photo.alt if photo else "",
        photo_credit=photo.credit if photo else "",
        consent=meta.consent or "",
        public=meta.audience == "public",
        public_until=meta.public_until,
        pseudonym=meta.pseudonym,
        heavy=meta.heavy,
        heard_first=meta.heard_first or 0,
        draft=meta.status == "draft",
        withdrawn=meta.withdrawn,
        withdrawn_by=meta.withdrawn_by or "",
        withdrawn_for=meta.withdrawn_for,
        aliases=tuple(meta.aliases),
        references=rendered.references,
        lines=document.lines,
        key=key,
    )


def private_issues(raw: bytes, path: str, allow: Collection[str]) -> Iterator[Issue]:
    """What is private in a story, but for the organisation's own numbers."""
    document = parse(raw, path, SPOKEN)
    return private_data.issues(document.text, path, partial(_field_at, document=document), allow)


def _field_at(line: int, document: Document) -> str:
    """The field that a line belongs to."""
    if line >= document.body_line:
        return "body"
    above = [(place, name) for name, place in document.lines.items() if place <= line and "." not in name]
    return max(above)[1] if above else "file"


def _text_advice(
    meta: FrontMatter | None, faulty: frozenset[str], document: Document, rendered: Rendered
) -> Iterator[Issue]:
    """Advice that needs nothing but the story itself; what was withdrawn needs none."""
    if meta and meta.withdrawn:
        return
    path = document.path
    if document.readable and "why" not in document.unread | faulty and not (meta and meta.why):
        told = say("is missing; one sentence on why this matters to you; add a line: %(paste)s", paste="why: …")
        yield advice(path, document.line("why"), "why", "no-why", told)
    for name, value in document.data.items():
        if isinstance(value, str) and not value.isprintable() and name not in faulty and UNSEEN.search(value):
            told = say("has an invisible character; only text is allowed; it is left out")
            yield advice(path, document.line(name), name, "control-character", told)
    refused = any(issue.level is Level.ERROR for issue in rendered.issues)
    shows = rendered.body.text or any(reference.picture for reference in rendered.references)
    if document.text and not shows and not refused:
        told = say("has no text below the fields; a story tells what happened; write it under the second ---")
        yield advice(path, document.body_line, "body", "no-text", told)
    yield from slips.told_once(slips.issues(document.body, path, document.body_line))
    for picture in (r for r in rendered.references if r.picture and not r.alt.strip()):
        told = say(
            "has a picture without a description, which readers who cannot see it need; a description goes between the brackets; write it: ![what it shows](…)"
        )
        yield advice(path, picture.line, "body", "no-alt", told)
    if meta and meta.photo and not meta.photo.alt:
        line = document.line("photo", "file")
        yield advice(path, line, "photo", "no-alt", _no_alt(document.source(line)))
    if meta and "date" not in faulty and path[:4].isdigit() and meta.date.year != int(path[:4]):
        told = say(
            "is in %(year)s, and the story is in the folder %(folder)s; a story belongs in the folder of its year; move it, or correct the date",
            year=f"{meta.date.year:04}",
            folder=path[:4],
        )
        yield advice(path, document.line("date"), "date", "other-year", told)


def _no_alt(line: str) -> Message:
    """Where the words for the main picture belong, by the line that names its file."""
    parts = PARTS.fullmatch(line)
    if parts and parts["text"].startswith("{") and parts["text"].endswith("}"):
        paste = with_text(line, f"{parts['text'][:-1].rstrip()}, alt: …}}")
        return say(
            "does not say what the picture shows; readers who cannot see it need those words; write it as: %(paste)s",
            paste=paste,
        )
    paste = f"{line[: len(line) - len(line.lstrip())] or '  '}alt: …"
    return say(
        "does not say what the picture shows; readers who cannot see it need those words; add a line below it: %(paste)s",
        paste=paste,
    )

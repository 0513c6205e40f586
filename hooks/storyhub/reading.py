"""Reads one story: bytes to a `Story`, its body and its issues. Pure, so that it can run anywhere and be kept by content."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from storyhub import private
from storyhub.faults import validate
from storyhub.features import features
from storyhub.frontmatter import Document, parse
from storyhub.issues import Issue, Level, advice
from storyhub.model import Reading, Story, ValueMark
from storyhub.plaintext import UNSEEN, first_paragraph
from storyhub.render import Rendered, render
from storyhub.schema import SUMMARY_LIMIT, FrontMatter, Stance
from storyhub.sentence import say
from storyhub.voiceprint import rhythm


def read_story(raw: bytes, path: str, language: str, key: str = "") -> Reading:
    """Reads the bytes of `<year>/<slug>.md`; `language` is the hub's own, `key` where the body will be kept."""
    document = parse(raw, path)
    meta, faulty = validate(document)
    rendered = render(document.body, path, document.body_line)
    private_data = private.issues(document.text, path, partial(_field_at, document=document))
    issues = (*document.issues, *rendered.issues, *private_data, *_text_advice(meta, faulty, document, rendered))
    if meta is None:
        return Reading(path, None, None, issues)
    story = _story(meta, document, rendered, language, key)
    if faulty or any(issue.level is Level.ERROR for issue in issues):
        stopped = replace(story, department="" if "department" in faulty else story.department)
        return Reading(path, None, None, issues, stopped=stopped)
    text = rendered.body.text
    # Between its words a body's text has one space or one blank line, and nothing else.
    count = text.count(" ") + text.count("\n\n") + bool(text)
    whole = replace(story, words=count, rhythm=rhythm(f"{story.title}.\n\n{text}"))
    told = features(story.title, story.summary, story.why, text, story.language)
    return Reading(path, whole, rendered.body, issues, told)


def _story(meta: FrontMatter, document: Document, rendered: Rendered, language: str, key: str) -> Story:
    photo = meta.photo
    return Story(
        id=str(PurePosixPath(document.path).with_suffix("")),
        path=document.path,
        title=meta.title,
        author=meta.author,
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
        together_with=tuple(meta.with_),
        photo=photo.file if photo else "",
        photo_alt=photo.alt if photo else "",
        photo_credit=photo.credit if photo else "",
        consent=meta.consent or "",
        public=meta.audience == "public",
        public_until=meta.public_until,
        pseudonym=meta.pseudonym,
        draft=meta.status == "draft",
        withdrawn=meta.withdrawn,
        aliases=tuple(meta.aliases),
        references=rendered.references,
        lines=document.lines,
        key=key,
    )


def _field_at(line: int, document: Document) -> str:
    """The field that a line belongs to."""
    if line >= document.body_line:
        return "body"
    above = [(place, name) for name, place in document.lines.items() if place <= line and "." not in name]
    return max(above)[1] if above else "file"


def _text_advice(
    meta: FrontMatter | None, faulty: frozenset[str], document: Document, rendered: Rendered
) -> Iterator[Issue]:
    """Advice that needs nothing but the story itself."""
    path = document.path
    if document.readable and "why" not in document.unread | faulty and not (meta and meta.why):
        told = say("is missing; one sentence on why this matters to you; add a line: %(paste)s", paste="why: …")
        yield advice(path, document.line("why"), "why", "no-why", told)
    for name, value in document.data.items():
        if isinstance(value, str) and name not in faulty and UNSEEN.search(value):
            told = say("has a character that nobody sees; only text is allowed; it is left out")
            yield advice(path, document.line(name), name, "control-character", told)
    if document.text and not rendered.body.text and not any(reference.picture for reference in rendered.references):
        told = say("has no text below the fields; a story tells what happened; write it under the second ---")
        yield advice(path, document.body_line, "body", "no-text", told)
    for picture in (r for r in rendered.references if r.picture and not r.alt.strip()):
        told = say(
            "has a picture without words for who cannot see it; a picture has them between its brackets; write them: ![what it shows](…)"
        )
        yield advice(path, picture.line, "body", "no-alt", told)
    if meta and meta.photo and not meta.photo.alt:
        told = say("does not say what the picture shows; who cannot see it reads that; add to photo: alt: …")
        yield advice(path, document.line("photo"), "photo", "no-alt", told)
    if meta and "date" not in faulty and path[:4].isdigit() and meta.date.year != int(path[:4]):
        told = say(
            "is in %(year)s, and the story is in the folder %(folder)s; a story stands in the folder of its year; move it, or mend the date",
            year=f"{meta.date.year:04}",
            folder=path[:4],
        )
        yield advice(path, document.line("date"), "date", "other-year", told)

"""Puts what the fields of other programs say where it belongs in a story; what belongs nowhere is reported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.markdown import labels, summary, when
from storyhub.compose.imports.markdown.beside import Beside
from storyhub.compose.imports.markdown.field_names import FIELDS, NOT_MEANT, UNDERSTOOD
from storyhub.compose.imports.markdown.plain import leave_out, many, people, says_no, words
from storyhub.model.issues import shown
from storyhub.read.field_words import WORDS
from storyhub.read.language_names import code_of
from storyhub.read.schema import TITLE_LIMIT, field_names

_PUBLIC = """
    publish published public visible live final done complete completed posted online gepubliceerd openbaar veröffentlicht
    publié inherit
"""
"""Words for the status of a post that others could read."""


def in_words_of_the_hub(found: Mapping[str, Any]) -> dict[str, Any]:
    """Fields under names in small letters, and those in other languages (`titel`, `auteur`) under the hub's own."""
    given: dict[str, Any] = {}
    for written, value in found.items():
        key = written.strip().lower()
        plain = key.replace(" ", "_")
        key = key if plain in NOT_MEANT else WORDS.get(plain, key)
        given[written if key in given else key] = value
    return given


def put(given: Mapping[str, Any], draft: Draft, file: Path, stories: Path, language: str) -> None:
    """Fills a draft with what the fields say; `given` has its keys in small letters."""
    when.put(given, file, draft, (language,))
    _title(given, draft)
    _people(given, draft)
    _status(given, draft, file)
    summary.put(given, draft)
    labels.put_addresses(given, draft)
    labels.put_tags(given, draft, stories, language)
    for name in FIELDS["language"]:
        written = words(given.get(name, "")).replace("_", "-").partition("-")[0]
        if code := code_of(written) or (written.lower() if re.fullmatch("[A-Za-z]{2,3}", written) else ""):
            draft.fields.setdefault("language", code)
    beside = Beside(file, draft)
    for name in FIELDS["photo"]:
        for value in many(given.get(name) or []):
            beside.photo(value)
    for name in FIELDS["as it is"]:
        if given.get(name):
            draft.fields[name] = given[name] if name == "with" else words(given[name])
    _others(given, draft)


def _title(given: Mapping[str, Any], draft: Draft) -> None:
    if title := words(given.get("title", "")):
        draft.fields["title"] = title
        if len(title) > TITLE_LIMIT:
            draft.fields["title"] = f"{title[: TITLE_LIMIT - 1].rpartition(' ')[0]}…"
            draft.body = f"**{title}**\n\n{draft.body.lstrip()}"
            draft.say(
                "the title has more than %(most)s characters, so it is shortened; the whole of it is at the top of the text",
                most=TITLE_LIMIT,
            )


def _people(given: Mapping[str, Any], draft: Draft) -> None:
    named = list(dict.fromkeys(name for field in FIELDS["author"] for name in people(given.get(field, []))))
    if named:
        draft.fields["author"] = named[0]
    if others := named[1:]:
        draft.say(
            "it was also written by %(others)s; a story has one teller; name the others in the text, or put all names in author",
            others=", ".join(shown(name) for name in others),
        )


def _status(given: Mapping[str, Any], draft: Draft, file: Path) -> None:
    """A post that was not published, or may not have been, becomes a draft, and its writer is told."""
    stages = (words(given.get(name, "")).casefold() for name in FIELDS["status"])
    if (
        any(stage and stage not in _PUBLIC.split() for stage in stages)
        or any(words(given.get(name, "")) and not says_no(given[name]) for name in FIELDS["draft"])
        or any(says_no(given[name]) for name in FIELDS["published"] if words(given.get(name, "")))
        or given.get("post_password")
        or file.absolute().parent.name in ("_drafts", "drafts")
    ):
        draft.fields["status"] = "draft"
        draft.say(
            "it was not a published post, so it is a draft here; remove the line status: draft when others may read it"
        )


def _others(given: Mapping[str, Any], draft: Draft) -> None:
    """Fields of a story that other programs do not have; what has no place in a story is reported."""
    rest = []
    for name, value in given.items():
        if name in UNDERSTOOD or value in (None, "", [], {}):
            continue
        if name in field_names():
            draft.fields.setdefault(name, words(value))
        else:
            rest.append(f"{name}: {words(value)}"[:200])
    if rest:
        leave_out(draft, "; ".join(rest))

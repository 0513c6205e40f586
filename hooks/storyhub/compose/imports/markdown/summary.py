"""The summary of a post, which other programs let be longer than a story may have it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.markdown.field_names import FIELDS
from storyhub.compose.imports.markdown.plain import leave_out, words
from storyhub.read.schema import SUMMARY_LIMIT

_SENTENCE_END = re.compile(r"[.!?…][\"'”’“‘»)]*(?=\s|$)")


def put(given: Mapping[str, Any], draft: Draft) -> None:
    """Gives a draft its summary; a second one is reported."""
    for name in FIELDS["summary"]:
        text = words(given.get(name, ""))
        if not text or _letters(text) == _letters(str(draft.fields.get("summary", ""))):
            continue
        if "summary" in draft.fields:
            leave_out(draft, f"{name}: {text}")
        elif len(text) <= SUMMARY_LIMIT:
            draft.fields["summary"] = text
        else:
            _long_summary(text, draft)


def _long_summary(text: str, draft: Draft) -> None:
    """Shortens at the end of a sentence what is also in the text; what is not there goes into it."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text) if match.end() <= SUMMARY_LIMIT]
    if ends:
        draft.fields["summary"] = text[: ends[-1]]
    if _letters(text) in _letters(draft.body):
        if not ends:
            draft.fields["summary"] = f"{text[: SUMMARY_LIMIT - 1].rpartition(' ')[0]}…"
        draft.say(
            "the summary has more than %(most)s characters, so it is shortened; all of it is in the text",
            most=SUMMARY_LIMIT,
        )
    else:
        draft.body = f"{text}\n\n{draft.body.lstrip()}"
        draft.say(
            "the summary has more than %(most)s characters; all of it is now the start of the text", most=SUMMARY_LIMIT
        )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()

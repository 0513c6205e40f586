"""Whether a post was published: one that was not, or may not have been, becomes a draft, and its writer is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.markdown.plain import says_no, words
from storyhub.model.messages import say

DRAFT = ("draft", "isdraft", "is_draft", "concept", "klad", "private", "hidden", "unlisted", "wip", "archived")
"""Fields that say so, unless they say no."""
PUBLISHED = ("published", "publish", "dg-publish", "is_published", "gepubliceerd")
"""Fields that say so when they say no."""
STATUS = ("status", "state", "post_status", "visibility", "stage")
_OUT = frozenset(
    [
        "publish",
        "published",
        "public",
        "visible",
        "live",
        "final",
        "done",
        "complete",
        "completed",
        "posted",
        "online",
        "gepubliceerd",
        "openbaar",
        "veröffentlicht",
        "publié",
        "inherit",
    ]
)
"""Words for a post that others could read."""


def put(given: Mapping[str, Any], draft: Draft, file: Path) -> None:
    """Makes a draft of what was no published post."""
    stages = (words(given.get(name, "")).casefold() for name in STATUS)
    if (
        any(stage and stage not in _OUT for stage in stages)
        or any(words(given.get(name, "")) and not says_no(given[name]) for name in DRAFT)
        or any(says_no(given[name]) for name in PUBLISHED if words(given.get(name, "")))
        or given.get("post_password")
        or file.absolute().parent.name in ("_drafts", "drafts")
    ):
        draft.fields["status"] = "draft"
        draft.notes.append(
            say(
                "it was not a published post, so it is a draft here; remove the line status: draft when others may read it"
            )
        )

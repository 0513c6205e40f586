"""What reading one story's file gives."""

from __future__ import annotations

from typing import NamedTuple

from storyhub.model.issues import Issue
from storyhub.model.story import Body, Story
from storyhub.text.features import WordCounts


class Reading(NamedTuple):
    """What one file gives."""

    issues: tuple[Issue, ...]
    story: Story | None = None
    """None: an error stops it."""
    body: Body | None = None
    features: WordCounts | None = None
    """What tagging needs of the story's words."""
    stopped: Story | None = None
    """As far as it could be read, a story that an error stops: so that the rules can name its other faults too."""

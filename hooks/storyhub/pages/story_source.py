"""What a published story's file says, for the composer page: there its teller changes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from storyhub.model.listening import CLOSED
from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.page import Group, Page
from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import parse
from storyhub.read.schema import UNPUBLISHED
from storyhub.read.schema_faults import validate
from storyhub.site import Site

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(frozen=True)
class StorySource(Page):
    """The fields and the Markdown of a published story."""

    id: str
    key: str
    """Content address of the story's file."""
    language: str
    item: str = ""
    """What could be better: `open` or `closed`; empty when there is nothing."""

    @property
    def path(self) -> str:  # type: ignore[override]
        """File under the site's folder, beside the story's page."""
        return f"{self.id}/story.json"

    @property
    def source(self) -> str:  # type: ignore[override]
        """The story's file."""
        return f"{self.id}.md"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The story's own file."""
        return (self,)

    def place(self, site: Site) -> int:
        """The story's."""
        return site.position[self.id]

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """Nothing: no template makes it."""
        return {}

    def text(self, site: Site, cards: Cards) -> str:
        """`{"fields": …, "body": …, "item": …}`, without what no reader is to know: private fields, and comments, which no page shows."""
        story = site.by_id[self.id]
        document = parse((site.root / story.path).read_bytes(), story.path, SPOKEN)
        meta, _ = validate(document)
        fields = (
            meta.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=set(UNPUBLISHED)) if meta else {}
        )
        body = _COMMENT.sub("", document.body).strip()
        return json.dumps({"fields": fields, "body": body, "item": self.item}, ensure_ascii=False)


def groups(site: Site) -> Iterator[Group]:
    """The sources of all stories, by month."""
    for period, stories in site.by_period.items():
        if len(period) == len("2026/03"):
            whole = [story for story in stories if _leads_to_what_is_published(site, story)]
            made = [(story.id, story.key, _item(site, story)) for story in whole]
            yield Group(f"sources/{period}", made, partial(_pages, site, whole))


def _leads_to_what_is_published(site: Site, story: Story) -> bool:
    """Whether its file names no other story that nobody may see yet: that one's name would be in the site."""
    links = (one.target for one in story.references if not one.picture)
    found = all(site.addresses.find(story, target) is not None for target in links)
    return found and all(named in site.by_id for named in story.named_stories.values())


def _pages(site: Site, stories: Sequence[Story]) -> Iterator[StorySource]:
    return (StorySource(story.id, story.key, site.settings.language, _item(site, story)) for story in stories)


def _item(site: Site, story: Story) -> str:
    if not story.could_be_better:
        return ""
    told = site.hub.listening.get(story.id)
    return "closed" if told and told.answers and told.answers[-1].status in CLOSED else "open"

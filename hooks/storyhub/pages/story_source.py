"""What the files of published stories say, for the composer page: there their tellers change them."""

from __future__ import annotations

import json
import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from storyhub.model.listening import CLOSED
from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.page import Group, PlacedPage
from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import parse
from storyhub.read.schema import UNPUBLISHED
from storyhub.read.schema_faults import validate
from storyhub.site import Site
from storyhub.system.failures import about

_PLAIN = frozenset(string.ascii_lowercase + string.digits)


@dataclass(frozen=True)
class StorySources(PlacedPage):
    """The fields and the Markdown of the published stories of a year whose names begin with one sign: one for each story would be a third of a site's files."""

    stories: tuple[tuple[str, str, str], ...]
    """Of each its id, the content address of its file, and what could be better: `open`, `closed`, or empty when there is nothing."""

    def text(self, site: Site, cards: Cards) -> str:
        """`{id: {"fields": …, "body": …, "item": …}}`, without what no reader is to know: private fields, and comments, which no page shows."""
        return json.dumps({id_: _told(site, id_, item) for id_, _, item in self.stories}, ensure_ascii=False)


def groups(site: Site) -> Iterator[Group]:
    """The sources of all stories."""
    together: dict[str, list[tuple[str, str, str]]] = {}
    for story in site.stories:
        if _leads_to_what_is_published(site, story):
            together.setdefault(path_of(story.id), []).append((story.id, story.key, _item(site, story)))
    yield Group.of(StorySources(site.settings.language, path, tuple(told)) for path, told in together.items())


def path_of(identity: str) -> str:
    """The file under the site's folder that has a story's source; js/tell/change.js knows it too.

    >>> path_of("2026/a-day-on-the-ward")
    'tell/stories/2026-a.json'
    """
    year, name = identity.split("/", 1)
    return f"tell/stories/{year}-{name[0] if name[0] in _PLAIN else '_'}.json"


def _told(site: Site, identity: str, item: str) -> dict[str, Any]:
    path = site.by_id[identity].path
    with about(path):
        document = parse((site.root / path).read_bytes(), path, SPOKEN)
        meta, _ = validate(document)
        fields = (
            meta.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=set(UNPUBLISHED)) if meta else {}
        )
        return {"fields": fields, "body": without_comments(document.body).strip(), "item": item}


def without_comments(markdown: str) -> str:
    """A text without its hidden comments; one that is never closed is none.

    >>> without_comments("a <!-- b --> c <!-- d")
    'a  c <!-- d'
    """
    kept, at = [], 0
    while (start := markdown.find("<!--", at)) >= 0 and (end := markdown.find("-->", start + 4)) >= 0:
        kept.append(markdown[at:start])
        at = end + 3
    return "".join((*kept, markdown[at:]))


def _leads_to_what_is_published(site: Site, story: Story) -> bool:
    """Whether its file names no other story that nobody may see yet: that one's name would be in the site."""
    links = (one.target for one in story.references if not one.picture)
    found = all(site.addresses.find(story, target) is not None for target in links)
    return found and all(named in site.by_id for named in story.named_stories.values())


def _item(site: Site, story: Story) -> str:
    if not story.could_be_better:
        return ""
    told = site.hub.listening.get(story.id)
    return "closed" if told and told.answers and told.answers[-1].status in CLOSED else "open"

"""What links in stories lead to inside the hub: other stories, its own pages, and pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from storyhub.model.file_names import as_file_systems_see, one_spelling
from storyhub.model.issues import stopped
from storyhub.model.story import Hub, Profile, Story
from storyhub.text.headings import anchor

_LISTS = ("archive", "values", "departments", "ambassadors", "search", "listening", "tell")


@dataclass(frozen=True)
class Addresses:
    """What can be reached in a hub, worked out when it is first asked for: few stories link to others."""

    hub: Hub
    listed: Sequence[Story]
    """The stories that are published."""
    pages: Mapping[str, str]
    """The organisation's own pages: path in the stories folder → address."""

    @cached_property
    def by_id(self) -> dict[str, Story]:
        """The published stories by id."""
        return {story.id: story for story in self.listed}

    def at(self, path: str) -> str | None:
        """The address of the page or the story that a path means, or of what had that address before; None: there is nothing."""
        if path in self.pages:
            return self.pages[path]
        if story := self.by_id.get(path) or self.by_id.get(path.removesuffix(".md")):
            return story.url
        if path in self._own:
            return self._own[path]
        return self._old.get(path) or self._by_sight.get(as_file_systems_see(path.removesuffix(".md")))

    @cached_property
    def _by_sight(self) -> dict[str, str]:
        return {as_file_systems_see(story.id): story.url for story in self.listed}

    @cached_property
    def _old(self) -> dict[str, str]:
        return {plain(alias): story.url for story in reversed(self.listed) for alias in story.aliases}

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages of the hub, whose codes start addresses."""
        return frozenset(
            path.split(".")[1] for path in self.pages if path.startswith("index.") and path.count(".") == 2
        )

    @cached_property
    def taken(self) -> frozenset[str]:
        """Addresses that no old address may have, as file systems see them: also of what is not published yet."""
        ids = (story.id for story in self.hub.all_stories)
        return frozenset(map(as_file_systems_see, (*self._own, *ids)))

    @cached_property
    def _own(self) -> dict[str, str]:
        """The hub's own pages by their address without slashes around it, as somebody copies it from the browser."""
        hub = self.hub
        urls = [*self.pages.values(), *(f"{name}/" for name in _LISTS)]
        urls += [f"values/{value.key}/" for value in hub.values]
        urls += [f"departments/{department.key}/" for department in hub.departments]
        urls += [f"ambassadors/{key}/" for key in hub.profiles]
        renamed = {f"values/{old}": f"values/{value.key}/" for value in hub.values for old in value.was}
        renamed |= {f"departments/{old}": f"departments/{one.key}/" for one in hub.departments for old in one.was}
        profiles = {f"ambassadors/{key}.md": f"ambassadors/{key}/" for key in hub.profiles}
        return renamed | {url.strip("/"): url for url in urls} | profiles

    def find(self, text: Story | Profile, target: str) -> str | None:
        """Where a link of a text leads: an address with its #fragment, or None when there is nothing."""
        path, _, fragment = target.partition("#")
        place = _resolved(text, path.partition("?")[0])
        found = self.at(place) if place is not None else None
        if found is None:
            return None
        return found + (f"#{anchor(unquote(fragment))}" if fragment else "")

    def picture(self, text: Story | Profile, target: str) -> str | None:
        """Path of the picture that a text means: beside it in its own folder, by its name alone or with the folder."""
        return next(filter(None, map(self._pictures.get, _picture_places(text, target))), None)

    def shown_by(self, story: Story) -> Iterator[str]:
        """Paths of the pictures that a story shows, its main one first."""
        targets = (story.photo, *(reference.target for reference in story.references if reference.picture))
        return (place for target in targets if target and (place := self.picture(story, target)))

    def is_refused(self, text: Story | Profile, target: str) -> bool:
        """Whether the picture that a text means is there and cannot be used, which is said of the file itself."""
        return not self._refused.isdisjoint(_picture_places(text, target))

    @cached_property
    def _refused(self) -> frozenset[str]:
        return frozenset(map(as_file_systems_see, stopped(self.hub.issues)))

    @cached_property
    def _pictures(self) -> dict[str, str]:
        """The path of each picture by its name as file systems see it, whatever its capitals and accents."""
        return {as_file_systems_see(path): path for path in self.hub.pictures}


def _picture_places(text: Story | Profile, target: str) -> Iterator[str]:
    """Where the picture that a text means may be, as file systems see it."""
    own = text.id + "/"
    for place in (_resolved(text, target), _resolved(text, own.rsplit("/", 2)[-2] + "/" + target)):
        if place and place.startswith(own):
            yield as_file_systems_see(place)


def plain(alias: str) -> str:
    """An old address without slashes around it, as people read it: `caf%C3%A9` is café."""
    return one_spelling(unquote(alias)).strip("/")


def _resolved(text: Story | Profile, target: str) -> str | None:
    """A path relative to the stories folder; None when it leads out of it."""
    target = one_spelling(unquote(target).strip())
    start = "" if target.startswith("/") else posixpath.dirname(text.path)
    place = posixpath.normpath(posixpath.join(start, target.lstrip("/") or ("" if target.startswith("/") else ".")))
    if place.startswith(".."):
        return None
    return "" if place == "." else place

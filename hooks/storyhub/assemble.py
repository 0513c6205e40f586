"""From a folder to a site: read, check, tag, and find what hangs together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from storyhub.check.addresses import Addresses
from storyhub.check.known_names import known
from storyhub.check.repeated_sentences import compared
from storyhub.check.row_index import shelve
from storyhub.check.rules import check
from storyhub.model.issues import failed, stopped
from storyhub.model.listening import waits_to_be_heard
from storyhub.model.settings import Settings, today
from storyhub.model.story import Hub, RelatedStory, Story, retired
from storyhub.read.hub import line_as_meant, read, shards_of
from storyhub.read.organisation import VALUES
from storyhub.read.shards import Shards
from storyhub.site import Site
from storyhub.system.cache_files import Store
from storyhub.system.failures import Failures
from storyhub.system.processes import spread
from storyhub.tag.tag import Teacher, tag

_PER_STEP = 50
"""Stories that count as one thing to do for another process: under 20,000 of them starting one costs more than it frees."""


def checked(root: Path, settings: Settings, store: Store, asked: Callable[[str], bool] = lambda path: True) -> Hub:
    """A hub with its issues, those of the rules included; `left_out` names every file that an error stops.

    Of stories whose path is not asked about, not all that the rules advise is there.
    """
    hub = _without_failures(read(root, settings.language, store, settings.pages, settings.allow), store)
    hub, told = known(hub, partial(line_as_meant, root), asked(VALUES))
    addresses = Addresses(hub, hub.stories, page_addresses(hub, settings))
    issues = tuple(sorted((*hub.issues, *told, *check(hub, addresses, today(settings), asked))))
    return replace(hub, issues=issues, left_out=stopped(issues))


def _without_failures(hub: Hub, store: Store) -> Hub:
    """Leaves out the files on which a step of the last build failed, as long as they are what they were."""
    known = Failures(store.folder).known()
    if not known:
        return hub
    keys = {story.path: story.key for story in hub.stories}
    keys |= {picture.path: picture.digest for picture in hub.pictures.values()}
    found = {path: cause for path, (key, cause) in known.items() if keys.get(path) == key}
    return replace(
        hub,
        issues=(*hub.issues, *(failed(path, cause) for path, cause in found.items())),
        pictures={path: picture for path, picture in hub.pictures.items() if path not in found},
    )


def assemble(root: Path, settings: Settings, store: Store) -> Site:
    """The site of a stories folder, without the theme's part.

    Raises:
        FileNotFoundError: the folder does not exist.
    """
    # Numbers are worked with to build a site, not to check stories.
    from storyhub.tag.browser_words import hints

    hub = checked(root, settings, store)
    shards = shards_of(root, settings.language, store)
    stories, tombstones = published(hub, settings)
    teacher = Teacher(stories, hub.values, shards.features, store, retired(hub.values, today(settings)))
    return Site(
        settings=settings,
        hub=hub,
        root=root,
        stories=stories,
        tombstones=tombstones,
        marks=tag(stories, teacher),
        related=_related(hub, stories, settings, root, store),
        pages=page_addresses(hub, settings),
        hints=hints(teacher),
    )


def _related(
    hub: Hub, stories: Sequence[Story], settings: Settings, root: Path, store: Store
) -> dict[str, tuple[RelatedStory, ...]]:
    """The related stories of each; for very many found by another process, with which the room for all their words goes."""
    state = (hub, stories, settings.language, root, store.folder)
    return dict(spread(_find_related, state, (0,), work=len(stories) // _PER_STEP))


def _find_related(
    state: tuple[Hub, Sequence[Story], str, Path, Path], part: Sequence[int]
) -> list[tuple[str, tuple[RelatedStory, ...]]]:
    """All at once, whatever the part: each story is compared with every other one."""
    from storyhub.tag.related import related

    hub, stories, language, root, folder = state
    shards = Shards(root, language, folder)
    # What later checks compare with is made here, beside the build, which does not need it.
    shelve(shards, compared(hub))
    return list(related(stories, shards.features(stories)).items())


def published(hub: Hub, settings: Settings) -> tuple[tuple[Story, ...], tuple[Story, ...]]:
    """The stories that readers see, and the withdrawn ones."""
    sound, now = [story for story in hub.stories if story.path not in hub.left_out], today(settings)
    seen = tuple(story for story in sound if not story.withdrawn and _is_seen(story, hub, settings, now))
    return seen, tuple(story for story in sound if story.withdrawn)


def _is_seen(story: Story, hub: Hub, settings: Settings, now: date) -> bool:
    """Neither draft, held nor waiting to be answered, but in a preview."""
    waits = waits_to_be_heard(story, hub, settings.heard_first, now)
    return settings.drafts or not (story.draft or story.date > now or waits)


def page_addresses(hub: Hub, settings: Settings) -> dict[str, str]:
    """Addresses of the site pages by their path in the stories folder; each page exists in each language."""
    names = {path.partition(".")[0] for path in hub.pages} | {"index", "about"}
    found: dict[str, str] = {}
    for name in sorted(names):
        url = "" if name == "index" else f"{name}/"
        found[f"{name}.md"] = url
        for language in settings.languages:
            found[f"{name}.{language}.md"] = ("" if language == settings.language else f"{language}/") + url
    return found

"""What there is to tell about each of some files: its story, its issues and the values that are heard in it."""

from __future__ import annotations

from collections.abc import Callable, Container
from pathlib import PurePosixPath

from storyhub.catalogue import available
from storyhub.comment import Told
from storyhub.issues import Issue, Level
from storyhub.model import Hub
from storyhub.settings import Settings
from storyhub.shards import Shards
from storyhub.store import Store
from storyhub.tag import Teacher, heard


def telling(hub: Hub, wanted: Callable[[str], bool], settings: Settings, shards: Shards, store: Store) -> list[Told]:
    """One entry for each story that is wanted, and one for each other file that something is said about; what stops a story comes first."""
    stories = {story.path: story for story in (*hub.stories, *hub.stopped)}
    issues: dict[str, list[Issue]] = {path: [] for path in stories if wanted(path)}
    for issue in hub.issues:
        if wanted(issue.path):
            issues.setdefault(_about(issue.path, stories), []).append(issue)
    sound = [story for story in hub.stories if story.path not in hub.left_out]
    teacher = Teacher(sound, hub.values, shards.features, store)
    told = []
    for path, found in issues.items():
        story = stories.get(path)
        marks = heard(story, teacher) if story and path not in hub.left_out else ()
        language = story.language if story and _is_spoken(story.language, settings) else settings.language
        told.append(Told(path, language, tuple(found), story, marks))
    return sorted(told, key=lambda one: (not any(issue.level is Level.ERROR for issue in one.issues), one.path))


def _about(path: str, stories: Container[str]) -> str:
    """The story that a file belongs to: a picture stands in the folder of its story."""
    owner = f"{PurePosixPath(path).parent}.md"
    return owner if owner in stories else path


def _is_spoken(language: str, settings: Settings) -> bool:
    return language in settings.languages and available(language)

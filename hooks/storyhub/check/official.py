"""The organisation's own texts: its mission, and the promises of its values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from storyhub.check.repeated_sentences import Source
from storyhub.model.messages import say
from storyhub.model.settings import Settings
from storyhub.model.story import Hub, in_language
from storyhub.read.own_pages import body_of

MISSION = "mission"


def official(hub: Hub, root: Path, settings: Settings) -> list[Source]:
    """All of them, in each language."""
    return [*_mission(hub, root, settings), *_promises(hub, settings)]


def _mission(hub: Hub, root: Path, settings: Settings) -> Iterator[Source]:
    for path in hub.pages:
        name, *language = path.removesuffix(".md").split(".")
        if name == MISSION:
            yield Source(say("the mission"), body_of(root / path).text, language[0] if language else settings.language)


def _promises(hub: Hub, settings: Settings) -> Iterator[Source]:
    for value in hub.values:
        for language, text in value.promise.items():
            name = in_language(value.name, language, settings.language)
            yield Source(say("what the organisation promises with “%(name)s”", name=name), text, language)

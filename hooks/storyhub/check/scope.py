"""What the rules look at: a hub, and what is worked out of it when the first rule asks."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from storyhub.check.addresses import Addresses
from storyhub.check.near_names import Nearest
from storyhub.model.line_back import circles
from storyhub.model.messages import Message, say
from storyhub.model.story import Hub, Story


@dataclass(frozen=True)
class Scope:
    """What the rules look at; what few stories need is worked out when it is first asked for."""

    hub: Hub
    addresses: Addresses
    today: date

    @cached_property
    def by_id(self) -> dict[str, Story]:
        """Stories by id."""
        return {story.id: story for story in self.hub.stories}

    @cached_property
    def known(self) -> dict[str, Story]:
        """The same, and those that an error stops."""
        return {story.id: story for story in self.hub.all_stories}

    @cached_property
    def by_url(self) -> dict[str, Story]:
        """Stories by address."""
        return {story.url: story for story in self.hub.stories}

    @cached_property
    def stories(self) -> Nearest:
        """The ids of stories, for anyone who mistyped one."""
        return Nearest(self.by_id)

    @cached_property
    def reply_circles(self) -> set[str]:
        """The ids of stories that answer, by way of others, themselves."""
        return circles({story.id: story.reply_to for story in self.hub.stories if story.reply_to})

    @cached_property
    def own_names(self) -> dict[str, str]:
        """The own names of colleagues, and the keys of their profiles, by their letters alone → as they are shown."""
        found = {name_alone(story.author): story.author for story in self.hub.stories if not story.pseudonym}
        for profile in self.hub.profiles.values():
            found |= {name_alone(name): profile.name for name in (profile.name, profile.key)}
        return found

    def why_unseen(self, story: Story) -> Message | None:
        """Why readers do not see a story that can be read; None when they do."""
        if story.withdrawn:
            return say("was withdrawn")
        if story.draft:
            return say("is still a draft")
        return say("is held until its date") if story.date > self.today else None


def name_alone(name: str) -> str:
    """The letters of a name, without accents and capitals: the same in `farida-el-amrani` and `Farida El Amrani`."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", name).casefold()))

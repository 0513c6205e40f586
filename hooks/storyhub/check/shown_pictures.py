"""Whether each picture is shown by its story, under its own name."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from storyhub.check.addresses import Addresses
from storyhub.model.file_names import as_file_systems_see, one_spelling
from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import Message, say
from storyhub.model.story import Hub, Story
from storyhub.read.accepted_paths import is_of_an_iphone


def not_there(story: Story, target: str) -> Message:
    """What is said of a picture that a story shows and that is not there."""
    found = shown(unquote(target))  # as people write it: `één.jpg`, not `%C3%A9%C3%A9n.jpg`
    if is_of_an_iphone(unquote(target)):
        return say(
            "shows %(found)s, a photo as iPhones keep it (HEIC), which browsers do not show; .jpg, .png, .webp and .avif are accepted; save it as JPEG, put it in the folder %(place)s/ and write its new name here",
            found=found,
            place=story.id,
        )
    return say(
        "shows %(found)s, which is not there; a picture belongs in the folder %(place)s/; put it there, or correct its name",
        found=found,
        place=story.id,
    )


def called_otherwise(target: str, place: str) -> Message | None:
    """What is said of a picture that is shown under a name with other capitals; nothing of one with its own name."""
    written = one_spelling(unquote(target)).rpartition("/")[2]
    name = one_spelling(place).rpartition("/")[2]
    if written == name:
        return None
    return say(
        "shows %(found)s, and the file is called %(name)s; capitals matter on most servers; write the name as the file has it: it is shown all the same",
        found=shown(written),
        name=shown(name),
    )


def not_shown(hub: Hub, addresses: Addresses) -> Iterator[Issue]:
    """Advice on each picture that no story shows."""
    if not hub.pictures:
        return
    stories = {as_file_systems_see(story.id): story for story in hub.all_stories}
    shown_somewhere = {place for story in stories.values() for place in addresses.shown_by(story)}
    told = {issue.path for issue in hub.issues if issue.rule in ("link-apart", "name-with-space", "link-quotes")}
    for path in hub.pictures:
        story = stories.get(as_file_systems_see(posixpath.dirname(path)))
        name = posixpath.basename(path)
        if path in shown_somewhere or (story and story.path in told) or (story and story.withdrawn):
            continue
        if story is None:
            message = say(
                "is in a folder that belongs to no story; a picture goes in the folder of its story; move it there, or delete it"
            )
            yield advice(path, 1, "file", "picture-not-shown", message)
        elif story.path not in hub.left_out:
            message = say(
                "does not show %(found)s, which is in its folder; a picture is shown where the text names it; add it where it belongs: %(paste)s",
                found=shown(name),
                paste=say("![what it shows](%(name)s)", name=f"<{name}>" if " " in name else name),
            )
            yield advice(story.path, 1, "file", "picture-not-shown", message)

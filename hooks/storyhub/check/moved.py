"""Stories whose file has another name now: the same story, whose old address has to be sent on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import splitext

from storyhub.check.addresses import plain
from storyhub.model.issues import Issue, advice
from storyhub.model.messages import Message, say
from storyhub.model.story import Story
from storyhub.system.cache_files import digest
from storyhub.system.git import GitError, Repository

_STORY = re.compile(r"\d{4}/[^/]+\.md")
_FIELDS = re.compile(rb"\s*---\s*\n.*?\n---[ \t]*\r?\n", re.DOTALL)


def text_digest(raw: bytes) -> str:
    """Digest of a story's text without its fields, and without the space around it."""
    return digest(_FIELDS.sub(b"", raw, count=1).strip())


def again(gone: Mapping[str, str], there: Mapping[str, str], renamed: Mapping[str, str]) -> dict[str, str]:
    """For each story that is gone the one that it is now: as git tells, else the only one with the same text.

    >>> again({"2026/a": "x", "2026/b": "y"}, {"2026/c": "x", "2026/d": "z"}, {"2026/b": "2026/d"})
    {'2026/a': '2026/c', '2026/b': '2026/d'}
    """
    found = {}
    for old, text in gone.items():
        same = [new for new, other in there.items() if other == text]
        now = renamed.get(old) or (same[0] if len(same) == 1 else "")
        if now in there:
            found[old] = now
    return found


def since(folder: Path, base: str) -> dict[str, tuple[str, str]]:
    """The stories that a commit has in a folder and that are not there now: id → (digest of its text, id that git knows it by).

    Raises:
        GitError: the folder is in no repository, or there is no such commit.
    """
    repository = Repository(folder)
    gone = [one for one in repository.departures(base) if _STORY.fullmatch(_text(one.path))]
    texts = repository.contents([one.blob for one in gone]) if gone else ()
    return {
        splitext(_text(one.path))[0]: (text_digest(raw), splitext(_text(one.to))[0])
        for one, raw in zip(gone, texts, strict=True)
    }


def _text(path: bytes) -> str:
    return path.decode("utf-8", "replace")


def moved(folder: Path, stories: Sequence[Story], base: str) -> Iterator[Issue]:
    """A story with a new name says under which address it was known."""
    try:
        gone = since(folder, base)
    except GitError:
        return  # without a history nobody can tell
    if not gone:
        return
    by_id = {story.id: story for story in stories}
    there = {one.id: text_digest((folder / one.path).read_bytes()) for one in stories}
    texts = {old: text for old, (text, _) in gone.items()}
    for old, new in again(texts, there, {old: to for old, (_, to) in gone.items() if to}).items():
        if old not in map(plain, by_id[new].aliases):
            story = by_id[new]
            yield advice(story.path, story.line("aliases"), "aliases", "moved", asked(story, old))


def asked(story: Story, old: str) -> Message:
    """What to add to a story that had another address."""
    paste = f"aliases: [{', '.join([*story.aliases, old])}]"
    return say(
        "was called %(old)s before; links to that would be broken; add the line: %(paste)s", old=old, paste=paste
    )

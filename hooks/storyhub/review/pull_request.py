"""Takes the stories out of a pull request as data; all else in it is refused, or is for engineers.

What may come this way is in `stories/<year>/`, `stories/ambassadors/`, `stories/listening/`, `stories/paths/`,
`stories/questions/` and `stories/replies/`. Everything else is part of the site itself (its theme, hooks, settings, and the organisation's own pages and lists)
and is not used from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from storyhub.model.issues import Issue, advice, error, one_line
from storyhub.model.messages import Message, say
from storyhub.read.accepted_paths import same_address, why_not
from storyhub.read.pictures import SIZE_LIMIT
from storyhub.system.git import GONE, LINK, PROGRAM, SUBMODULE, Repository, TreeEntry
from storyhub.text.decoding import FILE_LIMIT

MOST_FILES = 200
"""Files that one pull request may change: stories come a few at a time."""
MOST_BYTES = 200 * 1024 * 1024


@dataclass(slots=True)
class TakenIn:
    """What a pull request brings. Paths are relative to the folder of stories, with forward slashes."""

    repository: Repository
    folder: str
    """Of stories: a path in the repository."""
    base: str
    """The commit that it is to be merged into; of that are theme, hooks and settings."""
    head: str
    fork: str
    taken: dict[str, str] = field(default_factory=dict)
    """Path of each file that is taken in → its blob."""
    removed: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    """Paths in the repository that are part of the site itself, fit to be shown."""

    @property
    def for_engineers(self) -> bool:
        """Whether it changes more than stories, and so takes the engineers' path."""
        return bool(self.elsewhere)


def take(repository: Repository, base: str, head: str, folder: str) -> TakenIn:
    """What the pull request of `head` into `base` brings into the folder of stories, a path in the repository.

    Raises:
        GitError: the commits are not here.
    """
    base, head = repository.commit(base), repository.commit(head)
    found = TakenIn(repository, folder, base, head, repository.fork(base, head))
    changed = repository.changes(found.fork, head)
    sizes = repository.sizes(entry.blob for entry in changed if entry.mode.startswith("100"))
    touched = {entry.path for entry in changed}
    addresses: dict[str, str] = {}
    for entry in (*repository.files(head, folder), *repository.files(base, folder)):
        if entry.path not in touched and (path := entry.below(folder)):
            same_address(path, addresses)
    for entry in changed:
        _sort(entry, sizes, addresses, found)
    _refuse_folders(found, (path for entry in repository.files(head, folder) if (path := entry.below(folder))))
    _limit(found, sizes)
    return found


def _sort(entry: TreeEntry, sizes: dict[str, int], addresses: dict[str, str], found: TakenIn) -> None:
    path = entry.below(found.folder)
    if path is None or "/" not in path:
        found.elsewhere.append(one_line(entry.path))
    elif entry.mode == GONE:
        found.removed.append(path)
    elif reason := _refusal(path, entry, sizes, addresses):
        found.issues.append(error(one_line(path), 1, "file", "not-taken-in", reason))
    else:
        if entry.mode == PROGRAM:
            told = say(
                "is marked as a program; a story or picture is not one; it is accepted without that mark, so "
                "nothing needs to be done"
            )
            found.issues.append(advice(one_line(path), 1, "file", "marked-as-program", told))
        found.taken[path] = entry.blob


def _refuse_folders(found: TakenIn, paths: Iterable[str]) -> None:
    """Refuses files whose name is also that of a folder: git can hold both, and no disk can."""
    folders = {str(parent) for path in paths for parent in PurePosixPath(path).parents}
    for path in sorted(folders.intersection(found.taken)):
        told = say("is a file and a folder at once; a name belongs to one thing; give one of them another name")
        found.issues.append(error(one_line(path), 1, "file", "not-taken-in", told))
        del found.taken[path]


def _refusal(path: str, entry: TreeEntry, sizes: dict[str, int], addresses: dict[str, str]) -> Message | None:
    """Why a file is not taken in, or nothing."""
    if entry.mode == LINK:
        return say("is a link to another place; only real files are accepted; put the file itself here")
    if entry.mode == SUBMODULE:
        return say("is another repository; only files are accepted; put the story itself here")
    if fault := why_not(path) or same_address(path, addresses):
        return fault
    most = FILE_LIMIT if path.endswith((".md", ".yml", ".yaml")) else SIZE_LIMIT
    size = sizes.get(entry.blob, -1)
    if size < 0:
        return say("is not in this repository, which only has its name; only whole files are accepted; send it again")
    if size > most:
        return say(
            "is %(size)s KB; at most %(most)s KB is accepted; make it smaller",
            size=-(-size // 1024),
            most=most // 1024,
        )
    return None


def _limit(found: TakenIn, sizes: dict[str, int]) -> None:
    """Refuses a pull request that brings more than anybody could read."""
    size = sum(sizes[blob] for blob in found.taken.values())
    if len(found.taken) <= MOST_FILES and size <= MOST_BYTES:
        return
    told = say(
        "brings %(number)s files of %(size)s MB together; at most %(most)s files and %(bytes)s MB come in at once; send them in several parts",
        number=len(found.taken),
        size=-(-size // 1024**2),
        most=MOST_FILES,
        bytes=MOST_BYTES // 1024**2,
    )
    found.issues.append(error("pull-request", 1, "file", "too-much", told))
    found.taken.clear()


@contextmanager
def merged(found: TakenIn) -> Iterator[Path]:
    """The hub as it would be after the merge, in a passing folder."""
    with TemporaryDirectory(prefix="storyhub-merged-") as passing:
        write(found, Path(passing) / "stories")
        yield Path(passing) / "stories"


def write(found: TakenIn, into: Path) -> None:
    """Writes the hub as it would be after the merge: the base's folder of stories, with what is taken in laid over it.

    Raises:
        FileExistsError: something is at `into` already.
    """
    into.mkdir(parents=True)
    files = dict(_plain(found))
    for path in found.removed:
        files.pop(path, None)
    files |= found.taken
    paths = sorted(files)
    for path, data in zip(paths, found.repository.contents(files[path] for path in paths), strict=True):
        file = into / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(data)


def _plain(found: TakenIn) -> Iterator[tuple[str, str]]:
    """Path and blob of the ordinary files of the base; what is refused there is not carried on."""
    addresses: dict[str, str] = {}
    for entry in found.repository.files(found.base, found.folder):
        path = entry.below(found.folder)
        # Which of the base's own pages are published, its settings say.
        pages = {path.partition(".")[0]} if path else ()
        if path and entry.mode.startswith("100") and not why_not(path, pages) and not same_address(path, addresses):
            yield path, entry.blob


def engineers_path(found: TakenIn) -> str:
    """Says that a pull request changes more than stories, and what."""
    named, number = ", ".join(found.elsewhere[:5]), len(found.elsewhere)
    named += f" … ({number} in all)" if number > 5 else ""
    return (
        f"{named}: part of the site itself, not a story; this pull request takes the engineers' path; "
        "a story comes with nothing but files in stories/<year>/: send those in a pull request of their own"
    )

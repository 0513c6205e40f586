"""One letter → a branch of its own in the hub's repository, checked as a pull request is, under the hub's own name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from storyhub.assemble import checked
from storyhub.compose.draft import numbered
from storyhub.letterbox.change import asked_change
from storyhub.letterbox.letter import Letter, NotTakenError
from storyhub.letterbox.line_back import line_file
from storyhub.letterbox.listening_item import asked_of_item
from storyhub.letterbox.request_lines import ABOUT_ANSWERS, CHANGE, LINE, Request
from storyhub.letterbox.story import Written, stories_of
from storyhub.model.i18n import catalogue
from storyhub.model.listening import answers_path
from storyhub.model.messages import Message, say
from storyhub.model.settings import Settings, today
from storyhub.read.accepted_paths import why_not
from storyhub.read.hub import shards_of
from storyhub.read.story import private_issues
from storyhub.review import pull_request
from storyhub.review.comment import Findings
from storyhub.review.findings import belonging, telling
from storyhub.system.cache_files import Store
from storyhub.system.git_branches import BranchRepository
from storyhub.text import private_data

STORIES, LETTER, TELLER = "Stories", "Letter", "Teller"
"""Names of the lines below a commit's message: ids, the digest of the letter, and whether a receipt proves its teller."""


@dataclass(frozen=True, slots=True)
class PostOffice:
    """The repository of a hub, and where in it the stories are."""

    repository: BranchRepository
    base: str
    """A commit: the main branch, as it is now."""
    folder: str
    """The folder of stories, a path in the repository."""
    stories: Path
    """The same folder as it is checked out, for its values and departments."""
    settings: Settings

    @property
    def salt(self) -> str:
        """What makes a digest this hub's own."""
        return f"{self.settings.address}|{self.settings.name}"

    def path(self, story: str) -> str:
        """A file of the folder of stories, as a path in the repository."""
        return f"{self.folder}/{story}" if self.folder else story


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a letter."""

    branch: str
    commit: str
    """The last one of the branch; empty where there is none to look at: it is merged, or was not made."""
    ids: tuple[str, ...]
    digest: str
    asks: str = ""
    """`change` or `withdraw`, of a story that is there; `settled` or `reopen`, of what it says could be better; `line`: a line back to it."""
    proof: str = ""
    notes: tuple[Message, ...] = ()
    findings: tuple[Findings, ...] = ()


def take(letter: Letter, desk: PostOffice) -> Taken:
    """Makes the branch of a letter, or finds that it is there.

    Raises:
        NotTakenError: only a person can deal with it.
        GitError: the repository cannot be written.
    """
    digest = letter.digest(desk.salt)
    written, request = stories_of(letter, desk.stories, desk.settings.language, today(desk.settings))
    if request.asks == LINE:
        change = _line(desk, request, digest)
    elif request.asks in ABOUT_ANSWERS:
        change = _item(desk, request)
    else:
        change = _change(desk, request, written) if request.story else _new(desk, written)
    # The name follows from the letter alone, so that two jobs that have it at once make one branch.
    title = request.story.replace("/", "-") if request.story else written[0].slug
    branch = f"inbox/{request.asks + '-' if request.asks else ''}{title}-{digest[:10]}"
    notes = tuple(note for one in written for note in one.notes)
    if (known := _known(desk, branch, digest)) is not None:
        return replace(known, asks=request.asks, proof=change.proof, notes=notes)
    if private := tuple(_private(change.files, desk)):
        # Git forgets nothing: what must not be seen does not get into it, and only its writer is told.
        return Taken("", "", change.ids, digest, request.asks, change.proof, notes, private)
    trailers = {STORIES: ", ".join(change.ids), LETTER: digest, TELLER: change.proof}
    message = f"Story: {title}\n\n" + "".join(f"{name}: {text}\n" for name, text in trailers.items() if text)
    files = {desk.path(path): data for path, data in change.files.items()}
    commit = desk.repository.commit_upon(desk.base, files, change.gone, message, desk.settings.name)
    findings = check(desk, commit)
    if not desk.repository.begin(branch, commit) and (known := _known(desk, branch, digest)) is not None:
        return replace(known, asks=request.asks, proof=change.proof, notes=notes)
    return Taken(branch, commit, change.ids, digest, request.asks, change.proof, notes, findings)


@dataclass(frozen=True, slots=True)
class _NewFiles:
    """What a branch changes: paths in the folder of stories."""

    ids: tuple[str, ...]
    files: dict[str, bytes]
    proof: str = ""
    gone: tuple[str, ...] = ()


def _new(desk: PostOffice, written: Sequence[Written]) -> _NewFiles:
    there = {entry.path for entry in desk.repository.files(desk.base, desk.folder)}
    ids: list[str] = []
    files: dict[str, bytes] = {}
    for one in written:
        slug = one.slug if why_not(f"{one.year:04}/{one.slug}.md") is None else f"story-{one.slug}"
        names = numbered(f"{one.year:04}/{slug}")
        name = next(name for name in names if name not in ids and not _is_there(desk.path(name), there))
        ids.append(name)
        files[f"{name}.md"] = one.text.encode()
        files |= {f"{name}/{picture}": data for picture, data in one.pictures.items()}
    return _NewFiles(tuple(ids), files)


def _line(desk: PostOffice, request: Request, digest: str) -> _NewFiles:
    path, text = line_file(request, today(desk.settings), digest)
    return _NewFiles((path.removesuffix(".yml"),), {path: text.encode()})


def _item(desk: PostOffice, request: Request) -> _NewFiles:
    path = answers_path(request.story)
    settled = catalogue(desk.settings.language).gettext("For me this is settled.")
    asked = asked_of_item(request, _text(desk, request.story), _file(desk, path), today(desk.settings), settled)
    return _NewFiles((request.story,), {path: asked.text.encode()}, asked.proof)


def _is_there(path: str, there: set[str]) -> bool:
    return f"{path}.md" in there or any(one.startswith(f"{path}/") for one in there)


def _change(desk: PostOffice, request: Request, written: list[Written]) -> _NewFiles:
    asked = asked_change(request, written, _text(desk, request.story), today(desk.settings), desk.settings.language)
    pictures = {f"{request.story}/{name}": data for one in written[:1] for name, data in one.pictures.items()}
    return _NewFiles(
        (request.story,),
        {f"{request.story}.md": asked.text.encode(), **pictures},
        asked.proof,
        _belongings(desk, request),
    )


def _belongings(desk: PostOffice, request: Request) -> tuple[str, ...]:
    """What goes with a story that is withdrawn: its pictures, and the answers to what could be better."""
    if request.asks == CHANGE:
        return ()
    start, answers = desk.path(f"{request.story}/"), desk.path(answers_path(request.story))
    places = [entry.path for entry in desk.repository.files(desk.base, desk.folder)]
    return tuple(place for place in places if place.startswith(start) or place == answers)


def _text(desk: PostOffice, story: str) -> str:
    """The file of a story as it is now."""
    found = _file(desk, f"{story}.md")
    if found is None:
        raise NotTakenError(
            say("the message asks about %(story)s, and there is no such story; ask its sender", story=story)
        )
    return found.decode("utf-8", "replace")


def _file(desk: PostOffice, path: str) -> bytes | None:
    """A file of the folder of stories as it is now; None when there is none."""
    wanted = desk.path(path)
    found = [one for one in desk.repository.files(desk.base, wanted) if one.path == wanted]
    return next(desk.repository.contents([found[0].blob])) if found else None


def _known(desk: PostOffice, branch: str, digest: str) -> Taken | None:
    """What became of a letter that was taken in before: it is on its branch, or merged."""
    remote = f"refs/remotes/{desk.settings.inbox.remote}/{branch}"
    for name in (f"refs/heads/{branch}", remote, desk.base):
        if desk.repository.has(name) and (message := desk.repository.message_with(name, f"{LETTER}: {digest}")):
            lines = [line.partition(": ")[2] for line in message.splitlines() if line.startswith(f"{STORIES}: ")]
            ids = tuple(", ".join(lines).split(", "))
            if name == desk.base:
                return Taken(branch, "", ids, digest)
            return Taken(branch, desk.repository.commit(name), ids, digest, findings=check(desk, name))
    return None


def _private(files: Mapping[str, bytes], desk: PostOffice) -> Iterator[Findings]:
    allow = frozenset(map(private_data.alone, desk.settings.allow))
    for path, data in files.items():
        if path.endswith((".md", ".yml")) and (found := tuple(private_issues(data, path, allow))):
            yield Findings(path, desk.settings.language, found)


def check(desk: PostOffice, commit: str) -> tuple[Findings, ...]:
    """What there is to tell about the stories of a commit, found as `intake` and `review` find it."""
    found = pull_request.take(desk.repository, desk.base, commit, desk.folder)
    with pull_request.merged(found) as stories:
        store = Store(stories.parent / "cache")
        touched = {*found.taken, *map(belonging, found.taken)}
        hub = checked(stories, desk.settings, store, lambda path: path in touched)
        hub = replace(hub, issues=tuple(sorted((*hub.issues, *found.issues))))
        shards = shards_of(stories, desk.settings.language, store)
        return tuple(telling(hub, lambda path: path in touched, desk.settings, shards, store))

"""Reads a git repository as data: commits, what changed between them, and the bytes of files. Nothing is ever checked out.

So no filter, hook or attribute of what is read can run, and no link or submodule is followed.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storyhub.system.failures import CannotError

FILE, PROGRAM, LINK, SUBMODULE, GONE = "100644", "100755", "120000", "160000", "000000"
"""Modes of what is in a tree."""
_LATEST = 253_402_214_400
"""The last day of the year 9999, in seconds since 1970."""
_CAREFUL = (
    *("--no-pager", "--no-replace-objects", "--literal-pathspecs"),
    *("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", "-c", "protocol.allow=never"),
)


class GitError(CannotError):
    """What git could not do, in words for whoever asked."""


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A file in a commit, or a change of one."""

    path: str
    """With forward slashes. Bytes that are no UTF-8 are surrogates in it, as in Python's own file names."""
    mode: str
    blob: str

    def below(self, folder: str) -> str | None:
        """Its path relative to a folder of the repository (empty: its top); None outside of it."""
        start = f"{folder}/" if folder else ""
        return self.path.removeprefix(start) if self.path.startswith(start) else None


@dataclass(frozen=True, slots=True)
class Departure:
    """A file that is no longer where it was."""

    path: bytes
    """As git has it: any bytes."""
    blob: str
    to: bytes
    """Where git finds it again; empty: nowhere."""


class Repository:
    """A git repository on this computer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def _call(self, *arguments: str, **variables: str) -> subprocess.Popen[bytes]:
        command = ["git", *_CAREFUL, *arguments]
        given = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        pipe = subprocess.PIPE
        try:
            return subprocess.Popen(
                command, cwd=self.folder, env={**os.environ, **given, **variables}, stdin=pipe, stdout=pipe, stderr=pipe
            )
        except FileNotFoundError as fault:
            raise GitError("git is not on this computer; it is needed to read a pull request; install it") from fault

    def _ask(self, *arguments: str, given: bytes = b"", **variables: str) -> bytes:
        """What git answers; `given` is its standard input."""
        with self._call(*arguments, **variables) as process:
            found, said = process.communicate(given)
        if process.returncode:
            raise GitError(said.decode("utf-8", "replace").strip() or f"git {arguments[0]} failed")
        return found

    def _list(self, *arguments: str) -> list[str]:
        """What git answers to what is asked with `-z`."""
        return self._ask(*arguments).decode("utf-8", "surrogateescape").split("\0")[:-1]

    def place(self, folder: Path) -> str:
        """A folder as the repository's paths name it; empty: its top.

        Raises:
            GitError: it is elsewhere, or this is no repository.
        """
        try:
            found = self._ask("rev-parse", "--show-toplevel").removesuffix(b"\n")
        except GitError as fault:
            raise GitError(f"{self.folder}: is not a git repository; --repo takes a checkout") from fault
        top, folder = Path(os.fsdecode(found)).resolve(), folder.resolve()
        if not folder.is_relative_to(top):
            raise GitError(f"{folder}: is not in the repository {top}; --stories names its folder of stories")
        return "" if folder == top else folder.relative_to(top).as_posix()

    def commit(self, name: str) -> str:
        """The commit that a branch, tag or hash names.

        Raises:
            GitError: there is none.
        """
        try:
            found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        except GitError as fault:
            raise GitError(f"{name}: there is no such commit here; fetch it first, with its whole history") from fault
        return found.decode().strip()

    def fork(self, base: str, head: str) -> str:
        """The commit where two lines of history parted.

        Raises:
            GitError: they have none in common.
        """
        try:
            return self._ask("merge-base", base, head).decode().split()[0]
        except GitError as fault:
            told = "the two have no history in common here; fetch the whole history of both (fetch-depth: 0)"
            raise GitError(told) from fault

    def changes(self, before: str, after: str) -> list[TreeEntry]:
        """What differs between two commits, as it is in the second; what is gone has the mode GONE."""
        plain = ("--no-renames", "--no-ext-diff", "--no-textconv")
        fields = self._list("diff-tree", "-r", "-z", "--raw", *plain, before, after)
        entries = []
        for about, path in zip(fields[::2], fields[1::2], strict=True):
            _, mode, _, blob, _ = about.split(" ")
            entries.append(TreeEntry(path, mode, blob))
        return entries

    def departures(self, before: str) -> list[Departure]:
        """The files of this folder in a commit that are not there any more as they are now, committed or not."""
        raw = self._ask(
            *("diff", "--raw", "-z", "--no-abbrev", "--find-renames", "--diff-filter=DR", "--relative"),
            *("--no-ext-diff", "--no-textconv", before, "--", "."),
        )
        fields = iter(raw.split(b"\0")[:-1])
        found = []
        for about in fields:
            _, _, blob, _, status = about.decode("ascii").split(" ")
            path = next(fields)
            found.append(Departure(path, blob, next(fields) if status.startswith("R") else b""))
        return found

    def is_clean(self) -> bool:
        """Whether all of this folder is as it was committed."""
        return not self._ask("status", "--porcelain", "--untracked-files=all", "--", ".")

    def files(self, commit: str, folder: str = "") -> list[TreeEntry]:
        """Everything that is in a commit under a folder."""
        entries = []
        for line in self._list("ls-tree", "-r", "-z", "--full-tree", commit, "--", *filter(None, [folder])):
            about, _, path = line.partition("\t")
            mode, _, blob = about.split(" ")
            entries.append(TreeEntry(path, mode, blob))
        return entries

    def sizes(self, blobs: Iterable[str]) -> dict[str, int]:
        """The number of bytes of each of some files, without reading them; -1 for one that is not here."""
        asked = "".join(f"{blob}\n" for blob in blobs).encode("ascii")
        answers = (line.split() for line in self._ask("cat-file", "--batch-check", given=asked).decode().splitlines())
        return {about[0]: int(about[2]) if about[1] == "blob" else -1 for about in answers}

    def contents(self, blobs: Iterable[str]) -> Iterator[bytes]:
        """The bytes of each of some files, as they were committed."""
        with self._call("cat-file", "--batch") as process:
            assert process.stdin
            assert process.stdout
            for blob in blobs:
                process.stdin.write(f"{blob}\n".encode("ascii"))
                process.stdin.flush()
                about = process.stdout.readline().split()
                if about[1:2] != [b"blob"]:
                    raise GitError(f"{blob}: is not in this repository; fetch the whole history (fetch-depth: 0)")
                data = process.stdout.read(int(about[2]))
                process.stdout.read(1)
                yield data

    def times(self, commits: str) -> list[int]:
        """When each commit of a range was made, newest first, in seconds since 1970.

        Commits may claim any time; what no calendar holds counts as its nearest end.
        """
        given = self._ask("log", "--format=%ct", "--end-of-options", commits).split()
        return [min(max(int(line), 0), _LATEST) for line in given]

    def trailer(self, commit: str, name: str) -> str:
        """What a line below a commit's message says, as in `Name: text`; empty when there is none."""
        asked = f"--format=%(trailers:key={name},valueonly,separator=%x0a)"
        found = self._ask("log", "-1", asked, "--end-of-options", commit).decode("utf-8", "replace").strip()
        return found.split("\n")[0]

    def branches(self, patterns: Iterable[str]) -> list[str]:
        """Full names of the references under some patterns, such as refs/remotes/origin."""
        found = self._ask("for-each-ref", "--format=%(refname)", "--", *patterns)
        return found.decode("utf-8", "replace").split("\n")[:-1]

"""Writes to git: puts files on a branch of their own in a repository, and sends branches on; or begins a repository.

Of a repository that is there the working tree, its index and the branch that is checked out stay as they are: trees are made in
an index of our own, and no hook runs.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from storyhub.system.git import FILE, GitError, Repository

_NOTHING = "0" * 40
_NOBODY = ("-c", "user.name=Story Hub", "-c", "user.email=storyhub@localhost")
"""Who commits where git does not know who works here."""


def begin(folder: Path, message: str) -> None:
    """Makes a folder a repository, and commits all that is in it; without git it is a folder as good as any."""
    if not shutil.which("git"):
        return
    git = ["git", "-C", str(folder)]
    known = subprocess.run([*git, "config", "user.email"], capture_output=True, check=False).stdout.strip()
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, *(() if known else _NOBODY), "commit", "--quiet", f"--message={message}"], check=True)


class BranchRepository(Repository):
    """A repository that gets branches."""

    def store(self, data: bytes) -> str:
        """The name of a file's bytes, which are kept in the repository."""
        return self._ask("hash-object", "-w", "--stdin", given=data).decode().strip()

    def commit_upon(self, base: str, files: Mapping[str, bytes], gone: Iterable[str], message: str, who: str) -> str:
        """A commit with some files changed, upon another; no branch leads to it yet.

        `who` is both its author and its committer, without a mail address.
        """
        lines = [f"{FILE} {self.store(data)}\t{path}\0" for path, data in files.items()]
        lines += [f"0 {_NOTHING}\t{path}\0" for path in gone]
        with tempfile.TemporaryDirectory(prefix="storyhub-index-") as passing:
            index = str(Path(passing) / "index")
            changed = "".join(lines).encode("utf-8", "surrogateescape")
            self._ask("read-tree", base, GIT_INDEX_FILE=index)
            self._ask("update-index", "-z", "--index-info", given=changed, GIT_INDEX_FILE=index)
            tree = self._ask("write-tree", GIT_INDEX_FILE=index).decode().strip()
        # A name has to have something between its angle brackets; a mail address it need not be.
        name = "".join(c for c in who if c.isprintable() and c not in "<>\n,").strip() or "Story Hub"
        people = {f"GIT_{role}_{part}": text for role in ("AUTHOR", "COMMITTER") for part, text in (("NAME", name), ("EMAIL", "inbox"))}  # fmt: skip
        arguments = ("commit-tree", "--no-gpg-sign", tree, "-p", base)
        return self._ask(*arguments, given=message.encode(), **people).decode().strip()

    def begin(self, branch: str, commit: str) -> bool:
        """Begins a branch at a commit; False where another job was first: of two at once only one can."""
        try:
            self._ask("update-ref", f"refs/heads/{branch}", commit, _NOTHING)
        except GitError:
            if self.has(f"refs/heads/{branch}"):
                return False
            raise
        return True

    def has(self, name: str) -> bool:
        """Whether there is a branch, tag or commit of this name."""
        try:
            return bool(self.commit(name))
        except GitError:
            return False

    def message_with(self, name: str, line: str) -> str:
        """The message of the latest commit up to this one that has a line; empty when none has."""
        found = self._ask("log", "-1", "--format=%B", "--fixed-strings", f"--grep={line}", "--end-of-options", name)
        return found.decode("utf-8", "replace").strip()

    @property
    def own_folder(self) -> Path:
        """Git's own folder, which checkouts of one repository share."""
        return (self.folder / self._ask("rev-parse", "--git-common-dir").decode().strip()).resolve()

    def remote_has(self, remote: str, commit: str) -> bool:
        """Whether a reference of a remote is at this commit, a branch or a request's own."""
        return any(
            line.startswith(f"{commit}\t") for line in self._over_the_net("ls-remote", "--", remote).splitlines()
        )

    def push(self, remote: str, commit: str, to: str, options: Iterable[str] = ()) -> None:
        """Sends a commit to a reference of a remote, with push options where there are any.

        Raises:
            GitError: it was refused; what the other side said is in it.
        """
        asked = [f"--push-option={option}" for option in options]
        self._over_the_net("push", "--porcelain", *asked, "--", remote, f"{commit}:{to}")

    def _over_the_net(self, *arguments: str) -> str:
        """Asks git for something that needs another place, which reading a repository never does."""
        command = ["git", "-c", f"core.hooksPath={os.devnull}", *arguments]
        given = os.environ | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
        done = subprocess.run(command, cwd=self.folder, env=given, stdin=subprocess.DEVNULL, capture_output=True)
        if done.returncode:
            raise GitError((done.stderr + done.stdout).decode("utf-8", "replace").strip())
        return done.stdout.decode("utf-8", "replace")

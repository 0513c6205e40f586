"""Real git repositories for tests: a hub on `main`, and pull requests against it made with plumbing, as an attacker would."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from hubs import story, write_hub

WHO = {
    "GIT_AUTHOR_NAME": "Noor",
    "GIT_AUTHOR_EMAIL": "noor@example.org",
    "GIT_COMMITTER_NAME": "Noor",
    "GIT_COMMITTER_EMAIL": "noor@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


class Repo:
    """A repository in which any tree can be committed, also one that git itself would not check out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / ".git").is_dir():
            folder.mkdir(parents=True)
            self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *arguments: str, stdin: bytes = b"", day: str = "2026-11-20") -> str:
        """Runs git here."""
        dates = {"GIT_AUTHOR_DATE": f"{day}T09:00:00Z", "GIT_COMMITTER_DATE": f"{day}T09:00:00Z"}
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, input=stdin, capture_output=True, env=os.environ | WHO | dates
        )
        assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
        return done.stdout.decode("utf-8", "replace").strip()

    def commit_all(self, message: str = "Begin") -> str:
        """Commits what is in the folder."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def blob(self, data: bytes) -> str:
        """Stores bytes."""
        return self.git("hash-object", "-w", "--stdin", stdin=data)

    def tree(self, *entries: tuple[str, str, str, bytes]) -> str:
        """Stores a tree of (mode, type, hash, name); no name is too strange."""
        # Git wants folders sorted as if their name ended in a slash.
        ordered = sorted(entries, key=lambda e: e[3] + (b"/" if e[1] == "tree" else b""))
        raw = b"".join(
            f"{mode.lstrip('0')} ".encode() + name + b"\0" + bytes.fromhex(h) for mode, _, h, name in ordered
        )
        return self.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", stdin=raw)

    def pull_request(
        self, *files: tuple[str, bytes, bytes], gone: tuple[str, ...] = (), day: str = "2026-11-20"
    ) -> str:
        """Commits (mode, path, content; for a submodule any hash) upon `main`, without touching a file in the folder."""
        tree = self.git("rev-parse", "main^{tree}")
        for mode, path, content in files:
            target = content.decode() if mode == "160000" else self.blob(content)
            tree = self.with_entry(tree, path.split(b"/"), mode, target)
        for path in gone:
            tree = self.with_entry(tree, path.encode().split(b"/"), "", "")
        return self.git("commit-tree", tree, "-p", "main", "-m", "A story", day=day)

    def with_entry(self, tree: str, parts: list[bytes], mode: str, target: str) -> str:
        """A tree with one entry replaced, added, or (without a target) taken out."""
        entries = {}
        if tree:
            for line in self._ls(tree):
                about, _, name = line.partition(b"\t")
                kept_mode, kind, kept = about.decode().split(" ")
                entries[name] = (kept_mode, kind, kept, name)
        name, *rest = parts
        if rest:
            below = entries[name][2] if name in entries and entries[name][1] == "tree" else ""
            entries[name] = ("40000", "tree", self.with_entry(below, rest, mode, target), name)
        elif target:
            entries[name] = (mode, "commit" if mode == "160000" else "blob", target, name)
        else:
            entries.pop(name)
        return self.tree(*entries.values())

    def _ls(self, tree: str) -> list[bytes]:
        done = subprocess.run(["git", "ls-tree", "-z", tree], cwd=self.folder, capture_output=True, check=True)
        return done.stdout.split(b"\0")[:-1]


def hub_repository(folder: Path, files: dict[str, str | bytes] | None = None) -> Repo:
    """A repository with a small hub in stories/, and stand-ins for the software around it."""
    repo = Repo(folder)
    write_hub(folder / "stories", {"2026/al-lang.md": story("Al lang"), **(files or {})})
    (folder / "hooks").mkdir()
    (folder / "hooks/storyhub_mkdocs.py").write_text("# the hook\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: Proef\ndocs_dir: stories\n", encoding="utf-8")
    (folder / "requirements.txt").write_text("", encoding="utf-8")
    repo.commit_all()
    return repo

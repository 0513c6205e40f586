"""A folder made into a git repository with a first commit."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

_NOBODY = ("-c", "user.name=Story Hub", "-c", "user.email=storyhub@localhost")
"""Who commits where git does not know who works here."""


def begin(folder: Path, message: str) -> None:
    """Commits all that is in a folder, where git is there; without git it is a folder as good as any."""
    if not shutil.which("git"):
        return
    git = ["git", "-C", str(folder)]
    known = subprocess.run([*git, "config", "user.email"], capture_output=True, check=False).stdout.strip()
    subprocess.run([*git, "init", "--quiet", "--initial-branch=main"], check=True)
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, *(() if known else _NOBODY), "commit", "--quiet", f"--message={message}"], check=True)

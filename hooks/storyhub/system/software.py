"""The software from its source: a wheel made from a checkout, or from a tag of its repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from storyhub.system.wheel_file import NotAWheelError


def from_checkout(checkout: Path, into: Path) -> Path:
    """Has a checkout make its own wheel.

    Raises:
        NotAWheelError: it is not a checkout of the software, or could not make one.
    """
    door = checkout / "scripts" / "hub.py"
    if not (checkout / "pyproject.toml").is_file() or not door.is_file():
        raise NotAWheelError(f"{checkout}: is not a checkout of the software; name a wheel, or such a folder")
    _run([sys.executable, str(door), "wheel", "--out", str(into)], f"{checkout}: could not make its wheel")
    return next(into.glob("*.whl"))


def from_tag(repository: str, tag: str, passing: Path) -> Path:
    """Fetches one tag with git, and has it make its wheel.

    Raises:
        NotAWheelError: git cannot reach it, or it could not make one.
    """
    checkout = passing / "checkout"
    command = ["git", "clone", "--quiet", "--depth=1", f"--branch={tag}", "--", repository, str(checkout)]
    _run(command, f"{tag}: git could not fetch it from {repository}")
    return from_checkout(checkout, passing / "made")


def _run(command: list[str], failure: str) -> None:
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        raise NotAWheelError(f"{failure}. It said:\n\n{done.stdout[-2000:]}{done.stderr[-2000:]}")

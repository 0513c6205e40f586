"""Installs a contestant's own packages in a folder that holds nothing else, once; pinned, so that figures can be compared."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.clock import CommandFailed, measure
from bench.peers.peer import CannotBeHad, write_text

_STAMP = ".installed"
_PIP = ("-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--quiet", "--target")


def from_pypi(folder: Path, requirement: str) -> None:
    """Put a package and what it needs into the folder; raises CannotBeHad."""
    _once(folder, requirement, [sys.executable, *_PIP, str(folder), requirement])


def from_npm(folder: Path, package: str) -> None:
    """Put a package and what it needs into the folder's node_modules; raises CannotBeHad."""
    command = [program("npm"), "install", "--no-audit", "--no-fund", "--no-save", "--loglevel=error", package]
    # Without a package.json of its own, npm would look for one in the folders above.
    _once(folder, package, command, {"package.json": '{"private": true}\n'})


def program(name: str) -> str:
    """The path of a program of this machine; raises CannotBeHad."""
    if found := shutil.which(name):
        return found
    raise CannotBeHad(f"{name} is not installed on this machine")


def _once(folder: Path, wanted: str, command: Sequence[str], files: Mapping[str, str] | None = None) -> None:
    stamp = folder / _STAMP
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, text in (files or {}).items():
        write_text(folder / name, text)
    try:
        measure(command, folder)
    except (CommandFailed, OSError, subprocess.SubprocessError) as failure:
        raise CannotBeHad(f"{wanted} could not be installed: {_reason(failure)}") from failure
    stamp.write_text(wanted, encoding="utf-8")


def _reason(failure: Exception) -> str:
    """The last line that says something, of all that an installer printed."""
    lines = [line.strip() for line in str(failure).splitlines() if "rror" in line]
    return lines[-1] if lines else str(failure).strip().splitlines()[-1]

"""Another version of the software beside the one that runs: installed in a passing folder, and asked to build a site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

_ENTER = "from storyhub.cli.main import console; console()"


class BuildFailedError(Exception):
    """A version could not be installed, or could not build the site; the message holds what it said."""


def install(version: str, wheel: Path, requirements: str, into: Path) -> Path:
    """Installs a version with the lock it came with; returns its Python.

    Raises:
        BuildFailedError: pip could not.
    """
    (into / "vendor").mkdir(parents=True)
    shutil.copy(wheel, into / "vendor" / wheel.name)
    (into / "requirements.txt").write_text(requirements, encoding="utf-8", newline="\n")
    venv.create(into / "venv", with_pip=True, clear=True)
    python = into / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes")
    _run([str(python), *pip, "-r", "requirements.txt"], into, f"{version} could not be installed")
    return python


def build(version: str, project: Path, site: Path, cache: Path, python: Path | None = None) -> None:
    """Builds the site of a project with the Python of a version; without one, with the version that runs.

    Raises:
        BuildFailedError: it could not.
    """
    command = [str(python or sys.executable), "-c", _ENTER, "build", "--site", str(site)]
    _run(command, project, f"{version} could not build your site", {"STORYHUB_CACHE": str(cache)})


def _run(command: list[str], folder: Path, failure: str, more: dict[str, str] | None = None) -> None:
    given = {**os.environ, "PIP_USER": "0", **(more or {})}
    done = subprocess.run(
        command, cwd=folder, env=given, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode:
        raise BuildFailedError(f"{failure}. It said:\n\n{done.stdout[-4000:]}{done.stderr[-4000:]}")

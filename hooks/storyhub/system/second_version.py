"""Another version of the software beside the one that runs.

Its wheel is made from its source where there is none; it is installed in a passing folder, and asked to build a site.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from storyhub.system.wheel import SoftwareError

_ENTER = "from storyhub.cli.main import console; console()"


def from_checkout(checkout: Path, into: Path) -> Path:
    """Has a checkout make its own wheel.

    Raises:
        SoftwareError: it is not a checkout of the software, or could not make one.
    """
    door = checkout / "scripts" / "hub.py"
    if not (checkout / "pyproject.toml").is_file() or not door.is_file():
        raise SoftwareError(f"{checkout}: is not a checkout of the software; name a wheel, or such a folder")
    _run([sys.executable, str(door), "wheel", "--out", str(into)], f"{checkout}: could not make its wheel")
    return next(into.glob("*.whl"))


def from_tag(repository: str, tag: str, passing: Path) -> Path:
    """Fetches one tag with git, and has it make its wheel.

    Raises:
        SoftwareError: git cannot reach it, or it could not make one.
    """
    checkout = passing / "checkout"
    command = ["git", "clone", "--quiet", "--depth=1", f"--branch={tag}", "--", repository, str(checkout)]
    _run(command, f"{tag}: git could not fetch it from {repository}")
    return from_checkout(checkout, passing / "made")


def install(version: str, wheel: Path, requirements: str, into: Path) -> Path:
    """Installs a version with the lock it came with; returns its Python.

    Raises:
        SoftwareError: pip could not.
    """
    (into / "vendor").mkdir(parents=True)
    shutil.copy(wheel, into / "vendor" / wheel.name)
    (into / "requirements.txt").write_text(requirements, encoding="utf-8", newline="\n")
    venv.create(into / "venv", with_pip=True, clear=True)
    python = into / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes")
    _run([str(python), *pip, "-r", "requirements.txt"], f"{version} could not be installed", into, PIP_USER="0")
    return python


def build(version: str, project: Path, site: Path, cache: Path, python: Path | None = None) -> None:
    """Builds the site of a project with the Python of a version; without one, with the version that runs.

    Raises:
        SoftwareError: it could not.
    """
    command = [str(python or sys.executable), "-c", _ENTER, "build", "--site", str(site)]
    _run(command, f"{version} could not build your site", project, STORYHUB_CACHE=str(cache))


def _run(command: list[str], failure: str, folder: Path | None = None, **variables: str) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **variables},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise SoftwareError(f"{failure}. It said:\n\n{done.stdout[-4000:]}{done.stderr[-4000:]}")

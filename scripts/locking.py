"""The verb `lock`: write requirements.txt and requirements-test.txt again from their .in files.

uv does it, because pip cannot yet write one lock for every system and every Python. The locks hold
names, versions and hashes, and no address of the place where they came from.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import bootstrap

UV = "0.13.9"
FLAGS = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--no-header")
# In this order: requirements-test.in keeps to the versions that requirements.txt has chosen.
LOCKS = ("requirements", "requirements-test")
HELP = """Usage: python3 scripts/hub.py lock [...]

Writes requirements.txt and requirements-test.txt from their .in files; versions that still fit stay.
Extra arguments go to `uv pip compile`: --upgrade for all the newest, --upgrade-package NAME for one."""


def main(argv: list[str], root: Path) -> int:
    """Lock the requirements; returns uv's exit code."""
    extra = argv[1:]
    if extra in (["-h"], ["--help"]):
        print(HELP)
        return 0
    _provide_uv(root)
    for name in LOCKS:
        command = ["uv", "pip", "compile", *FLAGS, *extra, f"{name}.in", "-o", f"{name}.txt"]
        print(f"{name}.in -> {name}.txt", flush=True)
        code = subprocess.run([sys.executable, "-m", *command], cwd=root, stdout=subprocess.DEVNULL).returncode
        if code:
            return code
    return 0


def _provide_uv(root: Path) -> None:
    """Install the uv that the locks are made with, unless it is there."""
    try:
        present = version("uv")
    except PackageNotFoundError:
        present = None
    if present != UV:
        bootstrap.say(f"Installing uv {UV}")
        bootstrap.install(root, [f"uv=={UV}"])

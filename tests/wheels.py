"""The software as a wheel, and hubs that are begun from it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from hubs import PROJECT, ROOT
from storyhub.cli.main import main

NAME = "Zorg & Zo"


def make_wheel(into: Path) -> Path:
    command = [sys.executable, str(ROOT / "scripts/hub.py"), "wheel", "--out", str(into)]
    subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return next(into.glob("*.whl"))


def init(folder: Path, wheel: Path, *more: str) -> Path:
    given = ["--yes", "--name", NAME, "--languages", "nl,en", "--mail", "verhalen@zorg.example", "--wheel", str(wheel)]
    assert main(["init", str(folder), *given, *more], PROJECT) == 0
    return folder

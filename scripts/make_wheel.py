"""The verbs `wheel` and `init` of a checkout: make the package, and begin an organisation's own hub with it."""

from __future__ import annotations

import argparse
import contextlib
import tempfile
from pathlib import Path

from storyhub.cli.main import main as carry_out


def main(argv: list[str], root: Path) -> int:
    """Carry out one of the two verbs; returns its exit code."""
    if argv[0] == "init":
        if any(word in argv for word in ("-h", "--help", "--wheel")):
            return carry_out(argv, root)
        with tempfile.TemporaryDirectory(prefix="storyhub-wheel-") as passing:
            return carry_out([*argv, "--wheel", str(make_wheel(root, Path(passing)))], root)
    parser = argparse.ArgumentParser(prog="hub.py wheel", description="Make the package story-hub.")
    parser.add_argument("--out", metavar="DIR", type=Path, default=root / "dist", help="default: dist/")
    print(make_wheel(root, parser.parse_args(argv[1:]).out))
    return 0


def make_wheel(root: Path, into: Path) -> Path:
    """Write the wheel of this checkout into a folder; the same checkout gives the same bytes."""
    from hatchling.build import build_wheel  # PEP 517: works in the folder that pyproject.toml is in

    into.mkdir(parents=True, exist_ok=True)
    with contextlib.chdir(root):
        return into / build_wheel(str(into.resolve()))

"""`build`: makes the website."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.cli import engine

SUMMARY = "Make the website."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    engine.arguments(parser)
    parser.add_argument(
        "--site", metavar="DIR", type=Path, help="the folder to make it in (default: site_dir of mkdocs.yml)"
    )
    parser.add_argument("--strict", action="store_true", help="make nothing when a story has an error")


def run(options: argparse.Namespace, root: Path) -> int:
    """Builds the site once."""
    given = {"site_dir": options.site, "strict": options.strict or None}
    return engine.with_engine(options, root, lambda made_by, file, more: made_by.build(file, **given, **more))

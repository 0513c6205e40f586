"""`new`: makes a story from a few questions, in the terminal."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.cli import asking

SUMMARY = "Make a story from a few questions; prints its file and the name of its branch."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    asking.arguments(parser)


def run(options: argparse.Namespace, root: Path) -> int:
    """Asks, and writes the story."""
    from storyhub.compose.draft import Draft

    asking.finish(Draft(), options, root)
    return 0

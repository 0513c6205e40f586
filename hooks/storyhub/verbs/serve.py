"""`serve`: shows the hub on this computer, and refreshes it at every change."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.verbs import engine

SUMMARY = "Show the hub on this computer, and refresh it at every change."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    engine.arguments(parser)
    parser.add_argument("--port", type=int, default=8000, help="default: 8000")
    parser.add_argument("--open", action="store_true", help="open it in the browser")


def run(options: argparse.Namespace, root: Path) -> int:
    """Serves the site until it is stopped."""
    given = {"open_in_browser": options.open, "dev_addr": f"127.0.0.1:{options.port}"}
    return engine.with_engine(options, root, lambda served_by, file, more: served_by.serve(file, **given, **more))

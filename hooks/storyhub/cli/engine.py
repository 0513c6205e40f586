"""The site generator as verbs use it: its arguments, its log on the terminal, and its failures as an exit code."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from storyhub_engine import SiteFailed, load_engine

from storyhub.cli import shared_options


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every verb that makes a site."""
    shared_options.arguments(parser)
    parser.add_argument("--engine", choices=("mkdocs", "properdocs"), help="what publishes the site (default: mkdocs)")
    parser.add_argument("--drafts", action="store_true", help="show drafts and stories held until later, for a preview")


def with_engine(options: argparse.Namespace, root: Path, run: Callable[..., None]) -> int:
    """Calls `run(engine, config file, settings that replace those in it)`."""
    file, stories = shared_options.config(options, root), shared_options.stories(options, root)
    if options.drafts:
        os.environ["STORYHUB_DRAFTS"] = "1"
    told: set[str] = set()
    try:
        engine = load_engine(options.engine)
        with _logged_to_terminal(engine.logger) as told:
            run(engine, file, {"docs_dir": stories})
    except SiteFailed as fault:
        if str(fault) not in told:
            print(f"hub.py: {fault}", file=sys.stderr)
        return 1
    return 0


@contextmanager
def _logged_to_terminal(logger: logging.Logger) -> Iterator[set[str]]:
    """Shows what the engine logs while this lasts; errors are in the set."""
    errors: set[str] = set()

    def is_shown(record: logging.LogRecord) -> bool:
        if record.levelno >= logging.ERROR:
            errors.add(record.getMessage())
        # What the engine says of its own work is of no use, such as the passing folder that it builds in.
        return record.levelno >= logging.WARNING or "hooks" in record.name or "livereload" in record.name

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(is_shown)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield errors
    finally:
        logger.removeHandler(handler)

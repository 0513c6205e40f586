"""`import`: makes stories of Word documents, and of Markdown files with other front matter."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from storyhub.cli import new, shared_options
from storyhub.compose.draft import NotImportedError
from storyhub.compose.imports import read
from storyhub.model.i18n import catalogue
from storyhub.model.issues import one_line
from storyhub.model.messages import said
from storyhub.system.failures import CannotError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    new.arguments(parser)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a .docx, .docm, .md or .markdown file")


def run(options: argparse.Namespace, root: Path) -> int:
    """Reads each file, asks for what it does not hold, and writes the story; one that cannot be read stops no other."""
    failed = 0
    for file in options.files:
        try:
            _import(file, options, root)
        except CannotError as fault:
            if len(options.files) == 1:
                raise
            print(one_line(f"hub.py import: {file}: {fault}"), file=sys.stderr)
            failed = 2
    return failed


def _import(file: Path, options: argparse.Namespace, root: Path) -> None:
    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    try:
        draft = read(file, folder, settings.language)
    except NotImportedError as fault:
        told = said(fault.told, catalogue(settings.language).gettext)
        raise shared_options.UsageError(f"{file}: {told}") from fault
    new.finish(draft, options, root)

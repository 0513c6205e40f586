"""`import`: makes stories of Word documents, and of Markdown files with other front matter."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.cli import asking, shared_options

SUMMARY = "Make stories of Word documents (.docx) and of Markdown files with other front matter (Jekyll, Hugo)."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    asking.arguments(parser)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a .docx, .md or .markdown file")


def run(options: argparse.Namespace, root: Path) -> int:
    """Reads each file, asks for what it does not hold, and writes the story."""
    from storyhub.compose.imports import NotImportedError, read

    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    for file in options.files:
        try:
            draft = read(file, folder, settings.language)
        except NotImportedError as fault:
            raise shared_options.UsageError(f"{file}: {fault}") from fault
        asking.finish(draft, options, root)
    return 0

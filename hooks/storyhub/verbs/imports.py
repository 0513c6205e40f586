"""`import`: makes stories of Word documents, and of Markdown files with other front matter."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.verbs import asking, project

SUMMARY = "Make stories of Word documents (.docx) and of Markdown files with other front matter (Jekyll, Hugo)."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    asking.arguments(parser)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a .docx, .md or .markdown file")


def run(options: argparse.Namespace, root: Path) -> int:
    """Reads each file, asks for what it does not hold, and writes the story."""
    from storyhub.imports import NotImportedError, read

    folder, settings = project.stories(options, root), project.settings(options, root)
    for file in options.files:
        try:
            draft = read(file, folder, settings.language)
        except NotImportedError as fault:
            raise project.UsageError(f"{file}: {fault}") from fault
        asking.finish(draft, options, root)
    return 0

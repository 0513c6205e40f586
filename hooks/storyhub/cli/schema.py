"""`schema`: prints what a story's front matter may hold."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from storyhub.read.schema import as_json_schema, as_table


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    told = "JSON Schema, or a Markdown table (default: json)"
    parser.add_argument("--format", choices=("json", "table"), default="json", help=told)


def run(options: argparse.Namespace, root: Path) -> int:
    """Prints the schema."""
    print(as_table() if options.format == "table" else json.dumps(as_json_schema(), indent=2, ensure_ascii=False))
    return 0

"""`suggest`: says which values a story seems to be about, and why."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from storyhub.assemble import checked
from storyhub.cli import shared_options
from storyhub.model.settings import today
from storyhub.model.story import retired
from storyhub.read.hub import shards_of
from storyhub.tag.suggest import as_text, read_asked, suggest


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="stories or folders")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(options: argparse.Namespace, root: Path) -> int:
    """Prints the ranked values of each story that is asked about."""
    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    store = shared_options.store(root, folder)
    asked, faults = read_asked([_found(path, folder) for path in options.paths], settings.language)
    hub = checked(folder, settings, store)
    if not hub.values:
        raise shared_options.UsageError(f"{folder / 'values.yml'}: names no value; name one; see docs/tagging.md")
    past = retired(hub.values, today(settings))
    found = suggest(hub, asked, shards_of(folder, settings.language, store), store, past)
    print(json.dumps(found, indent=1) if options.format == "json" else as_text(found))
    for issue in faults:
        print(issue, file=sys.stderr)
    return int(bool(faults))


def _found(path: Path, folder: Path) -> Path:
    """A story or folder anywhere, else one in the folder of stories."""
    for candidate in (path, folder / path):
        if candidate.exists():
            return candidate
    raise shared_options.UsageError(f"{path}: there is no such story or folder; name a story, or a folder of them")

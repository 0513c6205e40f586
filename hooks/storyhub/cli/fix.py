"""`fix`: writes the lines of a story as `check` says they should be, after showing each before and after."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.cli import paths, shared_options
from storyhub.cli.shared_options import UsageError
from storyhub.model.issues import harmless_line, without_commands
from storyhub.review.corrections import changes, corrected, issues_of
from storyhub.system import atomic_files

_KINDS = ("[0-9][0-9][0-9][0-9]/*.md", "ambassadors/*.md")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    parser.add_argument("files", metavar="FILE", nargs="+", type=Path, help="a story or a profile")
    parser.add_argument("--yes", action="store_true", help="write without asking")


def run(options: argparse.Namespace, root: Path) -> int:
    """Shows what would change in each file, and writes it; 1 when something was to be written and was not.

    Raises:
        UsageError: a file is not a story or profile of the hub.
    """
    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    left = False
    for place in dict.fromkeys(paths.place(file, folder) for file in options.files):
        file, seen = _file(folder, place), paths.as_seen(folder / place)
        before = file.read_bytes()
        after = corrected(before, issues_of(folder, place, settings))
        if after == before:
            print(harmless_line(f"{seen}: nothing to write; `check` says what only its writer can fix"))
            continue
        for number, old, new in changes(before, after):
            print(
                harmless_line(f"{seen}:{number}:"),
                f"  - {without_commands(old)}",
                f"  + {without_commands(new)}",
                sep="\n",
            )
        if options.yes or shared_options.agreed("Write this?"):
            _write(file, after)
            print(harmless_line(f"{seen}: written"))
        else:
            left = True
            print(harmless_line(f"{seen}: left as it was"))
    return int(left)


def _file(folder: Path, place: str) -> Path:
    file = folder / place
    if not file.is_file() or file.is_symlink() or not any(Path(place).match(kind) for kind in _KINDS):
        raise UsageError(f"{place}: is not a story; fix takes files such as {folder}/2026/a-story.md")
    return file


def _write(file: Path, text: bytes) -> None:
    """Writes beside the file and puts it in its place, so that no half of it is ever there."""
    mode = file.stat().st_mode
    try:
        atomic_files.write(file, text)
    except atomic_files.WritingFailedError as fault:
        raise UsageError(f"{fault}; nothing was changed") from fault
    file.chmod(mode)

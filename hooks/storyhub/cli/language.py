"""`language`: begins or goes on with a catalogue of the interface in a language."""

from __future__ import annotations

import argparse
from pathlib import Path

from babel import Locale, UnknownLocaleError

from storyhub.cli.shared_options import UsageError
from storyhub.compose.catalogue import missing, texts, to_fill_in, unfit
from storyhub.system.atomic_files import write


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which language."""
    parser.add_argument("code", metavar="CODE", help="of the language, such as de")


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes the catalogue; what it holds already stays. Says how much of the language there is.

    Raises:
        UsageError: there is no such language, or the file that is there cannot be read.
    """
    code: str = options.code
    file = root / "overrides" / "locales" / f"{code}.po"
    try:
        name = Locale.parse(code).get_display_name("en")
    except (UnknownLocaleError, ValueError) as fault:
        raise UsageError(f"found {code!r}; the code of a language is allowed, such as de; correct it") from fault
    try:
        content = to_fill_in(code, file)
    except ValueError as fault:
        raise UsageError(str(fault)) from fault
    file.parent.mkdir(parents=True, exist_ok=True)
    write(file, content)
    place = file.relative_to(root)
    number = len(texts())
    print(f"{place}: {name}, {number - len(missing(code, file))} of {number} texts are translated.")
    for line, text in unfit(file):
        print(f"{place}:{line}: {text!r}: its translation has other %(…)s words; write the same ones")
    print(f"Translate what is empty; put {code} into `languages` in mkdocs.yml; `hub.py serve` shows it.")
    return 0

"""The command line: hands a verb's words to the module that does it beside it."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from storyhub.cli.shared_options import UsageError
from storyhub.model.issues import one_line

SERVE = "serve"
VERBS = (
    SERVE,
    "build",
    "check",
    "suggest",
    "schema",
    "new",
    "import",
    "intake",
    "review",
    "report",
    "publish",
    "rollback",
    "withdraw",
    "doctor",
)


def main(argv: Sequence[str], root: Path) -> int:
    """Carries out one verb of the hub in `root`; the verb is argv's first word."""
    verb = argv[0] if argv else ""
    if verb not in VERBS:
        print(one_line(f"hub.py: there is no verb {verb!r}; allowed are {', '.join(VERBS)}"), file=sys.stderr)
        return 2
    home = _module_of(verb)
    parser = _Parser(prog=f"hub.py {verb}", description=home.SUMMARY)
    home.arguments(parser)
    options = parser.parse_args(argv[1:])
    if verb != SERVE:
        # Looking for cycles of objects among all stories costs more than what it would free before the process ends.
        gc.disable()
    try:
        return int(home.run(options, root))
    except UsageError as fault:
        print(one_line(f"hub.py {verb}: {fault}"), file=sys.stderr)
        return 2
    finally:
        # Nor at the very end, when Python would look through all that is still there once more.
        gc.freeze()


def _module_of(verb: str) -> Any:
    """The module of a verb; only that is imported, so that none waits for what another needs."""
    match verb:
        case "serve":
            from storyhub.cli import serve

            return serve
        case "build":
            from storyhub.cli import build

            return build
        case "check":
            from storyhub.cli import check

            return check
        case "suggest":
            from storyhub.cli import suggest

            return suggest
        case "schema":
            from storyhub.cli import schema

            return schema
        case "new":
            from storyhub.cli import new

            return new
        case "import":
            from storyhub.cli import import_

            return import_
        case "intake":
            from storyhub.cli import intake

            return intake
        case "review":
            from storyhub.cli import review

            return review
        case "publish":
            from storyhub.cli import publish

            return publish
        case "rollback":
            from storyhub.cli import rollback

            return rollback
        case "withdraw":
            from storyhub.cli import withdraw

            return withdraw
        case "doctor":
            from storyhub.cli import doctor

            return doctor
        case _:
            from storyhub.cli import report

            return report


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong: an argument may be the name of a file that somebody else chose."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))

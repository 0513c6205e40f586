"""The command line: hands a verb's words to the module that does it beside it."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from storyhub import __version__
from storyhub.cli.shared_options import UsageError
from storyhub.model.issues import one_line
from storyhub.system.atomic_files import WritingFailedError
from storyhub.system.failures import FileFault

SERVE = "serve"
VERBS = (
    SERVE,
    "init",
    "build",
    "check",
    "fix",
    "suggest",
    "schema",
    "new",
    "import",
    "intake",
    "review",
    "inbox",
    "tell",
    "report",
    "listen",
    "digest",
    "desk",
    "booklet",
    "publish",
    "rollback",
    "withdraw",
    "doctor",
    "language",
    "test",
    "upgrade",
)


def main(argv: Sequence[str], root: Path) -> int:
    """Carries out one verb of the hub in `root`; the verb is argv's first word."""
    verb = argv[0] if argv else "--help"
    if verb in ("-h", "--help", "--version"):
        print(f"storyhub {__version__}" if verb == "--version" else _usage())
        return 0
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
    except (UsageError, WritingFailedError, FileFault) as fault:
        for line in str(fault).split("\n"):
            print(one_line(f"hub.py {verb}: {line}"), file=sys.stderr)
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
        case "init":
            from storyhub.cli import init

            return init
        case "build":
            from storyhub.cli import build

            return build
        case "check":
            from storyhub.cli import check

            return check
        case "fix":
            from storyhub.cli import fix

            return fix
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
        case "listen":
            from storyhub.cli import listen

            return listen
        case "digest":
            from storyhub.cli import digest

            return digest
        case "desk":
            from storyhub.cli import desk

            return desk
        case "booklet":
            from storyhub.cli import booklet

            return booklet
        case "inbox":
            from storyhub.cli import inbox

            return inbox
        case "tell":
            from storyhub.cli import tell

            return tell
        case "publish":
            from storyhub.cli import publish

            return publish
        case "rollback":
            from storyhub.cli import rollback

            return rollback
        case "withdraw":
            from storyhub.cli import withdraw

            return withdraw
        case "language":
            from storyhub.cli import language

            return language
        case "doctor":
            from storyhub.cli import doctor

            return doctor
        case "test":
            from storyhub.cli import test

            return test
        case "upgrade":
            from storyhub.cli import upgrade

            return upgrade
        case _:
            from storyhub.cli import report

            return report


def console() -> None:
    """The command `storyhub` of an installed package: the hub is the folder it is given in."""
    sys.exit(main(sys.argv[1:], Path.cwd()))


def _usage() -> str:
    lines = [f"  {verb:<9} {_module_of(verb).SUMMARY}" for verb in VERBS]
    return "\n".join(["Usage: storyhub VERB [...]", "", *lines, "", "`storyhub VERB --help` says more about one verb."])


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong: an argument may be the name of a file that somebody else chose."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))

"""The command line: hands a verb's words to the module that does it beside it."""

from __future__ import annotations

import argparse
import gc
import keyword
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from storyhub import __version__
from storyhub.model.issues import one_line
from storyhub.system.atomic_files import WritingFailedError
from storyhub.system.failures import CannotError, FileFault

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
    from storyhub.model.settings import SettingsError  # here, as whoever asks for help need not wait for it

    if verb != SERVE:
        # Looking for cycles of objects among all stories costs more than what it would free before the process ends.
        gc.disable()
    try:
        return int(home.run(options, root))
    except (CannotError, SettingsError, WritingFailedError, FileFault) as fault:
        for line in str(fault).split("\n"):
            print(one_line(f"hub.py {verb}: {line}"), file=sys.stderr)
        return 2
    finally:
        # Nor at the very end, when Python would look through all that is still there once more.
        gc.freeze()


def _module_of(verb: str) -> Any:
    """The module of a verb; only that is imported, so that none waits for what another needs."""
    return import_module(f"{__package__}.{verb}{'_' if keyword.iskeyword(verb) else ''}")


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

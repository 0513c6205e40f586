"""The command line: hands a verb's words to the module that does it (`verbs/`)."""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from storyhub.cli.shared_options import UsageError
from storyhub.model.issues import one_line

SERVE = "serve"
VERBS = (SERVE, "build", "check", "suggest", "schema", "new", "import", "intake", "review", "report")
_HOMES = {"import": "import_"}
"""The module of a verb, where it cannot have its name."""


def main(argv: Sequence[str], root: Path) -> int:
    """Carries out one verb of the hub in `root`; the verb is argv's first word."""
    verb = argv[0] if argv else ""
    if verb not in VERBS:
        print(one_line(f"hub.py: there is no verb {verb!r}; allowed are {', '.join(VERBS)}"), file=sys.stderr)
        return 2
    # Only the verb that is asked for is imported: none waits for what another needs.
    home: Any = importlib.import_module(f"storyhub.cli.{_HOMES.get(verb, verb)}")
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


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong: an argument may be the name of a file that somebody else chose."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))

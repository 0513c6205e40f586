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
from storyhub.model.settings import SettingsError
from storyhub.system.atomic_files import WritingFailedError
from storyhub.system.failures import CannotError, FileFault

SERVE = "serve"
VERBS = {
    SERVE: "Show the hub on this computer, and refresh it on every change.",
    "init": "Start your organisation's own hub: a folder with its settings, values, pages and a first story.",
    "build": "Make the website.",
    "check": "Read the stories and list what stops them, and advice.",
    "fix": "Write the lines of a story as `check` says they should be; shows them before and after, and asks.",
    "suggest": "Say which values a story seems to be about, and why.",
    "schema": "Print what a story's front matter may hold.",
    "new": "Make a story from a few questions; prints its file and how to send it.",
    "import": "Make stories out of Word documents (.docx) and Markdown files with other front matter (Jekyll, Hugo …).",
    "intake": "Take the stories out of a pull request as data: nothing of it is checked out or run.",
    "review": "Make one page about a pull request: how its stories will look, what is safe, and what only a person can judge.",
    "inbox": "Make a branch of each story that arrived by mail, checked as a pull request is, and answer whoever sent it.",
    "tell": "Tell whoever sent a story by mail that it is published, answered or stopped; each thing once.",
    "report": "Report what is heard and what is not, what is waiting, what was stopped and why, and what needs an answer.",
    "listen": "List what could be better and waits for an answer: from whom, and for how long.",
    "digest": "Sum up what is new since a day, as an email and for a chat program.",
    "desk": "Make the desk for comms: what is waiting, a form for answers, advice, the report.",
    "booklet": "Make a small book of chosen stories, to print from the browser.",
    "publish": "Make the website, verify it, and put it on its server in one step.",
    "rollback": "Give readers an earlier release again, without anything withdrawn since.",
    "withdraw": "Withdraw a story: a notice takes its place, and says who asked for it.",
    "doctor": "Check whether settings, this computer and a live site are in order, and say what to do.",
    "language": "Write a file with every text of the interface, to be translated into a language.",
    "test": "Check your content and settings: every page, link, picture, setting and translation.",
    "upgrade": "Upgrade to a new version of the software: first see what it changes, then decide.",
}
"""What each verb does, in a sentence for its help."""


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
    parser = _Parser(prog=f"hub.py {verb}", description=VERBS[verb])
    home.arguments(parser)
    options = parser.parse_args(argv[1:])
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
    lines = [f"  {verb:<9} {summary}" for verb, summary in VERBS.items()]
    return "\n".join(["Usage: storyhub VERB [...]", "", *lines, "", "`storyhub VERB --help` says more about one verb."])


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong: an argument may be the name of a file that somebody else chose."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))

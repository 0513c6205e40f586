#!/usr/bin/env python3
"""The door of the Story Hub: one command, `python3 scripts/hub.py VERB`, for all that can be done with it.

It needs nothing but Python itself: the first run makes `.venv` with what the hub is built on, and every
run goes on inside it. This file keeps to what any Python 3.6 can read, so that an old Python gets a
sentence instead of a syntax error; all else is imported after that check.
"""

import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(
        "Story Hub needs Python {}.{} or newer; this is Python {}.{}.\n"
        "Install a newer one (https://www.python.org/downloads/) and start hub.py with it, "
        "for example: python3.13 scripts/hub.py serve".format(*OLDEST, *sys.version_info[:2])
    )

import atexit
import importlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INTERRUPTED = 130  # what shells expect after Ctrl-C
PIPE_CLOSED = 141  # and when the reader of our output has gone, as with `| head`

# Every verb: what it does, and the module whose main(argv, root) does it. A new verb is one line here.
SOFTWARE = (ROOT / "hooks" / "storyhub").is_dir()  # else it is an organisation's own hub, and the software is a package
VERBS = {
    "serve": ("show the hub on this computer, and refresh it on every change", "storyhub.cli.main"),
    "build": ("make the website, ready to be put on a server", "storyhub.cli.main"),
    "check": ("read the stories and list what stops them, and advice", "storyhub.cli.main"),
    "fix": ("write the lines of a story as `check` says they should be, after showing them", "storyhub.cli.main"),
    "suggest": ("say which values a story seems to be about, and why", "storyhub.cli.main"),
    "schema": ("print what a story's front matter may hold, for editors and programs", "storyhub.cli.main"),
    "new": ("make a story from a few questions", "storyhub.cli.main"),
    "import": ("make a story from a Word document, or from a Markdown file from elsewhere", "storyhub.cli.main"),
    "intake": ("take the stories out of a pull request as data", "storyhub.cli.main"),
    "review": ("make one page about a pull request, for whoever decides about its stories", "storyhub.cli.main"),
    "inbox": ("make a branch of each story that arrived by mail, and answer whoever sent it", "storyhub.cli.main"),
    "tell": ("tell whoever sent a story by mail that it is published, answered or stopped", "storyhub.cli.main"),
    "report": ("report what is heard, what is waiting and what needs an answer, for a meeting", "storyhub.cli.main"),
    "listen": ("list what could be better and waits for an answer: from whom, and for how long", "storyhub.cli.main"),
    "digest": ("sum up what is new since a day, as an email and for a chat program", "storyhub.cli.main"),
    "desk": ("make the desk for comms: what is waiting, a form for answers, advice, the report", "storyhub.cli.main"),
    "booklet": ("make a small book of chosen stories, to print from the browser", "storyhub.cli.main"),
    "publish": ("make the website, verify it, and put it on its server in one step", "storyhub.cli.main"),
    "rollback": ("go back to an earlier release, without what was withdrawn since", "storyhub.cli.main"),
    "withdraw": ("take a story back: a notice stays, the rest goes", "storyhub.cli.main"),
    "doctor": ("check whether settings, this computer and a live site are in order", "storyhub.cli.main"),
    "language": (
        "write a file with every text of the interface, to be translated into a language",
        "storyhub.cli.main",
    ),
    "init": ("start your organisation's own hub in a new folder", "make_wheel" if SOFTWARE else "storyhub.cli.main"),
}
if not SOFTWARE:
    VERBS["test"] = ("check your content and settings: every page, link, picture and translation", "storyhub.cli.main")
    VERBS["upgrade"] = ("take in a new version of the software, after seeing what it changes", "storyhub.cli.main")
else:
    VERBS.update(
        {
            "test": ("check and test the hub itself (extra arguments go to pytest)", "testing"),
            "bench": ("measure the hub beside other site generators", "bench.command"),
            "wheel": ("make the package that organisations' own hubs are built on", "make_wheel"),
            "lock": ("choose the newest allowed version of every requirement", "locking"),
        }
    )
_TESTS = ("requirements.txt", "requirements-test.txt")  # with a browser among them
LOCKS = {verb: _TESTS for verb in ("test", "bench", "wheel", "init") if SOFTWARE}  # other verbs need the first alone


def usage() -> str:
    """Return the help of the door itself: every verb with its line."""
    lines = ["  {:<9} {}".format(verb, line) for verb, (line, _) in VERBS.items()]
    return "\n".join(
        [
            "Usage: python3 scripts/hub.py VERB [...]",
            "",
            *lines,
            "",
            "`python3 scripts/hub.py VERB --help` says more about one verb. New here? Start with: serve",
        ]
    )


def unknown(verb: str) -> str:
    """Return what to say about a verb that does not exist."""
    import difflib

    close = difflib.get_close_matches(verb, VERBS, n=1)
    hint = " Did you mean {}?".format(close[0]) if close else ""
    return "hub.py: there is no verb {!r}.{}\n\n{}".format(verb, hint, usage())


def main(argv: list[str]) -> int:
    """Carry out one verb and return its exit code; 2 when the verb is missing or unknown."""
    if argv and argv[0] in ("-h", "--help", "help"):
        print(usage())
        return 0
    if argv[:1] != ["--version"] and (not argv or argv[0] not in VERBS):
        print(unknown(argv[0]) if argv else usage(), file=sys.stderr)
        return 2
    import bootstrap

    try:
        bootstrap.prepare(ROOT, LOCKS.get(argv[0], ("requirements.txt",)))
    except bootstrap.CannotPrepare as reason:
        print("hub.py: {}".format(reason), file=sys.stderr)
        return 1
    if not bootstrap.is_inside(ROOT):
        return bootstrap.enter(ROOT, [str(Path(__file__).resolve()), *argv])
    return carry_out(argv)


def carry_out(argv: list[str]) -> int:
    """Hand the verb to the module that does it; runs inside .venv."""
    for stream in (sys.stdout, sys.stderr):  # the same bytes in every console, pipe and CI log
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.path.insert(0, str(ROOT / "hooks"))
    sys.path.append(str(ROOT))  # last: for `bench`, and nothing else here may hide a package
    home = VERBS[argv[0]][1] if argv[0] in VERBS else "storyhub.cli.main"
    run = importlib.import_module(home).main
    return int(run(argv, root=ROOT))


def guarded(argv: list[str]) -> int:
    """Carry out a verb; Ctrl-C or a closed pipe ends it without a traceback."""
    try:
        code = main(argv)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes stdout once more at exit; that must not fail a second time.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


ended: "list[int]" = []  # the exit code, once a verb has come to its end


def leave() -> None:
    """End the process at once: to take apart one by one what it knew of ten thousand stories takes longer than some verbs."""
    if ended:
        for stream in (sys.stdout, sys.stderr):
            try:  # noqa: SIM105 - what would be imported for a shorter way costs every run two milliseconds
                stream.flush()
            except (OSError, ValueError):  # closed, or nobody reads any more
                pass
        os._exit(ended[0])


if __name__ == "__main__":
    atexit.register(leave)  # the first to be registered is the last to be called
    ended.append(guarded(sys.argv[1:]))
    sys.exit(ended[0])

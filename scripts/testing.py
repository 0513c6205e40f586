"""The verb `test`: everything that has to hold before a change is merged, each step with its heading.

The whole suite runs under MkDocs, and then all tests that touch an engine run again under ProperDocs:
a test that uses the fixture `engine`, itself or through another fixture, is such a test.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import browser
import servers

HELP = """Usage: python3 scripts/hub.py test [...]

Alone: ruff, mypy, and the tests under MkDocs and under ProperDocs; makes sure that there is a browser.
With arguments: one run of pytest with those arguments, under the engine that STORYHUB_ENGINE names
(mkdocs or properdocs; MkDocs when it names none), for example: test tests/test_door.py -k help"""

PARALLEL = ("-n", "auto", "--dist", "loadfile")  # a file's tests share what they built


@dataclass(frozen=True)
class Step:
    """One thing to run, as `python -m …`."""

    title: str
    module: tuple[str, ...]
    engine: str = "mkdocs"


STEPS = (
    Step("ruff check", ("ruff", "check", ".")),
    Step("ruff format", ("ruff", "format", "--check", ".")),
    Step("mypy", ("mypy",)),
    Step("pytest under properdocs", ("pytest", *PARALLEL, "-m", "engine"), "properdocs"),
    Step("pytest under mkdocs", ("pytest", *PARALLEL)),
)


@dataclass(frozen=True)
class Outcome:
    """What came of a step; the last line is the tool's own summary."""

    step: Step
    passed: bool
    seconds: float
    last_line: str


def main(argv: list[str], root: Path, steps: tuple[Step, ...] = STEPS) -> int:
    """Run every step, or pytest alone when there are arguments; returns 0 when all passed."""
    extra = argv[1:]
    if extra in (["-h"], ["--help"]):
        print(HELP)
        return 0
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        # A shell starts what runs in the background like this, and `serve`, which ends with Ctrl-C, would inherit it.
        signal.signal(signal.SIGINT, signal.default_int_handler)
    chosen = browser.find() if extra else browser.find_or_install()
    if chosen is None and not extra:
        print(browser.ADVICE, file=sys.stderr)
        return 1
    if extra:
        engine = os.environ.get("STORYHUB_ENGINE", "mkdocs")
        command = [sys.executable, "-m", "pytest", *extra]
        return subprocess.run(command, cwd=root, env=_environment(engine, chosen)).returncode
    servers.install_missing()
    outcomes = [_run(step, root, chosen) for step in steps]
    _print_total(outcomes)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def _environment(engine: str, chosen: Path | None) -> dict[str, str]:
    """Return the environment of a step: this one, but stricter, and the same on every machine."""
    env = {**os.environ, "STORYHUB_ENGINE": engine, "PYTHONWARNDEFAULTENCODING": "1"}
    env.pop("PYTHONUTF8", None)  # it would hide a forgotten encoding="utf-8"
    return {**env, browser.VARIABLE: str(chosen)} if chosen else env


def _run(step: Step, root: Path, chosen: Path | None) -> Outcome:
    """Run one step, passing on what it prints as it comes."""
    print(f"\n== {step.title} ==", flush=True)
    start = time.monotonic()
    color = ["--color=yes"] if step.module[0] == "pytest" and sys.stdout.isatty() else []
    command = [sys.executable, "-m", *step.module, *color]
    tail = b""
    with subprocess.Popen(
        command,
        cwd=root,
        env=_environment(step.engine, chosen),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        bufsize=0,
    ) as process:
        while process.stdout and (chunk := process.stdout.read(8192)):
            sys.stdout.buffer.write(chunk)
            sys.stdout.buffer.flush()
            tail = (tail + chunk)[-4096:]
    lines = tail.decode("utf-8", errors="replace").split("\n")
    last_line = next((line.strip() for line in reversed(lines) if line.strip()), "")
    return Outcome(step, process.returncode == 0, time.monotonic() - start, last_line)


def _print_total(outcomes: list[Outcome]) -> None:
    """Print one line for each step, and last the summary of the whole suite in pytest's own words."""
    print("\n== Total ==")
    for outcome in outcomes:
        word = "passed" if outcome.passed else "FAILED"
        print(f"{word}  {outcome.step.title:<24} {outcome.seconds:5.0f} s  {outcome.last_line.strip('= ')}")
    print(f"\n{outcomes[-1].last_line}", flush=True)

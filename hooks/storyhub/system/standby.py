"""A process that is started ahead of its work: it imports what that takes while this one is still busy with its own imports.

What reads a story is a tenth of a second of imports. `check` and a build of a hub in which little has changed need it for a
story or two, and only after they have looked through the folder; so they have it done beside that.
"""

from __future__ import annotations

import importlib
import os
import pickle
import weakref
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from storyhub.system import processes
from storyhub.system.background import begin, end

_READING = ("storyhub.read.renewal", "storyhub.read.story")
_waiting: list[Standby] = []


class Standby:
    """A process that imports some modules, and then waits for one question."""

    def __init__(self, modules: tuple[str, ...]) -> None:
        question, self._question = os.pipe()
        self.process, self.answer = begin(_answered, (modules, question, self._question))
        os.close(question)
        self.dismiss = weakref.finalize(self, end, os.getpid(), self.process, self._question, self.answer)
        """Lets go of it."""

    def ask(self, function: Callable[..., Any], given: tuple[Any, ...]) -> None:
        """Puts the question; where nobody is left to hear it, there is no answer either."""
        with suppress(BrokenPipeError), open(self._question, "wb", closefd=False) as pipe:
            pickle.dump((function, given), pipe, pickle.HIGHEST_PROTOCOL)


def call() -> None:
    """Starts one that can read stories, where processes are forked and there is a core for it."""
    dismiss()
    if processes.forks() and processes.workers() > 1:
        _waiting.append(Standby(_READING))


def take() -> Standby | None:
    """The one that waits, if any does: for whoever has work for it."""
    return _waiting.pop() if _waiting else None


def dismiss() -> None:
    """There is no work for it."""
    if found := take():
        found.dismiss()


def _answered(modules: tuple[str, ...], question: int, near_end: int) -> Any:
    # Else it would wait for itself, and not end with the process that asks.
    os.close(near_end)
    for module in modules:
        importlib.import_module(module)
    with open(question, "rb") as pipe:
        function, given = pickle.load(pipe)
    return function(*given)

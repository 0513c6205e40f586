"""Works something out beside the rest: in a process of its own, or in a thread where processes are not forked."""

from __future__ import annotations

import os
import pickle
import signal
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from storyhub.system.processes import forks, workers

if TYPE_CHECKING:
    from concurrent.futures import Future

    from storyhub.system.standby import Standby

Key = TypeVar("Key")
Value = TypeVar("Value")


class Meanwhile(Mapping[Key, Value]):
    """What `function(*given)` gives, a dictionary, worked out while this process goes on; with one worker, when first asked for."""

    def __init__(self, function: Callable[..., dict[Key, Value]], *given: Any, by: Standby | None = None) -> None:
        """`by` is a process that waits for work, if there is one."""
        self._function = function
        self._given = given
        self._by = by
        self._answer: int | None = None
        self._asker = os.getpid()
        """The only process that gets the answer: others, which were forked later, would take it from each other."""
        self._thread: Future[dict[Key, Value]] | None = None
        self._ended: Callable[[], object]
        if by:
            by.ask(function, given)
            self._answer, self._ended = by.answer, by.dismiss
        elif workers() > 1 and not forks():
            from concurrent.futures import ThreadPoolExecutor

            # A fresh interpreter would have to be sent all that is given; a thread gets on whenever numpy works.
            with_one = ThreadPoolExecutor(1)
            self._thread = with_one.submit(function, *given)
            with_one.shutdown(wait=False)
        elif workers() > 1:
            # With nothing but the system's own means: the module for processes takes longer to import than some of the work.
            process, self._answer = begin(function, given)
            self._ended = weakref.finalize(self, end, self._asker, process, self._answer)

    @cached_property
    def _found(self) -> dict[Key, Value]:
        if self._thread:
            return self._thread.result()
        found: dict[Key, Value] | None = None
        if self._answer is not None and os.getpid() == self._asker:
            # Where it ended before its time, this process fails with the reason, or does not fail.
            with suppress(EOFError, pickle.UnpicklingError), open(self._answer, "rb", closefd=False) as pipe:
                found = pickle.load(pipe)
            self._ended()
        return self._function(*self._given) if found is None else found

    def __getitem__(self, key: Key) -> Value:
        return self._found[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self._found,)


def begin(function: Callable[..., Any], given: tuple[Any, ...]) -> tuple[int, int]:
    """Forks a process that works out `function(*given)`: its number, and the pipe out of which the answer comes."""
    answer, far_end = os.pipe()
    process = os.fork()
    if not process:
        _work_out(far_end, function, given)
    os.close(far_end)
    return process, answer


def _work_out(far_end: int, function: Callable[..., Any], given: tuple[Any, ...]) -> NoReturn:
    """In the other process: answers and leaves without a word, and ends nothing that this one has begun."""
    try:
        with open(far_end, "wb") as pipe:
            pickle.dump(function(*given), pipe, pickle.HIGHEST_PROTOCOL)
    finally:
        os._exit(0)


def end(asker: int, process: int, *pipes: int) -> None:
    """Lets go of another process of this one's: who has answered has nothing left to do."""
    if os.getpid() != asker:
        return
    for pipe in pipes:
        os.close(pipe)
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(process, 0)

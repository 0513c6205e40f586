"""Works something out beside the rest: in a process of its own, or in a thread where processes are not forked."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from storyhub.pool import forks, workers

Key = TypeVar("Key")
Value = TypeVar("Value")


class Meanwhile(Mapping[Key, Value]):
    """What `function(*given)` gives, a dictionary, worked out while this process goes on; with one worker, when first asked for."""

    def __init__(self, function: Callable[..., dict[Key, Value]], *given: Any) -> None:
        self._function = function
        self._given = given
        self._answer: Connection | None = None
        self._asker = os.getpid()
        """The only process that gets the answer: others, which were forked later, would take it from each other."""
        self._thread: Future[dict[Key, Value]] | None = None
        if workers() > 1 and not forks():
            # A fresh interpreter would have to be sent all that is given; a thread gets on whenever numpy works.
            with_one = ThreadPoolExecutor(1)
            self._thread = with_one.submit(function, *given)
            with_one.shutdown(wait=False)
        elif workers() > 1:
            context = multiprocessing.get_context("fork")
            self._answer, far_end = context.Pipe(duplex=False)
            self._process = context.Process(target=_work_out, args=(far_end, function, given), daemon=True)
            self._process.start()
            far_end.close()

    @cached_property
    def _found(self) -> dict[Key, Value]:
        if self._thread:
            return self._thread.result()
        found: dict[Key, Value] | None = None
        if self._answer and os.getpid() == self._asker:
            # Where it ended before its time, this process fails with the reason, or does not fail.
            with suppress(EOFError):
                found = self._answer.recv()
            self._answer.close()
            self._process.join()
        return self._function(*self._given) if found is None else found

    def __getitem__(self, key: Key) -> Value:
        return self._found[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (self._found,)


def _work_out(answer: Connection, function: Callable[..., dict[Any, Any]], given: tuple[Any, ...]) -> None:
    answer.send(function(*given))

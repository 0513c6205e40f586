"""Works something out in a process of its own, while this one goes on."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property
from multiprocessing.connection import Connection
from typing import Any, TypeVar

from storyhub.pool import forks, workers

Key = TypeVar("Key")
Value = TypeVar("Value")


class Meanwhile(Mapping[Key, Value]):
    """What `function(*given)` gives, a dictionary: worked out beside this process where that costs nothing, else when first asked for."""

    def __init__(self, function: Callable[..., dict[Key, Value]], *given: Any) -> None:
        self._function = function
        self._given = given
        self._answer: Connection | None = None
        self._asker = os.getpid()
        """The only process that gets the answer: others, which were forked later, would take it from each other."""
        # A fresh interpreter would have to be sent all that is given.
        if workers() > 1 and forks():
            context = multiprocessing.get_context("fork")
            self._answer, far_end = context.Pipe(duplex=False)
            self._process = context.Process(target=_work_out, args=(far_end, function, given), daemon=True)
            self._process.start()
            far_end.close()

    @cached_property
    def _found(self) -> dict[Key, Value]:
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

"""Runs the steps of an index, on all cores when there is enough to do."""

from __future__ import annotations

import gc
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import ExitStack
from types import TracebackType
from typing import Any, Self

from storyhub.system.processes import start_method, uncollected, workers


class Crew:
    """Takes tasks and does them in other processes once `many` are asked for; until then at once, in this one."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._meanwhile = ExitStack()

    def __enter__(self) -> Self:
        self._meanwhile.enter_context(uncollected())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._meanwhile.close()
        if self._pool:
            self._pool.shutdown(cancel_futures=error is not None)

    def grow(self) -> None:
        """From here on there is enough to do for more than one process."""
        if self._pool is None and workers() > 1:
            self._pool = ProcessPoolExecutor(workers(), mp_context=start_method(), initializer=gc.disable)

    def start_afresh(self) -> None:
        """Goes on in new processes, if in any: the old ones have come to hold memory that what follows does not need."""
        if self._pool:
            self._pool.shutdown()
            self._pool = None
            self.grow()

    def do(self, task: Callable[..., Any], *given: Any) -> Future[Any]:
        """Have a task done."""
        if self._pool:
            return self._pool.submit(task, *given)
        return self.done(task(*given))

    def done(self, result: Any) -> Future[Any]:
        """A task with nothing to do."""
        done: Future[Any] = Future()
        done.set_result(result)
        return done

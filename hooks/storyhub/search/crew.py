"""Runs the steps of an index, on all cores when there is enough to do."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from types import TracebackType
from typing import Any, Self

from storyhub.pool import uncollected, workers


class Crew:
    """Takes tasks and does them in other processes once `many` are asked for; until then at once, in this one."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._uncollected = uncollected()

    def __enter__(self) -> Self:
        self._uncollected.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._uncollected.__exit__(kind, error, trace)
        if self._pool:
            self._pool.shutdown(cancel_futures=error is not None)

    def grow(self) -> None:
        """From here on there is enough to do for more than one process."""
        if self._pool is None and workers() > 1:
            # Forking beside other threads may copy a lock that one of them holds.
            forks = sys.platform == "linux" and threading.active_count() == 1
            context = multiprocessing.get_context("fork" if forks else "spawn")
            self._pool = ProcessPoolExecutor(workers(), mp_context=context, initializer=gc.disable)

    def do(self, task: Callable[..., Any], *given: Any) -> Future[Any]:
        """Have a task done."""
        if self._pool:
            return self._pool.submit(task, *given)
        done: Future[Any] = Future()
        done.set_result(task(*given))
        return done

"""Runs pure functions over many items on all cores, with the same result as one core gives.

Linux forks, which costs nothing and shares what is in memory; macOS and Windows start fresh interpreters.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

Item = TypeVar("Item")
Result = TypeVar("Result")
State = TypeVar("State")


@contextmanager
def uncollected() -> Iterator[None]:
    """Leaves Python's collector of cycles alone meanwhile: stories and pages make millions of objects and no cycle to speak of,
    and looking for some in all of them costs a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


SMALL = 150
"""Below this many items a second process costs more than it saves."""


def is_small(work: int) -> bool:
    """Whether so much is done sooner by this process alone."""
    return work < SMALL


def workers() -> int:
    """Processes to use: STORYHUB_WORKERS, else the cores that this process may use."""
    if given := os.environ.get("STORYHUB_WORKERS"):
        return max(1, int(given))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def forks() -> bool:
    """Whether processes are forked here, and have at once all that this one has.

    Forking a process with other threads may copy a held lock: `serve` rebuilds beside a watcher's threads.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def start_method() -> BaseContext:
    """How processes are started here."""
    import multiprocessing

    return multiprocessing.get_context("fork" if forks() else "spawn")


def spread(
    function: Callable[[State, Sequence[Item]], list[Result]],
    state: State,
    items: Sequence[Item],
    chunk: int = 50,
    *,
    work: int | None = None,
) -> Iterator[Result]:
    """The results of `function(state, part)` over parts of `items`, in the order of the items.

    `work` is how much there is to do, where an item stands for more than one or for nothing.
    """
    parts = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    if is_small(len(items) if work is None else work) or workers() == 1:
        for part in parts:
            yield from function(state, part)
        return
    # Who has little to do does not wait for this import either.
    from concurrent.futures import ProcessPoolExecutor

    # Through the initializer the state is inherited by a fork, and sent once where interpreters start afresh.
    with ProcessPoolExecutor(
        workers(), mp_context=start_method(), initializer=_begin, initargs=(function, state)
    ) as pool:
        for results in pool.map(_work, parts):
            yield from results


_task: tuple[Callable[..., list[Any]], Any] | None = None


def _begin(function: Callable[..., list[Any]], state: Any) -> None:
    global _task
    gc.disable()
    _task = (function, state)


def is_helper() -> bool:
    """Whether this process was started to work for another one, which goes on with what it gives."""
    return _task is not None


def _work(part: Sequence[Any]) -> list[Any]:
    assert _task is not None
    function, state = _task
    return function(state, part)

"""Does work on all cores, with the same result as one core gives; all of it in this process where there is little to do.

Linux forks, which costs little and shares what is in memory; macOS and Windows start fresh interpreters.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

Item = TypeVar("Item")
Result = TypeVar("Result")
State = TypeVar("State")

SMALL = 400
"""Below this much work, counted in stories to read, a second process costs more than it saves: starting it, and making ready what it
works with, takes as long as reading some hundred of them."""
WORKERS = "STORYHUB_WORKERS"
"""Variable that says how many processes to use; they are used for little work too, as somebody asked for them."""
START_METHOD = "STORYHUB_START_METHOD"
"""Variable that names how processes are started, `fork` or `spawn`, where the system's usual way is not wanted."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Leaves Python's collector of cycles alone for as long as this lasts: stories and pages make millions of objects and no cycle to speak of,
    and looking for some in all of them costs a third of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def workers() -> int:
    """Processes to use: STORYHUB_WORKERS, else the cores that this process may use."""
    if given := os.environ.get(WORKERS):
        return max(1, int(given))
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def is_small(work: int) -> bool:
    """Whether so much is done sooner by this process alone."""
    return workers() == 1 or (work < SMALL and not os.environ.get(WORKERS))


def spread(
    function: Callable[[State, Sequence[Item]], list[Result]],
    state: State,
    items: Sequence[Item],
    chunk: int = 50,
    *,
    work: int | None = None,
) -> Iterator[Result]:
    """The results of `function(state, part)` over parts of `items`, in the order of the items.

    `work` is how much there is to do, where an item is more than one thing or nothing.
    """
    parts = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    if not parts or is_small(len(items) if work is None else work):
        for part in parts:
            yield from function(state, part)
        return
    # A fork has the state at once; an interpreter that starts afresh is sent it once.
    with _pool(_begin, function, state) as pool:
        for results in pool.map(_work, parts):
            yield from results


def is_helper() -> bool:
    """Whether this process was started to work for another one, which goes on with what it gives."""
    return _task is not None


class Crew:
    """Takes tasks and does them in other processes once `many` are asked for; until then at once, in this one."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=error is not None)

    def grow(self) -> None:
        """From here on there is enough to do for more than one process."""
        if self._pool is None and workers() > 1:
            self._pool = _pool(gc.disable)

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
        from concurrent.futures import Future

        done: Future[Any] = Future()
        done.set_result(result)
        return done


def _pool(begin: Callable[..., None], *given: Any) -> ProcessPoolExecutor:
    """Processes that each `begin(*given)`."""
    # Who has little to do does not wait for these imports either.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(_start_method())
    return ProcessPoolExecutor(workers(), mp_context=context, initializer=_begun, initargs=(begin, *given))


def _begun(begin: Callable[..., None], *given: Any) -> None:
    """A process that works for another ends with it, also when that one is killed: it would wait for its next task for ever."""
    import multiprocessing

    if parent := multiprocessing.parent_process():

        def end() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=end, daemon=True).start()
    begin(*given)


def _start_method() -> str:
    """How processes are started here."""
    if given := os.environ.get(START_METHOD):
        return given
    # Forking a process with other threads may copy a held lock: `serve` rebuilds beside a watcher's threads.
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


_task: tuple[Callable[..., list[Any]], Any] | None = None


def _begin(function: Callable[..., list[Any]], state: Any) -> None:
    global _task
    gc.disable()
    _task = (function, state)


def _work(part: Sequence[Any]) -> list[Any]:
    assert _task is not None
    function, state = _task
    return function(state, part)

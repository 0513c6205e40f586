"""Runs a command, and tells how long it took, the processor's time and the memory of all its processes."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import memory

_TAIL = 3000
"""Characters of a failed command's output that are shown."""
_PATIENCE = 10
"""Seconds that a process is given to end by itself."""


class CommandFailed(Exception):
    """A command that was to be measured went wrong; the message's first line says why, the rest is the command and what it printed."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One run of a command."""

    seconds: float
    """By the clock on the wall, from its start until it has ended."""
    cpu: float | None
    """Seconds of processor time of all its processes; None where the system does not tell."""
    peak: int | None
    """Bytes of memory of all its processes at the highest moment; None where the system does not tell."""
    output: str = ""
    """All that it printed."""

    def __add__(self, other: Sample) -> Sample:
        """Two commands, one after the other."""
        cpu = None if self.cpu is None or other.cpu is None else self.cpu + other.cpu
        peak = None if self.peak is None or other.peak is None else max(self.peak, other.peak)
        return Sample(self.seconds + other.seconds, cpu, peak, self.output + other.output)


def measure(
    command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None = None, allow: Sequence[int] = (0,)
) -> Sample:
    """Run a command to its end, with `env` on top of this environment; raises CommandFailed for an exit code not in `allow`."""
    settle()
    with tempfile.TemporaryFile() as printed:
        start = time.perf_counter()
        with started(command, cwd, env, printed.fileno()) as process:
            watch = memory.Watch(process.pid) if memory.can_watch() else None
            cpu, largest = _wait(process)
            seconds = time.perf_counter() - start
            peak = watch.stop() if watch else largest
        printed.seek(0)
        output = printed.read().decode("utf-8", "replace")
    if process.returncode not in allow:
        last = (output.strip().splitlines() or ["nothing"])[-1]
        words = " ".join(map(str, command))
        raise CommandFailed(f"ended with {process.returncode} and said: {last}\n\n{words}\n{output[-_TAIL:]}")
    return Sample(seconds, cpu, peak or None, output)


@contextlib.contextmanager
def started(
    command: Sequence[str | Path], cwd: Path, env: Mapping[str, str] | None, output: int
) -> Iterator[subprocess.Popen[bytes]]:
    """A process of its own session, which ends with all its offspring when the block is left."""
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        env=_environment(env or {}),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        end(process)


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """This environment, as on a computer where Python keeps what it has compiled: it does unless somebody forbids it."""
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**usual, "PYTHONIOENCODING": "utf-8", **more}


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that `started` has started, and all its offspring: it is asked first, as with Ctrl-C."""
    if process.returncode is not None:
        return
    for ask in (signal.SIGINT, signal.SIGKILL) if os.name != "nt" else (None,):
        if ask is None:
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, ask)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
            return


def settle() -> None:
    """Let the system write to disk what earlier runs have left in memory, so that it costs this one nothing."""
    if hasattr(os, "sync"):
        os.sync()


def _wait(process: subprocess.Popen[bytes]) -> tuple[float | None, int | None]:
    """Wait for the end; returns seconds of processor time and bytes of the largest process."""
    if sys.platform == "win32":
        process.wait()
        return None, None
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 if sys.platform == "darwin" else 1024
    return used.ru_utime + used.ru_stime, used.ru_maxrss * unit

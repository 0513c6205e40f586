"""Processes that work for another one, and the lock between publishers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from storyhub.system.lock import only_one
from storyhub.system.processes import START_METHOD, WORKERS

HOOKS = Path(__file__).parent.parent / "hooks"
AT_WORK = """\
import os, time
from pathlib import Path
from storyhub.system.lock import only_one
from storyhub.system.processes import spread

def wait(folder, part):
    (Path(folder) / f"{os.getpid()}.pid").touch()
    time.sleep(3600)
    return part

if __name__ == "__main__":
    with only_one(Path("lock")):
        list(spread(wait, ".", range(4), 1))
"""


def until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # One that has ended and that nobody has asked about still has its number.
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_whoever_is_killed_leaves_no_process_and_no_lock_behind(
    method: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A publisher that was killed alone once left workers that held its lock, and nobody could publish again."""
    (tmp_path / "at_work.py").write_text(AT_WORK, encoding="utf-8")
    given = {**os.environ, "PYTHONPATH": str(HOOKS), WORKERS: "2", START_METHOD: method}
    publisher = subprocess.Popen([sys.executable, "at_work.py"], cwd=tmp_path, env=given)
    until(lambda: len(list(tmp_path.glob("*.pid"))) == 2)
    helpers = [int(path.stem) for path in tmp_path.glob("*.pid")]
    publisher.kill()
    publisher.wait()
    with only_one(tmp_path / "lock"):
        assert capsys.readouterr().err == "", "it is free at once"
    until(lambda: not any(map(is_running, helpers)))

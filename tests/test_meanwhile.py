"""What is worked out beside the build is the same as if it were not, whatever becomes of the process that did it."""

from __future__ import annotations

import os
import pickle

import pytest
from storyhub.system import background, standby
from storyhub.system.background import Meanwhile
from storyhub.system.standby import Standby

HERE = os.getpid()


def squares(most: int) -> dict[int, int]:
    return {number: number * number for number in range(most)}


def killed_elsewhere(most: int) -> dict[int, int]:
    if os.getpid() != HERE:
        os._exit(9)
    return squares(most)


def wrong(most: int) -> dict[int, int]:
    raise ValueError(f"{most} is too many")


@pytest.fixture(params=["alone", "process", "thread"], autouse=True)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYHUB_WORKERS", "1" if request.param == "alone" else "2")
    if request.param == "thread":
        monkeypatch.setattr(background, "forks", lambda: False)


@pytest.mark.parametrize("function", [squares, killed_elsewhere])
def test_it_gives_what_the_function_gives(function: object) -> None:
    found = Meanwhile(function, 50_000)  # type: ignore[arg-type]
    assert found.get(3) == 9
    assert found.get(-1) is None
    assert dict(found) == squares(50_000)
    assert pickle.loads(pickle.dumps(found)) == squares(50_000)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing waits where processes are not forked")
@pytest.mark.parametrize("function", [squares, killed_elsewhere])
@pytest.mark.parametrize("modules", [("colorsys",), ("no_such_module",)])
def test_a_process_that_waits_for_work_gives_the_same(function: object, modules: tuple[str, ...]) -> None:
    """Also one that ended while it waited."""
    helper = Standby(modules)
    if modules == ("no_such_module",):
        os.waitid(os.P_PID, helper.process, os.WEXITED | os.WNOWAIT)
    found = Meanwhile(function, 50_000, by=helper)  # type: ignore[arg-type]
    assert dict(found) == squares(50_000)
    with pytest.raises(ChildProcessError):
        os.waitpid(helper.process, os.WNOHANG)


def test_only_one_process_waits_for_work_and_it_ends_when_there_is_none() -> None:
    standby.call()
    standby.call()
    waiting = standby.take()
    assert standby.take() is None
    if waiting:  # nothing waits for a single worker, or beside threads
        waiting.dismiss()
        with pytest.raises(ChildProcessError):
            os.waitpid(waiting.process, os.WNOHANG)


@pytest.mark.filterwarnings("ignore")
def test_what_goes_wrong_beside_the_build_is_told_in_it(capfd: pytest.CaptureFixture[str]) -> None:
    found = Meanwhile(wrong, 7)
    with pytest.raises(ValueError, match="7 is too many"):
        len(found)

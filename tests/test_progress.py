"""How a long build tells how far it is."""

from __future__ import annotations

import io

import pytest
from storyhub.system import progress
from storyhub.system.progress import Step


class Terminal(io.StringIO):
    """What a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_a_terminal_is_told_on_one_line_which_is_gone_in_the_end(clock: list[float]) -> None:
    out = Terminal()
    with Step("stories read", 3000, out) as step:
        for number in range(3):
            clock[0] = number + 1.0
            step.advance(1000)
    assert "\n" not in out.getvalue()
    assert "stories read: 2,000 of 3,000" in out.getvalue()
    assert out.getvalue().endswith("\r")
    assert out.getvalue().rstrip("\r").endswith(" ")


def test_without_a_terminal_a_plain_line_comes_now_and_then(clock: list[float]) -> None:
    out = io.StringIO()
    with Step("pages written", 100, out) as step:
        for second in range(25):
            clock[0] = float(second)
            step.advance(4)
    assert out.getvalue().splitlines() == ["pages written: 44 of 100", "pages written: 84 of 100"]


@pytest.mark.parametrize("out", [Terminal(), io.StringIO()])
def test_a_step_that_is_soon_over_needs_no_words(clock: list[float], out: io.StringIO) -> None:
    with Step("stories read", 30, out) as step:
        step.advance(30)
    assert out.getvalue() == ""

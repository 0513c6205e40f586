"""A fault that the hub meets on one file costs that file alone: it is named and left out, and the rest is published."""

from __future__ import annotations

import importlib
import logging
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hubs import files_of, story, write_hub
from storyhub.site import Site
from storyhub.system.failures import MOST, Failures, FileFault, TooLong, about, within
from storyhub.text.rhythm import rhythm
from test_site import Build, page, png, words

SIGN = "Klapstoel"
"""Stands in the file that a step fails on."""
STEPS = {
    "taking it apart": ("storyhub.read.story", "parse"),
    "reading its fields": ("storyhub.read.story", "validate"),
    "rendering it": ("storyhub.read.story", "render"),
    "measuring its rhythm": ("storyhub.read.story", "rhythm"),
    "counting its words": ("storyhub.read.story", "features"),
    "checking it": ("storyhub.check.old_addresses", "is_free"),
    "printing its page": ("storyhub.pages.story", "body_html"),
    "drawing its rhythm": ("storyhub.pages.cards", "draw"),
    "naming it in lists": ("storyhub.pages.cards", "StoryCard"),
    "telling it in a feed": ("storyhub.pages.feeds", "body_html"),
    "writing it into a feed": ("storyhub.pages.feed_files", "_add_entry"),
    "drawing its sharing card": ("storyhub.pages.card_drawing", "card"),
    "writing it into a feed as JSON": ("storyhub.pages.feed_files", "_item"),
    "indexing it": ("storyhub.search.accelerator.month", "read"),
}
RHYTHM = repr(rhythm(f"{SIGN}.\n\n{SIGN}."))
"""All that the drawing is given of the file."""


def failing(step: Callable[..., Any], fault: BaseException) -> Callable[..., Any]:
    """The step, which fails as soon as it is given anything in which the sign stands."""

    def failed(*given: Any, **named: Any) -> Any:
        told = [repr(one) for one in (*given, *named.values()) if not isinstance(one, Site)]
        if RHYTHM in told or any(SIGN in one for one in told):
            raise fault
        return step(*given, **named)

    return failed


def hub_that_fails(folder: Path, step: tuple[str, str], fault: BaseException, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A hub of a good story and one on which the step, a function of a module, fails."""
    module = importlib.import_module(step[0])
    monkeypatch.setattr(module, step[1], failing(getattr(module, step[1]), fault))
    bad = story(SIGN, f"{SIGN}.\n", aliases="[2019/klapstoel]")
    return write_hub(folder, {"2026/a.md": story("Een goede dag"), "2026/slecht.md": bad})


class Panic(BaseException):
    """What a library in Rust throws: no Exception."""


FAULTS = [(step, ValueError("kapot")) for step in STEPS] + [
    ("rendering it", MemoryError()),
    ("rendering it", Panic("kapot")),
    ("indexing it", Panic("kapot")),
]


@pytest.mark.parametrize(("step", "fault"), FAULTS)
def test_a_story_that_a_step_fails_on_is_left_out_and_named(
    step: str,
    fault: BaseException,
    build_site: Build,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Whatever is thrown, the others are there, on the home page too, and nothing of this one is."""
    hub = hub_that_fails(tmp_path / "stories", STEPS[step], fault, monkeypatch)
    with caplog.at_level(logging.WARNING):
        site = build_site(hub, tmp_path / "site", extra={"hub": {"cards": True}})
    assert "2026/slecht.md:1: file: makes the hub fail" in caplog.text
    assert "Een goede dag" in words(page(site, ""))
    assert (site / "2026/a/index.html").is_file()
    assert [path for path, data in files_of(site).items() if SIGN in path + data.decode("utf-8", "replace")] == []


@pytest.mark.parametrize("step", [("storyhub_pages", "body_html"), ("storyhub.pages.cards", "draw")])
def test_a_story_that_a_step_fails_on_is_left_out_also_where_plugins_see_the_stories(
    step: tuple[str, str],
    build_site: Build,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    hub = hub_that_fails(tmp_path / "stories", step, ValueError("kapot"), monkeypatch)
    with caplog.at_level(logging.WARNING):
        site = build_site(hub, tmp_path / "site", plugins=["search"])
    assert "2026/slecht.md:1: file: makes the hub fail" in caplog.text
    assert "Het regende" in words(page(site, "2026/a"))
    assert not (site / "2026/slecht").exists()


@pytest.mark.parametrize("step", [("storyhub.pages.pictures", "make"), ("storyhub.read.pictures", "_size")])
def test_a_picture_that_a_step_fails_on_is_left_out_and_named(
    step: tuple[str, str],
    build_site: Build,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fails(*given: object) -> None:
        raise MemoryError

    monkeypatch.setattr(importlib.import_module(step[0]), step[1], fails)
    shown = story("Een dag", "Tekst.\n\n![Een foto](x.png)\n", consent="internal")
    with caplog.at_level(logging.WARNING):
        site = build_site(
            write_hub(tmp_path / "stories", {"2026/a.md": shown, "2026/a/x.png": png()}), tmp_path / "site"
        )
    assert "left out: 2026/a/x.png:1:" in caplog.text
    assert "Tekst." in words(page(site, "2026/a"))
    assert "<img" not in page(site, "2026/a").split("<main", 1)[1]


def test_a_file_is_tried_again_as_soon_as_it_is_changed(
    build_site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = importlib.import_module("storyhub.pages.story")
    monkeypatch.setattr(module, "body_html", failing(module.body_html, ValueError()))
    hub = write_hub(tmp_path / "stories", {"2026/a.md": story(SIGN)})
    site = build_site(hub, tmp_path / "site")
    assert not (site / "2026/a").exists()
    write_hub(hub, {"2026/a.md": story("Anders")})
    assert (build_site(hub, tmp_path / "site") / "2026/a/index.html").is_file()


def test_a_fault_that_every_file_meets_ends_the_build(
    build_site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then something else is wrong than a file, and nothing is gained by going on without one after the other."""
    module = importlib.import_module("storyhub.pages.story")

    def fails(*given: object) -> None:
        raise ValueError("kapot")

    monkeypatch.setattr(module, "body_html", fails)
    hub = write_hub(tmp_path / "stories", {f"2026/verhaal-{n}.md": story(f"Dag {n}") for n in range(MOST + 5)})
    with pytest.raises(RuntimeError, match="kapot"):
        build_site(hub, tmp_path / "site")


def test_what_is_known_of_failures_may_be_damaged(tmp_path: Path) -> None:
    for content in ("", "[1]", '{"a": 1}', '{"a": ["b"]}', "\x00"):
        (tmp_path / "failures.json").write_text(content, encoding="utf-8")
        assert Failures(tmp_path).known() == {}
    assert Failures(tmp_path).add("a.md", "k", "c")
    assert Failures(tmp_path).known() == {"a.md": ("k", "c")}


def test_a_fault_keeps_the_name_that_it_got_first() -> None:
    def fails(outer: str, inner: str) -> None:
        with about(outer), about(inner):
            raise ValueError("x")

    with pytest.raises(FileFault, match=r"^a: ValueError: x$"):
        fails("b", "a")
    with pytest.raises(ValueError, match="x"):
        fails("", "")


@pytest.mark.parametrize("told_by", ["the processor", "the clock, as on Windows"])
def test_a_step_that_takes_too_long_is_stopped(told_by: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """And what came before the step is as it was: nothing is stopped after it."""
    if "clock" in told_by:
        monkeypatch.delattr(signal, "setitimer", raising=False)

    def never_ends() -> None:
        with within(0.05):
            while True:
                time.monotonic()

    with pytest.raises(TooLong):
        never_ends()
    with within(0.05):
        pass
    time.sleep(0.1)

"""What the hub is held to, each with the figure that tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bench.figures import Figures, ratio

MEASURED_AT = 10_000
"""Stories at which most of them hold."""
GROWN_TO = 50_000
BESIDE_BOTH = {300: (1.5, 0.6), 1_000: (1.1, 0.3), MEASURED_AT: (0.8, 0.12)}
"""By number of stories: from nothing, and one story changed, at most this many times what Hugo, then Pagefind, take from nothing."""


@dataclass(frozen=True)
class Target:
    """One figure and its limit."""

    claim: str
    limit: float
    unit: str
    measured: float | None
    """None when this run did not measure it."""

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.measured is None:
            return "not measured"
        return "met" if self.measured <= self.limit else "**missed**"


def of_size(size: Figures) -> list[Target]:
    """The targets for one number of stories."""
    return [
        *_beside_others(size),
        *_of_cards(size),
        Target("`check --help`", 0.3, "s", _at(size, "check", "help", "seconds", "median")),
        Target("First search result, a browser that was never here", 350, "kB", _first(size)),
        Target("The same search later", 60, "kB", _kb(_at(size, "search", "hub", "later"))),
        Target("Lighthouse, every kind of page and category: points short of 100", 0, "points", _short(size)),
        Target("A long story's page with all it needs but pictures", 30, "kB", _kb(_at(size, "light", "story_bytes"))),
        Target("Scripts that hold up its first paint", 0, "scripts", _at(size, "light", "blocking_scripts")),
    ]


def of_growth(sizes: Mapping[int, Figures]) -> list[Target]:
    """The targets for ten and fifty thousand stories, where both were measured."""
    small, large = sizes.get(MEASURED_AT, {}), sizes.get(GROWN_TO, {})
    rows = []
    for name in ("hub", "hub with search"):
        few, many = small.get("cold", {}).get(name), large.get("cold", {}).get(name)
        peak = many and many["peak_bytes"]
        rows.append(Target(f"50,000 stories beside 10,000: time, {name}", 5.5, "×", ratio(many, few)))
        rows.append(Target(f"50,000 stories: memory, {name}", 1024, "MiB", peak / 2**20 if peak else None))
    first = [_at(size, "search", "hub", "first") for size in (small, large)]
    grown = first[1] / first[0] if first[0] and first[1] else None
    return [*rows, Target("50,000 stories beside 10,000: bytes to the first search result", 1.5, "×", grown)]


def _beside_others(size: Figures) -> Iterator[Target]:
    """What holds at one number of stories alone."""
    cold, changed = size.get("cold", {}), size.get("warm", {}).get("changed", {})
    stories, with_search = size.get("stories", 0), "hub with search"
    if stories in BESIDE_BOTH:
        nothing, one = BESIDE_BOTH[stories]
        both = "beside Hugo, then Pagefind, from nothing"
        yield Target(f"From nothing, with search, {both}", nothing, "×", _to_both(cold, cold.get(with_search)))
        yield Target(f"One story changed, with search, {both}", one, "×", _to_both(cold, changed.get(with_search)))
    if stories == MEASURED_AT:
        yield Target("From nothing, without search, beside Hugo", 2.0, "×", ratio(cold.get("hub"), cold.get("hugo")))
        reloaded = _at(size, "serve", "reload_seconds", "median")
        yield Target("`serve`: from saving a story to its page reloaded", 2.5, "s", reloaded)
        checked = _at(size, "check", "changed", "beyond_start", "median")
        yield Target("`check` of a changed story, beyond the interpreter's start", 0.6, "s", checked)


def _of_cards(size: Figures) -> Iterator[Target]:
    """What sharing cards may cost, in the processor's time: all that they cost is drawing."""
    cold, changed = size.get("cold", {}), size.get("warm", {}).get("changed", {})
    without, with_cards = (_at(cold, name, "cpu_seconds") for name in ("hub", "hub with cards"))
    drawn = 1000 * (with_cards - without) / size["stories"] if with_cards and without else None
    yield Target("A sharing card from nothing, the processor's time", 20, "ms", drawn)
    more = ratio(changed.get("hub with cards"), changed.get("hub"), what="cpu_seconds")
    yield Target("One story changed, with sharing cards, beside without: the processor's time", 1.25, "×", more)


def _to_both(cold: Figures, mine: Figures | None) -> float | None:
    return ratio(mine, cold.get("hugo and pagefind"))


def _at(figures: Any, *path: str) -> float | None:
    for name in path:
        figures = figures.get(name) if isinstance(figures, dict) else None
    return None if figures is None else float(figures)


def _short(size: Figures) -> float | None:
    pages = size.get("light", {}).get("pages", {}).values()
    scores = [score for row in pages for preset in row.values() for score in preset["scores"].values()]
    return 100 - min(scores) if scores else None


def _first(size: Figures) -> float | None:
    """Beyond ten thousand stories what counts is the growth."""
    return _kb(_at(size, "search", "hub", "first")) if size.get("stories", 0) <= MEASURED_AT else None


def _kb(size: float | None) -> float | None:
    return size / 1000 if size is not None else None

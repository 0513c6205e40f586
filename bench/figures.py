"""What is reported of several runs of the same thing: medians, spread, and how they compare."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import Any

from bench.clock import Sample

Figures = dict[str, Any]
"""Figures as they are in the JSON: names, numbers, lists and more of these."""


def spread(values: Sequence[float]) -> Figures:
    """The median of values, the lowest, the highest, and all in the order in which they were measured."""
    return {
        "median": statistics.median(values),
        "low": min(values),
        "high": max(values),
        "all": [round(value, 4) for value in values],
    }


def of_runs(samples: Sequence[Sample]) -> Figures:
    """Seconds with their spread, the median of the processor's seconds, and the highest peak of memory in bytes."""
    cpu = [sample.cpu for sample in samples if sample.cpu is not None]
    peaks = [sample.peak for sample in samples if sample.peak is not None]
    return {
        "seconds": spread([sample.seconds for sample in samples]),
        "cpu_seconds": statistics.median(cpu) if cpu else None,
        "peak_bytes": max(peaks) if peaks else None,
    }


def ratio(some: Figures | None, other: Figures | None, *, what: str = "seconds") -> float | None:
    """How many times `other` the median of `some` is; None when either was not measured."""
    if not some or not other:
        return None
    mine, theirs = (figures[what]["median"] if what == "seconds" else figures[what] for figures in (some, other))
    return mine / theirs if mine is not None and theirs else None


def n_log_n(small: int, large: int) -> float:
    """How many times longer a step of order n log n takes for the larger number."""
    return large * math.log(large) / (small * math.log(small))


def with_sums(runs: dict[str, list[Sample]]) -> dict[str, list[Sample]]:
    """Adds Hugo and Pagefind together, turn by turn: one gives a site, both give a site with search."""
    hugo, pagefind = runs.get("hugo"), runs.get("pagefind")
    if not hugo or not pagefind:
        return runs
    both = [one + two for one, two in zip(hugo, pagefind, strict=True)]
    at = list(runs).index("pagefind") + 1
    named = list(runs.items())
    return dict([*named[:at], ("hugo and pagefind", both), *named[at:]])

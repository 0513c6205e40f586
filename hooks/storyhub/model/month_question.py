"""The question of a month: one that the hub asks everybody, and that stories answer. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MONTH = r"^[0-9]{4}-(?:0[1-9]|1[0-2])$"


@dataclass(frozen=True, slots=True)
class MonthQuestion:
    """One question, as `questions/<year>-<month>.yml` has it."""

    month: str
    """As in 2026-11: that month and after it, readers see it."""
    path: str
    """Its file, relative to the stories folder."""
    text: Mapping[str, str]
    """Per language, never empty."""

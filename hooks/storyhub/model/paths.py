"""Paths: stories that somebody put in an order, to be read one after another. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PathStep:
    """A story on a path."""

    story: str
    """Its id."""
    line: Mapping[str, str] = field(default_factory=dict)
    """Why it is here, per language; may be empty."""
    at: int = field(default=1, compare=False, repr=False)
    """Line of the file."""


@dataclass(frozen=True, slots=True)
class ReadingPath:
    """One path, as `paths/<name>.yml` has it."""

    name: str
    path: str
    """Its file, relative to the stories folder."""
    title: Mapping[str, str]
    """Per language, never empty."""
    why: Mapping[str, str]
    """Why it was made, per language; may be empty."""
    steps: tuple[PathStep, ...]

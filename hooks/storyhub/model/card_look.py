"""What the sharing cards of a hub are drawn with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SIZE = (1200, 630)
"""Width and height of a card in pixels, as chat programs want them."""


@dataclass(frozen=True, slots=True)
class CardLook:
    """The organisation's look by day: colours as #rrggbb."""

    paper: str
    ink: str
    soft: str
    """For the teller's name, and for a story without values."""
    values: Mapping[str, str]
    """By key."""
    font: str = ""
    """File of the typeface; empty: none was found, and words are set in what has their letters, if anything has."""

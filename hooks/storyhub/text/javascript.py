"""Patterns for a browser, so that the page where a story is told finds what the hub finds."""

from __future__ import annotations

import re


def in_javascript(pattern: re.Pattern[str]) -> tuple[str, str]:
    """The source and the flags of a pattern, in the form that JavaScript reads them in."""
    written = pattern.pattern.replace("(?P<", "(?<").replace("(?P=gap)", r"\k<gap>")
    return written, "i" if pattern.flags & re.IGNORECASE else ""

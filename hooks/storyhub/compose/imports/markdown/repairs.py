"""Fields that are no YAML because of a sign in their words (`title: Fixed: the pump`): read as the words that they are."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

_LINE = re.compile(r"([A-Za-zÀ-ž_][\w -]{0,60}):[ \t]+(\S.*?)[ \t]*")
_DOUBTFUL = re.compile(r"""["'@`%*&!|>\]}]|\{[{%]|.*?:(?:\s|$)|.*?\s#""")
_QUOTED = re.compile(r"""(["']).*\1""")
_MOST = 50
"""Lines that are tried: each costs its time."""


def as_words(text: str, load: Callable[[str], Any]) -> str:
    """Front matter in which each line that cannot be read alone has its words in quotes, and no tab sets a line in."""
    made = []
    left = _MOST
    for line in text.expandtabs(2).split("\n"):
        match = _LINE.fullmatch(line)
        if match and left and _DOUBTFUL.match(match[2]):
            left -= 1
            if not _is_sound(line, load):
                inner = match[2][1:-1] if _QUOTED.fullmatch(match[2]) else match[2]
                line = f"{match[1]}: {json.dumps(inner, ensure_ascii=False)}"
        made.append(line)
    return "\n".join(made)


def _is_sound(line: str, load: Callable[[str], Any]) -> bool:
    try:
        load(line)
    except Exception:  # whatever stops its reader
        return False
    return True

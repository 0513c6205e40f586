"""The plain text beside HTML: what ends a paragraph, and how its words are put together."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape

PARAGRAPH = "\n\n"
ENDS = frozenset(
    {"p", "li", "blockquote", "pre", "td", "th", "tr", "dd", "dt", "figcaption", "summary", "div", "caption"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
"""Elements whose end is the end of a paragraph."""
_PLAIN = frozenset(
    {"p", "em", "strong", "ul", "ol", "li", "blockquote", "code", "del", "b", "i", "u", "s", "sub", "sup"}
    | {"tr", "td", "tbody", "thead"}
)
BETWEEN = (
    dict.fromkeys((f"<{name}>" for name in _PLAIN), "")
    | {f"</{name}>": PARAGRAPH if name in ENDS else "" for name in _PLAIN}
    | {"": "", "<p>": PARAGRAPH, "<br>": " ", "<hr>": PARAGRAPH}
)
"""Tags for which nothing needs to be done → what they are in plain text."""


_OTHER_SPACE = "\t\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""What Python splits words at, besides the space and the end of a line."""


def together(words: Iterable[str]) -> str:
    """Pieces of HTML's text as plain text, with a blank line between paragraphs."""
    text: str = unescape("".join(words))
    between = text.split("\n\n")
    parts = list(filter(None, between))
    # With one space between words and nothing else, as in most texts, nothing is to be fixed: to see that is quicker.
    if "  " in text or text.count("\n") != 2 * len(between) - 2 or _other_space(text, parts):
        parts = [even for part in parts if (even := " ".join(part.split()))]
    return "\n\n".join(parts)


def _other_space(text: str, parts: list[str]) -> bool:
    for space in _OTHER_SPACE:
        if space in text:
            return True
    return any(part[0] == " " or part[-1] == " " for part in parts)

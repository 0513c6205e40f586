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


def together(words: Iterable[str]) -> str:
    """Pieces of HTML's text as plain text, with a blank line between paragraphs."""
    text: str = unescape("".join(words))
    between = text.split("\n\n")
    parts = list(filter(None, between))
    # With one space between words and nothing else, as in most texts, nothing is to be fixed: to see that is quicker.
    # No space but the ordinary one can be printed.
    is_even = (
        "  " not in text
        and text.count("\n") == 2 * len(between) - 2
        and text.replace("\n", "").isprintable()
        and not any(part[0] == " " or part[-1] == " " for part in parts)
    )
    if not is_even:
        parts = [even for part in parts if (even := " ".join(part.split()))]
    return "\n\n".join(parts)

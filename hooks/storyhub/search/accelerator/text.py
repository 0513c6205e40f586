"""Read a story's safe HTML as the words of a search result: in reading order, with what weighs more and where headings are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

# What Pagefind gives to headings. Plain text weighs 1.
HEADINGS = {"h1": 7, "h2": 6, "h3": 5, "h4": 4, "h5": 3, "h6": 2}
LEAD = 2

# The sanitiser leaves no comments and closes every quote.
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_ID = re.compile(r"\sid=\"([^\"]*)\"")
# Only these end a sentence; all else is part of the running text.
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
# Where a text without spaces pauses.
_STOPS = re.compile("[。、，；：！？]")
# Zero-width spaces are Pagefind's own boundary mark, which its indexer takes out as well.
_BOUNDARY = "\u200b"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A heading that a result can point to."""

    element: str
    id: str
    text: str
    location: int  # number of the first word after the heading's start


@dataclass(slots=True)
class TextOfPage:
    """A story's words, as the search engine and its excerpts see them."""

    words: list[str] = field(default_factory=list)
    heavier: list[tuple[int, int, int]] = field(default_factory=list)  # from word, up to word, weight
    anchors: list[Anchor] = field(default_factory=list)

    def add(self, text: str, weight: int = 1) -> None:
        """Append a block of text, closed with a full stop where it has none, so that excerpts read well."""
        words = _STOPS.sub(r"\g<0> ", text.replace(_BOUNDARY, "")).split()
        if not words:
            return
        if words[-1][-1].isalnum():
            words[-1] += "."
        start = len(self.words)
        self.words += words
        if weight != 1:
            self.heavier.append((start, len(self.words), weight))


def read(lead: str, html: str) -> TextOfPage:
    """The lead, which weighs double, then the story, block by block."""
    reading = TextOfPage()
    reading.add(lead, LEAD)
    # Between texts come, for each tag: the slash that closes, the name, and the rest of it.
    parts = _TAG.split(html)
    text, heading, heading_id = parts[0], "", ""
    for closes, name, rest, after in zip(parts[1::4], parts[2::4], parts[3::4], parts[4::4], strict=True):
        if name not in _BLOCKS and (name := name.lower()) not in _BLOCKS:
            text += f" {after}" if name == "br" else after
            continue
        if text and not text.isspace():
            _add(reading, text, heading, heading_id)
        text, heading, heading_id = after, "", ""
        if name in HEADINGS and not closes:
            found = _ID.search(rest)
            heading, heading_id = name, found[1] if found else ""
    if text and not text.isspace():
        _add(reading, text, heading, heading_id)
    return reading


def _add(reading: TextOfPage, text: str, heading: str, heading_id: str) -> None:
    text = unescape(text) if "&" in text else text
    if heading and heading_id:
        title = " ".join(text.replace(_BOUNDARY, "").split())
        reading.anchors.append(Anchor(heading, unescape(heading_id), title, len(reading.words)))
    reading.add(text, HEADINGS.get(heading, 1))

"""Makes HTML safe with an allow-list (nh3). This is the boundary: whatever comes out may be on a page.

Source of the list: what GitHub Flavored Markdown itself produces, and the tags that people use beside it.
"""

from __future__ import annotations

import re

import nh3

TAGS = frozenset(
    {"a", "abbr", "b", "bdi", "blockquote", "br", "caption", "cite", "code", "dd", "del", "details", "dfn", "div", "dl"}
    | {"dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li"}
    | {"mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup"}
    | {"table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr"}
)
ATTRIBUTES: dict[str, set[str]] = {tag: {"title", "lang", "dir"} for tag in TAGS}
ATTRIBUTES["a"] |= {"href", "id", "data-footnote-backref"}
ATTRIBUTES["img"] |= {"src", "alt"}
ATTRIBUTES["ol"] |= {"start"}
ATTRIBUTES["li"] |= {"id"}
ATTRIBUTES["details"] |= {"open"}
ATTRIBUTES["time"] |= {"datetime"}
for _cell in ("td", "th"):
    ATTRIBUTES[_cell] |= {"align", "colspan", "rowspan"}
ATTRIBUTES["th"] |= {"scope"}
SCHEMES = {"http", "https", "mailto", "tel"}
FOOTNOTE = re.compile(r"fn(ref)?-[\w.-]+")
"""Ids that a story may have: those of its footnotes."""


def _footnotes_only(tag: str, attribute: str, value: str) -> str | None:
    """Keeps an id only where a footnote made it, so that no story can pose as a part of the page."""
    return value if attribute != "id" or FOOTNOTE.fullmatch(value) else None


_PLAIN = nh3.Cleaner(
    tags=set(TAGS),
    attributes={tag: names - {"id"} for tag, names in ATTRIBUTES.items()},
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
)
_NOTED = nh3.Cleaner(
    tags=set(TAGS),
    attributes=ATTRIBUTES,
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer",
    attribute_filter=_footnotes_only,
)


def clean(html: str) -> str:
    """Safe HTML, every element closed; what would cost too much to repair must have been refused before (html_tags.py)."""
    # A callback for every attribute is slow: only documents with footnotes pay for it.
    return (_NOTED if 'id="fn' in html else _PLAIN).clean(html)

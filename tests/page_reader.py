"""Reads a page of a site as strictly as no browser does: what it says, points to and names, and what is wrong with its HTML."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
NOT_IN_A_PARAGRAPH = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "ul",
    ]
)
WITHIN = {
    "td": ("tr",),
    "th": ("tr",),
    "tr": ("tbody", "thead", "tfoot", "table"),
    "tbody": ("table",),
    "thead": ("table",),
    "dt": ("dl", "div"),
    "dd": ("dl", "div"),
    "summary": ("details",),
    "figcaption": ("figure",),
    "li": ("ul", "ol", "template"),
}
"""Elements, and those that they may be in (HTML, 4.4 and 4.9)."""


class PageReader(HTMLParser):
    """What is found on one page, in the order in which it is there."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self._open: list[str] = []
        self._said: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{name}> is never closed" for name in self._open]
        self.faults += [f"two parts have the id {name}" for name, count in Counter(self.ids).items() if count > 1]
        if not html.lower().startswith("<!doctype html>"):
            self.faults.append("there is no doctype")

    @property
    def words(self) -> Counter[str]:
        """Every word that is to be read or, of a picture, heard, with how often."""
        return Counter(re.findall(r"\w+", " ".join(self._said)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        self._blame(len(names) != len(set(names)), f"<{tag}> has an attribute twice")
        self._blame(any(name.startswith("on") or name == "style" for name in names), f"<{tag}> has code or style")
        self._blame(tag in ("script", "style") and "src" not in names, f"<{tag}> stands in the page")
        self._blame(tag in NOT_IN_A_PARAGRAPH and "p" in self._open, f"<{tag}> stands in a paragraph")
        self._blame(tag == "a" and "a" in self._open, "a link stands in a link")
        self._blame(tag in WITHIN and self._open[-1:] and self._open[-1] not in WITHIN[tag], f"<{tag}> stands alone")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in ("href", "src"):
                self.links.append(value or "")
            elif name == "alt":
                self._said.append(value or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        self._blame(self._open[-1:] != [tag], f"</{tag}> ends <{(self._open or ['nothing'])[-1]}>")
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "svg"}.intersection(self._open):
            self._said.append(data)

    def _blame(self, wrong: object, told: str) -> None:
        if wrong:
            self.faults.append(f"line {self.getpos()[0]}: {told}")

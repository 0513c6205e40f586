"""Makes safe HTML fit for the page in one pass: headings, links, pictures, tables, and the plain text beside it.

Takes what `sanitise.clean` gives: every element closed, names in small letters, values between double quotes, and no
< or > inside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import unquote

from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import Message, say
from storyhub.model.story import Reference
from storyhub.text.headings import Outline, anchor
from storyhub.text.plain_words import BETWEEN, ENDS, PARAGRAPH, together
from storyhub.text.source_lines import SourceLines

ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
"""How an address starts that leads out of the hub."""
_TAGS = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-z0-9]+)")
_ATTRIBUTE = re.compile(r"([a-z-]+)=\"([^\"]*)\"")
_NAMED = re.compile(r"<img [^>]*alt=\"[^\"]")
_NOTE = ("#fn-", "#fnref-")


class BodyMaker:
    """The body of one story while it is made."""

    def __init__(self, places: SourceLines) -> None:
        self.places = places
        self.outline = Outline()
        self.references: list[Reference] = []
        self.issues: list[Issue] = []
        self._html: list[str] = []
        self._words: list[str] = []
        self._open: list[tuple[int, int, str]] = []
        """Of headings, links and cells that are open: where their HTML starts, where their words start, and what they are."""
        self._fragments: list[tuple[int, str]] = []

    def compose(self, html: str) -> str:
        """The finished HTML."""
        output, words = self._html, self._words
        pieces = _TAGS.split(html)
        for text, tag in zip(pieces[::2], (*pieces[1::2], ""), strict=True):
            if text:
                output.append(text)
                # The end of a line between two paragraphs is none of the words of either.
                if text != "\n" or (words and words[-1] != PARAGRAPH):
                    words.append(text)
            if (between := BETWEEN.get(tag)) is None:
                self._tag(tag)
                continue
            output.append(tag)
            if between:
                words.append(between)
        if self._fragments:
            self._resolve_fragments()
        return "".join(output).strip()

    @property
    def text(self) -> str:
        """The words, with a blank line between paragraphs."""
        return together(self._words)

    def _tag(self, tag: str) -> None:
        name = _NAME.match(tag)[1]  # type: ignore[index]
        if tag.startswith("</"):
            if finish := _FINISHES.get(name):
                finish(self)
            else:
                self._html.append(tag)
            if name in ENDS:
                self._words.append(PARAGRAPH)
        else:
            start = _STARTS.get(name)
            self._html.append(start(self, tag) if start else tag)

    def _opened(self, tag: str, what: str = "") -> str:
        self._open.append((len(self._html), len(self._words), what or tag))
        return tag

    def _table(self, tag: str) -> str:
        return f'<div class="scroll" tabindex="0">{tag}'

    def _table_end(self) -> None:
        self._html.append("</table></div>")

    def _code(self, tag: str) -> str:
        return tag.replace("<pre", '<pre tabindex="0"', 1)

    def _heading_end(self) -> None:
        start, words, tag = self._open.pop()
        if text := " ".join(together(self._words[words:]).split()):
            level, identity = self.outline.add(int(tag[2]), text)
            self._html[start] = f'<h{level} id="{identity}">'
            self._html.append(f"</h{level}>")
        else:
            self._html[start] = ""

    def _cell_end(self) -> None:
        """A head without words heads nothing: it is an ordinary cell."""
        start, _, _ = self._open.pop()
        empty = not "".join(self._html[start + 1 :]).strip()
        if empty:
            self._html[start] = "<td>"
        self._html.append("</td>" if empty else "</th>")

    def _link(self, tag: str) -> str:
        given: dict[str, str] = dict(_ATTRIBUTE.findall(tag))
        href = given.pop("href", None)
        self._opened(href or "")
        if not href:
            if href is not None:
                told = say(
                    "has a link without an address; a link is written as [words](address); add its address, or take the brackets away"
                )
                self._advise(self.places.line_of("]()"), "broken-link", told)
            return ""
        if ELSEWHERE.match(href):
            return tag
        given.pop("rel", None)
        if href.startswith("#"):
            self._fragments.append((len(self._html), unquote(unescape(href[1:]))))
        else:
            target = unescape(href)
            self.references.append(Reference(target, self.places.line_of_address(target)))
        # The address comes first, where links.py seeks it.
        return f'<a href="{href}"{"".join(f" {name}={chr(34)}{value}{chr(34)}" for name, value in given.items())}>'

    def _link_end(self) -> None:
        start, words, href = self._open.pop()
        if not href:
            return
        if href.startswith(_NOTE):
            # The number of a note is no word of the story.
            del self._words[words:]
        elif not any(map(str.strip, self._words[words:])) and not _NAMED.search("".join(self._html[start:])):
            # A link without words cannot be followed by who does not see it: its address takes their place.
            self._html.append(href)
        self._html.append("</a>")

    def _picture(self, tag: str) -> str:
        given: dict[str, str] = dict(_ATTRIBUTE.findall(tag))
        source, alt, title = (given.get(name, "") for name in ("src", "alt", "title"))
        note = f" <small>{title}</small>" if title else ""
        shown_as_words = not source or bool(ELSEWHERE.match(source))
        self._words.append(f" {alt if shown_as_words else ''} {title} ")
        if not source:
            return alt + note
        target = unescape(source)
        line = self.places.line_of_address(target)
        if shown_as_words:
            told = say(
                "shows a picture from elsewhere (%(found)s); a picture is kept with its story; it is shown as a link: put the file in the story’s folder",
                found=shown(target),
            )
            self._advise(line, "picture-elsewhere", told)
            words = alt or source
            inside_link = any(href for _, _, href in self._open if not href.startswith("<"))
            return (words if inside_link else f'<a href="{source}" rel="noopener noreferrer">{words}</a>') + note
        self.references.append(Reference(target, line, picture=True, alt=unescape(alt)))
        return f'<img src="{source}" alt="{alt}">{note}'

    def _resolve_fragments(self) -> None:
        for place, fragment in self._fragments:
            if fragment.startswith(("fn-", "fnref-")):
                continue
            if (found := self.outline.find(fragment)) is None:
                told = say(
                    "links to %(found)s, and no heading is called that; a heading’s own words in lower case, with - between them, are allowed; correct the link",
                    found=shown("#" + fragment),
                )
                self._advise(self.places.line_of_address("#" + fragment), "broken-link", told)
                found = anchor(fragment)
            tag = self._html[place]
            rest = tag.removeprefix('<a href="').partition('"')[2]
            self._html[place] = f'<a href="#{escape(found)}"{rest}'

    def _advise(self, line: int, rule: str, told: Message) -> None:
        self.issues.append(advice(self.places.path, line, "body", rule, told))


_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STARTS: dict[str, Callable[[BodyMaker, str], str]] = {
    "a": BodyMaker._link,
    "img": BodyMaker._picture,
    "table": BodyMaker._table,
    "pre": BodyMaker._code,
    **dict.fromkeys((*_HEADINGS, "th"), BodyMaker._opened),
}
_FINISHES: dict[str, Callable[[BodyMaker], None]] = {
    "a": BodyMaker._link_end,
    "th": BodyMaker._cell_end,
    "table": BodyMaker._table_end,
    **dict.fromkeys(_HEADINGS, BodyMaker._heading_end),
}

"""Renders a story's Markdown to safe HTML: comrak, then the allow-list, then made fit for the page.

Pure: the same text gives the same result. Links into the hub stay as the writer wrote them; `links.py` resolves them.
What the reader will not see of what the writer wrote is among the issues.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape

from storyhub.model.issues import Issue, advice, error, shown
from storyhub.model.messages import say
from storyhub.model.story import Body, Reference
from storyhub.text import lost_words, typed_html
from storyhub.text.body import BodyMaker
from storyhub.text.decoding import DIRECTION_MARKS, UNSEEN, without_unseen
from storyhub.text.html_tags import DEPTH_LIMIT
from storyhub.text.markdown import to_html
from storyhub.text.sanitise import clean
from storyhub.text.source_lines import SourceLines

# What nearly every character of a text is, in UTF-8.
_ORDINARY = bytes((9, 10, *range(32, 127)))
_MADE_BY_COMRAK = re.compile(
    r"<input type=\"checkbox\" (?P<done>checked=\"\" )?disabled=\"\" />"
    r"|<pre (?P<pre>lang)=\"[^\"]*\">"
    r"|<sup class=\"footnote-ref\">(?:<a href=\"#(?P<to>fn-[^\"]*)\" id=\"(?P<id>fnref-[^\"]*)\" data-footnote-ref>)?"
    r"|<a href=\"#(?P<up>fnref-[^\"]*)\" class=\"footnote-backref\" [^>]*>"
    r"|<li id=\"(?P<note>fn-[^\"]*)\">"
    r"|<section (?P<notes>class=\"footnotes\" data-footnotes)>"
)
_GROWTH, _ROOM = 16, 64 * 1024
"""How much longer than its Markdown the HTML of a text may be, in characters: the factor, and what any text may have besides."""
_ADDRESS = re.compile(r"\b(?:href|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body as the page needs it, with what was found on the way."""

    body: Body
    references: tuple[Reference, ...]
    issues: tuple[Issue, ...]


def render(markdown: str, path: str, first_line: int = 1) -> Rendered:
    """Safe HTML of a body that starts at `first_line` of the file `path`."""
    issues: list[Issue] = []
    if UNSEEN.search(markdown.encode("utf-8", "replace").translate(None, _ORDINARY).decode()):
        issues.extend(_unseen_characters(markdown, path, first_line))
        markdown = without_unseen(markdown)
    places = SourceLines(markdown, path, first_line)
    html = to_html(markdown)
    if len(html) > _GROWTH * len(markdown) + _ROOM:
        return Rendered(Body("", ""), (), (*issues, _too_large(path, first_line, len(html))))
    # Without a sign that each of them has, there is no need to look for any.
    if "=" in html and ("<input" in html or "<pre lang" in html or 'id="fn' in html):
        html = _MADE_BY_COMRAK.sub(partial(_own_form, notes=set()), html)
    # Tables of Markdown hold no blocks: however many rows, they are not deep.
    tags = html.count("<") - html.count("<t") - html.count("</t")
    if typed_html.PRESENT.search(markdown) or tags > 2 * DEPTH_LIMIT:
        typed = typed_html.keep_words(html)
        if typed.nesting.too_costly:
            return Rendered(Body("", ""), (), (*issues, _too_costly(path, first_line)))
        issues.extend(typed_html.issues(typed, places))
        html = typed.html
    safe = clean(html)
    if "&" in markdown and UNSEEN.search(safe):
        told = say("has an invisible character, written as an entity (&#…;); only text is allowed; it is left out")
        issues.append(advice(path, places.line_of("&"), "body", "control-character", told))
        safe = without_unseen(safe)
    issues.extend(_lost_addresses(html, safe, places))
    issues.extend(lost_words.issues(safe, places))
    composition = BodyMaker(places)
    finished = composition.compose(safe)
    body = Body(finished, composition.text, tuple(composition.outline.headings))
    return Rendered(body, tuple(composition.references), (*issues, *composition.issues))


def _own_form(match: re.Match[str], notes: set[str]) -> str:
    """Turns what comrak adds of its own into HTML that needs no classes, inputs or English labels.

    `notes`: the ids of the notes before; several may have been given one name.
    """
    if match["pre"]:
        return "<pre>"
    if match["to"]:
        return f'<sup><a href="#{_note_id(match["to"])}" id="{_note_id(match["id"])}">'
    if match["up"]:
        return f'<a href="#{_note_id(match["up"])}" data-footnote-backref>'
    if match["note"]:
        first = match["note"] not in notes
        notes.add(match["note"])
        return f'<li id="{_note_id(match["note"])}">' if first else "<li>"
    if match["notes"]:
        return "<section>"
    if match[0].startswith("<sup"):
        return "<sup>"
    return "☑" if match["done"] else "☐"


def _note_id(name: str) -> str:
    # A browser decodes the % of a link but not that of an id.
    return re.sub(r"[^\w.-]", ".", name)


def _unseen_characters(markdown: str, path: str, first_line: int) -> Iterator[Issue]:
    # A NUL byte is reported with the file's bytes.
    if found := UNSEEN.search(markdown if "\0" not in markdown else markdown.replace("\0", " ")):
        line = first_line + markdown.count("\n", 0, found.start())
        kind = say("direction mark") if found[0] in DIRECTION_MARKS else say("control character")
        what = say(
            "has an invisible %(kind)s (U+%(found)s); only text is allowed; it is left out",
            kind=kind,
            found=f"{ord(found[0]):04X}",
        )
        yield advice(path, line, "body", "control-character", what)


def _too_large(path: str, line: int, size: int) -> Issue:
    told = say(
        "becomes a page of %(size)s KB, such as a table of many columns whose rows are short; a page is as long as its text; split the table, or take it out",
        size=size // 1024,
    )
    return error(path, line, "body", "too-costly", told)


def _too_costly(path: str, line: int) -> Issue:
    told = say(
        "has hundreds of tags, quotes or lists that are inside each other or never closed; at most %(most)s are allowed; close them, or take them out",
        most=DEPTH_LIMIT,
    )
    return error(path, line, "body", "nested-too-deep", told)


def _lost_addresses(before: str, after: str, places: SourceLines) -> Iterator[Issue]:
    """Addresses that the sanitiser took away: those that could run code, and those that are none."""
    if "=" not in before or before.count("href=") + before.count("src=") == after.count("href=") + after.count("src="):
        return
    lost = Counter(_addresses(before)) - Counter(_addresses(after))
    for address in lost:
        if address:
            told = say(
                "links to %(found)s; an address starts with https://, mailto: or tel:, or is a path in the hub; its words are shown without a link: correct the address",
                found=shown(address),
            )
            yield advice(places.path, places.line_of_address(address), "body", "address-left-out", told)
        else:
            told = say(
                "has a link or picture without an address; a link is written as [words](address); add the address, or take the brackets away"
            )
            yield advice(places.path, places.line_of("]("), "body", "address-left-out", told)


def _addresses(html: str) -> list[str]:
    return [unescape("".join(parts)) for parts in _ADDRESS.findall(html)]

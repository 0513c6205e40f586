"""The HTML that a writer typed: keeps every word of it, and notes each tag and attribute that the allow-list takes away.

The sanitiser alone would drop the words in tags that it does not know, and whole paragraphs behind a tag that is never
closed. So what may not stay goes here, before it, and its words remain; what was never meant as a tag ("write <name>",
"headings such as <h1>") is shown as it was typed. What comes out is balanced, but for end tags that HTML may leave out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape

from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import Message, say
from storyhub.text.html_tags import (
    CLOSED_BY_WHAT_FOLLOWS,
    CODE_END,
    COMMENT,
    NO_TAG,
    OPEN_COMMENT,
    QUOTED,
    VOID,
    Nesting,
    Tag,
    take_apart,
)
from storyhub.text.sanitise import ATTRIBUTES, FOOTNOTE, TAGS
from storyhub.text.source_lines import SourceLines

PRESENT = re.compile(r"<[a-zA-Z/!?]")
"""Without any of these a Markdown text holds no HTML (CommonMark 6.6)."""
_ATTRIBUTE = re.compile(rf"([^\s\"'<>/=]+)(?:\s*=\s*({QUOTED}|[^\s\"'=<>`]+))?")
_ATTRIBUTE_LIMIT = 100
"""Attributes of one tag: comparing them with each other costs the parser their square."""
_KINDS_LIMIT = 12
"""Kinds of tags that are named to a writer."""
_EMBEDDING = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src", "source": "src"}
_PROSE = frozenset({"p", "li", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"blockquote", "details", "div", "dl", "figure", "ol", "section", "table", "tr", "ul"})
_PARTS_OF = {"li": {"ul", "ol"}, "dt": {"dl"}, "dd": {"dl"}}
"""Parts of lists, which no screen reader understands by themselves."""
_WITHIN_WORDS = frozenset({"acronym", "bdo", "big", "blink", "data", "font", "nobr", "rb", "ruby", "strike", "tt"})
_LIKE_A_DIV = frozenset(
    {"address", "article", "aside", "center", "dialog", "dir", "fieldset", "footer", "form", "header", "legend", "main"}
    | {"menu", "nav", "noscript", "optgroup", "option", "search", "select"}
)


@dataclass(slots=True)
class Typed:
    """HTML with only tags of the allow-list, and what was taken out of it."""

    html: str = ""
    tags: list[tuple[str, str]] = field(default_factory=list)
    """(name, as it was typed) of each tag that went."""
    attributes: list[tuple[str, str]] = field(default_factory=list)
    """(name, tag as it was typed) of each attribute that goes."""
    nesting: Nesting = field(default_factory=Nesting)
    around: list[str] = field(default_factory=list)
    """Names of the prose and blocks that are open."""


def keep_words(html: str) -> Typed:
    """Takes out of comrak's HTML each tag that may not stay, and none of the words between tags but scripts and styles."""
    typed = Typed()
    typed.html = "".join(part if isinstance(part, str) else _replacement(part, typed) for part in take_apart(html))
    return typed


def _replacement(tag: Tag, typed: Typed) -> str:
    name = tag.name
    if name in (COMMENT, OPEN_COMMENT, NO_TAG):
        typed.tags.append((name, tag.written))
        return "" if name == COMMENT else "&lt;"
    if not tag.paired and name not in VOID and (left := _unpaired(tag, typed)) is not None:
        return left
    if name in _PARTS_OF and not _PARTS_OF[name].intersection(typed.around):
        if not tag.end:
            typed.tags.append((name, tag.written))
        return " "
    if name in TAGS:
        (typed.nesting.end if tag.end else typed.nesting.start)(name)
        _follow(tag, typed.around)
        return tag.written if tag.end else _start_tag(tag, typed)
    if not tag.end:
        typed.tags.append((name, tag.written))
    if name in _LIKE_A_DIV:
        (typed.nesting.end if tag.end else typed.nesting.start)("div")
        return "</div>" if tag.end else "<div>"
    return ("" if name in _WITHIN_WORDS else " ") if tag.end else _link_instead(tag)


def _unpaired(tag: Tag, typed: Typed) -> str | None:
    """What takes the place of a tag without its other half; None when HTML can do without that."""
    in_prose = bool(typed.around) and typed.around[-1] in _PROSE
    if in_prose and "=" not in tag.attributes and not tag.attributes.endswith("/"):
        typed.tags.append((NO_TAG, tag.written))
        return escape(tag.written, quote=False)
    if tag.name in CLOSED_BY_WHAT_FOLLOWS and not tag.end:
        return None
    if not tag.end and tag.name not in TAGS:
        typed.tags.append((tag.name, tag.written))
        return _link_instead(tag)
    if not tag.end:
        typed.attributes += [(name.lower(), tag.written) for name, _ in _ATTRIBUTE.findall(tag.attributes)]
    return ""


def _follow(tag: Tag, around: list[str]) -> None:
    """Keeps account of what is open; only what has both its tags counts, so that they always match."""
    if tag.paired and (tag.name in _PROSE or tag.name in _BLOCKS):
        if tag.end:
            around.pop()
        else:
            around.append(tag.name)


def _start_tag(tag: Tag, typed: Typed) -> str:
    if not tag.attributes:
        return tag.written
    given = _ATTRIBUTE.findall(tag.attributes)
    for attribute, value in given:
        lower = attribute.lower()
        if lower not in ATTRIBUTES[tag.name] or (lower == "id" and not FOOTNOTE.fullmatch(value.strip("\"'"))):
            typed.attributes.append((lower, tag.written))
    return tag.written if len(given) <= _ATTRIBUTE_LIMIT else f"<{tag.name}>"


def _link_instead(tag: Tag) -> str:
    """A link to what would have been shown inside the story: a film, a map, a form."""
    given = {attribute.lower(): value.strip("\"'") for attribute, value in _ATTRIBUTE.findall(tag.attributes)}
    address = given.get(_EMBEDDING.get(tag.name, ""), "")
    if not address:
        return ""
    words = unescape(given.get("title") or address)
    return f' <a href="{escape(unescape(address))}">{escape(words)}</a> '


def issues(typed: Typed, places: SourceLines) -> Iterator[Issue]:
    """Advice on what was taken out: one for each kind of tag, and one for all attributes."""
    counted = Counter(name for name, _ in typed.tags)
    first = dict(reversed(typed.tags))
    for name, written in list(first.items())[::-1][:_KINDS_LIMIT]:
        line = places.line_of(written.partition("\n")[0])
        yield advice(places.path, line, "body", "html-left-out", _about_tag(name, written, counted[name]))
    if typed.attributes:
        names = ", ".join(dict.fromkeys(name for name, _ in typed.attributes))
        line = places.line_of(typed.attributes[0][1].partition("\n")[0])
        told = say(
            "has %(found)s in its HTML tags; the hub decides how a story looks; it is left out and the words stay, so nothing needs to be done",
            found=shown(names, 100),
        )
        yield advice(places.path, line, "body", "html-left-out", told)


def _about_tag(name: str, written: str, count: int) -> Message:
    times = say(" (%(number)s times)", number=count) if count > 1 else ""
    if name == COMMENT:
        return say(
            "has a hidden comment (<!-- -->)%(times)s, which no reader sees; text that may be read is allowed; take it out, or write it as text",
            times=times,
        )
    if name == OPEN_COMMENT:
        return say(
            "has a comment that is never closed%(times)s; a comment ends with -->; close it, or take it out: it is shown as text",
            times=times,
        )
    if name == NO_TAG:
        told = say(
            "a tag is written in full, as <b>words</b>; write it so, or between backticks (`%(found)s`): it is shown as you typed it",
            found=shown(written, 20)[1:-1],
        )
        others = say(" and other halves") if count > 1 else say(", which is half")
        return say(
            "has %(found)s%(others)s of an HTML tag; %(told)s", found=shown(written, 30), others=others, told=told
        )
    if name in CODE_END:
        return say(
            "has <%(found)s>%(times)s, which is code for a browser; a story is text and pictures; it is left out with what is in it",
            found=name,
            times=times,
        )
    if name in _EMBEDDING:
        return say(
            "has <%(found)s>%(times)s, which shows another place inside the story; a link to it is allowed; it is shown as a link",
            found=name,
            times=times,
        )
    return say(
        "has <%(found)s>%(times)s, which a story may not have; Markdown and plain HTML tags are allowed; the tag is left out and its words stay",
        found=shown(name, 40)[1:-1],
        times=times,
    )

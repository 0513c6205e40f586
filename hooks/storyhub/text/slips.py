"""Slips of the keyboard and of pasting that readers would see as raw signs or as a grey box: each with its line, corrected.

Code is left alone: what is between backticks or fences is meant to be shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from storyhub.model.issues import Issue, advice, also_on, shown
from storyhub.model.messages import Message, say
from storyhub.text import slip_patterns as like
from storyhub.text.cures import cured
from storyhub.text.source_lines import SourceLines

_PROSE = 5
"""Words in a row that no code has."""


def issues(markdown: str, path: str, first_line: int) -> Iterator[Issue]:
    """Advice on the slips in a text that starts at `first_line` of its file."""
    places = SourceLines(markdown, path, first_line)
    # Without a sign that each of them has, there is no need to look for any.
    if "](" in markdown or "] " in markdown or "]\u00a0" in markdown or ")[" in markdown:
        yield from _links(places)
    if like.ODD_SIGN.search(markdown):
        yield from _marks(places)
    if "\n–" in markdown or "\n—" in markdown:
        yield from _rows_of_dashes(places)
    if "##" in markdown:
        yield from _headings(places)
    if like.GLUED.search(markdown):
        yield from _glued_lists(places)
    if "{" in markdown or "[" in markdown:
        yield from _templates(places)
    if "\t" in markdown or "\n    " in markdown or markdown.startswith("    "):
        yield from _indents(places)
    yield from _contacts(places)


def told_once(issues: Iterable[Issue]) -> Iterator[Issue]:
    """Slips of one kind in a file once, at the first line of them with the others named; `fix` corrects them all."""
    kinds: dict[str, list[Issue]] = {}
    for issue in issues:
        kinds.setdefault(issue.rule, []).append(issue)
    for first, *others in kinds.values():
        message = first.message
        if not others or not isinstance(message, Message) or "cure" not in message.words:
            yield from (first, *others)
            continue
        told = also_on(message.words["told"], [issue.line for issue in others])
        yield replace(first, message=Message(message.msgid, {**message.words, "told": told}))


def _each(pattern: re.Pattern[str], places: SourceLines) -> Iterator[tuple[int, str, re.Match[str]]]:
    """The first place on each line where a pattern is outside of code: the line's number, the line, and the match in it."""
    markdown, last = places.markdown, -1
    for match in pattern.finditer(markdown):
        start = markdown.rfind("\n", 0, match.start()) + 1
        if start != last and not places.is_code(match.start()):
            last = start
            end = markdown.find("\n", start)
            yield places.line_at(start), markdown[start : None if end < 0 else end], match


def _each_line(pattern: re.Pattern[str], places: SourceLines) -> Iterator[tuple[int, str]]:
    """The lines of all places where a pattern of several is outside of code, with their numbers."""
    for match in pattern.finditer(places.markdown):
        if not places.is_code(match.start()):
            yield from enumerate(match[0].split("\n"), places.line_at(match.start()))


def _links(places: SourceLines) -> Iterator[Issue]:
    for number, line, _ in _each(like.APART, places):
        told = say(
            "has a space between [words] and (address), so that readers see the brackets; a link or picture has none there"
        )
        yield _slip(places, number, "link-apart", told, like.APART.sub(r"\1\2", line))
    for number, line, match in _each(like.SMART, places):
        if match["open"] or match["title"] is not None:
            told = say(
                "has curly quotes in the address of a link, so that it leads nowhere; straight quotes belong there"
            )
            yield _slip(places, number, "link-quotes", told, like.SMART.sub(_with_straight_quotes, line))
    for number, line, _ in _each(like.TURNED, places):
        told = say("has a link with its brackets the wrong way round; the words go in [ ], the address in ( )")
        yield _slip(places, number, "link-turned", told, like.TURNED.sub(r"[\1](\2)", line))
    for number, line, match in _each(like.SPACED, places):
        told = say(
            "has a name with a space as an address (%(found)s), so that readers see the brackets; such a name goes between < and >",
            found=shown(match["name"]),
        )
        yield _slip(places, number, "name-with-space", told, like.SPACED.sub(r"\1(<\g<name>>)", line))


def _with_straight_quotes(match: re.Match[str]) -> str:
    title = f' "{match["title"]}"' if match["title"] is not None else ""
    return f"]({match['address']}{title})"


def _marks(places: SourceLines) -> Iterator[Issue]:
    for number, _, match in _each(like.ODD_MARK, places):
        indent = " " * len(match["indent"])
        if match["sign"]:
            told = say(
                "starts with a mark that Markdown does not know (%(found)s), so that readers see the character; a hyphen and an ordinary space make a list",
                found=shown(match["sign"]),
            )
        else:
            told = say(
                "has an odd space after %(found)s, so that readers see that character; an ordinary space belongs there",
                found=shown(match["mark"]),
            )
        yield _slip(places, number, "odd-mark", told, f"{indent}{match['mark'] or '-'} {match['text']}")


def _rows_of_dashes(places: SourceLines) -> Iterator[Issue]:
    """A dash at the start of one line may begin what somebody says; at the start of several it is a list."""
    for number, line in _each_line(like.DASHES, places):
        told = say(
            "starts with a dash, as the lines beside it do, and readers see one running text; a hyphen and an ordinary space make a list"
        )
        yield _slip(places, number, "odd-mark", told, like.DASH.sub(r"- \g<text>", line))


def _headings(places: SourceLines) -> Iterator[Issue]:
    for number, _, match in _each(like.GLUED_HEADING, places):
        yield _glued(places, number, f"{match['indent']}{match['mark']}", match["text"])


def _glued_lists(places: SourceLines) -> Iterator[Issue]:
    for number, line in _each_line(like.GLUED, places):
        if item := like.GLUED_ITEM.fullmatch(line):
            yield _glued(places, number, item["mark"], item["text"])


def _glued(places: SourceLines, number: int, mark: str, text: str) -> Issue:
    told = say(
        "has no space after %(found)s, so that readers see that character; a space belongs there",
        found=shown(mark.strip()),
    )
    return _slip(places, number, "odd-mark", told, f"{mark} {text}")


def _templates(places: SourceLines) -> Iterator[Issue]:
    for number, _, match in _each(like.TEMPLATE, places):
        told = say(
            "has %(found)s, which another program would fill in; readers see the code itself; write what it would have become, or put it between backticks",
            found=shown(match[0]),
        )
        yield advice(places.path, number, "body", "template-code", told)


def _indents(places: SourceLines) -> Iterator[Issue]:
    """Paragraphs that start with a tab or four spaces, as people type a letter: Markdown makes code of them."""
    in_list, after_blank, offset = False, True, 0
    for number, line in enumerate(places.markdown.split("\n"), places.first_line):
        match = like.INDENT.match(line)
        if match and after_blank and not in_list and _is_prose(match["text"]) and not places.is_code(offset):
            told = say(
                "starts with a tab or four spaces, which makes a grey box of code of it; a paragraph starts at the beginning of its line"
            )
            yield _slip(places, number, "pasted-indent", told, match["text"])
        if like.LIST.match(line):
            in_list = True
        elif line.strip() and not line[0].isspace() and after_blank:
            in_list = False
        after_blank = not line.strip() or (after_blank and bool(match))
        offset += len(line) + 1


def _is_prose(text: str) -> bool:
    words = text.split()
    enough = len(words) >= _PROSE or (len(words) > 1 and text[:1].isupper() and like.SENTENCE.fullmatch(text.rstrip()))
    return bool(enough) and all(map(like.WORD.fullmatch, words[:_PROSE]))


def _contacts(places: SourceLines) -> Iterator[Issue]:
    wanted = [(like.MAIL, say("an email address"))] if "@" in places.markdown else []
    wanted += [(like.PHONE, say("a phone number"))] if like.LONG_NUMBER.search(places.markdown) else []
    for pattern, what in wanted:
        for number, _, _match in _each(pattern, places):
            told = say(
                "has %(what)s, which every reader can see and use; the number or address of a service is fine, somebody's own only when they agreed; take it out, or leave it",
                what=what,
            )
            yield advice(places.path, number, "body", "contact", told)


def _slip(places: SourceLines, number: int, rule: str, told: Message, cure: str) -> Issue:
    return advice(places.path, number, "body", rule, cured(told, cure, say("correct the line")))

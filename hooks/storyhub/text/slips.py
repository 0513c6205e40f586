"""Slips of the keyboard and of pasting that readers would see as raw signs or as a grey box: each with its line, corrected.

Code is left alone: what stands between backticks or fences is meant to be shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import Message, say
from storyhub.text.cures import NO_WIDTH, ODD_SPACES, cured
from storyhub.text.javascript import in_javascript
from storyhub.text.source_lines import SourceLines

_ENDINGS = r"\.(?:md|jpe?g|png|webp|avif|heic)"
_ADDRESS = rf"(?:https?://|mailto:|tel:|\.{{0,2}}/)[^\s()<>]+|[^\s()<>]+{_ENDINGS}(?:#[^\s()]*)?"
_APART = re.compile(rf"(\[[^\[\]\n]+\])[ \u00a0]+(\((?:{_ADDRESS})(?: +\"[^\"\n]*\")?\))", re.IGNORECASE)
_SMART = re.compile(r"\]\((?P<open>[“”„]?)(?P<address>[^\s()<>“”„\"]+)[”“]?(?: +[“”„](?P<title>[^“”„\"\n()]*)[“”])?\)")
_SMART_ONLY = re.compile(r"\]\([“”„]|\]\([^\s()<>“”„\"]+[”“]? +[“”„]")
"""As much of it as says that there is one."""
_TURNED = re.compile(r"\(([^()\[\]\n]+)\)\[((?:https?://|mailto:)[^\[\]\s]+)\]", re.IGNORECASE)
_SPACED = re.compile(
    rf"(!?\[[^\[\]\n]*\])\((?P<name>[^\s()<>\"“”][^()<>\"“”\n]{{0,100}}[ \u00a0][^()<>\"“”\n]{{0,100}}{_ENDINGS}|https?://[^\s()<>\"“”]+(?: [^\s()<>\"“”]+){{1,20}})\)",
    re.IGNORECASE,
)
_SIGNS = "•·▪‣◦●"
_ODD_MARK = re.compile(
    rf"^(?P<indent>[ {ODD_SPACES}]*)(?:(?P<sign>[{_SIGNS}])[ {ODD_SPACES}\t]+"
    rf"|(?P<mark>[-*+]|\d{{1,3}}[.)]|#{{1,6}}|>)[ \t]*[{ODD_SPACES}{NO_WIDTH}][ \t{ODD_SPACES}{NO_WIDTH}]*)(?P<text>\S.*)",
    re.MULTILINE,
)
_DASHES = re.compile(r"^[–—][ \u00a0]+(?P<text>\S.*)(?:\n[–—][ \u00a0]+\S.*)+$", re.MULTILINE)
_DASH = re.compile(r"[–—][ \u00a0]+(?P<text>\S.*)")
_ODD_SIGN = re.compile(f"[{ODD_SPACES}{NO_WIDTH}{_SIGNS}]")
_TEMPLATE = re.compile(
    r"\{\{[<%]?\s*[^{}\n]{1,200}\}\}|\{%-?\s*[a-z][^{}\n]{0,200}%\}|\{:\s*[.#][^{}\n]{1,200}\}|\[\[[^\[\]\n]{1,200}\]\]|\[/?(?:caption|gallery|embed|audio|video|wp_[a-z]+|vc_[a-z_]+)(?:\s[^\]\n]{0,200})?\]"
)
_INDENT = re.compile(r"(?:\t| {1,3}\t| {4})[ \t]*(?P<text>\S.*)")
_LIST = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
_WORD = re.compile(r"[“”‘’„\"'(]*(?:[^\W\d_][\w’'-]*|\d+)[,.;:!?)”’…\"']*")
_LINES = 12
"""Lines that one piece of advice names."""
_PROSE = 5
"""Words in a row that no code has."""
_SENTENCE = re.compile(r"[“„\"']?[^\W\d_].*[^\W\d_][.!?…][”\"']?")
_MAIL = re.compile(r"(?<![\w.+/-])[\w.+-]{1,64}@(?!example\.)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w@-])")
_LONG_NUMBER = re.compile(r"\d[\d .()-]{7}")
_PHONE = re.compile(
    r"(?<![\w.,/+=#-])(?<![A-Z]{4} )(?:0[1-9]\d?|\+\d{2,3}(?:[ .-]?\(0\))?|00[1-9]\d)(?:[ .-]?\d){7,10}(?![\w/-]|[.,]\d)"
)


def patterns() -> dict[str, list[tuple[str, str]]]:
    """What can be seen on one line alone, by its rule, for a browser."""
    found = {
        "link-apart": (_APART,),
        "link-quotes": (_SMART_ONLY,),
        "link-turned": (_TURNED,),
        "name-with-space": (_SPACED,),
        "odd-mark": (_ODD_MARK,),
        "template-code": (_TEMPLATE,),
        "contact": (_MAIL, _PHONE),
    }
    return {rule: [in_javascript(pattern) for pattern in some] for rule, some in found.items()}


def issues(markdown: str, path: str, first_line: int) -> Iterator[Issue]:
    """Advice on the slips in a text that starts at `first_line` of its file."""
    places = SourceLines(markdown, path, first_line)
    # Without a sign that each of them has, there is no need to look for any.
    if "](" in markdown or "] " in markdown or "]\u00a0" in markdown or ")[" in markdown:
        yield from _links(places)
    if _ODD_SIGN.search(markdown):
        yield from _marks(places)
    if "\n–" in markdown or "\n—" in markdown:
        yield from _rows_of_dashes(places)
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
        lines = ", ".join(str(issue.line) for issue in others[:_LINES]) + (" …" if len(others) > _LINES else "")
        told = say("%(advice)s (also on lines %(lines)s)", advice=message.words["told"], lines=lines)
        yield replace(
            first, message=say("%(told)s; write the line as: %(cure)s", told=told, cure=message.words["cure"])
        )


def _each(pattern: re.Pattern[str], places: SourceLines) -> Iterator[tuple[int, str, re.Match[str]]]:
    """The first place on each line where a pattern stands outside of code: the line's number, the line, and the match in it."""
    markdown, last = places.markdown, -1
    for match in pattern.finditer(markdown):
        start = markdown.rfind("\n", 0, match.start()) + 1
        if start != last and not places.is_code(match.start()):
            last = start
            end = markdown.find("\n", start)
            yield places.line_at(start), markdown[start : None if end < 0 else end], match


def _links(places: SourceLines) -> Iterator[Issue]:
    for number, line, _ in _each(_APART, places):
        told = say(
            "has a space between [words] and (address), so that readers see the signs; a link or picture has none there"
        )
        yield _slip(places, number, "link-apart", told, _APART.sub(r"\1\2", line))
    for number, line, match in _each(_SMART, places):
        if match["open"] or match["title"] is not None:
            told = say(
                "has curly quotes in the address of a link, so that it leads nowhere; straight quotes belong there"
            )
            yield _slip(places, number, "link-quotes", told, _SMART.sub(_with_straight_quotes, line))
    for number, line, _ in _each(_TURNED, places):
        told = say("has a link with its brackets the wrong way round; the words go in [ ], the address in ( )")
        yield _slip(places, number, "link-turned", told, _TURNED.sub(r"[\1](\2)", line))
    for number, line, match in _each(_SPACED, places):
        told = say(
            "has a name with a space as an address (%(found)s), so that readers see the signs; such a name goes between < and >",
            found=shown(match["name"]),
        )
        yield _slip(places, number, "name-with-space", told, _SPACED.sub(r"\1(<\g<name>>)", line))


def _with_straight_quotes(match: re.Match[str]) -> str:
    title = f' "{match["title"]}"' if match["title"] is not None else ""
    return f"]({match['address']}{title})"


def _marks(places: SourceLines) -> Iterator[Issue]:
    for number, _, match in _each(_ODD_MARK, places):
        indent = " " * len(match["indent"])
        if match["sign"]:
            told = say(
                "starts with a mark that Markdown does not know (%(found)s), so that readers see the sign; a hyphen and an ordinary space make a list",
                found=shown(match["sign"]),
            )
        else:
            told = say(
                "has an odd space behind %(found)s, so that readers see the sign; an ordinary space belongs there",
                found=shown(match["mark"]),
            )
        yield _slip(places, number, "odd-mark", told, f"{indent}{match['mark'] or '-'} {match['text']}")


def _rows_of_dashes(places: SourceLines) -> Iterator[Issue]:
    """A dash at the start of one line may begin what somebody says; at the start of several it is a list."""
    for match in _DASHES.finditer(places.markdown):
        if places.is_code(match.start()):
            continue
        for number, line in enumerate(match[0].split("\n"), places.line_at(match.start())):
            told = say(
                "starts with a dash, as the lines beside it do, and readers see one running text; a hyphen and an ordinary space make a list"
            )
            yield _slip(places, number, "odd-mark", told, _DASH.sub(r"- \g<text>", line))


def _templates(places: SourceLines) -> Iterator[Issue]:
    for number, _, match in _each(_TEMPLATE, places):
        told = say(
            "has %(found)s, which another program would fill in; readers see these signs themselves; write what they would have become, or put them between backticks",
            found=shown(match[0]),
        )
        yield advice(places.path, number, "body", "template-code", told)


def _indents(places: SourceLines) -> Iterator[Issue]:
    """Paragraphs that start with a tab or four spaces, as people type a letter: Markdown makes code of them."""
    in_list, after_blank, offset = False, True, 0
    for number, line in enumerate(places.markdown.split("\n"), places.first_line):
        match = _INDENT.match(line)
        if match and after_blank and not in_list and _is_prose(match["text"]) and not places.is_code(offset):
            told = say(
                "starts with a tab or four spaces, which makes a grey box of code of it; a paragraph starts at the beginning of its line"
            )
            yield _slip(places, number, "pasted-indent", told, match["text"])
        if _LIST.match(line):
            in_list = True
        elif line.strip() and not line[0].isspace() and after_blank:
            in_list = False
        after_blank = not line.strip() or (after_blank and bool(match))
        offset += len(line) + 1


def _is_prose(text: str) -> bool:
    words = text.split()
    enough = len(words) >= _PROSE or (len(words) > 1 and text[:1].isupper() and _SENTENCE.fullmatch(text.rstrip()))
    return bool(enough) and all(map(_WORD.fullmatch, words[:_PROSE]))


def _contacts(places: SourceLines) -> Iterator[Issue]:
    wanted = [(_MAIL, say("a mail address"))] if "@" in places.markdown else []
    wanted += [(_PHONE, say("a phone number"))] if _LONG_NUMBER.search(places.markdown) else []
    for pattern, what in wanted:
        for number, _, _match in _each(pattern, places):
            told = say(
                "has %(what)s, which every reader can see and use; the number or address of a service is fine, somebody's own only when they agreed; take it out, or leave it",
                what=what,
            )
            yield advice(places.path, number, "body", "contact", told)


def _slip(places: SourceLines, number: int, rule: str, told: Message, cure: str) -> Issue:
    return advice(places.path, number, "body", rule, cured(told, cure, say("correct the line")))

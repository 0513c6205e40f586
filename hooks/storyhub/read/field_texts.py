"""What is behind the colon of a field, as its writer meant it, with the reason where it is written differently."""

from __future__ import annotations

import re

from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import Message, say
from storyhub.read import dates
from storyhub.read.field_spelling import Spoken
from storyhub.text.cures import NO_WIDTH, ODD_SPACES, cured, plainly_spaced, quoted, quoted_parts
from storyhub.text.decoding import DIRECTION_MARKS

SPACE = f"{ODD_SPACES}{NO_WIDTH}\t "
ODD = re.compile(f"[{ODD_SPACES}{NO_WIDTH}\t]")
_TYPED_SPACE = re.compile(f"[{ODD_SPACES}\t]")
_CURLY = re.compile("[“”„‟«»](?P<text>[^“”„‟«»\"]*)[“”‟«»]|[‘‚](?P<other>[^‘’‚']*)[’‘]")
_NOT_PLAIN = re.compile(f"[{ODD_SPACES}{NO_WIDTH}{DIRECTION_MARKS}\t]")
_IN_TEXT = re.compile(r"!\[(?P<alt>[^\[\]]{0,300})\]\((?P<file>[^()\s{},]{1,200})\)")
_PART = re.compile(r"(?:^\{|,)\s*([^\W\d]\w{0,30}):\s")
_GLUED = re.compile(r"(?:^\{|,)\s*[^\W\d]\w{0,30}:(?=[^\s/])")
_BETWEEN = re.compile(r"[,;]")
_BRACKETS = frozenset("[]{}\"'#:&*!|>")
_ODD_TO_YAML = re.compile(r":(?:\s|$)|\s#")


def as_text(written: str, name: str, spoken: Spoken, language: str, reasons: list[Message]) -> str:
    """The text of the field `name` as it should be; why it is not is added to `reasons`. `language` is the story's."""
    text = written
    if name not in spoken.texts and text != (bare := text.strip(SPACE + DIRECTION_MARKS)) and _NOT_PLAIN.search(text):
        text = bare
        reasons.append(odd_space(written))
    if (plain := straight(text, name, spoken)) != text:
        text = plain
        reasons.append(say("has curly quotes around its text"))
    if name in spoken.days:
        return _day(text, language, reasons)
    if name in spoken.lists and not _BRACKETS.intersection(text) and (text.startswith("- ") or _BETWEEN.search(text)):
        parts = [part.strip(SPACE) for part in _BETWEEN.split(text.removeprefix("- "))]
        text = "[" + ", ".join(part for part in parts if part) + "]"
        reasons.append(say("has its entries on one line, and such a list goes between square brackets, with commas"))
    if name in spoken.pictures and (shown_in_text := _IN_TEXT.fullmatch(text.strip(SPACE))):
        alt = shown_in_text["alt"].strip()
        text = f"{{file: {shown_in_text['file']}{f', alt: {quoted(alt)}' if alt else ''}}}"
        reasons.append(say("shows a picture as a text does, and a field has its file and what it shows"))
    if name not in spoken.texts | spoken.lists and text.startswith("{"):
        text = _parts(text, spoken, reasons)
    if name not in spoken.texts | spoken.lists and (parts_quoted := quoted_parts(text)) and parts_quoted != text:
        text = parts_quoted
        reasons.append(say("has a comma or a colon inside one of its texts, and such text goes between quotes"))
    if (meant := spoken.text_of(name, text)) and meant != text:
        reasons.append(say("found %(found)s, which is written as %(meant)s", found=shown(text), meant=shown(meant)))
        text = meant
    return text


def _parts(text: str, spoken: Spoken, reasons: list[Message]) -> str:
    """A map between braces whose parts have the hub's names, and a space behind their colons."""
    if _GLUED.search(text):
        text = _GLUED.sub(r"\g<0> ", text)
        reasons.append(say("has no space after its colon"))
    for match in reversed(list(_PART.finditer(text))):
        meant = spoken.part_of(match[1])
        if meant and meant != match[1]:
            text = f"{text[: match.start(1)]}{meant}{text[match.end(1) :]}"
            reasons.append(say("%(found)s is called %(name)s", found=shown(match[1]), name=meant))
    return text


def straight(text: str, name: str, spoken: Spoken) -> str:
    """A text without the curly quotes that were typed for those of YAML."""
    if name in spoken.lists:
        return _CURLY.sub(lambda match: match["text"] or match["other"] or "", text)
    whole = _CURLY.fullmatch(text)
    if not whole:
        return text
    inner = whole["text"] or whole["other"] or ""
    if name not in spoken.texts:
        return inner
    return quoted(inner) if _ODD_TO_YAML.search(inner) else text


def _day(written: str, language: str, reasons: list[Message]) -> str:
    text = written[1:-1] if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'" else written
    if dates.is_iso(text) or " #" in text:
        return written
    days = dates.readings(plainly_spaced(text), (language,) if language else ())
    if len(days) != 1:
        return written
    reasons.append(say("found %(found)s, and a date is written as year-month-day", found=shown(text)))
    return days[0].isoformat()


def odd_space(text: str) -> Message:
    """What is wrong with the space in a line."""
    found = _NOT_PLAIN.search(text)
    if found is None:
        return say("starts with spaces, and a field starts at the beginning of its line")
    if found[0] == "\t":
        return say("has a tab where spaces belong")
    if not _TYPED_SPACE.match(found[0]):
        return say("has an invisible character (U+%(found)s)", found=f"{ord(found[0]):04X}")
    return say(
        "has a no-break or other odd space (U+%(found)s) where an ordinary one belongs", found=f"{ord(found[0]):04X}"
    )


_LIST_SPACE = re.compile(
    rf"^(?P<before>[{SPACE}]*(?:-[{SPACE}]+)?)(?P<name>[\w-]+:(?=[{SPACE}]))?(?P<after>[{SPACE}]*)"
)


def with_plain_spaces(text: str, path: str) -> tuple[str, list[Issue]]:
    """A list of the organisation in which odd spaces before and behind names are ordinary ones, and advice on each line with one."""
    if not _NOT_PLAIN.search(text):
        return text, []
    lines, issues = text.split("\n"), list[Issue]()
    for index, line in enumerate(lines):
        match = _LIST_SPACE.match(line)
        if match and ODD.search(found := match["before"] + match["after"]):
            lines[index] = plain = _as_typed(match[0]) + line[match.end() :]
            told = say("%(what)s; it is read as you meant it", what=odd_space(found))
            told = cured(told, plain, say("nothing needs to be done"))
            issues.append(advice(path, index + 1, "file", "read-as-meant", told))
    return "\n".join(lines), issues


def _as_typed(start: str) -> str:
    return plainly_spaced(start.replace("\t", "  ") + ".")[:-1]

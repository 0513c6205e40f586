"""Reads fields as their writer meant them: odd spaces, names in Dutch or with capitals, dates in words, lists with commas.

Only where one thing can be meant. Each line that is read differently from how it is written becomes advice that shows the line as
it should be, and is read as that line; all other lines stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import Message, say
from storyhub.read.field_spelling import Spoken
from storyhub.read.field_texts import ODD, SPACE, as_text, odd_space, straight
from storyhub.text.cures import NO_WIDTH, cured

_FIELD = re.compile(
    rf"(?P<indent>[{SPACE}]*)(?P<name>[^\W\d](?:[\w \-{NO_WIDTH}]{{0,40}}\w)?)(?P<before>[{SPACE}]*)(?P<colon>::?|[=：﹕∶꞉])(?P<after>[{SPACE}]*)(?P<text>.*)"
)
_ENTRY = re.compile(rf"(?P<indent>[{SPACE}]*)(?P<dash>[-–—•*+])(?P<gap>[{SPACE}]+|(?=[^\W\d_]))(?P<text>.*)")


@dataclass
class _Line:
    """A line as it should be, and why it is not as it is."""

    text: str
    reasons: list[Message] = dataclass_field(default_factory=list)
    field: str = ""
    """The field that it starts."""
    renamed: bool = False


def as_meant(lines: Sequence[str], spoken: Spoken, path: str, first_line: int) -> tuple[list[str], list[Issue]]:
    """The lines as they were meant, one for each that is given, and advice about each that was written differently."""
    found: list[str] = []
    issues: list[Issue] = []
    language = next((m[1] for line in lines if (m := _LANGUAGE.match(line))), "")
    whole = list(_read(lines, spoken, language))
    times = Counter(read.field for _, _, read in whole)
    for number, (line, name, read) in enumerate(whole, first_line):
        if read.reasons and not (read.renamed and times[name] > 1):  # a field that is there twice is reported as such
            told = say("%(what)s; it is read as you meant it", what=_together(read.reasons))
            issues.append(advice(path, number, name or "file", "read-as-meant", cured(told, read.text, _NOTHING)))
        found.append(read.text if read.reasons else line)
    return found, issues


_LANGUAGE = re.compile(r"(?:language|taal)\s*:\s*([a-z]{2,3})\b", re.IGNORECASE)
_NOTHING = say("nothing needs to be done")


def _together(reasons: Sequence[Message]) -> Message:
    first, *others = reasons
    return say("%(one)s, and %(other)s", one=first, other=_together(others)) if others else first


def _read(lines: Sequence[str], spoken: Spoken, language: str) -> Iterator[tuple[str, str, _Line]]:
    """Each line with the field it belongs to and how it is read."""
    above, goes_on, indent = "", "", "  "
    for line in lines:
        if not line.strip(SPACE) or line.startswith("#"):
            yield line, above, _Line(line)
        elif line[0] == " " and goes_on in ("block", "text"):
            yield line, above, _Line(line)  # it belongs to the text above, and its spaces are its own
        elif (match := _FIELD.fullmatch(_without_hyphen(line, goes_on))) and _is_top(match, goes_on, spoken):
            above = spoken.name_of(match["name"])
            read = _field(line, match, above, spoken, language)
            goes_on, indent = _how_it_goes_on((read.text if read.reasons else line).partition(":")[2].strip()), "  "
            yield line, above, read
        elif goes_on == "nested" and (entry := _ENTRY.fullmatch(line)) and (entry["gap"] or above in spoken.lists):
            read = _entry(line, entry, above, spoken, indent)
            indent = read.text[: len(read.text) - len(read.text.lstrip())]
            yield line, above, read
        elif goes_on == "nested" and match and (match["indent"] or _is_part(match, above, spoken)):
            read = _part(line, match, above, spoken, indent)
            indent = read.text[: len(read.text) - len(read.text.lstrip())]
            yield line, above, read
        else:
            if line[0] not in SPACE and match and match["colon"] == ":":
                above, goes_on = match["name"], _how_it_goes_on(match["text"].strip())
            yield line, above, _Line(line)


def _without_hyphen(line: str, goes_on: str) -> str:
    """A line of a field whose writer made a list of them."""
    return line[2:] if line.startswith("- ") and goes_on != "nested" else line


def _how_it_goes_on(text: str) -> str:
    """What the indented lines under a field are: part of its text, or fields and entries of their own."""
    if not text:
        return "nested"
    if text[0] in "|>":
        return "block"
    closed = text[0] not in "\"'[{" or (len(text) > 1 and text[-1] == {"[": "]", "{": "}"}.get(text[0], text[0]))
    return "" if closed else "text"


def _is_part(match: re.Match[str], above: str, spoken: Spoken) -> bool:
    """Whether a line at the very start is a part of the field above it, such as `alt` below `photo`."""
    name = match["name"]
    return above not in spoken.lists and not spoken.name_of(name) and bool(spoken.part_of(name))


def _is_top(match: re.Match[str], goes_on: str, spoken: Spoken) -> bool:
    """Whether a line is one of the fields themselves."""
    if not spoken.name_of(match["name"]):
        return False
    if not match["indent"] or not goes_on:
        return True
    return bool(ODD.search(match["indent"])) and not (goes_on == "nested" and spoken.part_of(match["name"]))


def _field(line: str, match: re.Match[str], name: str, spoken: Spoken, language: str) -> _Line:
    read = _Line(line, field=name, renamed=name != match["name"].strip(NO_WIDTH))
    if match.string != line:
        read.reasons.append(say("starts with a hyphen, and only the entries of a list do"))
    elif match["indent"] or ODD.search(match["before"] + match["after"] + match["name"]):
        read.reasons.append(odd_space(match["indent"] + match["name"] + match["before"] + match["after"]))
    elif match["colon"] != ":":
        read.reasons.append(say("has %(found)s where a colon belongs", found=shown(match["colon"])))
    elif match["text"] and not match["after"]:
        read.reasons.append(say("has no space after its colon"))
    if read.renamed:
        read.reasons.append(say("%(found)s is called %(name)s", found=shown(match["name"]), name=name))
    text = as_text(match["text"], name, spoken, language, read.reasons)
    if read.reasons:
        read.text = f"{name}: {text}".rstrip()
    return read


def _entry(line: str, match: re.Match[str], name: str, spoken: Spoken, indent: str) -> _Line:
    reasons: list[Message] = []
    before = match["indent"]
    if ODD.search(before + match["gap"]):
        reasons.append(odd_space(before + match["gap"]))
        before = indent if ODD.search(before) else before
    if match["dash"] != "-":
        reasons.append(say("starts its entry with %(found)s, where a hyphen is meant", found=shown(match["dash"])))
    elif not match["gap"]:
        reasons.append(say("has no space after its hyphen"))
    text = match["text"]
    if name in spoken.lists and text != (plain := straight(text.strip(SPACE), name, spoken)) and plain != text.strip():
        reasons.append(say("has curly quotes or odd spaces around its text"))
        text = plain
    return _Line(f"{before}- {text}" if reasons else line, reasons)


def _part(line: str, match: re.Match[str], above: str, spoken: Spoken, indent: str) -> _Line:
    reasons: list[Message] = []
    before, name = match["indent"], match["name"]
    if ODD.search(before + match["before"] + match["after"]):
        reasons.append(odd_space(before + match["before"] + match["after"]))
        before = indent if ODD.search(before) else before
    if not before:
        reasons.append(say("belongs to %(field)s, and is set in below it", field=above))
        before = indent or "  "
    meant = spoken.part_of(name)
    if meant and meant != name and above not in spoken.lists:
        reasons.append(say("%(found)s is called %(name)s", found=shown(name), name=meant))
        name = meant
    text = match["text"]
    if above in spoken.lists and (choice := spoken.text_of(above, text)) and choice != text:
        reasons.append(say("found %(found)s, which is written as %(meant)s", found=shown(text), meant=shown(choice)))
        text = choice
    return _Line(f"{before}{name}: {text}".rstrip() if reasons else line, reasons)

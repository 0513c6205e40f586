"""Reads fields as their writer meant them: odd spaces, names in Dutch or with capitals, dates in words, lists with commas.

Only where one thing can be meant. Each line that is read otherwise than it is written becomes advice that shows the line as
it should be, and is read as that line; all other lines stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import NamedTuple

from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import Message, say
from storyhub.read import dates
from storyhub.read.language_names import code_of
from storyhub.text.cures import NO_WIDTH, ODD_SPACES, cured, plainly_spaced, quoted

LANGUAGE = "language"


class Spoken(NamedTuple):
    """How the fields of a kind of file may be written."""

    names: frozenset[str]
    words: Mapping[str, str] = {}
    """What people call a field → its name; both in small letters with _ between words."""
    parts: Mapping[str, str] = {}
    """The same for what stands in a field, such as `alt` in `photo`."""
    days: frozenset[str] = frozenset()
    lists: frozenset[str] = frozenset()
    """Fields with several entries."""
    choices: Mapping[str, Mapping[str, str]] = {}
    """For a field the words that people write → those of the hub, in small letters."""
    texts: frozenset[str] = frozenset()
    """Fields for words of any kind, whose quotes may be part of them."""

    def name_of(self, written: str) -> str:
        """The field that a name means; empty when it is none."""
        plain = _plain(written)
        return plain if plain in self.names else self.words.get(plain, "")

    def part_of(self, written: str) -> str:
        """The same for a part of a field."""
        return self.parts.get(_plain(written), "")

    def text_of(self, name: str, written: str) -> str:
        """The word of the hub that is meant by what stands in a field; empty when nothing is known of it."""
        plain = written.casefold()
        return self.choices.get(name, {}).get(plain, "") or (code_of(written) if name == LANGUAGE else "")


AS_WRITTEN = Spoken(frozenset())
"""Fields of which nothing is known, and each stays as it is written."""

_SPACE = f"{ODD_SPACES}{NO_WIDTH}\t "
_ODD = re.compile(f"[{ODD_SPACES}{NO_WIDTH}\t]")
_TYPED_SPACE = re.compile(f"[{ODD_SPACES}\t]")
_FIELD = re.compile(
    rf"(?P<indent>[{_SPACE}]*)(?P<name>[^\W\d](?:[\w \-{NO_WIDTH}]{{0,40}}\w)?)(?P<before>[{_SPACE}]*):(?P<after>[{_SPACE}]*)(?P<text>.*)"
)
_ENTRY = re.compile(rf"(?P<indent>[{_SPACE}]*)(?P<dash>[-–—•])(?P<gap>[{_SPACE}]+)(?P<text>.*)")
_CURLY = re.compile("[“”„‟«»](?P<text>[^“”„‟«»\"]*)[“”‟«»]|[‘‚](?P<other>[^‘’‚']*)[’‘]")
_BRACKETS = frozenset("[]{}\"'#:&*!|>")
_ODD_TO_YAML = re.compile(r":(?:\s|$)|\s#")


@dataclass
class _Line:
    """A line as it should be, and why it is not as it is."""

    text: str
    reasons: list[Message] = dataclass_field(default_factory=list)
    field: str = ""
    """The field that it starts."""
    renamed: bool = False


def as_meant(lines: Sequence[str], spoken: Spoken, path: str, first_line: int) -> tuple[list[str], list[Issue]]:
    """The lines as they were meant, one for each that is given, and advice about each that was written otherwise."""
    found: list[str] = []
    issues: list[Issue] = []
    language = next((m[1] for line in lines if (m := _LANGUAGE.match(line))), "")
    whole = list(_read(lines, spoken, language))
    for number, (line, name, read) in enumerate(whole, first_line):
        if read.reasons and not (read.renamed and sum(other.field == name for _, _, other in whole) > 1):
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
        if not line.strip(_SPACE) or line.startswith("#"):
            yield line, above, _Line(line)
        elif line[0] == " " and goes_on in ("block", "text"):
            yield line, above, _Line(line)  # it belongs to the text above, and its spaces are its own
        elif (match := _FIELD.fullmatch(line)) and _is_top(match, goes_on, spoken):
            above = spoken.name_of(match["name"])
            read = _field(line, match, above, spoken, language)
            goes_on, indent = _how_it_goes_on(read.text.partition(":")[2].strip()), "  "
            yield line, above, read
        elif goes_on == "nested" and (entry := _ENTRY.fullmatch(line)):
            read = _entry(line, entry, above, spoken, indent)
            indent = read.text[: len(read.text) - len(read.text.lstrip())]
            yield line, above, read
        elif goes_on == "nested" and match and match["indent"]:
            read = _part(line, match, above, spoken, indent)
            indent = read.text[: len(read.text) - len(read.text.lstrip())]
            yield line, above, read
        else:
            if line[0] not in _SPACE and match:
                above, goes_on = match["name"], _how_it_goes_on(match["text"].strip())
            yield line, above, _Line(line)


def _how_it_goes_on(text: str) -> str:
    """What the indented lines under a field are: part of its text, or fields and entries of their own."""
    if not text:
        return "nested"
    if text[0] in "|>":
        return "block"
    closed = text[0] not in "\"'[{" or (len(text) > 1 and text[-1] == {"[": "]", "{": "}"}.get(text[0], text[0]))
    return "" if closed else "text"


def _is_top(match: re.Match[str], goes_on: str, spoken: Spoken) -> bool:
    """Whether a line is one of the fields themselves."""
    if not spoken.name_of(match["name"]):
        return False
    if not match["indent"] or not goes_on:
        return True
    return bool(_ODD.search(match["indent"])) and not (goes_on == "nested" and spoken.part_of(match["name"]))


def _field(line: str, match: re.Match[str], name: str, spoken: Spoken, language: str) -> _Line:
    read = _Line(line, field=name, renamed=name != match["name"].strip(NO_WIDTH))
    if match["indent"] or _ODD.search(match["before"] + match["after"] + match["name"]):
        read.reasons.append(_spaces(match["indent"] + match["name"] + match["before"] + match["after"]))
    elif match["text"] and not match["after"]:
        read.reasons.append(say("has no space after its colon"))
    if read.renamed:
        read.reasons.append(say("%(found)s is called %(name)s", found=shown(match["name"]), name=name))
    text = _text(match["text"], name, spoken, language, read.reasons)
    if read.reasons:
        read.text = f"{name}: {text}".rstrip()
    return read


def _text(written: str, name: str, spoken: Spoken, language: str, reasons: list[Message]) -> str:
    text = written
    if name not in spoken.texts and text != (bare := text.strip(_SPACE)) and _ODD.search(text):
        text = bare
        reasons.append(_spaces(written))
    if (plain := _straight(text, name, spoken)) != text:
        text = plain
        reasons.append(say("has curly quotes around its text"))
    if name in spoken.days:
        return _day(text, language, reasons)
    if name in spoken.lists and "," in text and not _BRACKETS.intersection(text):
        text = "[" + ", ".join(part.strip(_SPACE) for part in text.split(",") if part.strip(_SPACE)) + "]"
        reasons.append(say("has commas between its entries, and a list goes between square brackets"))
    if (meant := spoken.text_of(name, text)) and meant != text:
        reasons.append(say("found %(found)s, which is written as %(meant)s", found=shown(text), meant=shown(meant)))
        text = meant
    return text


def _straight(text: str, name: str, spoken: Spoken) -> str:
    """A text without the curly quotes that stand for those of YAML."""
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
    reasons.append(say("found %(found)s, and a day is written as year-month-day", found=shown(text)))
    return days[0].isoformat()


def _entry(line: str, match: re.Match[str], name: str, spoken: Spoken, indent: str) -> _Line:
    reasons: list[Message] = []
    before = match["indent"]
    if _ODD.search(before + match["gap"]):
        reasons.append(_spaces(before + match["gap"]))
        before = indent if _ODD.search(before) else before
    if match["dash"] != "-":
        reasons.append(say("starts its entry with %(found)s, where a hyphen is meant", found=shown(match["dash"])))
    text = match["text"]
    if (
        name in spoken.lists
        and text != (plain := _straight(text.strip(_SPACE), name, spoken))
        and plain != text.strip()
    ):
        reasons.append(say("has curly quotes or odd spaces around its text"))
        text = plain
    return _Line(f"{before}- {text}" if reasons else line, reasons)


def _part(line: str, match: re.Match[str], above: str, spoken: Spoken, indent: str) -> _Line:
    reasons: list[Message] = []
    before, name = match["indent"], match["name"]
    if _ODD.search(before + match["before"] + match["after"]):
        reasons.append(_spaces(before + match["before"] + match["after"]))
        before = indent if _ODD.search(before) else before
    meant = spoken.part_of(name)
    if meant and meant != name and above not in spoken.lists:
        reasons.append(say("%(found)s is called %(name)s", found=shown(name), name=meant))
        name = meant
    return _Line(f"{before}{name}: {match['text']}".rstrip() if reasons else line, reasons)


def _spaces(text: str) -> Message:
    """What is wrong with the space in a line."""
    found = _ODD.search(text)
    if found is None:
        return say("starts with spaces, and a field starts at the beginning of its line")
    if found[0] == "\t":
        return say("has a tab where spaces belong")
    if not _TYPED_SPACE.match(found[0]):
        return say("has a sign that nobody sees (U+%(found)s)", found=f"{ord(found[0]):04X}")
    return say(
        "has a no-break or other odd space (U+%(found)s) where an ordinary one belongs", found=f"{ord(found[0]):04X}"
    )


def _plain(written: str) -> str:
    return re.sub(r"[\s\-_]+", "_", re.sub(f"[{NO_WIDTH}]", "", written).strip().casefold())

"""What stands behind the colon of a field, as its writer meant it, with the reason where it is written otherwise."""

from __future__ import annotations

import re

from storyhub.model.issues import shown
from storyhub.model.messages import Message, say
from storyhub.read import dates
from storyhub.read.spoken import Spoken
from storyhub.text.cures import NO_WIDTH, ODD_SPACES, plainly_spaced, quoted

SPACE = f"{ODD_SPACES}{NO_WIDTH}\t "
ODD = re.compile(f"[{ODD_SPACES}{NO_WIDTH}\t]")
_TYPED_SPACE = re.compile(f"[{ODD_SPACES}\t]")
_CURLY = re.compile("[“”„‟«»](?P<text>[^“”„‟«»\"]*)[“”‟«»]|[‘‚](?P<other>[^‘’‚']*)[’‘]")
_BRACKETS = frozenset("[]{}\"'#:&*!|>")
_ODD_TO_YAML = re.compile(r":(?:\s|$)|\s#")


def as_text(written: str, name: str, spoken: Spoken, language: str, reasons: list[Message]) -> str:
    """The text of the field `name` as it should be; why it is not is added to `reasons`. `language` is the story's."""
    text = written
    if name not in spoken.texts and text != (bare := text.strip(SPACE)) and ODD.search(text):
        text = bare
        reasons.append(odd_space(written))
    if (plain := straight(text, name, spoken)) != text:
        text = plain
        reasons.append(say("has curly quotes around its text"))
    if name in spoken.days:
        return _day(text, language, reasons)
    if name in spoken.lists and "," in text and not _BRACKETS.intersection(text):
        text = "[" + ", ".join(part.strip(SPACE) for part in text.split(",") if part.strip(SPACE)) + "]"
        reasons.append(say("has commas between its entries, and a list goes between square brackets"))
    if (meant := spoken.text_of(name, text)) and meant != text:
        reasons.append(say("found %(found)s, which is written as %(meant)s", found=shown(text), meant=shown(meant)))
        text = meant
    return text


def straight(text: str, name: str, spoken: Spoken) -> str:
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


def odd_space(text: str) -> Message:
    """What is wrong with the space in a line."""
    found = ODD.search(text)
    if found is None:
        return say("starts with spaces, and a field starts at the beginning of its line")
    if found[0] == "\t":
        return say("has a tab where spaces belong")
    if not _TYPED_SPACE.match(found[0]):
        return say("has a sign that nobody sees (U+%(found)s)", found=f"{ord(found[0]):04X}")
    return say(
        "has a no-break or other odd space (U+%(found)s) where an ordinary one belongs", found=f"{ord(found[0]):04X}"
    )

"""What a letter asks about a story that is there: the files as they would be, and whether its teller asks it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from storyhub.compose.withdrawal import tombstone
from storyhub.letterbox.letter import NotTakenError
from storyhub.letterbox.request_lines import CHANGE, Request
from storyhub.letterbox.story import Written
from storyhub.model.messages import say
from storyhub.read.field_words import SPOKEN
from storyhub.read.front_matter import parse
from storyhub.read.schema import UNPUBLISHED
from storyhub.review.receipts import NOT_PROVED, PROVED, receipt_of
from storyhub.text.receipt import verify

_FENCE = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_RECEIPT = re.compile(r"^receipt:[^\n]*(?:\n[ \t]+[^\n]*)*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A change of a story that is there."""

    text: str
    proof: str
    """PROVED or NOT_PROVED."""


def asked_change(request: Request, written: list[Written], base: str, today: date, language: str) -> Asked:
    """A story as its letter asks it to be; `base` is its file as it is now, `language` the hub's own.

    What is left of a withdrawn one is what `withdraw` leaves.

    The receipt is the one thing of a story that nobody changes by mail: else a forged change would take it over.

    Raises:
        NotTakenError: it is not said how the story should be, or the file has no fields.
    """
    receipt, proof = receipt_of(base.encode(), f"{request.story}.md"), proof_of(request, base)
    if request.asks != CHANGE:
        try:
            left = tombstone(base.encode(), f"{request.story}.md", today, "teller", "", language)
        except ValueError as fault:
            raise NotTakenError(say("the story's file has no fields; look at it yourself")) from fault
        return Asked(left, proof)
    if not written:
        told = say(
            "the message asks to change %(story)s and does not hold its new text; ask its sender", story=request.story
        )
        raise NotTakenError(told)
    new = _RECEIPT.sub("", written[0].text)
    before, after = (parse(text.encode(), f"{request.story}.md", SPOKEN).data for text in (base, new))
    for name in UNPUBLISHED:
        if name != "receipt" and name in before and name not in after:
            new = _with_line(new, f"{name}: {before[name]}")
    return Asked(_with_line(new, f"receipt: {receipt}") if receipt else new, proof)


def proof_of(request: Request, base: str) -> str:
    """PROVED where the code of a letter is that of the story, else NOT_PROVED; `base` is the story's file."""
    return (
        PROVED
        if request.code and verify(request.code, receipt_of(base.encode(), f"{request.story}.md"))
        else NOT_PROVED
    )


def _with_line(text: str, line: str) -> str:
    """A file with one more field."""
    plain = text.lstrip("\ufeff").replace("\r\n", "\n")
    found = _FENCE.match(plain)
    if not found:
        raise NotTakenError(say("the story's file has no fields; look at it yourself"))
    return f"{plain[: found.end(1)]}{line}\n{plain[found.end(1) :]}"

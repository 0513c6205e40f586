"""The lines by which a teller asks for something about a story that is there, as the page *Tell your story* writes them.

They stand in the text of the mail, or above the `---` of a story's file, each on a line of its own:

    Change: 2026/a-day-on-the-ward
    Receipt: lusab-babad-gutih-tugas-dozub-farof

`Withdraw:` in the place of `Change:` asks to take it away. Dutch works as well (Wijzig, Trek in, Ontvangstbewijs).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyhub.read.schema import STORY_ID
from storyhub.text.receipt import read_code

CHANGE, WITHDRAW = "change", "withdraw"
_ASKS = {"change": CHANGE, "wijzig": CHANGE, "withdraw": WITHDRAW, "trek in": WITHDRAW, "intrekken": WITHDRAW}
_LINE = re.compile(r"^[ \t>*]*(change|wijzig|withdraw|trek in|intrekken)[*]*[ \t]*:[ \t]*<?([^\s<>]+)>?[ \t]*$", re.IGNORECASE | re.MULTILINE)  # fmt: skip
_RECEIPT = re.compile(r"^[ \t>*]*(?:receipt|ontvangstbewijs)[*]*[ \t]*:(?![ \t]*pbkdf2)[^\n]*\n?", re.IGNORECASE | re.MULTILINE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slip:
    """What is asked; nothing when `story` is empty."""

    asks: str = ""
    story: str = ""
    """Its id, `<year>/<slug>`."""
    code: str = ""


def read(text: str) -> Slip:
    """What the lines of a text ask; the first that names a story counts.

    >>> read("Wijzig: https://x.example/2026/een-dag/\\nOntvangstbewijs: lusab babad gutih tugas dozub farof").story
    '2026/een-dag'
    """
    for match in _LINE.finditer(text):
        story = re.sub(r"^(?:[a-z]+://[^/]+/)?(?:.*/)?(?=\d{4}/)|(?:\.md)?/?$", "", match[2])
        if re.fullmatch(STORY_ID, story) and ".." not in story:
            return Slip(_ASKS[match[1].lower()], story, read_code(text))
    return Slip()


def without_slip(text: str) -> str:
    """The text without those lines."""
    return _RECEIPT.sub("", _LINE.sub("", text)).strip("\n")

"""The lines by which a teller asks for something about a story that is there, as the page *Tell your story* writes them.

They are in the text of the mail, or above the `---` of a story's file, each on a line of its own:

    Change: 2026/a-day-on-the-ward
    Receipt: lusab-babad-gutih-tugas-dozub-farof

`Withdraw:` in the place of `Change:` asks to take it away, `Settled:` says that what could be better is settled, and
`Open again:` that it is not, with the words below it as a note. A line back to a story (or to another line, by its file's name) has

    Line: 2026/a-day-on-the-ward
    Name: Anna Bakker

and its words below them. Dutch works as well (Wijzig, Trek in, Afgehandeld, Heropen, Ontvangstbewijs, Regel, Naam).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from storyhub.read.schema import STORY_ID
from storyhub.text.receipt import read_code

CHANGE, WITHDRAW, LINE, SETTLED, REOPEN = "change", "withdraw", "line", "settled", "reopen"
_ASKS = {
    "change": CHANGE,
    "wijzig": CHANGE,
    "withdraw": WITHDRAW,
    "trek in": WITHDRAW,
    "intrekken": WITHDRAW,
    "line": LINE,
    "regel": LINE,
    "settled": SETTLED,
    "afgehandeld": SETTLED,
    "open again": REOPEN,
    "heropen": REOPEN,
}
ABOUT_ANSWERS = (SETTLED, REOPEN)
_LINE = re.compile(rf"^[ \t>*]*({'|'.join(_ASKS)})[*]*[ \t]*:[ \t]*<?([^\s<>]+)>?[ \t]*$", re.IGNORECASE | re.MULTILINE)  # fmt: skip
_NAME = re.compile(r"^[ \t>*]*(?:name|naam)[*]*[ \t]*:[ \t]*([^\n]*)\n?", re.IGNORECASE | re.MULTILINE)
_LINE_ID = re.compile(r"(?:replies/)?(\d{4}-[^/\s]+?)(?:\.ya?ml)?")
_RECEIPT = re.compile(r"^[ \t>*]*(?:receipt|ontvangstbewijs)[*]*[ \t]*:(?![ \t]*pbkdf2)[^\n]*\n?", re.IGNORECASE | re.MULTILINE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked; nothing when `story` is empty."""

    asks: str = ""
    story: str = ""
    """Its id, `<year>/<slug>`; of a line to another line that one's, `<year>-<slug>`."""
    code: str = ""
    words: str = ""
    """The text that brings a line back, or says more about the answers to what could be better."""


def read(text: str) -> Request:
    """What the lines of a text ask; the first that names a story counts.

    >>> read("Wijzig: https://x.example/2026/een-dag/\\nOntvangstbewijs: lusab babad gutih tugas dozub farof").story
    '2026/een-dag'
    """
    for match in _LINE.finditer(text):
        story = re.sub(r"^(?:[a-z]+://[^/]+/)?(?:.*/)?(?=\d{4}/)|(?:\.md)?/?$", "", match[2])
        if re.fullmatch(STORY_ID, story) and ".." not in story:
            return Request(_ASKS[match[1].lower()], story, read_code(text))
        if _ASKS[match[1].lower()] == LINE and (line := _LINE_ID.fullmatch(match[2])) and ".." not in line[1]:
            return Request(LINE, line[1])
    return Request()


def line_of(text: str) -> tuple[str, str]:
    """Who signs the line back that a text brings, and its words, each on one line.

    >>> line_of("Line: 2026/a-day\\nName: Anna Bakker\\n\\nI had that\\ntoo.")
    ('Anna Bakker', 'I had that too.')
    """
    named = _NAME.search(text)
    words = _NAME.sub("", without_request(text), count=1)
    return " ".join(named[1].split()) if named else "", " ".join(words.split())


def without_request(text: str) -> str:
    """The text without those lines."""
    return _RECEIPT.sub("", _LINE.sub("", text)).strip("\n")

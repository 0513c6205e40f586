"""Quotation marks and apostrophes as a language writes them, where somebody typed the straight ones of a keyboard.

Only what is shown changes: stories, their search and their checks keep what was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

_ENGLISH = "“”‘’"
_MARKS = {
    "da": "»«›‹",
    "de": "„“‚‘",
    "cs": "„“‚‘",
    "fi": "””’’",
    "fr": "«»‹›",
    "it": "«»“”",
    "nb": "«»‘’",
    "pl": "„”‚’",
    "sv": "””’’",
}
"""Opening and closing, double and single, where they differ from English and Dutch (Unicode CLDR, delimiters)."""
_SPACED = {"fr": "\u202f"}
"""What comes between the marks and what they quote."""
_ELIDED = re.compile(r"(?:[stnkmrd]|ns|tis|twas|twere|em|cause|til|round|bout|ere|n)(?!\w)|\d\ds?(?!\w)", re.IGNORECASE)
"""What comes after an apostrophe at the beginning of a word: 's nachts, 't Hof, 'em, the '90s."""
_BLOCKS = "address|article|aside|blockquote|br|dd|details|div|dl|dt|figcaption|figure|h[1-6]|hr|li|ol|p|pre|section|summary|t[dhr]|table|ul"
_BREAKS = re.compile(rf"</?(?:{_BLOCKS})\b", re.IGNORECASE)
_KEPT = "code|kbd|pre|samp|script|style|svg|textarea|math"
_HTML = re.compile(rf"<(?P<kept>{_KEPT})\b.*?</(?P=kept)>|<!--.*?-->|<[^>]*>|[\"']", re.DOTALL | re.IGNORECASE)
_TYPED = re.compile(r">[^<\"']*+[\"']")
"""A straight mark in a text, not in a tag: most stories of a word processor have none."""
_TEXT = re.compile(r"[\"']")
_OPENS_AFTER = frozenset(" \u00a0\u202f\t\n([{/—–-„“‘‚«»‹›\"'")
"""A mark after one of these, or after nothing, opens a quotation."""


@dataclass
class _Quoting:
    """What is known at one place of a text."""

    text: str
    language: str
    double: bool = False
    single: bool = False
    before: str = " "
    """The last character that is not markup."""
    done: list[str] = field(default_factory=list)

    def mark(self, sign: str, at: int) -> str:
        """What takes the place of the straight mark `sign` here."""
        marks, space = _MARKS.get(self.language, _ENGLISH), _SPACED.get(self.language, "")
        after = self.text[at + 1 : at + 8]
        opens = self.before in _OPENS_AFTER and after[:1].strip() != ""
        if sign == '"':
            if opens and not self.double:
                self.double = True
                return marks[0] + space
            if not self.double:
                return sign  # an inch, or one that nobody opened
            self.double = False
            return space + marks[1]
        if opens and not _ELIDED.match(after):
            self.single = True
            return marks[2]
        if self.single and not after[:1].isalnum():
            self.single = False
            return marks[3]
        return "’"


def _quoted(text: str, language: str, pattern: re.Pattern[str]) -> str:
    quoting, end = _Quoting(text, language), 0
    for match in pattern.finditer(text):
        start = match.start()
        if start > end:
            quoting.done.append(text[end:start])
            quoting.before = text[start - 1]
        found, end = match[0], match.end()
        if found in "\"'":
            found = quoting.mark(found, start)
            quoting.before = found[-1]
        elif _BREAKS.match(found):
            quoting.double = quoting.single = False
            quoting.before = " "
        elif len(found) > 2 and match["kept"]:
            quoting.before = "x"
        quoting.done.append(found)
    quoting.done.append(text[end:])
    return "".join(quoting.done)


@lru_cache(maxsize=8192)
def typeset(text: str, language: str) -> str:
    """One line of text with the marks of its language.

    >>> typeset("Om vier uur 's nachts zei hij: \\"Nee.\\"", "nl")
    'Om vier uur ’s nachts zei hij: “Nee.”'
    >>> typeset('Sie sagte "ja"', "de")
    'Sie sagte „ja“'
    """
    return _quoted(text, language, _TEXT) if '"' in text or "'" in text else text


def in_quotes(text: str, language: str) -> str:
    """A text as a language quotes it.

    >>> in_quotes("Der Bus", "de")
    '„Der Bus“'
    """
    marks, space = _MARKS.get(language, _ENGLISH), _SPACED.get(language, "")
    return f"{marks[0]}{space}{text}{space}{marks[1]}"


def typeset_html(html: str, language: str) -> str:
    """HTML with the marks of its language in its text; code and attributes stay as they are.

    >>> typeset_html('<p title="x"><em>"Weg"</em>, zei <code>a="b"</code></p>', "nl")
    '<p title="x"><em>“Weg”</em>, zei <code>a="b"</code></p>'
    """
    return _quoted(html, language, _HTML) if _TYPED.search(html) else html

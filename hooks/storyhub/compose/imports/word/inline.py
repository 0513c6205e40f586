"""Words with their looks as Markdown: what Markdown would take for its own is escaped, and only that."""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from storyhub.compose.imports.word.styles import Look

LINE = "\ue011"
"""Stands for a new line inside a paragraph, until it is known where the paragraph comes."""
PAGE = "\ue012"
"""Stands for a new page, which begins a new paragraph."""
PLAIN = Look()
_ADDRESS = re.compile(r"((?:https?://|www\.)[^\s<>]+)")
_SPECIAL = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\s|$)|[`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
"""What begins or ends something in Markdown (GitHub Flavored Markdown 0.29)."""
_LINE_START = re.compile(r"^(\s*)(?:([-+]|#{1,6})(?=\s|$)|(>)|(\d{1,9})([.)])(?=\s|$)|([-=:|])(?=[-=:|\s]*$))")
_SPACES = re.compile(" {2,}")
_PUNCTUATION = frozenset(string.punctuation + "\\")
_TAGS = {"bold": ("**", "strong"), "italic": ("*", "em"), "struck": ("~~", "del")}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a row that look the same."""

    text: str
    look: Look = PLAIN
    ready: bool = False
    """Whether it is Markdown already: a picture, the mark of a note."""


def markdown(pieces: Sequence[Piece]) -> str:
    """The pieces of a paragraph in a row, with LINE where a new line begins."""
    out = ""
    groups = [(link, list(group)) for link, group in groupby(pieces, lambda piece: piece.look.link)]
    for number, (link, group) in enumerate(groups):
        following = groups[number + 1][1][0] if number + 1 < len(groups) else None
        if not link:
            out = _written(group, out, following)
            continue
        inner = _written([replace(piece, look=replace(piece.look, link="")) for piece in group], "", None)
        before, words, after = _apart(inner)
        out = _calmed(out) if not before else out
        out += f"{before}[{words}]({_address(link)}){after}" if words else inner
    return out


def _written(pieces: Sequence[Piece], out: str, following: Piece | None) -> str:
    """Writes pieces behind what is written already; `following` is what will come behind them."""
    merged = [
        Piece("".join(one.text for one in group), look, ready)
        for (look, ready), group in groupby(pieces, lambda piece: (piece.look, piece.ready))
    ]
    for number, piece in enumerate(merged):
        after = merged[number + 1] if number + 1 < len(merged) else following
        text = piece.text if piece.ready else escaped(piece.text)
        before, words, behind = _apart(text)
        out = _calmed(out) if text.startswith("[") else out
        if not words or piece.look == PLAIN:
            out += text
            continue
        next_sign = behind[:1] or ("*" if after and after.look != PLAIN else after.text[:1] if after else "")
        out += before
        out += _dressed(words, piece.look, out[-1:], next_sign)
        out += behind
    return out


def _calmed(out: str) -> str:
    """With an exclamation mark at its end that makes no picture of the link that follows."""
    return f"{out[:-1]}\\!" if out.endswith("!") and not out.endswith("\\!") else out


def _dressed(words: str, look: Look, before: str, behind: str) -> str:
    """Words between the signs of their look, or between tags where Markdown would not see the signs."""
    if look.raised:
        words = f"<{look.raised}>{words}</{look.raised}>"
    for name, (sign, tag) in _TAGS.items():
        if getattr(look, name):
            apart = _is_edge(words[0], before) and _is_edge(words[-1], behind)
            alone = before not in {*"*~\\"} and behind not in {*"*~"} and "~" not in (words[0], words[-1])
            safe = apart and alone and not (sign == "~~" and (before or " ").isalnum())
            words = f"{sign}{words}{sign}" if safe else f"<{tag}>{words}</{tag}>"
    return words


def _is_edge(sign: str, beside: str) -> bool:
    """Whether signs of a look may be between the first or last sign of words and what is beside it."""
    return sign not in _PUNCTUATION or not beside.strip() or beside in _PUNCTUATION - {*"*~\\"}


def _apart(text: str) -> tuple[str, str, str]:
    """Space before, words, space behind."""
    words = text.strip(f" {LINE}{PAGE}")
    start = text.find(words) if words else len(text)
    return text[:start], words, text[start + len(words) :]


def escaped(text: str) -> str:
    """Words in which nothing is Markdown; addresses stay as they are, as the hub makes links of them."""
    parts = _ADDRESS.split(text)
    return "".join(part if place % 2 else _SPECIAL.sub(r"\\\g<0>", part) for place, part in enumerate(parts))


def start_of_line(text: str) -> str:
    """A line that begins nothing: no list, heading, quote, or rule."""

    def plain(match: re.Match[str]) -> str:
        space, mark, quote, number, end, rule = match.groups()
        return f"{space}{number}\\{end}" if number else f"{space}\\{mark or quote or rule}"

    return _LINE_START.sub(plain, text, count=1)


def lines(text: str) -> str:
    """A paragraph with its new lines as Markdown has them."""
    return "\\\n".join(start_of_line(_SPACES.sub(" ", line).strip(" ")) for line in text.strip(f" {LINE}").split(LINE))


def one_line(text: str) -> str:
    """The same for a heading, which has one line."""
    return " ".join(_SPACES.sub(" ", line).strip(" ") for line in text.strip(f" {LINE}").split(LINE))


def _address(link: str) -> str:
    plain = link.replace("|", "%7C").replace(" ", "%20").replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    return f"<{plain}>" if "(" in plain or ")" in plain else plain

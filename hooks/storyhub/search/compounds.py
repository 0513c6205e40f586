"""Find the last part of a compound: who searches for "tevredenheid" also means "klanttevredenheid".

A search finds every word that begins with what was typed, so the first part of a compound leads to it by itself. The
last part does not. Here a long word that falls apart into two words that this hub uses on their own is also filed
under the second one, with a weight below its own. Nothing is guessed from outside: both halves must be in use here.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from itertools import pairwise

from storyhub.search import cbor
from storyhub.search.postings import Posting

# What languages that write compounds as one word put between the halves.
_LINKS = {
    "nl": ("", "s", "en", "e"), "de": ("", "s", "es", "n", "en", "er"), "da": ("", "s", "e"), "sv": ("", "s"),
    "no": ("", "s", "e"), "nb": ("", "s", "e"), "nn": ("", "s", "e"),
}  # fmt: skip
_SHORTEST_FIRST, _SHORTEST_LAST, _HALF = 4, 5, 12


def add_compounds(language: str, entries: dict[str, Posting]) -> dict[str, Posting]:
    """The entries, with the places of compounds added to those of their last part."""
    links = _LINKS.get(language.split("-")[0])
    if not links:
        return entries
    joined = dict(entries)
    for word, compounds in _heads(entries, links).items():
        joined[word] = _merged(entries[word], [entries[compound] for compound in compounds])
    return joined


def _heads(entries: dict[str, Posting], links: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in sorted(entries):
        if (
            len(word) >= _SHORTEST_FIRST + _SHORTEST_LAST
            and word.isalpha()
            and (last := last_part(word, entries, links))
        ):
            found.setdefault(last, []).append(word)
    return found


def last_part(word: str, entries: Container[str], links: tuple[str, ...]) -> str:
    """The longest word in use that ends this one and leaves another word in use before it; empty when there is none."""
    for at in range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1):
        if word[at:] in entries and any(
            word[:at].endswith(link) and at - len(link) >= _SHORTEST_FIRST and word[: at - len(link)] in entries
            for link in links
        ):
            return word[at:]
    return ""


def _merged(own: Posting, compounds: list[Posting]) -> Posting:
    """All pages in order; what comes from a compound weighs half as much as plain text."""
    pages = {number: (head, body) for number, head, body in _unpacked(own)}
    for compound in compounds:
        for number, _, body in _unpacked(compound):
            place = _first_place(body)
            if place is not None and number not in pages:
                pages[number] = (b"\x82", cbor.items([cbor.marker(_HALF), cbor.count(place)]))
    numbers = sorted(pages)
    parts = [pages[numbers[0]][1]]
    for before, number in pairwise(numbers):
        head, body = pages[number]
        parts += (head, cbor.count(number - before), body)
    return Posting(numbers[0], numbers[-1], len(numbers), pages[numbers[0]][0], b"".join(parts))


# Bytes that a CBOR number takes, by its first byte.
_SIZE = tuple({24: 2, 25: 3, 26: 5}.get(byte & 31, 1) for byte in range(256))


def _unpacked(posting: Posting) -> Iterator[tuple[int, bytes, bytes]]:
    """Each page's number, the head of its entry and what follows the step to it."""
    data, at, number, head = posting.rest, 0, posting.first, posting.head
    while True:
        start = at
        for _ in range(head[0] & 31, 1, -1):
            at = _after_array(data, at)
        yield number, head, data[start:at]
        if at == len(data):
            return
        head = data[at : at + 1]
        step, at = _number(data, at + 1)
        number += step


def _number(data: bytes, at: int) -> tuple[int, int]:
    size = _SIZE[data[at]]
    return (data[at] & 31 if size == 1 else int.from_bytes(data[at + 1 : at + size], "big")), at + size


def _after_array(data: bytes, at: int) -> int:
    length, at = _number(data, at)
    for _ in range(length):
        at += _SIZE[data[at]]
    return at


def _first_place(body: bytes) -> int | None:
    """Where in the text a page has the word first, if it has it in plain text at all."""
    length, at = _number(body, 0)
    if not length or body[at] & 0xE0:
        return None
    return _number(body, at)[0]

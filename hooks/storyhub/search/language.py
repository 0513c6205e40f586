"""Put one language's index together from its periods, in the files that Pagefind's browser side reads."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyhub import kept
from storyhub.search import cbor
from storyhub.search.chunks import bounds, cut
from storyhub.search.compounds import add_compounds
from storyhub.search.month import Folder, Page
from storyhub.search.occurrences import FIELDS
from storyhub.search.period import period_words
from storyhub.search.postings import Posting
from storyhub.search.words import INCLUDED

# Lengths of texts are told to the nearest 16 words: ranking needs no more, and the table of pages shrinks by a fifth.
_STEP = 16
# Words that most stories hold say nothing about any; a search for other words as well may do without them.
_COMMON_SHARE, _COMMON_MOST, _COMMON_FROM = 0.8, 60, 50
_ALPHABET = "0123456789abcdefghijklmnopqrstuv"


@dataclass(frozen=True, slots=True)
class LanguageIndex:
    """What was made of a language."""

    code: str
    index: str  # name of its table of pages: changes whenever anything does
    stories: int
    common: tuple[str, ...]
    files: tuple[str, ...]  # relative to the language's folder, without fragments

    def plain(self) -> tuple[str, str, int, tuple[str, ...], tuple[str, ...]]:
        """All of it as plain data."""
        return self.code, self.index, self.stories, self.common, self.files


Periods = Sequence[tuple[str, Sequence[Page]]]


def make_language(folder: Folder, code: str, periods: Periods, version: str, wasm: str) -> LanguageIndex:
    """Write the words, filters, table of pages and entry of a language; `wasm` is the name of its search engine."""
    pages = [page for _, told in periods for page in told]
    entries = _word_entries(folder, periods)
    common = _common(entries, len(pages))
    words = _Words(add_compounds(code, entries))
    files = _Files(folder.out)
    ranges = cut(words.bare, [words.size(word) for word in words.bare])
    chunks = [
        (
            *bound,
            files.write("index", "pf_index", cbor.array(1) + cbor.items(map(words.encoded, words.bare[start:stop]))),
        )
        for (start, stop), bound in zip(ranges, bounds(words.bare, ranges), strict=True)
    ]
    filters = [(name, files.write("filter", "pf_filter", _filter(name, pages, of))) for name, of in _FILTERS.items()]
    index = files.write("", "pf_meta", _meta(version, pages, chunks, filters))
    _write_entry(folder.out, files, code, version, wasm, index, len(pages))
    return LanguageIndex(code, index, len(pages), common, tuple(sorted(files.names)))


class _Files:
    """Files named by their content: what is there already is left alone."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.names: set[str] = set()

    def write(self, folder: str, kind: str, data: bytes) -> str:
        number = int.from_bytes(hashlib.blake2b(data, digest_size=20).digest(), "big")
        digits = "".join(_ALPHABET[number >> 5 * place & 31] for place in range(32))
        # Names are short, as every reader fetches them all; two that clash are told apart by one more character.
        for length in range(6, 33):
            name = f"{folder}/{digits[:length]}.{kind}" if folder else f"pagefind.{digits[:10]}.{kind}"
            if name not in self.names:
                break
        self.names.add(name)
        if not (self.out / name).exists():
            kept.replace(self.out / name, cbor.packed(data))
        return digits[:length] if folder else digits[:10]


def _word_entries(folder: Folder, periods: Periods) -> dict[str, Posting]:
    """Every word's places in all periods, numbered through."""
    found: dict[str, list[tuple[int, Posting]]] = {}
    start = 0
    for period, told in periods:
        for word, posting in period_words(folder, period):
            found.setdefault(word, []).append((start, posting))
        start += len(told)
    # What is joined is let go at once: in a large hub this is most of what there is.
    return {word: _joined(found.pop(word)) for word in list(found)}


def _joined(postings: list[tuple[int, Posting]]) -> Posting:
    start, posting = postings[0]
    first, last, pages, head, rest = posting
    parts, before = [rest], start + last
    for offset, later in postings[1:]:
        parts += (later.head, cbor.count(offset + later.first - before), later.rest)
        before = offset + later.last
        pages += later.pages
    return Posting(start + first, before, pages, head, b"".join(parts))


class _Words:
    """The words of the index, without their accents, each with its accented forms."""

    def __init__(self, entries: dict[str, Posting]) -> None:
        self._entries = entries
        self._accented: dict[str, list[str]] = {}
        for word in sorted(word for word in entries if "\0" in word):
            self._accented.setdefault(word.partition("\0")[0], []).append(word)
        self.bare = sorted({word for word in entries if "\0" not in word} | self._accented.keys())

    def size(self, word: str) -> int:
        """About how many bytes a word takes."""
        forms = self._accented.get(word, ())
        return sum(len(form) + len(self._entries[form].rest) for form in (word, *forms) if form in self._entries)

    def encoded(self, word: str) -> bytes:
        """A word's whole record: its pages, then those of its accented forms."""
        forms = (
            cbor.array(2) + cbor.text(form.partition("\0")[2]) + self._pages(form)
            for form in self._accented.get(word, ())
        )
        return cbor.array(3) + cbor.text(word) + self._pages(word) + cbor.items(forms)

    def _pages(self, word: str) -> bytes:
        posting = self._entries.get(word)
        if posting is None:
            return cbor.array(0)
        return cbor.array(posting.pages) + posting.head + cbor.count(posting.first) + posting.rest


def _common(entries: dict[str, Posting], stories: int) -> tuple[str, ...]:
    if stories < _COMMON_FROM:
        return ()
    often = [(-entry.pages, word) for word, entry in entries.items() if entry.pages > _COMMON_SHARE * stories]
    return tuple(sorted(word for _, word in sorted(often)[:_COMMON_MOST] if "\0" not in word))


_FILTERS: dict[str, Callable[[Page], Iterable[str]]] = {
    "department": lambda page: (page.department,),
    "value": lambda page: page.values,
    "year": lambda page: (str(page.year),),
}


def _filter(name: str, pages: Sequence[Page], of: Callable[[Page], Iterable[str]]) -> bytes:
    found: dict[str, list[bytes]] = {}
    for number, page in enumerate(pages):
        for value in dict.fromkeys(of(page)):
            found.setdefault(value, []).append(cbor.count(number))
    values = (cbor.array(2) + cbor.text(value) + cbor.items(found[value]) for value in sorted(found))
    return cbor.array(2) + cbor.text(name) + cbor.items(values)


def _meta(
    version: str, pages: Sequence[Page], chunks: list[tuple[str, str, str]], filters: list[tuple[str, str]]
) -> bytes:
    pair, triple, text = cbor.array(2), cbor.array(3), cbor.text
    return b"".join((
        cbor.array(6),
        text(version),
        cbor.items(pair + text(page.id) + cbor.count(max(1, round(page.words / _STEP)) * _STEP) for page in pages),
        cbor.items(triple + text(first) + text(last) + text(name) for first, last, name in chunks),
        cbor.items(pair + text(name) + text(file) for name, file in filters),
        cbor.array(0),  # orders: ids sort by date as they are
        cbor.items(map(text, FIELDS)),
    ))  # fmt: skip


def _write_entry(out: Path, files: _Files, code: str, version: str, wasm: str, index: str, stories: int) -> None:
    language = {"hash": index, "wasm": None if wasm == "unknown" else wasm, "page_count": stories}
    entry = {"version": version, "languages": {code: language}, "include_characters": list(INCLUDED)}
    data = json.dumps(entry, ensure_ascii=False).encode()
    path = out / "pagefind-entry.json"
    if not path.exists() or path.read_bytes() != data:
        kept.replace(path, data)
    files.names.add(path.name)

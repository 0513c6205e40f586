"""One story as the index keeps it: its text, cut into words, and what its results show."""

from __future__ import annotations

import datetime
import hashlib
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from storyhub.search.places import SearchText
from storyhub.search.text import TextOfPage, read

# Pagefind's files open with this inside their gzip envelope.
SIGNATURE = b"pagefind_dcd"
# A story is a few kilobytes: a small window takes 40 % less time to fill than the largest one at level 6, and 1.5 % more bytes.
_LEVEL, _WINDOW = 4, 13


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What search knows of a story."""

    url: str  # site-root-relative without leading slash: "2026/some-slug/"
    language: str  # BCP 47: "nl", "en", "de"
    title: str
    html: str | Callable[[], str]  # the safe body; a function is called only when the story is new or changed
    lead: str  # why, summary, question as plain text, searchable
    values: tuple[str, ...]  # keys
    department: str  # key
    date: datetime.date
    author: str
    thumb: str = ""  # address of a small picture
    key: str = ""  # address of the body's content; needed when html is a function

    @property
    def digest(self) -> bytes:
        """Address of all that the index takes from the story."""
        body = self.html if isinstance(self.html, str) else f"\0{self.key}"
        facts = (
            self.url, self.language, self.title, self.lead, self.values, self.department, self.date.toordinal(),
            self.author, self.thumb,
        )  # fmt: skip
        mixed = hashlib.blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=16)
        mixed.update(body.encode("utf-8", "surrogatepass"))
        return mixed.digest()

    def whole(self) -> SearchEntry:
        """The same with its body in hand."""
        return self if isinstance(self.html, str) else replace(self, html=self.html())

    @property
    def body(self) -> str:
        """The safe body."""
        return self.html if isinstance(self.html, str) else self.html()


class Record(NamedTuple):
    """A story that has been read: plain data, so that it can be kept as it is."""

    url: str
    digest: bytes
    day: int  # ordinal of the date
    year: int
    words: int
    department: str
    values: tuple[str, ...]
    heavier: tuple[tuple[int, int, int], ...]  # from word, up to word, weight
    fragment: bytes  # Pagefind's file of the story's text, gzipped


def make_record(entry: SearchEntry, digest: bytes) -> tuple[Record, SearchText]:
    """Read a story, once."""
    reading = read(entry.lead, entry.body)
    heavier = tuple(reading.heavier)
    record = Record(
        entry.url, digest, entry.date.toordinal(), entry.date.year, len(reading.words), entry.department,
        tuple(entry.values), heavier, _fragment(entry, reading),
    )  # fmt: skip
    return record, SearchText(reading.words, heavier, entry.title, entry.author)


def told(record: Record) -> SearchText:
    """What is searched of a story that was read before."""
    data: dict[str, Any] = json.loads(zlib.decompress(record.fragment, 31)[len(SIGNATURE) :])
    words = data["content"].split(" ") if data["content"] else []
    return SearchText(words, record.heavier, data["meta"]["title"], data["meta"]["author"])


def _fragment(entry: SearchEntry, reading: TextOfPage) -> bytes:
    anchors = [{"element": a.element, "id": a.id, "text": a.text, "location": a.location} for a in reading.anchors]
    meta = {
        "title": entry.title, "author": entry.author, "date": entry.date.isoformat(), "department": entry.department,
        "values": " ".join(entry.values), "language": entry.language, "thumb": entry.thumb,
    }  # fmt: skip
    data = {
        "url": entry.url, "content": " ".join(reading.words), "word_count": len(reading.words), "filters": {},
        "meta": meta, "anchors": anchors,
    }  # fmt: skip
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    # Without a time stamp, so that the same story gives the same bytes.
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + _WINDOW)
    return squeeze.compress(SIGNATURE + text) + squeeze.flush()

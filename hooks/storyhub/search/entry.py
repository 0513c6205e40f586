"""What search knows of a story, and what it makes of a language's stories."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from string import punctuation

_COMMON_SHARE, _COMMON_MOST, _COMMON_FROM = 0.8, 60, 50
_SHORTEST, _MOST_WORDS = 4, 30_000
WORDS = "words.txt"
"""The file of a language with its words."""


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """What search knows of a story."""

    url: str  # site-root-relative without leading slash: "2026/some-slug/"
    language: str  # BCP 47: "nl", "en", "de"
    title: str
    html: (
        str | Callable[[], str]
    )  # the safe body; a function is called only when a story of its month is new or changed
    lead: str  # why, summary, question as plain text, searchable
    values: tuple[str, ...]  # keys
    department: str  # key
    date: datetime.date
    author: str
    key: str = ""  # address of the body's content; needed when html is a function

    @property
    def facts(self) -> tuple[object, ...]:
        """All that the index takes from the story, the body by its address where it is not in hand."""
        body = self.html if isinstance(self.html, str) else f"\0{self.key}"
        day = self.date.toordinal()
        return (self.url, self.language, self.title, self.lead, self.values, self.department, day, self.author, body)

    def whole(self) -> SearchEntry:
        """The same with its body in hand."""
        return self if isinstance(self.html, str) else replace(self, html=self.html())

    @property
    def body(self) -> str:
        """The safe body."""
        return self.html if isinstance(self.html, str) else self.html()

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """What stories can be narrowed down by, or put in order."""
        day = self.date.isoformat()
        return {"department": (self.department,), "value": self.values, "year": (day[:4],), "date": (day,)}


@dataclass(frozen=True, slots=True)
class LanguageIndex:
    """The index of one language."""

    code: str
    tag: str  # changes whenever anything does
    stories: int
    common: tuple[str, ...]  # words that say nothing about any story
    files: tuple[str, ...]  # relative to the language's folder


def key_of(entries: Iterable[SearchEntry]) -> bytes:
    """Address of all that an index takes from some stories, in any order."""
    facts = repr(sorted(entry.facts for entry in entries))
    return hashlib.blake2b(facts.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def written_words(texts: Iterable[Iterable[str]]) -> Counter[str]:
    """Words of four letters or more, as they are written, with the number of texts that have each."""
    found: Counter[str] = Counter()
    for text in texts:
        found.update({word for word in text if len(word) >= _SHORTEST})
    return found


def word_list(written: Counter[str]) -> bytes:
    """The words of a language, the most used first, for what a reader mistypes: fetched only when a word is not found."""
    words: Counter[str] = Counter()
    for word, texts in written.items():
        plain = word.strip(punctuation + "“”„‘’«»…–—").lower()
        if plain.isalpha() and len(plain) >= _SHORTEST:
            words[plain] += texts
    listed = sorted(words, key=lambda word: (-words[word], word))[:_MOST_WORDS]
    return "\n".join(listed).encode("utf-8", "replace")


def common_words(pages: Iterable[tuple[str, int]], stories: int) -> tuple[str, ...]:
    """Words that most stories have, given each with the number that do; a search for other words as well may do without them."""
    often = sorted((-number, word) for word, number in pages if number > _COMMON_SHARE * stories)
    return tuple(sorted(word for _, word in often[:_COMMON_MOST])) if stories >= _COMMON_FROM else ()

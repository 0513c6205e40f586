"""Finds sentences of a story that stand nearly word for word in the mission, in a promise or in another story.

Compared are rows of three telling words by their stems (shingles, after Broder 1997), so that another ending or a small word
makes no difference. What stands in a quote is somebody else's and is left alone. Only for stories that are asked about: what
it compares them with is kept with every story already.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import chain

from storyhub.features import Features
from storyhub.inverted import Inverted
from storyhub.issues import Issue, advice, shown
from storyhub.model import Body, Story
from storyhub.sentence import Sentence, say
from storyhub.words import lexicon, words

FEWEST_WORDS = 6
"""Telling words that a sentence needs: shorter ones are anybody's."""
SHARE = 0.7
"""Part of a sentence's shingles that another text has, to be nearly the same."""
_ROW = 3
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_BREAKS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "br", "pre", "div"})
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")

Row = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A text of the organisation, and what to call it."""

    called: Sentence
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Others:
    """The stories that a story is compared with."""

    inverted: Sequence[tuple[Sequence[Story | None], Inverted]]
    """Who of them has a word, for some dozens at a time."""
    features_of: Callable[[Iterable[Story]], Mapping[str, Features]]
    """All that is kept of the words of some of them."""


def own(text: str) -> list[str]:
    """The sentences of safe HTML that are its writer's own, without what stands in a quote."""
    depth, pieces, at = 0, [], 0
    for match in _TAG.finditer(text):
        if not depth:
            pieces.append(text[at : match.start()])
        name = match[2].lower()
        if name == "blockquote":
            depth = max(0, depth + (-1 if match[1] else 1))
        if name in _BREAKS or name == "blockquote":
            pieces.append("\n")
        at = match.end()
    if not depth:
        pieces.append(text[at:])
    return [sentence for part in _END.split(unescape("".join(pieces))) if (sentence := " ".join(part.split()))]


def issues(
    story: Story, body: Body, sources: Sequence[Source], others: Others, lines: Sequence[str]
) -> Iterator[Issue]:
    """One advice for each sentence that is not the writer's own; `lines` are those of the file."""
    told = {
        sentence: row for sentence in own(body.html) if len(row := _stems(sentence, story.language)) >= FEWEST_WORDS
    }
    if not told:
        return
    known = [(source.called, _rows(_stems(source.text, source.language))) for source in sources]
    likely = _likely(told.values(), story, others)
    features = others.features_of({other.id: other for found in likely.values() for other in found}.values())
    for sentence, stems in told.items():
        if called := next(_found(stems, known, likely, features), None):
            message = say(
                "repeats %(source)s nearly word for word (%(found)s); your own words are always good; say it your way?",
                source=called,
                found=shown(sentence),
            )
            yield advice(story.path, _line(sentence, lines), "body", "own-words", message)


def _stems(text: str, language: str) -> Row:
    """The numbers of the telling words of a text, in order."""
    numbers = lexicon(language)
    return tuple(number for word in words(text) if (number := numbers[word]))


def _rows(stems: Row) -> frozenset[Row]:
    return frozenset(stems[at : at + _ROW] for at in range(len(stems) - _ROW + 1))


def _same(stems: Row, rows: frozenset[Row]) -> bool:
    own_rows = _rows(stems)
    return len(own_rows & rows) >= SHARE * len(own_rows)


def _found(
    stems: Row,
    known: Iterable[tuple[Sentence, frozenset[Row]]],
    likely: Mapping[Row, Sequence[Story]],
    features: Mapping[str, Features],
) -> Iterator[Sentence]:
    """What to call each text that has these words in this order."""
    yield from (called for called, rows in known if _same(stems, rows))
    for other in likely.get(stems, ()):
        if other.id in features and _told_by(stems, features[other.id]):
            yield say("the story %(title)s", title=shown(other.title))


def _told_by(stems: Row, other: Features) -> bool:
    """Whether a story has a sentence's words in their order; its words are numbered by their place in a list of its own."""
    terms, spoken = other.terms, other.sequence
    places = [_place(number, terms) for number in stems]
    rows = len(places) - _ROW + 1
    missing = 0
    for at in range(rows):
        row = places[at : at + _ROW]
        missing += not all(row) or b"".join(row) not in spoken
        if missing > (1 - SHARE) * rows:
            return False
    return True


def _place(number: int, terms: bytes) -> bytes:
    """Where a word stands in the list of a story's words, as the story's sequence has it; empty when it is not there."""
    sought = number.to_bytes(4, sys.byteorder)
    at = terms.find(sought)
    while at >= 0 and at % 4:
        at = terms.find(sought, at + 1)
    return (at // 4).to_bytes(2, sys.byteorder) if at >= 0 else b""


def _likely(told: Iterable[Row], story: Story, others: Others) -> dict[Row, list[Story]]:
    """For each sentence of a story the others that have most of its words in any order."""
    rows = list(told)
    wanted = frozenset(chain.from_iterable(rows))
    having = [
        (stories, {word: places for word in wanted if (places := inverted.having(word))})
        for stories, inverted in others.inverted
    ]
    sharing: Counter[int] = Counter()
    for _, there in having:
        for word, places in there.items():
            sharing[word] += len(places)
    found: dict[Row, list[Story]] = {}
    for row in rows:
        words = set(row)
        # Each word that is not there breaks a row of three at least.
        lacking = int((1 - SHARE) * (len(row) - _ROW + 1))
        # Who lacks no more than so many has one at least of that many and one more: the rarest lead to the fewest stories.
        rarest = sorted(words, key=lambda word: (sharing[word], word))[: lacking + 1]
        found[row] = []
        for stories, there in having:
            for place in {place for word in rarest for place in there.get(word, ())}:
                missing = sum(not _stands(place, there.get(word, ())) for word in words)
                if missing <= lacking and (other := stories[place]) and other.id != story.id:
                    found[row].append(other)
    # The newest first, as stories always stand.
    return {
        row: sorted(likely, key=lambda other: (other.date, other.id), reverse=True) for row, likely in found.items()
    }


def _stands(place: int, places: Sequence[int]) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def _line(sentence: str, lines: Sequence[str]) -> int:
    """The line on which a sentence begins; the first one when it is written otherwise there."""
    start = sentence.split(" ")[:4]
    for size in range(len(start), 0, -1):
        for number, line in enumerate(lines, 1):
            if " ".join(start[:size]) in line:
                return number
    return 1

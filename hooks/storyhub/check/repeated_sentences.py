"""Finds sentences of a story that are nearly word for word in the mission, in a promise or in another story.

Compared are rows of three telling words by their stems (`shingles.py`), so that another ending or a small word makes no
difference. What is in a quote is somebody else's and is left alone. Only for stories that are asked about: what it
compares them with is kept with every story already.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import unescape
from math import ceil
from pathlib import Path

from storyhub.model.issues import Issue, advice, shown
from storyhub.model.messages import Message, say
from storyhub.model.settings import Settings
from storyhub.model.story import Body, Hub, Story, in_language
from storyhub.read.own_pages import body_of
from storyhub.text.shingles import RowIndex, rows
from storyhub.text.words import lexicon, words

MISSION = "mission"
FEWEST_WORDS = 6
"""Telling words that a sentence needs: shorter ones are anybody's."""
SHARE = 0.7
"""Part of a sentence's rows that another text has, to be nearly the same."""
_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
_BREAKS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "br", "pre", "div"})
_END = re.compile(r"(?<=[.!?…])[\"”’)]*\s+|\n+")

Shelves = Iterable[tuple[Sequence[Story | None], RowIndex]]
"""Stories by their places on a shelf, and the shelf; what is no longer there is None."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text of the organisation, and what to call it."""

    called: Message
    text: str
    language: str


@dataclass(slots=True)
class _Sentence:
    """One that is long enough to be somebody's."""

    text: str
    rows: Sequence[int]
    found: list[Story] = field(default_factory=list)
    """The other stories that it is in."""

    @property
    def enough(self) -> int:
        """How many of its rows another text has, to be nearly the same."""
        return ceil(SHARE * len(self.rows))


def compared(hub: Hub, without: str = "") -> list[Story]:
    """The stories that others are compared with: all that readers see, or will; `without` is the id of one to leave out."""
    left_out = hub.left_out
    return [
        story
        for story in hub.stories
        if not (story.draft or story.withdrawn or story.id == without) and story.path not in left_out
    ]


def own(text: str) -> list[str]:
    """The sentences of safe HTML that are its writer's own, without what is in a quote."""
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


def repeated(
    asked: Iterable[tuple[Story, Body]], sources: Sequence[Source], shelves: Shelves
) -> Iterator[tuple[Story, str, Message]]:
    """The sentences of stories that are not their writer's own, each with what to call the text that it repeats.

    `shelves` hold all other stories, and may hold these too.
    """
    told = [(story, _sentences(body, story.language)) for story, body in asked]
    for stories, shelf in shelves:
        for story, sentences in told:
            for sentence in sentences:
                likely = (stories[place] for place in _nearly(sentence, shelf))
                sentence.found += (other for other in likely if other and other.id != story.id)
    known = [(source.called, frozenset(rows(_stems(source.text, source.language)))) for source in sources]
    for story, sentences in told:
        for sentence in sentences:
            if called := _called(sentence, known):
                yield story, sentence.text, called


def issue(story: Story, sentence: str, called: Message, lines: Sequence[str]) -> Issue:
    """The advice about one such sentence; `lines` are those of the file."""
    message = say(
        "repeats %(source)s nearly word for word (%(found)s); your own words are always good; say it your way?",
        source=called,
        found=shown(sentence),
    )
    return advice(story.path, _line(sentence, lines), "body", "own-words", message)


def _sentences(body: Body, language: str) -> list[_Sentence]:
    stems = {sentence: _stems(sentence, language) for sentence in own(body.html)}
    return [_Sentence(sentence, rows(found)) for sentence, found in stems.items() if len(found) >= FEWEST_WORDS]


def _stems(text: str, language: str) -> list[int]:
    """The numbers of the telling words of a text, in order."""
    numbers = lexicon(language)
    return [number for word in words(text) if (number := numbers[word])]


def _nearly(sentence: _Sentence, shelf: RowIndex) -> list[int]:
    """The places of the stories that have nearly all rows of a sentence."""
    sought, enough = sentence.rows, sentence.enough
    # Who has so many has one at least of any that are one more than may be missing: most shelves have none of them.
    if not (first := {place for row in sought[: len(sought) - enough + 1] for place in shelf.having(row)}):
        return []
    having = Counter(place for row in sought for place in shelf.having(row))
    return [place for place in sorted(first) if having[place] >= enough]


def _called(sentence: _Sentence, known: Iterable[tuple[Message, frozenset[int]]]) -> Message | None:
    """What to call the text that a sentence repeats: the organisation's own first, then the newest story."""
    for called, there in known:
        if len(there.intersection(sentence.rows)) >= sentence.enough:
            return called
    if not sentence.found:
        return None
    newest = max(sentence.found, key=lambda other: (other.date, other.id))
    return say("the story %(title)s", title=shown(newest.title))


def _line(sentence: str, lines: Sequence[str]) -> int:
    """The line on which a sentence begins; the first one when it is written differently there."""
    start = sentence.split(" ")[:4]
    for size in range(len(start), 0, -1):
        for number, line in enumerate(lines, 1):
            if " ".join(start[:size]) in line:
                return number
    return 1


def official(hub: Hub, root: Path, settings: Settings) -> list[Source]:
    """The organisation's own texts, in each language: its mission, and the promises of its values."""
    found: list[Source] = []
    for path in hub.pages:
        page, *language = path.removesuffix(".md").split(".")
        if page == MISSION:
            text = body_of(root / path).text
            found.append(Source(say("the mission"), text, language[0] if language else settings.language))
    for value in hub.values:
        for spoken, text in value.promise.items():
            name = in_language(value.name, spoken, settings.language)
            found.append(Source(say("what the organisation promises with “%(name)s”", name=name), text, spoken))
    return found

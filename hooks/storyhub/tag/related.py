"""Finds stories from elsewhere: those of other departments that speak of the same things, and the words they share.

Cosine of tf-idf (Salton and Buckley, 1988) in two steps. Each story is first compared by its heaviest words alone, and of
each such word only with the stories that it weighs most in (champion lists; Manning, Raghavan and Schütze 2008, 7.1.3), so
that the cost grows with the number of stories and not with its square. The likeliest of these are then compared in full.

    a   "The pump stopped at night"        pump 2.1, night 1.4, stop 1.1
    b   "A night beside the old pump"      pump 1.9, night 1.4, old 0.8      likeness .87, both speak of: pump, night
    c   "The old mill stopped"             mill 2.5, old 0.9, stop 1.1       likeness .16, too little alike: not shown
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter

import numpy as np

from storyhub.model.story import RelatedStory, Story
from storyhub.tag.heaviest import COMPARED, FINE, candidates, heaviest, shared
from storyhub.text.features import WordCounts
from storyhub.text.tokens import Array

LEAST = 0.14
"""Below this likeness stories have too little in common to be shown as related."""
MOST_WORDS = 3
"""Shared words that are named."""
SHORTEST = 3
"""Letters of a word that is named."""
NAMED = 0.1
"""Share of the likeness that a word has when it is named."""

_Near = tuple[int, int, int]
"""How near (the lower the nearer), which story, and which of the candidates it is."""


def related(
    stories: Sequence[Story], features: Mapping[str, WordCounts], count: int = 3
) -> dict[str, tuple[RelatedStory, ...]]:
    """For each story by its id at most `count` others, the nearest first, from departments that it does not share."""
    told = sorted((story for story in stories if story.id in features), key=attrgetter("id"))
    if len(told) < 2:
        return {}
    counts = [features[story.id] for story in told]
    rows = heaviest(counts)
    departments = [story.department for story in told]
    found: dict[str, tuple[RelatedStory, ...]] = {story.id: () for story in told}
    for one, other in candidates(rows, departments):
        adds = shared(rows, one, other)
        likeness = adds.sum(axis=1, dtype=np.int64)
        alike = np.flatnonzero(likeness >= LEAST * FINE**2)
        near: dict[int, list[_Near]] = defaultdict(list)
        for at, here, there, like in zip(
            alike.tolist(), one[alike].tolist(), other[alike].tolist(), likeness[alike].tolist(), strict=True
        ):
            if _may_meet(told[here], told[there]):
                near[here].append((-like, there, at))
        chosen = {here: _chosen(sorted(some), departments, count) for here, some in near.items()}
        named = _named(adds, likeness, rows.place, counts, [pair for some in chosen.values() for pair in some])
        for here, some in chosen.items():
            found[told[here].id] = tuple([RelatedStory(told[there].id, next(named)) for _, there, _ in some])
    return found


def _may_meet(story: Story, other: Story) -> bool:
    """Not those that its page shows already: what it names, and what names it."""
    elsewhere = other.department not in (story.department, *story.together_with)
    named = other.id in story.named_stories.values() or story.id in other.named_stories.values()
    return elsewhere and not named


def _chosen(near: Sequence[_Near], departments: Sequence[str], count: int) -> list[_Near]:
    """One of each department first, the nearest of it: a hub connects across the organisation."""
    first = {departments[one[1]]: one for one in reversed(near)}
    fresh = sorted(first.values())
    return [*fresh, *(one for one in near if one not in fresh)][:count]


def _named(
    adds: Array, likeness: Array, places: Array, counts: Sequence[WordCounts], pairs: Sequence[_Near]
) -> Iterator[tuple[str, ...]]:
    """For each pair the words that both share most of, as the other one has them."""
    at = np.array([pair for _, _, pair in pairs], np.int64)
    other = np.array([there for _, there, _ in pairs], np.int64)
    # The first of equals first: a sum and a place in one number.
    ranked = -np.sort(-(adds[at].astype(np.int64) * COMPARED + np.arange(COMPARED)[::-1]), axis=1)[:, : 2 * MOST_WORDS]
    telling = ranked // COMPARED >= NAMED * likeness[at][:, None]
    best = places[other[:, None], COMPARED - 1 - ranked % COMPARED]
    for (_, there, _), some, told in zip(pairs, best.tolist(), telling.tolist(), strict=True):
        spoken = counts[there].words.split(" ")
        words = (spoken[place] for place, is_so in zip(some, told, strict=True) if is_so)
        yield tuple([word for word in words if len(word) >= SHORTEST][:MOST_WORDS])

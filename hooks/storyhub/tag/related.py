"""Finds stories from elsewhere: those of other departments that speak of the same things, and the words they share.

Cosine of tf-idf (Salton and Buckley, 1988) in two steps. Each story is first compared by its heaviest words alone, and of
each such word only with the stories that it weighs most in (champion lists; Manning, Raghavan and Schütze 2008, 7.1.3), so
that the cost grows with the number of stories and not with its square. The likeliest of these are then compared in full.

    a   "The pump stopped at night"        pump 2.1, night 1.4, stop 1.1
    b   "A night beside the old pump"      pump 1.9, night 1.4, old 0.8      likeness .87, both speak of: pump, night
    c   "The old mill stopped"             mill 2.5, old 0.9, stop 1.1       likeness .16, too little alike: not shown
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter

import numpy as np

from storyhub.model.story import RelatedStory, Story
from storyhub.tag.heaviest import FINE, candidates, heaviest
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
    buffer = np.zeros(rows.words + 1, np.int32)
    for here, others in enumerate(candidates(rows, departments)):
        if not len(others):
            continue
        buffer[rows.word[here]] = rows.weight[here]
        shared = buffer[rows.word[others]] * rows.weight[others]
        buffer[rows.word[here]] = 0
        likeness = shared.sum(axis=1, dtype=np.int64).tolist()
        ranked = sorted(
            (-like, other, at) for at, (like, other) in enumerate(zip(likeness, others.tolist(), strict=True))
        )
        near = [one for one in ranked if -one[0] >= LEAST * FINE**2 and _may_meet(told[here], told[one[1]])]
        found[told[here].id] = tuple(
            RelatedStory(told[other].id, _shared(shared[at], rows.place[other], counts[other]))
            for _, other, at in _chosen(near, departments, count)
        )
    return found


def _may_meet(story: Story, other: Story) -> bool:
    """Not those that its page shows already: what it answers, and what answers it."""
    elsewhere = other.department not in (story.department, *story.together_with)
    return elsewhere and story.reply_to != other.id and other.reply_to != story.id


def _chosen(near: Sequence[_Near], departments: Sequence[str], count: int) -> list[_Near]:
    """One of each department first, the nearest of it: a hub connects across the organisation."""
    first = {departments[one[1]]: one for one in reversed(near)}
    fresh = sorted(first.values())
    return [*fresh, *(one for one in near if one not in fresh)][:count]


def _shared(weight: Array, places: Array, counts: WordCounts) -> tuple[str, ...]:
    """The words that two stories share most of, as the other one has them."""
    spoken = counts.words.split()
    best = np.argsort(-weight, kind="stable")[: 2 * MOST_WORDS]
    telling = best[weight[best] >= NAMED * weight.sum()]
    words = (spoken[place] for place in places[telling].tolist())
    return tuple([word for word in words if len(word) >= SHORTEST][:MOST_WORDS])

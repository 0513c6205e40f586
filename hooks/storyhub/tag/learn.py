"""Learns from tagged stories which words point to which value, starting from what values.yml says of them.

Ridge regression (Hoerl and Kennard 1970) on tf-idf weights of words and pairs of words, a value against the rest. Its
weights are drawn towards those that values.yml gives instead of towards zero: without a tagged story values.yml decides,
a few stories move it a little, hundreds overrule it, and a value or a language that no tagged story has keeps what
values.yml says of it. What it gives is brought to a chance by a logistic curve (Platt 1999).

It is solved for the stories instead of for the words (Saunders and others 1998), so that all there is to solve are as
many equations as there are stories, once for all values. The same solution tells what each story would have been given
had it not been among the examples, exactly and without learning again (leave-one-out). By that the curve is fitted and
the thresholds are set from which on a value is shown. docs/tagging.md holds what else was tried, with the figures.

    >>> alike = np.array([[1.0, 0.9, 0.0], [0.9, 1.0, 0.0], [0.0, 0.0, 1.0]])   # two stories much alike, one apart
    >>> share, without = solve(alike, np.array([[1.0], [0.0], [0.0]]))          # the first has the value
    >>> np.round(without, 2).ravel().tolist()                                   # the second is expected to have it
    [-0.06, 0.55, -0.01]
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from storyhub.model.story import Value
from storyhub.tag.examples import Example
from storyhub.tag.model import Model
from storyhub.tag.thresholds import CAUTIOUS, ENOUGH, learned_thresholds
from storyhub.tag.value_words import Definition, compound_parts, define, part_of
from storyhub.tag.vocabulary import HALF, Vocabulary, Weights
from storyhub.text.tokens import Array
from storyhub.text.words import compounds

FAITH, FIRST_FAITH = 0.7, 60.0
"""How strongly values.yml speaks: what a story of nothing but its words is given beforehand; at first more, by the number
of tagged stories."""
FEWEST = 15
"""Fewer stories than these count as these."""
RIDGE = 0.6
"""How firmly the weights are held where values.yml has them."""
STEEP, RESERVE = 16.0, -1.0
"""The curve's slope, where a story of nothing but the words of values.yml is given 1, and its start (log odds) where too few stories are tagged to fit it."""
HELD = 0.02, 5.0
"""How firmly the curve's slope and start are held there."""
CURVE_STEPS = 20
RARE = 24
"""At most this many stories have a rare word; where the line is drawn decides what learning costs, and nothing else."""
FEW = 20
"""Below this many tagged stories a word counts though only one of them has it."""


def learn(examples: Sequence[Example], values: Sequence[Value]) -> Model:
    """The model for the values; `examples` as `examples.sample` gives them, possibly none."""
    stories = [example.features for example in examples]
    definitions = [define(value) for value in values]
    always = {number for definition in definitions for number in definition}
    parts = compound_parts(values)
    vocabulary = Vocabulary.of(stories, 2 if len(stories) >= FEW else 1, always, parts)
    faith = FAITH + FIRST_FAITH / max(len(examples), FEWEST)
    prior = faith / HALF * np.column_stack([_prior(vocabulary, definition) for definition in definitions])
    prior = _for_compounds(prior, vocabulary, examples)
    slope, start = np.full(len(values), STEEP / faith), np.full(len(values), RESERVE)
    weights, thresholds = prior, CAUTIOUS
    if examples:
        told = _told(vocabulary, examples)
        given = np.array([[float(value.key in example.values) for value in values] for example in examples])
        before = told.times(prior)
        share, without = solve(cosines(told), given - before)
        weights = prior + _spread(told, share, len(vocabulary.keys))
        if len(examples) >= ENOUGH:
            found = before + without
            slope, start = np.array([_curve(*both) for both in zip(found.T, given.T, strict=True)]).T
            thresholds = learned_thresholds(found * slope + start, given)
    # What is beyond these decimals may differ from one kind of processor to another.
    return Model(
        tuple(value.key for value in values),
        vocabulary,
        np.round(weights * slope, 6),
        np.round(start, 6),
        *thresholds,
    )


def solve(alike: Array, wanted: Array) -> tuple[Array, Array]:
    """Ridge regression in terms of stories, for all values at once.

    Args:
        alike: how alike each two stories are, stories × stories.
        wanted: what each story should be given beyond what values.yml gives it, stories × values.

    Returns:
        What each story adds to the weights, and what each would be given without itself; both stories × values.
    """
    inverse = np.linalg.inv(alike + RIDGE * np.eye(len(alike)))
    share = inverse @ wanted
    return share, wanted - share / np.diag(inverse)[:, None]


def _prior(vocabulary: Vocabulary, definition: Definition) -> Array:
    """Weights of the vocabulary by what values.yml says of a value, one long."""
    weights = np.zeros(len(vocabulary.keys))
    numbers = np.array(sorted(definition), np.uint64)
    at = vocabulary.find(numbers)
    weights[at] = np.array([definition[int(number)] for number in numbers]) * vocabulary.rarity[at]
    length = float(np.sqrt(np.sum(weights * weights)))
    return weights / length if length else weights


def _for_compounds(prior: Array, vocabulary: Vocabulary, examples: Sequence[Example]) -> Array:
    """The prior, with compound words that tagged stories have made known weighing what the stem in them weighs."""
    met: dict[str, int] = {}
    for features in (example.features for example in examples):
        if vocabulary.parts and compounds(features.language):
            met.update(zip(features.words.split(), np.frombuffer(features.terms, np.uint32).tolist(), strict=True))
    pairs = [
        (number, part) for word, number in met.items() if (part := part_of(word, vocabulary.parts)) and part != number
    ]
    if pairs:
        compounded, stems = vocabulary.find(np.array(pairs, np.uint64).ravel()).reshape(-1, 2).T
        plain = (compounded >= 0) & ~prior[compounded].any(axis=1)
        prior[compounded[plain]] = prior[stems[plain]]
    return prior


def _told(vocabulary: Vocabulary, examples: Sequence[Example]) -> Weights:
    """The weights of all examples, story by story."""
    chunks = [(start, w) for start, w in vocabulary.weigh([example.features for example in examples])]
    story = np.concatenate([start + w.story for start, w in chunks])
    index, weight, first, second = (
        np.concatenate([getattr(w, name) for _, w in chunks]) for name in ("index", "weight", "first", "second")
    )
    order = np.argsort(story, kind="stable")
    return Weights(len(examples), story[order], index[order], weight[order], first[order], second[order])


def _spread(told: Weights, share: Array, size: int) -> Array:
    """The weights of the words, vocabulary × values, that come of what each story adds."""
    return np.column_stack([np.bincount(told.index, told.weight * column[told.story], size) for column in share.T])


def cosines(told: Weights) -> Array:
    """The cosine of each two stories: as a product of tables for the few words that many have, pair by pair for the rest."""
    stories = told.stories
    often = np.bincount(told.index) > RARE
    common = often[told.index]
    table = np.zeros((stories, np.count_nonzero(often)))
    table[told.story[common], (np.cumsum(often) - 1)[told.index[common]]] = told.weight[common]
    order = np.argsort(told.index[~common], kind="stable")
    word, story, weight = (part[~common][order] for part in (told.index, told.story.astype(np.int64), told.weight))
    pairs = np.zeros(stories * stories)
    for apart in range(RARE):
        first, second = slice(-apart or None), slice(apart, None)
        same = word[first] == word[second]
        both = story[first][same] * stories + story[second][same]
        pairs += np.bincount(both, weight[first][same] * weight[second][same], len(pairs))
    half = pairs.reshape(stories, stories)
    return table @ table.T + np.maximum(half, half.T)


def _curve(found: Array, given: Array) -> tuple[float, float]:
    """Slope and start of the logistic curve from what was found without each story to whether it has the value."""
    # From a flat curve Newton's method comes to the only lowest point; from a steep one it may leap past it.
    at = np.zeros(2)
    design = np.column_stack([found, np.ones_like(found)])
    for _ in range(CURVE_STEPS):
        chance = 0.5 * (1 + np.tanh(design @ at / 2))
        pull = design.T @ (given - chance) - np.array(HELD) * (at - (STEEP, RESERVE))
        curve = design.T @ (design * (chance * (1 - chance))[:, None]) + np.diag(HELD)
        at = at + np.linalg.solve(curve, pull)
    return float(at[0]), float(at[1])

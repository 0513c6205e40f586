"""Learns from tagged stories which words point to which value, starting from what values.yml says of them.

Logistic regression, a value against the rest, on tf-idf weights of words and pairs of words. Its weights are drawn
towards those that values.yml gives instead of towards zero (MacKay 1992, a Gaussian prior): without a tagged story the
prior decides, a few stories move it a little, hundreds overrule it, and a value or a language that no tagged story has
keeps what values.yml says of it. docs/tagging.md holds what else was tried, with the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from storyhub.tag.examples import Example, ValueWords
from storyhub.tag.model import Model
from storyhub.tag.value_words import Definition, compound_parts, define, part_of
from storyhub.tag.vocabulary import Vocabulary
from storyhub.text.tokens import Array
from storyhub.text.words import compounds

FAITH = 16.0
"""How strongly values.yml speaks: length of its weights."""
TRUST = 10.0
"""How strongly tagged stories speak (C of the regression)."""
RESERVE = -1.0
"""What a value starts from when no word points to it (log odds)."""
FIRMNESS = 40.0
"""How firmly it stays there."""
PATIENCE = 5
"""Imagined stories with and without each value: the first few real ones weigh no value all the way up."""
MOST_STEPS = 25
SHORTEST_STEP = 0.01
NEAR = 1e-4
"""The search for the best fit ends with a step that betters the loss by less than this share."""
CLOSE = 1e-2
"""How well each step is solved."""
FEW = 20
"""Below this many tagged stories a word counts though only one of them has it."""


def learn(examples: Sequence[Example], values: Sequence[ValueWords]) -> Model:
    """The model for the values; `examples` as `examples.sample` gives them, possibly none."""
    stories = [example.features for example in examples]
    definitions = [define(value) for value in values]
    always = {number for definition in definitions for number in definition}
    parts = compound_parts(values)
    vocabulary = Vocabulary.of(stories, 2 if len(stories) >= FEW else 1, always, parts)
    prior = np.column_stack([_prior(vocabulary, definition) for definition in definitions])
    prior = _for_compounds(prior, vocabulary, examples)
    bias = np.full(len(values), RESERVE)
    if examples:
        matrix = _matrix(vocabulary, examples)
        across = matrix.T.tocsr()
        for column, value in enumerate(values):
            tagged = np.array([value.key in example.values for example in examples])
            prior[:, column], bias[column] = _fit(matrix, across, tagged, prior[:, column])
    return Model(tuple(value.key for value in values), vocabulary, prior, bias)


def _prior(vocabulary: Vocabulary, definition: Definition) -> Array:
    """Weights of the vocabulary by what values.yml says of a value, FAITH long."""
    weights = np.zeros(len(vocabulary.keys))
    numbers = np.array(sorted(definition), np.uint64)
    at = vocabulary.find(numbers)
    weights[at] = np.array([definition[int(number)] for number in numbers]) * vocabulary.rarity[at]
    length = float(np.sqrt(np.sum(weights * weights)))
    return weights * (FAITH / length) if length else weights


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


def _matrix(vocabulary: Vocabulary, examples: Sequence[Example]) -> Any:
    """Stories × vocabulary."""
    from scipy.sparse import csr_array, vstack

    shape = len(vocabulary.keys)
    rows = [
        csr_array((w.weight, (w.story, w.index)), shape=(w.stories, shape))
        for _, w in vocabulary.weigh([example.features for example in examples])
    ]
    return vstack(rows, format="csr")


def _fit(matrix: Any, across: Any, tagged: Array, prior: Array) -> tuple[Array, float]:
    """The weights and the bias of a value that fit the tagged stories and stay near the prior.

    Newton's method on one unknown a story, as the weights differ from the prior by a weighted sum of the stories; each
    step is solved by conjugate gradients (Rasmussen and Williams 2006, algorithm 3.1). All sums run on one thread and
    in one order: the same on a machine with more cores.
    """
    offset = matrix @ prior + RESERVE
    sign = np.where(tagged, 1.0, -1.0)
    share = (tagged.sum() + PATIENCE) / (len(tagged) + 2 * PATIENCE)
    importance = TRUST * np.where(tagged, 0.5 / share, 0.5 / (1 - share))

    def moved(by: Array) -> Array:
        """How far a weighted sum of the stories moves the margin of each."""
        change: Array = matrix @ (across @ by) + np.sum(by) / FIRMNESS
        return change

    def loss(by: Array, change: Array) -> float:
        return float(np.sum(importance * np.logaddexp(0, -sign * (offset + change))) + np.sum(by * change) / 2)

    by = change = np.zeros(len(tagged))
    cost = loss(by, change)
    for _ in range(MOST_STEPS):
        wrong = _chance(-sign * (offset + change))
        curve = importance * wrong * (1 - wrong)
        aim = _step(moved, curve, curve * change + sign * importance * wrong)
        far, before = moved(aim), cost
        length = 1.0
        while (
            cost := loss(by + length * (aim - by), change + length * (far - change))
        ) > before and length > SHORTEST_STEP:
            length /= 2
        by, change = by + length * (aim - by), change + length * (far - change)
        if before - cost < NEAR * before:
            break
    return prior + across @ by, RESERVE + float(np.sum(by)) / FIRMNESS


def _step(moved: Callable[[Array], Array], curve: Array, pull: Array) -> Array:
    """Where Newton's method goes next."""
    from scipy.sparse.linalg import LinearOperator, cg

    root = np.sqrt(curve)
    system = LinearOperator((len(root), len(root)), lambda way: way + root * moved(root * way), dtype=float)
    solved, _ = cg(system, root * moved(pull), rtol=CLOSE)
    aim: Array = pull - root * solved
    return aim


def _chance(margin: Array) -> Array:
    """The logistic function."""
    return 0.5 * (1 + np.tanh(margin / 2))

"""What was learned about values, as a short list of words that a browser can score a text with.

The composer page suggests values while somebody writes, and nothing of a draft may leave the browser: so the words go to
the draft. Of the model's tens of thousands of words and pairs only the telling single words are sent, each with the
forms in which people wrote it; docs/composer.md holds how often the page so agrees with `hub.py suggest`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from storyhub.model.story import Value
from storyhub.tag.common_values import common_values
from storyhub.tag.examples import Example
from storyhub.tag.model import NOTABLE, Model
from storyhub.tag.tag import Teacher
from storyhub.tag.thresholds import MOST_TAGS
from storyhub.tag.vocabulary import FORM, HALF, PART_WEIGHTS
from storyhub.text.stop_words import STOP_WORDS
from storyhub.text.tokens import Array, Tokens
from storyhub.text.words import lexicon, words

MOST_STEMS = 1000
"""Words sent: about 20 kB compressed, fetched when somebody starts to write."""
MOST_FORMS = 8
OTHERS = 6.0
"""What a word that is not sent weighs, squared: the model knows many of them, and each makes the others count for less."""


def hints(teacher: Teacher) -> str:
    """The words as JSON, kept for as long as the model stays as it is; empty where there are no values."""
    if not teacher.values:
        return ""
    store, key = teacher.store, teacher.key
    kept = store.get("hints", key, str)
    if kept is None:
        kept = json.dumps(telling(teacher.model, teacher.examples, teacher.values), ensure_ascii=False)
        store.put("hints", key, kept)
    return kept


def telling(model: Model, examples: Sequence[Example], values: Sequence[Value]) -> dict[str, Any]:
    """The words that weigh most for any value: forms by language, rarity, and a weight for each value."""
    vocabulary = model.vocabulary
    single = np.flatnonzero(vocabulary.keys >> np.uint64(32) == 0)
    weighing = _single_weights(model, single, examples)
    strength = (np.abs(weighing) * vocabulary.rarity[single][:, None]).max(axis=1)
    chosen = np.sort(np.argsort(-strength, kind="stable")[:MOST_STEMS])
    stems = dict(zip(chosen.tolist(), vocabulary.keys[single[chosen]].tolist(), strict=True))
    spoken = _forms(examples, values, frozenset(stems.values()))
    languages = {one.features.language for one in examples} | {language for value in values for language in value.name}
    entries = []
    for index, stem in stems.items():
        if forms := spoken.get(stem):
            weights = [round(float(weight), 2) for weight in weighing[index]]
            entries.append([" ".join(forms[:MOST_FORMS]), round(float(vocabulary.rarity[single[index]]), 2), *weights])
    return {
        "values": list(model.values),
        "bias": [round(float(bias), 3) for bias in model.bias],
        "words": entries,
        "parts": list(PART_WEIGHTS),
        "heard": model.heard._asdict(),
        "notable": NOTABLE,
        "most": MOST_TAGS,
        "others": OTHERS,
        "stop": " ".join(sorted(frozenset().union(*(STOP_WORDS.get(language, ()) for language in languages)))),
    }


def _single_weights(model: Model, single: Array, examples: Sequence[Example]) -> Array:
    """What each stem weighs for each value, with what its forms weigh, by how often each was written."""
    vocabulary = model.vocabulary
    weights = model.weights[single].copy()
    tokens = Tokens.of([example.features for example in examples])
    said = vocabulary.find(tokens.terms[tokens.place].astype(np.uint64))
    form = vocabulary.find(FORM | tokens.forms())
    both = np.flatnonzero((said >= 0) & (form >= 0))
    stem = np.searchsorted(single, said[both])
    times = np.maximum(np.bincount(stem, minlength=len(single)), 1)
    for value, column in enumerate(model.weights.T):
        weights[:, value] += np.bincount(stem, column[form[both]], len(single)) / times
    return HALF * weights


def _forms(examples: Sequence[Example], values: Sequence[Value], stems: frozenset[int]) -> dict[int, list[str]]:
    """The forms in which each of these stems was written, by its number, the commonest first."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for features in (example.features for example in examples):
        numbers = np.frombuffer(features.terms, np.uint32).tolist()
        for word, number in zip(features.words.split(), numbers, strict=True):
            if number in stems:
                counts[number][word.lower()] += 1
    for language, text in _defined(values):
        numbers_of = lexicon(language)
        for word in words(text):
            if (number := numbers_of[word]) in stems:
                counts[number].setdefault(word, 1)
    return {number: sorted(found, key=lambda word: (-found[word], word)) for number, found in counts.items()}


def _defined(values: Sequence[Value]) -> list[tuple[str, str]]:
    """Everything that values.yml says, and the words around common values, by language."""
    said = [
        *((lang, text) for value in values for texts in (value.name, value.promise) for lang, text in texts.items())
    ]
    said += [(lang, " ".join(some)) for value in values for lang, some in value.signals.items()]
    said += [(lang, " ".join(kin[lang][side])) for kin in common_values() for lang in kin for side in (0, 1)]
    return said

"""What values.yml itself says of the values, as words with a weight: what a hub goes by before it has learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from storyhub.model.story import Value
from storyhub.tag.common_values import common_values
from storyhub.text.words import compounds, lexicon, words

NAMED = 1.0
"""Weight of a word of the value's name, and of a signal word."""
KINDRED = 0.6
"""Weight of a word that people use around a value with such a name."""
PROMISED = 0.4
"""Weight of a word of the value's promise."""

SHORTEST_PART = 5
"""Letters of a stem that is looked for inside compound words: shorter ones turn up anywhere ("pomp" in "pompoen")."""
LONGEST_PART = 40
"""And at most: a word may be as long as a story."""
SHORTEST_REST = 5
"""Letters that a compound word has besides: fewer are an ending more often than a word ("brief" in "briefing")."""

Definition = Mapping[int, float]
"""Weight of each stem, by its number."""


def define(value: Value) -> Definition:
    """The weighted words of a value in all languages that it is given in, and of the common values that it is kin to."""
    signals = {language: " ".join(said) for language, said in value.signals.items()}
    named = _stems(value.name)
    promised = _stems(value.promise)
    found: dict[int, float] = {}
    for weight, said in (
        (NAMED, {**named, **_stems(signals)}),
        (KINDRED, _kindred(named)),
        (PROMISED, promised),
    ):
        for number in said:
            found.setdefault(number, weight)
    return found


def compound_parts(values: Sequence[Value]) -> dict[str, int]:
    """Stems that point to a value also when a compound word begins or ends with them ("klant" in "klantgericht")."""
    found: dict[str, int] = {}
    for value in values:
        said = [*value.name.items(), *((language, word) for language, some in value.signals.items() for word in some)]
        for language, text in said:
            if compounds(language):
                found.update(
                    (stem, number) for number, stem in _stems({language: text}).items() if len(stem) >= SHORTEST_PART
                )
    return found


def part_of(word: str, parts: Mapping[str, int]) -> int:
    """Number of the longest of the stems that a compound word begins with, else ends with; 0 when there is none."""
    sizes = range(min(len(word) - SHORTEST_REST, LONGEST_PART), SHORTEST_PART - 1, -1)
    for size in sizes:
        if number := parts.get(word[:size]):
            return number
    for size in sizes:
        if number := parts.get(word[-size:]):
            return number
    return 0


def _stems(texts: Mapping[str, str]) -> dict[int, str]:
    """The stems of the telling words of texts per language, by their numbers."""
    found: dict[int, str] = {}
    for language, text in texts.items():
        numbers = lexicon(language)
        found.update((numbers[word], numbers.stem(word)) for word in words(text) if numbers[word])
    return found


def _kindred(said: Mapping[int, str]) -> Mapping[int, str]:
    """The words around each common value that is mentioned, in a compound word too."""
    found: dict[int, str] = {}
    for called, around in _common():
        parts = {stem: number for number, stem in called.items() if len(stem) >= SHORTEST_PART}
        if any(number in called or part_of(stem, parts) for number, stem in said.items()):
            found |= {**called, **around}
    return found


@cache
def _common() -> tuple[tuple[dict[int, str], dict[int, str]], ...]:
    """The stems of what each common value is called, and of the words around it."""
    return tuple(
        tuple(_stems({language: " ".join(kin[language][side]) for language in kin}) for side in (0, 1))  # type: ignore[misc]
        for kin in common_values()
    )

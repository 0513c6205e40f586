"""What the hub learns from: stories that their writers tagged. Light to import: no number work is done here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from storyhub.model.story import Value
from storyhub.text.features import WordCounts

MOST_EXAMPLES = 1000
"""More than this teach little that is new, and would cost every build time."""
METHOD = "3"
"""Changes whenever the same examples would give another model."""


@dataclass(frozen=True, slots=True)
class Example:
    """A story with the values that its writer gave it."""

    id: str
    features: WordCounts
    values: tuple[str, ...]


class Candidate(Protocol):
    """A story that may be learned from."""

    @property
    def id(self) -> str: ...
    @property
    def values(self) -> tuple[str, ...]: ...


Chosen = TypeVar("Chosen", bound=Candidate)


def sample(told: Iterable[Chosen], values: Sequence[Value], most: int = MOST_EXAMPLES) -> tuple[Chosen, ...]:
    """At most `most` of the stories that carry one of the values, in an order of their own.

    Chosen by a digest of the id: which other stories there are, and in which order they come, makes no difference, so
    that a new story seldom changes the choice once there are more than `most`.
    """
    keys = {value.key for value in values}
    useful = [one for one in told if keys.intersection(one.values)]
    return tuple(sorted(useful, key=lambda one: _digest(one.id))[:most])


def fingerprint(told: Iterable[tuple[str, str, tuple[str, ...]]], values: Sequence[Value]) -> str:
    """Digest of all that a model follows from; of each story as `sample` gives them its id, content key and values."""
    mixed = hashlib.blake2b(METHOD.encode(), digest_size=16)
    for value in values:
        words = (value.key, sorted(value.name.items()), sorted(value.promise.items()))
        mixed.update(repr((words, sorted((key, tuple(said)) for key, said in value.signals.items()))).encode())
    for identity, key, given in told:
        mixed.update(repr((identity, key, sorted(given))).encode())
    return mixed.hexdigest()


def _digest(identity: str) -> bytes:
    return hashlib.blake2b(identity.encode(), digest_size=8).digest()

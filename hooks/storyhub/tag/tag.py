"""Tags a hub by value: the writer's values win; a story without them gets suggestions, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from storyhub.model.story import Story, Value, ValueMark
from storyhub.system.cache_files import Store
from storyhub.system.code_version import code_version
from storyhub.tag.examples import Example, fingerprint, sample
from storyhub.text.features import WordCounts

if TYPE_CHECKING:
    from storyhub.tag.model import Model, Suggestion

Marks = dict[str, tuple[ValueMark, ...]]
FeaturesOf = Callable[[Iterable[Story]], Mapping[str, WordCounts]]
"""Gives the telling words of stories by their id."""


class _Tagged(NamedTuple):
    """A story as one of those to learn from."""

    id: str
    values: tuple[str, ...]
    story: Story


class Teacher:
    """What can be learned from the stories that their writers tagged; it is learned when it is first asked for."""

    def __init__(
        self,
        stories: Iterable[Story],
        values: Sequence[Value],
        features_of: FeaturesOf,
        store: Store,
        retired: Collection[str] = (),
    ) -> None:
        tagged = (_Tagged(s.id, tuple(mark.key for mark in s.values), s) for s in stories if s.values)
        self._chosen = sample(tagged, values)
        self.values = values
        self.features_of = features_of
        self.store = store
        told = [(one.id, one.story.key, one.values) for one in self._chosen]
        self.retired = frozenset(retired)
        """Keys of the values that are no longer suggested."""
        self.key = f"{code_version()}/{fingerprint(told, values)}/{sorted(self.retired)}"
        """Address of all that the model follows from."""

    @cached_property
    def examples(self) -> tuple[Example, ...]:
        """The stories that are learned from."""
        features = self.features_of(one.story for one in self._chosen)
        return tuple(Example(one.id, features[one.id], one.values) for one in self._chosen if one.id in features)

    @cached_property
    def model(self) -> Model:
        """What was learned, kept for as long as the stories that it is learned from stay as they are."""
        from storyhub.tag.model import Model

        model = self.store.get("model", self.key, Model)
        if model is None:
            from storyhub.tag.learn import learn

            model = learn(self.examples, self.values)
            self.store.put("model", self.key, model)
        return model


def tag(stories: Sequence[Story], teacher: Teacher) -> Marks:
    """The values of each story by its id; empty where the writer wants none or nothing points to any."""
    known = {value.key for value in teacher.values}
    marks: Marks = {
        story.id: tuple(mark for mark in story.values if mark.key in known)
        for story in stories
        if story.values is not None
    }
    untagged = [story for story in stories if story.values is None]
    if untagged and teacher.values:
        marks |= _suggested(untagged, teacher)
    return {story.id: marks.get(story.id, ()) for story in stories}


def heard(story: Story, teacher: Teacher) -> tuple[ValueMark, ...]:
    """The values of one story, in the hub or not yet, to ask its writer about; more than what readers would see."""
    if story.values is not None or not teacher.values:
        return story.values or ()
    return tuple(_mark(one) for one in _worked_out([story], teacher).get(story.key, ()) if one.heard)


def _worked_out(stories: Sequence[Story], teacher: Teacher) -> dict[str, Sequence[Suggestion]]:
    """The likeliest values of stories, by their content key."""
    # Numbers are worked with only where there is something to suggest.
    from storyhub.tag.thresholds import MOST_TAGS

    features = teacher.features_of(stories)
    told = [story for story in stories if story.id in features]
    found = teacher.model.suggest_many([features[story.id] for story in told])
    return {
        story.key: [one for one in suggestions if one.value not in teacher.retired][:MOST_TAGS]
        for story, suggestions in zip(told, found, strict=True)
    }


def _mark(suggestion: Suggestion) -> ValueMark:
    return ValueMark(suggestion.value, suggested=True, because=suggestion.because)


def _suggested(untagged: Sequence[Story], teacher: Teacher) -> Marks:
    """What is suggested for stories to their readers; kept together for as long as the same is learned."""
    known = teacher.store.get("suggested", teacher.key, dict[str, tuple[ValueMark, ...]]) or {}
    missing = [story for story in untagged if story.key not in known]
    if missing:
        found = _worked_out(missing, teacher)
        known |= {key: tuple(_mark(one) for one in ones if one.published) for key, ones in found.items()}
        there = {story.key: known[story.key] for story in untagged if story.key in known}
        teacher.store.put("suggested", teacher.key, there)
    return {story.id: known.get(story.key, ()) for story in untagged}

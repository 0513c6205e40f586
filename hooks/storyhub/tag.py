"""Tags a hub by value: the writer's values win; a story without them gets suggestions, with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from storyhub.examples import Example, fingerprint, sample
from storyhub.model import Story, Value, ValueMark
from storyhub.store import Store, code_version

if TYPE_CHECKING:
    from storyhub.suggest import Model

Marks = dict[str, tuple[ValueMark, ...]]


def tag(stories: Sequence[Story], values: Sequence[Value], store: Store) -> Marks:
    """The values of each story by its id; empty where the writer named none and nothing points to any."""
    known = {value.key for value in values}
    marks: Marks = {s.id: tuple(mark for mark in s.values if mark.key in known) for s in stories if s.values}
    untagged = [story for story in stories if not story.values]
    if untagged and values:
        # Numbers are worked with only where there is something to suggest.
        from storyhub.suggest import tags

        found = model_for(stories, values, store).suggest_many([story.features for story in untagged if story.features])
        for story, suggestions in zip(untagged, found, strict=True):
            marks[story.id] = tuple(ValueMark(s.value, suggested=True, because=s.because) for s in tags(suggestions))
    return {story.id: marks.get(story.id, ()) for story in stories}


def heard(story: Story, stories: Iterable[Story], values: Sequence[Value], store: Store) -> tuple[ValueMark, ...]:
    """The values of one story, in the hub or not yet, as `stories` teach them."""
    if story.values or not story.features or not values:
        return story.values or ()
    from storyhub.suggest import tags

    found = tags(model_for(stories, values, store).suggest(story.features))
    return tuple(ValueMark(one.value, suggested=True, because=one.because) for one in found)


def model_for(stories: Iterable[Story], values: Sequence[Value], store: Store) -> Model:
    """What is learned from the stories that their writers tagged; kept for as long as these stay as they are."""
    tagged = (Example(s.id, s.features, tuple(m.key for m in s.values)) for s in stories if s.values and s.features)
    examples = sample(tagged, values)
    key = f"{code_version()}/{fingerprint(examples, values)}"
    model: Model | None = store.get("model", [key]).get(key)
    if model is None:
        from storyhub.learn import learn

        model = learn(examples, values)
        store.put("model", [(key, model)])
        store.keep_only("model", [key])
    return model

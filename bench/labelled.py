"""A set of posts with the values that their editors gave them: read as stories, and cut into folds for cross-validation."""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyhub.model.story import Value
from storyhub.read.organisation import VALUES, read_values
from storyhub.read.schema import SUMMARY_LIMIT, TITLE_LIMIT
from storyhub.read.story import read_story
from storyhub.text.features import WordCounts

LANGUAGE = "en"
SHINGLE = 5
"""Words in a row that are compared to find posts that repeat each other."""
REPEATED = 0.2
"""Two posts that share this part of the shorter one's shingles stay in one fold."""
COMMONPLACE = 30
"""A shingle that more posts have is a footer, and no sign of repetition."""


class CannotBeUsed(Exception):
    """The set or its values are not what is asked for; the message says what to give."""


@dataclass(frozen=True, slots=True)
class Post:
    """One post of the set."""

    id: str
    title: str
    summary: str
    body: str
    values: tuple[str, ...]

    def as_story(self, name: str, *, tagged: bool) -> str:
        """The text of a story file; with its values when `tagged`."""
        fields: dict[str, Any] = {
            "title": _short(self.title, TITLE_LIMIT) or name,
            "author": "Somebody",
            "department": "all",
            "date": "2024-01-01",
            "language": LANGUAGE,
        }
        if summary := _short(self.summary, SUMMARY_LIMIT):
            fields["summary"] = summary
        if tagged:
            fields["values"] = list(self.values)
        # JSON is YAML; a date must not be quoted.
        head = "".join(
            f"{key}: {value if key == 'date' else json.dumps(value, ensure_ascii=False)}\n"
            for key, value in fields.items()
        )
        return f"---\n{head}---\n\n{self.body.strip()}\n"

    def features(self, name: str) -> WordCounts:
        """What the hub keeps of it."""
        reading = read_story(self.as_story(name, tagged=False).encode(), f"2024/{name}.md", LANGUAGE)
        if reading.features is None:
            raise CannotBeUsed(f"{self.id}: the hub would not take it: {reading.issues[0]}")
        return reading.features


def read_posts(file: Path) -> list[Post]:
    """The posts of a file with a JSON object on each line: id, title, summary, body_markdown, values."""
    posts = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            data: Mapping[str, Any] = json.loads(line)
            posts.append(
                Post(data["id"], data["title"], data.get("summary") or "", data["body_markdown"], tuple(data["values"]))
            )
        except (ValueError, KeyError, TypeError) as fault:
            wanted = "each line is a JSON object with id, title, summary, body_markdown and values"
            raise CannotBeUsed(f"{file}:{number}: {wanted}; this one is not ({fault})") from fault
    return posts


def values_of(file: Path) -> tuple[Value, ...]:
    """The values of a values.yml."""
    values = read_values(file.parent, LANGUAGE, []) if file.name == VALUES and file.is_file() else ()
    if not values:
        raise CannotBeUsed(f"{file}: a {VALUES} with values in it is needed")
    return values


def folds(posts: Sequence[Post], groups: Sequence[int], count: int, seed: int) -> list[int]:
    """The fold of each post, chosen by chance; posts of one group are in one fold."""
    order = sorted(set(groups))
    random.Random(seed).shuffle(order)
    fold = {group: place % count for place, group in enumerate(order)}
    return [fold[group] for group in groups]


def repeating(posts: Sequence[Post]) -> list[int]:
    """A group for each post: those that repeat much of each other, and whatever repeats those, are in one."""
    shingles = [_shingles(post.body) for post in posts]
    having: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, found in enumerate(shingles):
        for shingle in found:
            having[shingle].append(place)
    shared = Counter(
        (one, other)
        for places in having.values()
        if len(places) <= COMMONPLACE
        for at, one in enumerate(places)
        for other in places[at + 1 :]
    )
    group = list(range(len(posts)))
    for (one, other), count in shared.items():
        if count >= REPEATED * min(len(shingles[one]), len(shingles[other])):
            kept, gone = sorted((group[one], group[other]))
            group = [kept if number == gone else number for number in group]
    return group


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}


def _short(text: str, limit: int) -> str:
    line = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    return line if len(line) <= limit else line[: limit - 1].rsplit(" ", 1)[0] + "…"

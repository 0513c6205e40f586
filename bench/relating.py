"""How well related stories are found: how many share a tag that their editors gave them, beside chance."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from storyhub.read.story import read_story
from storyhub.tag.related import related

from bench import machine
from bench.contest import Say
from bench.figures import Figures
from bench.labelled import CannotBeUsed, Post

DEPARTMENTS = 12
"""Departments among which authors are divided."""
COMMON = 0.1
"""A tag that more than this share of the posts have says nothing of what they are about."""
SHOWN = 3


@dataclass(frozen=True, slots=True)
class TaggedPost:
    """A post as a story, with the tags of its editors."""

    id: str
    text: str
    department: str
    tags: frozenset[str]


def read_tagged(file: Path) -> list[TaggedPost]:
    """The posts of a file with a JSON object on each line: title, body_markdown, tags, and authors where known.

    Raises:
        CannotBeUsed: a line is something else.
    """
    posts = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        try:
            data: Mapping[str, Any] = json.loads(line)
            post = Post(str(number), data["title"] or "", data.get("summary") or "", data["body_markdown"], ())
            author = (data.get("authors") or [""])[0] or ""
            tags = frozenset(tag.lower() for tag in data["tags"] or ())
        except (ValueError, KeyError, TypeError) as fault:
            wanted = "each line is a JSON object with title, body_markdown and tags"
            raise CannotBeUsed(f"{file}:{number}: {wanted}; this one is not ({fault})") from fault
        department = int(hashlib.sha256(author.encode()).hexdigest(), 16) % DEPARTMENTS
        name = f"post-{number:05}"
        posts.append(TaggedPost(f"2024/{name}", post.as_story(name, tagged=False), f"d{department}", tags))
    common = Counter(tag for post in posts for tag in post.tags)
    telling = {tag for tag, count in common.items() if count <= COMMON * len(posts)}
    return [TaggedPost(post.id, post.text, post.department, post.tags & telling) for post in posts]


def run(file: Path, root: Path, say: Say) -> Figures:
    """The whole report, with what figures mean nothing without."""
    posts = read_tagged(file)
    say(f"reading {len(posts)} posts")
    readings = [
        read_story(
            post.text.replace('department: "all"', f"department: {post.department}").encode(), f"{post.id}.md", "en"
        )
        for post in posts
    ]
    stories = [reading.story for reading in readings if reading.story]
    features = {r.story.id: r.features for r in readings if r.story and r.features}
    before = time.process_time()
    found = related(stories, features, SHOWN)
    took = time.process_time() - before
    tags = {post.id: post.tags for post in posts}
    chance = random.Random(0)
    ids = [story.id for story in stories]
    return {
        "date": date.today().isoformat(),
        "commit": machine.commit(root),
        "command": f"python3 scripts/hub.py bench --related {file.name}",
        "stories": len(stories),
        "related": _shared({one: [other.id for other in others] for one, others in found.items()}, tags),
        "chance": _shared({one: chance.sample(ids, SHOWN) for one in ids}, tags),
        "shown": sum(map(len, found.values())) / len(stories),
        "none": sum(not others for others in found.values()) / len(stories),
        "seconds": took,
    }


def _shared(found: Mapping[str, Sequence[str]], tags: Mapping[str, frozenset[str]]) -> float:
    """Share of the pairs that have a tag in common."""
    pairs = [(one, other) for one, others in found.items() for other in others]
    return sum(bool(tags[one] & tags[other]) for one, other in pairs) / max(len(pairs), 1)


def as_text(report: Figures) -> str:
    """The figures in a sentence."""
    return (
        f"Measured on {report['date']}, the hub at {report['commit']}, {report['stories']} stories:"
        f" {report['related']:.3f} of the related stories share an editor's tag that at most a tenth of all have"
        f" (by chance {report['chance']:.3f}); {report['shown']:.2f} shown a story, none under {report['none']:.0%};"
        f" {report['seconds']:.2f} s of processor time.\n\n    {report['command']}\n"
    )

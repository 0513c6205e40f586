"""How well values are suggested: cross-validated on a set of posts whose values are known, beside simpler ways."""

from __future__ import annotations

import json
import random
import statistics
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from storyhub.model.story import Value
from storyhub.tag.examples import Example, sample
from storyhub.tag.learn import learn
from storyhub.tag.model import Model
from storyhub.tag.thresholds import MOST_TAGS
from storyhub.text.features import WordCounts

from bench import baselines, machine
from bench.baselines import Ranked
from bench.clock import measure
from bench.contest import Say
from bench.figures import Figures
from bench.labelled import Post, folds, read_posts, repeating, values_of
from bench.peers.hub import DOOR
from bench.peers.peer import write_text
from bench.tables import table

FOLDS = 10
SIZES = (25, 50, 100, 200)
"""Numbers of tagged stories that the hub learns from, besides all there are."""

SIZED = tuple((f"{size} stories", size) for size in SIZES)

Method = Callable[[Sequence[int], Sequence[int]], Ranked]
"""Ranks the values of some posts, having learned from others; both by their place in the set."""


def measure_tagging(posts: Sequence[Post], values_file: Path, turns: int, work: Path, tools: Path, say: Say) -> Figures:
    """P@1 and R@3 of the hub and of simpler ways, over `turns` cross-validations; and whether the command line agrees.

    Raises:
        CannotBeUsed: the set or the values are not of the right form.
        CannotBeHad: scikit-learn could not be installed.
    """
    values = values_of(values_file)
    baselines.install(tools)
    say(f"reading {len(posts)} posts")
    features = [post.features(_name(place)) for place, post in enumerate(posts)]
    groups = repeating(posts)
    report: Figures = {"posts": len(posts), "groups": len(set(groups)), "folds": FOLDS, "turns": turns, "methods": {}}
    for name, method in _methods(posts, features, values).items():
        scores = [
            _score(posts, _cross_validated(method, folds(posts, groups, FOLDS, seed), seed)) for seed in range(turns)
        ]
        report["methods"][name] = _of_turns(scores)
        say(f"{name}: P@1 {report['methods'][name]['p1']:.3f}, R@3 {report['methods'][name]['r3']:.3f}")
    say("what is shown")
    report["shown"] = {
        name: _shown(posts, features, values, most, groups)
        for name, most in (("nothing", 0), *SIZED, ("all others", None))
    }
    say("asking the command line")
    fold = folds(posts, groups, FOLDS, 0)
    known, asked = _apart(fold, 0)
    model = _model(posts, features, values, known)
    told = [{s.value: s.score for s in model.suggest(features[place])} for place in asked]
    report["command_line_agrees"] = _asked_outside(posts, known, asked, values_file, work) == told
    return report


def as_table(report: Figures) -> str:
    """The figures as Markdown."""
    rows = [
        [name, f"{one['p1']:.3f}", _range(one["p1_all"]), f"{one['r3']:.3f}", _range(one["r3_all"])]
        for name, one in report["methods"].items()
    ]
    agrees = "gives the same scores" if report["command_line_agrees"] else "**gives other scores**"
    return (
        f"Measured on {report['date']}, the hub at {report['commit']}, Python {report['machine']['python']}."
        f" {report['posts']} posts, {report['folds']} folds, {report['turns']} times over; posts that repeat each other"
        f" are in one fold ({report['groups']} groups). `hub.py suggest` on files {agrees}.\n\n    {report['command']}\n\n"
        + table(["", "P@1", "lowest to highest", "R@3", "lowest to highest"], rows)
        + "\n"
        + table(
            ["learned from", "published: right", "a story", "heard: right", "a story"],
            [[name, *(f"{one[what]:.2f}" for what in SHOWN)] for name, one in report["shown"].items()],
        )
        + "\n"
    )


def run(file: Path, values_file: Path, turns: int, root: Path, work: Path, say: Say) -> Figures:
    """The whole report, with what figures mean nothing without."""
    return {
        "date": machine.today(),
        "commit": machine.commit(root),
        "command": f"python3 scripts/hub.py bench --tags {file.name} --values {values_file.name} --runs {turns}",
        "machine": machine.describe(),
        **measure_tagging(read_posts(file), values_file, turns, work, root / ".cache/bench/tools", say),
    }


def _methods(posts: Sequence[Post], features: Sequence[WordCounts], values: Sequence[Value]) -> dict[str, Method]:
    def simply(rank: Callable[[Sequence[Post], Sequence[Post]], Ranked]) -> Method:
        return lambda known, asked: rank([posts[place] for place in known], [posts[place] for place in asked])

    def learned(most: int | None) -> Method:
        def rank(known: Sequence[int], asked: Sequence[int]) -> Ranked:
            model = _model(posts, features, values, known[:most])
            return [[s.value for s in found] for found in model.suggest_many([features[p] for p in asked], 0)]

        return rank

    return {
        "always the commonest": simply(baselines.commonest),
        "naive Bayes": simply(baselines.naive_bayes),
        "TF-IDF and logistic regression": simply(baselines.logistic_regression),
        "the hub, values.yml alone": learned(0),
        **{f"the hub, {size} stories": learned(size) for size in SIZES},
        "the hub, all other stories": learned(None),
    }


def _model(
    posts: Sequence[Post], features: Sequence[WordCounts], values: Sequence[Value], known: Sequence[int]
) -> Model:
    examples = (Example(f"2024/{_name(place)}", features[place], posts[place].values) for place in known)
    return learn(sample(examples, values), values)


def _cross_validated(method: Method, fold: Sequence[int], seed: int) -> Ranked:
    """Each post's values as ranked by a method that has learned from the other folds."""
    ranked: Ranked = [[] for _ in fold]
    for number in sorted(set(fold)):
        known, asked = _apart(fold, number)
        random.Random(seed).shuffle(known)
        for place, order in zip(asked, method(known, asked), strict=True):
            ranked[place] = order
    return ranked


SHOWN = ("published_right", "published", "heard_right", "heard")


def _shown(
    posts: Sequence[Post],
    features: Sequence[WordCounts],
    values: Sequence[Value],
    most: int | None,
    groups: Sequence[int],
) -> Figures:
    """Of what readers would see, and of what writers would be asked: how much is right, and how many there are a post."""
    fold = folds(posts, groups, FOLDS, 0)
    published: list[bool] = []
    heard: list[bool] = []
    for number in sorted(set(fold)):
        known, asked = _apart(fold, number)
        random.Random(0).shuffle(known)
        model = _model(posts, features, values, known[:most])
        for place, found in zip(asked, model.suggest_many([features[p] for p in asked]), strict=True):
            published += [one.value in posts[place].values for one in found[:MOST_TAGS] if one.published]
            heard += [one.value in posts[place].values for one in found[:MOST_TAGS] if one.heard]
    return {
        "published_right": sum(published) / max(len(published), 1),
        "published": len(published) / len(posts),
        "heard_right": sum(heard) / max(len(heard), 1),
        "heard": len(heard) / len(posts),
    }


def _apart(fold: Sequence[int], number: int) -> tuple[list[int], list[int]]:
    known = [place for place, own in enumerate(fold) if own != number]
    return known, [place for place, own in enumerate(fold) if own == number]


def _score(posts: Sequence[Post], ranked: Ranked) -> tuple[float, float]:
    """P@1: posts whose first suggestion is one of their values; R@3: values found among the first three suggestions."""
    first = sum(order[0] in post.values for post, order in zip(posts, ranked, strict=True))
    found = sum(len(set(order[:3]).intersection(post.values)) for post, order in zip(posts, ranked, strict=True))
    return first / len(posts), found / sum(len(post.values) for post in posts)


def _of_turns(scores: Sequence[tuple[float, float]]) -> Figures:
    p1, r3 = ([round(score[which], 4) for score in scores] for which in (0, 1))
    return {"p1": statistics.mean(p1), "r3": statistics.mean(r3), "p1_all": p1, "r3_all": r3}


def _range(values: Sequence[float]) -> str:
    return f"{min(values):.3f} to {max(values):.3f}"


def _asked_outside(
    posts: Sequence[Post], known: Sequence[int], asked: Sequence[int], values_file: Path, work: Path
) -> list[dict[str, float]]:
    """The scores that `hub.py suggest` prints for files of some posts, with a hub of the others."""
    hub, others = work / "tagging/stories", work / "tagging/asked"
    write_text(hub / "values.yml", values_file.read_text(encoding="utf-8"))
    write_text(hub / "departments.yml", "- key: all\n  name: All\n")
    for folder, places in ((hub / "2024", known), (others, asked)):
        for place in places:
            write_text(folder / f"{_name(place)}.md", posts[place].as_story(_name(place), tagged=folder != others))
    command: list[str | Path] = [sys.executable, DOOR, "suggest", others, "--stories", hub, "--format", "json"]
    printed = measure(command, work, {"STORYHUB_CACHE": str(work / "tagging/cache")}).output
    found = {Path(one["path"]).stem: one["values"] for one in json.loads(printed)}
    return [{one["value"]: one["score"] for one in found.get(_name(place), ())} for place in asked]


def _name(place: int) -> str:
    return f"post-{place:04}"

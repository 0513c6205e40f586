"""Start-up, and the check of one changed story, beside what the interpreter itself takes to start."""

from __future__ import annotations

import sys
from pathlib import Path

from bench.clock import Sample, measure
from bench.contest import Contest
from bench.figures import Figures, of_runs, spread
from bench.peers.hub import DOOR, Hub
from bench.warm import Desk

FEWEST = 5
"""Turns at least: each is short, and a short time varies most."""


def measure_check(contest: Contest, hub: Hub) -> Figures:
    """In turns: Python alone, the help of `check`, the check of a changed story with the cache of a build, and without."""
    contest.built([hub])
    desk = Desk(hub.stories, [], list(contest.stories))
    bare = Hub(hub.folder.parent / "without-cache", hub.stories, search=False)
    runs: dict[str, list[Sample]] = {"python": [], "help": [], "changed": [], "no_cache": []}
    for turn in range(max(FEWEST, contest.turns)):
        runs["python"].append(measure([sys.executable, "-c", "pass"], hub.folder))
        runs["help"].append(measure([sys.executable, DOOR, "check", "--help"], hub.folder, hub.env))
        story = hub.stories / desk.change().file
        runs["changed"].append(hub.check(story))
        if turn < contest.turns:
            runs["no_cache"].append(_without_cache(bare, story))
        contest.say(f"check, turn {turn + 1}: {runs['changed'][-1].seconds:.2f} s")
    start = spread([sample.seconds for sample in runs["python"]])["median"]
    beyond = {name: spread([sample.seconds - start for sample in done]) for name, done in runs.items()}
    return {name: {**of_runs(done), "beyond_start": beyond[name]} for name, done in runs.items()}


def _without_cache(bare: Hub, story: Path) -> Sample:
    bare.prepare([])
    bare.clean()
    return bare.check(story)

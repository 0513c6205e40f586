"""Lighthouse over a page of every kind of the hub's site, as a reader's phone and desk would have it: scores, and bytes of a story."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browser as browsers

from bench.clock import measure
from bench.contest import Contest
from bench.figures import Figures
from bench.host import Host
from bench.peers.hub import Hub
from bench.peers.installing import from_npm, program
from bench.peers.peer import CannotBeHad

VERSION = "12.8.2"
PRESETS = {"phone": [], "desk": ["--preset=desktop"]}
"""Lighthouse's own: a slow phone on a slow network, unless told otherwise."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
KINDS = {
    "home": "index.html",
    "home, English": "en/index.html",
    "story": "[0-9]*/*/index.html",
    "values": "values/index.html",
    "value": "values/*/index.html",
    "departments": "departments/index.html",
    "department": "departments/*/index.html",
    "ambassadors": "ambassadors/index.html",
    "ambassador": "ambassadors/*/index.html",
    "archive": "archive/index.html",
    "year": "archive/[0-9]*/index.html",
    "month": "archive/[0-9]*/[0-9]*/index.html",
    "own page": "about/index.html",
    "composer": "tell/index.html",
    "search": "search/index.html",
    "listening": "listening/index.html",
    "wrong address": "404.html",
}
"""A pattern of the files of each kind of page; the largest counts for all."""
NOINDEX = '<meta name="robots" content="noindex">'


def measure_light(contest: Contest, hub: Hub, tools: Path) -> Figures:
    """Each kind of page once on each preset; one that falls short of 100 again, as often as there are turns. Raises CannotBeHad."""
    home, browser = tools / f"lighthouse-{VERSION}", browsers.find_or_install()
    if browser is None:
        raise CannotBeHad(browsers.ADVICE)
    node = program("node")
    from_npm(home, f"lighthouse@{VERSION}")
    contest.built([hub])
    command = [node, str(home / "node_modules/lighthouse/cli/index.js"), "--quiet", "--output=json"]
    command.append("--chrome-flags=" + " ".join(["--headless=new", *browsers.launch_arguments()]))
    rows: dict[str, Figures] = {}
    story: Figures = {}
    with Host(hub.site) as host:
        for kind, file in _pages(hub.site):
            address = host.url + file.relative_to(hub.site).as_posix().removesuffix("index.html")
            # A page that asks not to be found is not held to being found.
            skipped = ["--skip-audits=is-crawlable"] if NOINDEX in file.read_text(encoding="utf-8") else []
            rows[kind] = {}
            for preset, words in PRESETS.items():
                runs: list[Any] = []
                while not runs or (len(runs) < contest.turns and min(_scores(runs).values()) < 100):
                    told = hub.folder / "lighthouse.json"
                    given = [*words, *skipped, f"--output-path={told}", address]
                    measure([*command, *given], hub.folder, {"CHROME_PATH": str(browser)})
                    runs.append(json.loads(told.read_text(encoding="utf-8")))
                rows[kind][preset] = {"scores": _scores(runs), "short": _short(runs[-1])}
                contest.say(f"lighthouse, {kind}, {preset}: {' '.join(map(str, _scores(runs).values()))}")
                if kind == "story":
                    story = _weight(runs[-1])
    return {"version": VERSION, "pages": rows, **story}


def cells(light: Figures) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of a table of the scores: a row for each kind of page."""
    columns = [(preset, name) for preset in PRESETS for name in CATEGORIES]
    rows = [
        [kind, *(str(row[preset]["scores"][name]) for preset, name in columns)] for kind, row in light["pages"].items()
    ]
    return [
        f"Lighthouse {light['version']}",
        *(f"{preset}: {name.replace('-', ' ')}" for preset, name in columns),
    ], rows


def _pages(site: Path) -> Iterator[tuple[str, Path]]:
    for kind, pattern in KINDS.items():
        if files := sorted(site.glob(pattern)):
            yield kind, max(files, key=lambda file: file.stat().st_size)


def _scores(runs: list[Any]) -> dict[str, int]:
    """The median of each category, from 0 to 100; a page that could not be measured has 0."""
    found = [{name: run["categories"][name]["score"] or 0 for name in CATEGORIES} for run in runs]
    return {name: round(100 * statistics.median(scores[name] for scores in found)) for name in CATEGORIES}


def _short(run: Any) -> list[str]:
    """The audits that keep a page below 100."""
    weighed = {ref["id"] for part in run["categories"].values() for ref in part["auditRefs"] if ref["weight"]}
    scores = {name: run["audits"][name]["score"] for name in sorted(weighed)}
    return [name for name, score in scores.items() if score is not None and score < 0.9]


def _weight(run: Any) -> Figures:
    """What a page needs besides pictures, in bytes over the wire, heads of answers included; and scripts that hold it up."""
    fetched = run["audits"]["network-requests"]["details"]["items"]
    holding = run["audits"]["render-blocking-resources"].get("details", {}).get("items", [])
    return {
        "story_bytes": sum(item["transferSize"] for item in fetched if item["resourceType"] != "Image"),
        "blocking_scripts": sum(item["url"].endswith(".js") for item in holding),
    }

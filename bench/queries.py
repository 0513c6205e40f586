"""How often search leads to the right story: questions with the stories that each must find, asked on the site's own page."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Page

from bench import machine
from bench.browsing import opened
from bench.contest import Say
from bench.figures import Figures
from bench.host import Host
from bench.labelled import CannotBeUsed
from bench.peers.hub import Hub
from bench.query_rivals import Ask, rivals
from bench.tables import table

HUB = "the hub"
LOOKED_AT = 5
"""Results among which the right one may be."""


class Query(NamedTuple):
    """A question, and the addresses of the stories that answer it."""

    language: str
    kind: str
    words: str
    right: Sequence[str]


def read_queries(file: Path) -> list[Query]:
    """The questions of a file: a JSON list of [language, kind, words, [year/name of each right story]].

    Raises:
        CannotBeUsed: it is something else.
    """
    try:
        return [
            Query(str(language), str(kind), str(words), [str(story) for story in right])
            for language, kind, words, right in json.loads(file.read_bytes())
        ]
    except (ValueError, TypeError) as fault:
        form = "a JSON list of [language, kind, words, [stories]] is needed"
        raise CannotBeUsed(f"{file}: {form}; found: {fault}") from fault


def run(file: Path, stories: Path, root: Path, work: Path, say: Say) -> Figures:
    """The whole report, with what figures mean nothing without."""
    stories = stories.resolve()
    given = read_queries(file)
    queries = [query for query in given if any((stories / f"{story}.md").is_file() for story in query.right)]
    hub = Hub(work / "hub", stories, search=True)
    hub.prepare(())
    say("building the hub")
    hub.run()
    with opened() as browser, contextlib.ExitStack() as open_sites:
        page = browser.new_page()
        askers: dict[str, Ask] = {HUB: _asker(page, open_sites.enter_context(Host(hub.site)).url)}
        for rival in rivals(stories, work, say):
            askers[rival.label] = rival.asker(browser.new_page(), open_sites.enter_context(Host(rival.site)).url)
        places = {name: [_place(ask(query.words), query.right) for query in queries] for name, ask in askers.items()}
    return {
        "date": machine.today(),
        "commit": machine.commit(root),
        "command": f"python3 scripts/hub.py bench --queries {file.name} --of {stories.name}",
        "without_story": [query.words for query in given if query not in queries],
        "queries": [query._asdict() for query in queries],
        "places": places,
    }


def _asker(page: Page, site: str) -> Ask:
    return lambda words: _ask(page, site, words)


def _ask(page: Page, site: str, words: str) -> list[str]:
    """The addresses of the first stories that are shown, without the site's own part."""
    page.goto(f"{site}search/?q={quote(words)}")
    page.locator("[data-status]:not(:empty)").wait_for()
    page.locator("[data-results]:not([aria-busy])").wait_for()
    links: list[str] = page.locator("[data-list] h3 a").evaluate_all("links => links.map((link) => link.href)")
    return [link.removeprefix(site).strip("/") for link in links[:LOOKED_AT]]


def _place(found: Sequence[str], right: Sequence[str]) -> int | None:
    """Where the first right story is, counted from 1."""
    return next((place for place, story in enumerate(found, 1) if story in right), None)


def as_table(report: Figures) -> str:
    """The figures as Markdown, and what was not found."""
    rows, places = report["queries"], report["places"]
    kinds = sorted({row["kind"] for row in rows})
    lines = [
        _line(f"{name}: {kind}", [place for row, place in zip(rows, own, strict=True) if kind in ("all", row["kind"])])
        for name, own in places.items()
        for kind in (*(kinds if name == HUB else ()), "all")
    ]
    missed = [
        f"not among the first {LOOKED_AT} of {name}: {row['words']}"
        for name, own in places.items()
        for row, place in zip(rows, own, strict=True)
        if place is None
    ]
    absent = [f"not asked, for none of its stories is there: {words}" for words in report["without_story"]]
    return (
        f"Measured on {report['date']}, the hub at {report['commit']}.\n\n    {report['command']}\n\n"
        + table(["", "questions", "success@1", f"success@{LOOKED_AT}"], lines)
        + "\n\n"
        + "".join(f"- {line}\n" for line in (*missed, *absent))
    )


def _line(name: str, places: Sequence[int | None]) -> list[str]:
    first, any_place = (sum(place in among for place in places) for among in ((1,), range(1, LOOKED_AT + 1)))
    share = [f"{some / len(places):.3f}" if places else "" for some in (first, any_place)]
    return [name, str(len(places)), *share]

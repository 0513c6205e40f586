"""The searches that the hub's is put beside, as they come: the one of MkDocs (lunr), and Pagefind over the same pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page
from storyhub.read.story import read_story

from bench.contest import Say
from bench.peers.mkdocs import Lunr
from bench.peers.pagefind import Pagefind
from bench.peers.peer import write_text
from bench.told import Told

PROBE = "questions.html"
Ask = Callable[[str], list[str]]
"""Words → the addresses of the first stories found, `year/name` each."""

# Its own worker, asked as its own page asks it.
_LUNR = """const worker = new Worker("search/worker.js");
const ready = new Promise((done) => worker.addEventListener("message", ({ data }) => data.allowSearch && done()));
worker.postMessage({ init: true });
window.ask = async (words) => {
  await ready;
  const answer = new Promise((done) => worker.addEventListener("message", ({ data }) => done(data.results), { once: true }));
  worker.postMessage({ query: words });
  return (await answer).map(({ location }) => location);
};"""
_PAGEFIND = """import * as pagefind from "./pagefind/pagefind.js";
window.ask = async (words) => {
  const { results } = await pagefind.search(words);
  return Promise.all(results.slice(0, 20).map(async (result) => (await result.data()).raw_url));
};"""


class Rival(NamedTuple):
    """A finished site with a search."""

    label: str
    site: Path
    probe: str
    """The script by which it is asked."""

    def asker(self, page: Page, address: str) -> Ask:
        """Opens its page; what that gives takes words. Results in one page count once, wherever in it they lead."""
        html = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>?</title><script type="module">{self.probe}</script>'
        write_text(self.site / PROBE, html)
        page.goto(address + PROBE)
        page.wait_for_function("() => window.ask")

        def ask(words: str) -> list[str]:
            found: list[str] = page.evaluate("words => window.ask(words)", words)
            return list(dict.fromkeys(place.partition("#")[0].strip("/") for place in found))[:5]

        return ask


def rivals(stories: Path, work: Path, say: Say) -> Iterator[Rival]:
    """Each with a site of these stories, made by MkDocs with a theme of a few lines."""
    mkdocs = Lunr(work / "tools", work / "lunr")
    say("building MkDocs with its search")
    mkdocs.prepare(list(_told(stories)))
    mkdocs.run()
    yield Rival("MkDocs' own search (lunr)", mkdocs.site, _LUNR)
    pagefind = Pagefind(mkdocs)
    say("indexing that site with Pagefind")
    pagefind.run()
    yield Rival("Pagefind as it comes", pagefind.site, _PAGEFIND)


def _told(folder: Path) -> Iterator[Told]:
    """The stories that the hub publishes too, with their text as it was written."""
    for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]/*.md")):
        data = path.read_bytes()
        story = read_story(data, path.relative_to(folder).as_posix(), "en").story
        if story:
            values = tuple(mark.key for mark in story.values or ())
            body = data.decode("utf-8").split("\n---", 1)[-1].partition("\n")[2]
            yield Told(
                story.id, story.title, story.author, story.department, story.date.isoformat(), story.language, story.why, values, body
            )  # fmt: skip

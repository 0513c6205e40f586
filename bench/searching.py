"""Search: bytes over the wire until the first result, in a browser that was never here, and when it comes again."""

from __future__ import annotations

import gzip
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from bench import synthetic
from bench.browsing import Log, opened
from bench.contest import Contest
from bench.figures import Figures
from bench.host import LEVEL, Host
from bench.peers.hub import Hub
from bench.peers.peer import Peer, write_text
from bench.told import Told
from bench.warm import Desk

PATIENCE = 60_000
"""Milliseconds for a first result."""
PROBE = "search-probe.html"
"""A page with nothing but Pagefind's own script: the least that a site with Pagefind can ask of a browser."""
_PROBE = """<!doctype html><html lang="LANGUAGE"><meta charset="utf-8"><title>Search</title><link rel="icon" href="data:,">
<script type="module">
import * as pagefind from "/pagefind/pagefind.js";
window.firstResult = async (asked) => {
  const { results } = await pagefind.search(asked);
  document.title = results.length ? (await results[0].data()).url : "none";
};
</script></html>
"""


def questions(stories: Sequence[Told]) -> list[tuple[str, str]]:
    """What is asked, as (language, words): in each language a frequent word, a rarer one, and two words together."""
    asked = []
    for language, at in (("nl", 2), ("en", 3)):
        asked.append((language, synthetic.VALUES["care"][at].split()[1]))
        told = [story for story in stories if story.language == language]
        # A title's last word may be cut off; a long word is a rare one.
        titles = [sorted(re.findall(r"[a-z]{6,}", story.title.lower().rpartition(" ")[0]), key=len) for story in told]
        rich = [words[-2:] for words in titles[len(told) // 3 :] if len(words) > 1]
        asked += [(language, rich[0][-1]), (language, " ".join(rich[-1]))] if rich else []
    return asked


def measure_search(contest: Contest, hub: Hub) -> Figures:
    """Each question by a reader of its own: first, again on another day, and again after a story was changed."""
    contest.built([peer for peer in contest.peers if peer is hub or peer.name in ("hugo", "pagefind", "lunr")])
    asked = questions(contest.stories)
    with opened() as browser:
        figures: Figures = {"hub": _ask_hub(browser, contest, hub, asked)}
        for peer in contest.peers:
            if peer.name == "pagefind" and (peer.site / "pagefind").is_dir():
                figures["pagefind"] = _ask_pagefind(browser, contest, peer, asked)
            if peer.name == "lunr" and (peer.site / "search/search_index.json").is_file():
                figures["lunr"] = _whole_index(peer.site / "search/search_index.json")
    return figures


def _ask_hub(browser: Browser, contest: Contest, hub: Hub, asked: Sequence[tuple[str, str]]) -> Figures:
    rows: dict[str, dict[str, Any]] = {}
    with Host(hub.site) as host:
        readers = [Log(browser.new_context()) for _ in asked]
        for (_, words), reader in zip(asked, readers, strict=True):
            before = host.sent
            first = _search_page(reader, host, words)
            rows[words] = {"first": _bytes(first), "host_sent": host.sent - before, "requests": len(first)}
            rows[words]["later"] = _bytes(_search_page(reader, host, words))
            rows[words]["fetched"] = _grouped(first, host.url)
            contest.say(f"search {words!r}: {rows[words]['first']:,} bytes, later {rows[words]['later']:,}")
        desk = Desk(hub.stories, [], list(contest.stories))
        desk.change()
        rebuilt = contest.attempt(hub)
        for (_, words), reader in zip(asked, readers, strict=True):
            if rebuilt:
                rows[words]["after_a_change"] = _bytes(_search_page(reader, host, words))
            reader.context.close()
    return _most(rows)


def _search_page(reader: Log, host: Host, words: str) -> list[tuple[str, int]]:
    """Open the search page, type, and wait for the first result; returns what was fetched."""
    page = reader.context.new_page()
    page.goto(f"{host.url}search/")
    page.locator("[data-status]:not(:empty)").wait_for()  # its script has started
    page.locator("input[type=search]").fill(words)
    page.locator("[data-list] > li").first.wait_for(timeout=PATIENCE)
    return _finished(page, reader)


def _ask_pagefind(browser: Browser, contest: Contest, peer: Peer, asked: Sequence[tuple[str, str]]) -> Figures:
    """The same questions of Pagefind's own index, in the language of the stories that have the words."""
    rows: dict[str, dict[str, Any]] = {}
    with Host(peer.site) as host:
        for language in ("nl", "en"):
            write_text(peer.site / language / PROBE, _PROBE.replace("LANGUAGE", language))
        for language, words in asked:
            reader = Log(browser.new_context())
            first, later = (_probe(reader, f"{host.url}{language}/{PROBE}", words) for _ in range(2))
            rows[words] = {"first": _bytes(first), "later": _bytes(later), "requests": len(first)}
            contest.say(f"search {words!r}, {peer.label()}: {rows[words]['first']:,} bytes")
            reader.context.close()
    return _most(rows)


def _probe(reader: Log, address: str, words: str) -> list[tuple[str, int]]:
    page = reader.context.new_page()
    page.goto(address)
    page.wait_for_function("() => window.firstResult")
    page.evaluate("words => window.firstResult(words)", words)
    return _finished(page, reader)


def _finished(page: Page, reader: Log) -> list[tuple[str, int]]:
    page.wait_for_load_state("networkidle")
    fetched = reader.take()
    page.close()
    return fetched


def _whole_index(file: Path) -> Figures:
    """The search that comes with MkDocs fetches its index whole before it finds anything."""
    data = file.read_bytes()
    return {"first": len(gzip.compress(data, LEVEL)), "first_uncompressed": len(data)}


def _bytes(fetched: Sequence[tuple[str, int]]) -> int:
    return sum(size for _, size in fetched)


def _grouped(fetched: Sequence[tuple[str, int]], start: str) -> dict[str, int]:
    """Bytes by address; of many of one kind together."""
    groups: dict[str, int] = {}
    for url, size in fetched:
        name = re.sub(r"[^/]+(\.pf_\w+)", r"*\1", url.removeprefix(start).partition("?")[0]) or "/"
        groups[name] = groups.get(name, 0) + size
    return groups


def _most(rows: dict[str, dict[str, Any]]) -> Figures:
    """The question that costs most counts for all; each one is in `questions`."""
    names = [
        name for name in ("first", "later", "after_a_change", "requests") if all(name in row for row in rows.values())
    ]
    return {**{name: max(row[name] for row in rows.values()) for name in names}, "questions": rows}

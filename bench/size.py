"""All that is measured with one number of stories."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from bench import synthetic, told
from bench.checking import measure_check
from bench.clock import CommandFailed
from bench.contest import Contest, Say
from bench.figures import Figures, of_runs, ratio, with_sums
from bench.growth import of_site
from bench.light import measure_light
from bench.peers.eleventy import Eleventy
from bench.peers.hub import Hub
from bench.peers.hugo import Hugo
from bench.peers.mkdocs import Lunr, MkDocs
from bench.peers.pagefind import Pagefind
from bench.peers.peer import CannotBeHad, Peer
from bench.peers.pelican import Pelican
from bench.searching import measure_search
from bench.serving import measure_serve
from bench.warm import measure_warm

PARTS = ("build", "warm", "serve", "check", "search", "light", "growth")
PEERS = {"hugo": Hugo, "mkdocs": MkDocs, "lunr": Lunr, "eleventy": Eleventy, "pelican": Pelican}
CARDS = "cards"
"""Asks for the hub with sharing cards, beside the hub without."""
ALL_PEERS = (*PEERS, "pagefind", CARDS)
_NEEDED = {"build": set(ALL_PEERS), "warm": {"hugo", "pagefind"}, "search": {"hugo", "pagefind", "lunr"}}
"""Who takes part in what besides the hub."""


@dataclass
class Size:
    """One number of stories, with a folder of its own for all that is made."""

    count: int
    folder: Path
    tools: Path
    """Where contestants are installed."""
    parts: Collection[str]
    peers: Collection[str]
    turns: int
    say: Say
    _hubs: list[Hub] = field(default_factory=list)

    def measure(self) -> Figures:
        """Write the stories, and measure part after part."""
        self.say(f"writing {self.count:,} stories")
        stories = self.folder / "stories"
        synthetic.write(stories, self.count)
        self._hubs = [
            Hub(self.folder / ("hub-with-search" if search else "hub"), stories, search=search)
            for search in (False, True)
        ]
        with_cards = (
            [Hub(self.folder / "hub-with-cards", stories, search=False, cards=True)] if CARDS in self.peers else []
        )
        contest = Contest([*self._hubs, *with_cards, *self._others()], told.read(stories), self.turns, self.say)
        contest.begin()
        labels = {peer.name: peer.label() for peer in contest.peers}
        figures: Figures = {"stories": self.count, "labels": labels, "left_out": contest.left_out}
        if {"build", "growth"} & set(self.parts):
            figures["cold"] = self._cold(contest)
        steps: dict[str, Callable[[], Figures]] = {
            "warm": lambda: measure_warm(contest, stories),
            "serve": lambda: measure_serve(contest, self._hubs[1]),
            "check": lambda: measure_check(contest, self._hubs[0]),
            "search": lambda: measure_search(contest, self._hubs[1]),
            "light": lambda: measure_light(contest, self._hubs[1], self.tools),
        }
        for name, step in steps.items():
            if name in self.parts:
                figures[name] = self._part(name, step, contest)
        return figures

    def _others(self) -> list[Peer]:
        needed = set().union(*(_NEEDED.get(part, set()) for part in self.parts)) & set(self.peers)
        others: list[Peer] = []
        for name in PEERS:
            # Pagefind goes over Hugo's site: right after it, before Hugo makes it again.
            if name in needed or (name == "hugo" and "pagefind" in needed):
                others.append(PEERS[name](self.tools, self.folder / name))
            if name == "hugo" and "pagefind" in needed:
                others.append(Pagefind(others[-1]))
        return others

    def _cold(self, contest: Contest) -> Figures:
        """Everyone from nothing; only the hub when no comparison was asked for."""
        peers = contest.peers if "build" in self.parts else self._hubs
        done = with_sums(contest.in_turns("from nothing", list(peers), lambda peer: peer.clean()))
        figures: Figures = {name: of_runs(runs) for name, runs in done.items()}
        for name in figures:
            figures[name]["times_hugo"] = ratio(figures[name], figures.get("hugo"))
        for peer in contest.peers:
            if peer.name in figures:
                figures[peer.name]["site"] = of_site(peer.site)
        return figures

    def _part(self, name: str, step: Callable[[], Figures], contest: Contest) -> Figures:
        if not set(self._hubs) <= set(contest.peers):
            return {"failed": "the hub could not be built"}
        try:
            return step()
        except (CannotBeHad, CommandFailed) as reason:
            self.say(f"{name}: {reason}")
            return {"failed": str(reason)}

"""One story changed, then none, then one added: what a build costs that finds the site and the cache of the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.clock import Sample
from bench.contest import Contest
from bench.figures import Figures, of_runs, with_sums
from bench.peers.hub import Hub, files_written
from bench.peers.peer import Peer, write_text
from bench.told import Told

HOW = {"changed": "one story changed", "unchanged": "nothing changed", "added": "one story added"}


@dataclass
class Desk:
    """Changes the stories as people do, in the hub's folder and in every other contestant's."""

    folder: Path
    """The hub's stories."""
    peers: Sequence[Peer]
    stories: list[Told]
    rounds: int = 0
    """How often a story was changed or added."""

    @property
    def turn(self) -> int:
        """Place of the story that is changed next: from the middle of the years, another each time."""
        return (len(self.stories) // 2 + self.rounds) % len(self.stories)

    def change(self) -> Told:
        """A story gets a paragraph more; returns how it then is."""
        at = self.turn
        self.rounds += 1
        self.stories[at] = story = replace(self.stories[at], body=f"{self.stories[at].body}\n{self._news()}\n")
        file = self.folder / story.file
        write_text(file, f"{file.read_text(encoding='utf-8').rstrip()}\n\n{self._news()}\n")
        for peer in self.peers:
            peer.write(story)
        return story

    def add(self) -> Told:
        """A story more, as new as the newest; returns it."""
        self.rounds += 1
        newest = max(self.stories, key=lambda story: story.date)
        identity = f"{newest.date[:4]}/added-{len(self.stories)}"
        story = replace(newest, id=identity, title=f"Added in round {self.rounds}", body=self._news() + "\n")
        _, head, _ = (self.folder / newest.file).read_text(encoding="utf-8").split("---\n", 2)
        lines = [line for line in head.splitlines() if not line.startswith(("title:", "reply_to:"))]
        text = "\n".join([f'title: "{story.title}"', *lines])
        write_text(self.folder / story.file, f"---\n{text}\n---\n\n{story.body}")
        for peer in self.peers:
            peer.write(story)
        self.stories.append(story)
        return story

    def _news(self) -> str:
        return f"This was written in round {self.rounds}."


def measure_warm(contest: Contest, stories: Path) -> Figures:
    """The hub with and without its index in all three ways, the others that take part after a change."""
    peers = [peer for peer in contest.peers if isinstance(peer, Hub) or peer.name in ("hugo", "pagefind")]
    contest.built(peers)
    desk = Desk(stories, contest.peers, list(contest.stories))
    runs: dict[str, dict[str, list[Sample]]] = {how: {peer.name: [] for peer in peers} for how in HOW}
    files: dict[str, dict[str, list[int]]] = {how: {peer.name: [] for peer in peers} for how in HOW}
    changes: dict[str, Callable[[], object]] = {"changed": desk.change, "unchanged": lambda: None, "added": desk.add}
    for turn in range(contest.turns):
        for how, change in changes.items():
            change()
            contest.stories = desk.stories
            for peer in [
                peer for peer in peers if peer in contest.peers and (how == "changed" or isinstance(peer, Hub))
            ]:
                before = _times(peer.site)
                if sample := contest.attempt(peer):
                    runs[how][peer.name].append(sample)
                    files[how][peer.name].append(_differing(before, _times(peer.site)))
                    contest.say(
                        f"turn {turn + 1} of {contest.turns}, {HOW[how]}: {peer.label()} {sample.seconds:.2f} s"
                    )
    return {how: _figures(named, files[how]) for how, named in runs.items()}


def _figures(runs: dict[str, list[Sample]], files: dict[str, list[int]]) -> Figures:
    """Also how many files the hub said it wrote, and how many there really are with another time."""
    figures = {name: of_runs(done) for name, done in with_sums(runs).items() if done}
    for name, changed in files.items():
        if name in figures:
            said = [files_written(sample) for sample in runs[name]]
            figures[name] |= {"files_said": said if None not in said else None, "files_changed": changed}
    return figures


def _times(site: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}


def _differing(before: dict[Path, int], after: dict[Path, int]) -> int:
    """Files that are new or were written again."""
    return sum(before.get(path) != time for path, time in after.items())

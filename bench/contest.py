"""Contestants side by side: each makes its site in every turn, so that a slow moment of the machine hits all alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bench.clock import CommandFailed, Sample
from bench.peers.peer import CannotBeHad, Peer
from bench.told import Told

Say = Callable[[str], None]
"""Tells whoever waits how far it is."""


class Incomplete(Exception):
    """A contestant made a site that lacks stories: its time would mean nothing."""


@dataclass
class Contest:
    """Who takes part, with which stories, and how often."""

    peers: list[Peer]
    stories: Sequence[Told]
    turns: int
    say: Say
    left_out: dict[str, str] = field(default_factory=dict)
    """Who takes no part, or no longer, and why."""

    def begin(self) -> None:
        """Install everyone, and write the projects."""
        for peer in list(self.peers):
            try:
                self.say(f"{peer.label()}: getting ready")
                peer.install()
                peer.prepare(self.stories)
            except CannotBeHad as reason:
                self.leave_out(peer, str(reason))

    def built(self, peers: Sequence[Peer]) -> None:
        """See to it that these have a site and a cache to go on from."""
        for peer in peers:
            if peer not in self.peers or _complete(peer, self.stories):
                continue
            self.say(f"{peer.label()}: a first site, which is not measured")
            peer.clean()
            self.attempt(peer)

    def in_turns(self, what: str, peers: Sequence[Peer], before: Callable[[Peer], None]) -> dict[str, list[Sample]]:
        """A B C A B C …: each makes the site, after `before`, which is not measured."""
        samples: dict[str, list[Sample]] = {peer.name: [] for peer in peers}
        for turn in range(self.turns):
            for peer in [peer for peer in peers if peer in self.peers]:
                before(peer)
                if sample := self.attempt(peer):
                    samples[peer.name].append(sample)
                    self.say(f"turn {turn + 1} of {self.turns}, {what}: {peer.label()} {sample.seconds:.2f} s")
        return {name: runs for name, runs in samples.items() if len(runs) == self.turns}

    def attempt(self, peer: Peer) -> Sample | None:
        """One run; a contestant that fails takes no further part, and with it who builds on its site."""
        try:
            sample = peer.run()
            told = peer.story_pages(self.stories)
            if told != len(self.stories):
                raise Incomplete(f"made pages of {told} of the {len(self.stories)} stories")
        except (CommandFailed, Incomplete, OSError) as reason:
            self.leave_out(peer, str(reason))
            return None
        return sample

    def leave_out(self, peer: Peer, reason: str) -> None:
        """Go on without this one, and without who needs its site."""
        self.say(f"{peer.label()}: left out: {reason}")
        self.left_out[peer.name] = reason
        self.peers.remove(peer)
        for other in [other for other in self.peers if getattr(other, "other", None) is peer]:
            self.leave_out(other, f"{peer.label()} is left out")


def _complete(peer: Peer, stories: Sequence[Told]) -> bool:
    try:
        return peer.story_pages(stories) == len(stories)
    except OSError:
        return False

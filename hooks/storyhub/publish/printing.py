"""Prints pages into the site's folder, on all cores."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from storyhub.pages.page import Page
from storyhub.publish.manifest import page_fingerprint
from storyhub.publish.press import Press
from storyhub.publish.site_files import write
from storyhub.publish.template_faults import TemplateFaultError
from storyhub.read.hub import shards_of
from storyhub.site import Site
from storyhub.system import processes
from storyhub.system.cache_files import Store
from storyhub.system.failures import about

_BODIES = 50
"""Bodies that a process holds at once."""
_ROUND = 12_000
"""Pages that are printed before processes start afresh: each comes to hold what it has touched."""
_OF_A_STORY = 6
"""Pages that take as long as it takes to read a story; and each process has to make the templates ready first."""

Done = tuple[int, str, int, int, bool]
"""Number of a page, its fingerprint, size and time, and whether its bytes are new."""


@dataclass
class Task:
    """The pages that are to be printed."""

    site: Site
    templates: Sequence[Path]
    out: Path
    store: Path
    pages: Sequence[Page]

    @cached_property
    def press(self) -> Press:
        """What prints them, made again in each process: it holds what cannot be sent to another."""
        return Press(self.site, self.templates)


def printed(task: Task) -> Iterator[Done]:
    """Prints all pages."""
    for start in range(0, len(task.pages), _ROUND):
        numbers = range(start, min(start + _ROUND, len(task.pages)))
        # Pages of one time show the same stories: a process prints a long stretch of time.
        chunk = max(40, len(numbers) // (4 * processes.workers()))
        yield from processes.spread(_print_all, task, numbers, chunk, work=len(numbers) // _OF_A_STORY)


def _print_all(task: Task, numbers: Sequence[int]) -> list[Done]:
    """Prints the pages with these numbers."""
    site, store, done = task.site, Store(task.store), []
    shards = shards_of(site.root, site.settings.language, store)
    for start in range(0, len(numbers), _BODIES):
        part = [(number, task.pages[number]) for number in numbers[start : start + _BODIES]]
        # Where there are many pages of a kind, each tells one story; a feed tells more, and its bodies are held for it alone.
        bodies = shards.bodies([story for _, page in part if page.many for story in page.told(site)])
        for number, page in part:
            with about(page.source, but=TemplateFaultError):
                own = page.told(site)
                text = task.press.print(page, (bodies if page.many else shards.bodies(own)) if own else None)
            data = text if isinstance(text, bytes) else text.encode()
            done.append((number, page_fingerprint(site, page), *write(task.out, page.path, data)))
    store.close()
    return done

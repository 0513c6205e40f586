"""Prints pages into the site's folder, on all cores."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from storyhub.pages.page import Page
from storyhub.pages.story import StoryPage
from storyhub.publish.entries import Entries
from storyhub.publish.manifest import page_fingerprint
from storyhub.publish.press import Press
from storyhub.publish.site_files import write
from storyhub.read.hub import shards_of
from storyhub.site import Site
from storyhub.system import processes
from storyhub.system.cache_database import Store
from storyhub.system.failures import about
from storyhub.system.progress import Step

_BODIES = 50
"""Bodies that a process holds at once."""
_ROUND = 32_000
"""Pages that are printed before processes start afresh."""

Done = tuple[int, str, int, int, bool]
"""Number of a page, its fingerprint, size and time, and whether its bytes are new."""


@dataclass(slots=True)
class Task:
    """The pages that are to be printed."""

    site: Site
    templates: Path
    out: Path
    store: Path
    pages: Sequence[Page]
    entries: Entries | None = None
    printer: _Printer | None = None
    """Made where it is used: once in each process, for what it holds is large."""

    def begin(self) -> _Printer:
        """What this process prints with."""
        self.printer = self.printer or _Printer(self)
        return self.printer

    def end(self) -> None:
        """Lets go of it."""
        if self.printer:
            self.printer.store.close()
            self.printer = None


class _Printer:
    """What a process prints with."""

    def __init__(self, task: Task) -> None:
        self.store = Store(task.store)
        self.press = Press(task.site, task.templates, self.store, task.entries)
        self.shards = shards_of(task.site.root, task.site.settings.language, self.store)


def printed(task: Task) -> Iterator[Done]:
    """Prints all pages. After a round processes start afresh: each comes to hold what it has touched."""
    with _entries_ahead(task):
        for start in range(0, len(task.pages), _ROUND):
            numbers = range(start, min(start + _ROUND, len(task.pages)))
            # Pages of one time show the same stories: a process prints a long stretch of time.
            yield from processes.spread(_print_all, task, numbers, max(40, len(numbers) // (4 * processes.workers())))
            task.end()


@contextmanager
def _entries_ahead(task: Task) -> Iterator[None]:
    """Prints the entries of all stories first, where most of the site is to be printed."""
    stories, pages = len(task.site.stories), len(task.pages)
    if pages <= stories or processes.is_small(pages):
        yield
        return
    with tempfile.TemporaryDirectory(prefix="entries-", dir=task.store.parent, ignore_cleanup_errors=True) as folder:
        entries = Entries(Path(folder) / "entries")
        entries.fill(_printed_entries(task))
        task.end()
        task.entries = entries
        try:
            yield
        finally:
            task.entries = None
            entries.close()


def _printed_entries(task: Task) -> Iterator[bytes]:
    stories, languages = len(task.site.stories), len(task.site.tongues)
    with Step("entries printed", stories * languages) as step:
        for text in processes.spread(_print_entries, task, range(stories)):
            yield text
            step.advance()


def _print_entries(task: Task, numbers: Sequence[int]) -> list[bytes]:
    """The entries in lists of the stories with these numbers, in each language."""
    press, stories = task.begin().press, task.site.stories
    return [text.encode() for number in numbers for text in press.lines(stories[number].id)]


def _print_all(task: Task, numbers: Sequence[int]) -> list[Done]:
    """Prints the pages with these numbers."""
    site, printer = task.site, task.begin()
    done = []
    for start in range(0, len(numbers), _BODIES):
        part = numbers[start : start + _BODIES]
        wanted = [site.by_id[page.id] for n in part if isinstance(page := task.pages[n], StoryPage)]
        read = printer.shards.bodies(wanted)
        for number in part:
            page = task.pages[number]
            with about(page.source):
                text = printer.press.print(page, read.get(page.id) if isinstance(page, StoryPage) else None)
            data = text if isinstance(text, bytes) else text.encode()
            done.append((number, page_fingerprint(site, page), *write(task.out, page.path, data)))
    return done

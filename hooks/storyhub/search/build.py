"""Brings the index up to date with the stories: finds what changed, and has only that made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from storyhub.search import pagefind
from storyhub.search.changes import Changes, Month, Months, take_in
from storyhub.search.entry import SearchEntry
from storyhub.search.folder import IndexFolder
from storyhub.search.language import LanguageIndex, kept_language, make_language
from storyhub.search.month import Damaged, IndexedPage, is_whole, make_month, publish_month
from storyhub.search.period import Pages, periods
from storyhub.search.version import current_cache
from storyhub.system.processes import Crew


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What was done."""

    stories: dict[str, int]  # by language
    read: int  # stories that were new or changed
    periods_rebuilt: int  # years of a language, or parts of a busy year
    periods_reused: int
    files: tuple[str, ...]  # all that belong in the folder, relative, sorted
    written: int
    removed: int


TOGETHER = 15_000
"""Stories of a language beside which another is put together: both at once would take twice the memory."""


def index(entries: Iterable[SearchEntry], out: Path, *, cache: Path) -> IndexReport:
    """Make `out` hold the index of exactly these stories, in any order; files whose content stays are not touched."""
    version = pagefind.pagefind_version()
    cache = current_cache(cache)
    shelf = IndexFolder(out, f"pagefind-{version}")
    with Crew() as crew:
        taken = take_in(entries, cache, shelf.home, crew)
        pagefind.prepare({language for language, _ in taken.months}, cache / "pagefind")
        pages = _make_months(taken.months, shelf, crew)
        crew.start_afresh()
        told = {language: periods(months) for language, months in pages.items()}
        languages, rebuilt = _make_languages(told, taken, cache, version, shelf, crew)
    for language, months in pages.items():
        shelf.keep(language, (f"fragment/{page.id}.pf_fragment" for month in months.values() for page in month))
    shelf.finish(languages, cache / "pagefind")
    return IndexReport(
        stories={language.code: language.stories for language in languages},
        read=taken.read,
        periods_rebuilt=rebuilt,
        periods_reused=sum(map(len, told.values())) - rebuilt,
        files=shelf.files(),
        written=shelf.written(),
        removed=shelf.removed(),
    )


Told = dict[str, dict[str, Pages]]
"""Each language's periods, in order, each with its months."""


def _make_months(months: Months, shelf: IndexFolder, crew: Crew) -> dict[str, dict[str, tuple[IndexedPage, ...]]]:
    """Bring each month up to date, and its fragments into the site."""
    tasks = {}
    for (language, name), month in months.items():
        if month.touched:
            tasks[language, name] = _make_month(name, month, crew)
        elif not shelf.has(language, (f"fragment/{page.id}.pf_fragment" for page in month.pages)):
            try:
                publish_month(month.folder, name)
            except Damaged:
                tasks[language, name] = _make_month(name, month, crew)
    found: dict[str, dict[str, tuple[IndexedPage, ...]]] = {}
    for (language, name), month in sorted(months.items()):
        task = tasks.get((language, name))
        if task:
            month.pages = task.result()
        if month.pages:
            found.setdefault(language, {})[name] = month.pages
    return found


def _make_month(name: str, month: Month, crew: Crew) -> Future[tuple[IndexedPage, ...]]:
    """Make a month anew; the files of one without stories go."""
    if month.stay and not is_whole(month.folder, name):
        month.again()
    if not month.stories:
        month.folder.pages(name).unlink(missing_ok=True)
        month.folder.month(name).unlink(missing_ok=True)
        return crew.done(())
    stay = {url: digest for url, (_, digest) in month.stay.items()}
    task = crew.do(make_month, month.folder, name, month.changed, month.parts, stay)
    month.put_aside, month.changed = month.put_aside + len(month.changed), []
    return task


def _make_languages(
    told: Told, taken: Changes, cache: Path, version: str, shelf: IndexFolder, crew: Crew
) -> tuple[list[LanguageIndex], int]:
    """Put together the index of each language in which anything changed; and of how many periods the words were merged."""
    made: list[LanguageIndex] = []
    tasks = []
    for language, found in told.items():
        folder = taken.folders[language]
        engine, _ = pagefind.engine(language, cache / "pagefind")
        key = _key(engine, (page for months in found.values() for pages in months.values() for page in pages))
        last = kept_language(folder, key)
        if last and shelf.has(language, last.files):
            made.append(last)
        else:
            given = (folder, key, found, version, engine)
            task = crew.do(_made_or_damaged, *given)
            tasks.append((language, given, task))
            if _stories(found) > TOGETHER:
                task.result()
                crew.start_afresh()
    merged = 0
    for language, given, task in tasks:
        done = task.result()
        if done is None:
            _mend(language, taken.months, crew)
            done = make_language(*given)
        made.append(done[0])
        merged += done[1]
    for index_of in made:
        shelf.keep(index_of.code, index_of.files)
    return sorted(made, key=lambda index_of: index_of.code), merged


def _stories(found: dict[str, Pages]) -> int:
    return sum(len(pages) for months in found.values() for pages in months.values())


def _made_or_damaged(*given: Any) -> tuple[LanguageIndex, int] | None:
    try:
        return make_language(*given)
    except Damaged:
        return None


def _mend(language: str, months: Months, crew: Crew) -> None:
    """Make those months of a language anew of which not all is whole that is kept."""
    for (language_of, name), month in months.items():
        if language_of == language and month.pages and not is_whole(month.folder, name):
            month.again()
            _make_month(name, month, crew).result()


def _key(engine: str, pages: Iterable[IndexedPage]) -> bytes:
    mixed = hashlib.blake2b(engine.encode(), digest_size=16)
    for page in pages:
        mixed.update(page.id.encode())
        mixed.update(page.digest)
    return mixed.digest()

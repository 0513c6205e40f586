"""Brings the index up to date with the stories: finds what changed, and has only that made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from storyhub import kept
from storyhub.search import runtime
from storyhub.search.crew import Crew
from storyhub.search.intake import Months, take_in
from storyhub.search.language import LanguageIndex, make_language
from storyhub.search.month import Folder, Page, make_month, publish_month
from storyhub.search.period import Pages, make_period, period_key, periods
from storyhub.search.publish import Shelf
from storyhub.search.record import SearchEntry
from storyhub.search.version import current_cache


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


def index(entries: Iterable[SearchEntry], out: Path, *, cache: Path) -> IndexReport:
    """Make `out` hold the index of exactly these stories, in any order; files whose content stays are not touched."""
    version = runtime.pagefind_version()
    cache = current_cache(cache)
    shelf = Shelf(out, f"pagefind-{version}")
    with Crew() as crew:
        taken = take_in(entries, cache, shelf.home, crew)
        runtime.prepare({language for language, _ in taken.months}, cache / "pagefind")
        pages = _make_months(taken.months, shelf, crew)
        told = {language: periods(months) for language, months in pages.items()}
        rebuilt = _make_periods(told, taken.folders, crew)
        languages = _make_languages(told, taken.folders, cache, version, shelf, crew)
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


def _make_months(months: Months, shelf: Shelf, crew: Crew) -> dict[str, dict[str, tuple[Page, ...]]]:
    """Bring each month up to date, and its fragments into the site."""
    tasks = {}
    for (language, name), month in months.items():
        if month.touched:
            if month.stories:
                tasks[language, name] = crew.do(make_month, month.folder, name, month.changed, month.parts, month.stay)
            else:
                month.folder.month(name).unlink(missing_ok=True)
            month.put_aside, month.changed = month.put_aside + len(month.changed), []
        elif not shelf.has(language, (f"fragment/{page.id}.pf_fragment" for page in month.pages)):
            crew.do(publish_month, month.folder, name).result()
    found: dict[str, dict[str, tuple[Page, ...]]] = {}
    for (language, name), month in sorted(months.items()):
        if month.stories:
            task = tasks.get((language, name))
            found.setdefault(language, {})[name] = task.result() if task else month.pages
    return found


def _make_periods(told: Told, folders: dict[str, Folder], crew: Crew) -> int:
    """Merge the words of those periods in which anything changed; how many these are."""
    tasks = []
    for language, found in told.items():
        folder = folders[language]
        for period, months in found.items():
            key = _key(page.digest for pages in months.values() for page in pages)
            if period_key(folder, period) != key:
                tasks.append(crew.do(make_period, folder, language, period, tuple(months), key))
        for stale in folder.kept.glob("*.period"):
            if stale.stem not in found:
                stale.unlink()
    for task in tasks:
        task.result()
    return len(tasks)


def _make_languages(
    told: Told, folders: dict[str, Folder], cache: Path, version: str, shelf: Shelf, crew: Crew
) -> list[LanguageIndex]:
    """Put together the index of each language in which anything changed."""
    made: list[LanguageIndex] = []
    tasks = []
    for language, found in told.items():
        folder = folders[language]
        numbered = [(period, [page for pages in months.values() for page in pages]) for period, months in found.items()]
        engine, _ = runtime.engine(language, cache / "pagefind")
        key = _key((engine.encode(), *(page.id.encode() + page.digest for _, pages in numbered for page in pages)))
        data = kept.sound(folder.kept / "language")
        last = LanguageIndex(*kept.part(data, 1)) if data and kept.part(data, 0) == key else None
        if last and shelf.has(language, last.files):
            made.append(last)
        else:
            tasks.append((folder, key, crew.do(make_language, folder, language, numbered, version, engine)))
    for folder, key, task in tasks:
        done: LanguageIndex = task.result()
        kept.keep(folder.kept / "language", key, done.plain())
        made.append(done)
    for language_index in made:
        shelf.keep(language_index.code, language_index.files)
    return sorted(made, key=lambda language_index: language_index.code)


def _key(parts: Iterable[bytes]) -> bytes:
    mixed = hashlib.blake2b(digest_size=16)
    for part in parts:
        mixed.update(part)
        mixed.update(b"\0")
    return mixed.digest()

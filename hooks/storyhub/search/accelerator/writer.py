"""Brings the index up to date with the stories: finds what changed, and has only that made again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from storyhub.search import pagefind
from storyhub.search.accelerator.language import kept_language, kept_words, make_language
from storyhub.search.accelerator.month import IndexedMonth, kept_month, make_month, publish_month, text_file
from storyhub.search.entry import WORDS, LanguageIndex, SearchEntry, key_of
from storyhub.search.folder import IndexFolder
from storyhub.system.processes import Crew, workers

MANY = 200
"""How many stories have to be read before a second process pays."""
AHEAD = 4
"""Months for each process whose texts wait in memory."""
TOGETHER = 15_000
"""Stories of a language beside which another is put together: both at once would take twice the memory."""

Stories = Mapping[str, Sequence[SearchEntry]]
"""The stories of each month, "2026-03", in order of time."""


def make(entries: Iterable[SearchEntry], folder: IndexFolder, cache: Path) -> list[LanguageIndex]:
    """Make the index of exactly these stories, in any order."""
    languages = _by_month(entries)
    engines = pagefind.engines(languages, cache / "engines")
    with Crew() as crew:
        months = {code: _months(code, stories, folder, cache / code, crew) for code, stories in languages.items()}
        crew.start_afresh()
        made = _languages(months, folder, cache, crew)
    for index in made:
        engines.publish(index, folder)
        folder.put(index.code, WORDS, kept_words(cache / index.code / "language"))
    return made


def _by_month(entries: Iterable[SearchEntry]) -> dict[str, dict[str, list[SearchEntry]]]:
    found: dict[str, dict[str, list[SearchEntry]]] = {}
    for entry in entries:
        found.setdefault(entry.language, {}).setdefault(entry.date.isoformat()[:7], []).append(entry)
    return {language: dict(sorted(months.items())) for language, months in sorted(found.items())}


def _months(code: str, stories: Stories, folder: IndexFolder, kept: Path, crew: Crew) -> list[IndexedMonth]:
    """Bring each month of a language up to date, and its texts into the site; let go of months that are gone."""
    out = folder.of(code)
    keys = {name: key_of(told) for name, told in stories.items()}
    months = {name: kept_month(kept / f"{name}.month", key) for name, key in keys.items()}
    stale = [name for name, month in months.items() if month is None]
    if sum(len(stories[name]) for name in stale) >= MANY:
        crew.grow()
    waiting: deque[Future[IndexedMonth]] = deque()
    read: list[IndexedMonth] = []
    for name in stale:
        if len(waiting) >= AHEAD * workers():
            read.append(waiting.popleft().result())
        whole = [entry.whole() for entry in stories[name]]
        waiting.append(crew.do(make_month, kept / f"{name}.month", keys[name], out, whole))
    read += (task.result() for task in waiting)
    for month in filter(None, months.values()):
        if not folder.has(code, map(text_file, month.pages)):
            publish_month(month, out)
    for path in kept.glob("*.month"):
        if path.stem not in stories:
            path.unlink()
    fresh = dict(zip(stale, read, strict=True))
    return [month or fresh[name] for name, month in months.items()]


def _languages(
    months: Mapping[str, Sequence[IndexedMonth]], folder: IndexFolder, cache: Path, crew: Crew
) -> list[LanguageIndex]:
    """Put together the index of each language in which anything changed."""
    last = {code: kept_language(cache / code / "language", read) for code, read in months.items()}
    made = [index for code, index in last.items() if index and folder.has(code, index.files)]
    stale = {code: months[code] for code in months.keys() - {index.code for index in made}}
    if len(stale) > 1 and sum(len(month.pages) for read in stale.values() for month in read) >= MANY:
        crew.grow()
    tasks: list[Future[LanguageIndex]] = []
    for code, read in stale.items():
        kept = cache / code / "language"
        tasks.append(crew.do(make_language, code, pagefind.version(), read, folder.of(code), kept))
        if sum(len(month.pages) for month in read) > TOGETHER:
            tasks[-1].result()
            crew.start_afresh()
    return sorted((*made, *(task.result() for task in tasks)), key=lambda index: index.code)

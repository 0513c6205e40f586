"""A year of stories in one language: its months as one run of words, kept, so that a change puts one year together anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from storyhub.search.accelerator.columns import Postings, together
from storyhub.search.accelerator.month import Months, key_of_months, month_words, month_written
from storyhub.system import cache_files


def year_words(path: Path, months: Months) -> tuple[Postings, Mapping[str, int]]:
    """Where the words of these months are, counted from the year's first story, and how many stories have each as it is written."""
    key = key_of_months(months)
    data = cache_files.sound(path)
    if data is not None and cache_files.part(data, 0) == key:
        return Postings.of(cache_files.part(data, 1)), cache_files.part(data, 2, dict[str, int])
    first, runs = 0, []
    written: Counter[str] = Counter()
    for month in months:
        runs.append((first, month_words(month.path)))
        first += len(month.pages)
        written.update(month_written(month.path))
    words = together(runs)
    cache_files.keep(path, key, words.plain(), written)
    return words, written

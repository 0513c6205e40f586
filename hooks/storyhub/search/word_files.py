"""The files of words: a reader's browser fetches one of them for each word searched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from storyhub.search import folded
from storyhub.search.chunks import cut, openings
from storyhub.search.columns import Column, Postings, Sliced, put_together
from storyhub.search.compounds import compounds, with_compounds
from storyhub.search.files import Files
from storyhub.search.period import Period
from storyhub.search.weight import joints

PLACE, KIND = "index/", "pf_index"

_ALONE = np.zeros(1, dtype=np.int64)

Source = tuple[int, Column, Postings]
"""Words of a period: the number of its first story, the numbers of its words, and where these stand."""


class WordFiles(NamedTuple):
    """What was written: names and first words of the files, in order, and names by the key of what they were made from."""

    names: list[str]
    openings: list[str]
    known: dict[bytes, str]


class Words:
    """All words of a language, out of its periods, each given with the number of its first story."""

    def __init__(self, language: str, periods: Sequence[tuple[int, Period]]) -> None:
        self.forms: list[str] = sorted(set().union(*(period.words.forms for _, period in periods)))
        self._number = {form: at for at, form in enumerate(self.forms)}
        self._compounds = compounds(language, self.forms)
        self._periods: list[tuple[int, Column, Sliced]] = []
        self.pages = np.zeros(len(self.forms), dtype=np.int64)
        """On how many pages each word is."""
        self._weights = np.fromiter(map(len, self.forms), np.int64, len(self.forms))
        last = np.full(len(self.forms), -1)
        for start, (run, weights, _) in periods:
            numbers = np.fromiter(map(self._number.__getitem__, run.forms), np.int64, len(run.forms))
            self._periods.append((start, numbers, Sliced(run)))
            self.pages[numbers] += run.pages
            self._weights[numbers] += weights + joints(run, start, last[numbers])
            last[numbers] = run.page[np.cumsum(run.pages) - 1].astype(np.int64) + start

    def write(self, files: Files, known: dict[bytes, str]) -> WordFiles:
        """Write those files whose words changed since those that are known by their keys."""
        bare = [form.partition("\0")[0] for form in self.forms]
        starts = [at for at, word in enumerate(bare) if not at or word != bare[at - 1]]
        words = [bare[at] for at in starts]
        ranges = cut(words, np.add.reduceat(self._weights, starts).tolist() if starts else [])
        starts.append(len(bare))
        written = WordFiles([], openings(words, ranges), {})
        limits = [starts[first] for first, _ in ranges] + [len(bare)]
        cuts = [np.searchsorted(numbers, limits).tolist() for _, numbers, _ in self._periods]
        for at, (first, stop) in enumerate(pairwise(limits)):
            sources = [
                (start, numbers[a:b] - first, sliced.part(a, b))
                for (start, numbers, sliced), places in zip(self._periods, cuts, strict=True)
                if (a := places[at]) < (b := places[at + 1])
            ]
            added = self._added(self.forms[first:stop])
            key = _key(self.forms[first:stop], sources, added)
            name = known.get(key)
            if name is None or not files.stays(f"{PLACE}{name}.{KIND}"):
                name = files.write(PLACE, KIND, *_columns(self._run(self.forms[first:stop], sources, added)))
            written.names.append(name)
            written.known[key] = name
        return written

    def _added(self, forms: Iterable[str]) -> list[tuple[str, Source]]:
        """Where the compounds stand that are filed under any of these words as well."""
        return [
            (last, (start, _ALONE, sliced.part(at, at + 1)))
            for last in forms
            for compound in self._compounds.get(last, ())
            for start, numbers, sliced in self._periods
            if (at := int(np.searchsorted(numbers, self._number[compound]))) < len(numbers)
            and numbers[at] == self._number[compound]
        ]

    def _run(self, forms: list[str], sources: Sequence[Source], added: Sequence[tuple[str, Source]]) -> Postings:
        run = put_together(forms, sources)
        return with_compounds(run, ((last, start, more) for last, (start, _, more) in added)) if added else run


def _key(forms: Sequence[str], sources: Iterable[Source], added: Iterable[tuple[str, Source]]) -> bytes:
    mixed = hashlib.blake2b("\n".join(forms).encode("utf-8", "surrogatepass"), digest_size=16)
    for last, (start, numbers, run) in (*(("", source) for source in sources), *added):
        columns = (numbers, *run[1:])
        sizes = [(column.itemsize, len(column)) for column in columns]
        head = f"\n{last}\n{start}\n{sizes}".encode("utf-8", "surrogatepass")
        mixed.update(b"".join((head, *(column.data for column in columns))))  # one by one would take twice the time
    return mixed.digest()


def _columns(run: Postings) -> list[bytes]:
    """A file of words: see `unfold.js`."""
    step = run.page.astype(np.int64)
    step[1:] -= run.page[:-1]
    starts = np.cumsum(run.pages) - run.pages
    step[starts] = run.page[starts]
    shared, ends = folded.shared(run.forms)
    return [
        *(folded.numbers(column) for column in (shared, run.pages, step, run.texts, run.fields, run.first, run.rest)),
        folded.text("\n".join(ends)),
    ]

"""Find the last part of a compound: who searches for "tevredenheid" also means "klanttevredenheid".

A search finds every word that begins with what was typed, so the first part of a compound leads to it by itself. The
last part does not. Here a long word that falls apart into two words that this hub uses on their own is also filed
under the second one, with a weight below its own. Nothing is guessed from outside: both halves must be in use here.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import numpy as np

from storyhub.search.accelerator.columns import Column, Postings, arranged, joined, starts

# What languages that write compounds as one word put between the halves.
_LINKS = {
    "nl": ("", "s", "en", "e"), "de": ("", "s", "es", "n", "en", "er"), "da": ("", "s", "e"), "sv": ("", "s"),
    "no": ("", "s", "e"), "nb": ("", "s", "e"), "nn": ("", "s", "e"),
}  # fmt: skip
_SHORTEST_FIRST, _SHORTEST_LAST, _HALF = 4, 5, 12
_LONGEST = 100
"""Letters of a compound at most: a word may be as long as a story, and each of its endings would be looked for."""


def compounds(language: str, forms: Sequence[str]) -> dict[str, list[str]]:
    """The compounds, in order, that each last part finds as well."""
    links = _LINKS.get(language.split("-")[0])
    if not links:
        return {}
    found: dict[str, list[str]] = {}
    used = set(forms)
    for word in forms:
        fits = _SHORTEST_FIRST + _SHORTEST_LAST <= len(word) <= _LONGEST
        if fits and word.isalpha() and (last := last_part(word, used, links)):
            found.setdefault(last, []).append(word)
    return found


def last_part(word: str, entries: Container[str], links: tuple[str, ...]) -> str:
    """The longest word in use that ends this one and leaves another word in use before it; empty when there is none."""
    for at in range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1):
        if word[at:] in entries and any(
            word[:at].endswith(link) and at - len(link) >= _SHORTEST_FIRST and word[: at - len(link)] in entries
            for link in links
        ):
            return word[at:]
    return ""


def with_compounds(run: Postings, added: Iterable[tuple[str, int, Postings]]) -> Postings:
    """The run with the pages of compounds at their last part: only pages that have it in plain text, and not the part itself.

    `added` are last parts with the words of a single compound and the number of their first story. What comes from a
    compound weighs half as much as plain text.
    """
    number = {form: at for at, form in enumerate(run.forms)}
    forms, pages, places = [np.repeat(np.arange(len(run.forms)), run.pages)], [run.page], []
    for last, start, compound in added:
        first = compound.numbers[starts(compound.texts.astype(np.int64) + compound.fields)[:-1]]
        plain = (compound.texts > 0) & (first % 2 == 0)
        forms.append(np.full(int(plain.sum()), number[last]))
        pages.append(compound.page[plain].astype(np.int64) + start)
        places.append(first[plain])
    form, page, place = joined(forms), joined(pages), joined(places)
    order = np.lexsort((page, form))  # what comes first for the same word and page stays first
    order = order[_first_of_each(form[order], page[order])]
    numbers = np.stack((np.full(len(place), 2 * _HALF + 1), place), axis=1).reshape(-1)
    texts, fields = np.full(len(place), 2), np.zeros(len(place), dtype=np.int64)
    return arranged(
        run.forms, form, page, joined((run.texts, texts)), joined((run.fields, fields)),
        joined((run.numbers, numbers)), order=order,
    )  # fmt: skip


def _first_of_each(form: Column, page: Column) -> Column:
    return np.concatenate(([True], (form[1:] != form[:-1]) | (page[1:] != page[:-1])))

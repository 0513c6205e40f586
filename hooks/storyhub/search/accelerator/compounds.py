"""Find the last part of a compound: who searches for "tevredenheid" also means "klanttevredenheid".

A search finds every word that begins with what was typed, so the first part of a compound leads to it by itself. The
last part does not. Here a long word that falls apart into two words that this hub uses on their own is also filed
under the second one, with a weight below its own. Nothing is guessed from outside: both halves must be in use here.
"""

from __future__ import annotations

from collections.abc import Container, Sequence

import numpy as np

from storyhub.search.accelerator.columns import Postings, arranged, joined, starts, stretches

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


def with_compounds(run: Postings, filed: Sequence[tuple[int, int]], compounds: Postings) -> Postings:
    """The run with the pages of compounds at their last part: only pages that have it in plain text, and not the part itself.

    `filed` has the number of each last part among the run's words, and of its compound among `compounds`. What comes from
    a compound weighs half as much as plain text.
    """
    part, compound = np.array(filed).T
    pages = compounds.pages[compound]
    rows = stretches(starts(compounds.pages)[compound], pages)
    places = compounds.numbers[starts(compounds.texts.astype(np.int64) + compounds.fields)[rows]]
    plain = (compounds.texts[rows] > 0) & (places % 2 == 0)
    place = places[plain]
    form = joined((np.repeat(np.arange(len(run.forms)), run.pages), np.repeat(part, pages)[plain]))
    page = joined((run.page, compounds.page[rows][plain]))
    # A word on a page as one number: nearly all are in order, and what comes first for the same stays first.
    one = form * (int(page.max()) + 1) + page
    order = np.argsort(one, kind="stable")
    order = order[np.diff(one[order], prepend=-1) > 0]
    numbers = np.stack((np.full(len(place), 2 * _HALF + 1), place), axis=1).reshape(-1)
    texts, fields = np.full(len(place), 2), np.zeros(len(place), dtype=np.int64)
    return arranged(
        run.forms, form, page, joined((run.texts, texts)), joined((run.fields, fields)),
        joined((run.numbers, numbers)), order=order,
    )  # fmt: skip

"""Search: an index per language that Pagefind's browser side reads, of which a new story renews only its own part.

    entries → months (each story read once) → periods (their words, merged) → languages (the files of the index)

Why the index is written here and not by Pagefind's own program is told in docs/search.md.
"""

from __future__ import annotations

from storyhub.search.build import IndexReport, index
from storyhub.search.entry import SearchEntry

__all__ = ["IndexReport", "SearchEntry", "index"]

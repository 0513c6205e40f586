"""Search: an index per language that Pagefind's browser side reads.

`index()` is the door. Behind it the `accelerator` writes the index in a fraction of the time that Pagefind's own program
takes; `pagefind` has that program make it. docs/search.md says when which.
"""

from __future__ import annotations

from storyhub.search.build import IndexReport, index
from storyhub.search.entry import SearchEntry

__all__ = ["IndexReport", "SearchEntry", "index"]

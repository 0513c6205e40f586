"""How cost grows with the number of stories: time, memory, files, and the largest page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from bench.figures import Figures, n_log_n, ratio


def of_site(site: Path) -> Figures:
    """Files and bytes of a site, and the largest pages among those that are not a story's: these are what could grow."""
    sizes = {path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = {path: size for path, size in sizes.items() if path.endswith((".html", ".xml")) and not path[:4].isdigit()}
    largest = max(pages, key=lambda path: pages[path], default="")
    return {
        "files": len(sizes),
        "bytes": sum(sizes.values()),
        "largest_page": largest,
        "largest_page_bytes": pages.get(largest, 0),
    }


def measure_growth(by_size: Mapping[int, Figures]) -> list[Figures]:
    """From each number of stories to the next: how many times the seconds and the memory, beside n log n."""
    grown = []
    for small, large in pairwise(sorted(by_size)):
        for name in sorted(by_size[small].keys() & by_size[large].keys()):
            few, many = by_size[small][name], by_size[large][name]
            grown.append(
                {
                    "who": name,
                    "from": small,
                    "to": large,
                    "seconds_ratio": ratio(many, few),
                    "memory_ratio": ratio(many, few, what="peak_bytes"),
                    "n_log_n": n_log_n(small, large),
                    "largest_page_bytes": [
                        figures.get("site", {}).get("largest_page_bytes") for figures in (few, many)
                    ],
                    "largest_page": many.get("site", {}).get("largest_page"),
                }
            )
    return grown

"""Two versions of a site held against each other: which pages readers would see differ."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_VERSIONED = re.compile(rb"assets/[0-9a-f]{10}/")
_HASHED = re.compile(r"assets/(?:[0-9a-f]{10}/)?")
_GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')


@dataclass(frozen=True, slots=True)
class Difference:
    """Addresses of pages under the site's root, such as `values/index.html`."""

    changed: tuple[str, ...]
    new: tuple[str, ...]
    gone: tuple[str, ...]
    alike: int
    """How many pages are the same."""
    looks: tuple[str, ...] = ()
    """Styles, scripts and typefaces that are not the same, such as `css/main.css`: of any page, also one that is."""


def compare(before: Path, after: Path) -> Difference:
    """Compares every page but for what differs between any two versions: the addresses of styles and scripts."""
    old, new = _pages(before), _pages(after)
    both = sorted(old.keys() & new.keys())
    changed = tuple(page for page in both if _plain(old[page]) != _plain(new[page]))
    kept, fresh = _assets(before), _assets(after)
    return Difference(
        changed,
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(old.keys() - new.keys())),
        len(both) - len(changed),
        tuple(sorted(name for name in kept.keys() | fresh.keys() if kept.get(name) != fresh.get(name))),
    )


def _assets(site: Path) -> dict[str, bytes]:
    """What is named by its content, without that part of its name; and without the addresses of others in it."""
    found = {path.relative_to(site).as_posix(): path for path in (site / "assets").rglob("*") if path.is_file()}
    return {_HASHED.sub("", name): _plain(path) for name, path in found.items()}


def _pages(site: Path) -> dict[str, Path]:
    return {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}


def _plain(page: Path) -> bytes:
    return _GENERATOR.sub(b"", _VERSIONED.sub(b"assets/", page.read_bytes()))

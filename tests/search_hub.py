"""Stories to search, and a small page of its own to search them on, whatever the rest of the site looks like."""

from __future__ import annotations

import datetime
import json
import random
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from storyhub.search import SearchEntry, pagefind

ROOT = Path(__file__).parent.parent
VALUES = (
    ("listening", "Luisteren", "Luisteren Listening"),
    ("courage", "Lef", "Lef Courage durven"),
    ("together", "Samen", "Samen"),
)
DEPARTMENTS = (("care", "Zorg"), ("field", "Buitendienst"))
LANGUAGES = (("en", "English"), ("nl", "Nederlands"))
CSP = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)


def story(slug: str, html: str, language: str = "nl", **facts: Any) -> SearchEntry:
    """A story with what a test doesn't care about filled in."""
    plain = SearchEntry(
        url=f"2026/{slug}/", language=language, title=slug.replace("-", " ").capitalize(), html=html, lead="",
        values=("listening",), department="care", date=datetime.date(2026, 3, 4), author="Noor Bakker",
    )  # fmt: skip
    return replace(plain, **facts)


def made_up(count: int, language: str = "en", seed: int = 7) -> Iterator[SearchEntry]:
    """Stories of words that are as unevenly used as those of any language."""
    chance = random.Random(seed)
    syllables = [first + last for first in "bdfgklmnprstvwz" for last in ("a", "e", "i", "oe", "en")]
    words = ["".join(chance.choice(syllables) for _ in range(chance.randint(1, 4))) for _ in range(1500)]
    weights = [1 / place for place in range(1, len(words) + 1)]
    for number in range(count):
        length = chance.randint(60, 400)
        text = chance.choices(words, weights, k=length)
        parts = [" ".join(text[at : at + 30]) for at in range(0, length, 30)]
        body = "".join(f"<h2>{part}</h2>" if at and at % 5 == 0 else f"<p>{part}.</p>" for at, part in enumerate(parts))
        yield story(
            f"story-{number:04}", body, language, title=" ".join(chance.choices(words, weights, k=5)).capitalize(),
            lead=" ".join(chance.choices(words, weights, k=8)) + ".",
            date=datetime.date(2023, 1, 1) + datetime.timedelta(days=chance.randrange(1000)),
        )  # fmt: skip


def own_pagefind(stories: Iterable[SearchEntry], folder: Path) -> Path:
    """Have Pagefind's own program index the same stories, as a site whose pages say no more than it needs."""
    pages = [
        (
            f"{entry.url}index.html",
            f'<!doctype html><html lang="{entry.language}"><head><title>x</title></head><body>'
            f'<p data-pagefind-meta="title">{escape(entry.title)}</p>'
            f'<p data-pagefind-meta="author">{escape(entry.author)}</p>'
            f'<div data-pagefind-body><p data-pagefind-weight="2">{escape(entry.lead)}</p>{entry.html}</div></body></html>',
        )
        for entry in stories
    ]
    return pagefind.run(pages, folder)


def search_page(site: Path, language: str = "en", base: str = "../") -> None:
    """Write the search page and what it needs under a site's root."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "theme/templates"), autoescape=True, extensions=["jinja2.ext.i18n"],
        trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    env.install_gettext_callables(str, lambda one, many, n: one if n == 1 else many, newstyle=True)  # type: ignore[attr-defined]
    given = {
        "base": base,
        "language": language,
        "search": SimpleNamespace(
            values=VALUES, departments=DEPARTMENTS, languages=LANGUAGES, years=(2026, 2025, 2024, 2023)
        ),
        "site": SimpleNamespace(navigation=(SimpleNamespace(url="archive/"),), tell="tell/", values="values/"),
    }
    parts = [env.get_template(f"partials/{name}.html").render(given) for name in ("search_form", "search_results")]
    page = site / ("search" if base == "../" else f"{language}/search") / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Search</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="stylesheet" href="{base}assets/search.css"><script type="module" src="{base}assets/start.js"></script>'
        f'</head><body><main><h1>Search</h1><div data-module="search">{"".join(parts)}</div></main></body></html>',
        encoding="utf-8",
    )
    assets = site / "assets"
    (assets / "search").mkdir(parents=True, exist_ok=True)
    scripts = ROOT / "theme/assets/js"
    for script in (*(scripts / "search").glob("*.js"), scripts / "dates.js", scripts / "slash.js"):
        (assets / script.relative_to(scripts)).write_bytes(script.read_bytes())
    (assets / "search.css").write_bytes((ROOT / "theme/assets/css/components/search.css").read_bytes())
    (assets / "start.js").write_text(
        'import start from "./search/search.js";\nstart(document.querySelector("[data-module]"));\n', encoding="utf-8"
    )


def unpacked(path: Path) -> Any:
    """What a file of Pagefind's own holds."""
    data = zlib.decompress(path.read_bytes(), 31)
    assert data.startswith(b"pagefind_dcd")
    return json.loads(data[12:]) if path.suffix == ".pf_fragment" else _item(data, 12)[0]


def _item(data: bytes, at: int) -> tuple[Any, int]:
    """One CBOR item: a number, a text or an array, and where it ends."""
    major, small = data[at] >> 5, data[at] & 31
    size = {24: 1, 25: 2, 26: 4}.get(small, 0)
    number = int.from_bytes(data[at + 1 : at + 1 + size], "big") if size else small
    at += 1 + size
    if major == 0:
        return number, at
    if major == 1:
        return -1 - number, at
    if major == 3:
        return data[at : at + number].decode("utf-8"), at + number
    assert major == 4
    items = []
    for _ in range(number):
        item, at = _item(data, at)
        items.append(item)
    return items, at


SourceLines = dict[tuple[str, str], dict[str, list[tuple[float, int]]]]
"""Word and accented form → address → weights and places."""


def places_in(folder: Path, plain: int) -> SourceLines:
    """All that an index says about the text; weights are told in times that of plain text."""
    (table,) = folder.glob("*.pf_meta")
    return _places(folder, [page for page, _ in unpacked(table)[1]], map(unpacked, (folder / "index").iterdir()), plain)


def _places(folder: Path, pages: list[str], chunks: Iterable[Any], plain: int) -> SourceLines:
    addresses = [unpacked(folder / "fragment" / f"{page}.pf_fragment")["url"].strip("/") for page in pages]
    found: SourceLines = {}
    for chunk in chunks:
        for word, entries_of, variants in chunk[0]:
            for form, entries in [("", entries_of), *variants]:
                number = 0
                for step, steps, *_ in entries:
                    number += step
                    found.setdefault((word, form), {})[addresses[number]] = _placed(steps, plain)
    return found


def _placed(steps: list[int], plain: int) -> list[tuple[float, int]]:
    weight, at, found = 25, 0, []
    for step in steps:
        if step < 0:
            weight, at = -1 - step, 0
        else:
            at += step
            found.append((round(weight / plain), at))
    return sorted(found)

"""Pagefind's own program: makes whole indexes, and gives its browser files, a script and an engine for each language."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any, NamedTuple

from storyhub.search.entry import WORDS, LanguageIndex, SearchEntry, common_words, key_of, word_list
from storyhub.search.folder import IndexFolder
from storyhub.system import cache_files
from storyhub.system.failures import about

SCRIPT, ENTRY = "pagefind.js", "pagefind-entry.json"
_OF_INDEX = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", ".pagefind", ENTRY)
"""How the names of an index's files end; all else that the program writes is for pages that have no search of their own."""


def version() -> str:
    """The version that is installed."""
    return installed("pagefind")


class Engines(NamedTuple):
    """Pagefind's browser files."""

    script: bytes
    entry: dict[str, Any]  # as the program wrote it for an index of all languages
    files: dict[str, bytes]  # by name

    def publish(self, index: LanguageIndex, folder: IndexFolder) -> None:
        """Bring a language's index into the site with what a browser needs beside it."""
        code = index.code.lower()
        engine = self.entry["languages"][code]["wasm"]
        name = f"wasm.{engine or 'unknown'}.pagefind"
        facts = {"hash": index.tag, "wasm": engine, "page_count": index.stories}
        folder.put("", SCRIPT, self.script)
        folder.put(index.code, name, self.files[name])
        folder.put(
            index.code, ENTRY, json.dumps(self.entry | {"languages": {code: facts}}, ensure_ascii=False).encode()
        )
        folder.keep(index.code, index.files)


def engines(languages: Iterable[str], kept: Path) -> Engines:
    """The browser files for some languages, as the program writes them beside an index of one word in each."""
    wanted = sorted(languages)
    data = cache_files.sound(kept)
    if data is None or list(cache_files.part(data, 0)) != wanted:
        with tempfile.TemporaryDirectory() as folder:
            # One page at least: an index without any is nothing that it would write.
            out = run(((f"{code}.html", _page(code, "<p>Story</p>")) for code in wanted or ["en"]), Path(folder))
            files = {path.name: path.read_bytes() for path in out.glob("*.pagefind")}
            cache_files.keep(kept, wanted, (out / SCRIPT).read_bytes(), json.loads((out / ENTRY).read_bytes()), files)
            data = cache_files.sound(kept)
    assert data is not None
    return Engines(*(cache_files.part(data, number) for number in (1, 2, 3)))


def make(entries: Iterable[SearchEntry], folder: IndexFolder, cache: Path) -> list[LanguageIndex]:
    """Have the program make the index of exactly these stories: all of a language again when one of its stories changed."""
    languages: dict[str, list[SearchEntry]] = {}
    for entry in entries:
        languages.setdefault(entry.language, []).append(entry)
    return [_language(code, stories, folder, cache / f"{code}.program") for code, stories in sorted(languages.items())]


def _language(code: str, entries: list[SearchEntry], folder: IndexFolder, kept: Path) -> LanguageIndex:
    key = key_of(entries)
    data = cache_files.sound(kept)
    if data and cache_files.part(data, 0) == key:
        made = cache_files.part(data, 1, LanguageIndex)
        if folder.has(code, made.files) and folder.has("", [SCRIPT]):
            folder.keep(code, made.files)
            folder.keep("", [SCRIPT])
            return made
    words: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as place:
        out = run(_pages(entries, words), Path(place))
        (facts,) = json.loads((out / ENTRY).read_bytes())["languages"].values()
        folder.put("", SCRIPT, (out / SCRIPT).read_bytes())
        files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.name.endswith(_OF_INDEX))
        for file in files:
            folder.put(code, file, (out / file).read_bytes())
    folder.put(code, WORDS, word_list(words))
    made = LanguageIndex(code, facts["hash"], len(entries), common_words(words.items(), len(entries)), (WORDS, *files))
    cache_files.keep(kept, key, made)
    return made


def _pages(entries: Iterable[SearchEntry], words: Counter[str]) -> Iterator[tuple[str, str]]:
    """Each story as a page; and in `words` of each word how many stories have it."""
    for entry in entries:
        with about(entry.url):
            body = entry.body
        words.update(set(re.findall(r"[^\W_]+", re.sub(r"<[^>]*>", " ", f"{entry.lead} {body}").lower())))
        facts = [f'<p data-pagefind-meta="{name}">{escape(getattr(entry, name))}</p>' for name in ("title", "author")]
        for name, values in entry.filters.items():
            facts += (f'<p data-pagefind-filter="{name}">{escape(value)}</p>' for value in values if value)
        text = f'<div data-pagefind-body><p data-pagefind-weight="2">{escape(entry.lead)}</p>{body}</div>'
        yield f"{entry.url}index.html", _page(entry.language, "".join(facts) + text)


def _page(language: str, body: str) -> str:
    return f'<!doctype html><html lang="{escape(language)}"><head><title></title></head><body>{body}</body></html>'


def run(pages: Iterable[tuple[str, str]], folder: Path) -> Path:
    """Have the program index some pages, each given with its path; the folder in which it put the index.

    Raises:
        RuntimeError: it could not, for the reason that it gave.
    """
    # It brings asyncio along, for a program that is hardly ever run.
    from pagefind.service import get_executable

    program = get_executable()
    if program is None:
        raise RuntimeError("Pagefind's program is not installed; install the requirements again")
    for path, page in pages:
        file = folder / "pages" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8", errors="replace")
    out = folder / "out"
    command = [str(program), "--site", str(folder / "pages"), "--output-path", str(out), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"Pagefind {version()} made no index: {done.stderr.strip() or done.stdout.strip()}")
    return out

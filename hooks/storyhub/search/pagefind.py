"""Pagefind's own browser files: its script, and its search engine for each language.

Pagefind's binary writes them beside every index that it makes, so it is given one word in each language to index. What
it wrote is kept for as long as that version of Pagefind is installed.
"""

from __future__ import annotations

import html
import subprocess
import tempfile
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from storyhub.system import cache_files

SCRIPT = "pagefind.js"
UNKNOWN = "unknown"


def pagefind_version() -> str:
    """The version that is installed, which the index has to be made for."""
    return version("pagefind-bin")


def engine(language: str, cache: Path) -> tuple[str, bytes]:
    """The name and the content of the search engine of a language; "unknown" for those that Pagefind cannot stem."""
    for name in (language, language.split("-")[0], UNKNOWN):
        if data := cache_files.sound(cache / f"{name}.wasm"):
            return name, bytes(cache_files.part(data, 0))
    raise FileNotFoundError(f"Pagefind {pagefind_version()} gave no search engine")


def script(cache: Path) -> bytes:
    """Pagefind's script."""
    data = cache_files.sound(cache / SCRIPT)
    if data is None:
        raise FileNotFoundError(f"Pagefind {pagefind_version()} gave no script")
    return bytes(cache_files.part(data, 0))


def prepare(languages: Iterable[str], cache: Path) -> None:
    """Have Pagefind write what `engine` and `script` give, unless it is kept from an earlier time."""
    # One language at least: an index without any is nothing that Pagefind would write.
    wanted = sorted({"en"}.union(language.split("-")[0].lower() for language in languages))
    done = cache_files.sound(cache / "done")
    have = set(cache_files.part(done, 0)) if done else set()
    if done and have.issuperset(wanted) and all(cache_files.sound(path) for path in cache.iterdir()):
        return
    with tempfile.TemporaryDirectory() as folder:
        written = _run(wanted, Path(folder))
        for path in [*written.glob("wasm.*.pagefind"), written / SCRIPT]:
            name = path.name if path.name == SCRIPT else path.name.split(".")[1] + ".wasm"
            cache_files.keep(cache / name, path.read_bytes())
    cache_files.keep(cache / "done", sorted(have.union(wanted)))


def _run(languages: list[str], folder: Path) -> Path:
    # It brings asyncio along, for a program that is run once for each version of it.
    from pagefind.service import get_executable

    program = get_executable()
    if program is None:
        raise FileNotFoundError("Pagefind's program is not installed: install the requirements again")
    for language in languages:
        page = f'<html lang="{html.escape(language)}"><body><p>Story</p></body></html>'
        (folder / f"{language}.html").write_text(page, encoding="utf-8")
    command = [str(program), "--site", str(folder), "--output-path", str(folder / "out"), "--silent"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        raise RuntimeError(f"Pagefind could not be run: {done.stderr.strip() or done.stdout.strip()}")
    return folder / "out"

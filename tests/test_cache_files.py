"""The cache holds data only: whatever is found there, nothing runs, and what is not whole counts as none."""

from __future__ import annotations

import ast
import errno
import marshal
import os
import pickle
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hubs import PROJECT, ROOT, files_of, story, write_hub
from storyhub.build import Builder
from storyhub.model.settings import Settings
from storyhub.model.story import Story, ValueMark
from storyhub.model.theme import Theme
from storyhub.publish import site_files
from storyhub.system import atomic_files, cache_files
from storyhub.system.cache_files import Store
from storyhub.system.code_version import libraries

KEPT = ["a", {"b": 1}], b"\0\1", {"é": (1, 2)}
KINDS = (list[object], bytes, dict[str, tuple[int, int]])


def test_what_is_kept_is_read_as_it_was(tmp_path: Path) -> None:
    """Plain data, dates, the hub's own nouns and arrays of numbers."""
    told = Story(
        "2026/a", "2026/a.md", "A", "Noor", "ward", date(2026, 3, 1), "nl", values=(ValueMark("care", tension=True),)
    )
    numbers = np.arange(6, dtype="<u4").reshape(2, 3)
    cache_files.keep(tmp_path / "x", told, numbers)
    story_, array = cache_files.read(tmp_path / "x", Story, np.ndarray) or (None, None)
    assert story_ == told
    assert array is not None
    assert array.dtype == numbers.dtype
    assert array.tolist() == numbers.tolist()


def test_each_flipped_byte_and_each_cut_makes_it_none(tmp_path: Path) -> None:
    """A disk that forgets a bit, a copy that was broken off."""
    cache_files.keep(tmp_path / "x", *KEPT)
    whole = (tmp_path / "x").read_bytes()
    assert cache_files.read(tmp_path / "x", *KINDS) == list(KEPT)
    for place in range(len(whole)):
        for data in (whole[:place] + bytes([whole[place] ^ 0x40]) + whole[place + 1 :], whole[:place]):
            (tmp_path / "x").write_bytes(data)
            assert cache_files.read(tmp_path / "x", *KINDS) is None


class Trap:
    """Makes a file as soon as a pickle of it is read."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return os.system, (f"echo caught > {self.file}",)


def test_a_file_that_somebody_else_put_there_counts_as_none_and_does_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pickles and marshalled code in the place of every file of the cache: the site is the same, and nothing has run."""
    monkeypatch.setenv("STORYHUB_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("STORYHUB_SEARCH", "0")
    hub = write_hub(tmp_path / "stories", {f"2026/s{n}.md": story(f"Verhaal {n}", values="[care]") for n in range(3)})

    def built(site: str) -> dict[str, bytes]:
        builder = Builder(hub, Settings(), Theme(ROOT / "theme"), tmp_path)
        builder.finish(tmp_path / site, {})
        builder.close()
        return files_of(tmp_path / site)

    right = built("site")
    caught = tmp_path / "caught"
    code = compile(f"open({str(caught)!r}, 'w')", "x", "exec")
    for number, foreign in enumerate((pickle.dumps(Trap(caught)), marshal.dumps(code))):
        files = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
        assert len(files) > 5
        for path in files:
            path.write_bytes(foreign)
        assert built(f"again{number}") == right
    assert not caught.exists()


def test_nothing_in_the_package_can_read_what_would_run() -> None:
    """No module imports pickle, marshal, shelve or sqlite3."""
    for path in (ROOT / "hooks").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            assert not {"pickle", "marshal", "shelve", "sqlite3", "dill"} & set(names), path


def test_another_form_or_kind_counts_as_none(tmp_path: Path) -> None:
    """What an older version kept, and what was kept of something else."""
    cache_files.keep(tmp_path / "x", "text")
    assert cache_files.read(tmp_path / "x", int) is None
    assert cache_files.read(tmp_path / "x", str, str) is None
    sqlite3.connect(tmp_path / "y").execute("CREATE TABLE blobs (key TEXT)")
    assert cache_files.read(tmp_path / "y", str) is None
    assert cache_files.read(tmp_path / "nowhere", str) is None


def test_a_store_gives_what_follows_from_the_same_key_alone(tmp_path: Path) -> None:
    """A few keys of one name stay, so that a preview and the site do not push each other out."""
    store = Store(tmp_path)
    for number in range(10):
        store.put("model", f"key {number}", [number])
    assert store.get("model", "key 9", list[int]) == [9]
    assert store.get("model", "key 0", list[int]) is None
    assert len(list(tmp_path.iterdir())) == cache_files.KINDS_KEPT


def test_every_library_has_its_say_in_what_is_kept() -> None:
    """Dates come out of Babel, numbers out of numpy: another version of any of them may say something else."""
    known = " ".join(libraries()).lower().replace("-", "_")
    for name in ("babel", "numpy", "msgspec", "markdown", "nh3", "comrak_ext", "pillow", "jinja2", "pydantic"):
        assert f" {name}_" in known, name


def test_a_full_disk_leaves_the_old_file_and_says_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left half written, and nothing is left beside it."""
    file = tmp_path / "index.html"
    atomic_files.write(file, b"old")

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(atomic_files.WritingFailedError, match=r"index\.html: cannot be written: No space left"):
        atomic_files.write(file, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert file.read_bytes() == b"old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs Linux' own full disk")
@pytest.mark.parametrize("verb", ["build", "check"])
def test_a_cache_that_cannot_be_written_ends_in_a_sentence(tmp_path: Path, verb: str) -> None:
    """Where the disk fills up under the cache: no traceback."""
    hub = write_hub(tmp_path / "stories", {"2026/a.md": story()})
    limited = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300)); sys.path[:0] = [sys.argv[1]];"
        "from storyhub.cli.main import main; from pathlib import Path;"
        "sys.exit(main(sys.argv[3:], Path(sys.argv[2])))"
    )
    more = ["--site", str(tmp_path / "site")] if verb == "build" else []
    done = subprocess.run(
        [sys.executable, "-B", "-c", limited, ROOT / "hooks", PROJECT, verb, "--stories", hub, *more],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "STORYHUB_CACHE": str(tmp_path / "cache")},
    )
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    assert "cannot be written: File too large; make room there" in done.stderr


def test_a_folder_of_the_site_that_is_a_link_is_not_written_through(tmp_path: Path) -> None:
    """What it leads to is not part of the site: a real folder takes its place."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "index.html").write_text("precious", encoding="utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "2026").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    site_files.write(tmp_path / "site", "2026/index.html", b"new")
    assert (tmp_path / "elsewhere" / "index.html").read_text(encoding="utf-8") == "precious"
    assert (tmp_path / "site" / "2026" / "index.html").read_bytes() == b"new"
    assert not (tmp_path / "site" / "2026").is_symlink()

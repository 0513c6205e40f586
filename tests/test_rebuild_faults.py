"""What once went wrong when a site was brought up to date: pictures, replies, builds that were cut off, other ways to start processes."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import ROOT, files_of, story, write_hub
from PIL import Image
from storyhub.build import Builder
from storyhub.model.settings import Settings
from storyhub.model.theme import Theme
from storyhub.publish import publish
from storyhub.publish.site_files import write
from storyhub.system import processes


def picture(height: int) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (40, height), (90, 90, 90)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], dict[str, bytes]]:
    """Brings the site of a hub up to date, without its index."""
    monkeypatch.setenv("STORYHUB_SEARCH", "0")

    def build(hub: Path, site: str = "site", cache: str = "cache") -> dict[str, bytes]:
        monkeypatch.setenv("STORYHUB_CACHE", str(tmp_path / cache))
        builder = Builder(hub, Settings(), Theme(ROOT / "theme"), tmp_path)
        builder.finish(tmp_path / site, {})
        builder.close()
        return files_of(tmp_path / site)

    return build


Build = Callable[..., dict[str, bytes]]


def test_lists_show_the_picture_that_is_there_after_it_was_replaced(built: Build, tmp_path: Path) -> None:
    """A photo may change without a word in the story's file."""
    text = story("Foto", photo="{file: a/p.png, alt: boot}", consent="public")
    hub = write_hub(tmp_path / "stories", {"2026/a.md": text, "2026/a/p.png": picture(20)})
    before = built(hub)
    write_hub(hub, {"2026/a/p.png": picture(30)})
    after = built(hub)
    assert {path for path in after if path.endswith(".webp")}.isdisjoint(before)
    named = {match for page in after.values() for match in re.findall(rb"2026/a/p-[\w-]+\.webp", page)}
    assert named
    assert named <= {path.encode() for path in after}


def test_an_answer_is_no_reply_once_what_it_answers_was_withdrawn(built: Build, tmp_path: Path) -> None:
    """Also in the lists, which follow from the answer's own file otherwise."""
    answer = story("Antwoord", reply_to="2026/a", values="[care]", date="2026-03-05")
    hub = write_hub(tmp_path / "stories", {"2026/a.md": story("Vraag"), "2026/b.md": answer})
    built(hub)
    write_hub(hub, {"2026/a.md": story("Vraag", withdrawn="2026-09-01")})
    assert built(hub) == built(hub, "clean", "other")


def test_a_build_that_was_cut_off_leaves_nothing_behind(
    built: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped between two pages, and then a story goes that it had written already."""
    files = {f"2026/s{n}.md": story(f"Verhaal {n}", date=f"2026-03-{n + 1:02}") for n in range(4)}
    hub = write_hub(tmp_path / "stories", {**files})
    built(hub)
    write_hub(hub, {"2026/new.md": story("Nieuw", date="2026-05-01")})

    def cut_off(out: Path, path: str, data: bytes) -> tuple[int, int, bool]:
        done = write(out, path, data)
        if path == "2026/new/index.html":
            raise KeyboardInterrupt
        return done

    with monkeypatch.context() as patch:
        patch.setattr("storyhub.publish.printing.write", cut_off)
        with pytest.raises(KeyboardInterrupt):
            built(hub)
    assert (tmp_path / "site/2026/new/index.html").is_file()
    (hub / "2026/new.md").unlink()
    (tmp_path / "site/.77-1.new").write_bytes(b"half a pa")
    assert built(hub) == built(hub, "clean", "other")


def test_processes_that_start_afresh_make_the_same_site(
    built: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on macOS and Windows, where nothing that is in memory comes along."""
    hub = write_hub(tmp_path / "stories", {f"2026/s{n}.md": story(f"Verhaal {n}", f"Tekst {n}.\n") for n in range(12)})
    alone = built(hub)
    monkeypatch.setenv("STORYHUB_WORKERS", "2")
    monkeypatch.setenv(processes.START_METHOD, "spawn")
    assert built(hub, "spawned", "other") == alone


def test_the_log_counts_what_the_index_wrote_too() -> None:
    """So that nothing written looks like nothing written."""
    done = publish.Publication(["index.html"], [], 3, publish.IndexFiles(2, 1, 5))
    assert str(done) == "3 files written, 1 removed, 8 left as they were"

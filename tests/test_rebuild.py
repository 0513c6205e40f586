"""A second build: it writes what changed, and nothing else; it never differs from a build from nothing."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import files_of, story, write_hub
from storyhub_engine import SiteFailed

Build = Callable[..., Path]


def hub_of(folder: Path, count: int = 30) -> Path:
    """A hub with tagged and untagged stories of three departments."""
    texts = (
        "De soep was koud en de kok luisterde.",
        "Ik durfde het te zeggen, eindelijk.",
        "We lieten alles zien, ook de fouten.",
    )
    departments, values = ("ward", "kitchen", "desk"), ("[care]", "[courage]", None)
    files: dict[str, str | bytes] = {
        f"2026/s{n:02}.md": story(
            f"Verhaal {n}",
            f"{texts[n % 3]} Dag {n}.\n",
            department=departments[n % 3],
            values=values[(n // 3) % 3],
            date=f"2026-0{1 + n // 9}-{10 + n % 9}",
            author=f"Verteller {n % 7}",
        )
        for n in range(count)
    }
    return write_hub(folder, files)


def times(site: Path) -> dict[str, int]:
    """When each file was last written."""
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}


def test_a_second_build_writes_nothing(build_site: Build, tmp_path: Path) -> None:
    """Every file keeps its bytes and its modification time."""
    hub = hub_of(tmp_path / "stories")
    site = build_site(hub, tmp_path / "site")
    before = times(site)
    build_site(hub, site)
    assert times(site) == before


def test_one_changed_story_rewrites_what_shows_it(build_site: Build, tmp_path: Path) -> None:
    """Its own page, its lists and its neighbours are new; a story that has nothing to do with it keeps its file."""
    subjects = [
        "dijk",
        "gemaal",
        "soep",
        "vergadering",
        "paling",
        "rekening",
        "sneeuw",
        "fiets",
        "kelder",
        "orgel",
        "brief",
        "hond",
        "ladder",
        "pomp",
        "storm",
    ]

    def told(number: int, rest: str = "") -> str:
        own = f"{subjects[number % 15]}{number // 15}"
        body = f"Bij {own} stond {own} stil.{rest}\n"
        return story(f"Over {own}", body, department="desk", values="[care]", date=f"2026-03-{number + 1:02}")

    hub = write_hub(tmp_path / "stories", {f"2026/s{n:02}.md": told(n) for n in range(30)})
    site = build_site(hub, tmp_path / "site")
    before = times(site)
    write_hub(hub, {"2026/s29.md": told(29, " En toen niet meer.")})
    build_site(hub, site)
    changed = {name for name, time in times(site).items() if before.get(name) != time}
    assert {"2026/s29/index.html", "feed.xml", "index.html"} <= changed
    assert {name for name in changed if name.startswith("2026/")} <= {"2026/s29/index.html", "2026/s28/index.html"}


def test_any_row_of_changes_ends_in_the_site_of_a_build_from_nothing(build_site: Build, tmp_path: Path) -> None:
    """Stories edited, added, withdrawn and deleted in any order: the rebuilt site equals a clean one, byte for byte."""
    hub = hub_of(tmp_path / "stories", 24)
    site = build_site(hub, tmp_path / "site")
    chance = random.Random(5)
    for turn in range(6):
        for _ in range(3):
            path = hub / "2026" / f"s{chance.randrange(26):02}.md"
            what = chance.randrange(4)
            if what == 0 and path.exists():
                path.unlink()
            else:
                fields = {"withdrawn": "2026-09-01"} if what == 1 else {"reply_to": f"2026/s{chance.randrange(24):02}"}
                path.write_text(
                    story(
                        f"Anders {turn}",
                        f"Tekst {chance.random()}\n",
                        date=f"2026-05-{chance.randrange(10, 28)}",
                        **fields,
                    ),
                    encoding="utf-8",
                )
        build_site(hub, site)
    (clean_hub := tmp_path / "copy" / "stories").parent.mkdir()
    import shutil

    shutil.copytree(hub, clean_hub)
    assert files_of(site) == files_of(build_site(clean_hub, tmp_path / "clean"))


def test_one_worker_and_four_make_the_same_bytes(
    build_site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More cores are faster, and change nothing."""
    sites = []
    for workers in ("1", "4"):
        monkeypatch.setenv("STORYHUB_WORKERS", workers)
        sites.append(files_of(build_site(hub_of(tmp_path / workers / "stories"), tmp_path / workers / "site")))
    assert sites[0] == sites[1]


def test_a_list_is_the_same_whether_it_is_printed_with_the_whole_site_or_alone(
    build_site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build of the whole site prints each story's entry once for all lists, one of a few pages prints what they need."""
    monkeypatch.setenv("STORYHUB_WORKERS", "2")
    hub = hub_of(tmp_path / "stories")
    site = build_site(hub, tmp_path / "site")
    whole = files_of(site)
    lists = [f"{start}{page}/index.html" for start in ("", "en/") for page in ("archive", "values/care")]
    for page in lists:
        (site / page).unlink()
    assert files_of(build_site(hub, site)) == whole


def test_a_damaged_cache_never_makes_a_wrong_site(
    build_site: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cut short, overwritten, emptied, replaced by noise or by another hub's: the site is right all the same."""
    hub = hub_of(tmp_path / "stories", 12)
    monkeypatch.setenv("STORYHUB_CACHE", str(tmp_path / "cache"))
    right = files_of(build_site(hub, tmp_path / "right"))
    cached = {path: path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file()}
    assert cached
    chance = random.Random(7)
    damages: list[Callable[[bytes], bytes]] = [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: bytes(len(data)),
        lambda data: chance.randbytes(len(data)),
        lambda data: bytes(byte ^ 0xFF if place % 997 == 0 else byte for place, byte in enumerate(data)),
    ]
    for number, damage in enumerate(damages):
        for path, data in cached.items():
            path.write_bytes(damage(data))
        assert files_of(build_site(hub, tmp_path / f"site{number}")) == right, f"damage {number}"


def test_a_file_of_the_site_that_somebody_changed_is_made_anew(build_site: Build, tmp_path: Path) -> None:
    """Whatever happened to the site's folder, a build puts it right."""
    hub = hub_of(tmp_path / "stories", 6)
    site = build_site(hub, tmp_path / "site")
    right = files_of(site)
    (site / "2026/s01/index.html").write_text("broken", encoding="utf-8")
    (site / "index.html").unlink()
    assert files_of(build_site(hub, site)) == right


def test_a_folder_that_is_no_site_is_left_alone(build_site: Build, tmp_path: Path) -> None:
    """Naming the wrong folder costs nobody their files."""
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/holiday.jpg").write_bytes(b"precious")
    with pytest.raises(SiteFailed, match="not a hub's site"):
        build_site(hub_of(tmp_path / "stories", 3), tmp_path / "photos")
    assert (tmp_path / "photos/holiday.jpg").read_bytes() == b"precious"

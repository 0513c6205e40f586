"""For tests of publishing: sites that are no more than files, a process that publishes one, and what readers would get."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from hubs import ROOT, files_of
from storyhub.publish.destination import Destination
from storyhub.publish.record import ReleaseRecord
from storyhub.system.cache_files import digest

PUBLISHER = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import UTC, datetime
from pathlib import Path
from storyhub.publish.destination import destination
from storyhub.publish.release import Fresh, publish
from storyhub.system.cache_files import digest
site, to = Path(sys.argv[2]), destination(sys.argv[3])
places = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
fresh = Fresh({path: digest(place.read_bytes()) for path, place in places.items()}, places, {}, (), "c0ffee")
there = to.releases()
before = to.record(there.current) if there.current else None
print("ready", flush=True)
publish(to, there, before, fresh, 3, datetime.now(UTC))
"""
"""Only the last step of `publish`: no site is made, so that it can be ended fifty times."""


def write_site(folder: Path, mark: str, files: int = 60) -> Path:
    """A site in which every page names `mark`, one file is as it is in any other, and some come and go."""
    for number in range(files):
        page = folder / f"2026/{mark if number % 7 == 0 else 's'}{number}/index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f"<p>{mark} {number}", encoding="utf-8")
    (folder / "assets/aaaa").mkdir(parents=True)
    (folder / "assets/aaaa/same.js").write_bytes(b"same" * 9000)
    (folder / f"assets/{mark}.js").write_text(mark, encoding="utf-8")
    (folder / "index.html").write_text(mark, encoding="utf-8")
    return folder


def publisher(site: Path, to: str, **more: object) -> subprocess.Popen[str]:
    """A process of its own group that publishes a site, at the moment in which it begins to."""
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(ROOT / "hooks"), str(site), to],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        env=os.environ,
        **more,  # type: ignore[call-overload]
    )
    assert process.stdout
    assert process.stdout.readline() == "ready\n", process.communicate()
    return process


def ended(process: subprocess.Popen[str]) -> int:
    """The exit code of a process, once it has come to its end."""
    process.communicate()
    return process.returncode


def record_of(www: Path) -> ReleaseRecord:
    """The record of the release that readers have."""
    to = Destination(str(www))
    found = to.record(to.releases().current)
    assert found
    return found


def is_whole(www: Path, *sites: Path) -> bool:
    """Whether readers get all files of one of some sites with their bytes, and besides these only what was lent.

    The release is looked up once: a publisher may be putting another one in its place meanwhile.
    """
    release = (www / "current").resolve()
    got, record = files_of(release), Destination(str(www)).record(release.parent.name)
    assert record
    own = {path: data for path, data in got.items() if path in record.files}
    assert {path: digest(data) for path, data in got.items()} == record.tree
    return any(own == files_of(site) for site in sites)

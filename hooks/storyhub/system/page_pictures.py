"""Pictures of pages, by the browser that this machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import Image

from storyhub.system.failures import CannotError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_FLAGS = ("--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--hide-scrollbars")
_SIZE = (1280, 1600)
_GAP = 20


class NoBrowserError(CannotError):
    """No browser was found that can take pictures."""


def side_by_side(before: Path, after: Path, pages: Iterable[str], into: Path) -> Iterator[Path]:
    """One picture for each page: as it is on the left, as it will be on the right.

    Raises:
        NoBrowserError: there is no browser.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise NoBrowserError(f"pictures need a browser; none of {', '.join(BROWSERS)} was found")
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="storyhub-pictures-") as passing:
        for number, page in enumerate(pages):
            shots = [
                _shot(browser, site / page, Path(passing) / f"{number}-{side}.png")
                for side, site in enumerate((before, after))
            ]
            whole = Image.new("RGB", (2 * _SIZE[0] + _GAP, _SIZE[1]), "white")
            for side, shot in enumerate(shots):
                with Image.open(shot) as picture:
                    whole.paste(picture, (side * (_SIZE[0] + _GAP), 0))
            file = into / f"{page.removesuffix('/index.html').removesuffix('.html').replace('/', '-')}.png"
            whole.save(file)
            yield file


def _shot(browser: str, page: Path, file: Path) -> Path:
    # A browser refuses its sandbox to the system's administrator; these are pages of our own.
    sandbox = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    profile = file.with_suffix(".profile")
    command = [browser, *_FLAGS, *sandbox, f"--user-data-dir={profile}", f"--window-size={_SIZE[0]},{_SIZE[1]}"]
    subprocess.run([*command, f"--screenshot={file}", page.as_uri()], capture_output=True, check=True, timeout=60)
    return file

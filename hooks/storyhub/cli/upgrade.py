"""`upgrade`: takes a new version of the software into an organisation's own hub, after showing what it changes."""

from __future__ import annotations

import argparse
import itertools
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storyhub import __version__
from storyhub.cli import shared_options
from storyhub.cli.shared_options import UsageError
from storyhub.compose.new_hub import lock
from storyhub.model.former_settings import FILE, table
from storyhub.model.settings_file import renamed
from storyhub.model.theme import HOME
from storyhub.publish.site_difference import Difference, compare
from storyhub.system import second_version
from storyhub.system.atomic_files import write
from storyhub.system.page_pictures import side_by_side
from storyhub.system.second_version import from_checkout, from_tag
from storyhub.system.wheel import files_of, version_of

MOST = 20
"""Pages that are named."""
_VERSION = re.compile(r"## \[?([^\]\s]*)")
"""How a section of a changelog begins."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    told = "a wheel, a folder with a checkout of the software, or a tag of it in the repository that --from names"
    parser.add_argument("version", metavar="WHEEL|DIR|TAG", help=told)
    parser.add_argument("--from", dest="source", metavar="REPO", help="the software's git repository, for a tag")
    parser.add_argument("--check", action="store_true", help="only compare; exit with 1 if pages would differ (for CI)")
    parser.add_argument("--yes", action="store_true", help="upgrade without asking")
    parser.add_argument(
        "--pictures", metavar="DIR", type=Path, help="put pictures of pages that differ here, old beside new"
    )


@dataclass(frozen=True)
class Offer:
    """A new version, and what a new hub begins with in it."""

    wheel: Path
    version: str
    starter: dict[str, bytes]


def run(options: argparse.Namespace, root: Path) -> int:
    """Says what is new, builds the site with both versions, shows what differs, and changes lock and wheel only after a yes."""
    if not (root / "vendor").is_dir():
        raise UsageError(f"{root}: has no folder vendor/; only a hub that was started with `init` can be upgraded")
    with tempfile.TemporaryDirectory(prefix="storyhub-upgrade-") as passing:
        wheel = _wheel(options, Path(passing))
        offer = Offer(wheel, version_of(wheel), files_of(wheel))
        _announce(offer, root)
        difference = _compare(offer, root, Path(passing))
        _show(difference, options.pictures, Path(passing))
        if options.check:
            return int(bool(difference.changed or difference.gone or difference.looks))
        if not options.yes and not sys.stdin.isatty():
            print("\nTo upgrade, add --yes.\nNothing was changed.")
            return 0
        if not options.yes and not shared_options.agreed("\nTake it in?"):
            print("Nothing was changed.")
            return 0
        _take_in(offer, root)
    print(
        f"\nThe hub now runs on {offer.version}. Look at it (`python3 scripts/hub.py serve`), and commit what changed."
    )
    return 0


def _announce(offer: Offer, root: Path) -> None:
    """What the new version says of itself, and what of the hub's own files it concerns: known before anything is built."""
    print(f"From {__version__} to {offer.version}\n")
    for name in ("CHANGELOG.md", "UPGRADING.md"):
        print(newer(offer.starter[name].decode(), __version__) or f"{name} lists nothing new.", end="\n\n")
    for line in (*_renamed(offer, root), *_touched_overrides(offer, root)):
        print(line)
    sys.stdout.flush()


def newer(text: str, since: str) -> str:
    """The sections of a document above that of a version: `## [1.0.0]`, `## 1.0.0`, with or without a date."""
    sections = re.split(r"^(?=## )", text, flags=re.MULTILINE)[1:]
    later = itertools.takewhile(lambda section: _VERSION.findall(section)[0] != since, map(str.strip, sections))
    return "\n\n".join(section for section in later if "\n" in section)


def _renamed(offer: Offer, root: Path) -> Iterator[str]:
    """Settings that have another name in the new version, each with the line to write."""
    names = table(files_of(offer.wheel, "storyhub/model/").get(FILE.name, b"").decode())
    for one in renamed(root / shared_options.CONFIG, names):
        yield f"{shared_options.CONFIG}: {one.path}: {one.told()}"


def _touched_overrides(offer: Offer, root: Path) -> Iterator[str]:
    """Files of the organisation that replace a file of the theme which the new version changes."""
    new, own = files_of(offer.wheel, "storyhub/theme/"), root / "overrides"
    for path in sorted(path.relative_to(own).as_posix() for path in own.rglob("*") if path.is_file()):
        replaced = path if path.startswith("assets/") else f"templates/{path}"
        if (HOME / replaced).is_file() and new.get(replaced) != (HOME / replaced).read_bytes():
            yield f"overrides/{path}: replaces a file that changed; compare it with the new one"


def _compare(offer: Offer, root: Path, passing: Path) -> Difference:
    print(f"Installing {offer.version} in a temporary folder …", file=sys.stderr)
    requirements = lock(offer.starter["requirements.txt"].decode(), offer.wheel)
    python = second_version.install(offer.version, offer.wheel, requirements, passing / "new")
    print("Building your site with both versions …", file=sys.stderr)
    second_version.build(__version__, root, passing / "site-old", passing / "cache-old")
    second_version.build(offer.version, root, passing / "site-new", passing / "cache-new", python)
    return compare(passing / "site-old", passing / "site-new")


def _wheel(options: argparse.Namespace, passing: Path) -> Path:
    """The wheel that is meant: it is there, or it is made from a checkout, or from a tag."""
    given = Path(options.version)
    if given.is_file():
        return given
    if given.is_dir():
        return from_checkout(given, passing / "made")
    if not options.source:
        raise UsageError(
            f"{given}: there is no such file or folder; for a tag, name the software's repository with --from"
        )
    return from_tag(options.source, options.version, passing)


def _show(found: Difference, pictures: Path | None, passing: Path) -> None:
    print(
        f"Pages that differ: {len(found.changed)}; new: {len(found.new)}; gone: {len(found.gone)}; the same: {found.alike}."
    )
    for word, pages in (("differs", found.changed), ("new", found.new), ("goes", found.gone)):
        for page in pages[:MOST]:
            print(f"  {word:<8} {page.removesuffix('index.html') or '/'}")
        if len(pages) > MOST:
            print(f"  … and {len(pages) - MOST} more")
    if found.looks:
        more = ", …" if len(found.looks) > MOST else ""
        print(f"Every page may look or work differently, as these files changed: {', '.join(found.looks[:MOST])}{more}")
    if pictures and (shown := found.changed[:4] or (found.looks and ("index.html",))):
        for picture in side_by_side(passing / "site-old", passing / "site-new", shown, pictures):
            print(f"  {picture}")


def _take_in(offer: Offer, root: Path) -> None:
    """The wheel first, the lock after it: when it is stopped in between, the old lock still has its wheel."""
    new = root / "vendor" / offer.wheel.name
    if new.resolve() != offer.wheel.resolve():
        write(new, offer.wheel.read_bytes())
    for path, content in offer.starter.items():
        if path.startswith("scripts/"):
            write(root / path, content)
    write(root / "requirements.txt", lock(offer.starter["requirements.txt"].decode(), new).encode())
    for other in (root / "vendor").glob("story_hub-*.whl"):
        if other.name != new.name:
            other.unlink()
    if offer.version == __version__:
        print(
            f"\nThis is a different {offer.version}, and pip keeps a version that it has: delete the folder .venv, which is then made again."
        )

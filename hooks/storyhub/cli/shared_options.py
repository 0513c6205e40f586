"""What a verb works on: the folder of stories, mkdocs.yml, and what is known of both already."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

from storyhub.assemble import assemble
from storyhub.model.settings import Settings
from storyhub.model.settings_file import docs_dir, from_file, theme_of
from storyhub.model.theme import Theme
from storyhub.read.dates import day_of, readings
from storyhub.site import Site
from storyhub.system.cache_files import Store, cache_folder
from storyhub.system.failures import CannotError

CONFIG = "mkdocs.yml"


class UsageError(CannotError):
    """The command was given something that it cannot use."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of every verb that looks at a hub."""
    parser.add_argument(
        "--stories", metavar="DIR", type=Path, help="the folder of stories (default: docs_dir of mkdocs.yml)"
    )
    parser.add_argument("--config", metavar="FILE", type=Path, help="another mkdocs.yml")


def day(given: str) -> date:
    """A day as it is given on the command line; for one in another form the error shows the right one."""
    if (found := day_of(given)) is None:
        meant = readings(given)
        written = meant[0] if len(meant) == 1 else "2026-01-31"
        raise argparse.ArgumentTypeError(f"found {given!r}; a day is allowed; write it as {written}")
    return found


def stories(options: argparse.Namespace, root: Path) -> Path:
    """The folder of stories.

    Raises:
        UsageError: there is none.
        SettingsError: mkdocs.yml cannot be read.
    """
    folder: Path = options.stories or docs_dir(config(options, root))
    if not folder.is_dir():
        raise UsageError(
            f"{folder}: there is no such folder; --stories takes the folder that holds values.yml and the years"
        )
    return folder


def config(options: argparse.Namespace, root: Path) -> Path:
    """The file with the settings.

    Raises:
        UsageError: there is none.
    """
    file: Path = options.config or root / CONFIG
    if not file.is_file():
        raise UsageError(f"{file}: there is no such file; --config takes a mkdocs.yml")
    return file


def settings(options: argparse.Namespace, root: Path) -> Settings:
    """What comms have set.

    Raises:
        SettingsError: it cannot be read.
    """
    return from_file(config(options, root))


def theme(options: argparse.Namespace, root: Path) -> Theme:
    """The theme.

    Raises:
        SettingsError: mkdocs.yml cannot be read.
    """
    return theme_of(config(options, root))


def site(options: argparse.Namespace, root: Path) -> Site:
    """The hub as readers see it, without the theme's part.

    Raises:
        UsageError: there is no such hub.
    """
    folder, found = stories(options, root), settings(options, root)
    with closing(store(root, folder)) as kept:
        return assemble(folder, found, kept)


def agreed(question: str) -> bool:
    """Whether somebody says yes, or ja; whoever is not there does not."""
    print(f"{question} [y/N] ", end="", flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes", "j", "ja")


def store(root: Path, folder: Path) -> Store:
    """The cache of a folder of stories."""
    return Store(cache_folder(root, folder))

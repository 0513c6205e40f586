"""`report`: what comms need for a meeting, as a page or as Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from storyhub.cli import shared_options

if TYPE_CHECKING:
    from datetime import date

    from storyhub.review.report import Report, Sources
    from storyhub.review.waiting import Waiting
    from storyhub.site import Site

SUMMARY = "Report what is heard and what is not, what is waiting, what was stopped and why, and what needs an answer."


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    parser.add_argument("--format", choices=("page", "markdown"), default="markdown", help="default: markdown")
    parser.add_argument("--out", metavar="FILE", type=Path, help="the file to write (default: to the terminal)")
    told = "branches with stories waiting to be read, such as refs/remotes/origin or refs/pull/12/head"
    parser.add_argument("--waiting", metavar="REFS", nargs="+", help=told)
    parser.add_argument("--base", metavar="REF", default="HEAD", help="what they are to be merged into (default: HEAD)")
    parser.add_argument("--repo", metavar="DIR", type=Path, help="the repository (default: this one)")
    parser.add_argument("--decisions", metavar="FILE", type=Path, help="the list of reasons given, which comms keep")


def run(options: argparse.Namespace, root: Path) -> int:
    """Prints or writes the report."""
    from storyhub.review.report import as_markdown, report

    made = report(_sources(options, root))
    text = _page(made, root, options) if options.format == "page" else as_markdown(made)
    if options.out:
        shared_options.write(options.out, text + "\n")
    else:
        print(text)
    return 0


def _sources(options: argparse.Namespace, root: Path) -> Sources:
    from storyhub.assemble import assemble
    from storyhub.model.settings import today
    from storyhub.review.decisions import DecisionsError, read_decisions
    from storyhub.review.report import Sources

    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    store = shared_options.store(root, folder)
    try:
        site: Site = assemble(folder, settings, store)
        decisions = read_decisions(options.decisions) if options.decisions else {}
    except DecisionsError as fault:
        raise shared_options.UsageError(str(fault)) from fault
    finally:
        store.close()
    now = today(settings)
    return Sources(site, now, _waiting(options, root, folder, now) if options.waiting else None, decisions)


def _waiting(options: argparse.Namespace, root: Path, folder: Path, now: date) -> list[Waiting]:
    from storyhub.review.waiting import waiting
    from storyhub.system.git import GitError, Repository

    repository = Repository(options.repo or root)
    try:
        place = folder.resolve().relative_to(repository.top.resolve()).as_posix()
        return waiting(repository, options.base, options.waiting, "" if place == "." else place, now)
    except (GitError, ValueError) as fault:
        raise shared_options.UsageError(str(fault)) from fault


def _page(made: Report, root: Path, options: argparse.Namespace) -> str:
    from storyhub.model.i18n import catalogue
    from storyhub.publish.assets import gather
    from storyhub.review.one_file_page import print_page

    settings = shared_options.settings(options, root)
    found = gather(shared_options.theme(options, root), ())
    style = "\n".join(found.files[sheet].decode("utf-8") for sheet in found.stylesheets)
    words = catalogue(settings.language)
    return print_page(
        shared_options.theme(options, root).home, "report.html", words, style, report=made, name=settings.name
    )

"""`report`: what comms need for a meeting, as a page or as Markdown."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from storyhub.cli import shared_options
from storyhub.model.i18n import catalogue
from storyhub.model.settings import today
from storyhub.publish.assets import gather
from storyhub.review.decisions import read_decisions
from storyhub.review.one_file_page import print_page
from storyhub.review.report import Sources, as_markdown, report
from storyhub.review.waiting import waiting
from storyhub.system.atomic_files import write_text
from storyhub.system.git import Repository


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    sources_arguments(parser)
    parser.add_argument("--format", choices=("page", "markdown"), default="markdown", help="default: markdown")
    parser.add_argument("--out", metavar="FILE", type=Path, help="the file to write (default: to the terminal)")


def sources_arguments(parser: argparse.ArgumentParser) -> None:
    """What a report and the desk are made from."""
    shared_options.arguments(parser)
    told = "branches with stories waiting to be read, such as refs/remotes/origin or refs/pull/12/head"
    parser.add_argument("--waiting", metavar="REFS", nargs="+", help=told)
    parser.add_argument("--base", metavar="REF", default="HEAD", help="what they are to be merged into (default: HEAD)")
    parser.add_argument("--repo", metavar="DIR", type=Path, help="the repository (default: this one)")
    parser.add_argument("--decisions", metavar="FILE", type=Path, help="the list of reasons given, which comms keep")


def run(options: argparse.Namespace, root: Path) -> int:
    """Prints or writes the report."""
    found = sources(options, root)
    made = report(found)
    text = (
        one_page("report.html", root, options, report=made, name=found.site.settings.name)
        if options.format == "page"
        else as_markdown(made)
    )
    if options.out:
        write_text(options.out, text + "\n")
    else:
        print(text)
    return 0


def sources(options: argparse.Namespace, root: Path) -> Sources:
    """The hub, what waits in the repository, and the decisions that comms noted.

    Raises:
        UsageError, SettingsError, DecisionsError, GitError: one of them cannot be read.
    """
    site = shared_options.site(options, root)
    decisions = read_decisions(options.decisions) if options.decisions else {}
    now, repository = today(site.settings), Repository(options.repo or root)
    if not options.waiting:
        return Sources(site, now, None, decisions)
    place = repository.place(shared_options.stories(options, root))
    return Sources(site, now, waiting(repository, options.base, options.waiting, place, now), decisions)


def one_page(template: str, root: Path, options: argparse.Namespace, script: str = "", **given: Any) -> str:
    """A page of theme/desk/ with all its style, in the hub's own language."""
    theme = shared_options.theme(options, root)
    found = gather(theme, ())
    style = "\n".join(found.files[sheet].decode("utf-8") for sheet in found.stylesheets)
    words = catalogue(shared_options.settings(options, root).language)
    return print_page(theme.home, template, words, style, script=script, **given)

"""`review`: one page about a pull request, for anyone who decides whether its stories are published."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from storyhub.build import Builder
from storyhub.check.formats import FORMATS
from storyhub.cli import intake, shared_options
from storyhub.model.issues import Issue, Level, harmless_line
from storyhub.model.settings import Settings, today
from storyhub.model.story import Story
from storyhub.read.hub import shards_of
from storyhub.review import pull_request, receipts
from storyhub.review.comment import Findings, comment
from storyhub.review.findings import advised, belonging, telling
from storyhub.review.one_file_page import print_page
from storyhub.review.preview import Previews
from storyhub.review.pull_request import TakenIn, merged
from storyhub.review.review import Desk, review
from storyhub.system.atomic_files import write_text
from storyhub.system.failures import FileFault

_TEXT = 10_000
"""Characters of a profile or an answer that are shown."""
_PREVIEWS = 20
"""Stories that are shown as they will look: each brings its style and pictures along."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    intake.pull_request_arguments(parser)
    told = "the page to write (default: review.html)"
    parser.add_argument("--out", metavar="FILE", type=Path, default=Path("review.html"), help=told)
    parser.add_argument("--comment", metavar="FILE", type=Path, help="also write the comment for the writer")
    parser.add_argument("--preview", metavar="URL", default="", help="where the page can be found, for the comment")
    told = "read the code of a teller's receipt from standard input, and say on the page whether it is right"
    parser.add_argument("--receipt", action="store_true", help=told)
    parser.add_argument("--format", choices=tuple(FORMATS), help="also print what is found, as `check` does")


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes the page; theme, hooks and settings are those of this checkout, never the pull request's."""
    found = intake.take(options, root)
    if found.for_engineers:
        print(harmless_line(pull_request.engineers_path(found)), file=sys.stderr)
        found = replace(found, taken={}, removed=[], issues=[])
    # On the command line it would be kept in the shell's history, and be seen by who shares the computer.
    code = sys.stdin.readline() if options.receipt else ""
    issues = write_page(options, root, found, receipts.proofs(found, code))
    if options.format and (text := FORMATS[options.format](issues)):
        print(text)
    print(f"{options.out}: {len(found.taken)} files changed, {len(found.elsewhere)} for engineers", file=sys.stderr)
    return int(any(issue.level is Level.ERROR for issue in issues))


def write_page(options: argparse.Namespace, root: Path, found: TakenIn, proofs: Mapping[str, str]) -> list[Issue]:
    """Writes what is asked for, and returns all that was found."""
    settings, theme = _settings(options, root), shared_options.theme(options, root)
    with merged(found) as stories, closing(Builder(stories, settings, theme, stories.parent)) as builder:
        hub = builder.site.hub
        hub = replace(hub, issues=tuple(sorted((*hub.issues, *found.issues))))
        touched = {*found.taken, *found.removed}
        changed = {*touched, *map(belonging, touched), *(issue.path for issue in found.issues)}
        shards = shards_of(stories, settings.language, builder.store)
        told = telling(hub, lambda path: path in changed, settings, shards, builder.store)
        found_here = [issue for one in told for issue in one.issues]
        write_text(options.out, _page(builder, found, told, proofs))
        if options.comment:
            stories_told = [one.story for one in told if one.story]
            own = advised(hub, stories_told, settings, shards)  # for the writer, so not on the page
            hub = replace(hub, issues=tuple(sorted((*hub.issues, *own))))
            told = telling(hub, lambda path: path in changed, settings, shards, builder.store)
            text = comment(told, hub.values, settings.language, options.preview)
            write_text(options.comment, text + "\n")
        return found_here


def _settings(options: argparse.Namespace, root: Path) -> Settings:
    """Those of the hub, for a preview that is made elsewhere."""
    given = shared_options.settings(options, root)
    home = shared_options.config(options, root).parent
    return replace(given, drafts=True, logo=str((home / given.logo).resolve()) if given.logo else "")


def _page(builder: Builder, found: TakenIn, told: list[Findings], proofs: Mapping[str, str]) -> str:
    settings, hub = builder.settings, builder.site.hub
    previews = Previews(builder)
    shown = dict(_shown(told, previews))
    letter = found.repository.trailer(found.head, "Letter")
    letter = letter if re.fullmatch("[0-9a-f]{32}", letter) else ""
    departments = {department.key: department.name for department in hub.departments}
    desk = Desk(
        hub.values, departments, settings.language, today(settings), lambda one: shown.get(one.path, ""), letter
    )
    stories = [one for one in told if one.story or one.path in found.taken]
    made = review(found, stories, desk, _since(found), _also(builder.root, found), proofs)
    home, style = builder.theme.home, previews.style
    return print_page(home, "review.html", desk.words, style, [style], review=made, name=settings.name)


def _also(stories: Path, found: TakenIn) -> tuple[tuple[str, str], ...]:
    """Profiles, answers, lines and paths that change, as they will be."""
    folders = ("ambassadors/", "listening/", "paths/", "questions/", "replies/")
    paths = [path for path in sorted(found.taken) if path.startswith(folders)]
    return tuple((path, (stories / path).read_text(encoding="utf-8", errors="replace")[:_TEXT]) for path in paths)


def _shown(told: list[Findings], previews: Previews) -> Iterator[tuple[str, str]]:
    """The page of each story that readers would see; one that cannot be made is named, and the others are there."""
    for path, story in _seen(told, previews).items():
        try:
            yield path, previews.page(story)
        except FileFault as fault:
            print(harmless_line(f"{path}: it cannot be shown as readers will see it: {fault}"), file=sys.stderr)


def _seen(told: list[Findings], previews: Previews) -> dict[str, Story]:
    """The stories that readers would see, by path."""
    site = previews.builder.site
    stories = (site.by_id.get(one.story.id) for one in told if one.story and one.path not in site.hub.left_out)
    return {story.path: story for story in list(filter(None, stories))[:_PREVIEWS]}


def _since(found: TakenIn) -> date | None:
    """The day of the first commit."""
    times = found.repository.times(f"{found.fork}..{found.head}")
    return datetime.fromtimestamp(min(times), UTC).date() if times else None

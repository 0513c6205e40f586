"""`review`: one page about a pull request, for who decides whether its stories are published."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storyhub.formats import FORMATS
from storyhub.issues import Level, harmless_line
from storyhub.verbs import project, pullrequest

if TYPE_CHECKING:
    from storyhub.builder import Builder
    from storyhub.comment import Told
    from storyhub.git import Repository
    from storyhub.intake import Intake
    from storyhub.issues import Issue
    from storyhub.model import Story
    from storyhub.preview import Previews
    from storyhub.settings import Settings

SUMMARY = (
    "Make one page about a pull request: how its stories will look, what is safe, and what only a person can judge."
)
_TEXT = 10_000
"""Characters of a profile or an answer that are shown."""
_PREVIEWS = 20
"""Stories that are shown as they will look: each brings its style and pictures along."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    pullrequest.arguments(parser)
    told = "the page to write (default: review.html)"
    parser.add_argument("--out", metavar="FILE", type=Path, default=Path("review.html"), help=told)
    parser.add_argument("--comment", metavar="FILE", type=Path, help="also write the comment for the writer")
    parser.add_argument("--preview", metavar="URL", default="", help="where the page can be found, for the comment")
    parser.add_argument("--format", choices=tuple(FORMATS), help="also print what is found, as `check` does")


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes the page; theme, hooks and settings are those of this checkout, never the pull request's."""
    from storyhub import intake

    found, repository, folder = pullrequest.take(options, root)
    if found.for_engineers:
        print(harmless_line(intake.engineers_path(found)), file=sys.stderr)
        found = replace(found, taken={}, removed=[], issues=[])
    with tempfile.TemporaryDirectory(prefix="storyhub-review-") as passing:
        stories = Path(passing) / "stories"
        intake.write(found, repository, folder, stories)
        issues = _write(options, root, stories, found, repository)
    if options.format and (text := FORMATS[options.format](issues)):
        print(text)
    print(f"{options.out}: {len(found.taken)} files changed, {len(found.elsewhere)} for engineers", file=sys.stderr)
    return int(any(issue.level is Level.ERROR for issue in issues))


def _write(
    options: argparse.Namespace, root: Path, stories: Path, found: Intake, repository: Repository
) -> list[Issue]:
    """Writes what is asked for, and returns all that was found."""
    from storyhub.builder import Builder
    from storyhub.comment import comment
    from storyhub.read import shards_of
    from storyhub.telling import advised, belonging, telling

    settings = _settings(options, root)
    builder = Builder(stories, settings, project.theme(options, root), stories.parent)
    try:
        hub = builder.site.hub
        hub = replace(hub, issues=tuple(sorted((*hub.issues, *found.issues))))
        touched = {*found.taken, *found.removed}
        changed = {*touched, *map(belonging, touched), *(issue.path for issue in found.issues)}
        shards = shards_of(stories, settings.language, builder.store)
        told = telling(hub, lambda path: path in changed, settings, shards, builder.store)
        since = _since(repository, found)
        found_here = [issue for one in told for issue in one.issues]
        project.write(options.out, _page(builder, root, found, told, since))
        if options.comment:
            stories_told = [one.story for one in told if one.story]
            own = advised(hub, stories_told, settings, shards)  # for the writer, so not on the page
            hub = replace(hub, issues=tuple(sorted((*hub.issues, *own))))
            told = telling(hub, lambda path: path in changed, settings, shards, builder.store)
            text = comment(told, hub.values, settings.language, options.preview)
            project.write(options.comment, text + "\n")
        return found_here
    finally:
        builder.close()


def _settings(options: argparse.Namespace, root: Path) -> Settings:
    """Those of the hub, for a preview that is made elsewhere."""
    given = project.settings(options, root)
    home = project.config(options, root).parent
    return replace(given, drafts=True, logo=str((home / given.logo).resolve()) if given.logo else "")


def _page(builder: Builder, root: Path, found: Intake, told: list[Told], since: date | None) -> str:
    from storyhub.catalogue import catalogue
    from storyhub.deskpage import print_page
    from storyhub.preview import Previews
    from storyhub.review import Desk, review
    from storyhub.settings import today

    settings, hub = builder.settings, builder.site.hub
    previews = Previews(builder)
    shown = {path: previews.page(story) for path, story in _seen(told, previews).items()}
    departments = {department.key: department.name for department in hub.departments}
    desk = Desk(hub.values, departments, settings.language, today(settings), lambda one: shown.get(one.path, ""))
    stories = [one for one in told if one.story or one.path in found.taken]
    made = review(found, stories, desk, since, _also(builder.root, found))
    words = catalogue(settings.language)
    given = {"review": made, "name": settings.name}
    return print_page(root / "theme", "review.html", words, previews.style, [previews.style], **given)


def _also(stories: Path, found: Intake) -> tuple[tuple[str, str], ...]:
    """Profiles and answers that change, as they will be."""
    paths = [path for path in sorted(found.taken) if path.startswith(("ambassadors/", "listening/"))]
    return tuple((path, (stories / path).read_text(encoding="utf-8", errors="replace")[:_TEXT]) for path in paths)


def _seen(told: list[Told], previews: Previews) -> dict[str, Story]:
    """The stories that readers would see, by path."""
    site = previews.builder.site
    stories = (site.by_id.get(one.story.id) for one in told if one.story and one.path not in site.hub.left_out)
    return {story.path: story for story in list(filter(None, stories))[:_PREVIEWS]}


def _since(repository: Repository, found: Intake) -> date | None:
    """The day of the first commit."""
    times = repository.times(f"{found.fork}..{found.head}")
    return datetime.fromtimestamp(min(times), UTC).date() if times else None

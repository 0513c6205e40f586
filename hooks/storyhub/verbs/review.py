"""`review`: one page about a pull request, for who decides whether its stories are published."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storyhub.issues import harmless_line
from storyhub.verbs import project, pullrequest

if TYPE_CHECKING:
    from storyhub.comment import Told
    from storyhub.git import Repository
    from storyhub.intake import Intake
    from storyhub.model import Story
    from storyhub.preview import Previews

SUMMARY = (
    "Make one page about a pull request: how its stories will look, what is safe, and what only a person can judge."
)
_PREVIEWS = 20
"""Stories that are shown as they will look: each brings its style and pictures along."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    pullrequest.arguments(parser)
    told = "the page to write (default: review.html)"
    parser.add_argument("--out", metavar="FILE", type=Path, default=Path("review.html"), help=told)


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes the page; theme, hooks and settings are those of this checkout, never the pull request's."""
    from storyhub import intake

    found, repository, folder = pullrequest.take(options, root)
    if found.for_engineers:
        print(harmless_line(intake.engineers_path(found)), file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="storyhub-review-") as passing:
        stories = Path(passing) / "stories"
        intake.write(
            replace(found, taken={}, removed=[]) if found.for_engineers else found, repository, folder, stories
        )
        page = _page(options, root, stories, found, repository)
    options.out.write_text(page, encoding="utf-8", newline="\n")
    print(
        f"{options.out}: {len(found.taken)} files changed, {len(found.elsewhere)} outside the stories", file=sys.stderr
    )
    return 0


def _page(options: argparse.Namespace, root: Path, stories: Path, found: Intake, repository: Repository) -> str:
    from storyhub.builder import Builder
    from storyhub.catalogue import catalogue
    from storyhub.deskpage import print_page
    from storyhub.preview import Previews
    from storyhub.review import Desk, review
    from storyhub.settings import today
    from storyhub.telling import telling

    home = project.config(options, root).parent
    given = project.settings(options, root)
    settings = replace(given, drafts=True, logo=str((home / given.logo).resolve()) if given.logo else "")
    builder = Builder(stories, settings, root / "theme", stories.parent)
    try:
        hub = builder.site.hub
        changed = set() if found.for_engineers else set(found.taken)
        told = telling(hub, lambda path: path in changed, settings, builder.store)
        previews = Previews(builder)
        shown = {path: previews.page(story) for path, story in _seen(told, previews).items()}
        departments = {department.key: department.name for department in hub.departments}
        desk = Desk(hub.values, departments, settings.language, today(settings), lambda one: shown.get(one.path, ""))
        made = review(found, told, desk, _since(repository, found))
        words = catalogue(settings.language)
        return print_page(
            root / "theme", "review.html", words, previews.style, [previews.style], review=made, name=settings.name
        )
    finally:
        builder.close()


def _seen(told: list[Told], previews: Previews) -> dict[str, Story]:
    """The stories that readers would see, by path."""
    site = previews.builder.site
    stories = (site.by_id.get(one.story.id) for one in told if one.story and one.path not in site.hub.left_out)
    return {story.path: story for story in list(filter(None, stories))[:_PREVIEWS]}


def _since(repository: Repository, found: Intake) -> date | None:
    """The day of the first commit."""
    times = repository.times(f"{found.fork}..{found.head}")
    return datetime.fromtimestamp(min(times), UTC).date() if times else None

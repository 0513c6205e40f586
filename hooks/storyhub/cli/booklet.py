"""`booklet`: makes a small book of chosen stories, one HTML file for the browser's print."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from storyhub.build import Builder
from storyhub.check.near_names import Nearest
from storyhub.cli import shared_options
from storyhub.model.i18n import available, catalogue
from storyhub.review.booklet import booklet
from storyhub.review.one_file_page import print_page
from storyhub.review.preview import Previews
from storyhub.site import Site
from storyhub.system.atomic_files import write_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    parser.add_argument("ids", metavar="ID", nargs="*", help="stories, each as year/name, in the order of the book")
    parser.add_argument("--path", metavar="NAME", help="the stories of stories/paths/NAME.yml instead")
    parser.add_argument("--title", help="on the cover (default: that of the path, else the name of the hub)")
    parser.add_argument("--language", help="of the cover and the contents (default: the hub's own)")
    parser.add_argument("--out", metavar="FILE", type=Path, default=Path("booklet.html"), help="default: booklet.html")


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes the booklet; nothing outside of it is needed to read or print it."""
    settings = shared_options.settings(options, root)
    language = options.language or settings.language
    if not available(language):
        raise shared_options.UsageError(f"--language: found {language!r}; {', '.join(settings.languages)} are allowed")
    project = shared_options.config(options, root).parent
    folder, theme = shared_options.stories(options, root), shared_options.theme(options, root)
    with closing(Builder(folder, settings, theme, project)) as builder:
        ids = _chosen(options, builder.site)
        previews = Previews(builder)
        made = booklet(builder, previews, ids, language, options.path or "", options.title or "")
        words = catalogue(language)
        page = print_page(theme.home, "booklet.html", words, previews.style, book=made, name=settings.name)
    write_text(options.out, page + "\n")
    print(options.out)
    return 0


def _chosen(options: argparse.Namespace, site: Site) -> list[str]:
    """The ids of the stories, all of which readers can see.

    Raises:
        UsageError: one is not there, or none was chosen.
    """
    if bool(options.ids) == bool(options.path):
        raise shared_options.UsageError("name stories (year/name), or one path (--path NAME)")
    if options.path:
        if options.path not in site.paths:
            known = ", ".join(site.paths) or "none"
            raise shared_options.UsageError(f"--path: found {options.path!r}; paths that can be read: {known}")
        return [step.story for step in site.paths[options.path].steps]
    ids = [one.strip("/").removeprefix("stories/").removesuffix(".md") for one in options.ids]
    near = Nearest(site.by_id)
    if unknown := [one for one in dict.fromkeys(ids) if one not in site.by_id]:
        told = [f"{one}: is not a story that readers can see{near.meant(one)}; name it as year/name" for one in unknown]
        raise shared_options.UsageError("\n".join(told))
    return list(dict.fromkeys(ids))

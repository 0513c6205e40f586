"""`desk`: makes the page for comms: what waits, a form for answers, advice, the report. Never part of the site."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.cli import report, shared_options
from storyhub.review.desk import desk
from storyhub.system.atomic_files import write_text


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="the folder to make it in")
    report.sources_arguments(parser)


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes the desk into a folder that is not part of the published site."""
    if (options.out / "search").is_dir() or (options.out / "feed.xml").exists():
        raise shared_options.UsageError(
            f"{options.out}: is a published site, and the desk names what is not published; --out takes a folder of its own"
        )
    sources = report.sources(options, root)
    made, settings = desk(sources), sources.site.settings
    script = (shared_options.theme(options, root).home / "desk/js/answer.js").read_text(encoding="utf-8")
    page = report.one_page("desk.html", root, options, script, desk=made, name=settings.name)
    write_text(options.out / "index.html", page + "\n")
    print(options.out / "index.html")
    return 0

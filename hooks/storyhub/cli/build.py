"""`build`: makes the website."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from storyhub.assemble import checked
from storyhub.cli import engine, shared_options, verifying
from storyhub.cli.shared_options import UsageError


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    engine.arguments(parser)
    parser.add_argument(
        "--site", metavar="DIR", type=Path, help="the folder to make it in (default: site_dir of mkdocs.yml)"
    )
    told = (
        "then verify it: every link and anchor leads somewhere, each story has its page, and few stories are left out"
    )
    parser.add_argument("--verify", action="store_true", help=told)
    told = (
        "and no address is lost that the sitemap of the live site (site_url) names; for hosts that only take a folder"
    )
    parser.add_argument("--keep-addresses", action="store_true", help=told)
    parser.add_argument("--strict", action="store_true", help="make nothing when a story has an error")


def run(options: argparse.Namespace, root: Path) -> int:
    """Builds the site once."""
    if options.verify and not options.site:
        raise UsageError("--verify looks at the folder that --site names; give both")
    given = {"site_dir": options.site, "strict": options.strict or None}
    code = engine.with_engine(options, root, lambda made_by, file, more: made_by.build(file, **given, **more))
    return code or (_verify(options, root) if options.verify else 0)


def _verify(options: argparse.Namespace, root: Path) -> int:
    """1 when the site that was made must not be given to readers."""
    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    settings = replace(settings, drafts=settings.drafts or options.drafts)
    store = shared_options.store(root, folder)
    hub = checked(folder, settings, store)
    store.close()
    try:
        verifying.refuse_when_most_is_bad(hub, settings)
        files = verifying.examined(options.site, hub, settings)
        if options.keep_addresses:
            verifying.refuse_lost_from_live(files, settings)
    except verifying.NotPublishedError as fault:
        print(f"hub.py build: {fault}; do not give readers {options.site}", file=sys.stderr)
        return 1
    print(f"{options.site}: {len(files)} files verified")
    return 0

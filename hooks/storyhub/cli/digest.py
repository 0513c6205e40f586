"""`digest`: tells what was new since a day, as a mail and for a chat program: stories, what was heard, one question."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.cli import shared_options
from storyhub.review.digest import digest
from storyhub.review.digest_chat import for_slack, for_teams
from storyhub.review.digest_mail import as_html, as_mail, as_text
from storyhub.system.atomic_files import write


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    parser.add_argument(
        "--since", metavar="DATE", type=shared_options.day, required=True, help="the first day that it covers"
    )
    told = "write it here in each language: HTML, plain text, a mail (.eml), and JSON for Teams and Slack"
    parser.add_argument("--out", metavar="DIR", type=Path, help=told)


def run(options: argparse.Namespace, root: Path) -> int:
    """Prints it in the hub's own language, or writes the files."""
    site = shared_options.site(options, root)
    if not site.settings.address:
        raise shared_options.UsageError(
            "mkdocs.yml: site_url: is missing; an email needs addresses that work anywhere; set it"
        )
    theme = shared_options.theme(options, root).home
    for language in site.settings.languages:
        made = digest(site, language, options.since)
        if made is None:
            print(f"there was no story and no answer since {options.since}")
            break
        if not options.out:
            print(as_text(made), end="")
            break
        forms: dict[str, str | bytes] = {
            "html": as_html(made, theme),
            "txt": as_text(made),
            "eml": as_mail(made, theme),
            "teams.json": for_teams(made),
            "slack.json": for_slack(made),
        }
        for ending, data in forms.items():
            file = options.out / f"digest.{language}.{ending}"
            write(file, data if isinstance(data, bytes) else data.encode())
            print(file)
    return 0

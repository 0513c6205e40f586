"""`listen`: lists what could be better and waits for an answer: from whom, and for how long."""

from __future__ import annotations

import argparse
from pathlib import Path

from storyhub.cli import shared_options
from storyhub.model.i18n import catalogue
from storyhub.model.person_key import person_key
from storyhub.model.settings import today
from storyhub.review.reminders import as_text, by_owner, reminder
from storyhub.system.atomic_files import write


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    told = "write a reminder for each owner into this folder, as a mail (.eml) to open, address and send"
    parser.add_argument("--mail", metavar="DIR", type=Path, help=told)


def run(options: argparse.Namespace, root: Path) -> int:
    """Prints the list, and writes the mails if asked to."""
    site = shared_options.site(options, root)
    now = today(site.settings)
    waiting = by_owner(site.listening)
    print(as_text(waiting, now, catalogue(site.settings.language)))
    for number, one in enumerate(waiting if options.mail else (), 1):
        if one.owner:
            file = options.mail / f"{number:02}-{person_key(one.owner)}.eml"
            write(file, reminder(one, site.settings, now))
            print(file)
    return 0

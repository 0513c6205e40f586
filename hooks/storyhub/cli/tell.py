"""`tell`: writes or sends what tellers are owed about the stories that they sent by mail."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from storyhub.assemble import checked, published
from storyhub.cli import inbox, shared_options
from storyhub.letterbox.branch import PostOffice
from storyhub.letterbox.files import FileMailbox
from storyhub.letterbox.imap import ImapMailbox
from storyhub.letterbox.inbox import finish
from storyhub.letterbox.mailbox import Mailbox
from storyhub.letterbox.maildir import MaildirMailbox, is_maildir
from storyhub.letterbox.news import News, owed
from storyhub.model.issues import harmless_line
from storyhub.review.decisions import read_stopped
from storyhub.system.atomic_files import write


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    told = "only what came of changes since this commit, for a hub that starts doing this late (default: whatever was not sent yet)"
    parser.add_argument("--since", metavar="REF", help=told)
    parser.add_argument("--imap", action="store_true", help="the mailbox that mkdocs.yml names (extra.hub.inbox)")
    told = "a Maildir, or the folder of answers that `inbox` wrote"
    parser.add_argument("--mailbox", metavar="DIR", type=Path, help=told)
    parser.add_argument("--decisions", metavar="FILE", type=Path, help="the list of decisions, which names letters")
    parser.add_argument("--repo", metavar="DIR", type=Path, help="the repository (default: this one)")
    out = "where mails are written that are not sent (default: answers)"
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("answers"), help=out)
    parser.add_argument("--send", action="store_true", help="send them by SMTP")
    parser.set_defaults(base="HEAD")


def run(options: argparse.Namespace, root: Path) -> int:
    """Writes what is owed, and says what it was; no address is printed."""
    if (options.mailbox is not None) == options.imap:
        raise shared_options.UsageError("found no mailbox; --imap or --mailbox DIR is allowed; give one of them")
    with inbox.at_work(options, root) as (desk, send, held):
        mailbox = _mailbox(options, desk, held)
        finish(mailbox, send)
        for message in owed(mailbox.copies(), _news(options, root, desk)):
            key = mailbox.keep(message, unsent=bool(send))
            event = f"{message['X-Story-Id']}: {message['X-Story-Event']}"
            if send:
                send(message)
                mailbox.sent(key)
            elif not isinstance(mailbox, FileMailbox):
                name = re.sub(r"[^a-z0-9]+", "-", f"{event} {message['X-Story-Letter'][:10]}".lower())
                write(options.out / f"{name}.eml", message.as_bytes())
            print(harmless_line(event))
    return 0


def _mailbox(options: argparse.Namespace, desk: PostOffice, held: ExitStack) -> Mailbox:
    if options.imap:
        return held.enter_context(ImapMailbox(desk.settings.inbox))
    if not options.mailbox.is_dir():
        raise shared_options.UsageError(
            f"{options.mailbox}: there is no such folder; --mailbox takes a Maildir or a folder of answers"
        )
    if is_maildir(options.mailbox):
        return MaildirMailbox(options.mailbox, desk.settings.inbox.copies)
    return FileMailbox([], options.mailbox)


def _news(options: argparse.Namespace, root: Path, desk: PostOffice) -> News:
    settings = replace(desk.settings, drafts=False)
    hub = checked(desk.stories, settings, shared_options.store(root, desk.stories))
    stories, _ = published(hub, settings)
    known = {alias.removesuffix("/"): one for one in stories for alias in one.aliases}
    known |= {one.id: one for one in stories}
    stopped = read_stopped(options.decisions) if options.decisions else []
    return News(hub, known, settings, _is_new(options, desk, {one.path: one.date for one in stories}), stopped)


def _is_new(options: argparse.Namespace, desk: PostOffice, days: dict[str, date]) -> Callable[[str], bool]:
    if not options.since:
        return lambda path: True
    since = desk.repository.commit(options.since)
    changed = {entry.path for entry in desk.repository.changes(since, desk.base)}
    # What was held until a day since then came out without a change.
    began = datetime.fromtimestamp(desk.repository.times(since)[0], UTC).date()
    return lambda path: desk.path(path) in changed or (path in days and days[path] > began)

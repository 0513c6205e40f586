"""`inbox`: makes branches of the stories that arrive by mail, and answers whoever sent them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from storyhub.cli import shared_options
from storyhub.cli.review import write_page
from storyhub.letterbox.branch import PostOffice, Taken
from storyhub.letterbox.files import FileMailbox
from storyhub.letterbox.imap import ImapMailbox
from storyhub.letterbox.inbox import LetterOutcome, Steps, take_in
from storyhub.letterbox.mailbox import Mailbox
from storyhub.letterbox.maildir import MaildirMailbox, is_maildir
from storyhub.letterbox.pushing import push, way_of
from storyhub.letterbox.sending import Send, sender
from storyhub.model.i18n import catalogue
from storyhub.model.issues import harmless_line
from storyhub.model.messages import said
from storyhub.review import pull_request
from storyhub.system.git_branches import BranchRepository
from storyhub.system.lock import only_one

LEFT = 1
"""Exit code: something is left for a person."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    shared_options.arguments(parser)
    told = "mails and stories: .eml, .msg, .zip, .md, .txt, .docx, folders of them, and Maildirs"
    parser.add_argument("paths", metavar="PATH", nargs="*", type=Path, help=told)
    parser.add_argument("--imap", action="store_true", help="read the mailbox that mkdocs.yml names (extra.hub.inbox)")
    parser.add_argument(
        "--base", metavar="REF", default="HEAD", help="what stories are to be merged into (default: HEAD)"
    )
    parser.add_argument("--repo", metavar="DIR", type=Path, help="the repository (default: this one)")
    out = "where answers are written (default: answers)"
    parser.add_argument("--out", metavar="DIR", type=Path, default=Path("answers"), help=out)
    parser.add_argument("--send", action="store_true", help="send the answers by SMTP")
    parser.add_argument("--push", action="store_true", help="send each branch on to the code host")
    told = "how: branch, gitlab (opens a merge request), agit (Forgejo, Gitea); default: by code_host in mkdocs.yml"
    parser.add_argument("--push-as", metavar="WAY", choices=("branch", "gitlab", "agit"), help=told)
    told = "the branch that a request asks to be merged into (default: main)"
    parser.add_argument("--target", metavar="BRANCH", default="main", help=told)
    parser.add_argument("--pages", metavar="DIR", type=Path, help="also write the reviewer's page of each branch")


def run(options: argparse.Namespace, root: Path) -> int:
    """Takes in what waits, and says in a line each what became of it; 1 when something is left for a person."""
    if bool(options.paths) == options.imap:
        raise shared_options.UsageError("found no mail; PATH… or --imap is allowed; give one of them")
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing:
        raise shared_options.UsageError(f"{', '.join(missing)}: there is no such file or folder; check the name")
    left = 0
    with at_work(options, root) as (desk, send, held):
        for mailbox in _mailboxes(options, desk, held):
            for outcome in take_in(mailbox, desk, _steps(options, root, desk, send, mailbox)):
                left += outcome.left is not None
                _tell(outcome, desk)
    return LEFT if left else 0


@contextmanager
def at_work(options: argparse.Namespace, root: Path) -> Iterator[tuple[PostOffice, Send | None, ExitStack]]:
    """The repository that branches are made in, what sends a mail where that is asked for, and what is open until the end.

    Waits until nobody else on this machine is at it.

    Raises:
        GitError, UsageError: the repository, its base or its folder of stories is not there.
    """
    repository = BranchRepository(options.repo or root)
    stories = shared_options.stories(options, root).resolve()
    folder, base = repository.place(stories), repository.commit(options.base)
    desk = PostOffice(repository, base, folder, stories, shared_options.settings(options, root))
    with only_one(repository.own_folder / "storyhub-inbox.lock"), ExitStack() as held:
        yield desk, held.enter_context(sender(desk.settings.inbox.smtp)) if options.send else None, held


def _mailboxes(options: argparse.Namespace, desk: PostOffice, held: ExitStack) -> Iterator[Mailbox]:
    if options.imap:
        yield held.enter_context(ImapMailbox(desk.settings.inbox))
    for path in filter(is_maildir, options.paths):
        yield MaildirMailbox(path, desk.settings.inbox.copies)
    files = [path for path in options.paths if not is_maildir(path)]
    if files:
        yield FileMailbox(files, options.out)


def _steps(options: argparse.Namespace, root: Path, desk: PostOffice, send: Send | None, mailbox: Mailbox) -> Steps:
    way = options.push_as or way_of(desk)
    return Steps(
        push=lambda taken: options.push and push(taken, desk, way, options.target),
        page=lambda taken: _page(options, root, desk, taken),
        send=send,
        out=None if isinstance(mailbox, FileMailbox) or options.send else options.out,
    )


def _page(options: argparse.Namespace, root: Path, desk: PostOffice, taken: Taken) -> None:
    """The page for the reviewer of a branch, as `review` makes it."""
    if not options.pages or not taken.commit:
        return
    out = options.pages / f"{taken.branch.replace('/', '-')}.html"
    given = argparse.Namespace(**{**vars(options), "out": out, "comment": None, "preview": ""})
    found = pull_request.take(desk.repository, desk.base, taken.commit, desk.folder)
    proofs = {f"{id_}.md": taken.proof for id_ in taken.ids if taken.proof}
    write_page(given, root, found, proofs)


def _tell(outcome: LetterOutcome, desk: PostOffice) -> None:
    words = catalogue(desk.settings.language)
    if outcome.left is not None:
        print(harmless_line(f"{outcome.shown}: {said(outcome.left, words.gettext)}"), file=sys.stderr)
    if outcome.taken and outcome.taken.branch:
        proof = f" ({words.gettext(outcome.taken.proof)})" if outcome.taken.proof else ""
        print(harmless_line(f"{outcome.taken.branch}{proof}"))

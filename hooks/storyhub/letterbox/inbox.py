"""The inbox as a sentence: read each letter, make its branch, send that on, answer its teller, and mark the letter.

The order makes it safe to be killed anywhere: each step looks whether it was done, and a letter is marked last of all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from storyhub.letterbox import mime, outlook, own_words, request_lines
from storyhub.letterbox.answers import received
from storyhub.letterbox.branch import PostOffice, Taken, take
from storyhub.letterbox.files import ALONE
from storyhub.letterbox.letter import Enclosure, Letter, NotTakenError
from storyhub.letterbox.mailbox import MOST_BYTES, Copy, Mailbox, WaitingLetter, copy_of
from storyhub.letterbox.sending import Send
from storyhub.model.messages import Message, say
from storyhub.system.atomic_files import write

_STORY = re.compile(r"(?:^|(?<=: ))[0-9]{4}/[^/\s]+$")


@dataclass(frozen=True, slots=True)
class LetterOutcome:
    """What became of one message."""

    shown: str
    taken: Taken | None = None
    left: Message | None = None
    """Why it is left for a person."""


@dataclass(frozen=True, slots=True)
class Steps:
    """What is done with each letter besides making its branch."""

    push: Callable[[Taken], object]
    page: Callable[[Taken], object]
    send: Send | None = None
    out: Path | None = None
    """Where each answer is written too, to be opened in a mail program."""


def take_in(mailbox: Mailbox, desk: PostOffice, steps: Steps) -> Iterator[LetterOutcome]:
    """Takes in all that waits in a mailbox; what only a person can deal with is left there, marked.

    Raises:
        GitError, MailServerError: a repository or a server would not; what was not done is done by the next run.
    """
    finish(mailbox, steps.send)
    copies = mailbox.copies()
    for waiting in mailbox.waiting():
        try:
            letter = read(waiting)
            _is_no_conversation(letter, copies)
            taken = take(letter, desk)
        except NotTakenError as fault:
            mailbox.left(waiting.key)
            yield LetterOutcome(waiting.shown, left=fault.told)
            continue
        if taken.branch:
            steps.push(taken)
            steps.page(taken)
        _answer(letter, taken, desk, mailbox, copies, steps)
        (mailbox.taken if taken.branch else mailbox.left)(waiting.key)
        held = say("holds private or secret data, and is not accepted; its sender knows; delete it once they have sent it again")  # fmt: skip
        yield LetterOutcome(waiting.shown, taken, None if taken.branch else held)


def finish(mailbox: Mailbox, send: Send | None) -> None:
    """Sends what an earlier run was to send. It keeps its Message-ID, so that a mail program shows a second one once."""
    for one in mailbox.copies() if send else ():
        if send and one.unsent:
            send(mailbox.copy(one.key))
            mailbox.sent(one.key)


def read(waiting: WaitingLetter) -> Letter:
    """The letter in a message, or in a file that came without one.

    Raises:
        NotTakenError: only a person can deal with it.
    """
    file, most = Path(waiting.shown), MOST_BYTES // 1024**2
    is_alone = file.suffix.lower() in ALONE and waiting.key == waiting.shown
    if len(waiting.raw) > MOST_BYTES:
        raise NotTakenError(
            say("is too large; at most %(most)s MB is read; make it smaller", most=most)
            if is_alone
            else say(
                "the message has more than %(most)s MB; smaller ones are read; ask for the story in parts", most=most
            )
        )
    if is_alone:
        day = date.fromtimestamp(file.stat().st_mtime)
        return Letter(text="", subject=file.stem, enclosures=(Enclosure(file.name, waiting.raw),), day=day)
    return outlook.read(waiting.raw) if waiting.is_outlook else mime.read(waiting.raw)


def _is_no_conversation(letter: Letter, copies: list[Copy]) -> None:
    """An answer to what the hub wrote, or a question about a story, is for a person, unless it brings a file or asks by its lines."""
    if letter.enclosures or request_lines.read(own_words.own_words(letter.text)).story:
        return
    if {one.message_id for one in copies}.intersection(letter.answers):
        raise NotTakenError(say("answers an email from the hub; a person has to read it"))
    # So begins an email that the page of a story opens, where no script runs.
    if about := _STORY.search(letter.subject):
        raise NotTakenError(say("asks something about %(story)s; a person has to read it", story=about[0]))


def _answer(letter: Letter, taken: Taken, desk: PostOffice, mailbox: Mailbox, copies: list[Copy], steps: Steps) -> None:
    """Answers a letter once: what was answered before is known by its copy."""
    if any(one.answers == letter.name and one.letter == taken.digest for one in copies):
        return
    message = received(letter, taken, desk.settings)
    is_sent = bool(steps.send and letter.sender)
    key = mailbox.keep(message, unsent=is_sent)
    copies += filter(None, [copy_of(key, message.as_bytes(), is_sent)])
    if steps.out:
        write(
            steps.out / f"{taken.branch.replace('/', '-') or 'held-back-' + taken.digest[:10]}.eml", message.as_bytes()
        )
    if steps.send and is_sent:
        steps.send(message)
        mailbox.sent(key)

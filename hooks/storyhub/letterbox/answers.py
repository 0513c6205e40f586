"""The words of what a teller is answered, as mails that can be sent: in the language of their story, in plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from storyhub.letterbox.branch import Taken
from storyhub.letterbox.letter import Letter
from storyhub.letterbox.mailbox import EVENT, LETTER, STORY
from storyhub.letterbox.request_lines import ABOUT_ANSWERS, CHANGE, LINE, WITHDRAW
from storyhub.model.i18n import Catalogue, catalogue_for
from storyhub.model.issues import Level
from storyhub.model.messages import said, say
from storyhub.model.settings import Settings
from storyhub.review.comment import Findings
from storyhub.review.fixes import lines_to_paste, place, told
from storyhub.review.receipts import PROVED
from storyhub.text.quotes import in_quotes

RECEIVED, HELD_BACK = "received", "held-back"
"""Events of a copy: the letter arrived; it arrived and holds what may not be published. Others are made by `asked`."""
_NOT_KEPT = say(
    "Thank you for your story. It has arrived, and is not kept with the other stories yet: there is something in it "
    "that must not be seen by others. Only you and the people who read this mailbox have it. Would you send it "
    "again without that?"
)
_ARRIVED = {
    "": say("Thank you for your story. It has arrived in full and will be read."),
    LINE: say("Thank you for your line. It has arrived and will be read."),
    CHANGE: say("The change to your story has arrived."),
    WITHDRAW: say("Your request to withdraw your story has arrived."),
    **dict.fromkeys(ABOUT_ANSWERS, say("What you say about the answers to your story has arrived.")),
}
"""How an answer begins, by what its letter asks."""
_MOST = 20


def asked(what: str) -> str:
    """The event of a letter that asks for something about a story that is there, or brings a line back: `asked-change`, `asked-line`."""
    return f"asked-{what}"


def received(letter: Letter, taken: Taken, settings: Settings) -> EmailMessage:
    """The answer to a letter: it arrived, what stops it, what is advised, how to come back to it, and what happens next."""
    words = catalogue_for(next((one.language for one in taken.findings), ""), settings.language)
    event = (asked(taken.asks) if taken.asks else RECEIVED) if taken.branch else HELD_BACK
    subject, parts = letter.subject or words.gettext("Your story"), list(_parts(taken, settings, words))
    message = mail(letter.sender, f"Re: {_plain_subject(subject)}", parts, settings, words.language)
    thread(message, letter.name, letter.answers)
    note(message, taken.ids, event, taken.digest)
    return message


def mail(to: str, subject: str, parts: Sequence[str], settings: Settings, language: str) -> EmailMessage:
    """A mail of the hub, of some paragraphs."""
    message = EmailMessage()
    sender = settings.comms_mail or (settings.inbox.smtp.user if settings.inbox.smtp else "")
    if sender:
        message["From"] = _named(settings.name, sender)
    if to:
        message["To"] = to
    message["Subject"] = subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "hub.invalid")
    # RFC 3834, 5: so that no other machine answers it.
    message["Auto-Submitted"] = "auto-replied"
    message.set_content("\n\n".join([*parts, settings.name]) + "\n", cte="quoted-printable")
    message["Content-Language"] = language
    return message


def thread(message: EmailMessage, answers: str, before: Sequence[str] = ()) -> None:
    """Puts a mail below the one that it answers."""
    message["In-Reply-To"] = answers
    message["References"] = " ".join(dict.fromkeys([*before[-20:], answers]))


def note(message: EmailMessage, stories: Sequence[str], event: str, letter: str) -> None:
    """Writes in the headers of a copy what it is about; they are taken out before it is sent."""
    message[STORY], message[EVENT], message[LETTER] = ", ".join(stories), event, letter


def _named(name: str, address: str) -> str:
    plain = "".join(c for c in name if c.isprintable() and c not in '"\\<>')
    return f'"{plain}" <{address}>'


def _plain_subject(subject: str) -> str:
    plain = " ".join("".join(c if c.isprintable() else " " for c in subject).split())
    return plain[3:].strip() if plain.lower().startswith("re:") else plain


def _parts(taken: Taken, settings: Settings, words: Catalogue) -> Iterator[str]:
    _ = words.gettext
    yield said(_ARRIVED[taken.asks] if taken.branch else _NOT_KEPT, _)
    yield from _all_findings(taken.findings, words)
    if taken.branch and any(issue.level is Level.ERROR for one in taken.findings for issue in one.issues):
        yield _(
            "You don’t need to send it again: answer this email with what is missing, and a person adds it to your story."
        )
    if taken.notes:
        yield _("What is different from what you sent:")
        yield "\n".join(f"  - {said(one, _)}" for one in dict.fromkeys(taken.notes))
    if taken.branch:
        yield from _what_next(taken, settings, words)


def _all_findings(findings: Sequence[Findings], words: Catalogue) -> Iterator[str]:
    _ = words.gettext
    for one in findings:
        for level, head in (
            (Level.ERROR, _("This is still holding it back:")),
            (Level.ADVICE, _("Tips, which you may ignore:")),
        ):
            issues = [issue for issue in one.issues if issue.level is level][:_MOST]
            if issues:
                title = one.story.title if one.story and len(findings) > 1 and one.story.title.strip("-") else ""
                yield f"{in_quotes(title, words.language)}. {head}" if title else head
            for issue in issues:
                paste = lines_to_paste(issue, _)
                below = "".join(f"\n      {line}" for line in paste.split("\n")) if paste else ""
                yield "  - " + _("%(place)s: %(told)s") % {"place": place(issue, _), "told": told(issue, _)} + below


def _what_next(taken: Taken, settings: Settings, words: Catalogue) -> Iterator[str]:
    _ = words.gettext
    if taken.asks == LINE:
        yield _(
            "Somebody from communications reads it first. After that it is under the story, with your name. Would you rather take it back? Answer this email."
        )
    elif taken.asks and taken.proof == PROVED:
        yield _(
            "The code of your receipt is right, so we know that you are its teller. Somebody from communications will see to it."
        )
    elif taken.asks:
        yield _(
            "It came without the code of your receipt, so we do not know whether you are its teller. Somebody from communications will ask you about it before anything changes."
        )
    else:
        yield _(
            "Somebody from communications reads it now. You get an email when it is published, when somebody answers, and also if it is not published: then with the reason, and how to go on."
        )
    if days := settings.promise:
        promised = words.ngettext("We promise to answer within %(num)s day.", "We promise to answer within %(num)s days.", days)  # fmt: skip
        yield promised % {"num": days}
    if not taken.asks:
        yield _(
            "Would you like to change or withdraw your story later? Use the code of your receipt, if you kept one, on the page of your story. We do not have that code, so keep it well. Without one, answer this email: a person reads it."
        )

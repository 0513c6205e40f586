"""Who still has to answer what could be better, and a reminder for each of them as a mail that is ready to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from email.headerregistry import Group
from email.message import EmailMessage
from email.policy import SMTP

from storyhub.model.i18n import Catalogue, catalogue
from storyhub.model.listening import ListeningItem
from storyhub.model.settings import Settings


@dataclass(frozen=True, slots=True)
class OwnersItems:
    """The open items of one owner, the longest overdue first."""

    owner: str
    """Empty: of nobody yet."""
    items: tuple[ListeningItem, ...]


def by_owner(items: Iterable[ListeningItem]) -> list[OwnersItems]:
    """What waits for whom; who is overdue longest comes first."""
    found: dict[str, list[ListeningItem]] = {}
    waiting = [(item.due, item) for item in items if item.due]
    for _, item in sorted(waiting, key=lambda one: (one[0], one[1].story.id)):
        found.setdefault(item.owner, []).append(item)
    return [OwnersItems(owner, tuple(listed)) for owner, listed in found.items()]


def as_text(waiting: Sequence[OwnersItems], today: date, words: Catalogue) -> str:
    """What waits for whom and how long, for a terminal."""
    if not waiting:
        return words.gettext("Everything was answered.")
    parts = []
    for one in waiting:
        lines = [one.owner or words.gettext("Nobody yet")]
        lines += [f"  {item.story.id}: {_state(item, today, words)}" for item in one.items]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _state(item: ListeningItem, today: date, words: Catalogue) -> str:
    n, said = words.ngettext, f"{item.state(words.gettext)}, {open_for(item, today, words)}"
    if not item.due:
        return said
    days = abs((today - item.due).days)
    if item.is_overdue(today):
        late = n("%(num)s day too late", "%(num)s days too late", days) % {"num": days}
    else:
        late = n("%(num)s day left", "%(num)s days left", days) % {"num": days}
    return f"{said}, {late}"


def open_for(item: ListeningItem, today: date, words: Catalogue) -> str:
    """How long an item waits, in words."""
    days = item.days_open(today)
    return words.ngettext("open for %(num)s day", "open for %(num)s days", days) % {"num": days}


def reminder(one: OwnersItems, settings: Settings, today: date) -> bytes:
    """A reminder as a mail (RFC 5322) without an address: the hub knows none. Who sends it puts one in.

    `To` is a group without members, which mail programs show as a name; `X-Unsent` lets Outlook open it as a draft.
    """
    words = catalogue(settings.language)
    _ = words.gettext
    mail = EmailMessage(policy=SMTP)
    subject = words.ngettext(
        "%(num)s colleague is waiting for your answer", "%(num)s colleagues are waiting for your answer", len(one.items)
    )
    mail["Subject"] = f"{settings.name}: {subject % {'num': len(one.items)}}"
    mail["To"] = Group(one.owner, ())
    mail["X-Unsent"] = "1"
    mail.set_content("\n".join(_letter(one, settings, today, words)), cte="8bit")
    return mail.as_bytes()


def _letter(one: OwnersItems, settings: Settings, today: date, words: Catalogue) -> list[str]:
    _ = words.gettext
    lines = [
        _("Hello %(name)s,") % {"name": one.owner.partition(",")[0]},
        "",
        _("Colleagues wrote what could be better, and you are the one to answer:"),
        "",
    ]
    for item in one.items:
        told = " ".join(item.story.could_be_better.split())
        lines += [item.story.title, f"  {told}", f"  {_state(item, today, words)}"]
        if address := settings.absolute(item.story.url):
            lines.append(f"  {address}")
        lines.append("")
    lines.append(
        _("An answer may be short: heard, looking into it, change planned, changed, or not changing and why.")
        + " "
        + _("Mail it to comms, with your name; they put it under the story.")
    )
    if settings.comms_mail:
        lines.append(settings.comms_mail)
    return [*lines, ""]

"""A digest as an email: HTML with its style in each element, plain text, and both in a file that mail programs open."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from email.headerregistry import Group
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from storyhub.model.i18n import catalogue
from storyhub.publish.press import environment
from storyhub.review.digest import Digest, DigestStory


def as_html(made: Digest, theme: Path) -> str:
    """A page for mail programs, most of which read no style sheet: each rule of theirs is put into the elements that it is for."""
    # A digest is made now and then; nothing else needs it.
    from css_inline import CSSInliner

    words = catalogue(made.language)
    page = environment([theme / "desk"]).get_template("digest.html")
    html = page.render(_=words.say, ngettext=words.say_number, language=made.language, digest=made)
    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=False).inline(html)


def as_text(made: Digest) -> str:
    """The same in plain text."""
    return "\n".join(_lines(made)).rstrip() + "\n"


def _lines(made: Digest) -> Iterator[str]:
    _ = catalogue(made.language).gettext
    yield from (made.title, "", made.intro, "")
    for story in made.stories:
        yield from _told(story)
    if made.heard:
        yield from (_("What could be better, and what came of it"), "")
    for item in made.heard:
        yield f"{item.story.title} ({item.story.about})"
        yield f"  {item.text}"
        yield f"  → {item.status}{f': {item.note}' if item.note else ''}{f' ({item.by})' if item.by else ''}"
        yield from (f"  {item.story.url}", "")
    if made.question:
        yield from (_("A question to colleagues"), "")
        yield from _told(made.question)
    yield from (f"{_('All stories')}: {made.home}", f"{_('Tell your story')}: {made.tell}")


def _told(story: DigestStory) -> Iterator[str]:
    yield f"{story.title} ({story.about})"
    if story.line:
        yield f"  {story.line}"
    yield from (f"  {story.url}", "")


def as_mail(made: Digest, theme: Path) -> bytes:
    """A mail (RFC 5322) without an address: the hub knows none. Who sends it puts one in; Outlook opens it as a draft (X-Unsent)."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = made.title
    mail["To"] = Group("", ())
    mail["X-Unsent"] = "1"
    mail["Content-Language"] = made.language
    text = as_text(made)
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(as_html(made, theme), subtype="html", cte="quoted-printable")
    # The same digest is the same file.
    mail.set_boundary(f"=={hashlib.sha256(text.encode()).hexdigest()[:32]}==")
    return mail.as_bytes()

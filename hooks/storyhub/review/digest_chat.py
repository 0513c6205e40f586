"""A digest as JSON for the webhook of a chat program: an Adaptive Card for Teams, blocks for Slack.

Sources: adaptivecards.io/schemas (version 1.4), learn.microsoft.com/microsoftteams (a webhook takes 28 KB);
api.slack.com/reference/block-kit (150 characters of a header, 3000 of a section, 50 blocks).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from storyhub.model.i18n import catalogue
from storyhub.review.digest import Digest, DigestStory

_MARKS = re.compile(r"([\\`*_\[\]])")
"""What an Adaptive Card takes for Markdown."""


def for_teams(made: Digest) -> str:
    """The body of a request to a webhook of Teams."""
    _ = catalogue(made.language).gettext
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "lang": made.language,
        "body": list(_card(made)),
        "actions": [
            {"type": "Action.OpenUrl", "title": _("All stories"), "url": made.home},
            {"type": "Action.OpenUrl", "title": _("Tell your story"), "url": made.tell},
        ],
    }
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return json.dumps({"type": "message", "attachments": [attachment]}, ensure_ascii=False, indent=1) + "\n"


def _card(made: Digest) -> Iterator[dict[str, Any]]:
    _ = catalogue(made.language).gettext
    yield _block(_plain(made.title), size="Large", weight="Bolder", style="heading")
    for story in made.stories:
        yield from _on_card(story)
    if made.heard:
        yield _block(_("What could be better, and what came of it"), weight="Bolder", separator=True, style="heading")
    for item in made.heard:
        yield _block(f"{_link(item.story)}: {_plain(item.text)}")
        yield _block(_plain(f"{item.status}{f': {item.note}' if item.note else ''}"), isSubtle=True, spacing="None")
    if made.question:
        yield _block(_("A question to colleagues"), weight="Bolder", separator=True, style="heading")
        yield from _on_card(made.question)


def _on_card(story: DigestStory) -> Iterator[dict[str, Any]]:
    yield _block(_link(story))
    yield _block(_plain(f"{story.line} — {story.about}" if story.line else story.about), isSubtle=True, spacing="None")


def _block(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "TextBlock", "text": text, "wrap": True, **more}


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)


def _link(story: DigestStory) -> str:
    return f"[{_plain(story.title)}]({story.url.replace('(', '%28').replace(')', '%29')})"


def for_slack(made: Digest) -> str:
    """The body of a request to a webhook of Slack; what people wrote is plain text there, so that no sign of it means anything."""
    return json.dumps({"text": made.title, "blocks": list(_blocks(made))}, ensure_ascii=False, indent=1) + "\n"


def _blocks(made: Digest) -> Iterator[dict[str, Any]]:
    _ = catalogue(made.language).gettext
    yield _header(made.title)
    for story in made.stories:
        yield from (_title(story), _words(f"{story.line} — {story.about}" if story.line else story.about))
    if made.heard:
        yield _header(_("What could be better, and what came of it"))
    for item in made.heard:
        told = f"{item.text}\n→ {item.status}{f': {item.note}' if item.note else ''}"
        yield from (_title(item.story), _words(told))
    if made.question:
        yield _header(_("A question to colleagues"))
        yield from (_title(made.question), _words(made.question.line or made.question.about))
    yield _marked(f"<{made.home}|{_('All stories')}> · <{made.tell}|{_('Tell your story')}>")


def _header(text: str) -> dict[str, Any]:
    return {"type": "header", "text": {"type": "plain_text", "text": text[:150], "emoji": False}}


def _words(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "plain_text", "text": text[:3000], "emoji": False}}


def _title(story: DigestStory) -> dict[str, Any]:
    title = story.title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("|", "¦")
    return _marked(f"<{story.url}|{title}>")


def _marked(text: str) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}

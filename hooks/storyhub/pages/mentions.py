"""Which stories link to a story in their text, and the sentence in which they do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

from storyhub.model.story import Story
from storyhub.read.front_matter import parse
from storyhub.site import Site
from storyhub.system.failures import about
from storyhub.text.quotes import typeset
from storyhub.text.render import render
from storyhub.text.rhythm import sentences
from storyhub.text.said_in import around

MOST = 12
"""Stories that a page names, the newest of them: it must not grow without bound."""
_HERE = "\ue000"
"""Stands for the link while its sentence is looked for; no text has it."""
_LINK = re.compile(r'<a href="([^"]*)"[^>]*>')
_BLOCK = re.compile(r"</?(?:p|li|ul|ol|h[1-6]|blockquote|div|table|thead|tbody|tr|td|th|pre|br|hr|dl|dt|dd|details|summary)\b[^>]*>")  # fmt: skip
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Mention:
    """A story that links to another one."""

    id: str
    sentence: str
    """In which it does; empty where the link has no words around it."""
    language: str


def mentions(site: Site, story: Story) -> tuple[Mention, ...]:
    """The newest stories that link to a story, oldest first."""
    return tuple(
        Mention(one, typeset(_sentence(site, site.by_id[one], story), site.by_id[one].language), site.by_id[one].language)
        for one in site.mentions.get(story.id, ())[-MOST:]
    )  # fmt: skip


def _sentence(site: Site, teller: Story, other: Story) -> str:
    """The first sentence of a story that links to another one."""
    with about(teller.path):
        document = parse((site.root / teller.path).read_bytes(), teller.path)
        html = render(document.body, teller.path, document.body_line).body.html

    def marked(match: re.Match[str]) -> str:
        found = site.addresses.find(teller, unescape(match[1]))
        return _HERE if found and found.partition("#")[0] == other.url else ""

    block = next((one for one in _BLOCK.split(_LINK.sub(marked, html)) if _HERE in one), "")
    plain = " ".join(unescape(_TAG.sub("", block)).split())
    said = next((one for one in sentences(plain) if _HERE in one), "")
    return around(_HERE, said.strip()).replace(_HERE, "")

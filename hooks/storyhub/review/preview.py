"""A story's page in one piece, to be shown inside another page: its style and pictures are in it, and it leads nowhere."""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from storyhub.build import Builder
from storyhub.model.story import Story
from storyhub.pages.picture_variants import Variant, make, variants
from storyhub.pages.story import StoryPage
from storyhub.publish.template_faults import TemplateFaultError
from storyhub.read.hub import shards_of
from storyhub.system.failures import about

_WIDTH = 960
"""Pixels of the pictures in a preview, where there are as many."""
_META = re.compile(r"<meta http-equiv=\"Content-Security-Policy\"[^>]*>\s*")
_LINK = re.compile(r"<link [^>]*>\s*")
_SCRIPT = re.compile(r"<script\b[^>]*></script>\s*")
_IMAGE = re.compile(r"<img\b[^>]*>")
_SOURCE = re.compile(r"\bsrc=\"(?:\.\./|\./)*([^\"]*)\"")
_ATTRIBUTES = re.compile(r"\s(?:src|srcset|sizes|loading|decoding)=\"[^\"]*\"")
_LEADS = re.compile(r"(<a\b[^>]*?)\shref=\"(?!#)[^\"]*\"")


@dataclass
class Previews:
    """The previews of one hub."""

    builder: Builder

    @cached_property
    def style(self) -> str:
        """All CSS of the theme."""
        files = self.builder.assets.files
        return "\n".join(files[sheet].decode("utf-8") for sheet in self.builder.site.stylesheets)

    @cached_property
    def _pictures(self) -> Mapping[str, Variant]:
        """Address of each published picture → the width of it that is shown."""
        found = {}
        for picture in self.builder.site.hub.pictures.values():
            widths = variants(picture)
            shown = next((one for one in widths if one.width >= _WIDTH), widths[-1])
            found.update({variant.quoted: shown for variant in widths})
        return found

    def page(self, story: Story) -> str:
        """The whole page of a story that readers would see.

        Raises:
            FileFault: a step failed on the story, or on one that its page names.
        """
        site = self.builder.site
        shards = shards_of(site.root, site.settings.language, self.builder.store)
        with about(story.path, but=TemplateFaultError):
            bodies = shards.bodies([story])
            printed = self.builder.press().print(StoryPage(story.id, site.chrome_language(story)), bodies)
        html = printed.decode("utf-8") if isinstance(printed, bytes) else printed
        for outside in (_META, _LINK, _SCRIPT):
            html = outside.sub("", html)
        html = self.with_pictures(_LEADS.sub(r"\1", html))
        return html.replace("</head>", f"<style>{self.style}</style>\n</head>", 1)

    def with_pictures(self, html: str) -> str:
        """HTML with the bytes of its pictures in it."""
        return _IMAGE.sub(self._in_one_piece, html)

    def _in_one_piece(self, match: re.Match[str]) -> str:
        """A picture with its bytes; one that is not the hub's goes."""
        found = _SOURCE.search(match[0])
        data = self._data(found[1]) if found else ""
        return _ATTRIBUTES.sub("", match[0]).replace("<img", f'<img src="{data}"', 1) if data else ""

    def _data(self, url: str) -> str:
        if url in self._pictures:
            return _data_url("image/webp", make(self.builder.site.root, self._pictures[url]))
        if url in self.builder.assets.files:
            return _data_url(mimetypes.guess_type(url)[0] or "image/png", self.builder.assets.files[url])
        return ""


def _data_url(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"

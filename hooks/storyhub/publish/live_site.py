"""A site as readers get it, over the network."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import Request, urlopen

SECONDS = 20
"""After which a server counts as not there."""
_STORY = re.compile(r"<loc>[^<]*/\d{4}/[^/<]+/</loc>")
_MAP = re.compile(r"<loc>([^<]+\.xml)</loc>")
_PAGE = re.compile(r"<loc>([^<]+/)</loc>")


@dataclass(frozen=True)
class Response:
    """What a server answered in the end, after it sent us on."""

    status: int
    url: str
    headers: Mapping[str, str]
    """By their names in small letters."""
    body: bytes

    @cached_property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def kind(self) -> str:
        """Its media type."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class UnreachableError(Exception):
    """A server did not answer."""


@dataclass(frozen=True)
class LiveSite:
    """A site at an address."""

    address: str
    """With a slash at its end."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What is sent along, such as a cookie of somebody who has signed in."""

    def get(self, url: str, **headers: str) -> Response:
        """What is at an address relative to the site's.

        Raises:
            UnreachableError: the server is not there.
        """
        asked = Request(urljoin(self.address, url), headers={"User-Agent": "storyhub-doctor", **headers})
        for name, value in self.headers.items():
            asked.add_unredirected_header(name, value)  # a cookie is for this site, and not for where it sends us
        try:
            with urlopen(asked, timeout=SECONDS) as response:
                return _response(response)
        except HTTPError as refused:
            with refused:
                return _response(refused)
        except (URLError, OSError) as fault:
            raise UnreachableError(str(getattr(fault, "reason", fault))) from fault

    def addresses(self) -> list[str]:
        """Every page that its sitemap names, relative to the site's address; none when it has no sitemap yet."""
        try:
            maps = self._maps() or ()
        except UnreachableError:
            return []
        start = urlsplit(self.address).path
        paths = (urlsplit(unescape(url)).path for text in maps for url in _PAGE.findall(text))
        return sorted({unquote(path.removeprefix(start)) for path in paths})

    def listed(self) -> int | None:
        """How many stories the sitemap names; None when there is none."""
        maps = self._maps()
        return None if maps is None else sum(len(_STORY.findall(text)) for text in maps)

    def _maps(self) -> list[str] | None:
        """What its sitemap's parts say; None when it has no sitemap."""
        index = self.get("sitemap.xml")
        if index.status != 200:
            return None
        return [self.get(urlsplit(url).path.rpartition("/")[2]).text for url in _MAP.findall(index.text)]


def _response(got: Any) -> Response:
    return Response(got.status, got.url, {name.lower(): value for name, value in got.headers.items()}, got.read())

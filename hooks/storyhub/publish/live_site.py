"""Looks at a site as readers get it, and says what its server does not do as it should, with what to do about it."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import Request, urlopen

SECONDS = 20
"""After which a server counts as not there."""
LONG = 86400 * 30
"""Seconds: a file that is named by its content may be kept at least so long."""
_STYLESHEET = re.compile(r"(?:href|src)=\"([^\"]*assets/[0-9a-f]{10}/[^\"]+\.(css|js))\"")
_CANONICAL = re.compile(r"<link rel=\"canonical\" href=\"([^\"]+)\"")
_STORY = re.compile(r"<loc>[^<]*/\d{4}/[^/<]+/</loc>")
_MAP = re.compile(r"<loc>([^<]+\.xml)</loc>")
_PAGE = re.compile(r"<loc>([^<]+/)</loc>")
SIGN_IN = "a sign-in in front may answer in its place: let it answer 401 to what is no page (deploy/nginx-sign-in.conf)"


@dataclass(frozen=True)
class Observation:
    """One thing that was looked at."""

    about: str
    found: str
    to_do: str = ""
    """Empty: it is in order."""

    def __str__(self) -> str:
        word = "to do" if self.to_do else "fine"
        return f"{word:<6} {self.about}: {self.found}{'; ' if self.to_do else ''}{self.to_do}"


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
        asked = Request(
            urljoin(self.address, url), headers={"User-Agent": "storyhub-doctor", **self.headers, **headers}
        )
        try:
            with urlopen(asked, timeout=SECONDS) as response:
                return _response(response)
        except HTTPError as refused:
            with refused:
                return _response(refused)
        except (URLError, OSError) as fault:
            raise UnreachableError(str(getattr(fault, "reason", fault))) from fault

    def findings(self, stories: int | None = None) -> Iterator[Observation]:
        """All that is to be said; `stories`: how many should be published, where that is known."""
        try:
            home = self.get("", **{"Accept-Encoding": "identity"})
        except UnreachableError as fault:
            yield Observation(
                self.address, f"does not answer ({fault})", "look at the address and at the server's own log"
            )
            return
        hashed = [urljoin(home.url, found[1]) for found in _STYLESHEET.finditer(home.text)]
        if home.status != 200 or not hashed:
            told = f"answers {home.status} at {home.url}, and no page of a hub"
            to_do = "publish the site there; with a sign-in in front give --header 'Cookie: …' of somebody who has signed in"
            yield Observation(self.address, told, to_do)
            return
        yield Observation(self.address, "is the home page of a hub")
        yield from self._address(home)
        yield from _headers(home)
        yield from self._compression()
        yield from self._hashed(hashed)
        yield from self._wrong_address()
        yield from self._index(stories)

    def _address(self, home: Response) -> Iterator[Observation]:
        """Where the site thinks it is."""
        told = _CANONICAL.search(home.text)
        if told is None:
            yield Observation(
                "site_url", "is not set, so there are no feeds and no sitemap", f"set it to {self.address}"
            )
        elif told[1] != self.address:
            yield Observation("site_url", f"is {told[1]}", f"set it to {self.address} in mkdocs.yml, and publish again")

    def _compression(self) -> Iterator[Observation]:
        packed = self.get("", **{"Accept-Encoding": "gzip, zstd, br"})
        if "content-encoding" in packed.headers:
            yield Observation("compression", f"pages come as {packed.headers['content-encoding']}")
        else:
            yield Observation("compression", "pages are sent in full length", "turn on gzip for texts (deploy/)")

    def _hashed(self, addresses: list[str]) -> Iterator[Observation]:
        """What is named by its content is there, has its media type, and may be kept."""
        for url in dict.fromkeys(addresses):
            got, name = self.get(url), urlsplit(url).path
            wanted = ("text/css",) if url.endswith(".css") else ("text/javascript", "application/javascript")
            if got.status != 200 or got.kind not in wanted:
                yield Observation(
                    name, f"answers {got.status} with {got.kind or 'no media type'}, not {wanted[0]}", SIGN_IN
                )
            elif _age(got) < LONG:
                told = f"may be kept for {_age(got)} seconds"
                yield Observation(
                    name, told, f"its name changes with its content: let it be kept for {LONG} or more (deploy/)"
                )
            else:
                yield Observation(name, "may be kept for good")

    def _wrong_address(self) -> Iterator[Observation]:
        got = self.get(f"no-such-page-{secrets.token_hex(4)}/")
        if got.status != 404:
            to_do = "answer 404 with /404.html: search engines and links would take it for a page"
            yield Observation("a wrong address", f"answers {got.status} at {got.url}", to_do)
        elif not _STYLESHEET.search(got.text):
            yield Observation(
                "a wrong address", "shows the server's own page", "show /404.html of the site there (deploy/)"
            )
        else:
            yield Observation("a wrong address", "answers 404 with the site's own page")

    def _index(self, stories: int | None) -> Iterator[Observation]:
        """The search index is data, is there as a whole, and knows all stories."""
        where = "search/manifest.json"
        got = self.get(where, Accept="application/json", **{"Sec-Fetch-Dest": "empty"})
        manifest = _json(got)
        if manifest is None:
            told = f"answers {got.status} with {got.kind or 'no media type'} at {got.url}, and no data"
            yield Observation(where, told, SIGN_IN if got.status == 200 else "publish the site again, search/ included")
            return
        if _age(got) > 0:
            yield Observation(
                where, "may be kept, so that search lags behind", "send Cache-Control: no-cache with it (deploy/)"
            )
        for language, one in manifest["languages"].items():
            meta = f"search/{manifest['pagefind']}{language}/pagefind.{one['index']}.pf_meta"
            if (missing := self.get(meta)).status != 200:
                yield Observation(
                    meta, f"answers {missing.status}", "the index is half there: publish the site again, whole"
                )
        known, listed = sum(one["stories"] for one in manifest["languages"].values()), self._listed()
        if listed is not None and known != listed:
            yield Observation(
                where, f"knows {known} stories, and the sitemap {listed}", "publish the site again, whole"
            )
        elif stories is not None and known != stories:
            told = f"knows {known} stories, and {stories} are ready to be published here"
            yield Observation(
                where, told, "publish the site; is the nightly run that brings out held stories still there?"
            )
        else:
            yield Observation(where, f"knows all {known} stories")

    def addresses(self) -> list[str]:
        """Every page that its sitemap names, relative to the site's address; none when it has no sitemap yet."""
        try:
            index = self.get("sitemap.xml")
            maps = [self.get(urlsplit(url).path.rpartition("/")[2]).text for url in _MAP.findall(index.text)]
        except UnreachableError:
            return []
        start = urlsplit(self.address).path
        paths = (urlsplit(unescape(url)).path for text in maps for url in _PAGE.findall(text))
        return sorted({unquote(path.removeprefix(start)) for path in paths})

    def _listed(self) -> int | None:
        """How many stories the sitemap names; None when there is none."""
        index = self.get("sitemap.xml")
        if index.status != 200:
            return None
        return sum(
            len(_STORY.findall(self.get(urlsplit(url).path.rpartition("/")[2]).text))
            for url in _MAP.findall(index.text)
        )


def _headers(home: Response) -> Iterator[Observation]:
    """What a browser is told about every page."""
    said = home.headers
    if said.get("x-content-type-options", "").lower() != "nosniff":
        yield Observation("X-Content-Type-Options", "is not sent", "send nosniff (deploy/)")
    if "frame-ancestors" not in said.get("content-security-policy", ""):
        yield Observation("Content-Security-Policy", "is not sent, or without frame-ancestors", "send it as in deploy/")
    if _age(home) > 600:
        told = f"may be kept for {_age(home)} seconds"
        yield Observation(
            "Cache-Control", f"a page {told}", "send no-cache with pages: they are asked for again, and seldom sent"
        )
    if not any(name in said for name in ("etag", "last-modified")):
        yield Observation(
            "ETag", "is not sent, so that every page is sent anew each time", "turn on ETag or Last-Modified"
        )


def _age(response: Response) -> int:
    """Seconds for which an answer may be kept without asking again."""
    control = response.headers.get("cache-control", "")
    found = re.search(r"max-age=(\d+)", control)
    return int(found[1]) if found and "no-cache" not in control else 0


def _json(response: Response) -> Any:
    """The manifest, when it is one."""
    try:
        found = json.loads(response.body) if response.status == 200 else None
    except ValueError:
        return None
    return found if isinstance(found, dict) and "languages" in found else None


def _response(got: Any) -> Response:
    return Response(got.status, got.url, {name.lower(): value for name, value in got.headers.items()}, got.read())

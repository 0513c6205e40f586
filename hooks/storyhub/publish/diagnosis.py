"""Says what the server of a live site does not do as it should, with what to do about it."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from storyhub.publish.live_site import LiveSite, Response, UnreachableError

LONG = 86400 * 30
"""Seconds: a file that is named by its content may be kept at least so long."""
_STYLESHEET = re.compile(r"(?:href|src)=\"([^\"]*assets/[0-9a-f]{10}/[^\"]+\.(css|js))\"")
_CANONICAL = re.compile(r"<link rel=\"canonical\" href=\"([^\"]+)\"")
SIGN_IN = "a sign-in in front may answer in its place: let it answer 401 to anything that is not a page (deploy/nginx-sign-in.conf)"


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


def findings(site: LiveSite, stories: int | None = None) -> Iterator[Observation]:
    """All that is to be said; `stories`: how many should be published, where that is known."""
    try:
        home = site.get("", **{"Accept-Encoding": "identity"})
    except UnreachableError as fault:
        yield Observation(site.address, f"does not answer ({fault})", "look at the address and at the server's own log")
        return
    hashed = [urljoin(home.url, found[1]) for found in _STYLESHEET.finditer(home.text)]
    if home.status != 200 or not hashed:
        told = f"answers {home.status} at {home.url}, and not with a page of a hub"
        to_do = (
            "publish the site there; with a sign-in in front give --header 'Cookie: …' of somebody who has signed in"
        )
        yield Observation(site.address, told, to_do)
        return
    yield Observation(site.address, "is the home page of a hub")
    yield from _address(site, home)
    yield from _headers(home)
    yield from _compression(site)
    yield from _hashed(site, hashed)
    yield from _wrong_address(site)
    yield from _index(site, stories)


def _address(site: LiveSite, home: Response) -> Iterator[Observation]:
    """Where the site thinks it is."""
    told = _CANONICAL.search(home.text)
    if told is None:
        yield Observation("site_url", "is not set, so there are no feeds and no sitemap", f"set it to {site.address}")
    elif told[1] != site.address:
        yield Observation("site_url", f"is {told[1]}", f"set it to {site.address} in mkdocs.yml, and publish again")


def _compression(site: LiveSite) -> Iterator[Observation]:
    packed = site.get("", **{"Accept-Encoding": "gzip, zstd, br"})
    if "content-encoding" in packed.headers:
        yield Observation("compression", f"pages come as {packed.headers['content-encoding']}")
    else:
        yield Observation("compression", "pages are sent uncompressed", "turn on gzip for texts (deploy/)")


def _hashed(site: LiveSite, addresses: list[str]) -> Iterator[Observation]:
    """What is named by its content is there, has its media type, and may be kept."""
    for url in dict.fromkeys(addresses):
        got, name = site.get(url), urlsplit(url).path
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


def _wrong_address(site: LiveSite) -> Iterator[Observation]:
    got = site.get(f"no-such-page-{secrets.token_hex(4)}/")
    if got.status != 404:
        to_do = "answer 404 with /404.html: search engines and links would take it for a page"
        yield Observation("a wrong address", f"answers {got.status} at {got.url}", to_do)
    elif not _STYLESHEET.search(got.text):
        yield Observation(
            "a wrong address", "shows the server's own page", "show /404.html of the site there (deploy/)"
        )
    else:
        yield Observation("a wrong address", "answers 404 with the site's own page")


def _index(site: LiveSite, stories: int | None) -> Iterator[Observation]:
    """The search index is data, is there as a whole, and knows all stories."""
    where = "search/manifest.json"
    got = site.get(where, Accept="application/json", **{"Sec-Fetch-Dest": "empty"})
    manifest = _json(got)
    if manifest is None:
        told = f"answers {got.status} with {got.kind or 'no media type'} at {got.url}, and not with data"
        yield Observation(where, told, SIGN_IN if got.status == 200 else "publish the site again, search/ included")
        return
    if _age(got) > 0:
        yield Observation(
            where, "may be kept, so that search lags behind", "send Cache-Control: no-cache with it (deploy/)"
        )
    for language, one in manifest["languages"].items():
        meta = f"search/{manifest['pagefind']}{language}/pagefind.{one['tag']}.pf_meta"
        if (missing := site.get(meta)).status != 200:
            yield Observation(
                meta, f"answers {missing.status}", "the index is incomplete: publish the whole site again"
            )
    known, listed = sum(one["stories"] for one in manifest["languages"].values()), site.listed()
    if listed is not None and known != listed:
        yield Observation(where, f"knows {known} stories, and the sitemap {listed}", "publish the whole site again")
    elif stories is not None and known != stories:
        told = f"knows {known} stories, and {stories} are ready to be published here"
        yield Observation(where, told, "publish the site; is the nightly run that brings out held stories still there?")
    else:
        yield Observation(where, f"knows all {known} stories")


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
            "ETag", "is not sent, so every page is sent in full each time", "turn on ETag or Last-Modified"
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

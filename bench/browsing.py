"""A real browser that counts what it fetches, as its network log has it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import browser as browsers
from playwright.sync_api import Browser, BrowserContext, Request, sync_playwright

from bench.peers.peer import CannotBeHad


@contextlib.contextmanager
def opened() -> Iterator[Browser]:
    """The browser of this machine, closed again; raises CannotBeHad."""
    path = browsers.find_or_install()
    if path is None:
        raise CannotBeHad(browsers.ADVICE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=browsers.launch_arguments())
        try:
            yield started
        finally:
            started.close()


@dataclass
class Log:
    """What a reader's browser has fetched: (address, bytes over the wire, heads included) for each request."""

    context: BrowserContext
    _finished: list[Request] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Also what workers ask for: Playwright listens to them too.
        self.context.on("requestfinished", self._note)

    def _note(self, request: Request) -> None:
        self._finished.append(request)

    def take(self) -> list[tuple[str, int]]:
        """All since the last time; a page that is asked about must still be open."""
        taken = [(request.url, request.sizes()) for request in self._finished]
        self._finished.clear()
        return [(url, sizes["responseHeadersSize"] + sizes["responseBodySize"]) for url, sizes in taken]

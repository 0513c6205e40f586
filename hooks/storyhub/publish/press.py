"""Makes files of pages: Jinja2 with autoescape on, one context for every template.

What many pages share is printed once and put in as a whole: the menu and the colophon of a section, and the line of a story in
lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from storyhub.model.i18n import is_right_to_left
from storyhub.model.story import Body
from storyhub.pages.cards import Cards
from storyhub.pages.frame import base, site_view
from storyhub.pages.frame_views import Head
from storyhub.pages.page import Page
from storyhub.pages.story import StoryPage
from storyhub.publish.template_faults import template_fault
from storyhub.site import Site
from storyhub.system.failures import FileFault

LINES = 3_000
"""Printed lines that a process keeps, of about 2 KB each; pages are printed in the order of time."""
_ROOT = Markup("<root>")
"""Stands in a line for the way to the site's root. All else in it is escaped: no text of a story can look like it."""


def environment(folders: Sequence[Path]) -> Environment:
    """The templates of some folders, of which the first that has one wins.

    All text is escaped, and what a template shows but does not get is a fault.
    """
    env = Environment(
        loader=FileSystemLoader(folders),
        auto_reload=False,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["dir"] = _dir
    return env


@lru_cache(maxsize=1)
def _ready(folders: tuple[Path, ...], version: str) -> Environment:
    """The same for all that print in one process; with another version of the site templates are read again."""
    return environment(folders)


@cache
def _dir(language: str) -> Markup:
    """The attribute of an element in a language that is written from right to left; nothing for others.

    Example: `<h1 lang="{{ code }}"{{ code|dir }}>` is `<h1 lang="ar" dir="rtl">`.
    """
    return Markup(' dir="rtl"') if is_right_to_left(language) else Markup()


class Press:
    """Prints the pages of one site."""

    def __init__(self, site: Site, templates: Sequence[Path]) -> None:
        self.site = site
        self.env = _ready(tuple(templates), site.version)
        self.cards = lru_cache(maxsize=None)(self._cards)
        self._macros = lru_cache(maxsize=None)(self._macros_for)
        self._shared = lru_cache(maxsize=None)(self._shared_by)
        self._menu = lru_cache(maxsize=None)(self._print_menu)
        self.line = lru_cache(maxsize=LINES)(self._print_line)
        self._voiceprint = lru_cache(maxsize=LINES)(self._draw_voiceprint)

    def print(self, page: Page, bodies: Mapping[str, Body] | None = None) -> str | bytes:
        """The content of a page's file; one that tells whole stories needs their bodies, by id.

        Raises:
            TemplateFaultError: a template cannot be printed.
            FileFault: a step failed on one story that the page shows.
        """
        cards = self.cards(page.language)
        bodies = bodies or {}
        text = page.text_of_bodies(self.site, cards, bodies) if bodies else page.text(self.site, cards)
        if text is not None:
            return text
        if isinstance(page, StoryPage) and page.id in bodies:
            given = page.body_context(self.site, cards, bodies[page.id])
        else:
            given = page.context(self.site, cards)
        try:
            return self.env.get_template(page.template).render(self.context(page.language, page.path, given))
        except FileFault:
            raise
        except Exception as error:
            if fault := template_fault(error, page.path):
                raise fault from error
            raise

    def context(self, language: str, path: str, given: dict[str, Any]) -> dict[str, Any]:
        """What the template of the file at `path` gets: the page's own context, its head among it, and what all pages share."""
        head: Head = given["head"]
        to_root = base(self.site, path)
        shared = self._shared(language, head.section, to_root)
        here = head.url if head.url in shared["site"].menu else ""
        return {**shared, **self._menu(language, head.section, to_root, here), **given}

    def _shared_by(self, language: str, section: str, to_root: str) -> dict[str, Any]:
        """What the pages of a language and a section share that are as deep in the site."""
        site, cards = site_view(self.site, language, section), self._macros(language, to_root)
        shared = {**self._words(language, to_root), "site": site, "cards": cards}
        return shared | {name: self._whole(name, shared) for name in ("theme", "colophon", "line_fields")}

    def _print_menu(self, language: str, section: str, to_root: str, here: str) -> dict[str, Markup]:
        """The menu, and what a phone has under More of it, which mark the page that they lead to."""
        context = {**self._shared(language, section, to_root), "here": here}
        return {name: self._whole(name, context) for name in ("menu", "more")}

    def _whole(self, partial: str, context: dict[str, Any]) -> Markup:
        """A part of pages as a whole string."""
        return Markup(self.env.get_template(f"partials/{partial}.html").render(context))

    def _macros_for(self, language: str, to_root: str) -> Any:
        """The macros of partials/cards.html, for pages of a language that are as deep in the site."""

        def entry(identity: str) -> Markup:
            return Markup(self.line(language, identity).replace(_ROOT, to_root))

        words = {**self._words(language, to_root), "entry": entry, "voiceprint": self._voiceprint}
        return self.env.get_template("partials/cards.html").make_module(words)

    def _print_line(self, language: str, identity: str) -> str:
        """A story's line in a list: it is in a dozen lists, and only the way to the site's root differs."""
        line: Callable[..., Markup] = self._macros(language, _ROOT).line
        return str(line(self.cards(language).card(identity)))

    def _words(self, language: str, to_root: str) -> dict[str, Any]:
        """What every template gets."""
        words = self.cards(language).words
        return {
            "_": words.say,
            "gettext": words.say,
            "ngettext": words.say_number,
            "language": language,
            "base": to_root,
        }

    def _cards(self, language: str) -> Cards:
        return Cards(self.site, language)

    def _draw_voiceprint(self, identity: str) -> Markup:
        """The same in every language, and looks up nothing that depends on one."""
        return self.cards(self.site.settings.language).voiceprint(self.site.by_id[identity], "small")

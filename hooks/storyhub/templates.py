"""Makes files of pages: Jinja2 with autoescape on, one context for every template."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from storyhub.assets import templates_version
from storyhub.cards import Cards
from storyhub.compiled import Compiled, Inlined, Lean, escaped
from storyhub.model import Body
from storyhub.pages.chrome import base, site_view
from storyhub.pages.page import Page
from storyhub.pages.story import StoryPage
from storyhub.site import Site
from storyhub.store import Store, code_version
from storyhub.views import Link

_ROOT = "\0/"
ENTRIES = 20_000
"""Printed parts of pages that a process keeps, of about 2 KB each; pages are printed in the order of time."""
SETTINGS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
"""How templates are read, also where MkDocs reads them."""


def environment(folder: Path, store: Store | None = None) -> Environment:
    """The templates of a theme's folder."""
    compiled = Compiled(store, f"{code_version()}{templates_version(folder)}") if store else None
    return dressed(
        Environment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            auto_reload=False,
            bytecode_cache=compiled,
            **SETTINGS,
        )
    )


def dressed(env: Environment) -> Environment:
    """An environment, MkDocs' own included, that reads the hub's templates safely."""
    for name, value in SETTINGS.items():
        setattr(env, name, value)
    for extension in ("jinja2.ext.i18n", Inlined):
        env.add_extension(extension)
    env.newstyle_gettext = True  # type: ignore[attr-defined]
    env.code_generator_class = Lean
    env.escaped = escaped  # type: ignore[attr-defined]
    return env


class Press:
    """Prints the pages of one site."""

    def __init__(self, site: Site, templates: Path, store: Store | None = None) -> None:
        self.site = site
        self.env = environment(templates, store)
        self._cards: dict[str, Cards] = {}
        self.site_view = lru_cache(maxsize=None)(partial(site_view, site))
        self._entry = lru_cache(maxsize=ENTRIES)(self._entry_anywhere)
        self._frame = lru_cache(maxsize=ENTRIES)(self._frame_anywhere)
        self._voiceprint = lru_cache(maxsize=ENTRIES)(self._small_voiceprint)

    def cards(self, language: str) -> Cards:
        """The views in a language."""
        if language not in self._cards:
            self._cards[language] = Cards(self.site, language)
        return self._cards[language]

    def _entry_anywhere(self, language: str, identity: str) -> str:
        """A story's entry in a list, with a mark where the way to the site's root belongs."""
        return self._part("partials/line.html", language, card=self.cards(language).card(identity))

    def _small_voiceprint(self, identity: str) -> Markup:
        return self.cards(self.site.settings.language).voiceprint(self.site.by_id[identity], "small")

    def _frame_anywhere(self, language: str, section: str, here: str, languages: tuple[Link, ...]) -> tuple[str, str]:
        """What stands above and below the pages of a section, with a mark where the way to the site's root belongs."""
        context = {"site": self.site_view(language, section), "here": here, "languages": languages}
        above, below = (self._part(f"partials/{name}.html", language, **context) for name in ("masthead", "colophon"))
        return above, below

    def _part(self, template: str, language: str, **context: Any) -> str:
        words = self.cards(language).words
        shared = {"_": words.say, "ngettext": words.say_number, "base": _ROOT, "language": language}
        shared["voiceprint"] = self._voiceprint
        return self.env.get_template(template).render(shared | context)

    def context(self, language: str, path: str, given: dict[str, Any]) -> dict[str, Any]:
        """What a template gets: the page's own context, its head among it, and what all pages share.

        A story stands in a dozen lists, and most pages of a section have the same frame: each is printed once, and only
        the way to the site's root differs.
        """
        head, words, to_root = given["head"], self.cards(language).words, base(self.site, path)
        site = self.site_view(language, head.section)
        here = head.url if head.url in (site.home, site.search, *(link.url for link in site.navigation)) else ""
        above, below = self._frame(language, head.section, here, head.languages)
        return {
            "_": words.say,
            "gettext": words.say,
            "ngettext": words.say_number,
            "base": to_root,
            "language": language,
            "site": site,
            "masthead": Markup(above.replace(_ROOT, to_root)),
            "colophon": Markup(below.replace(_ROOT, to_root)),
            "voiceprint": self._voiceprint,
            "entry": lambda identity: Markup(self._entry(language, identity).replace(_ROOT, to_root)),
            **given,
        }

    def print(self, page: Page, body: Body | None = None) -> str | bytes:
        """The content of a page's file; a story's page needs its body."""
        cards = self.cards(page.language)
        text = page.text(self.site, cards)
        if text is not None:
            return text
        if isinstance(page, StoryPage) and body:
            given = page.body_context(self.site, cards, body)
        else:
            given = page.context(self.site, cards)
        return self.env.get_template(page.template).render(self.context(page.language, page.path, given))

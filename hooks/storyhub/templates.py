"""Makes files of pages: Jinja2 with autoescape on, one context for every template."""

from __future__ import annotations

from dataclasses import replace
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
from storyhub.views import Head, Link

_ROOT = "\0/"
_SAME = "\1"
"""Stands in a frame for the page's own address, which is the same in each language but for its start."""
ENTRIES = 8_000
"""Printed parts of pages that a process keeps, of about 2 KB each; pages are printed in the order of time, so that more would
save few of them: of 50,000 stories, 20,000 entries a twentieth."""
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
        self._line = lru_cache(maxsize=None)(self._line_in)
        self._voiceprint = lru_cache(maxsize=ENTRIES)(self._small_voiceprint)

    def cards(self, language: str) -> Cards:
        """The views in a language."""
        if language not in self._cards:
            self._cards[language] = Cards(self.site, language)
        return self._cards[language]

    def _entry_anywhere(self, language: str, identity: str) -> str:
        """A story's entry in a list, with a mark where the way to the site's root belongs."""
        return str(self._line(language)(self.cards(language).card(identity)))

    def _line_in(self, language: str) -> Any:
        """The macro that makes entries: quicker to call than a template is to render."""
        return self.env.get_template("partials/line.html").make_module(self._shared(language)).line  # type: ignore[attr-defined]

    def _small_voiceprint(self, identity: str) -> Markup:
        return self.cards(self.site.settings.language).voiceprint(self.site.by_id[identity], "small")

    def _frame_anywhere(self, language: str, section: str, here: str, languages: tuple[Link, ...]) -> tuple[str, str]:
        """What stands above and below the pages of a section, with a mark where the way to the site's root belongs."""
        context = {"site": self.site_view(language, section), "here": here, "languages": languages}
        context |= self._shared(language)
        above, below = (
            self.env.get_template(f"partials/{name}.html").render(context) for name in ("masthead", "colophon")
        )
        return above, below

    def _shared(self, language: str) -> dict[str, Any]:
        words = self.cards(language).words
        shared = {"_": words.say, "gettext": words.say, "ngettext": words.say_number, "voiceprint": self._voiceprint}
        return shared | {"base": _ROOT, "language": language}

    def _frame_of(self, language: str, head: Head, to_root: str) -> tuple[Markup, Markup]:
        """What stands above and below one page."""
        site = self.site_view(language, head.section)
        here = head.url if head.url in (site.home, site.search, *(link.url for link in site.navigation)) else ""
        starts = [self.site.prefix(link.language) for link in head.languages]
        same = head.languages[0].url.removeprefix(starts[0]) if head.languages else ""
        alike = all(link.url == start + same for link, start in zip(head.languages, starts, strict=True))
        languages = head.languages
        if alike:
            languages = tuple(replace(link, url=start + _SAME) for link, start in zip(languages, starts, strict=True))
        frame = self._frame(language, head.section, here, languages)
        above, below = (part.replace(_SAME, escaped(same)).replace(_ROOT, to_root) for part in frame)
        return Markup(above), Markup(below)

    def context(self, language: str, path: str, given: dict[str, Any]) -> dict[str, Any]:
        """What a template gets: the page's own context, its head among it, and what all pages share.

        A story stands in a dozen lists, and most pages of a section have the same frame: each is printed once, and only
        the way to the site's root differs.
        """
        head, to_root = given["head"], base(self.site, path)
        above, below = self._frame_of(language, head, to_root)
        return {
            **self._shared(language),
            "base": to_root,
            "site": self.site_view(language, head.section),
            "masthead": above,
            "colophon": below,
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

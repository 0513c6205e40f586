"""Makes files of pages: Jinja2 with autoescape on, one context for every template."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from storyhub.model.story import Body
from storyhub.pages.cards import Cards
from storyhub.pages.frame import base, site_view
from storyhub.pages.page import Page
from storyhub.pages.story import StoryPage
from storyhub.pages.views import Head, Link, StoryCard
from storyhub.publish.compiled import Compiled, Inlined, Lean, escaped
from storyhub.publish.entries import Entries
from storyhub.publish.quick import Print, Quick
from storyhub.site import Site
from storyhub.system.cache_files import Store

_LINE = "partials/line.html"
_ROOT = "\0/"
_SAME = "\1"
"""Stands in a frame for the page's own address, which is the same in each language but for its start."""
ENTRIES = 4_000
"""Printed parts of pages that a process keeps, of about 2 KB each; pages are printed in the order of time, so that more would
save few of them: of 50,000 stories, 20,000 entries a twentieth."""
SETTINGS: dict[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
"""How templates are read, also where MkDocs reads them."""


def environment(folder: Path, compiled: Compiled | None = None) -> Environment:
    """The templates of a theme's folder."""
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

    def __init__(self, site: Site, templates: Path, store: Store | None = None, entries: Entries | None = None) -> None:
        """`entries` has what `lines` gives of each story; without it an entry is printed when it is first asked for."""
        self.site = site
        self._entries = entries
        self.compiled: Compiled | None = None
        self.env = environment(templates, self.compiled)
        self._quick = Quick(self.env, self.compiled)
        self._cards: dict[str, Cards] = {}
        self.site_view = lru_cache(maxsize=None)(partial(site_view, site))
        self._entry = lru_cache(maxsize=ENTRIES)(self._entry_anywhere)
        self._frame = lru_cache(maxsize=ENTRIES)(self._frame_in)
        self._starts = [start for _, start, _ in site.tongues]
        self._menu = lru_cache(maxsize=None)(self._menu_in)
        self._tongues = {code: number for number, (code, _, _) in enumerate(site.tongues)}
        self._liner = lru_cache(maxsize=None)(self._line_in)
        self._line_of_jinja = lru_cache(maxsize=None)(self._line_macro)
        self._voiceprint = lru_cache(maxsize=ENTRIES)(self._small_voiceprint)
        self._shared = lru_cache(maxsize=None)(self._shared_in)
        self._printer = lru_cache(maxsize=None)(self._printer_of)

    def cards(self, language: str) -> Cards:
        """The views in a language."""
        if language not in self._cards:
            self._cards[language] = Cards(self.site, language)
        return self._cards[language]

    def _entry_anywhere(self, language: str, identity: str) -> list[str]:
        """A story's entry in a list, in parts between which the way to the site's root belongs."""
        if self._entries:
            text = self._entries[self.site.position[identity] * len(self._tongues) + self._tongues[language]]
        else:
            text = self._line(language, identity)
        # Not as Markup, which would make an object of its own of each part.
        return str.split(text, _ROOT)

    def lines(self, identity: str) -> list[str]:
        """A story's entry in lists, in each of the hub's languages: what `entries` has, story by story in the site's order."""
        return [self._line(language, identity) for language in self._tongues]

    def _line(self, language: str, identity: str) -> str:
        return self._liner(language)(self.cards(language).card(identity))

    def _line_in(self, language: str) -> Callable[[StoryCard], str]:
        """What makes an entry of a card; a macro is quicker to call than a template is to render."""
        printer = self._printer(_LINE, language, "", _ROOT)

        def line(card: StoryCard) -> str:
            if printer:
                with suppress(Exception):
                    return printer({"card": card})
            return str(self._line_of_jinja(language)(card))

        return line

    def _line_macro(self, language: str) -> Callable[[StoryCard], str]:
        shared = self._words(language) | {"base": _ROOT}
        return self.env.get_template(_LINE).make_module(shared).line  # type: ignore[attr-defined, no-any-return]

    def _small_voiceprint(self, identity: str) -> Markup:
        return self.cards(self.site.settings.language).voiceprint(self.site.by_id[identity], "small")

    def _words(self, language: str) -> dict[str, Any]:
        words = self.cards(language).words
        shared = {"_": words.say, "gettext": words.say, "ngettext": words.say_number, "voiceprint": self._voiceprint}
        return shared | {"language": language}

    def _menu_in(self, language: str) -> frozenset[str]:
        """The addresses that the menu leads to."""
        site = self.site_view(language, "")
        return frozenset((site.home, site.search, *(link.url for link in site.navigation)))

    def _shared_in(self, language: str, section: str, to_root: str) -> dict[str, Any]:
        """What the pages of a language and a section share that are as deep in the site."""
        entry = self._entry

        def one(identity: str) -> Markup:
            # As Markup() does, but for a look at what it gets; a hundred thousand entries stand in lists.
            return str.__new__(Markup, to_root.join(entry(language, identity)))

        return self._words(language) | {"base": to_root, "site": self.site_view(language, section), "entry": one}

    def _frame_in(
        self, language: str, section: str, to_root: str, here: str, languages: tuple[Link, ...] | None
    ) -> tuple[list[str], list[str]]:
        """What stands above and below pages, in parts between which the page's own address belongs.

        That is the same in each language but for its start, or else `languages` says what it is.
        """
        if languages is None:
            tongues = self.site.tongues
            languages = tuple([Link(start + _SAME, name, code == language, code) for code, start, name in tongues])
        context = self._shared(language, section, to_root) | {"here": here, "languages": languages}
        above, below = (
            self.env.get_template(f"partials/{name}.html").render(context).split(_SAME)
            for name in ("masthead", "colophon")
        )
        return above, below

    def _frame_of(self, language: str, head: Head, to_root: str) -> tuple[Markup, Markup]:
        """What stands above and below one page."""
        here = head.url if head.url in self._menu(language) else ""
        urls = [link.url for link in head.languages]
        same = urls[0].removeprefix(self._starts[0]) if urls else ""
        alike = urls == [start + same for start in self._starts]
        languages = None if alike else head.languages
        above, below = self._frame(language, head.section, to_root, here, languages)
        address = escaped(same)
        return Markup(address.join(above)), Markup(address.join(below))

    def context(self, language: str, path: str, given: dict[str, Any]) -> dict[str, Any]:
        """What a template gets: the page's own context, its head among it, and what all pages share.

        A story stands in a dozen lists, and most pages of a section have the same frame: each is printed once, and only
        the way to the site's root differs.
        """
        to_root = base(self.site, path)
        return {**self._shared(language, given["head"].section, to_root), **self._own(language, to_root, given)}

    def _own(self, language: str, to_root: str, given: dict[str, Any]) -> dict[str, Any]:
        """What no other page shares."""
        above, below = self._frame_of(language, given["head"], to_root)
        return {"masthead": above, "colophon": below, **given}

    def _printer_of(self, template: str, language: str, section: str, to_root: str) -> Print | None:
        quick = self._quick.template(template)
        if quick:
            # What cannot be printed once may stand where it is never printed; where it is, Jinja2 tells what is wrong.
            with suppress(Exception):
                return quick.set(self._shared(language, section, to_root))
        return None

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
        to_root = base(self.site, page.path)
        if page.many and (printer := self._printer(page.template, page.language, given["head"].section, to_root)):
            # What the quick form cannot print, Jinja2 prints; and where neither can, it tells in which line.
            with suppress(Exception):
                return printer(self._own(page.language, to_root, given))
        return self.env.get_template(page.template).render(self.context(page.language, page.path, given))

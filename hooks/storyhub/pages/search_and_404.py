"""Pages that exist once in each language: search, and the page for a wrong address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from storyhub.model.story import Value
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.page import Page, PlacedPage
from storyhub.pages.views import SearchChoices
from storyhub.site import Site


class SearchPage(PlacedPage):
    """The search page: complete without its script but for the results."""

    template = "search.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """What can be chosen."""
        return (self.path, site.languages, site.years)

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        choices = SearchChoices(
            tuple((value.key, cards.values[value.key].name, _said(value)) for value in site.hub.values),
            tuple((view.key, view.name) for view in cards.departments.values()),
            tuple((code, cards.words.language_name(code)) for code in site.languages),
            site.years,
        )
        return {
            "search": choices,
            "head": head(
                cards,
                "search/",
                cards.words.gettext("Search"),
                description=cards.words.gettext("Search the stories"),
                section="search",
                index=False,
            ),
        }


def _said(value: Value) -> str:
    """The words of a value's names and its signal words, in all languages."""
    signals = (word for words in value.signals.values() for word in words)
    return " ".join(dict.fromkeys(" ".join((*value.name.values(), *signals)).split()))


class NotFoundPage(PlacedPage):
    """What is shown for a wrong address, wherever that is."""

    template = "404.html"

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        _ = cards.words.gettext
        lede = _("Perhaps it has moved, or there is a typo in the address.")
        return {"head": head(cards, "404.html", _("Page not found"), description=lede, index=False, alone=True)}


def pages(site: Site, language: str) -> Iterator[Page]:
    """The fixed pages of one language; hosts know one page for wrong addresses, in the hub's own."""
    yield SearchPage(language, f"{site.prefix(language)}search/index.html")
    if language == site.settings.language:
        yield NotFoundPage(language, "404.html")

"""The overview of values or of departments: each with its newest story, and apart from them those without any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.page import PlacedPage
from storyhub.pages.views import DepartmentView, ValueView
from storyhub.site import Site


class OverviewPage(PlacedPage):
    """All values, or all departments; subclasses say which."""

    section: ClassVar[str] = ""
    """Its folder, and the name of its entries in the template."""

    def _by_key(self, site: Site) -> Mapping[str, tuple[Story, ...]]:
        return site.by_value if self.section == "values" else site.by_department

    def depends(self, site: Site) -> tuple[object, ...]:
        """The number of stories of each entry, and its newest."""
        told = self._by_key(site).items()
        return (self.path, [(key, len(stories), site.facts[stories[0].id] if stories else "") for key, stories in told])

    def overview(self, site: Site, cards: Cards, title: str, description: str) -> dict[str, Any]:
        """The entries and the head."""
        entries: Iterable[ValueView | DepartmentView]
        entries = cards.values.values() if self.section == "values" else cards.departments.values()
        views = [
            replace(view, latest=cards.card(stories[0].id)) if (stories := self._by_key(site)[view.key]) else view
            for view in entries
        ]
        return {
            self.section: tuple(view for view in views if view.count),
            "silent": tuple(view for view in views if not view.count),
            "head": head(cards, f"{self.section}/", title, description=description, section=self.section),
        }

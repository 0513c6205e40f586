"""The overview of departments, and each with its stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head
from storyhub.pages.lists import ListPage
from storyhub.pages.network import FOLDER
from storyhub.pages.overview import OverviewPage
from storyhub.pages.page import Group
from storyhub.pages.views import Link
from storyhub.site import Site


@dataclass(frozen=True)
class DepartmentPage(ListPage):
    """One department: its stories, and whom it shared stories with."""

    folder = "departments/"
    template = "department.html"

    def stories(self, site: Site) -> tuple[Story, ...]:
        """The department's stories, shared ones included."""
        return site.by_department[self.key]

    def _together(self, site: Site) -> tuple[str, ...]:
        if self.part.number is not None:
            return ()
        met = {
            key
            for story in self.stories(site)
            if story.together_with
            for key in (story.department, *story.together_with)
        }
        return tuple(d.key for d in site.hub.departments if d.key in met and d.key != self.key)

    def depends(self, site: Site) -> tuple[object, ...]:
        """The list, and the departments that it shared stories with."""
        return (
            *super().depends(site),
            self._together(site),
            len(self.stories(site)) if self.part.number is None else 0,
        )

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        department = cards.departments[self.key]
        trail = (Link(f"{cards.prefix}departments/", cards.words.gettext("Departments")),)
        feeds = (Link(department.feed, department.name),)
        of = {"department": department.name, "organisation": site.settings.organisation}
        description = cards.words.gettext("Stories of %(department)s, a department of %(organisation)s.") % of
        return {
            **self.list_context(site, cards),
            "department": department if self.part.number is None else replace(department, count=0),
            "together": tuple(cards.department_link(key) for key in self._together(site)),
            "head": head(
                cards,
                self.own_url,
                department.name,
                section="departments",
                description=description,
                feeds=feeds,
                trail=trail,
            ),
        }


class DepartmentsPage(OverviewPage):
    """All departments, also those not heard from yet."""

    section = "departments"
    template = "departments.html"

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        words = cards.words
        lede = words.gettext("Stories from every corner of %(organisation)s.") % {
            "organisation": site.settings.organisation
        }
        shown = self.overview(site, cards, words.gettext("Departments"), lede)
        return {**shown, "network": f"{cards.prefix}{FOLDER}"}


def groups(site: Site, language: str) -> Iterator[Group]:
    """The pages about departments in one language."""
    yield Group.of([DepartmentsPage(language, f"{site.prefix(language)}departments/index.html")])
    yield from (DepartmentPage.group(site, language, key, stories) for key, stories in site.by_department.items())

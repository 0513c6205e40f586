"""The overview of departments, and each with its stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head, in_each_language
from storyhub.pages.lists import ListPage
from storyhub.pages.network import FOLDER
from storyhub.pages.page import Group, Page
from storyhub.pages.views import Link
from storyhub.site import Site


@dataclass(frozen=True)
class DepartmentPage(ListPage):
    """One department: its stories, and whom it shared stories with."""

    template = "department.html"

    @property
    def url_without_language(self) -> str:
        """Address of the list's newest part, without the language."""
        return f"departments/{self.key}/"

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
            "head": self.list_head(
                site, department.name, "departments", description=description, feeds=feeds, trail=trail
            ),
        }


@dataclass(frozen=True)
class DepartmentsPage(Page):
    """All departments, also those not heard from yet."""

    language: str
    path: str
    template = "departments.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The number of stories of each department, and its newest."""
        return (
            self.path,
            [
                (key, len(stories), site.facts[stories[0].id] if stories else "")
                for key, stories in site.by_department.items()
            ],
        )

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        views = [
            replace(view, latest=cards.card(stories[0].id)) if (stories := site.by_department[key]) else view
            for key, view in cards.departments.items()
        ]
        title = cards.words.gettext("Departments")
        url = f"{cards.prefix}departments/"
        lede = cards.words.gettext("Stories from every corner of %(organisation)s.")
        return {
            "departments": tuple(view for view in views if view.count),
            "network": f"{cards.prefix}{FOLDER}",
            "silent": tuple(view for view in views if not view.count),
            "head": head(
                site,
                self.language,
                url,
                title,
                description=lede % {"organisation": site.settings.organisation},
                section="departments",
                translations=in_each_language(site, "departments/"),
            ),
        }


def groups(site: Site, language: str) -> Iterator[Group]:
    """The pages about departments in one language."""
    yield Group.of([DepartmentsPage(language, f"{site.prefix(language)}departments/index.html")])
    yield from (DepartmentPage.group(site, language, key, stories) for key, stories in site.by_department.items())

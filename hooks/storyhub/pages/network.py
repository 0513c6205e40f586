"""Which departments met in stories, which never did, and what each speaks of: of all time, and of each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import cos, pi, sin
from typing import Any

from markupsafe import Markup

from storyhub.model.story import Story
from storyhub.pages.cards import Cards
from storyhub.pages.frame import head, in_each_language
from storyhub.pages.page import Page
from storyhub.pages.views import Link
from storyhub.site import Site

FOLDER = "network/"
_RADIUS = 90


@dataclass(frozen=True, slots=True)
class DepartmentMeetings:
    """A department: whom it met, in how many stories, and whom it never met."""

    link: Link
    met: tuple[tuple[Link, int], ...]
    """The most often met first."""
    never: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HeatRow:
    """How many stories of a department speak of each value."""

    link: Link
    counts: tuple[int, ...]
    shades: tuple[int, ...]
    """0 is silence; 1 to 4 follow the largest count of the page."""


def meetings(site: Site, stories: tuple[Story, ...]) -> Counter[tuple[str, str]]:
    """In how many stories each two departments met: by telling it together, or by a reply."""
    known = {department.key: place for place, department in enumerate(site.hub.departments)}
    found: Counter[tuple[str, str]] = Counter()
    for story in stories:
        met = {story.department, *story.together_with}
        pairs = set(combinations(sorted(met & known.keys(), key=known.__getitem__), 2))
        other = site.by_id.get(story.reply_to or "")
        if other and other.department != story.department and {other.department, story.department} <= known.keys():
            first, second = sorted((story.department, other.department), key=known.__getitem__)
            pairs.add((first, second))
        found.update(pairs)
    return found


def _heat(site: Site, stories: tuple[Story, ...]) -> Counter[tuple[str, str]]:
    return Counter((story.department, mark.key) for story in stories for mark in site.marks[story.id])


@dataclass(frozen=True)
class NetworkPage(Page):
    """The network of one period: a year, or all time (empty)."""

    language: str
    prefix: str
    year: str
    template = "network.html"

    @property
    def path(self) -> str:  # type: ignore[override]
        """File under the site's folder."""
        return f"{self.prefix}{self.own_url}index.html"

    @property
    def own_url(self) -> str:
        """Its address without the language."""
        return f"{FOLDER}{self.year}/" if self.year else FOLDER

    def _counted(self, site: Site) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]]:
        stories = site.by_period[self.year]
        return meetings(site, stories), _heat(site, stories)

    def depends(self, site: Site) -> tuple[object, ...]:
        """The figures, and which years there are."""
        return (self, site.years, [sorted(counts.items()) for counts in self._counted(site)])

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        _ = cards.words.gettext
        met, heat = self._counted(site)
        title = _("The network")
        most = max(heat.values(), default=1)
        keys = [department.key for department in site.hub.departments]
        return {
            "departments": tuple(_met(key, keys, met, cards) for key in keys),
            "pairs": len(met),
            "possible": len(keys) * (len(keys) - 1) // 2,
            "drawing": _drawing(keys, met),
            "values": tuple(cards.values.values()),
            "heat": tuple(_row(key, heat, most, cards) for key in keys),
            "year": self.year,
            "periods": (
                Link(f"{self.prefix}{FOLDER}", _("All years"), not self.year),
                *(
                    Link(f"{self.prefix}{FOLDER}{year:04}/", f"{year:04}", f"{year:04}" == self.year)
                    for year in site.years
                ),
            ),
            "head": head(
                site,
                self.language,
                f"{self.prefix}{self.own_url}",
                f"{title} {self.year}".strip(),
                description=_("Which departments met in stories, which never did, and what each speaks of."),
                section="departments",
                trail=(Link(f"{self.prefix}departments/", _("Departments")),),
                translations=in_each_language(site, self.own_url),
            ),
        }


def _met(key: str, keys: list[str], met: Counter[tuple[str, str]], cards: Cards) -> DepartmentMeetings:
    counts = {other: met[key, other] + met[other, key] for other in keys if other != key}
    often = sorted((other for other in counts if counts[other]), key=lambda other: -counts[other])
    return DepartmentMeetings(
        cards.department_link(key),
        tuple((cards.department_link(other), counts[other]) for other in often),
        tuple(cards.department_link(other) for other, count in counts.items() if not count),
    )


def _row(key: str, heat: Counter[tuple[str, str]], most: int, cards: Cards) -> HeatRow:
    counts = tuple(heat[key, value] for value in cards.values)
    return HeatRow(cards.department_link(key), counts, tuple(-(-4 * count // most) for count in counts))


def _drawing(keys: list[str], met: Counter[tuple[str, str]]) -> Markup:
    """The departments on a circle, in their own order, a line between each two that met."""
    turn = 2 * pi / max(1, len(keys))
    places = {
        key: (round(100 + _RADIUS * sin(turn * n), 1), round(100 - _RADIUS * cos(turn * n), 1))
        for n, key in enumerate(keys)
    }
    lines = [
        f'<path d="M{places[a][0]} {places[a][1]}L{places[b][0]} {places[b][1]}" stroke-width="{min(6, count)}"/>'
        for (a, b), count in sorted(met.items())
    ]
    dots = [f'<circle cx="{x}" cy="{y}" r="3"/>' for x, y in places.values()]
    return Markup(
        f'<svg class="network-drawing" viewBox="0 0 200 200" aria-hidden="true">{"".join(lines)}{"".join(dots)}</svg>'
    )


def pages(site: Site, language: str) -> Iterator[Page]:
    """The network in one language, of all time and of each year."""
    for year in ("", *(f"{year:04}" for year in site.years)):
        yield NetworkPage(language, site.prefix(language), year)

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
from storyhub.pages.frame import head
from storyhub.pages.page import Page, PlacedPage
from storyhub.pages.views import Link
from storyhub.site import Site

FOLDER = "network/"
_Pair = tuple[str, str]
_RADIUS = 82
_OF_NUMBERS = 95
"""Radius of the circle that the numbers of the departments are on."""
MOST_DRAWN = 24
"""Departments in a drawing; of more it would be a ball of wool, and the table says it alone."""


@dataclass(frozen=True, slots=True)
class DepartmentMeetings:
    """A department: whom it met, in how many stories, and whom it never met."""

    link: Link
    number: int
    """In the drawing; 0 when there is none."""
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


def meetings(site: Site) -> dict[int, Counter[_Pair]]:
    """By year, in how many stories each two departments met: by telling it together, by a reply, or by a link to another's story."""
    known = {department.key: place for place, department in enumerate(site.hub.departments)}
    linked: dict[str, list[str]] = {}
    for to, tellers in site.mentions.items():
        for teller in tellers:
            linked.setdefault(teller, []).append(to)
    found: dict[int, Counter[_Pair]] = {year: Counter() for year in site.years}
    for story in site.stories:
        groups = [{story.department, *story.together_with}]
        others = [site.by_id[one] for one in (story.reply_to, *linked.get(story.id, ())) if one in site.by_id]
        groups += [{story.department, other.department} for other in others]
        found[story.date.year].update(
            {pair for met in groups for pair in combinations(sorted(met & known.keys(), key=known.__getitem__), 2)}
        )
    return found


def _heat(site: Site, stories: tuple[Story, ...]) -> Counter[_Pair]:
    return Counter((story.department, mark.key) for story in stories for mark in site.marks[story.id])


@dataclass(frozen=True)
class NetworkPage(PlacedPage):
    """The network of one period: a year, or all time (empty)."""

    year: str
    met: tuple[tuple[_Pair, int], ...]
    """In how many stories each two departments met."""
    heat: tuple[tuple[_Pair, int], ...]
    """How many stories each department has of each value."""
    template = "network.html"

    def depends(self, site: Site) -> tuple[object, ...]:
        """The figures, and which years there are."""
        return (self, site.years)

    def context(self, site: Site, cards: Cards) -> dict[str, Any]:
        """What the template gets."""
        _ = cards.words.gettext
        met, heat = Counter(dict(self.met)), Counter(dict(self.heat))
        title = _("The network")
        years = [f"{year:04}" for year in site.years]
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
                Link(cards.prefix + FOLDER, _("All years"), not self.year),
                *(Link(cards.prefix + _url_of(year), year, year == self.year) for year in years),
            ),
            "head": head(
                cards,
                _url_of(self.year),
                f"{title} {self.year}".strip(),
                description=_("Which departments met in stories, which never did, and what each writes about."),
                section="departments",
                trail=(Link(f"{cards.prefix}departments/", _("Departments")),),
            ),
        }


def _url_of(year: str) -> str:
    """Address of the network of a year, or of all time (empty), without the language."""
    return f"{FOLDER}{year}/" if year else FOLDER


def _met(key: str, keys: list[str], met: Counter[_Pair], cards: Cards) -> DepartmentMeetings:
    counts = {other: met[key, other] + met[other, key] for other in keys if other != key}
    often = sorted((other for other in counts if counts[other]), key=lambda other: -counts[other])
    return DepartmentMeetings(
        cards.department_link(key),
        keys.index(key) + 1 if len(keys) <= MOST_DRAWN else 0,
        tuple((cards.department_link(other), counts[other]) for other in often),
        tuple(cards.department_link(other) for other, count in counts.items() if not count),
    )


def _row(key: str, heat: Counter[_Pair], most: int, cards: Cards) -> HeatRow:
    counts = tuple(heat[key, value] for value in cards.values)
    return HeatRow(cards.department_link(key), counts, tuple(-(-4 * count // most) for count in counts))


def _drawing(keys: list[str], met: Counter[_Pair]) -> Markup:
    """The departments on a circle, in their own order and numbered, a line between each two that met; empty when they are too many."""
    if len(keys) > MOST_DRAWN:
        return Markup()
    places = {key: _place(number, len(keys), _RADIUS) for number, key in enumerate(keys)}
    beside = [_place(number, len(keys), _OF_NUMBERS) for number in range(len(keys))]
    lines = [
        f'<path d="M{places[a][0]} {places[a][1]}L{places[b][0]} {places[b][1]}" stroke-width="{min(6, count)}"/>'
        for (a, b), count in sorted(met.items())
    ]
    dots = [f'<circle cx="{x}" cy="{y}" r="3"/>' for x, y in places.values()]
    numbers = [f'<text x="{x}" y="{y}">{number}</text>' for number, (x, y) in enumerate(beside, 1)]
    drawn = "".join((*lines, *dots, *numbers))
    return Markup(f'<svg class="network-drawing" viewBox="0 0 200 200" aria-hidden="true">{drawn}</svg>')


def _place(number: int, count: int, radius: int) -> tuple[float, float]:
    """Where one of so many is on a circle, the first at the top."""
    turn = 2 * pi * number / max(1, count)
    return round(100 + radius * sin(turn), 1), round(100 - radius * cos(turn), 1)


def pages(site: Site) -> Iterator[Page]:
    """The network of all time and of each year, in each language."""
    of_years = {f"{year:04}": (met, _heat(site, site.by_period[f"{year:04}"])) for year, met in meetings(site).items()}
    of_all = (
        sum((met for met, _ in of_years.values()), Counter()),
        sum((heat for _, heat in of_years.values()), Counter()),
    )
    for year, counts in {"": of_all, **of_years}.items():
        met, heat = (tuple(sorted(some.items())) for some in counts)
        for language in site.settings.languages:
            yield NetworkPage(language, f"{site.prefix(language)}{_url_of(year)}index.html", year, met, heat)

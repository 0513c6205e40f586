"""What comms need for a meeting: who is heard and who is not, what waits, what was stopped and why, what is to be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from storyhub.model.i18n import Catalogue, catalogue
from storyhub.model.listening import CLOSED
from storyhub.model.messages import said
from storyhub.model.story import Story, in_language
from storyhub.pages.network import meetings
from storyhub.review.counts import FEWEST, Period, over_time, quarter, quarters
from storyhub.review.literal_markdown import literal
from storyhub.review.reasons import REASONS
from storyhub.review.waiting import Waiting
from storyhub.site import Site


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report: a table, a list, or a line that says there is nothing."""

    heading: str
    otherwise: str
    """Said where there is no row and no item."""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report."""

    title: str
    day: str
    note: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """What it is made from."""

    site: Site
    today: date
    waiting: Sequence[Waiting] | None = None
    """None: it is not known what waits."""
    decisions: Mapping[str, int] = field(default_factory=Counter)


def report(sources: Sources) -> Report:
    """The report in the hub's own language."""
    site = sources.site
    words = catalogue(site.settings.language)
    _ = words.gettext
    values = {value.key: in_language(value.name, words.language, words.language) for value in site.hub.values}
    departments = {one.key: in_language(one.name, words.language, words.language) for one in site.hub.departments}
    note = _(
        "No figures per person. Whatever is counted here, anybody can count on the site; any other count is not shown when fewer "
        "than %(fewest)s people are behind it."
    )
    return Report(
        f"{site.settings.name} · {_('Report')}",
        words.date(sources.today),
        note % {"fewest": FEWEST},
        (
            _over_time(sources, words, _("Stories by value"), _("Value"), values, partial(_values_of, site)),
            _over_time(sources, words, _("Stories by department"), _("Department"), departments, _department_of),
            *_unheard(sources, values, departments, _),
            _never_met(site, departments, _),
            _waiting(sources, _),
            _stopped(sources, _),
            _to_answer(sources, _),
        ),
    )


def _values_of(site: Site, story: Story) -> list[str]:
    return [mark.key for mark in site.marks.get(story.id, ())]


def _department_of(story: Story) -> list[str]:
    return [story.department]


def _over_time(
    sources: Sources,
    words: Catalogue,
    heading: str,
    group: str,
    names: Mapping[str, str],
    of: Callable[[Story], list[str]],
) -> Section:
    periods, counts = over_time(sources.site.stories, tuple(names), of, sources.today)
    rows = tuple((names[key], *map(str, row)) for key, row in counts.items())
    return Section(heading, "", (group, *(_period(period, words) for period in periods)), rows)


def _period(period: Period, words: Catalogue) -> str:
    if not period[1]:
        return str(period[0])
    return words.gettext("quarter %(number)s of %(year)s") % {"number": period[1], "year": period[0]}


def _unheard(
    sources: Sources, values: Mapping[str, str], departments: Mapping[str, str], _: Callable[[str], str]
) -> tuple[Section, Section]:
    """The values and departments without a story in these quarters."""
    recent = set(quarters(sources.today))
    stories = [story for story in sources.site.stories if quarter(story.date) in recent]
    told = {key for story in stories for key in _values_of(sources.site, story)}
    heard = {key for story in stories for key in (story.department, *story.together_with)}
    return (
        Section(
            _("Values that nobody wrote about"),
            _("Every value was written about."),
            items=tuple(name for key, name in values.items() if key not in told),
        ),
        Section(
            _("Departments that were not heard from"),
            _("Every department was heard from."),
            items=tuple(name for key, name in departments.items() if key not in heard),
        ),
    )


def _never_met(site: Site, departments: Mapping[str, str], _: Callable[[str], str]) -> Section:
    """Whom each department never met in a story, of all time."""
    met = sum(meetings(site).values(), Counter())
    rows = []
    for one, name in departments.items():
        strangers = [other for other in departments if other != one and not met[one, other] + met[other, one]]
        if strangers:
            rows.append((name, ", ".join(departments[other] for other in strangers)))
    heading, otherwise = _("Departments that never met in a story"), _("All departments have met one another.")
    return Section(heading, otherwise, (_("Department"), _("Never met")), tuple(rows))


def _waiting(sources: Sources, _: Callable[[str], str]) -> Section:
    unknown = _("Not looked at: name the branches with --waiting.")
    otherwise = unknown if sources.waiting is None else _("No story is waiting.")
    rows = tuple((one.path, str(one.days)) for one in sources.waiting or ())
    return Section(_("Stories waiting to be read"), otherwise, (_("Story"), _("Days")), rows)


def _stopped(sources: Sources, _: Callable[[str], str]) -> Section:
    """The reasons that were given; each decision is about one person."""
    few = _("fewer than %(fewest)s") % {"fewest": FEWEST}
    rows = tuple(
        (said(reason.name, _), str(count) if count >= FEWEST else few)
        for reason in REASONS
        if (count := sources.decisions.get(reason.key, 0))
    )
    heading = _("Reasons why stories were not published as they were")
    return Section(heading, _("None were noted."), (_("Reason"), _("Times")), rows)


def _to_answer(sources: Sources, _: Callable[[str], str]) -> Section:
    """What could be better, and is not answered to the end, the oldest first."""
    rows = tuple(
        (item.story.title, item.state(_), str(item.days_open(sources.today)))
        for item in reversed(sources.site.listening)
        if item.status not in CLOSED
    )
    heading = _("What could be better, and is waiting for an answer")
    return Section(heading, _("Everything was answered."), (_("Story"), _("Status"), _("Days since")), rows)


def as_markdown(made: Report) -> str:
    """The report as Markdown, to paste into minutes."""
    parts = [f"# {literal(made.title)}", literal(made.day), literal(made.note)]
    for section in made.sections:
        parts.append(f"## {literal(section.heading)}")
        if section.rows:
            lines = [section.head, tuple("---" for _ in section.head), *section.rows]
            lines = [line if line[0] == "---" else tuple(map(literal, line)) for line in lines]
            parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
        elif section.items:
            parts.append("\n".join(f"- {literal(item)}" for item in section.items))
        elif section.otherwise:
            parts.append(literal(section.otherwise))
    return "\n\n".join(parts)

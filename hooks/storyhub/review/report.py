"""What comms need for a meeting: who is heard and who is not, what waits, what was stopped and why, what is to be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from storyhub.model.i18n import Catalogue, catalogue
from storyhub.model.listening import CLOSED
from storyhub.model.messages import said
from storyhub.model.story import Story, Texts, in_language
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
    note: str = ""
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
    settings = sources.site.settings
    words = catalogue(settings.language)
    _ = words.gettext
    sections = (
        _values(sources, words),
        _departments(sources, words),
        *_unheard(sources, words),
        _never_met(sources, words),
    )
    note = _(
        "No figures per person. Whatever is counted here, anybody can count on the site; any other count is not shown when fewer "
        "than %(fewest)s people are behind it."
    )
    return Report(
        f"{settings.name} · {_('Report')}",
        words.date(sources.today),
        note % {"fewest": FEWEST},
        (*sections, _waiting(sources, words), _stopped(sources, words), _to_answer(sources, words)),
    )


def _values(sources: Sources, words: Catalogue) -> Section:
    site = sources.site
    names = {value.key: value.name for value in site.hub.values}

    def of(story: Story) -> list[str]:
        return [mark.key for mark in site.marks.get(story.id, ())]

    return _over_time(sources, words, words.gettext("Stories by value"), words.gettext("Value"), names, of)


def _departments(sources: Sources, words: Catalogue) -> Section:
    names = {department.key: department.name for department in sources.site.hub.departments}

    def of(story: Story) -> list[str]:
        return [story.department]

    return _over_time(sources, words, words.gettext("Stories by department"), words.gettext("Department"), names, of)


def _over_time(
    sources: Sources,
    words: Catalogue,
    heading: str,
    group: str,
    names: Mapping[str, Texts],
    of: Callable[[Story], list[str]],
) -> Section:
    periods, counts = over_time(sources.site.stories, tuple(names), of, sources.today)
    rows = tuple((_name(names[key], words), *map(str, row)) for key, row in counts.items())
    return Section(heading, head=(group, *(_period(period, words) for period in periods)), rows=rows)


def _period(period: Period, words: Catalogue) -> str:
    if not period[1]:
        return str(period[0])
    return words.gettext("quarter %(number)s of %(year)s") % {"number": period[1], "year": period[0]}


def _name(texts: Texts, words: Catalogue) -> str:
    return in_language(texts, words.language, words.language)


def _unheard(sources: Sources, words: Catalogue) -> tuple[Section, Section]:
    """The values and departments without a story in these quarters."""
    site, _ = sources.site, words.gettext
    recent = set(quarters(sources.today))
    stories = [story for story in site.stories if quarter(story.date) in recent]
    told = {mark.key for story in stories for mark in site.marks.get(story.id, ())}
    heard = {key for story in stories for key in (story.department, *story.together_with)}
    values = tuple(_name(value.name, words) for value in site.hub.values if value.key not in told)
    departments = tuple(_name(one.name, words) for one in site.hub.departments if one.key not in heard)
    return (
        Section(
            _("Values that nobody wrote about"), "" if values else _("Every value was written about."), items=values
        ),
        Section(
            _("Departments that were not heard from"),
            "" if departments else _("Every department was heard from."),
            items=departments,
        ),
    )


def _never_met(sources: Sources, words: Catalogue) -> Section:
    """Whom each department never met in a story, of all time."""
    _, listed = words.gettext, sources.site.hub.departments
    met = sum(meetings(sources.site).values(), Counter())
    rows = []
    for one in listed:
        strangers = [
            other for other in listed if other is not one and not met[one.key, other.key] + met[other.key, one.key]
        ]
        if strangers:
            rows.append((_name(one.name, words), ", ".join(_name(other.name, words) for other in strangers)))
    heading = _("Departments that never met in a story")
    return Section(
        heading,
        "" if rows else _("All departments have met one another."),
        (_("Department"), _("Never met")),
        tuple(rows),
    )


def _waiting(sources: Sources, words: Catalogue) -> Section:
    heading = words.gettext("Stories waiting to be read")
    if sources.waiting is None:
        return Section(heading, words.gettext("Not looked at: name the branches with --waiting."))
    if not sources.waiting:
        return Section(heading, words.gettext("No story is waiting."))
    head = (words.gettext("Story"), words.gettext("Days"))
    return Section(heading, head=head, rows=tuple((one.path, str(one.days)) for one in sources.waiting))


def _stopped(sources: Sources, words: Catalogue) -> Section:
    """The reasons that were given; each decision is about one person."""
    _ = words.gettext
    heading = _("Reasons why stories were not published as they were")
    if not sources.decisions:
        return Section(heading, _("None were noted."))
    few = _("fewer than %(fewest)s") % {"fewest": FEWEST}
    rows = tuple(
        (said(reason.name, _), str(count) if count >= FEWEST else few)
        for reason in REASONS
        if (count := sources.decisions.get(reason.key, 0))
    )
    return Section(heading, head=(_("Reason"), _("Times")), rows=rows)


def _to_answer(sources: Sources, words: Catalogue) -> Section:
    """What could be better, and is not answered to the end, the oldest first."""
    _ = words.gettext
    # Each status has its own words in the catalogue, where story.py names them.
    rows = []
    for item in reversed(sources.site.listening):
        if item.status not in CLOSED:
            days = str(item.days_open(sources.today))
            rows.append((item.story.title, _(item.status) if item.status else _("no answer yet"), days))
    heading = _("What could be better, and is waiting for an answer")
    if not rows:
        return Section(heading, _("Everything was answered."))
    return Section(heading, head=(_("Story"), _("Status"), _("Days since")), rows=tuple(rows))


def as_markdown(made: Report) -> str:
    """The report as Markdown, to paste into minutes."""
    parts = [f"# {literal(made.title)}", literal(made.day), literal(made.note)]
    for section in made.sections:
        parts.append(f"## {literal(section.heading)}")
        if section.note:
            parts.append(literal(section.note))
        if section.rows:
            lines = [section.head, tuple("---" for _ in section.head), *section.rows]
            lines = [line if line[0] == "---" else tuple(map(literal, line)) for line in lines]
            parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
        if section.items:
            parts.append("\n".join(f"- {literal(item)}" for item in section.items))
    return "\n\n".join(parts)

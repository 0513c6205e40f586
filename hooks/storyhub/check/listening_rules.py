"""The rules about answers to what could be better; one generator per rule, whose first line is the rule. All of it is advice to comms."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from storyhub.check.scope import Scope
from storyhub.model.issues import Issue, advice, shown
from storyhub.model.listening import CLOSED, NEED_A_NOTE, STATUSES
from storyhub.model.messages import say
from storyhub.model.story import Listening, Story


def check_answers(scope: Scope) -> Iterator[Issue]:
    """What the rules find in the answers to what could be better."""
    for item in scope.hub.listening.values():
        if story := scope.known.get(item.story):
            yield from story_opened_it(story, item)
            yield from says_what_or_why(item)
            yield from goes_forward(story, item, scope)
            yield from confirmed_after_it_was_closed(item)
            yield from same_is_said_by_other_stories(story, item, scope)
        else:
            yield answers_have_a_story(item, scope)


def answers_have_a_story(item: Listening, scope: Scope) -> Issue:
    """Answers to a listening item are named after a story that has one."""
    told = say(
        "answers %(found)s%(meant)s, which is not a story of the hub; a file is named <year>-<name>.yml after its story; give it that name",
        found=shown(item.story),
        meant=scope.stories.meant(item.story),
    )
    return advice(item.path, 1, "file", "unknown-story", told)


def story_opened_it(story: Story, item: Listening) -> Iterator[Issue]:
    """Answers are given to a story that says what could be better."""
    if not story.could_be_better and not story.withdrawn:
        told = say(
            "answers %(found)s, which does not say what could be better; an answer belongs to that field of a story; "
            "check the name of this file: nothing of it is shown until then",
            found=shown(story.id),
        )
        yield advice(item.path, 1, "file", "no-item", told)


def says_what_or_why(item: Listening) -> Iterator[Issue]:
    """A change, a plan and a refusal come with a note that says what or why."""
    for answer in item.answers:
        if answer.status in NEED_A_NOTE and not answer.note.strip():
            told = say(
                "is “%(status)s” without a note; this status needs one that says what is done, or why not; add: %(paste)s",
                status=answer.status,
                paste="note: …",
            )
            yield advice(item.path, answer.line, "entries", "no-note", told)


def goes_forward(story: Story, item: Listening, scope: Scope) -> Iterator[Issue]:
    """Statuses go forward; only the teller, or a colleague by a story of their own, reopens what was closed."""
    tellers = _names_of(story, scope)
    others = [scope.known[one].date for one in item.also if one in scope.known]
    for before, answer in pairwise(item.answers):
        reopened = answer.by.strip().casefold() in tellers or any(before.date <= day <= answer.date for day in others)
        if before.status in CLOSED and answer.status != before.status and not reopened:
            told = say(
                "goes from “%(before)s” to “%(status)s”, and is by %(by)s; what was closed is reopened by its teller, or by a story that says the same; "
                "put the teller’s name after by, or name that story: %(paste)s",
                before=before.status,
                status=answer.status,
                by=shown(answer.by or "—"),
                paste="also: [2026/a-story]",
            )
            yield advice(item.path, answer.line, "entries", "not-reopened", told)
        elif before.status not in CLOSED and STATUSES.index(answer.status) < STATUSES.index(before.status):
            told = say(
                "goes back from “%(before)s” to “%(status)s”; allowed is the same or a later one (%(names)s); "
                "keep the status, and say in the note what went differently",
                before=before.status,
                status=answer.status,
                names=", ".join(STATUSES),
            )
            yield advice(item.path, answer.line, "entries", "goes-back", told)


def _names_of(story: Story, scope: Scope) -> frozenset[str]:
    """What the teller of a story is called: as in the story and, unless that is a pen name, as in the profile."""
    profile = None if story.pseudonym else scope.hub.profiles.get(story.author)
    return frozenset(name.casefold() for name in (story.author, profile.name if profile else "") if name)


def confirmed_after_it_was_closed(item: Listening) -> Iterator[Issue]:
    """The teller confirms what was closed, on that day or later."""
    last = item.answers[-1] if item.answers else None
    if item.confirmed and not (last and last.status in CLOSED and last.date <= item.confirmed):
        told = say(
            "found %(found)s; the day on which the teller agreed with the last answer (“changed” or “not changing”) is allowed; "
            "take it out until the teller has said so",
            found=item.confirmed.isoformat(),
        )
        yield advice(item.path, item.lines.get("confirmed", 1), "confirmed", "not-closed", told)


def same_is_said_by_other_stories(story: Story, item: Listening, scope: Scope) -> Iterator[Issue]:
    """Every story that is said to tell the same is another story of the hub."""
    for identity in item.also:
        if identity not in scope.known or identity == story.id:
            told = say(
                "found %(found)s, which is not another story of the hub; a story is named as year/name; copy it from its address",
                found=shown(identity),
            )
            yield advice(item.path, item.lines.get("also", 1), "also", "unknown-story", told)

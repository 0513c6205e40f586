"""The rules that need the whole hub; one generator per rule, whose first line is the rule.

Rules about a story's own text are with its reading (`read/story.py`). Errors are only for the closed list of reasons:
unreadable, unsafe, private or secret data, no consent, outside its folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any
from urllib.parse import unquote

from storyhub.check import old_addresses, shown_pictures
from storyhub.check.addresses import Addresses
from storyhub.check.line_back_rules import lines_answer_something
from storyhub.check.listening_rules import check_answers
from storyhub.check.path_rules import steps_can_be_read
from storyhub.check.scope import Scope, name_alone
from storyhub.model.issues import Issue, advice, error, failed, shown, told_once
from storyhub.model.messages import say
from storyhub.model.story import Hub, Profile, Story
from storyhub.system.failures import cause_of


def consent_for_pictures(story: Story, scope: Scope) -> Iterator[Issue]:
    """Pictures need the consent of everyone recognisable in them, and public ones their public consent."""
    if not any(scope.addresses.shown_by(story)):
        return
    line = story.line("consent", "photo")
    if not story.consent and "consent" in story.lines and story in scope.hub.stopped:
        return  # it says something, and what is wrong with that has been reported
    if not story.consent:
        told = say(
            "is missing, and the story has a picture; “internal” or “public” is allowed; ask who is in it, then add: %(paste)s",
            paste="consent: internal",
        )
        yield error(story.path, line, "consent", "no-consent", told)
    elif story.public and story.consent != "public":
        told = say(
            "is “internal”, and the story is for everyone; a public story’s pictures need consent: public; ask who is in them, or make the story internal"
        )
        yield error(story.path, line, "consent", "no-consent", told)


def pictures_exist(story: Story, scope: Scope) -> Iterator[Issue]:
    """A picture that a story shows is in the story's own folder, under that name."""
    named = [(story.photo, story.line("photo.file", "photo"), "photo")] if story.photo else []
    named += [(reference.target, reference.line, "body") for reference in story.references if reference.picture]
    for target, line, field in named:
        place = scope.addresses.picture(story, target)
        if place is None and scope.addresses.is_refused(story, target):
            continue
        if place is None:
            yield advice(story.path, line, field, "no-picture", shown_pictures.not_there(story, target))
        elif told := shown_pictures.called_otherwise(target, place):
            yield advice(story.path, line, field, "picture-name", told)


def _as_typed(target: str) -> str:
    """A target as people write it: `één.jpg`, not `%C3%A9%C3%A9n.jpg`."""
    return shown(unquote(target))


def links_lead_somewhere(story: Story | Profile, scope: Scope) -> Iterator[Issue]:
    """A link into the hub leads to a story or page of it that readers can see."""
    for reference in story.references:
        if reference.picture:
            continue
        found = scope.addresses.find(story, reference.target)
        if found is None:
            hint = scope.stories.meant(reference.target)
            told = say(
                "links to %(found)s, which is not in the hub%(meant)s; a story is linked as ../<year>/<name>.md; correct the link: its words are shown without it",
                found=_as_typed(reference.target),
                meant=hint,
            )
            yield advice(story.path, reference.line, "body", "broken-link", told)
        elif (there := scope.by_url.get(found.partition("#")[0])) and (why := scope.why_unseen(there)):
            told = say(
                "links to %(found)s, which %(why)s; what readers can see may be linked; leave it, or correct it: its words are shown without it",
                found=_as_typed(reference.target),
                why=why,
            )
            yield advice(story.path, reference.line, "body", "link-unseen", told)


def named_stories_are_there(story: Story, scope: Scope) -> Iterator[Issue]:
    """A story answers, translates or is set beside another story of the hub."""
    for field, named in story.named_stories.items():
        if named not in scope.by_id or named == story.id:
            hint = "" if named == story.id else scope.stories.meant(named)
            told = say(
                "found %(found)s%(meant)s, which is not another story of the hub; a story is named as year/name; copy it from its address",
                found=shown(named),
                meant=hint,
            )
            yield advice(story.path, story.line(field), field, "unknown-story", told)


def replies_end_somewhere(story: Story, scope: Scope) -> Iterator[Issue]:
    """A story does not answer, by way of others, itself."""
    if story.id in scope.reply_circles and story.reply_to != story.id:
        told = say(
            "found %(found)s, which answers this story in its turn; one of them came first; take reply_to out of that one",
            found=shown(story.reply_to or ""),
        )
        yield advice(story.path, story.line("reply_to"), "reply_to", "circle", told)


def question_is_there(story: Story, scope: Scope) -> Iterator[Issue]:
    """A story answers a question of the hub."""
    months = [question.month for question in scope.hub.questions]
    if story.answers_question not in months:
        told = say(
            "found %(found)s, a month for which the hub has no question; a question is named after its month (%(names)s); correct it, or take it out",
            found=shown(story.answers_question or ""),
            names=", ".join(months[:3]) or "2026-11",
        )
        yield advice(story.path, story.line("answers_question"), "answers_question", "unknown-question", told)


def aliases_are_free(story: Story, scope: Scope) -> Iterator[Issue]:
    """An old address is a path that no page of the hub has."""
    for number, alias in enumerate(story.aliases):
        if not old_addresses.is_free(alias, story, scope.addresses):
            told = say(
                "found %(found)s; an old address is a path such as 2019/old-name that no other page has; correct it: it redirects nobody until then",
                found=shown(alias),
            )
            yield advice(story.path, story.line(f"aliases.{number}", "aliases"), "aliases", "alias-not-free", told)


def public_ends_after_it_began(story: Story, scope: Scope) -> Iterator[Issue]:
    """public_until is for public stories."""
    if story.public_until and not story.public:
        told = say("is set, and the story is internal; it is for public stories; add audience: public, or take it out")
        yield advice(story.path, story.line("public_until"), "public_until", "not-public", told)


def pen_name_is_nobodys_own(story: Story, scope: Scope) -> Iterator[Issue]:
    """A pen name is no colleague's own name."""
    if story.pseudonym and (name := scope.own_names.get(name_alone(story.author))):
        told = say(
            "found %(found)s, which is a colleague’s name here (%(name)s); a pen name belongs to nobody; choose another, or take out: pseudonym",
            found=shown(story.author),
            name=name,
        )
        yield advice(story.path, story.line("author"), "author", "pen-name-of-somebody", told)


@dataclass(frozen=True, slots=True)
class HubRule:
    """One rule of the hub."""

    finds: Callable[[Story, Scope], Iterator[Issue]]
    looks_at: Callable[[Story], object]
    """Gives what of a story it is about; where that is empty the rule has nothing to say."""
    stops: bool = False
    """Whether it can stop a story; the others advise."""


def _pictures(story: Story) -> object:
    return story.photo or story.references


RULES = (
    HubRule(consent_for_pictures, _pictures, stops=True),
    HubRule(pictures_exist, _pictures),
    HubRule(links_lead_somewhere, attrgetter("references")),
    HubRule(named_stories_are_there, attrgetter("named_stories")),
    HubRule(replies_end_somewhere, attrgetter("reply_to")),
    HubRule(question_is_there, attrgetter("answers_question")),
    HubRule(aliases_are_free, attrgetter("aliases")),
    HubRule(public_ends_after_it_began, attrgetter("public_until")),
    HubRule(pen_name_is_nobodys_own, attrgetter("pseudonym")),
)
"""Every rule about a story that needs the whole hub."""


def check(
    hub: Hub, addresses: Addresses, today: date, asked: Callable[[str], bool] = lambda path: True
) -> Iterator[Issue]:
    """What the rules find, story by story; also in stories that an error has stopped already.

    Of stories whose path is not asked about only what stops them.
    """
    scope = Scope(hub, addresses, today)
    for story in hub.all_stories:
        rules = [rule.finds for rule in RULES if rule.stops or asked(story.path) if rule.looks_at(story)]
        yield from _found(story, scope, rules)
    for profile in hub.profiles.values():
        yield from _found(profile, scope, [links_lead_somewhere])
    yield from shown_pictures.not_shown(hub, addresses)
    yield from lines_answer_something(scope)
    yield from check_answers(scope)
    yield from steps_can_be_read(scope)


_Rule = Callable[[Any, Scope], Iterator[Issue]]


def _found(of: Story | Profile, scope: Scope, rules: Sequence[_Rule]) -> list[Issue]:
    """What rules find in one file; one on which a rule fails is left out."""
    try:
        return told_once(issue for rule in rules for issue in rule(of, scope))
    except Exception as fault:
        return [failed(of.path, cause_of(fault))]

"""The rules that need the whole hub; one generator per rule, whose first line is the rule.

Rules about a story's own text stand with its reading (`reading.py`). Errors are only for the closed list of reasons:
unreadable, unsafe, private or secret data, no consent, outside its folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import unquote

from storyhub.check import old_addresses
from storyhub.check.addresses import Addresses
from storyhub.check.near_names import Nearest
from storyhub.model.issues import Issue, advice, did_you_mean, error, meant, shown, stopped
from storyhub.model.messages import Message, say
from storyhub.model.story import Hub, Story, Texts
from storyhub.read.organisation import DEPARTMENTS, VALUES


@dataclass(frozen=True)
class Scope:
    """What the rules look at; what few stories need is worked out when it is first asked for."""

    hub: Hub
    addresses: Addresses
    today: date
    values: Mapping[str, str]
    """How a value may be called → its key."""
    departments: Mapping[str, str]

    @cached_property
    def by_id(self) -> dict[str, Story]:
        """Stories by id."""
        return {story.id: story for story in self.hub.stories}

    @cached_property
    def by_url(self) -> dict[str, Story]:
        """Stories by address."""
        return {story.url: story for story in self.hub.stories}

    @cached_property
    def stories(self) -> Nearest:
        """The ids of stories, for who mistyped one."""
        return Nearest(self.by_id)

    @cached_property
    def value_keys(self) -> frozenset[str]:
        """The keys of values.yml."""
        return frozenset(self.values.values())

    @cached_property
    def department_keys(self) -> frozenset[str]:
        """The keys of departments.yml."""
        return frozenset(self.departments.values())


Rule = Callable[[Story, Scope], Iterator[Issue]]


def known_department(story: Story, scope: Scope) -> Iterator[Issue]:
    """A story names departments of departments.yml."""
    keys = scope.department_keys
    if not keys or keys.issuperset((story.department, *story.together_with)):
        return
    named = [("department", "department", story.department)]
    named += [("with", f"with.{number}", key) for number, key in enumerate(story.together_with)]
    for field, place, key in named:
        if key and key not in keys:
            told = _unknown(key, scope.departments, "departments.yml", say("choose one of them"))
            yield error(story.path, _line(story, place, field), field, "unknown-department", told)


def known_value(story: Story, scope: Scope) -> Iterator[Issue]:
    """A story names values of values.yml."""
    keys = scope.value_keys
    for number, mark in enumerate(story.values or ()):
        if keys and mark.key not in keys:
            line = _line(story, f"values.{mark.key}", f"values.{number}", "values")
            told = _unknown(mark.key, scope.values, "values.yml", say("choose one, or leave values out"))
            yield error(story.path, line, "values", "unknown-value", told)


def _unknown(found: str, names: Mapping[str, str], file: str, advised: Message) -> Message:
    key = names.get(found.casefold())
    hint = meant(key) if key else did_you_mean(found, sorted(set(names.values())))
    return say(
        "found %(found)s%(meant)s; a key of %(file)s is allowed%(keys)s; %(advised)s",
        found=shown(found),
        meant=hint,
        file=file,
        keys=_list(names.values()),
        advised=advised,
    )


def consent_for_pictures(story: Story, scope: Scope) -> Iterator[Issue]:
    """Pictures need the consent of everyone recognisable in them, and public ones their public consent."""
    targets = [story.photo] if story.photo else []
    targets += [reference.target for reference in story.references if reference.picture]
    if not any(scope.addresses.picture(story, target) for target in targets):
        return
    line = _line(story, "consent", "photo")
    if not story.consent and "consent" in story.lines and story in scope.hub.stopped:
        return  # it says something, and what is wrong with that has been told
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
    """A picture that a story shows stands in the story's own folder."""
    if story.photo and scope.addresses.picture(story, story.photo) is None:
        yield advice(
            story.path, _line(story, "photo.file", "photo"), "photo", "no-picture", _no_picture(story, story.photo)
        )
    for reference in story.references:
        if reference.picture and scope.addresses.picture(story, reference.target) is None:
            yield advice(story.path, reference.line, "body", "no-picture", _no_picture(story, reference.target))


def _no_picture(story: Story, target: str) -> Message:
    return say(
        "shows %(found)s, which is not there; a picture stands in the folder %(place)s/; put it there, or mend its name",
        found=_as_typed(target),
        place=story.id,
    )


def _as_typed(target: str) -> str:
    """A target as people write it: `één.jpg`, not `%C3%A9%C3%A9n.jpg`."""
    return shown(unquote(target))


def links_lead_somewhere(story: Story, scope: Scope) -> Iterator[Issue]:
    """A link into the hub leads to a story or page of it that readers can see."""
    for reference in story.references:
        if reference.picture:
            continue
        found = scope.addresses.find(story, reference.target)
        if found is None:
            hint = scope.stories.meant(reference.target)
            told = say(
                "links to %(found)s, which is not in the hub%(meant)s; a story is linked as ../<year>/<name>.md; mend the link: its words stay without it",
                found=_as_typed(reference.target),
                meant=hint,
            )
            yield advice(story.path, reference.line, "body", "broken-link", told)
        elif why := _unseen(scope.by_url.get(found.partition("#")[0]), scope):
            told = say(
                "links to %(found)s, which %(why)s; what readers can see may be linked; leave it, or mend it: its words stay without it",
                found=_as_typed(reference.target),
                why=why,
            )
            yield advice(story.path, reference.line, "body", "link-unseen", told)


def reply_has_a_story(story: Story, scope: Scope) -> Iterator[Issue]:
    """A reply answers another story of the hub."""
    if story.reply_to and (story.reply_to not in scope.by_id or story.reply_to == story.id):
        hint = "" if story.reply_to == story.id else scope.stories.meant(story.reply_to)
        told = say(
            "found %(found)s%(meant)s, which is no other story of the hub; a story is named as year/name; copy it from its address",
            found=shown(story.reply_to),
            meant=hint,
        )
        yield advice(story.path, _line(story, "reply_to"), "reply_to", "unknown-story", told)


def _unseen(story: Story | None, scope: Scope) -> Message | None:
    """Why readers do not see a story; None when they do."""
    if story is None:
        return None
    if story.withdrawn:
        return say("was withdrawn")
    if story.draft:
        return say("is still a draft")
    return say("is held until its date") if story.date > scope.today else None


def aliases_are_free(story: Story, scope: Scope) -> Iterator[Issue]:
    """An old address is a path that no page of the hub has."""
    for number, alias in enumerate(story.aliases):
        if not old_addresses.is_free(alias, story, scope.addresses):
            told = say(
                "found %(found)s; an old address is a path such as 2019/old-name that no other page has; mend it, it is not sent on until then",
                found=shown(alias),
            )
            yield advice(story.path, _line(story, f"aliases.{number}", "aliases"), "aliases", "alias-not-free", told)


def public_ends_after_it_began(story: Story, scope: Scope) -> Iterator[Issue]:
    """public_until is for public stories."""
    if story.public_until and not story.public:
        told = say("is set, and the story is internal; it is for public stories; add audience: public, or take it out")
        yield advice(story.path, _line(story, "public_until"), "public_until", "not-public", told)


RULES: tuple[Rule, ...] = (known_department, known_value)
"""The rules for every story: both can stop it."""
RULES_ABOUT: tuple[tuple[frozenset[str], Rule], ...] = (
    (frozenset({"photo", "references"}), consent_for_pictures),
    (frozenset({"photo", "references"}), pictures_exist),
    (frozenset({"references"}), links_lead_somewhere),
    (frozenset({"reply_to"}), reply_has_a_story),
    (frozenset({"aliases"}), aliases_are_free),
    (frozenset({"public_until"}), public_ends_after_it_began),
)
"""The rules for what few stories have: the fields of `Story` that a rule is about, and the rule."""
STOPPING = frozenset[Rule]({*RULES, consent_for_pictures})
"""The rules that can stop a story; the others advise."""
_SELDOM = frozenset[str]().union(*(fields for fields, _ in RULES_ABOUT))


def check(
    hub: Hub, addresses: Addresses, today: date, asked: Callable[[str], bool] = lambda path: True
) -> Iterator[Issue]:
    """What the rules find, story by story; also in stories that an error has stopped already.

    Of stories whose path is not asked about only what stops them.
    """
    # What comms have to mend in their own lists is not told to every writer.
    broken = stopped(hub.issues)
    values = {} if VALUES in broken else _names((value.key, value.name) for value in hub.values)
    departments = {} if DEPARTMENTS in broken else _names((one.key, one.name) for one in hub.departments)
    scope = Scope(hub, addresses, today, values, departments)
    for story in (*hub.stories, *hub.stopped):
        for rule in RULES:
            yield from rule(story, scope)
        for _, rule in RULES_ABOUT:
            if rule in STOPPING or asked(story.path):
                yield from rule(story, scope)
    if hub.listening:
        yield from answers_have_a_story(scope)


def answers_have_a_story(scope: Scope) -> Iterator[Issue]:
    """Answers to a listening item are named after a story that has one."""
    known = {story.id for story in (*scope.hub.stories, *scope.hub.stopped)}
    for identity, item in scope.hub.listening.items():
        if identity not in known:
            told = say(
                "answers %(found)s%(meant)s, which is no story of the hub; a file is named <year>-<name>.yml after its story; give it that name",
                found=shown(identity),
                meant=scope.stories.meant(identity),
            )
            yield advice(item.path, 1, "file", "unknown-story", told)


def _names(entries: Iterable[tuple[str, Texts]]) -> dict[str, str]:
    """How each entry may be called, in small letters → its key; its name stands for its key in a suggestion."""
    found: dict[str, str] = {}
    for key, texts in entries:
        found.update({name.casefold(): key for name in texts.values()})
        found[key] = key
    return found


def _line(story: Story, *places: str) -> int:
    return next((story.lines[place] for place in places if place in story.lines), 1)


def _list(keys: Iterable[str], most: int = 20) -> str:
    names = sorted(set(keys))
    return f" ({', '.join(names)})" if 0 < len(names) <= most else ""

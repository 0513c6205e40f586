"""A story with nothing in it yet, to copy and fill in: for the composer page without its script, and for other editors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from storyhub.compose.questions import ALL, BODY, BY_FIELD, Question, rules

SHORTEST = ("title", "author", "department", "date", "why")
_EXPLAINED = ("author", "date", "why", "could_be_better", "summary")
"""The questions whose hint says as much here as on the page."""
_EXAMPLES = {
    "values": "[{values}]",
    "reply_to": "2026/a-story",
    "pseudonym": "true",
    "with": "[{departments}]",
    "language": "en",
    "photo": '{file: picture.jpg, alt: ""}',
    "consent": "internal",
}


def blank(say: Callable[[str], str], departments: Sequence[str], values: Sequence[str]) -> str:
    """The text of an empty story, each field under its question; `say` translates, the others are the hub's own keys."""
    lines = ["---"]
    for name in SHORTEST:
        choices = departments if name == "department" else ()
        lines += [*_asked(BY_FIELD[name], say, choices), f'{name}: ""' if name != "date" else "date:"]
    lines += ["#", f"# {say('Everything below is optional. Remove the # in front of what you use.')}"]
    for question in (one for one in ALL if one.field not in (*SHORTEST, BODY)):
        example = _EXAMPLES.get(question.field, '""')
        example = example.replace("{values}", ", ".join(values[:2])).replace(
            "{departments}", ", ".join(departments[:1])
        )
        lines += [*_asked(question, say, ()), f"# {question.field}: {example}"]
    return "\n".join([*lines, "---", "", say(BY_FIELD[BODY].ask), ""])


def _asked(question: Question, say: Callable[[str], str], choices: Sequence[str]) -> Iterator[str]:
    limit = rules()[question.field].limit
    ask = say(question.ask)
    said = [ask if ask.endswith(("?", ".")) else f"{ask}."]
    if choices:
        said.append(say("One of:") + " " + ", ".join(choices) + ".")
    elif question.hint and question.field in _EXPLAINED:
        said.append(say(question.hint))
    if limit:
        said.append(say("At most %(limit)s characters.") % {"limit": limit})
    yield "# " + " ".join(said)

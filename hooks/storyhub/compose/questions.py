"""What a writer is asked, in the order in which it is asked; what each answer may be comes from the schema."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from storyhub.read.schema import as_json_schema

BODY = "body"
"""The story itself, which is not a field of the schema."""


def N_(message: str) -> str:
    """Marks a text that is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a writer is asked."""

    field: str
    """A key of the schema, or BODY."""
    ask: str
    hint: str = ""


STORY = (
    Question(
        BODY,
        N_("What happened?"),
        N_("Tell it as you would to a colleague. An empty line starts a new paragraph; *stars* make italics."),
    ),
    Question("why", N_("Why does it matter to you?"), N_("One sentence, shown above your story.")),
    Question("could_be_better", N_("What could be better?"), N_("You get an answer, with a date and a name.")),
    Question("question", N_("What would you like to ask colleagues?")),
)
ABOUT = (
    Question("title", N_("What is your story called?")),
    Question("author", N_("Who is telling it?"), N_("Your own name, or a pen name.")),
    Question("pseudonym", N_("This is a pen name, and nothing on the site leads further")),
    Question("department", N_("Where do you work?")),
    Question("with", N_("Were other departments involved?")),
    Question("date", N_("Which date belongs to it?"), N_("If that date is in the future, the story waits until then.")),
    Question("language", N_("In which language is it?")),
    Question(
        "reply_to",
        N_("Is it a reply to another story?"),
        N_("Paste the address of that story; only its year and name stay."),
    ),
    Question(
        "summary", N_("Your story in a few lines"), N_("If you leave this empty, lists show the first paragraph.")
    ),
)
VALUES = Question(
    "values",
    N_("Which values is it about?"),
    N_("Lived, or in tension: where it went the other way. Choose none, and the hub suggests some and says why."),
)
PICTURES = (
    Question(
        "photo",
        N_("Pictures"),
        N_(
            "The first goes above your story, the others below it. They are made smaller here, and the place and time that cameras record are removed."
        ),
    ),
    Question("consent", N_("What did everybody who can be recognised agree to?")),
)
ALL = (*STORY, *ABOUT, VALUES, *PICTURES)
BY_FIELD = {question.field: question for question in ALL}
_EASIEST_FIRST = ("title", "why", "could_be_better", "question", "author", "department", BODY)
IN_SHORT = tuple(BY_FIELD[name] for name in _EASIEST_FIRST)
"""The questions of a conversation in a terminal."""
_NOT_ASKED = """
    status withdrawn withdrawn_by withdrawn_for aliases audience public_until receipt heavy heard_first
    answers_question translation_of translated_by another_view
"""
NOT_ASKED = frozenset(_NOT_ASKED.split())
"""What nobody is asked: what has no meaning for a story that is only now being told or has none yet (who may read it outside), what
no person writes, and what joins two stories that are there, which comms or a teller add to the file."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What the schema says of a field."""

    limit: int = 0
    """Characters; 0: no limit of its own."""
    needed: bool = False
    pattern: str = ""
    choices: tuple[str, ...] = ()


@cache
def rules() -> Mapping[str, FieldRule]:
    """What the schema says of each field; what a picture has is called `photo.alt` and so on."""
    schema = as_json_schema()
    parts = {**schema["properties"], **{f"photo.{key}": value for key, value in _inside(schema, "Photo").items()}}
    return {name: _rule(schema, one, name in schema["required"]) for name, one in parts.items()}


def _inside(schema: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = schema["$defs"][name]["properties"]
    return found


def _rule(schema: dict[str, Any], part: dict[str, Any], needed: bool) -> FieldRule:
    options = [part, *part.get("anyOf", ())]
    options += [schema["$defs"][one["$ref"].rsplit("/", 1)[-1]] for one in options if "$ref" in one]

    def first(key: str) -> Any:
        return next((one[key] for one in options if key in one), None)

    return FieldRule(first("maxLength") or 0, needed, first("pattern") or "", tuple(first("enum") or ()))

"""The schema of a story's front matter: the one home of its keys, their meaning and their limits.

`check`, the build, the editor's JSON Schema and the documentation's table of fields are all made from this model.
Scalars arrive as text, as they are in the file (YAML's guesses, such as `no` for false, are never applied).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from storyhub.model.month_question import MONTH
from storyhub.model.story import KEY
from storyhub.read.dates import is_iso
from storyhub.text.decoding import without_unseen

TITLE_LIMIT = 120
SUMMARY_LIMIT = 280
LINE_LIMIT = 400
PARAGRAPH_LIMIT = 2000
MOST = 20
"""Entries of a list."""

UNPUBLISHED = ("pseudonym", "status", "receipt", "heard_first")
"""Fields that no reader is to know of; a change that was made on the site does not have them, and they stay as they are."""
STORY_ID = r"^[0-9]{4}/[^/\s](?:[^/\n]*[^/\s])?$"


class Stance(StrEnum):
    """What a story makes of a value."""

    LIVED = "lived"
    TENSION = "in tension"


class Audience(StrEnum):
    """Who may read a story."""

    INTERNAL = "internal"
    PUBLIC = "public"


def _iso_date(found: Any) -> Any:
    """Takes only YYYY-MM-DD: pydantic alone would also read 1700000000 as a moment in time."""
    if isinstance(found, str) and not is_iso(found):
        raise PydanticCustomError("iso_date", "not a date")
    return found


def _boolean(found: Any) -> Any:
    if isinstance(found, str):
        if found in ("true", "false"):
            return found == "true"
        raise PydanticCustomError("true_or_false", "neither true nor false")
    return found


def _one_or_more(found: Any) -> Any:
    """`values: openness` means `values: [openness]`: nothing else can be meant."""
    return [found] if isinstance(found, str) else found


def _stances(found: Any) -> Any:
    found = _one_or_more(found)
    is_list = isinstance(found, list) and all(isinstance(key, str) for key in found)
    return dict.fromkeys(found, Stance.LIVED) if is_list else found


def _single_line(found: Any) -> Any:
    if not isinstance(found, str):
        return found
    if found.isprintable():
        return " ".join(found.split())
    line = " ".join(without_unseen(found).split())
    return line if any(sign.isprintable() and sign != " " for sign in line) else ""


def _paragraphs(found: Any) -> Any:
    return without_unseen(found).strip() if isinstance(found, str) else found


def _one_or_list(item: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [item, {"type": "array", "items": item, "maxItems": MOST}]}


IsoDate = Annotated[date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})]
Flag = Annotated[bool, BeforeValidator(_boolean), WithJsonSchema({"type": "boolean"})]
Line = Annotated[str, BeforeValidator(_single_line)]
StoryId = Annotated[str, Field(pattern=STORY_ID)]
Paragraph = Annotated[str, BeforeValidator(_paragraphs)]
# A key is looked up in the organisation's own lists, which can say what was meant: here any word will do.
Key = Annotated[
    str, BeforeValidator(_single_line), Field(min_length=1), WithJsonSchema({"type": "string", "pattern": KEY})
]
Keys = Annotated[
    list[Key],
    BeforeValidator(_one_or_more),
    Field(max_length=MOST),
    WithJsonSchema(_one_or_list({"type": "string", "pattern": KEY})),
]
Stances = Annotated[
    dict[Key, Stance],
    BeforeValidator(_stances),
    Field(max_length=MOST),
    WithJsonSchema(
        {
            "anyOf": [
                *_one_or_list({"type": "string", "pattern": KEY})["anyOf"],
                {"type": "object", "additionalProperties": {"enum": ["lived", "in tension"]}, "maxProperties": MOST},
            ]
        }
    ),
]


class Photo(BaseModel):
    """The main picture of a story."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Annotated[Line, Field(min_length=1, max_length=200)] = Field(
        description="File name of the picture in the story's own folder."
    )
    alt: Annotated[Line, Field(max_length=400)] = Field(
        "", description="What the picture shows, for anyone who cannot see it."
    )
    credit: Annotated[Line, Field(max_length=200)] = Field("", description="Who made the picture.")


class FrontMatter(BaseModel):
    """The lines between the two `---` at the top of a story."""

    model_config = ConfigDict(extra="forbid", frozen=True, title="Story")

    title: Annotated[Line, Field(min_length=1, max_length=TITLE_LIMIT, description="What the story is called.")]
    author: Annotated[
        Line,
        Field(
            min_length=1,
            max_length=120,
            description="Who tells it: a name, or the key of a profile in stories/ambassadors/.",
        ),
    ]
    department: Key = Field(description="Where the teller works: a key of stories/departments.yml.")
    date: IsoDate = Field(description="The day of the story (YYYY-MM-DD); a future date holds it back until then.")
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = Field(
        None, description="Language of the story, such as nl or en; empty means the hub's own language."
    )
    why: Annotated[Line, Field(max_length=LINE_LIMIT)] = Field(
        "", description="Why this matters to the teller, in one sentence."
    )
    values: Stances | None = Field(
        None,
        description="Values that the story is about: a list of keys of stories/values.yml, or each key with "
        "`lived` or `in tension`; when absent the hub suggests them.",
    )
    summary: Annotated[Line, Field(max_length=SUMMARY_LIMIT)] = Field(
        "", description="The story in a few lines; when absent, its first paragraph."
    )
    could_be_better: Annotated[Paragraph, Field(max_length=PARAGRAPH_LIMIT)] = Field(
        "", description="What could be better: opens a listening item."
    )
    question: Annotated[Paragraph, Field(max_length=PARAGRAPH_LIMIT)] = Field(
        "", description="What the teller would like to ask colleagues."
    )
    reply_to: StoryId | None = Field(None, description="The story that this one answers, as <year>/<slug>.")
    answers_question: Annotated[str, Field(pattern=MONTH)] | None = Field(
        None, description="The question of the month that it answers, as <year>-<month>."
    )
    translation_of: StoryId | None = Field(None, description="The story that this one translates, as <year>/<slug>.")
    translated_by: Annotated[Line, Field(max_length=120)] = Field("", description="Who translated it.")
    another_view: StoryId | None = Field(
        None, description="A story that sees the same value differently, as <year>/<slug>; each shows the other."
    )
    with_: Keys = Field([], alias="with", description="Other departments that were involved.")
    photo: Photo | None = Field(None, description="The main picture: file, alt and credit.")
    consent: Literal["internal", "public"] | None = Field(
        None,
        description="Everyone recognisable in the pictures agreed to be seen inside (`internal`) or anywhere (`public`); "
        "needed as soon as there is a picture.",
    )
    audience: Audience = Field(
        Audience.INTERNAL,
        description="`public`: it may be shown outside later. Until the hub has a public edition this changes nothing.",
    )
    public_until: IsoDate | None = Field(None, description="The last day on which it may be shown outside.")
    pseudonym: Flag = Field(False, description="true: the author is a pen name, and nothing leads further.")
    status: Literal["draft"] | None = Field(None, description="`draft`: only seen in previews.")
    withdrawn: IsoDate | None = Field(None, description="The day it was withdrawn: only a notice stays.")
    withdrawn_by: Literal["teller", "person", "organisation"] | None = Field(
        None, description="Who asked for that: `teller` (also when empty), a `person` in it, or the `organisation`."
    )
    withdrawn_for: Annotated[Line, Field(max_length=LINE_LIMIT)] = Field(
        "", description="The reason, as the notice shows it."
    )
    aliases: Annotated[
        list[Line],
        BeforeValidator(_one_or_more),
        Field(max_length=MOST),
        WithJsonSchema(_one_or_list({"type": "string"})),
    ] = Field([], description="Old addresses of the story, which redirect to this one.")
    receipt: Annotated[Line, Field(max_length=200)] = Field(
        "", description="Salted hash of the code that its teller keeps, which the page *Tell your story* writes."
    )
    heavy: Flag = Field(False, description="true: comms show under it where people can turn for help.")
    heard_first: Annotated[int, Field(ge=1, le=365)] | None = Field(
        None, description="Days in which somebody may answer before it is published."
    )


def field_names() -> tuple[str, ...]:
    """The keys that front matter may have, in the order of the schema."""
    return tuple(info.alias or name for name, info in FrontMatter.model_fields.items())


def as_json_schema() -> dict[str, Any]:
    """The schema as JSON Schema (draft 2020-12), for editors and programs."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **FrontMatter.model_json_schema(by_alias=True)}


def as_table() -> str:
    """The schema as a Markdown table, for the documentation."""
    rows = ["| key | meaning | needed |", "|---|---|---|"]
    for name, info in FrontMatter.model_fields.items():
        needed = "yes" if info.is_required() else {"why": "advised", "consent": "with pictures"}.get(name, "no")
        rows.append(f"| `{info.alias or name}` | {(info.description or '').replace('|', chr(92) + '|')} | {needed} |")
    return "\n".join(rows)

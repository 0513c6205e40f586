"""Files that help other editors than the composer page: schemas, snippets and an empty story, all made from the schema.

`scripts/editors.py` writes them; a test keeps them as they would be written.
"""

from __future__ import annotations

import json
from typing import Any

from storyhub.compose.empty_story import SHORTEST, blank
from storyhub.compose.questions import ALL, BODY, rules
from storyhub.model import value_marks
from storyhub.model.i18n import catalogue
from storyhub.model.story import KEY
from storyhub.read.schema import as_json_schema

LANGUAGES = ("nl", "en")
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_COLOUR = {"type": "string", "pattern": "^#[0-9a-fA-F]{6}$"}
_TEXTS = {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}
_KEY = {"type": "string", "pattern": KEY}
_OF_TIME = {
    "was": {
        "anyOf": [_KEY, {"type": "array", "items": _KEY}],
        "description": "Keys that it had before: stories with one of them count as its own.",
    },
    "until": {
        "type": "string",
        "format": "date",
        "description": "The last day on which it is offered (YYYY-MM-DD); it stays on its stories.",
    },
}
_WORDS = {"type": "array", "items": {"type": "string"}}


def files() -> dict[str, str]:
    """Path in the repository → content."""
    schemas = {"story": as_json_schema(), "values": values_schema(), "departments": departments_schema()}
    found = {f".vscode/{name}.schema.json": _json(schema) for name, schema in schemas.items()}
    found[".vscode/story.code-snippets"] = _json(snippets())
    for language in LANGUAGES:
        found[f"docs/templates/story.{language}.md"] = blank(
            catalogue(language).gettext, ("front-desk",), ("openness",)
        )
    return found


def values_schema() -> dict[str, Any]:
    """JSON Schema of values.yml."""
    value = {
        "key": {"type": "string", "pattern": KEY, "description": "Name in addresses and stories: never changes."},
        "name": {**_TEXTS, "description": "What it is called, in each language."},
        "promise": {**_TEXTS, "description": "Why it matters, in each language."},
        "signals": {
            "anyOf": [_WORDS, {"type": "object", "additionalProperties": _WORDS}],
            "description": "Words that point to it.",
        },
        "colour": {
            "anyOf": [
                _COLOUR,
                {"type": "object", "properties": {"light": _COLOUR, "dark": _COLOUR}, "additionalProperties": False},
            ],
            "description": "On light and on dark paper.",
        },
        "mark": {"enum": list(value_marks.SHAPES), "description": "Its sign."},
        **_OF_TIME,
    }
    return _list("Values", {**value, "color": value["colour"]}, ["key", "name", "promise"])


def departments_schema() -> dict[str, Any]:
    """JSON Schema of departments.yml."""
    department = {
        "key": {"type": "string", "pattern": KEY, "description": "Name in addresses and stories: never changes."},
        "name": {**_TEXTS, "description": "What it is called, in each language."},
        "location": {"type": "string", "description": "Where it is."},
        "owner": {"type": "string", "description": "Who answers what could be better there."},
        **_OF_TIME,
    }
    return _list("Departments", department, ["key", "name"])


def _list(title: str, properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    entry = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return {"$schema": _DRAFT, "title": title, "type": "array", "items": entry}


def snippets() -> dict[str, Any]:
    """Snippets of VS Code: a whole story, and each field that a story may have."""
    descriptions = {name: part.get("description", "") for name, part in as_json_schema()["properties"].items()}
    lines = ["---", *(f"{name}: {_stop(name, place)}" for place, name in enumerate(SHORTEST, 1)), "---", "", "$0"]
    found = {"Story": {"scope": "markdown", "prefix": "story", "body": lines, "description": "A new story"}}
    for name in (question.field for question in ALL if question.field not in (*SHORTEST, BODY)):
        body = ["photo:", "  file: $1", "  alt: $2"] if name == "photo" else [f"{name}: {_stop(name, 1)}"]
        found[name] = {"scope": "markdown", "prefix": name, "body": body, "description": descriptions[name]}
    return found


def _stop(name: str, place: int) -> str:
    """Where the cursor stops for a field, with its choices where it has some."""
    if choices := rules()[name].choices:
        return f"${{{place}|{','.join(choices)}|}}"
    if name in ("date", "public_until"):
        return f"${{{place}:$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE}}"
    if name in ("values", "with"):
        return f"[${place}]"
    return "true" if name in ("pseudonym", "heavy") else f'"${place}"' if rules()[name].limit else f"${place}"


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"

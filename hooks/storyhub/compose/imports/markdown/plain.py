"""Values of fields as plain words: what other programs write as entities, tags, lists and maps."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

from storyhub.compose.draft import Draft

_TAG = re.compile(r"</?(?:a|abbr|b|br|cite|code|em|i|q|s|small|span|strong|sub|sup|u)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_MOST = 20
_NO = frozenset(["false", "no", "off", "0", "n", "nee", "onwaar", "uit", "nein", "falsch", "aus", "non", "faux"])
_YES = frozenset(["true", "yes", "on", "1", "y", "ja", "waar", "aan", "wahr", "ein", "oui", "vrai"])
_PERSON = ("display_name", "name", "full_name", "title", "nickname", "login", "id")
_NOBODY = frozenset({"", "null", "~", "nil", "none", "undefined"})
_FIRST = ("first_name", "firstname", "first")
_LAST = ("last_name", "lastname", "last")


def words(value: Any) -> str:
    """A value on one line, without entities and tags."""
    if isinstance(value, str):
        # Twice: what WordPress exports has been escaped before it was written.
        return " ".join(_TAG.sub("", html.unescape(html.unescape(value))).split())
    if isinstance(value, dict):
        return ", ".join(f"{key}: {words(inner)}" for key, inner in list(value.items())[:_MOST])
    if isinstance(value, list):
        return ", ".join(words(inner) for inner in value[:_MOST])
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def leave_out(draft: Draft, fields: str) -> None:
    """Says that fields, and what is in them, are left out."""
    draft.say(
        "these fields have no place in a story: %(fields)s; put them in the text if they belong there", fields=fields
    )


def many(value: Any) -> list[Any]:
    """A value as a list."""
    return value if isinstance(value, list) else [value]


def people(value: Any) -> list[str]:
    """The names of those who wrote: of a name, a list of them, or a map with a name in it."""
    if isinstance(value, dict) and not {*_PERSON, *_FIRST, *_LAST} & set(value):
        value = list(value.values()) or list(value)
    found = [words(_name(one)) for one in many(value)]
    return list(dict.fromkeys(name for name in found if name.lower() not in _NOBODY))


def _name(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    parts = (next((value[key] for key in keys if value.get(key)), "") for keys in (_FIRST, _LAST))
    whole = " ".join(str(part) for part in parts if part)
    return next((value[key] for key in _PERSON if value.get(key)), whole)


def says_no(value: Any) -> bool:
    """Whether a value means no, however it is written."""
    return value is False or str(value).strip().lower() in _NO


def says_yes(value: Any) -> bool:
    """Whether a value means yes."""
    return value is True or str(value).strip().lower() in _YES

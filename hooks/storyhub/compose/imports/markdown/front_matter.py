"""Takes a Markdown file of another program apart: its fields, in YAML, TOML or JSON, and its text.

All scalars of YAML stay text, as they are in the file: `title: Yes` is no truth, and `date: 2016-2-29` a date all the same.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from contextlib import suppress
from itertools import accumulate
from typing import Any

import yaml

from storyhub.compose.draft import NotImportedError
from storyhub.compose.imports.markdown import properties, repairs
from storyhub.model.messages import say

_LIMIT = 32 * 1024
"""Characters of front matter."""
_FENCED = re.compile(
    r"\s*(?P<fence>---|\+\+\+|;;;)(?P<kind>yaml|yml|toml|json)?[ \t]*\n(?P<fields>.*?)^(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)
_BEGUN = re.compile(r"---[ \t]*\n\s*[A-Za-z_]+:[ \t]|\+\+\+[ \t]*\n")
_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}
_DEPTH_LIMIT = 50
"""Brackets inside each other: what reading them costs grows with the square of their number."""
_KINDS = {"---": "yaml", "+++": "toml", ";;;": "json"}


def apart(raw: bytes) -> tuple[dict[str, Any], str]:
    """Fields and text.

    Raises:
        NotImportedError: there are fields, and they cannot be read.
    """
    text = decoded(raw)
    try:
        if match := _FENCED.match(text):
            return _fields(match["fields"], match["kind"] or _KINDS[match["fence"]]), text[match.end() :]
        if text.lstrip().startswith("{\n"):
            found, end = json.JSONDecoder().raw_decode(text.lstrip()[:_LIMIT])
            return _flat(found) if isinstance(found, dict) else {}, text.lstrip()[end:]
        if _BEGUN.match(text):
            raise ValueError("its last line is missing")
    except (ValueError, RecursionError) as fault:
        told = say(
            "has front matter that cannot be read (%(why)s); YAML, TOML and JSON can; correct it", why=_why(fault)
        )
        raise NotImportedError(told) from fault
    return properties.apart(text)


def _fields(text: str, kind: str) -> dict[str, Any]:
    if len(text) > _LIMIT:
        raise ValueError("it is too long")
    found = tomllib.loads(text) if kind == "toml" else json.loads(text) if kind == "json" else _yaml(text)
    if found in (None, ""):
        return {}
    if not isinstance(found, dict):
        raise ValueError("it has no fields")
    return _flat({str(key): value for key, value in found.items()})


def _flat(found: dict[str, Any]) -> dict[str, Any]:
    """What Zola and Hugo put in tables of their own is among the other fields."""
    found = {key: value for key, value in found.items() if key.lower() == "title" or not _is_nothing(value)}
    inner = {key: found.pop(key) for key in ("taxonomies", "extra", "params") if isinstance(found.get(key), dict)}
    return {**{key: value for one in inner.values() for key, value in one.items()}, **found}


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip().lower() in ("null", "~", "nil", ""))


def _yaml(text: str) -> Any:
    if max(accumulate(_STEP.get(sign, 0) for sign in text), default=0) > _DEPTH_LIMIT:
        raise ValueError("it is nested too deeply")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.BaseLoader)):
            raise ValueError("it refers to itself with *")  # a few lines can grow without end
        return _loaded(text)
    except yaml.MarkedYAMLError as fault:
        if (repaired := repairs.as_words(text, _loaded)) != text:
            with suppress(ValueError):  # what is wrong is said of the text as it was written
                return _yaml(repaired)
        line = fault.problem_mark.line + 2 if fault.problem_mark else 1
        raise ValueError(f"line {line}: {fault.problem}") from fault
    except yaml.YAMLError as fault:
        raise ValueError("it has invisible characters") from fault


def _loaded(text: str) -> Any:
    """The fields; of a name that comes twice, the first is kept under it, and all others under a name with a number."""
    loader = yaml.BaseLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        seen: Counter[str] = Counter()
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            if isinstance(key, yaml.ScalarNode):
                seen[key.value] += 1
                key.value += f" ({seen[key.value]})" if seen[key.value] > 1 else ""
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _why(fault: BaseException) -> str:
    return " ".join(str(fault).split())[:120] if isinstance(fault, ValueError) else "it is nested too deeply"


def decoded(raw: bytes) -> str:
    """The text of a file that any program may have written."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")  # what Windows wrote before UTF-8
    return text.replace("\r\n", "\n").replace("\r", "\n")

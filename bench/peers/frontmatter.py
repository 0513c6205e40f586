"""A story as a file with front matter, as Hugo, MkDocs and Eleventy read it."""

from __future__ import annotations

import json
from collections.abc import Mapping


def document(fields: Mapping[str, object], body: str) -> str:
    """The text of a file: each field as JSON, which is YAML too, then the body."""
    lines = "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items())
    return f"---\n{lines}---\n\n{body}"

"""Prints issues: as text, as JSON, and as the forges and code scanners read them.

What comes out of a story is escaped in every format, so that no file name or title can forge a command of a CI system.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from storyhub.model.issues import Issue, Level, harmless_line


def as_text(issues: Sequence[Issue]) -> str:
    """One line for each issue, and a last line with their number."""
    errors = sum(issue.level is Level.ERROR for issue in issues)
    lines = [str(issue) for issue in issues]
    if issues:
        lines.append(f"{counted(errors, 'error')}, {len(issues) - errors} of advice (advice never stops a story)")
    return "\n".join(lines)


def counted(number: int, word: str, several: str = "") -> str:
    """A number of things in English."""
    return f"{number} {word if number == 1 else several or f'{word}s'}"


def as_json(issues: Sequence[Issue]) -> str:
    """A list of objects with path, line, field, level, rule and message."""
    names = ("path", "line", "field", "level", "rule", "message")
    return _json([{name: getattr(issue, name) for name in names} for issue in issues])


def _json(data: Any) -> str:
    # ASCII only: no line separator or direction mark of Unicode survives on its way to a log. Lines start with a quote or
    # bracket, so no `::command` does; and `##[command]`, which a log may hold anywhere, loses one #.
    return json.dumps(data, indent=1, ensure_ascii=True).replace("##", "#\\u0023")


def as_github(issues: Sequence[Issue]) -> str:
    """Workflow commands of GitHub Actions, escaped as its toolkit does."""
    lines = []
    for issue in issues:
        kind = "error" if issue.level is Level.ERROR else "notice"
        where = f"file={_property(issue.path)},line={issue.line},title={_property(issue.rule)}"
        lines.append(f"::{kind} {where}::{_data(harmless_line(f'{issue.field}: {issue.message}'))}")
    return "\n".join(lines)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless_line(text)).replace(":", "%3A").replace(",", "%2C")


def as_gitlab(issues: Sequence[Issue]) -> str:
    """A Code Quality report, after Code Climate's issue format as GitLab takes it."""
    return _json(
        [
            {
                "description": f"{issue.field}: {issue.message}",
                "check_name": issue.rule,
                "fingerprint": hashlib.sha256(repr(issue).encode("utf-8", "surrogatepass")).hexdigest(),
                "severity": "blocker" if issue.level is Level.ERROR else "info",
                "location": {"path": issue.path, "lines": {"begin": issue.line}},
            }
            for issue in issues
        ]
    )


def as_sarif(issues: Sequence[Issue]) -> str:
    """A log in the Static Analysis Results Interchange Format (SARIF 2.1.0, OASIS)."""
    results = [
        {
            "ruleId": issue.rule,
            "level": "error" if issue.level is Level.ERROR else "note",
            "message": {"text": f"{issue.field}: {issue.message}"},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(issue.path, errors="replace")},
                        "region": {"startLine": issue.line},
                    }
                }
            ],
        }
        for issue in issues
    ]
    rules = [{"id": rule} for rule in sorted({issue.rule for issue in issues})]
    run = {
        "tool": {"driver": {"name": "Story Hub", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return _json({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


FORMATS: dict[str, Callable[[Sequence[Issue]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}

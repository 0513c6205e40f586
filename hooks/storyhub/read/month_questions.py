"""Reads the question of a month, `questions/<year>-<month>.yml`: `question`, in one language or each."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from storyhub.model.issues import Issue, advice, shown, stopped, told_once
from storyhub.model.messages import say
from storyhub.model.month_question import MONTH, MonthQuestion
from storyhub.read.field_file import read_field_file
from storyhub.read.organisation import lines_per_language

FIELDS = ("question",)
LONGEST = 300
_MONTH = re.compile(MONTH, re.ASCII)


def read_month_question(
    raw: bytes, path: str, default: str, issues: list[Issue], allow: Collection[str] = ()
) -> MonthQuestion | None:
    """The question in a file; None: a fault in it, which is reported, leaves it out. `default`: the hub's language."""
    fields = read_field_file(raw, path, FIELDS, allow)
    month = Path(path).stem
    texts = lines_per_language(fields.data.get("question"), default)
    is_right = not stopped(fields.issues)
    if not _MONTH.fullmatch(month):
        told = say("is named %(found)s; a question is named after its month, as in 2026-11.yml; give it that name", found=shown(month))  # fmt: skip
        fields.issues.append(advice(path, 1, "file", "no-month", told))
        is_right = False
    if not texts or any(len(words) > LONGEST for words in texts.values()):
        told = say(
            "is missing, or has more than %(most)s characters; one question is allowed, in one language or each; write it as: %(paste)s",
            most=LONGEST,
            paste="question: {nl: …, en: …}",
        )
        fields.advise("no-question", told, "question")
        is_right = False
    issues.extend(told_once(fields.issues))
    return MonthQuestion(month, path, texts) if is_right else None

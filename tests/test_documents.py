"""The documents for people: what they point to is there, and what they say of the command line is so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from hubs import ROOT
from storyhub.cli.main import VERBS

_FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)")
_NAMED = re.compile(r"`((?:hooks|theme|scripts|tests|docs|stories|bench)/[\w./-]*\w)`")


def documents() -> list[Path]:
    """Every Markdown file that git knows but the stories and those that tests read."""
    told = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    found = told.stdout.split() or [path.name for path in ROOT.glob("*.md")]
    return [ROOT / name for name in found if not name.startswith(("stories/", "tests/", "theme/"))]


def heading_ids(text: str) -> set[str]:
    """The ids that the code hosts give headings."""
    titles = re.findall(r"^#+ (.*)$", _FENCED.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_there_are_documents_to_look_at() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in documents()}
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/schema.md"} <= names


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_and_picture_leads_to_a_file_and_a_heading_that_are_there(document: Path) -> None:
    broken = []
    text = document.read_text(encoding="utf-8")
    for target in _LINK.findall(re.sub(r"`[^`\n]*`", "", _FENCED.sub("", text))):
        path, _, heading = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = (document.parent / unquote(path)).resolve() if path else document
        known = file.exists() and file.is_relative_to(ROOT.resolve())
        if not known or (heading and heading not in heading_ids(file.read_text(encoding="utf-8"))):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("document", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_that_is_named_is_there(document: Path) -> None:
    """Files of the project between backticks, but for those that a reader is to make or to think of."""
    text = _FENCED.sub("", document.read_text(encoding="utf-8"))
    named = {
        name
        for name in _NAMED.findall(text)
        if not re.match(r"stories/\d|stories/(ambassadors|listening|paths)\b", name)
    }
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_the_commands_in_the_documents_are_those_that_there_are() -> None:
    """A verb that a document tells people to type is one that `hub.py --help` knows."""
    import sys

    helped = subprocess.run(
        [sys.executable, str(ROOT / "scripts/hub.py"), "--help"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    verbs = {*re.findall(r"^  ([a-z]+) ", helped, re.MULTILINE), *VERBS}  # some are only in an organisation's own hub
    told = {
        verb
        for document in documents()
        if document.name != "CHANGELOG.md"
        for verb in re.findall(r"hub\.py ([a-z]+)", document.read_text(encoding="utf-8"))
    }
    assert {"build", "check", "schema", "serve", "suggest", "test"} <= verbs
    assert told - verbs == set()

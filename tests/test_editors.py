"""Other editors get what the schema says: the files are as they would be written, and what they offer passes `check`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from composing import issues
from hubs import ROOT
from storyhub.check.formats import FORMATS
from storyhub.compose.editor_files import files, snippets
from storyhub.model.issues import advice
from storyhub.read.schema import as_json_schema, field_names

VSCODE = ROOT / ".vscode"


@pytest.mark.parametrize("name", files())
def test_a_file_for_editors_is_as_it_would_be_written(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == files()[name], "run: .venv/bin/python scripts/editors.py"


def test_the_schema_of_a_story_is_the_one_that_hub_py_prints() -> None:
    assert json.loads((VSCODE / "story.schema.json").read_text(encoding="utf-8")) == as_json_schema()


def test_every_schema_that_the_settings_name_is_there_and_fits_a_file_of_the_sample(sample_stories: Path) -> None:
    wired = json.loads((VSCODE / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    for schema, pattern in wired.items():
        assert (ROOT / schema).is_file()
        assert list(sample_stories.parent.glob(pattern))


@pytest.mark.parametrize("name", ["values", "departments"])
def test_the_samples_own_lists_have_only_fields_of_their_schema(sample_stories: Path, name: str) -> None:
    """Each key is known, each that is needed is there, each pattern fits."""
    entry = json.loads((VSCODE / f"{name}.schema.json").read_text(encoding="utf-8"))["items"]
    for one in yaml.safe_load((sample_stories / f"{name}.yml").read_text(encoding="utf-8")):
        assert set(one) <= set(entry["properties"])
        assert set(entry["required"]) <= set(one)
        assert re.fullmatch(entry["properties"]["key"]["pattern"], one["key"])
        assert one.get("mark") in (None, *entry["properties"].get("mark", {}).get("enum", ()))


def test_the_snippet_of_a_story_filled_in_passes_check(tmp_path: Path) -> None:
    filled = iter(["A day", "Noor", "ward", "2026-03-01", "Because.", "It rained."])
    text = "\n".join(snippets()["Story"]["body"])
    text = re.sub(r"\$\{\d:[^}]*\}|\$\d", lambda _: next(filled), text) + "\n"
    assert [str(issue) for issue in issues(tmp_path, {"2026/a-day.md": text.encode()})] == []


def test_each_field_of_a_snippet_is_a_field_of_the_schema() -> None:
    for name, snippet in snippets().items():
        if name != "Story":
            assert name in field_names()
            assert snippet["body"][0].startswith(f"{name}:")


def test_the_task_reads_the_lines_that_check_prints() -> None:
    """A message ends up at its line in the editor."""
    task = json.loads((VSCODE / "tasks.json").read_text(encoding="utf-8"))["tasks"][0]
    pattern = task["problemMatcher"]["pattern"]
    line = FORMATS["text"]([advice("stories/2026/a-day.md", 7, "why", "no-why", "is missing; write it")])
    found = re.search(pattern["regexp"], line, re.MULTILINE)
    assert found
    assert (found[pattern["file"]], found[pattern["line"]]) == ("stories/2026/a-day.md", "7")
    assert "why" in found[pattern["message"]]

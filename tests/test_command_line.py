"""The verbs that read, as they are called: what they print in each format, and how they end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hubs import PROJECT, ROOT, files_of, story, write_hub
from storyhub.check.formats import FORMATS
from storyhub.model.issues import error
from storyhub.model.messages import say

Run = Callable[..., subprocess.CompletedProcess[str]]
BAD = story("Fout", "Zie [daar](weg.md).\n", department="[wrad, ward]", why=None)
"""A story with one error (line 4) and two pieces of advice (lines 1 and 8)."""


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A folder of one good story, one with advice only, and one bad story."""
    files: dict[str, str | bytes] = {"2025/bad.md": BAD.replace("2026", "2025"), "2026/good.md": story()}
    return write_hub(tmp_path / "stories", {**files, "2026/advised.md": story("Raad", why=None)})


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Carry out a verb as somebody does who is in the folder above the stories."""

    def hub_py(*words: object, inside: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        if "--stories" in words and "--config" not in words:
            words = (*words, "--config", PROJECT / "mkdocs.yml")
        done = subprocess.run(
            [sys.executable, str(ROOT / "scripts/hub.py"), *map(str, words)],
            cwd=inside,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done

    return hub_py


def objects(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    """What was printed as JSON."""
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_check_lists_every_issue_as_json_and_fails_on_an_error(hub: Path, run: Run) -> None:
    """A list of objects with path, line, field, level, rule and message; paths as they are seen from here."""
    done = run("check", "--stories", "stories", "--format", "json")
    found = objects(done)
    assert done.returncode == 1
    assert done.stderr == ""
    assert all(list(one) == ["path", "line", "field", "level", "rule", "message"] for one in found)
    assert [(one["path"], one["line"], one["field"], one["level"], one["rule"]) for one in found] == [
        ("stories/2025/bad.md", 1, "why", "advice", "no-why"),
        ("stories/2025/bad.md", 4, "department", "error", "invalid-field"),
        ("stories/2025/bad.md", 8, "body", "advice", "broken-link"),
        ("stories/2026/advised.md", 1, "why", "advice", "no-why"),
    ]


def test_check_tells_a_writer_in_one_line_each(hub: Path, run: Run) -> None:
    done = run("check", "--stories", hub)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert len(lines) == 5
    assert lines[1].startswith("stories/2025/bad.md:4: department: found ")
    assert "a key of departments.yml is allowed" in lines[1]
    assert lines[0].startswith("stories/2025/bad.md:1: why: advice: is missing")
    assert lines[-1] == "1 error, 3 of advice (advice never stops a story)"


@pytest.mark.parametrize("format", FORMATS)
def test_advice_alone_is_no_failure(hub: Path, run: Run, format: str) -> None:
    done = run("check", "--stories", hub, hub / "2026", "--format", format)
    assert done.returncode == 0
    assert "no-why" in done.stdout or "is missing" in done.stdout
    assert run("check", "--stories", hub, hub / "2026/good.md", "--format", format).returncode == 0


# Paths as people give them, from the folder above the stories → the files that are named.
CHOICES: dict[str, tuple[tuple[str, ...], set[str]]] = {
    "a story as it is seen from here": (("stories/2025/bad.md",), {"bad.md"}),
    "a story as it is seen in the folder": (("2025/bad.md",), {"bad.md"}),
    "a year": (("2026",), {"advised.md"}),
    "a year with a slash": (("stories/2026/",), {"advised.md"}),
    "two": (("2025", "stories/2026/advised.md"), {"bad.md", "advised.md"}),
    "all": (("stories",), {"bad.md", "advised.md"}),
    "a good one": (("2026/good.md",), set()),
}


@pytest.mark.parametrize(("paths", "named"), CHOICES.values(), ids=CHOICES)
def test_check_tells_of_the_paths_that_are_asked_for(
    hub: Path, run: Run, paths: tuple[str, ...], named: set[str]
) -> None:
    done = run("check", "--stories", "stories", "--format", "json", *paths)
    assert {one["path"].rsplit("/", 1)[-1] for one in objects(done)} == named
    assert done.returncode == int("bad.md" in named)


WRONG: dict[str, tuple[str, ...]] = {
    "no such folder": ("check", "--stories", "nowhere"),
    "a file for a folder": ("check", "--stories", "stories/values.yml"),
    "no such story": ("check", "--stories", "stories", "2026/weg.md"),
    "a file that is no story of the hub": ("check", "--stories", "stories", "outside.md"),
    "a way out of the folder": ("check", "--stories", "stories", "../../etc"),
    "a format that there is not": ("check", "--stories", "stories", "--format", "xml"),
    "an option that there is not": ("check", "--stories", "stories", "--fix"),
    "no such settings": ("check", "--stories", "stories", "--config", "nowhere.yml"),
    "settings that cannot be read": ("check", "--stories", "stories", "--config", "broken.yml"),
    "nothing to suggest for": ("suggest", "--stories", "stories"),
    "a story to suggest for that is not there": ("suggest", "--stories", "stories", "weg.md"),
    "no such engine": ("build", "--stories", "stories", "--engine", "hugo"),
    "no such port": ("serve", "--stories", "stories", "--port", "99999999"),
    "a name that forges a command": ("check", "--stories", "stories", "a\n::error::b.md"),
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG)
def test_wrong_usage_is_said_in_a_sentence_and_ends_with_2(
    hub: Path, tmp_path: Path, run: Run, words: tuple[str, ...]
) -> None:
    (tmp_path / "outside.md").write_text(story(), encoding="utf-8")
    (tmp_path / "broken.yml").write_text("site_name: [", encoding="utf-8")
    done = run(*words)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert not re.search(r"^::|^##", done.stderr, re.MULTILINE)


def test_a_port_that_is_taken_is_said_before_anything_is_built(hub: Path, run: Run) -> None:
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("serve", "--stories", "stories", "--port", port)
    assert done.returncode == 2
    assert f"port {port}" in done.stderr


# What hostile names, titles, fields and values hold.
FORGERIES = [
    "::error::forged",
    "::set-output name=x::forged",
    "##[error]forged",
    "##vso[task.x]forged",
    "##teamcity[x]",
]
CONTROL = ["\n", "\r", "\x1b", "\x07", "\u2028", "\u202e", "\x85", "\0"]


def hostile() -> dict[str, str | bytes]:
    """Stories in whose names and fields a command is hidden, behind every sign that could start a line."""
    files: dict[str, str | bytes] = {}
    for number, forged in enumerate(FORGERIES):
        for sign in CONTROL:
            quoted = json.dumps(f"x{sign}{forged}")
            files[f"2026/s{number}-{ord(sign)}.md"] = (
                f"---\ntitle: {quoted}\nauthor: {quoted}\ndepartment: {quoted}\ndate: {quoted}\nlanguage: {quoted}\n"
                f"values: [{quoted}]\nreply_to: {quoted}\naliases: [{quoted}]\n{quoted}: 1\n"
                f"photo: {{file: {quoted}, {quoted}: x}}\n---\n\n[x](<{forged}>) ![y](<{forged}>)\n\n<{forged}>\n"
            )
            if sign not in "\0" and sys.platform != "win32":
                files[f"2026/n{sign}{forged}.md"] = story(department="wrad")
    return files


@pytest.mark.parametrize("format", FORMATS)
def test_no_name_and_no_text_forges_a_command_or_a_line(tmp_path: Path, run: Run, format: str) -> None:
    """CI systems take a line that starts with :: or holds ##…[ for a command; only our own are there."""
    write_hub(tmp_path / "stories", hostile())
    done = run("check", "--stories", "stories", "--format", format)
    assert done.returncode == 1
    lines = done.stdout.split("\n")
    ours = re.compile(r"::(error|notice) file=[^:,]+,line=\d+,title=[a-z-]+::")
    assert [
        line for line in lines if line.lstrip().startswith("::") and not (format == "github" and ours.match(line))
    ] == []
    assert [line for line in lines if re.search(r"##\w*\[", line)] == []
    assert all(line.isprintable() for line in lines)
    if format in ("json", "gitlab", "sarif"):
        assert done.stdout.isascii()
        assert json.loads(done.stdout)
    else:
        # One line for each issue, and none more.
        issues = len(objects(run("check", "--stories", "stories", "--format", "json")))
        assert len([line for line in lines if line]) == issues + (format == "text")


def test_the_log_of_a_build_forges_nothing_either(tmp_path: Path, run: Run) -> None:
    write_hub(tmp_path / "stories", hostile())
    done = run("build", "--stories", "stories", "--site", "site")
    assert done.returncode == 0
    told = (done.stdout + done.stderr).split("\n")
    assert [line for line in told if line.lstrip().startswith(("::", "##")) or re.search(r"##\w*\[", line)] == []
    assert all(line.isprintable() for line in told)


def test_sarif_is_what_code_scanners_read(hub: Path, run: Run) -> None:
    """SARIF 2.1.0: one run, each rule once, each result with its rule, its level, and a place that starts at 1."""
    log = json.loads(run("check", "--stories", "stories", "--format", "sarif").stdout)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (only,) = log["runs"]
    driver = only["tool"]["driver"]
    rules = [rule["id"] for rule in driver["rules"]]
    assert driver["name"]
    assert len(rules) == len(set(rules))
    assert len(only["results"]) == 4
    for result in only["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in ("error", "warning", "note", "none")
        assert result["message"]["text"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"].startswith("stories/20")
        assert place["physicalLocation"]["region"]["startLine"] >= 1
    assert [result["level"] for result in only["results"]].count("error") == 1


def test_an_address_in_sarif_is_one_whatever_the_name_of_the_file() -> None:
    """Spaces, signs and letters of other scripts are written as an address has them, and come back."""
    for path in ("stories/2026/een dag.md", "stories/2026/100%.md", "stories/2026/é日.md", "stories/2026/a#b?c.md"):
        log = json.loads(FORMATS["sarif"]([error(path, 1, "file", "x", say("y"))]))
        uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[A-Za-z0-9/._~%-]+", uri)
        assert unquote(uri) == path


def test_gitlab_gets_a_code_quality_report(hub: Path, run: Run) -> None:
    """Each with a description, a check, a severity that it knows, a place, and a fingerprint of its own that stays."""
    command = ("check", "--stories", "stories", "--format", "gitlab")
    found = objects(run(*command))
    assert found == objects(run(*command))
    assert len({one["fingerprint"] for one in found}) == len(found) == 4
    assert {one["severity"] for one in found} == {"blocker", "info"}
    assert all(one["description"] and one["check_name"] for one in found)
    assert all(one["location"]["path"].startswith("stories/") for one in found)
    assert all(one["location"]["lines"]["begin"] >= 1 for one in found)


def test_github_gets_an_annotation_for_each(hub: Path, run: Run) -> None:
    lines = run("check", "--stories", "stories", "--format", "github").stdout.splitlines()
    assert len(lines) == 4
    assert lines[1].startswith("::error file=stories/2025/bad.md,line=4,title=invalid-field::department: found ")
    assert [line.split(" ")[0] for line in lines] == ["::notice", "::error", "::notice", "::notice"]


def test_github_shows_signs_that_its_commands_use(run: Run) -> None:
    printed = FORMATS["github"]([error("a,b:c%.md", 1, "file", "x", say("100%% %(what)s", what="50%\n::error::"))])
    assert printed == "::error file=a%2Cb%3Ac%25.md,line=1,title=x::file: 100%25 50%25?::error::"


def test_a_strict_build_of_a_hub_with_an_error_leaves_the_site_as_it_was(hub: Path, tmp_path: Path, run: Run) -> None:
    """It names what is wrong, ends with 1, and not a byte or a time of the site changes."""
    build = ("build", "--stories", "stories", "--site", "site")
    assert run(*build).returncode == 0
    site = tmp_path / "site"
    before, times = files_of(site), {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    write_hub(hub, {"2026/new.md": story("Nieuw")})
    done = run(*build, "--strict")
    assert done.returncode == 1
    assert "2025/bad.md:4: department" in done.stderr
    assert files_of(site) == before
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == times
    (hub / "2025/bad.md").unlink()
    assert run(*build, "--strict").returncode == 0
    assert (site / "2026/new/index.html").is_file()


@pytest.mark.parametrize("place", ["file", "full", "stories", "."])
def test_a_site_is_never_made_on_top_of_something_else(hub: Path, tmp_path: Path, run: Run, place: str) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full/mine.txt").write_text("mine", encoding="utf-8")
    before = files_of(tmp_path)
    done = run("build", "--stories", "stories", "--site", place)
    assert done.returncode == 1
    assert done.stderr.strip()
    assert {name: data for name, data in files_of(tmp_path).items() if name in before} == before
    assert not (tmp_path / "index.html").exists()


def test_suggest_gives_each_story_its_ranked_values_with_the_reason(hub: Path, run: Run) -> None:
    """A list with a path as it was given, and every value once, the likeliest first, with a score and its words."""
    asked = "2026/care.md"
    write_hub(hub, {asked: story("Zorg voor elkaar", "We zijn er voor elkaar, dag en nacht. Zorg is alles.\n")})
    done = run("suggest", "--stories", "stories", f"stories/{asked}", "--format", "json")
    (found,) = objects(done)
    assert done.returncode == 0
    assert found["path"] == f"stories/{asked}"
    scores = [one["score"] for one in found["values"]]
    assert sorted(one["value"] for one in found["values"]) == ["care", "courage", "openness"]
    assert found["values"][0]["value"] == "care"
    assert scores == sorted(scores, reverse=True)
    assert found["values"][0]["because"]
    assert done.stdout == run("suggest", "--stories", "stories", asked, "--format", "json").stdout


def test_suggest_names_a_story_that_cannot_be_read_and_answers_for_the_others(hub: Path, run: Run) -> None:
    write_hub(hub, {"2026/broken.md": b"\xff"})
    done = run("suggest", "--stories", "stories", "stories/2026", "--format", "json")
    assert done.returncode == 1
    assert "2026/broken.md:1: file:" in done.stderr
    assert {one["path"] for one in objects(done)} == {"stories/2026/good.md", "stories/2026/advised.md"}


def test_the_schema_is_json_schema_that_knows_every_field(run: Run) -> None:
    """Draft 2020-12, with what is needed, what each field means, and no others allowed."""
    schema = json.loads(run("schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["required"] == ["title", "author", "department", "date"]
    assert schema["additionalProperties"] is False
    expected = ["title", "author", "department", "date", "language", "why", "values", "summary", "could_be_better"]
    expected += [
        "question",
        "reply_to",
        "answers_question",
        "translation_of",
        "translated_by",
        "another_view",
        "with",
        "photo",
        "consent",
        "audience",
        "public_until",
        "pseudonym",
        "status",
    ]
    later = list(schema["properties"])[-3:]
    assert set(later) == {"receipt", "heard_first", "heavy"}
    assert list(schema["properties"]) == [*expected, "withdrawn", "withdrawn_by", "withdrawn_for", "aliases", *later]
    assert all(field.get("description") for field in schema["properties"].values())
    table = run("schema", "--format", "table").stdout
    assert [name for name in schema["properties"] if f"| `{name}` |" not in table] == []

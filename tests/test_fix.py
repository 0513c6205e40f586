"""`fix` writes the lines of a story as they should be: shown first, asked about, and nothing else of the file changes."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from hubs import PROJECT, story, write_hub
from hypothesis import given
from hypothesis import strategies as st
from storyhub.cli.main import main
from storyhub.review.corrections import changes, corrected
from test_front_matter_as_meant import read

SLIPS = (
    "---\nTitel: 's Morgens vroeg\nauthor: Noor Bakker\nDepartment: Keuken\ndate: 1-11-2026\nwhy: Ward 3: omdat\n"
    "values: openness, Zorg\n---\n\nZie [dit] (https://example.org/x).\n\n-\u00a0een jas\n-\u00a0een fiets\n"
)
RIGHT = (
    '---\ntitle: "\'s Morgens vroeg"\nauthor: Noor Bakker\ndepartment: kitchen\ndate: 2026-11-01\nwhy: "Ward 3: omdat"\n'
    "values: [openness, care]\n---\n\nZie [dit](https://example.org/x).\n\n- een jas\n- een fiets\n"
)


def fix(folder: Path, *arguments: str, answer: str = "", monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answer))
    return main(["fix", "--stories", str(folder), *arguments], PROJECT)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_all_that_can_be_corrected_is_written_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    raw = ("\ufeff" + SLIPS.replace("\n", ending)).encode()
    folder = write_hub(tmp_path, {"2026/a.md": raw})
    assert fix(folder, "2026/a.md", "--yes", monkeypatch=monkeypatch) == 0
    assert (folder / "2026/a.md").read_bytes() == ("\ufeff" + RIGHT.replace("\n", ending)).encode()
    told = capsys.readouterr().out
    assert "  - date: 1-11-2026\n  + date: 2026-11-01\n" in told
    assert "  - -?een jas\n  + - een jas\n" in told
    assert main(["check", "--stories", str(folder), "2026/a.md"], PROJECT) == 0
    assert capsys.readouterr().out == "Nothing to fix.\n"
    assert [file.name for file in (folder / "2026").iterdir()] == ["a.md"]


def test_nothing_is_written_before_somebody_says_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_hub(tmp_path, {"2026/a.md": SLIPS})
    for answer in ("", "\n", "n\n", "what\n"):
        assert fix(folder, "2026/a.md", answer=answer, monkeypatch=monkeypatch) == 1
        assert (folder / "2026/a.md").read_text(encoding="utf-8") == SLIPS
    assert "left as it was" in capsys.readouterr().out
    assert fix(folder, "2026/a.md", answer="ja\n", monkeypatch=monkeypatch) == 0
    assert (folder / "2026/a.md").read_text(encoding="utf-8") == RIGHT


def test_what_only_its_writer_knows_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"2026/a.md": story(date="3/4/2026", audience="Public"), "2026/b.md": story(), "2026/c.md": "geen verhaal"}
    folder = write_hub(tmp_path, dict(files))
    assert fix(folder, *files, "--yes", monkeypatch=monkeypatch) == 0
    assert capsys.readouterr().out.count("nothing to write") == 3
    assert {name: (folder / name).read_text(encoding="utf-8") for name in files} == files


@pytest.mark.parametrize("name", ["values.yml", "2026", "2026/weg.md", "../elders.md"])
def test_only_stories_and_profiles_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "elders.md").write_text(SLIPS, encoding="utf-8")
    folder = write_hub(tmp_path / "stories", {"2026/a.md": SLIPS})
    assert fix(folder, name, "--yes", monkeypatch=monkeypatch) == 2
    assert "hub.py fix:" in capsys.readouterr().err
    assert (tmp_path / "elders.md").read_text(encoding="utf-8") == SLIPS


def test_a_profile_is_fixed_as_a_story_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write_hub(tmp_path, {"ambassadors/sam.md": "---\nNaam:\u00a0Sam\nafdeling: ward\n---\n\nHoi\n"})
    assert fix(folder, "ambassadors/sam.md", "--yes", monkeypatch=monkeypatch) == 0
    fixed = (folder / "ambassadors/sam.md").read_text(encoding="utf-8")
    assert fixed == "---\nname: Sam\ndepartment: ward\n---\n\nHoi\n"


def test_a_file_that_cannot_be_written_keeps_what_is_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_hub(tmp_path, {"2026/a.md": SLIPS})

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    assert fix(folder, "2026/a.md", "--yes", monkeypatch=monkeypatch) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert [file.name for file in (folder / "2026").iterdir()] == ["a.md"]
    assert (folder / "2026/a.md").read_text(encoding="utf-8") == SLIPS


@given(st.binary(max_size=300))
def test_bytes_that_nobody_understands_are_never_lost(raw: bytes) -> None:
    after = corrected(raw, lambda raw: read(raw).issues)
    assert len(list(changes(raw, after))) == 0 or after != raw
    assert corrected(after, lambda raw: read(raw).issues) == after

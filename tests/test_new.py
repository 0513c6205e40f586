"""Stories made in a terminal: complete, accepted by `check`, and never lost once they are typed."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hubs import DEPARTMENTS, PROJECT, ROOT, story, write_hub
from importing import NEEDED, NO_EXTRAS, made, type_in
from storyhub.cli.main import main
from storyhub.compose import draft

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return write_hub(tmp_path / "stories")


def test_the_questions_make_a_story_that_check_accepts(hub: Path, monkeypatch: Patch, capsys: Capture) -> None:
    type_in(
        monkeypatch,
        *("De bus: die niet kwam #1", "Omdat het regende.", "De klok loopt voor.", "", "Noor Bakker", "2"),
        *("Het regende.", "", "En de bus kwam niet.", "."),
    )
    new = made(hub, capsys, "new", "--date", "2026-03-01")
    assert new.file == hub / "2026/de-bus-die-niet-kwam-1.md"
    found = new.reading.story
    assert found is not None
    assert found.title == "De bus: die niet kwam #1"
    assert (found.why, found.could_be_better, found.department) == (
        "Omdat het regende.",
        "De klok loopt voor.",
        "kitchen",
    )
    assert new.body == "Het regende.\n\nEn de bus kwam niet."
    assert "Waarom telt het voor jou?" in new.err
    assert main(["check", "--stories", str(hub), str(new.file)], PROJECT) == 0


def test_what_is_given_is_not_asked(hub: Path, monkeypatch: Patch, capsys: Capture) -> None:
    type_in(monkeypatch, "It rained.")
    words = ["--title", "The bus", "--why", "Rain.", "--could-be-better", "-", "--question", "-", "--language", "en"]
    new = made(hub, capsys, "new", *NEEDED, *words)
    assert new.err.count("?") == 1
    assert "What happened?" in new.err


def test_nobody_is_asked_for_the_day_of_a_new_story(hub: Path, monkeypatch: Patch, capsys: Capture) -> None:
    type_in(monkeypatch, "Tekst.")
    new = made(hub, capsys, "new", "--title", "Nu", "--author", "Noor", "--department", "ward", *NO_EXTRAS)
    assert new.field["date"] == "2026-11-24"
    assert "dag" not in new.err


def test_a_department_may_be_named_in_any_way_and_is_asked_again(
    hub: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    type_in(monkeypatch, "Een dag", "", "", "", "Noor", "de kelder", "front DESK", "Tekst.")
    new = made(hub, capsys, "new")
    assert "Dat staat er niet bij" in new.err
    assert new.field["department"] == "desk"


def test_a_department_that_was_retired_is_no_longer_offered(hub: Path, monkeypatch: Patch, capsys: Capture) -> None:
    retired = DEPARTMENTS.replace("- key: kitchen", "- key: kitchen\n  until: 2026-11-23")
    (hub / "departments.yml").write_text(retired, encoding="utf-8")
    type_in(monkeypatch, "Een dag", "", "", "", "Noor", "Keuken", "2", "Tekst.")
    new = made(hub, capsys, "new")
    assert "Keuken" not in new.err
    assert new.field["department"] == "desk"


def test_each_field_is_written_on_a_line_of_its_own(hub: Path) -> None:
    text = draft.Draft(
        {"title": "T: a", "author": "N", "values": ["care", "lef"], "photo": {"file": "a.png", "alt": "# b"}}, "x"
    ).text()
    assert text == (
        "---\ntitle: 'T: a'\nauthor: N\nvalues: [care, lef]\nphoto:\n  file: a.png\n  alt: '# b'\n---\n\nx\n"
    )


def test_the_way_to_send_it_is_printed_as_commands(hub: Path, monkeypatch: Patch, capsys: Capture) -> None:
    type_in(monkeypatch, "Een dag", "", "", "", "Tekst.")
    new = made(hub, capsys, "new", *NEEDED)
    assert new.out.splitlines()[1:] == [
        "git switch -c story/2026-een-dag",
        f"git add {new.file}",
        'git commit -m "Story: een-dag"',
        "git push -u origin story/2026-een-dag",
    ]


def test_it_says_all_that_check_says_of_the_story_among_the_others(
    hub: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    type_in(monkeypatch, "Een dag", "", "", "", "Een [link](../2025/weg.md).")
    new = made(hub, capsys, "new", *NEEDED, "--reply-to", "2025/nergens")
    main(["check", "--stories", str(hub), str(new.file)], PROJECT)
    fields = re.findall(r"\.md:(\d+: \w+):", capsys.readouterr().out)
    assert fields == re.findall(r"\.md:(\d+: \w+):", new.err) != []
    assert {field.split()[1] for field in fields} >= {"reply_to", "body", "why"}


class TestNothingTypedIsLost:
    """What cannot be written is printed, so that it can be copied."""

    def test_a_folder_that_cannot_be_written_in_is_named_before_the_first_question(
        self, hub: Path, monkeypatch: Patch, capsys: Capture
    ) -> None:
        monkeypatch.setattr("os.access", lambda path, mode: False)
        type_in(monkeypatch, "Een dag")
        assert main(["new", "--stories", str(hub)], PROJECT) == 2
        printed = capsys.readouterr()
        assert "this folder cannot be written to" in printed.err
        assert "?" not in printed.err

    def test_a_disk_that_is_full_leaves_the_story_on_the_screen_and_no_half_of_it(
        self, hub: Path, monkeypatch: Patch, capsys: Capture
    ) -> None:
        def full(self: Path, *given: object, **named: object) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_text", full)
        type_in(monkeypatch, "Een dag", "", "", "", "Het regende.")
        assert main(["new", "--stories", str(hub), *NEEDED], PROJECT) == 2
        printed = capsys.readouterr()
        assert printed.out.startswith("---\ntitle: Een dag\n")
        assert "Het regende.\n" in printed.out
        assert "No space left on device" in printed.err
        assert list((hub / "2026").iterdir()) == []

    def test_who_stops_halfway_gets_back_what_was_typed(self, hub: Path, monkeypatch: Patch, capsys: Capture) -> None:
        type_in(monkeypatch, "Een dag", "Omdat het regende.")
        assert main(["new", "--stories", str(hub)], PROJECT) == 2
        printed = capsys.readouterr()
        assert "author: has no answer" in printed.err
        assert "title: Een dag\n" in printed.out
        assert "why: Omdat het regende.\n" in printed.out
        assert not list(hub.glob("2*"))

    def test_a_key_that_stops_the_program_is_no_traceback(self, hub: Path, monkeypatch: Patch, capsys: Capture) -> None:
        class Stopped(io.StringIO):
            def readline(self, *_: object) -> str:
                raise KeyboardInterrupt

        monkeypatch.setattr(sys, "stdin", Stopped())
        assert main(["new", "--stories", str(hub)], PROJECT) == 2
        assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("title", ["con", "???", "日本", "../../etc/passwd", "a" * 119, "- -"])
def test_any_title_gives_a_name_that_every_computer_carries(
    hub: Path, monkeypatch: Patch, capsys: Capture, title: str
) -> None:
    type_in(monkeypatch, title, "", "", "", "Tekst.")
    new = made(hub, capsys, "new", *NEEDED)
    assert new.file.parent == hub / "2026"
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.md", new.file.name)
    assert main(["check", "--stories", str(hub), str(new.file)], PROJECT) == 0


def test_a_story_that_is_there_is_never_written_over(hub: Path, monkeypatch: Patch, capsys: Capture) -> None:
    names = []
    for text in ("Eerste.", "Tweede."):
        type_in(monkeypatch, "Een dag", "", "", "", text)
        names.append(made(hub, capsys, "new", *NEEDED).file)
    assert [name.name for name in names] == ["een-dag.md", "een-dag-2.md"]
    assert names[0].read_text(encoding="utf-8").endswith("Eerste.\n")
    assert sorted(path.name for path in (hub / "2026").iterdir()) == ["een-dag-2.md", "een-dag.md"]


def test_the_real_command_takes_what_is_piped_in(hub: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/hub.py"), "new", "--stories", str(hub), *NEEDED]
    command += ["--config", str(PROJECT / "mkdocs.yml")]
    answers = "Café “Ünder”\nDaarom.\n\n\nHet was koud.\nEcht koud.\n"
    done = subprocess.run(command, input=answers.encode(), capture_output=True)
    assert done.returncode == 0, done.stderr
    text = (hub / "2026/cafe-under.md").read_text(encoding="utf-8")
    assert "title: Café “Ünder”" in text
    assert text.endswith("\n\nHet was koud.\nEcht koud.\n")


@pytest.mark.parametrize(
    ("given", "written"),
    [("31-1-2026", "2026-01-31"), ("3 maart 2026", "2026-03-03"), ("01/03/2015", "2026-01-31"), ("ooit", "2026-01-31")],
)
@pytest.mark.parametrize("option", [("new", "--date"), ("import", "x.md", "--date"), ("digest", "--since")])
def test_a_day_in_another_form_is_shown_as_it_is_to_be_written(
    option: tuple[str, ...], given: str, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Or an example, where it can be read in two ways or not at all."""
    with pytest.raises(SystemExit):
        main([*option, given], PROJECT)
    assert f"{option[-1]}: found '{given}'; a day is allowed; write it as {written}\n" in capsys.readouterr().err


def test_the_hub_of_these_tests_is_sound(tmp_path: Path) -> None:
    hub = write_hub(tmp_path / "stories", {"2026/a.md": story()})
    assert main(["check", "--stories", str(hub)], PROJECT) == 0

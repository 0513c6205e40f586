"""A withdrawn story leaves a notice that says who asked for it, and nothing else, anywhere."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import PROJECT, files_of, story, write_hub
from PIL import Image
from storyhub.cli.main import main
from storyhub.read.front_matter import parse

Build = Callable[..., Path]
TEXT = "Het geheimwoord is zevenslaper.\n\n![Een zevenslaper](dier.png)\n"


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    """A hub with one story that has everything, and one that answers it."""
    png = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(png, "PNG")
    told = story(
        "Zevenslaper",
        TEXT,
        author="Weggegaan Iemand",
        consent="internal",
        could_be_better="Zevenslapers tellen.",
        aliases="[2025/oud]",
    )
    answers = "- {date: 2026-04-01, by: Bestuur, status: heard, note: Zevenslapers geteld.}\n"
    return write_hub(
        tmp_path / "stories",
        {
            "2026/dier.md": told,
            "2026/dier/dier.png": png.getvalue(),
            "listening/2026-dier.yml": answers,
            "2026/antwoord.md": story("Antwoord", "Daar zeg je wat.\n", reply_to="2026/dier", date="2026-03-09"),
        },
    )


def withdraw(stories: Path, *words: str) -> int:
    return main(["withdraw", *words, "--stories", str(stories)], PROJECT)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "De verteller haalde het op 24 november 2026 terug."),
        (("--by", "person"), "Iemand die erin voorkwam, vroeg hier op 24 november 2026 om."),
        (
            ("--by", "organisation", "--for", "De zaak ligt bij de <rechter>."),
            "De organisatie trok het in op 24 november 2026.",
        ),
    ],
    ids=["its teller", "somebody in it", "the organisation"],
)
def test_a_withdrawn_story_is_nowhere_but_for_a_notice_of_who_asked(
    words: tuple[str, ...], told: str, stories: Path, build_site: Build, tmp_path: Path
) -> None:
    """Not a word, a name, a picture or an answer of it: neither in the site nor in the folder."""
    site = build_site(stories, tmp_path / "site")
    assert any(b"zevenslaper" in data.lower() for data in files_of(site).values())
    assert any(path.startswith("2026/dier/dier-") for path in files_of(site))
    assert withdraw(stories, "2026/dier", *words) == 0
    build_site(stories, site)
    for path, data in (files_of(site) | files_of(stories)).items():
        assert b"zevenslaper" not in data.lower(), path
        assert b"Weggegaan" not in data, path
        assert not path.startswith("2026/dier/dier"), path
    notice = files_of(site)["2026/dier/index.html"].decode()
    assert told in notice
    assert ("De reden: De zaak ligt bij de &lt;rechter&gt;." in notice) is bool("--for" in words)
    assert "url=../../2026/dier/" in files_of(site)["2025/oud/index.html"].decode()


def test_it_says_what_it_did_and_who_else_names_the_story(stories: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert withdraw(stories, str(stories / "2026/dier.md")) == 0
    said = capsys.readouterr().out
    assert "2026/dier.md: withdrawn" in said
    assert "2026/dier: removed" in said
    assert "listening/2026-dier.yml: removed" in said
    assert "2026/antwoord.md: names this story" in said
    assert "docs/withdrawing.md" in said
    assert main(["check", "--stories", str(stories), "2026/dier.md"], PROJECT) == 0


def test_what_is_left_keeps_only_what_a_notice_needs(stories: Path) -> None:
    assert withdraw(stories, "2026/dier", "--for", "Op  verzoek.") == 0
    assert parse((stories / "2026/dier.md").read_bytes(), "2026/dier.md").data == {
        "title": "Ingetrokken",
        "author": "Ingetrokken",
        "department": "ward",
        "date": "2026-03-01",
        "withdrawn": "2026-11-24",
        "withdrawn_by": "teller",
        "withdrawn_for": "Op verzoek.",
        "aliases": ["2025/oud"],
    }


def test_a_story_whose_fields_were_read_as_meant_can_be_withdrawn_too(stories: Path) -> None:
    """What is published with a word of advice about its date or its field names is withdrawn like any other."""
    told = (
        "---\nTitel: Klapstoel\nauteur: Bea\nafdeling: Keuken\ndatum: 13 maart 2026\nwaarom: Daarom.\n---\n\nTekst.\n"
    )
    write_hub(stories, {"2026/stoel.md": told})
    assert withdraw(stories, "2026/stoel") == 0
    left = parse((stories / "2026/stoel.md").read_bytes(), "2026/stoel.md").data
    assert (left["department"], left["date"], left["title"]) == ("Keuken", "2026-03-13", "Ingetrokken")
    assert "Bea" not in (stories / "2026/stoel.md").read_text(encoding="utf-8")


def test_on_a_full_disk_the_story_and_its_pictures_stay_as_they_were(
    stories: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(stories)

    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    assert withdraw(stories, "2026/dier") == 2
    assert "dier.md: cannot be written: No space left on device" in capsys.readouterr().err
    assert files_of(stories) == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2026/no-such",), "there is no such story"),
        (("../mkdocs.yml",), "there is no such story"),
        (("2026/dier", "--for", "x" * 401), "at most 400 are allowed"),
    ],
    ids=["another name", "no story", "a long reason"],
)
def test_what_cannot_be_withdrawn_is_said_and_nothing_changes(
    words: tuple[str, ...], told: str, stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(stories)
    assert withdraw(stories, *words) == 2
    assert told in capsys.readouterr().err
    assert files_of(stories) == before


def test_a_story_without_fields_was_never_published_and_may_be_deleted(
    stories: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_hub(stories, {"2026/kaal.md": "Zomaar tekst.\n"})
    assert withdraw(stories, "2026/kaal") == 2
    assert "delete the file" in capsys.readouterr().err

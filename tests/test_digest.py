"""The digest: what was new since a day, fairly chosen, in forms that mail and chat programs read."""

from __future__ import annotations

import email.policy
import json
from email import message_from_bytes
from pathlib import Path

import pytest
from hubs import ROOT, story, write_hub
from storyhub.cli.main import main


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub in which the ward writes most, and one item was answered."""
    files: dict[str, str | bytes] = {
        f"2026/w{n}.md": story(f"Zorg {n}", date=f"2026-11-{10 + n}", department="ward", why="Omdat.") for n in range(9)
    }
    files["2026/k.md"] = story(
        "Soep <& stamppot>", date="2026-11-02", department="kitchen", why="Wie *kookt* [telt](x)."
    )
    files["2026/vraag.md"] = story("Klok", date="2026-11-03", department="desk", question="Wie heeft de sleutel?")
    files["2026/oud.md"] = story("Oud", date="2026-01-01", department="desk", could_be_better="De lamp is stuk.")
    files["2025/ouder.md"] = story("Ouder", date="2025-01-01", department="desk", could_be_better="De deur.")
    files["listening/2026-oud.yml"] = (
        "entries:\n  - {date: 2026-11-05, by: Joke, status: changed, note: Er hangt een nieuwe.}\n"
    )
    return write_hub(tmp_path / "stories", files)


def made(hub: Path, *words: str) -> int:
    """Runs the verb on a hub."""
    return main(["digest", "--stories", str(hub), *words], ROOT)


def test_a_digest_is_fair_and_tells_what_came_of_it(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A department that writes little is there before the second story of one that writes much; old news is not."""
    assert made(hub, "--since", "2026-11-01") == 0
    text = capsys.readouterr().out
    assert text.index("Zorg 8 (") < text.index("Klok (") < text.index("Soep <& stamppot> (") < text.index("Zorg 7 (")
    assert "Zorg 4 (" not in text
    assert "De lamp is stuk.\n  → veranderd: Er hangt een nieuwe. (Joke)" in text.replace("gewijzigd", "veranderd")
    assert "De deur." not in text
    assert "Wie heeft de sleutel?" in text
    assert "https://" in text
    assert "/2026/k/" in text


def test_the_question_of_the_month_comes_before_one_of_a_story(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At its own page, where the answers are."""
    write_hub(hub, {"questions/2026-11.yml": "question: {nl: Wat liet je staan?, en: What did you leave?}\n"})
    assert made(hub, "--since", "2026-11-01") == 0
    text = capsys.readouterr().out
    assert "Wat liet je staan? (Vraag van de maand, november 2026)\n  https://" in text
    assert "/questions/2026-11/" in text
    assert "Wie heeft de sleutel?" not in text


def test_nothing_new_makes_nothing(hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And says so; a day that is none is refused."""
    assert made(hub, "--since", "2026-11-25", "--out", str(tmp_path / "out")) == 0
    assert "there was no story and no answer" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()
    with pytest.raises(SystemExit):
        made(hub, "--since", "gisteren")


def test_each_form_is_what_its_program_reads(hub: Path, tmp_path: Path) -> None:
    """Style in the elements, two alternatives in the mail and no address, JSON in which no words of people mean anything."""
    out = tmp_path / "out"
    assert made(hub, "--since", "2026-11-01", "--out", str(out)) == 0
    assert {file.name for file in out.iterdir()} == {
        f"digest.{language}.{ending}" for language in ("nl", "en") for ending in ("html", "txt", "eml", "teams.json", "slack.json")
    }  # fmt: skip
    html = (out / "digest.nl.html").read_text(encoding="utf-8")
    assert "<style" not in html
    assert 'style="' in html
    assert "Soep &lt;&amp; stamppot&gt;" in html
    mail = message_from_bytes((out / "digest.en.eml").read_bytes(), policy=email.policy.default)
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert mail["X-Unsent"] == "1"
    assert "@" not in str(mail["To"])
    assert "changed: Er hangt een nieuwe." in mail.get_body(("plain",)).get_content()
    card = json.loads((out / "digest.nl.teams.json").read_text(encoding="utf-8"))["attachments"][0]["content"]
    assert card["type"] == "AdaptiveCard"
    assert any(r"Wie \*kookt\* \[telt\](x)." in block["text"] for block in card["body"])
    blocks = json.loads((out / "digest.nl.slack.json").read_text(encoding="utf-8"))["blocks"]
    marked = [block["text"]["text"] for block in blocks if block["text"]["type"] == "mrkdwn"]
    assert any(text.endswith("|Soep &lt;&amp; stamppot&gt;>") for text in marked)
    assert len(blocks) <= 50
    before = {file: file.read_bytes() for file in out.iterdir()}
    made(hub, "--since", "2026-11-01", "--out", str(out))
    assert {file: file.read_bytes() for file in out.iterdir()} == before

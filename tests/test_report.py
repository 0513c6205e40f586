"""The report for comms: what a meeting needs, and nothing that says something about one person."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hubs import PROJECT, story, write_hub
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from repositories import hub_repository
from storyhub.cli.main import main
from storyhub.model.story import Story
from storyhub.review.counts import quarters, tally

TODAY = date(2026, 11, 24)


def told(capsys: pytest.CaptureFixture[str], folder: Path, *arguments: str) -> str:
    assert main(["report", "--stories", str(folder), *arguments], PROJECT) == 0
    return capsys.readouterr().out


def section(markdown: str, heading: str) -> str:
    return markdown.split(f"## {heading}\n\n", 1)[1].split("\n\n## ")[0]


def many(department: str, people: int, value: str = "care", month: int = 10, **more: object) -> dict[str, str | bytes]:
    """Stories of as many people of one department."""
    given = {"department": department, "values": f"[{value}]", "date": f"2026-{month:02}-03"} | more
    return {
        f"2026/{department}-{month}-{number}.md": story("Een dag", **({"author": f"Mens {number}"} | given))
        for number in range(people)
    }


def test_what_everybody_can_count_on_the_site_is_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each story stands there with its department: hiding a small number would protect nobody."""
    folder = write_hub(tmp_path, many("ward", 9) | many("kitchen", 5) | many("desk", 2, pseudonym="true"))
    table = section(told(capsys, folder), "Verhalen per afdeling")
    assert [line.split("|")[-2].strip() for line in table.splitlines()[2:]] == ["9", "5", "2"]


def test_what_readers_cannot_see_is_not_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hidden = [{"status": "draft"}, {"withdrawn": "2026-10-05"}, {"date": "2026-12-30"}]
    files = many("ward", 6) | {f"2026/x{n}.md": story("X", department="ward", **more) for n, more in enumerate(hidden)}
    assert "| Verpleegafdeling | 6 |" in section(told(capsys, write_hub(tmp_path, files)), "Verhalen per afdeling")


def test_a_small_hub_is_told_by_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = many("ward", 3, month=2) | {
        path.replace("ward", "w2"): text.replace("Mens", "Iemand")
        for path, text in many("ward", 3, month=8).items()
        if isinstance(text, str)
    }
    table = section(told(capsys, write_hub(tmp_path, files)), "Verhalen per afdeling")
    assert "| Afdeling | 2026 |" in table
    assert "| Verpleegafdeling | 6 |" in table


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.integers(1, 12)), max_size=60))
def test_every_story_is_counted_once_in_the_quarter_of_its_day(entries: list[tuple[str, int]]) -> None:
    stories = [
        Story(f"2026/{n}", "", "", "", group, date(2026, month, 1), "nl") for n, (group, month) in enumerate(entries)
    ]
    periods = quarters(TODAY)
    counts = tally(stories, "abcd", lambda one: [one.department], periods)
    for place, (_, number) in enumerate(periods):
        for group in "abcd":
            inside = [one for one in entries if one[0] == group and (one[1] - 1) // 3 + 1 == number]
            assert counts[group][place] == len(inside)


def test_who_is_not_heard_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = many("ward", 5) | {"2024/oud.md": story("Oud", department="desk", values="[courage]", date="2024-01-01")}
    markdown = told(capsys, write_hub(tmp_path, files))
    assert section(markdown, "Waarden waarover niemand schreef") == "- Openheid\n- Lef"
    assert section(markdown, "Afdelingen die niet te horen waren") == "- Keuken\n- Receptie"


def test_departments_that_never_met_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hub = write_hub(tmp_path, many("ward", 1, with_="[kitchen]"))
    table = section(told(capsys, hub), "Afdelingen die elkaar nooit in een verhaal tegenkwamen").splitlines()[2:]
    expected = ["| Verpleegafdeling | Receptie |", "| Keuken | Receptie |", "| Receptie | Verpleegafdeling, Keuken |"]
    assert table == expected


def test_what_waits_is_told_with_its_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    repo = hub_repository(tmp_path / "repo")
    for number, day in (("1", "2026-11-10"), ("2", "2026-11-23")):
        file = ("100644", f"stories/2026/wacht-{number}.md".encode(), story("Wacht").encode())
        repo.git("update-ref", f"refs/pull/{number}/head", repo.pull_request(file, day=day))
    repo.git("update-ref", "refs/pull/3/head", repo.pull_request(("100644", b"mkdocs.yml", b"x")))
    repo.git("update-ref", "refs/pull/4/head", "main")
    line = ("100644", b"stories/replies/2026-wacht-a1.yml", b"{to: 2026/a}")
    repo.git("update-ref", "refs/pull/5/head", repo.pull_request(line, day="2026-11-20"))
    given = ["--repo", str(repo.folder), "--waiting", "refs/pull", "--base", "main"]
    table = section(told(capsys, repo.folder / "stories", *given), "Verhalen die wachten om gelezen te worden")
    assert table.splitlines()[2:] == [
        "| 2026/wacht\\-1.md | 14 |",
        "| replies/2026\\-wacht\\-a1.yml | 4 |",
        "| 2026/wacht\\-2.md | 1 |",
    ]


def test_reasons_are_counted_and_a_reason_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_hub(tmp_path / "hub", many("ward", 1))
    decisions = tmp_path / "decisions.yml"
    noted = [{"date": "2026-11-01", "reason": reason} for reason in ["privacy"] * 5 + ["abuse"]]
    decisions.write_text(json.dumps(noted), encoding="utf-8")
    table = section(
        told(capsys, folder, "--decisions", str(decisions)), "Waarom verhalen er niet op kwamen zoals ze waren"
    )
    assert "| Privacy | 5 |" in table
    assert "| Aanval op iemand | minder dan 5 |" in table
    decisions.write_text("- {date: 2026-11-01, reason: off-message}\n", encoding="utf-8")
    assert main(["report", "--stories", str(folder), "--decisions", str(decisions)], PROJECT) == 2
    assert "the list is closed" in capsys.readouterr().err


def test_what_could_be_better_stays_on_the_list_until_it_is_answered_to_the_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        f"2026/{name}.md": story(name, could_be_better="De klok.", date="2026-11-14")
        for name in ("open", "gehoord", "klaar")
    }
    for name, status in (("gehoord", "heard"), ("klaar", "changed")):
        answer = f"entries:\n- {{date: 2026-11-20, by: Iris, status: {status}, note: Ja}}\n"
        files[f"listening/2026-{name}.yml"] = answer
    table = section(told(capsys, write_hub(tmp_path, files)), "Wat er beter kan en op antwoord wacht")
    assert "| open | nog geen antwoord | 10 |" in table
    assert "| gehoord | gehoord | 10 |" in table
    assert "klaar" not in table


def test_nobody_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_hub(tmp_path, many("ward", 6, could_be_better="De klok."))
    for form in ("markdown", "page"):
        assert "Mens" not in told(capsys, folder, "--format", form)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_page(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    page_file = tmp_path / "report.html"
    folder = write_hub(tmp_path / "hub", many("ward", 6, could_be_better="De <b>klok</b>."))
    assert main(["report", "--stories", str(folder), "--format", "page", "--out", str(page_file)], PROJECT) == 0
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(page_file.as_uri())
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()

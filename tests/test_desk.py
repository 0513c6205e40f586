"""The desk for comms: what it names, how its form writes an answer, and that none of it is on the site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from hubs import ROOT, story, write_hub
from playwright.sync_api import Browser
from storyhub.cli.main import main
from storyhub.model.code_hosts import HOSTS, CodeHost
from storyhub.model.issues import Issue
from storyhub.read.listening import read_listening
from storyhub.review.answer_files import answer_file, answer_lines

PATH = "listening/2026-klok.yml"
FILES = {
    "as comms write it": "# van Joke\nowner: Joke\nentries:\n  - date: 2026-03-02\n    by: Joke\n    status: heard\n\nconfirmed: 2026-05-01 # ja\n",
    "in braces": "entries:\n- {date: 2026-03-02, by: Joke, status: heard}\nconfirmed: 2026-05-01\n",
    "a list alone": "- {date: 2026-03-02, by: Joke, status: heard,\n   note: Ja}\n",
    "a list in brackets": "also: [2026/ook]\nentries: [{date: 2026-03-02, by: Joke, status: heard}]\n",
    "no end of line": "entries:\n  - date: 2026-03-02\n    status: heard\n    note: |\n      Ja.\n\n      En nee.",
    "from Windows": "entries:\r\n  - {date: 2026-03-02, by: Joke, status: heard}\r\n",
    "empty": "",
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES)
def test_an_answer_is_added_and_what_was_there_stays(text: str) -> None:
    before: list[Issue] = []
    found = read_listening(text.encode(), PATH, before)
    place = answer_file("2026/klok", found, text.encode())
    lines = answer_lines(place.indent, "2026-06-01", 'Joke "J." Vos', "changed", "Klaar: ja\nEcht #1")
    made = place.before + "".join(f"{line}\n" for line in lines) + place.after
    after: list[Issue] = []
    again = read_listening(made.encode(), PATH, after)
    assert again.answers[:-1] == found.answers
    assert (again.answers[-1].date, again.answers[-1].by) == (date(2026, 6, 1), 'Joke "J." Vos')
    assert again.answers[-1].note == "Klaar: ja\nEcht #1"
    assert (again.owner, again.also, again.confirmed) == (found.owner, found.also, found.confirmed)
    assert {one.rule for one in after} <= {one.rule for one in before}
    if "#" in text:
        assert "# van Joke\n" in made
        assert "# ja" in made


def test_a_first_answer_makes_the_file() -> None:
    place = answer_file("2026/klok", None, None)
    assert (place.path, place.is_new) == (PATH, True)


@pytest.mark.parametrize("kind", HOSTS)
def test_every_code_host_has_an_address_at_which_the_file_is_edited(kind: str) -> None:
    address = CodeHost(kind, "https://git.example/o/r").edit(PATH)
    assert address.startswith("https://git.example/o/r")
    assert f"stories/{PATH}" in address
    assert "{" not in address


def hub_of(folder: Path) -> Path:
    """Something of all that a desk shows."""
    return write_hub(
        folder,
        {
            "2026/klok.md": story("De <b>klok</b>", could_be_better="De klok.", date="2026-03-01", values="[]"),
            "2026/deur.md": story("De deur", could_be_better="De deur.", date="2026-11-20"),
            "2026/later.md": story("Voor later", date="2026-12-24"),
            "2026/stuk.md": story("Stuk", date=None),
            PATH: "owner: Joke\nentries:\n  - {date: 2026-03-02, by: Joke, status: heard}\n",
        },
    )


def test_the_desk_names_what_no_page_of_the_site_names(tmp_path: Path) -> None:
    assert main(["desk", "--stories", str(hub_of(tmp_path / "hub")), "--out", str(tmp_path / "desk")], ROOT) == 0
    page = (tmp_path / "desk/index.html").read_text(encoding="utf-8")
    for text in ("Voor later", "komt op 24 december 2026", "2026/stuk.md", "De &lt;b&gt;klok", "268 dagen open"):
        assert text in page
    assert page.index("De &lt;b&gt;klok") < page.index("De deur"), "what is overdue longest comes first"
    assert "De <b>klok" not in page


def test_the_desk_is_not_put_into_a_published_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/feed.xml").write_text("", encoding="utf-8")
    assert main(["desk", "--stories", str(hub_of(tmp_path / "hub")), "--out", str(tmp_path / "site")], ROOT) == 2
    assert "is a published site" in capsys.readouterr().err


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_the_form_writes_the_file_that_the_hub_reads(browser: Browser, tmp_path: Path, width: int, scheme: str) -> None:
    """In a browser: a change without a note is held back, and what is downloaded is sound YAML; nothing is fetched."""
    assert main(["desk", "--stories", str(hub_of(tmp_path / "hub")), "--out", str(tmp_path / "desk")], ROOT) == 0
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "desk/index.html").as_uri())
    item = page.locator(".desk-item").first
    item.locator("summary").click()
    item.locator("[name=status]").select_option("changed")
    assert item.locator("[name=download]").is_disabled()
    item.locator("[name=note]").fill('Hij loopt: "weer" #1')
    with page.expect_download() as download:
        item.locator("[name=download]").click()
    assert download.value.suggested_filename == "2026-klok.yml"
    written = yaml.safe_load(Path(download.value.path()).read_text(encoding="utf-8"))
    assert [entry["status"] for entry in written["entries"]] == ["heard", "changed"]
    assert written["entries"][-1]["note"] == 'Hij loopt: "weer" #1'
    assert [url for url in asked if not url.startswith(("file:", "blob:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((tmp_path / "desk/index.html").as_uri())
    page.locator(".desk-item summary").first.click()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()

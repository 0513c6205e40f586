"""The reviewer's page: how a story will look, what is safe, what only a person can judge, and nothing that can run."""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hubs import PROJECT, ROOT, story
from playwright.sync_api import Browser
from repositories import Repo, hub_repository
from storyhub.cli.main import main
from storyhub.model.story import Story
from storyhub.pages import story as pages_of_stories
from storyhub.review.reasons import REASONS

BODY = "Het regende en de bus kwam niet.\n\n<script>alert(1)</script> <img src=x onerror=alert(2)>\n"
NEW = ("100644", b"stories/2026/nieuw.md", story("De bus <b>x</b>", BODY).encode())
ENGLISH = ("100644", b"stories/2026/the-bus.md", story("The bus", "It rained.\n", language="en").encode())
BAD = ("100644", b"stories/2026/fout.md", story("Fout", "IBAN NL91ABNA0417164300\n").encode())

LINK = ("120000", b"stories/2026/<i>geheim.md", b"/etc/passwd")

Review = Callable[..., str]


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    return hub_repository(tmp_path_factory.mktemp("review") / "repo")


@pytest.fixture
def review(repo: Repo, tmp_path: Path) -> Review:
    """Makes the page of a pull request with these files, and returns it."""

    def make(*files: tuple[str, bytes, bytes], day: str = "2026-11-20", stopped: bool = False) -> str:
        out = tmp_path / "review.html"
        given = ["--repo", str(repo.folder), "--stories", str(repo.folder / "stories"), "--out", str(out)]
        head = repo.pull_request(*files, day=day)
        stopped = stopped or any(file in (BAD, LINK) for file in files)
        assert main(["review", "--base", "main", "--head", head, *given], PROJECT) == int(stopped)
        return out.read_text(encoding="utf-8")

    return make


def words(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)).split())


def test_it_asks_the_six_questions_of_the_closed_list_and_no_seventh(review: Review) -> None:
    page = review(NEW)
    assert [reason.key for reason in REASONS] == ["privacy", "safety", "law", "confidential", "consent", "abuse"]
    assert page.count("<summary><strong>") == 6
    assert "geen zevende" in words(page)
    for judgement in ("off-message", "boodschap", "toon", "kwaliteit", "passend"):
        assert not re.search(rf"\b{judgement}\b", words(page).casefold())


def test_it_tells_what_a_machine_has_checked(review: Review) -> None:
    page = review(NEW)
    assert page.count("✓") == 5
    assert "✗" not in page
    page = review(BAD)
    assert page.count("✗") == 1
    assert "rekeningnummer (IBAN)" in words(page)
    assert "NL91" not in page, "what is private is not repeated"


def test_a_story_that_cannot_be_shown_is_named_and_the_others_are_shown(
    review: Review, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(site: object, story: Story, *given: object) -> str:
        if story.id == "2026/nieuw":
            raise ValueError("kapot")
        return whole(site, story, *given)

    whole: Callable[..., str] = pages_of_stories.body_html
    monkeypatch.setattr(pages_of_stories, "body_html", fails)
    page = review(NEW, ENGLISH)
    assert "It rained." in html.unescape(page)
    assert (
        "2026/nieuw.md: it cannot be shown as readers will see it: 2026/nieuw.md: ValueError: kapot"
        in capsys.readouterr().err
    )


def test_it_tells_how_long_it_waits(review: Review) -> None:
    assert "Wacht 14 dagen" in words(review(NEW, day="2026-11-10"))
    assert "Vandaag binnengekomen" in words(review(NEW, day="2026-11-24"))


def test_the_answers_are_in_the_language_of_the_writer(review: Review) -> None:
    page = review(ENGLISH)
    assert 'lang="en" readonly rows="2">Thank you for your story.' in page
    assert "Aan jou om te beoordelen" in words(page)
    assert 'lang="nl" readonly rows="2">Dank je wel' in review(NEW)


def test_a_decision_is_noted_without_a_name(review: Review) -> None:
    page = review(NEW)
    assert "- {date: 2026-11-24, reason: privacy}" in page


def test_only_what_changes_is_shown(review: Review) -> None:
    page = review(NEW, ENGLISH)
    assert page.count("<iframe") == 2
    assert page.count('class="desk-story"') == 2
    assert "al-lang.md" not in page


def test_what_is_for_engineers_is_named_and_not_used(review: Review, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    code = f"open({str(canary)!r}, 'w').close()\n"
    files = [
        ("100644", b"hooks/storyhub_mkdocs.py", code.encode()),
        ("100644", b"mkdocs.yml", b"site_name: Gekaapt\nhooks: [hooks/storyhub_mkdocs.py]\n"),
        ("100644", b"requirements.txt", b"evil==1.0\n"),
        ("100644", b"theme/templates/story.html", b"{{ gekaapt }}"),
        ("100644", b"stories/2026/<b>.sh", code.encode()),
    ]
    page = review(NEW, *files)
    assert not canary.exists()
    assert "Dit is voor de techniek" in words(page)
    for _, path, _ in files[:4]:
        assert f"<code>{path.decode()}</code>" in page
    assert "Gekaapt" not in page
    assert "<iframe" not in page


def test_a_picture_that_is_put_into_an_old_story_shows_that_story(review: Review) -> None:
    page = review(("100644", b"stories/2026/al-lang/ander.jpg", b"geen foto"), stopped=True)
    assert "2026/al-lang.md" in page
    assert "geen leesbare foto" in words(page)


def test_an_answer_or_profile_that_changes_is_shown(review: Review) -> None:
    answer = b"entries:\n- {date: 2026-11-20, by: <b>Iris</b>, status: changed, note: Klaar}\n"
    page = review(("100644", b"stories/listening/2026-al-lang.yml", answer))
    assert "Ook gewijzigd" in words(page)
    assert "by: &lt;b&gt;Iris" in page


def test_what_is_refused_is_told_in_words(review: Review) -> None:
    page = review(NEW, LINK)
    assert "is een snelkoppeling naar iets anders" in words(page)
    assert "<i>geheim" not in page


def test_one_command_gives_the_page_the_comment_and_the_findings(
    repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--repo", str(repo.folder), "--stories", str(repo.folder / "stories"), "--out", str(tmp_path / "r.html")]
    more = ["--comment", str(tmp_path / "c.md"), "--format", "github"]
    assert main(["review", "--base", "main", "--head", repo.pull_request(NEW, BAD, LINK), *given, *more], PROJECT) == 1
    printed = capsys.readouterr().out
    assert len([line for line in printed.splitlines() if line.startswith("::error ")]) == 2
    told = (tmp_path / "c.md").read_text(encoding="utf-8")
    assert "rekeningnummer" in told
    assert "is een snelkoppeling naar iets anders" in told.casefold()
    assert "al-lang" not in told


def test_the_page_shows_the_story_and_runs_and_fetches_nothing(
    review: Review, browser: Browser, tmp_path: Path
) -> None:
    review(NEW, BAD)
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("request", lambda r: complaints.append(r.url) if not r.url.startswith(("file:", "data:")) else None)
    page.goto((tmp_path / "review.html").as_uri())
    frame = page.frame_locator("iframe").first
    assert frame.locator("h1").inner_text() == "De bus <b>x</b>"
    assert frame.locator(".prose").inner_text().startswith("Het regende")
    assert frame.locator("h1").evaluate("e => getComputedStyle(e).fontFamily") != page.locator("body").evaluate(
        "e => getComputedStyle(e).fontFamily"
    ), "the theme's own style is in force"
    assert frame.locator("script, [onerror], [href]:not([href^='#'])").count() == 0
    assert complaints == []
    context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_sticks_out(
    review: Review, browser: Browser, tmp_path: Path, width: int, scheme: str
) -> None:
    review(NEW, BAD, ENGLISH)
    # Axe is a script, which the page's own policy would refuse.
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((tmp_path / "review.html").as_uri())
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    found = Axe().run(page, options={"iframes": False})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_the_real_door_needs_nothing_but_git(repo: Repo, tmp_path: Path) -> None:
    """As comms run it: the command itself, in a process of its own."""
    import subprocess

    out = tmp_path / "page.html"
    given = ["--repo", str(repo.folder), "--stories", str(repo.folder / "stories"), "--out", str(out)]
    given += ["--config", str(PROJECT / "mkdocs.yml")]
    command = [sys.executable, str(ROOT / "scripts/hub.py"), "review", "--base", "main", "--head"]
    done = subprocess.run([*command, repo.pull_request(NEW), *given], capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    assert "De bus" in out.read_text(encoding="utf-8")


def odd_review(repo: Repo, head: str, tmp_path: Path) -> int:
    """The exit code of a review of a commit that no ordinary git would make."""
    given = ["--repo", str(repo.folder), "--stories", str(repo.folder / "stories"), "--out", str(tmp_path / "r.html")]
    return main(["review", "--base", "main", "--head", head, *given], PROJECT)


@pytest.mark.parametrize("seconds", ["253402300800", "99999999999999", "0"])
def test_a_commit_of_a_day_that_no_calendar_has_is_reviewed(repo: Repo, tmp_path: Path, seconds: str) -> None:
    """The year 10000, and later."""
    tree = repo.git("rev-parse", f"{repo.pull_request(NEW)}^{{tree}}")
    parent = repo.git("rev-parse", "main")
    who = f"a <a@b.example> {seconds} +0000"
    commit = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nEen verhaal\n"
    head = repo.git("hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=commit.encode())
    assert odd_review(repo, head, tmp_path) == 0
    assert "De bus" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_a_file_of_which_only_the_name_is_there_is_refused_and_the_rest_reviewed(
    repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tree = repo.git("rev-parse", f"{repo.pull_request(NEW)}^{{tree}}")
    tree = repo.with_entry(tree, [b"stories", b"2026", b"weg-ermee.md"], "100644", "1" * 40)
    head = repo.git("commit-tree", tree, "-p", "main", "-m", "x")
    assert odd_review(repo, head, tmp_path) == 1
    page = words((tmp_path / "r.html").read_text(encoding="utf-8"))
    assert "De bus" in page
    assert "weg-ermee.md" in page


def test_a_name_that_is_a_file_and_a_folder_at_once_is_refused(repo: Repo, tmp_path: Path) -> None:
    """No disk can hold both, and git can."""
    blob = repo.blob(story("Dubbel").encode())
    inner = repo.tree(("100644", "blob", repo.blob(b"x"), b"foto.jpg"))
    year = [("100644", "blob", blob, b"dubbel.md"), ("40000", "tree", inner, b"dubbel.md")]
    year.append(("100644", "blob", repo.blob(NEW[2]), b"nieuw.md"))
    tree = repo.with_entry(repo.git("rev-parse", "main^{tree}"), [b"stories", b"2026"], "40000", repo.tree(*year))
    head = repo.git("commit-tree", tree, "-p", "main", "-m", "x")
    assert odd_review(repo, head, tmp_path) == 1
    assert "De bus" in words((tmp_path / "r.html").read_text(encoding="utf-8"))

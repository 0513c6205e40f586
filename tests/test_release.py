"""A site is put in place whole or not at all, whatever happens to whoever publishes it; no address is lost by mistake."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import PROJECT, ROOT, files_of, settings_from, story, write_hub
from publishing import ended, is_whole, publisher, record_of, write_site
from repositories import Repo
from storyhub.cli.main import main
from storyhub.publish.record import from_json
from storyhub_engine import Engine

pytestmark = pytest.mark.skipif(os.name == "nt", reason="sites are published to Linux machines")
Verb = Callable[..., int]
HUB: dict[str, str | bytes] = {
    "2026/bus.md": story("De bus", "Het regende en de bus kwam niet.\n"),
    "2026/soep.md": story("De soep", "De soep was koud, en niemand zei iets.\n", date="2026-03-02"),
    "2026/brief.md": story("De brief", "Er lag een brief op tafel. [De bus](bus.md)\n", date="2026-03-03"),
}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A small hub in git."""
    repo = Repo(tmp_path / "repo")
    write_hub(repo.folder / "stories", HUB)
    repo.commit_all()
    return repo


@pytest.fixture
def verb(repo: Repo, tmp_path: Path, engine: Engine, capfd: pytest.CaptureFixture[str]) -> Verb:
    """Runs a verb that publishes that hub to the folder `www`."""

    def run(name: str, *words: str) -> int:
        to = [] if name == "withdraw" else ["--to", str(tmp_path / "www"), "--engine", engine.name]
        return main([name, *words, "--stories", str(repo.folder / "stories"), *to], PROJECT)

    return run


def page(tmp_path: Path, identity: str) -> str:
    return (tmp_path / f"www/current/{identity}/index.html").read_text(encoding="utf-8")


def releases(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "www/releases").iterdir())


def test_a_site_is_published_and_only_what_changed_is_sent_the_next_time(
    verb: Verb, repo: Repo, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What did not change is the same file on disk; a run without news makes no release."""
    assert verb("publish") == 0
    first = (tmp_path / "www/current").resolve()
    assert "De bus" in page(tmp_path, "2026/bus")
    assert not (tmp_path / "www/current/.storyhub").exists()
    assert verb("publish") == 0
    assert (tmp_path / "www/current").resolve() == first
    assert "none of them new" in capfd.readouterr().out
    write_hub(repo.folder / "stories", {"2026/soep.md": story("De soep", "De soep was heet.\n", date="2026-03-02")})
    repo.commit_all("Heet")
    assert verb("publish") == 0
    second = (tmp_path / "www/current").resolve()
    assert "heet" in page(tmp_path, "2026/soep")
    assert (second / "about/index.html").samefile(first / "about/index.html")
    assert "koud" in (first / "2026/soep/index.html").read_text(encoding="utf-8")
    assert second.parent.name.endswith(repo.git("rev-parse", "HEAD")[:12])


def test_hashed_files_of_the_release_before_stay_for_pages_that_are_open(
    verb: Verb, repo: Repo, tmp_path: Path
) -> None:
    """One release long: those of the one before that are gone. An index with the words of a withdrawn story goes at once."""
    assert verb("publish") == 0
    old = {path for path in files_of(tmp_path / "www/current/") if path.startswith("search/")}
    for number in range(2):
        write_hub(repo.folder / "stories", {"2026/soep.md": story("De soep", f"De soep was heet {number}.\n")})
        repo.commit_all("Heet")
        assert verb("publish") == 0
        assert (old <= set(files_of(tmp_path / "www/current/"))) is (number == 0)
    kept = {path for path in files_of(tmp_path / "www/current/") if path.startswith("search/")}
    assert verb("withdraw", "2026/soep") == 0
    assert verb("publish") == 0
    assert not kept <= set(files_of(tmp_path / "www/current/"))


def test_old_releases_go_but_for_some(verb: Verb, repo: Repo, tmp_path: Path) -> None:
    for number in range(4):
        write_hub(repo.folder / "stories", {"2026/soep.md": story("De soep", f"Versie {number}.\n")})
        assert verb("publish", "--keep", "2") == 0
    assert len(releases(tmp_path)) == 2
    assert (tmp_path / "www/current").resolve().parent == releases(tmp_path)[-1]


@pytest.mark.parametrize(
    ("link", "told"),
    [("weg/", "about/index.html: leads to weg/, which is not there"), ("../2026/bus/#waar", "there is no such place")],
    ids=["a page", "a place on a page"],
)
def test_a_site_with_a_link_that_leads_nowhere_is_not_published(
    link: str, told: str, verb: Verb, repo: Repo, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert verb("publish") == 0
    before = (tmp_path / "www/current").resolve()
    write_hub(repo.folder / "stories", {"about.md": f"# Over\n\n[Weg]({link})\n"})
    assert verb("publish") == 1
    said = capfd.readouterr().err
    assert told in said
    assert "nothing was published" in said
    assert (tmp_path / "www/current").resolve() == before


def test_a_link_in_a_story_to_no_heading_is_named_and_stops_nobody(
    verb: Verb, repo: Repo, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is advice for its writer: the page that it leads to is there."""
    write_hub(repo.folder / "stories", {"2026/brief.md": story("De brief", "Ga naar [de bus](bus.md#waar).\n")})
    assert verb("publish") == 0
    assert "2026/brief/index.html: leads to 2026/bus/index.html#" in capfd.readouterr().err
    assert "Ga naar" in page(tmp_path, "2026/brief")


def test_when_too_many_stories_are_bad_readers_keep_the_site_that_they_have(
    verb: Verb, repo: Repo, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert verb("publish") == 0
    before = files_of(tmp_path / "www/current/")
    write_hub(repo.folder / "stories", {"2026/soep.md": "no fields\n"})
    assert verb("publish") == 1
    said = capfd.readouterr().err
    assert "1 of 3 stories have an error, and at most 20 % may" in said
    assert "2026/soep.md:1:" in said
    assert files_of(tmp_path / "www/current/") == before


def test_a_story_that_moved_is_known_again_and_its_address_is_not_lost(
    verb: Verb, repo: Repo, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Also when its title changed on the way; the line to add is the one that makes it publish."""
    assert verb("publish") == 0
    stories = repo.folder / "stories"
    (stories / "2026/soep.md").unlink()
    moved = story("Koude soep", "De soep was koud, en niemand zei iets.\n", date="2026-03-02", aliases="[2025/x]")
    write_hub(stories, {"2026/koude-soep.md": moved})
    repo.commit_all("Move")
    assert verb("publish") == 1
    said = capfd.readouterr().err
    assert "2026/koude-soep.md: was called 2026/soep before" in said
    assert "add the line: aliases: [2025/x, 2026/soep]" in said
    assert "2026/soep/: would be lost" in said
    write_hub(stories, {"2026/koude-soep.md": moved.replace("aliases: [2025/x]", "aliases: [2025/x, 2026/soep]")})
    assert verb("publish") == 0
    assert "url=../../2026/koude-soep/" in page(tmp_path, "2026/soep")


def test_a_story_that_is_gone_is_published_as_gone_only_when_that_is_meant(
    verb: Verb, repo: Repo, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert verb("publish") == 0
    (repo.folder / "stories/2026/soep.md").unlink()
    assert verb("publish") == 1
    assert "2026/soep/: would be lost" in capfd.readouterr().err
    assert verb("publish", "--lose-addresses") == 0
    assert not (tmp_path / "www/current/2026/soep").exists()


def test_check_proposes_the_address_that_a_moved_story_had(repo: Repo, capfd: pytest.CaptureFixture[str]) -> None:
    """As git finds it again with other words, and by the text alone where the new file is not known to git yet."""
    stories = repo.folder / "stories"
    repo.git("mv", "stories/2026/soep.md", "stories/2026/gulden-soep.md")
    (stories / "2026/bus.md").rename(stories / "2026/lijn-4.md")
    assert main(["check", "--stories", str(stories)], PROJECT) == 0
    said = capfd.readouterr().out
    assert "2026/gulden-soep.md:1: aliases: advice: was called 2026/soep before" in said
    assert "aliases: [2026/bus]" in said
    repo.commit_all("Move")
    assert main(["check", "--stories", str(stories)], PROJECT) == 0
    assert "was called" not in capfd.readouterr().out
    assert main(["check", "--stories", str(stories), "--base", "HEAD~1"], PROJECT) == 0
    assert "aliases: [2026/soep]" in capfd.readouterr().out


def test_rollback_gives_readers_the_release_before_and_back_again_one_more(
    verb: Verb, repo: Repo, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each step goes one further back; nothing is made again, nothing is sent."""
    for number in range(3):
        write_hub(repo.folder / "stories", {"2026/soep.md": story("De soep", f"Versie {number}.\n")})
        repo.commit_all("Another")
        assert verb("publish") == 0
    assert verb("rollback") == 0
    assert "Versie 1" in page(tmp_path, "2026/soep")
    assert verb("rollback") == 0
    assert "Versie 0" in page(tmp_path, "2026/soep")
    record = record_of(tmp_path / "www")
    assert set(files_of(tmp_path / "www/current/")) == set(record.tree)
    assert verb("rollback") == 1
    assert "there is no release before this one" in capfd.readouterr().err
    assert verb("publish") == 0
    assert "Versie 2" in page(tmp_path, "2026/soep")


def test_a_rollback_never_brings_back_what_was_withdrawn(verb: Verb, repo: Repo, tmp_path: Path) -> None:
    """The earlier commit is made again without it: withdrawn and published, withdrawn only here, and after a move."""
    stories = repo.folder / "stories"
    assert verb("publish") == 0
    first = repo.git("rev-parse", "HEAD")
    write_hub(stories, {"2026/brief.md": story("Andere brief", "Heel iets anders.\n", date="2026-03-03")})
    repo.git("mv", "stories/2026/bus.md", "stories/2026/lijn-4.md")
    write_hub(stories, {"2026/lijn-4.md": str(HUB["2026/bus.md"]).replace("---\n", "---\naliases: [2026/bus]\n", 1)})
    assert verb("withdraw", "2026/soep", "--by", "person") == 0
    repo.commit_all("Another, and soup withdrawn")
    assert verb("publish") == 0
    assert verb("withdraw", "2026/lijn-4") == 0
    assert verb("rollback", first) == 0
    site = files_of(tmp_path / "www/current/")
    assert b"Er lag een brief" in site["2026/brief/index.html"]
    assert b"Somebody" in site["2026/soep/index.html"] or b"Iemand die erin" in site["2026/soep/index.html"]
    told = [path for path, data in site.items() if b"soep was koud" in data or b"bus kwam niet" in data]
    assert told == []
    kept = [path for path in (tmp_path / "www").rglob("*") if path.is_file() and b"soep was koud" in path.read_bytes()]
    assert kept == []


def test_fifty_times_ended_at_a_random_moment_readers_have_one_whole_site(tmp_path: Path) -> None:
    """`kill -9` of the publisher alone, or of it and all that it started; the next run cleans up what they leave."""
    sites, www, chance = [write_site(tmp_path / mark, mark) for mark in ("A", "B")], tmp_path / "www", random.Random(13)
    long = 0.0
    for site in (*sites, sites[0]):
        process, begun = publisher(site, str(www)), time.monotonic()
        assert ended(process) == 0
        long = max(long, time.monotonic() - begun)
    killed = 0
    for number in range(50):
        has = (www / "current/index.html").read_text(encoding="utf-8")
        process = publisher(sites[has == "A"], str(www))
        time.sleep(chance.random() * long)
        if number % 3:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        killed += ended(process) == -signal.SIGKILL
        assert is_whole(www, *sites)
    assert killed >= 10, "hardly any was ended on its way: this test can fail"
    _settle(sites[0], www)
    assert ended(publisher(sites[1], str(www))) == 0
    assert is_whole(www, sites[1])
    left = [path.name for path in (*www.iterdir(), *(www / "releases").iterdir()) if path.name.startswith((".n",))]
    assert left == []
    assert len(list((www / "releases").iterdir())) <= 3


def _settle(site: Path, www: Path) -> None:
    """Publishes once what the last of those that were ended still holds is let go of."""
    while ended(publisher(site, str(www))):
        time.sleep(0.05)


def test_of_publishers_at_the_same_time_one_wins_and_readers_have_one_whole_site(tmp_path: Path) -> None:
    sites, www = [write_site(tmp_path / mark, mark, 200) for mark in ("A", "B", "C")], tmp_path / "www"
    assert ended(publisher(sites[2], str(www))) == 0
    started = [publisher(site, str(www)) for site in sites[:2]]
    said = [process.communicate()[1] for process in started]
    assert 0 in [process.returncode for process in started]
    assert is_whole(www, *sites[:2])
    for process, words in zip(started, said, strict=True):
        assert process.returncode == 0 or "somebody" in words


def test_on_a_full_disk_readers_keep_what_they_have_and_the_next_run_goes_on(tmp_path: Path) -> None:
    small, large, www = write_site(tmp_path / "A", "A"), write_site(tmp_path / "B", "B"), tmp_path / "www"
    (large / "large.js").write_bytes(os.urandom(300_000))
    assert ended(publisher(small, str(www))) == 0

    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    process = publisher(large, str(www), preexec_fn=no_room)
    said = process.communicate()[1]
    assert process.returncode != 0
    assert "readers have the site that they had" in said
    assert is_whole(www, small)
    assert ended(publisher(large, str(www))) == 0
    assert is_whole(www, large)


def test_a_folder_that_holds_something_else_is_left_alone(
    verb: Verb, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "www/current").mkdir(parents=True)
    (tmp_path / "www/current/precious").touch()
    assert verb("publish") == 1
    assert "choose a folder that is empty or a hub's own" in capfd.readouterr().err
    assert (tmp_path / "www/current/precious").exists()


def test_a_release_that_somebody_deleted_by_hand_stops_nobody(verb: Verb, tmp_path: Path) -> None:
    assert verb("publish") == 0
    shutil.rmtree((tmp_path / "www/current").resolve().parent)
    assert verb("publish") == 0
    assert "De bus" in page(tmp_path, "2026/bus")


def test_a_run_without_news_takes_away_what_one_that_was_ended_left(verb: Verb, repo: Repo, tmp_path: Path) -> None:
    """A release that has a withdrawn story among it: whoever was ended before taking it away is not the last to try."""
    assert verb("publish") == 0
    shutil.copytree(releases(tmp_path)[0], tmp_path / "kept")
    assert verb("withdraw", "2026/soep") == 0
    assert verb("publish") == 0
    assert len(releases(tmp_path)) == 1
    shutil.copytree(tmp_path / "kept", tmp_path / "www/releases/20260101T000000Z-c0ffee")
    shutil.copytree(tmp_path / "kept", tmp_path / "www/releases/20990101T000000Z-c0ffee")
    shutil.copytree(tmp_path / "kept", tmp_path / "www/releases/.new-20990101T000000Z-c0ffee")
    assert verb("publish") == 0
    assert len(releases(tmp_path)) == 1


def test_what_somebody_else_keeps_beside_the_releases_stays(tmp_path: Path) -> None:
    """Other software too has a folder `releases`."""
    site, www = write_site(tmp_path / "A", "A"), tmp_path / "www"
    (www / "releases/20260101120000").mkdir(parents=True)
    assert ended(publisher(site, str(www))) == 0
    assert is_whole(www, site)
    assert (www / "releases/20260101120000").is_dir()


def test_a_record_of_another_version_is_not_used(verb: Verb, repo: Repo, tmp_path: Path) -> None:
    """The whole site is sent then."""
    assert verb("publish") == 0
    record = releases(tmp_path)[-1] / "record.json"
    record.write_bytes(record.read_bytes().replace(b'"format":1', b'"format":0'))
    with pytest.raises(ValueError, match="not a record"):
        from_json(record.read_bytes())
    assert verb("publish") == 0
    assert len(releases(tmp_path)) == 1
    assert set(files_of(tmp_path / "www/current/")) == set(record_of(tmp_path / "www").files)


def test_texts_are_compressed_when_asked_for(tmp_path: Path, repo: Repo, engine: Engine) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        settings_from(f"{ROOT}/") + f"    publish: {{to: {tmp_path / 'www'}, precompress: true}}\n", encoding="utf-8"
    )
    words = ["--stories", str(repo.folder / "stories"), "--config", str(config), "--engine", engine.name]
    assert main(["publish", *words], PROJECT) == 0
    done = subprocess.run(["gzip", "-dc", tmp_path / "www/current/index.html.gz"], capture_output=True, check=True)
    assert done.stdout == (tmp_path / "www/current/index.html").read_bytes()

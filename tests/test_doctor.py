"""`doctor` finds what is wrong with settings and with a live site, on the real server, and says what to do."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hubs import PROJECT, ROOT, settings_from, story, write_hub
from repositories import Repo
from servers_at_work import free_port, nginx
from static_server import StaticServer
from storyhub.cli.main import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these servers run on Linux")
Doctor = Callable[..., tuple[int, str]]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub in git with its mkdocs.yml, whose address is a path on some host."""
    repo = Repo(tmp_path_factory.mktemp("doctor") / "repo")
    write_hub(repo.folder / "stories", {f"2026/s{n}.md": story(f"Dag {n}", f"Regen op dag {n}.\n") for n in range(3)})
    (repo.folder / "mkdocs.yml").write_text(settings_from(f"{ROOT}/"), encoding="utf-8")
    repo.commit_all()
    return repo.folder


@pytest.fixture
def doctor(hub: Path, capfd: pytest.CaptureFixture[str]) -> Doctor:
    def run(*words: str) -> tuple[int, str]:
        code = main(["doctor", *words, "--stories", str(hub / "stories"), "--config", str(hub / "mkdocs.yml")], PROJECT)
        return code, capfd.readouterr().out

    return run


def set_address(hub: Path, url: str) -> None:
    """Changes site_url in a hub's mkdocs.yml."""
    file = hub / "mkdocs.yml"
    file.write_text(re.sub(r"site_url: .*", f"site_url: {url}", file.read_text(encoding="utf-8")), encoding="utf-8")


def publish(hub: Path, www: Path) -> None:
    words = ["--stories", str(hub / "stories"), "--config", str(hub / "mkdocs.yml"), "--to", str(www)]
    assert main(["publish", *words], PROJECT) == 0


@pytest.fixture
def live(hub: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[tuple[str, Path]]:
    """The hub on nginx under a path, published for that very address; the folder that it serves."""
    www = tmp_path / "www"
    with nginx(tmp_path, www, sub_path=True) as url:
        set_address(hub, url)
        publish(hub, www)
        capfd.readouterr()
        yield url, www


def to_do(said: str) -> list[str]:
    return [line.removeprefix("to do  ") for line in said.splitlines() if line.startswith("to do")]


def test_a_hub_that_is_published_as_deploy_says_has_nothing_to_do(live: tuple[str, Path], doctor: Doctor) -> None:
    code, said = doctor(live[0])
    assert to_do(said) == []
    assert code == 0
    assert "knows all 3 stories" in said
    assert "answers 404 with the site's own page" in said


def test_a_server_that_does_nothing_by_itself_is_told_what_it_lacks(
    live: tuple[str, Path], doctor: Doctor, tmp_path: Path
) -> None:
    """The same site from a server that knows no headers, no compression and no page for wrong addresses."""
    bare = tmp_path / "bare"
    shutil.copytree(live[1] / "current/", bare)
    (bare / "404.html").unlink()
    server = StaticServer(bare)
    try:
        code, said = doctor(server.url)
    finally:
        server.close()
    assert code == 1
    about = {line.partition(":")[0] for line in to_do(said)}
    assert {"site_url", "X-Content-Type-Options", "Content-Security-Policy", "compression", "a wrong address"} <= about
    assert "its name changes with its content" in said
    assert all(";" in line for line in to_do(said))


def test_an_index_that_lags_behind_is_noticed(live: tuple[str, Path], doctor: Doctor, hub: Path) -> None:
    """Beside the stories here, beside the sitemap, and when a part of it is not there."""
    url, www = live
    new = hub / "stories/2026/s9.md"
    new.write_text(story("Dag 9", "Nieuw.\n"), encoding="utf-8")
    try:
        code, said = doctor(url)
    finally:
        new.unlink()
    assert code == 1
    assert "search/manifest.json: knows 3 stories, and 4 are ready to be published here" in said
    manifest = www / "current/search/manifest.json"
    whole = manifest.read_text(encoding="utf-8")
    manifest.write_text(whole.replace('"stories": 3', '"stories": 2'), encoding="utf-8")
    assert "knows 2 stories, and the sitemap 3; publish the whole site again" in doctor(url)[1]
    manifest.write_text(whole, encoding="utf-8")
    next((www / "current/search").rglob("*.pf_meta")).unlink()
    assert "the index is incomplete" in doctor(url)[1]


def test_a_sign_in_page_in_place_of_data_is_named(live: tuple[str, Path], doctor: Doctor) -> None:
    url, www = live
    page = "<!doctype html><title>Sign in</title>"
    (www / "current/search/manifest.json").write_text(page, encoding="utf-8")
    code, said = doctor(url)
    assert code == 1
    assert any("not with data" in line and "a sign-in in front may answer in its place" in line for line in to_do(said))
    (www / "current/index.html").write_text(page, encoding="utf-8")
    code, said = doctor(url, "--header", "Cookie: in=1")
    assert code == 1
    assert "not with a page of a hub" in said
    assert "--header" in said


def test_a_site_that_is_not_there_is_one_line(doctor: Doctor) -> None:
    code, said = doctor(f"http://127.0.0.1:{free_port()}/")
    assert code == 1
    assert "does not answer" in said


def test_settings_and_the_computer_are_looked_at_without_a_site(hub: Path, doctor: Doctor, tmp_path: Path) -> None:
    set_address(hub, "https://stories.example.org/")
    code, said = doctor()
    assert code == 1
    assert any(
        line.startswith("site_url: is https://stories.example.org/; set the address of your own")
        for line in to_do(said)
    )
    assert "all is committed" in said or "not committed" in said
    assert re.search(r"^fine   Python: 3\.", said, re.MULTILINE)


def test_a_build_for_a_host_that_takes_a_folder_loses_no_address_of_the_live_site(
    live: tuple[str, Path], hub: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The live site's own sitemap says what there was."""
    words = ["build", "--site", str(tmp_path / "site"), "--verify", "--keep-addresses"]
    words += ["--stories", str(hub / "stories"), "--config", str(hub / "mkdocs.yml")]
    assert main(words, PROJECT) == 0
    assert "files verified" in capfd.readouterr().out
    kept = (hub / "stories/2026/s1.md").read_bytes()
    (hub / "stories/2026/s1.md").unlink()
    try:
        assert main(words, PROJECT) == 1
    finally:
        (hub / "stories/2026/s1.md").write_bytes(kept)
    assert "2026/s1/: would be lost" in capfd.readouterr().err

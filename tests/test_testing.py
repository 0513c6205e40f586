"""What the tests rest on: the browser, the web server, and the verb `test` itself."""

from __future__ import annotations

import os
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import browser as browsers
import pytest
import servers
import testing
from playwright.sync_api import Browser


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site with one file of each kind that a host has to name rightly."""
    for name in ("search.mjs", "search.wasm", "face.webp", "face.avif", "feed.xml"):
        (tmp_path / name).write_bytes(b"-")
    (tmp_path / "index.html").write_text("<!doctype html><title>Thuis</title><h1>Thuis – é</h1>", encoding="utf-8")
    (tmp_path / "404.html").write_text("<!doctype html><title>Niet gevonden</title>", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html"),
        ("search.mjs", "text/javascript"),
        ("search.wasm", "application/wasm"),
        ("face.webp", "image/webp"),
        ("face.avif", "image/avif"),
        ("feed.xml", "application/xml"),
    ],
)
def test_the_server_names_each_kind_of_file(
    serve_folder: Callable[[Path], str], folder: Path, name: str, kind: str
) -> None:
    with urllib.request.urlopen(serve_folder(folder) + name) as response:
        assert response.headers.get_content_type() == kind


@pytest.mark.parametrize("path", ["nowhere", "nowhere/", "empty/", "../conftest.py"])
def test_a_miss_shows_the_404_page_of_the_site(serve_folder: Callable[[Path], str], folder: Path, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as caught:
        urllib.request.urlopen(serve_folder(folder) + path)
    with caught.value as miss:
        assert miss.code == 404
        assert b"Niet gevonden" in miss.read()


def test_the_browser_opens_what_the_server_serves(
    browser: Browser, serve_folder: Callable[[Path], str], folder: Path
) -> None:
    page = browser.new_page()
    page.goto(serve_folder(folder))
    assert page.title() == "Thuis"
    assert page.inner_text("h1") == "Thuis – é"
    page.close()


@pytest.mark.skipif(os.name == "nt", reason="needs programs that are shell scripts")
def test_a_browser_that_does_not_start_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ubuntu's chromium-browser can be a stub that only says to install something else."""
    for command, exit_code in (("chromium-browser", 1), ("google-chrome", 0)):
        (tmp_path / command).write_text(f"#!/bin/sh\nexit {exit_code}\n", encoding="utf-8")
        (tmp_path / command).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(browsers.VARIABLE, raising=False)
    assert browsers.find() == tmp_path / "google-chrome"


def fake_system(folder: Path, monkeypatch: pytest.MonkeyPatch, present: tuple[str, ...] = ()) -> None:
    """Make a system with nothing on it but a package manager that writes down what it is asked for."""
    scripts = {
        "sudo": '[ "$1" = -n ] && shift; exec "$@"',
        "true": "exit 0",
        "apt-get": f"cd '{folder}'; echo $@ >> asked; echo '#!/bin/sh' > chromium; /bin/chmod +x chromium",
        **dict.fromkeys(present, "exit 0"),
    }
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv(browsers.VARIABLE, raising=False)
    monkeypatch.setattr(browsers, "usual_places", lambda: iter(()))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(folder / "nothing"))


@pytest.mark.skipif(os.name == "nt", reason="needs programs that are shell scripts")
def test_a_missing_browser_is_installed_with_the_package_manager_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_system(tmp_path, monkeypatch)
    assert browsers.find_or_install() == tmp_path / "chromium"
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[0] == "update"
    assert " chromium " in asked[1]


@pytest.mark.skipif(os.name == "nt", reason="needs programs that are shell scripts")
def test_what_playwright_itself_lacks_is_installed_even_when_there_is_a_browser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a small Debian its driver does not start for want of libatomic."""
    fake_system(tmp_path, monkeypatch, present=("chromium",))
    monkeypatch.setattr(browsers, "driver_starts", lambda: False)
    assert browsers.find_or_install() == tmp_path / "chromium"
    assert "libatomic1" in (tmp_path / "asked").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="needs programs that are shell scripts")
def test_a_machine_that_has_all_it_needs_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_system(tmp_path, monkeypatch, present=("google-chrome",))
    assert browsers.find_or_install() == tmp_path / "google-chrome"
    assert not (tmp_path / "asked").exists()


def test_a_browser_that_playwright_downloaded_before_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "chromium-1200/chrome-linux/chrome"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(browsers.VARIABLE, raising=False)
    monkeypatch.setattr(browsers, "usual_places", lambda: iter(()))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path))
    assert browsers.find() == program


def test_no_browser_and_no_way_to_get_one_is_said_before_any_test_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browsers, "find_or_install", lambda: None)
    assert testing.main(["test"], tmp_path) == 1
    printed = capsys.readouterr()
    assert "install Chromium" in printed.err
    assert "==" not in printed.out


def test_every_step_runs_and_one_failure_fails_the_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name, text in {"good": "print('== 3 passed in 1 s ==')", "bad": "raise SystemExit('2 errors')"}.items():
        (tmp_path / f"{name}.py").write_text(text, encoding="utf-8")
    steps = (testing.Step("first", ("bad",)), testing.Step("second", ("good",)))
    monkeypatch.setattr(browsers, "find_or_install", lambda: Path("/browser"))
    monkeypatch.setattr(servers, "install_missing", lambda: None)
    assert testing.main(["test"], tmp_path, steps) == 1
    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines if line.startswith(("passed", "FAILED"))] == [
        ["FAILED", "first"],
        ["passed", "second"],
    ]
    assert lines[-1] == "== 3 passed in 1 s =="


def test_the_steps_know_the_engine_the_browser_and_the_strict_encoding_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    names = ("STORYHUB_ENGINE", "STORYHUB_BROWSER", "PYTHONWARNDEFAULTENCODING", "PYTHONUTF8")
    (tmp_path / "show.py").write_text(f"import os\nprint([os.environ.get(n) for n in {names}])", encoding="utf-8")
    monkeypatch.setenv("PYTHONUTF8", "1")
    steps = (testing.Step("show", ("show",), "properdocs"),)
    monkeypatch.setattr(browsers, "find_or_install", lambda: tmp_path / "browser")
    monkeypatch.setattr(servers, "install_missing", lambda: None)
    assert testing.main(["test"], tmp_path, steps) == 0
    assert str(["properdocs", str(tmp_path / "browser"), "1", None]) in capfd.readouterr().out

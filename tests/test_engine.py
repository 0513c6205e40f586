"""One way to call MkDocs and ProperDocs. Every test here runs under both."""

from __future__ import annotations

import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from storyhub_engine import Engine, SiteFailed, load_engine

HOOKS = Path(__file__).parent.parent / "hooks"

CONFIG = """
site_name: Two pages
theme: {name: null, custom_dir: theme}
plugins: []
hooks: [hook.py]
"""
# What a hook or plugin written for MkDocs does, under either engine.
HOOK = r"""
import logging
import mkdocs
from mkdocs.exceptions import PluginError

def on_page_markdown(markdown, page, config, files):
    if "(refuse)" in markdown:
        raise PluginError("the hook refuses " + page.file.src_uri)
    if "(warn)" in markdown:
        logging.getLogger("mkdocs.plugins.ours").warning("the hook warns")
    return markdown + "\n\nPublished by " + mkdocs.__name__ + "."
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A site of two pages, a theme and a hook; returns its folder."""
    files = {
        "mkdocs.yml": CONFIG,
        "hook.py": HOOK,
        "theme/main.html": "<html><body>{{ page.content }}</body></html>",
        "docs/index.md": "# Home\n\nGo to the [other](other.md).",
        "docs/other.md": "# Other",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def page(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def test_a_build_makes_both_pages_with_the_theme_and_links_them(engine: Engine, project: Path) -> None:
    engine.build(project / "mkdocs.yml")
    assert page(project / "site", "index.html").startswith("<html>")
    assert '<a href="other/">other</a>' in page(project / "site", "index.html")
    assert "Other</h1>" in page(project / "site", "other/index.html")


def test_a_hook_that_imports_mkdocs_gets_the_engine_that_runs(engine: Engine, project: Path) -> None:
    engine.build(project / "mkdocs.yml")
    assert f"Published by {engine.name}." in page(project / "site", "index.html")


def test_a_build_goes_where_it_is_told_and_reads_what_it_is_told(engine: Engine, project: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.md").write_text("# Elsewhere", encoding="utf-8")
    engine.build(project / "mkdocs.yml", docs_dir=elsewhere, site_dir=tmp_path / "out", site_name=None)
    assert "Elsewhere</h1>" in page(tmp_path / "out", "index.html")
    assert not (project / "site").exists()


def test_building_twice_in_one_process_shows_the_change(engine: Engine, project: Path) -> None:
    engine.build(project / "mkdocs.yml")
    (project / "docs/other.md").write_text("# Changed", encoding="utf-8")
    engine.build(project / "mkdocs.yml")
    assert "Changed</h1>" in page(project / "site", "other/index.html")


def test_a_refusal_by_a_hook_is_passed_on_in_its_own_words(engine: Engine, project: Path) -> None:
    (project / "docs/other.md").write_text("# Other (refuse)", encoding="utf-8")
    with pytest.raises(SiteFailed, match=r"^the hook refuses other\.md$"):
        engine.build(project / "mkdocs.yml")


def test_a_warning_by_a_hook_fails_a_strict_build_and_no_other(engine: Engine, project: Path) -> None:
    (project / "docs/other.md").write_text("# Other (warn)", encoding="utf-8")
    engine.build(project / "mkdocs.yml", strict=False)
    with pytest.raises(SiteFailed, match="1 warnings in strict mode"):
        engine.build(project / "mkdocs.yml", strict=True)


def test_what_hooks_say_reaches_the_logger_of_the_engine(engine: Engine, project: Path) -> None:
    heard: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: heard.append(record.getMessage())  # type: ignore[method-assign]
    (project / "docs/other.md").write_text("# Other (warn)", encoding="utf-8")
    engine.logger.addHandler(handler)
    try:
        engine.build(project / "mkdocs.yml")
    finally:
        engine.logger.removeHandler(handler)
    assert "the hook warns" in heard


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        (None, "mkdocs.yml' does not exist"),
        ("site_name: [", "error parsing the configuration file"),
        ("docs_dir: nowhere", "configuration error"),
    ],
)
def test_a_config_that_cannot_be_used_is_named_without_a_traceback(
    engine: Engine, project: Path, config: str | None, reason: str
) -> None:
    (project / "mkdocs.yml").unlink()
    if config:
        (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    with pytest.raises(SiteFailed, match=reason):
        engine.build(project / "mkdocs.yml")


def test_one_process_keeps_to_one_engine(engine: Engine) -> None:
    other = "properdocs" if engine.name == "mkdocs" else "mkdocs"
    assert load_engine(engine.name) == engine
    with pytest.raises(SiteFailed, match=f"already runs {engine.name}"):
        load_engine(other)


def test_an_engine_that_does_not_exist_is_refused_with_those_that_do(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYHUB_ENGINE", "hugo")
    with pytest.raises(SiteFailed, match="'hugo'; allowed are mkdocs and properdocs"):
        load_engine()


@pytest.fixture
def served(engine: Engine, project: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The project under `serve` in a process of its own: its address, and the process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    program = (
        "import sys; from pathlib import Path; from storyhub_engine import load_engine;"
        "load_engine().serve(Path(sys.argv[1]), dev_addr=sys.argv[2], watch=[Path(sys.argv[3])])"
    )
    arguments = [str(project / "mkdocs.yml"), address, str(project / "hook.py")]
    environment = {**os.environ, "PYTHONPATH": str(HOOKS), "STORYHUB_ENGINE": engine.name}
    with subprocess.Popen([sys.executable, "-c", program, *arguments], env=environment) as process:
        yield f"http://{address}/", process
        process.kill()


def wait_for(text: str, url: str) -> str:
    """Return the page at url once it holds the text; fails after a minute."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(url, timeout=30) as response:
                found = response.read().decode("utf-8")
            if text in found:
                return str(found)
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"{url} never held {text!r}")


def test_serve_shows_the_site_follows_a_change_and_ends_quietly(
    served: tuple[str, subprocess.Popen[bytes]], project: Path
) -> None:
    url, process = served
    assert "livereload" in wait_for("Home</h1>", url)
    (project / "docs/index.md").write_text("# Changed while you look", encoding="utf-8")
    wait_for("Changed while you look</h1>", url)
    if os.name != "nt":  # Windows has no way to send Ctrl-C to one process
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0

"""Fixtures that any test may use."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import browser as browsers
import hypothesis
import pytest
from hubs import PROJECT, ROOT, SAMPLE
from playwright.sync_api import Browser, sync_playwright
from static_server import StaticServer
from storyhub_engine import Engine, load_engine

# The same commit gives the same verdict, however slow the machine is.
hypothesis.settings.register_profile(
    "hub", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("hub")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test that uses the fixture `engine`, itself or through another fixture."""
    for item in items:
        if "engine" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.engine)


@pytest.fixture(scope="session")
def engine() -> Engine:
    """The engine of this run: STORYHUB_ENGINE, else MkDocs."""
    return load_engine()


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache and a day of the tests' own: what they find depends on nothing outside them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STORYHUB_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("STORYHUB_TODAY", "2026-11-24")
        yield


@pytest.fixture(scope="session")
def build_site(engine: Engine) -> Callable[..., Path]:
    """Build a folder of stories as the command line does: build_site(stories, site, **settings of mkdocs.yml)."""

    def build(stories: Path, site: Path, config: Path = PROJECT / "mkdocs.yml", **settings: object) -> Path:
        engine.build(config, docs_dir=stories, site_dir=site, **settings)
        return site

    return build


@pytest.fixture(scope="session")
def sample_stories() -> Path:
    """The stories of the sample hub; tests about it are skipped in a hub that has become an organisation's own."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if not (SAMPLE / "2026/three-kinds-of-ja-hoor.md").is_file() or "Waterschap De Wijde Waard" not in settings:
        pytest.skip("about the sample hub, and this hub is an organisation's own")
    return SAMPLE


@pytest.fixture(scope="session")
def sample_site(
    sample_stories: Path, build_site: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site of the sample hub, built once for all tests that only look at it."""
    return build_site(sample_stories, tmp_path_factory.mktemp("sample") / "site", config=ROOT / "mkdocs.yml")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser; make a page of your own with browser.new_page() and close it again."""
    path = os.environ.get(browsers.VARIABLE) or browsers.find()
    if path is None:
        pytest.fail(browsers.ADVICE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=browsers.launch_arguments())
        yield started
        started.close()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve a folder as a website: serve_folder(path) gives its address, which ends in a slash."""
    servers: dict[Path, StaticServer] = {}

    def serve(folder: Path) -> str:
        if folder not in servers:
            servers[folder] = StaticServer(folder)
        return servers[folder].url

    yield serve
    for server in servers.values():
        server.close()

"""The site generator that publishes the hub: MkDocs 1.6, or ProperDocs, its maintained continuation.

Both are called here in one way, inside this process. One process keeps to one engine, because ProperDocs
stands in for every `import mkdocs` once it is loaded. docs/engines.md says why there are two.
"""

from __future__ import annotations

import contextlib
import importlib
import logging
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ENGINES = ("mkdocs", "properdocs")
VARIABLE = "STORYHUB_ENGINE"  # names the engine for a whole run


class SiteFailed(Exception):
    """Why the site was not made, in the engine's words or a plugin's; details are in the engine's log."""


@dataclass(frozen=True)
class Engine:
    """A loaded engine; get one from load_engine."""

    name: str
    """`mkdocs` or `properdocs`: the name of its package and of its logger."""
    version: str

    @property
    def logger(self) -> logging.Logger:
        """The logger above all that the engine, its plugins and hooks say; it has no handler of its own."""
        return logging.getLogger(self.name)

    def build(self, config_file: Path, **overrides: object) -> None:
        """Build the site that a mkdocs.yml describes; raises SiteFailed.

        Overrides are keys of mkdocs.yml (docs_dir, site_dir, strict, …); None leaves the file's own value.
        """
        build = importlib.import_module(f"{self.name}.commands.build").build
        load = importlib.import_module(f"{self.name}.config").load_config
        with _failures_as_site_failed():
            config = load(config_file=str(config_file), **_plain(overrides))
            config.plugins.on_startup(command="build", dirty=False)
            try:
                build(config)
            finally:
                config.plugins.on_shutdown()

    def serve(
        self,
        config_file: Path,
        *,
        watch: Iterable[Path] = (),
        open_in_browser: bool = False,
        **overrides: object,
    ) -> None:
        """Build the site into a temporary folder and show it, with live reload, until Ctrl-C; raises SiteFailed.

        Watches the docs folder, mkdocs.yml, the theme and the paths in watch. Overrides are as for build
        (dev_addr is `host:port`), but for site_dir, which is the engine's own here.
        """
        serve = importlib.import_module(f"{self.name}.commands.serve").serve
        with _failures_as_site_failed():
            serve(
                config_file=str(config_file),
                watch=[str(path.absolute()) for path in watch],
                watch_theme=True,
                open_in_browser=open_in_browser,
                **_plain(overrides),
            )


def load_engine(name: str | None = None) -> Engine:
    """Load the named engine; without a name the one in STORYHUB_ENGINE, else MkDocs; raises SiteFailed.

    Call it before anything imports mkdocs: under ProperDocs that import has to find ProperDocs.
    """
    wanted = name or os.environ.get(VARIABLE) or ENGINES[0]
    if wanted not in ENGINES:
        raise SiteFailed(f"{VARIABLE}: found {wanted!r}; allowed are {' and '.join(ENGINES)}")
    running = sys.modules["mkdocs"].__name__ if "mkdocs" in sys.modules else wanted
    if running != wanted:
        raise SiteFailed(f"this process already runs {running}; start a new one for {wanted}")
    if wanted == "properdocs":
        importlib.import_module("properdocs.replacement")
        # Plugins and hooks may log to `mkdocs.…`: strict mode has to count that too.
        logging.getLogger("mkdocs").parent = logging.getLogger("properdocs")
    return Engine(wanted, importlib.import_module(wanted).__version__)


def _plain(overrides: dict[str, object]) -> dict[str, object]:
    """Make paths absolute strings: a config takes no Path, and reads a relative one from its own folder."""
    return {key: str(value.absolute()) if isinstance(value, Path) else value for key, value in overrides.items()}


@contextlib.contextmanager
def _failures_as_site_failed() -> Iterator[None]:
    """Turn what an engine raises about a site into SiteFailed; a bug of ours or a plugin's stays as it is."""
    from click import ClickException

    try:
        yield
    except ClickException as failure:
        # A plugin's own sentence is logged, and stays behind as the context of a general one.
        reason = failure.__context__ if isinstance(failure.__context__, ClickException) else failure
        raise SiteFailed(str(reason)) from failure

"""The verbs of the command line. Each returns its exit code: 0 well, 1 not well, 2 wrong usage."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from storyhub.formats import FORMATS
from storyhub.issues import Level, one_line

if TYPE_CHECKING:
    from storyhub.settings import Settings
    from storyhub.store import Store

CONFIG = "mkdocs.yml"


class UsageError(Exception):
    """The command was given something that it cannot use."""


def main(argv: Sequence[str], root: Path) -> int:
    """Carries out one verb of the hub in `root`; the verb is argv's first word."""
    options = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace, Path], int] = options.run
    try:
        return run(options, root)
    except UsageError as fault:
        print(one_line(f"hub.py {argv[0]}: {fault}"), file=sys.stderr)
        return 2


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong: an argument may be the name of a file that somebody else chose."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="hub.py", description="Story Hub: stories of an organisation's people, as a searchable site.")
    verbs = parser.add_subparsers(required=True, metavar="VERB")

    def verb(name: str, run: Callable[[argparse.Namespace, Path], int], text: str) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        return added

    def hub(added: argparse.ArgumentParser) -> argparse.ArgumentParser:
        added.add_argument(
            "--stories", metavar="DIR", type=Path, help="the folder of stories (default: docs_dir of mkdocs.yml)"
        )
        added.add_argument("--config", metavar="FILE", type=Path, help="another mkdocs.yml")
        return added

    def engine(added: argparse.ArgumentParser) -> argparse.ArgumentParser:
        added.add_argument(
            "--engine", choices=("mkdocs", "properdocs"), help="what publishes the site (default: mkdocs)"
        )
        added.add_argument(
            "--drafts", action="store_true", help="show drafts and stories held until later, for a preview"
        )
        return added

    serve = engine(hub(verb("serve", _serve, "Show the hub on this computer, and refresh it at every change.")))
    serve.add_argument("--port", type=int, default=8000, help="default: 8000")
    serve.add_argument("--open", action="store_true", help="open it in the browser")
    build = engine(hub(verb("build", _build, "Make the website.")))
    build.add_argument(
        "--site", metavar="DIR", type=Path, help="the folder to make it in (default: site_dir of mkdocs.yml)"
    )
    build.add_argument("--strict", action="store_true", help="make nothing when a story has an error")
    check = hub(verb("check", _check, "Read the stories and list what stops them, and advice."))
    check.add_argument("paths", metavar="PATH", nargs="*", type=Path, help="stories or folders (default: all)")
    check.add_argument("--format", choices=tuple(FORMATS), default="text", help="default: text")
    suggest = hub(verb("suggest", _suggest, "Say which values a story seems to be about, and why."))
    suggest.add_argument("paths", metavar="PATH", nargs="+", type=Path, help="stories or folders")
    suggest.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    schema = verb("schema", _schema, "Print what a story's front matter may hold.")
    schema.add_argument(
        "--format", choices=("json", "table"), default="json", help="JSON Schema, or a Markdown table (default: json)"
    )
    return parser


def _stories(options: argparse.Namespace, root: Path) -> Path:
    from storyhub.settings import SettingsError, docs_dir

    try:
        folder: Path = options.stories or docs_dir(_config(options, root))
    except SettingsError as fault:
        raise UsageError(str(fault)) from fault
    if not folder.is_dir():
        raise UsageError(
            f"{folder}: there is no such folder; --stories takes the folder that holds values.yml and the years"
        )
    return folder


def _config(options: argparse.Namespace, root: Path) -> Path:
    file: Path = options.config or root / CONFIG
    if not file.is_file():
        raise UsageError(f"{file}: there is no such file; --config takes a mkdocs.yml")
    return file


def _serve(options: argparse.Namespace, root: Path) -> int:
    return _with_engine(
        options,
        root,
        lambda engine, file, given: engine.serve(
            file, open_in_browser=options.open, dev_addr=f"127.0.0.1:{options.port}", **given
        ),
    )


def _build(options: argparse.Namespace, root: Path) -> int:
    given = {"site_dir": options.site, "strict": options.strict or None}
    return _with_engine(options, root, lambda engine, file, more: engine.build(file, **given, **more))


def _with_engine(options: argparse.Namespace, root: Path, run: Callable[..., None]) -> int:
    from storyhub_engine import SiteFailed, load_engine

    file, stories = _config(options, root), _stories(options, root)
    if options.drafts:
        os.environ["STORYHUB_DRAFTS"] = "1"
    try:
        engine = load_engine(options.engine)
        _log_to_terminal(engine.logger)
        run(engine, file, {"docs_dir": stories})
    except SiteFailed as fault:
        print(f"hub.py: {fault}", file=sys.stderr)
        return 1
    return 0


def _log_to_terminal(logger: logging.Logger) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    handler.addFilter(_is_of_use)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


def _is_of_use(record: logging.LogRecord) -> bool:
    """Leaves out what the engine says of its own work, such as the passing folder that it builds in."""
    return record.levelno >= logging.WARNING or "hooks" in record.name or "livereload" in record.name


def _check(options: argparse.Namespace, root: Path) -> int:
    from storyhub.assemble import checked

    folder = _stories(options, root)
    wanted = [one_line(_place(path, folder)) for path in options.paths]
    hub = checked(folder, _settings(options, root), _store(root, folder))
    issues = [issue for issue in hub.issues if not wanted or any(_is_under(issue.path, place) for place in wanted)]
    shown = [replace(issue, path=_as_seen(issue.path, folder)) for issue in issues]
    if text := FORMATS[options.format](shown):
        print(text)
    elif options.format == "text":
        print("Nothing to mend.")
    return int(any(issue.level is Level.ERROR for issue in issues))


def _place(path: Path, folder: Path) -> str:
    """A path given on the command line, relative to the stories folder; both ways of giving it are understood."""
    for candidate in (path, folder / path):
        if os.path.lexists(candidate) and (place := _inside(candidate, folder)) is not None:
            return place
    raise UsageError(f"{path}: there is no such story or folder in {folder}; name one as {folder}/2026/a-story.md")


def _inside(path: Path, folder: Path) -> str | None:
    """Relative to the stories folder, without following a link at its end; None outside of it."""
    whole = path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve()
    return whole.relative_to(folder.resolve()).as_posix() if whole.is_relative_to(folder.resolve()) else None


def _is_under(path: str, place: str) -> bool:
    return place == "." or path == place or path.startswith(f"{place}/")


def _as_seen(path: str, folder: Path) -> str:
    """A path of the stories folder as it is seen from where the command was given."""
    whole = folder.absolute() / path
    here = Path.cwd()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else whole.as_posix()


def _suggest(options: argparse.Namespace, root: Path) -> int:
    from storyhub.assemble import checked
    from storyhub.read import shards_of
    from storyhub.suggestions import as_json, as_text, read_asked, suggest

    folder, settings = _stories(options, root), _settings(options, root)
    for path in options.paths:
        if not path.exists():
            raise UsageError(f"{path}: there is no such story or folder; name a story, or a folder of them")
    store = _store(root, folder)
    asked, faults = read_asked(options.paths, settings.language)
    found = suggest(checked(folder, settings, store), asked, shards_of(folder, settings.language, store), store)
    print((as_json if options.format == "json" else as_text)(found))
    for issue in faults:
        print(issue, file=sys.stderr)
    return int(bool(faults))


def _schema(options: argparse.Namespace, root: Path) -> int:
    from storyhub.schema import as_json_schema, as_table

    print(as_table() if options.format == "table" else json.dumps(as_json_schema(), indent=2, ensure_ascii=False))
    return 0


def _settings(options: argparse.Namespace, root: Path) -> Settings:
    from storyhub.settings import SettingsError, from_file

    try:
        return from_file(_config(options, root))
    except SettingsError as fault:
        raise UsageError(str(fault)) from fault


def _store(root: Path, folder: Path) -> Store:
    from storyhub.store import Store, cache_file

    return Store(cache_file(root, folder))

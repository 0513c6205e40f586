"""`test`: checks an organisation's content and settings: every page, link, picture, setting and translation."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from storyhub.check.formats import counted
from storyhub.cli import build, check, engine, paths, shared_options
from storyhub.cli.settings_advice import advice_about_settings
from storyhub.model.issues import Level
from storyhub.model.settings import Settings
from storyhub.model.story import Hub


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it can be given."""
    engine.arguments(parser)


def run(options: argparse.Namespace, root: Path) -> int:
    """Says what is not in order; 0 when readers may have the site. Advice is reported, and stops nothing."""
    folder, settings = shared_options.stories(options, root), shared_options.settings(options, root)
    print("== Settings, stories and your own files ==", flush=True)
    store = shared_options.store(root, folder)
    hub = check.issues_about(None, folder, settings, store)
    store.close()
    own = advice_about_settings(settings.languages, shared_options.config(options, root), root)
    for issue in (*own, *(replace(issue, path=paths.as_seen(folder / issue.path)) for issue in hub.issues)):
        print(issue)
    for line in _missing_words(hub, settings):
        print(line)
    errors = sum(issue.level is Level.ERROR for issue in hub.issues)
    stories = counted(len(hub.stories) + len(hub.stopped), "story", "stories")
    pieces = counted(len(own) + len(hub.issues) - errors, "piece")
    print(f"{stories}, {counted(errors, 'error')}, {pieces} of advice")
    print("\n== Every page, link and picture ==", flush=True)
    with tempfile.TemporaryDirectory(prefix="storyhub-test-") as passing:
        given = {"site": Path(passing) / "site", "strict": False, "verify": True, "keep_addresses": False}
        code = build.run(argparse.Namespace(**{**vars(options), **given}), root)
    failed = bool(errors or code)
    print(f"\n{'FAILED: see above' if failed else 'All is well'}", file=sys.stderr if failed else sys.stdout)
    return int(failed)


def _missing_words(hub: Hub, settings: Settings) -> Iterator[str]:
    """Names and promises without a text in a language of the interface; readers get another language there."""
    for file, entries in (("values.yml", hub.values), ("departments.yml", hub.departments)):
        for entry in entries:
            for field in ("name", "promise"):
                texts = getattr(entry, field, None)
                if texts and (missing := [code for code in settings.languages if not texts.get(code)]):
                    yield (
                        f"{file}: {entry.key}: {field}: advice: has no text in {', '.join(missing)}; "
                        f"readers get another language there; add it"
                    )
    for name in sorted({path.partition(".")[0] for path in hub.pages}):
        for language in settings.languages[1:]:
            if f"{name}.{language}.md" not in hub.pages:
                yield f"{name}.{language}.md: advice: is not there; readers in that language get {name}.md; add it"

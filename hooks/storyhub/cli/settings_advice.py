"""Advice about what an organisation set: settings under an old name, and texts of the interface without a translation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from storyhub.compose.catalogue import missing, unfit
from storyhub.model import settings_file
from storyhub.model.issues import Issue, advice
from storyhub.model.messages import say


def advice_about_settings(languages: Sequence[str], config: Path, root: Path) -> list[Issue]:
    """All of it; `languages`: those of the interface."""
    return [*renamed(config), *untranslated(languages, root)]


def renamed(config: Path) -> Iterator[Issue]:
    """Settings that have a new name; the old one still works."""
    for one in settings_file.renamed(config):
        yield advice(config.name, _line(config, one.path), one.path, "former-setting", one.told())


def _line(config: Path, path: str) -> int:
    """The line of a setting; 1 when it is in another file, which this one names as INHERIT."""
    node, line = yaml.compose(config.read_text(encoding="utf-8"), Loader=yaml.SafeLoader), 1
    for part in path.split("."):
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        key, node = next((pair for pair in pairs if pair[0].value == part), (None, None))
        line = key.start_mark.line + 1 if key else 1
    return line


def untranslated(languages: Sequence[str], root: Path) -> Iterator[Issue]:
    """What the organisation's languages of the interface lack; all of it is then said in English."""
    for code in languages:
        place = f"overrides/locales/{code}.po"
        for line, text in unfit(root / place):
            told = say(
                "has other words with %% than its English text (%(text)s); the same ones are allowed; correct them: it is shown in English until then",
                text=text,
            )
            yield advice(place, line, "msgstr", "translation-words", told)
        if lacking := missing(code, root / place):
            told = say(
                "has no translation of some texts (%(number)s), the first of them %(text)s; what is not translated is shown in English; run `hub.py language %(code)s`, and fill it in",
                number=len(lacking),
                text=lacking[0],
                code=code,
            )
            yield advice(place, 1, "msgstr", "untranslated", told)

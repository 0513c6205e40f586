"""An organisation's own hub as it begins: a repository that holds content only, with the software beside it as a wheel.

Everything comes out of the wheel itself (`storyhub/starter/`): texts in each language, recipes for code hosts, the door
`scripts/hub.py`, and the lock. So the same wheel gives the same hub, from a checkout as well as from an installation.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

import yaml

from storyhub.system.wheel import files_of, version_of

SPOKEN = ("en", "nl", "de", "fr")
"""Languages of the texts that a hub begins with; in another it begins in English."""
RECIPES = {
    "github": (".github/",),
    "gitlab": (".gitlab-ci.yml", ".gitlab/"),
    "forgejo": (".forgejo/", ".gitea/"),
    "gitea": (".gitea/", ".forgejo/workflows/"),
}
"""What of the recipes belongs to each kind of code host; on another kind there are none."""
_PAGES = ("index", "mission", "about")
_GIT_IGNORE = "/.venv/\n/.venv.lock\n/.cache/\n/site/\n/answers/\n__pycache__/\n.DS_Store\nThumbs.db\n"
_GIT_ATTRIBUTES = "* text=auto eol=lf\n*.whl binary\n"
_CODE_HOST = "code_host: {{kind: {kind}, address: {address}, branch: main, folder: stories}}"


@dataclass(frozen=True, slots=True)
class NewHub:
    """What somebody chose for a hub that is to begin."""

    name: str
    """Of the organisation, and so of the site."""
    address: str = ""
    """Where readers will find it, such as https://stories.example.org/."""
    languages: tuple[str, ...] = ("en",)
    """Of the interface; the first is the hub's own."""
    kind: str = ""
    """Of the code host, such as github; empty: none."""
    repository: str = ""
    """Address of the repository at the code host."""
    mail: str = ""
    """The mailbox of the communications team."""
    sample: bool = False
    """Whether it begins with the fictional sample hub instead of pages to fill in."""
    day: datetime.date = field(default_factory=datetime.date.today)

    @property
    def language(self) -> str:
        """The language in which comments and the first pages are written."""
        return self.languages[0] if self.languages[0] in SPOKEN else "en"


def files(hub: NewHub, wheel: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the new repository: its path with forward slashes, and its content.

    Raises:
        SoftwareError: the wheel is not of this software.
    """
    version_of(wheel)
    starter = files_of(wheel)
    recipes = tuple(f"hosts/{start}" for start in RECIPES.get(hub.kind, ()))
    yield from _texts(hub, starter)
    if not hub.sample:
        yield from _stories(hub, starter)
    for path, content in starter.items():
        if path.startswith(("scripts/", "overrides/")):
            yield path, content
        elif path.startswith("sample/") and hub.sample:
            yield f"stories/{path.removeprefix('sample/')}", content
        elif path.startswith(recipes):
            yield path.removeprefix("hosts/"), content.replace(b".ci/run", b"python3 scripts/hub.py test")
    yield f"vendor/{wheel.name}", wheel.read_bytes()
    yield "requirements.txt", lock(starter["requirements.txt"].decode(), wheel).encode()
    yield ".gitignore", _GIT_IGNORE.encode()
    yield ".gitattributes", _GIT_ATTRIBUTES.encode()


def lock(requirements: str, wheel: Path) -> str:
    """The lock of an organisation's hub: that of the software, and the software itself by the hash of its wheel."""
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{requirements.rstrip()}\n./vendor/{wheel.name} \\\n    --hash=sha256:{digest}\n"


def _texts(hub: NewHub, starter: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """README and settings."""
    host = _CODE_HOST.format(kind=hub.kind or "github", address=hub.repository or "https://github.example/team/stories")
    mail = f"comms_mail: {hub.mail or 'stories@example.org'}"
    words = {
        "name": json.dumps(hub.name, ensure_ascii=False),
        "address": hub.address or "https://stories.example.org/",
        "languages": f"[{', '.join(hub.languages)}]",
        "code_host": host if hub.repository else f"# {host}",
        "comms_mail": mail if hub.mail else f"# {mail}",
    }
    yield "mkdocs.yml", _filled(starter[f"{hub.language}/mkdocs.yml"], words)
    yield "README.md", _filled(starter[f"{hub.language}/README.md"], {"name": hub.name})


def _stories(hub: NewHub, starter: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The organisation's own files to fill in, and one story that welcomes whoever comes first."""
    for name in ("values", "departments"):
        entries = yaml.safe_load(starter[f"{name}.yml"])
        comment = "".join(f"# {line}\n" for line in starter[f"{hub.language}/{name}.txt"].decode().splitlines())
        shown = yaml.safe_dump(_spoken(entries, hub.languages), sort_keys=False, allow_unicode=True, width=120)
        yield f"stories/{name}.yml", (comment + shown).encode()
    words = {"organisation": hub.name, "date": hub.day.isoformat()}
    for language in hub.languages:
        ending = "" if language == hub.languages[0] else f".{language}"
        spoken = language if language in SPOKEN else "en"
        for page in _PAGES:
            yield f"stories/{page}{ending}.md", _filled(starter[f"{spoken}/{page}.md"], words)
    yield f"stories/{hub.day.year}/welcome.md", _filled(starter[f"{hub.language}/story.md"], words)


def _filled(text: bytes, words: Mapping[str, str]) -> bytes:
    return Template(text.decode()).safe_substitute(words).encode()


def _spoken(given: Any, languages: tuple[str, ...]) -> Any:
    """The same with names and promises only in the languages of the hub; English where a text has none of them."""
    if isinstance(given, list):
        return [_spoken(one, languages) for one in given]
    if isinstance(given, dict) and "en" in given:
        return {code: given[code] for code in languages if code in given} or {languages[0]: given["en"]}
    if isinstance(given, dict):
        return {key: _spoken(value, languages) for key, value in given.items()}
    return given

"""What comms set in mkdocs.yml: `site_name`, `site_url`, and the hub's own part under `extra.hub`."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from storyhub.model import code_hosts
from storyhub.model.code_hosts import CodeHost

_MAIL = re.compile(r"[^\s@<>\"?&%,;:]+@[^\s@<>\"?&%,;:]+\.[^\s@<>\"?&%,;:]+")


@dataclass(frozen=True, slots=True)
class Publishing:
    """How `hub.py publish` puts the site in place."""

    to: str = ""
    """A folder, or user@host:folder."""
    keep: int = 5
    """Releases that stay, the one that readers have among them."""
    most_bad: int = 20
    """Percentage of stories that may be left out for errors; beyond it readers keep the site that they have."""
    precompress: bool = False
    """Put a .gz beside each text, for a server that sends it as it is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one hub, with their defaults."""

    name: str = "Story Hub"
    address: str = ""
    """Where the site will stand, such as https://stories.example.org/; needed for feeds, the sitemap and links between languages."""
    organisation: str = ""
    tagline: Mapping[str, str] | str = ""
    """One line under the name, per language or for all."""
    logo: str = ""
    """Picture of the organisation, a path in the stories folder or under the theme's assets."""
    languages: tuple[str, ...] = ("nl", "en")
    """Languages of the interface; the first is the hub's own and stands at /."""
    page_size: int = 20
    """Stories on a page of a list."""
    code_host: CodeHost | None = None
    """Where a story is sent as a new file, ready to be looked over; without it the composer page has its other ways."""
    comms_mail: str = ""
    """Where stories may be mailed to."""
    publish: Publishing = Publishing()
    """How the site is put on its server."""
    drafts: bool = False
    """Show drafts and held stories, for a preview."""
    today: date | None = None
    """The day that it is; empty means really today."""

    @property
    def language(self) -> str:
        """The hub's own language."""
        return self.languages[0]

    @property
    def base_path(self) -> str:
        """Path of the site on its host, with slashes around it."""
        path = urlsplit(self.address).path.strip("/")
        return f"/{path}/" if path else "/"

    def absolute(self, url: str) -> str:
        """The full address of a root-relative url; empty when the site's address is not known."""
        return f"{self.address.rstrip('/')}/{url}" if self.address else ""


class SettingsError(ValueError):
    """mkdocs.yml has something that cannot be used; the message says what and what to do."""


def from_config(config: Mapping[str, Any]) -> Settings:
    """Settings out of the content of mkdocs.yml.

    Raises:
        SettingsError: a setting has a form that it may not have.
    """
    given = dict((config.get("extra") or {}).get("hub") or {})
    known: dict[str, Any] = {
        "organisation": str(given.pop("organisation", "") or ""),
        "tagline": given.pop("tagline", "") or "",
        "logo": str(given.pop("logo", "") or ""),
        "languages": _languages(given.pop("languages", None)),
        "page_size": _positive(given.pop("page_size", 20), "page_size"),
        "code_host": _code_host(given.pop("code_host", None)),
        "comms_mail": _mail(given.pop("comms_mail", "")),
        "publish": _publishing(given.pop("publish", None) or {}),
        "drafts": bool(given.pop("drafts", False)) or os.environ.get("STORYHUB_DRAFTS", "") not in ("", "0"),
    }
    if given:
        raise SettingsError(
            f"mkdocs.yml: extra.hub: found {', '.join(given)}; allowed are {', '.join(known)}; mend the name"
        )
    return Settings(
        name=str(config.get("site_name") or "Story Hub"),
        address=str(config.get("site_url") or ""),
        today=_today(),
        **known,
    )


def _languages(given: Any) -> tuple[str, ...]:
    if given is None:
        return ("nl", "en")
    languages = tuple(map(str, given)) if isinstance(given, list) else ()
    if not languages or len(set(languages)) != len(languages):
        raise SettingsError(
            f"mkdocs.yml: extra.hub.languages: found {given!r}; a list such as [nl, en] is allowed; write each once"
        )
    return languages


def _positive(given: Any, name: str) -> int:
    if isinstance(given, int) and given > 0:
        return given
    raise SettingsError(f"mkdocs.yml: extra.hub.{name}: found {given!r}; a number above 0 is allowed; write one")


def _publishing(given: Any) -> Publishing:
    usual = asdict(Publishing())
    if not isinstance(given, dict) or not usual.keys() >= given.keys():
        raise SettingsError(
            f"mkdocs.yml: extra.hub.publish: found {given!r}; allowed are {', '.join(usual)}; mend them"
        )
    for name, value in given.items():
        if type(value) is not type(usual[name]):
            told = f"a value such as {usual[name] or '/srv/stories'} is allowed; write one"
            raise SettingsError(f"mkdocs.yml: extra.hub.publish.{name}: found {value!r}; {told}")
    wanted = Publishing(**given)
    if wanted.keep < 1 or not 0 <= wanted.most_bad <= 100:
        told = "keep is 1 or more, and most_bad a percentage from 0 to 100; write them so"
        raise SettingsError(f"mkdocs.yml: extra.hub.publish: found {given!r}; {told}")
    return wanted


def _code_host(given: Any) -> CodeHost | None:
    try:
        return code_hosts.read(given)
    except ValueError as fault:
        raise SettingsError(f"mkdocs.yml: extra.hub.{fault}") from fault


def _mail(given: Any) -> str:
    if not given or (isinstance(given, str) and _MAIL.fullmatch(given)):
        return given or ""
    raise SettingsError(
        f"mkdocs.yml: extra.hub.comms_mail: found {given!r}; one address such as stories@example.org is allowed; write one"
    )


def _today() -> date | None:
    """STORYHUB_TODAY fixes the day, so that a build can be repeated."""
    given = os.environ.get("STORYHUB_TODAY", "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as fault:
        raise SettingsError(f"STORYHUB_TODAY: found {given!r}; a date as 2026-01-31 is allowed; mend it") from fault


def today(settings: Settings) -> date:
    """The day on which stories held until then come out."""
    return settings.today or datetime.now().astimezone().date()


def from_file(path: Path) -> Settings:
    """Settings straight from mkdocs.yml, without MkDocs: for commands that only read.

    Raises:
        SettingsError: the file cannot be read.
    """
    return from_config(_load(path))


def _load(path: Path) -> dict[str, Any]:
    import yaml

    class Loader(yaml.SafeLoader):
        """Safe YAML in which MkDocs' own tags (!ENV, !!python/name) count as empty."""

    Loader.add_multi_constructor("", lambda *_: None)
    try:
        config = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise SettingsError(f"{path.name}: cannot be read: {fault}") from fault
    parent = config.pop("INHERIT", None)
    return _merged(_load(path.parent / parent), config) if parent else config


def _merged(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(base[key], value) if isinstance(value, dict) and isinstance(base.get(key), dict) else value
        for key, value in over.items()
    }
    return {**base, **both}


def docs_dir(path: Path) -> Path:
    """The stories folder that mkdocs.yml names.

    Raises:
        SettingsError: the file cannot be read.
    """
    return path.parent / str(_load(path).get("docs_dir") or "docs")


def theme_dir(path: Path) -> Path:
    """The folder of the theme (templates and assets) that mkdocs.yml names.

    Raises:
        SettingsError: the file cannot be read.
    """
    theme = _load(path).get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    return (path.parent / str(custom or "theme/templates")).parent

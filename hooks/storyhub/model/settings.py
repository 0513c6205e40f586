"""What comms set in mkdocs.yml: `site_name`, `site_url`, and the hub's own part under `extra.hub`."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from storyhub.model import code_hosts, former_settings, i18n, mailbox_settings, setting_forms
from storyhub.model.code_hosts import CodeHost
from storyhub.model.listening import LIMITS
from storyhub.model.mailbox_settings import InboxSettings

CONFIG = "mkdocs.yml"


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
    """The address of the site, such as https://stories.example.org/; needed for feeds, the sitemap and links between languages."""
    organisation: str = ""
    tagline: Mapping[str, str] | str = ""
    """One line under the name, per language or for all."""
    logo: str = ""
    """Picture of the organisation, a path from the folder of mkdocs.yml."""
    fonts: Mapping[str, str] = field(default_factory=dict)
    """Typefaces of one's own by where they are used (setting_forms.FACES): paths under `assets/` of the overrides."""
    languages: tuple[str, ...] = ("nl", "en")
    """Languages of the interface; the first is the hub's own and is at /."""
    page_size: int = 20
    """Stories on a page of a list."""
    code_host: CodeHost | None = None
    """Where a story is sent as a new file, ready to be looked over; without it the composer page has its other ways."""
    comms_mail: str = ""
    """Where stories may be mailed to."""
    search: str = setting_forms.INDEXERS[0]
    """Who makes the search index: the hub itself, or Pagefind's own program, which takes longer."""
    send: tuple[str, ...] = setting_forms.WAYS
    """The ways to send a story in, in the order in which the composer page offers them."""
    signposts: Mapping[str, str] | str = ""
    """Where somebody can turn to with what a hub is not for, a line each, per language or for all."""
    inbox: InboxSettings = field(default_factory=InboxSettings)
    """The mailbox that `inbox` reads and `tell` answers from."""
    promise: int = 0
    """Days within which comms promise to answer a teller; 0: none is promised."""
    pages: tuple[str, ...] = ()
    """Names of the organisation's own pages besides index, mission and about."""
    allow: tuple[str, ...] = ()
    """The organisation's own numbers (IBAN and the like), which stories may name."""
    listening: Mapping[str, int] = field(default_factory=lambda: dict(LIMITS))
    """Days in which what could be better is to reach each status."""
    heard_first: int = 14
    """The most days for which a story waits to be answered before it is published; 0: none waits."""
    read_within: int = 5
    """Days in which comms read a story that was sent."""
    publish: Publishing = Publishing()
    """How the site is put on its server."""
    cards: bool = False
    """Draw a picture for chat programs of each story without a photo; takes about 11 ms a story."""
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

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways to send a story that this hub has; where a browser cannot share, a mail takes its place."""
        asked = self.send
        if "share" in asked and "mail" not in asked:
            asked = tuple(way for one in asked for way in ((one, "mail") if one == "share" else (one,)))
        has = {"mail": self.comms_mail, "code-host": self.code_host}
        return tuple(way for way in asked if has.get(way, True))

    def absolute(self, url: str) -> str:
        """The full address of a root-relative url; empty when the site's address is not known."""
        return f"{self.address.rstrip('/')}/{url}" if self.address else ""


class SettingsError(ValueError):
    """mkdocs.yml has something that cannot be used; the message says what and what to do."""


def from_config(config: Mapping[str, Any], project: Path | None = None, file: str = CONFIG) -> Settings:
    """Settings out of the content of mkdocs.yml; `project` is its folder, from which paths count.

    Raises:
        SettingsError: some have a form that they may not have; all of them are named.
    """
    faults: list[str] = []

    def form(key: str, read: Callable[[Any], Any], given: Any) -> Any:
        try:
            return read(given)
        except ValueError as fault:
            # The code host names its own parts.
            faults.append(f"{file}: {key}{'' if str(fault).startswith('code_host') else ': '}{fault}")
            return None

    if project:
        try:
            i18n.look_in(project / "overrides" / "locales")
        except ValueError as fault:
            faults.append(str(fault))
    extra = config.get("extra")
    hub, _ = former_settings.as_now(extra.get("hub") if isinstance(extra, Mapping) else extra, former_settings.table())
    forms = _FORMS | {"logo": partial(setting_forms.logo, project=project)}
    given = form("extra.hub", lambda hub: setting_forms.known(hub, forms), hub) or {}
    name = form("site_name", setting_forms.text, config.get("site_name"))
    address = form("site_url", setting_forms.address, config.get("site_url"))
    form("use_directory_urls", _directory_urls, config.get("use_directory_urls"))
    known = {
        key: form(f"extra.hub.{'' if key == 'code_host' else key}", read, given[key])
        for key, read in forms.items()
        if given.get(key) is not None
    }
    if faults:
        raise SettingsError("\n".join(faults))
    known["drafts"] = known.get("drafts") or os.environ.get("STORYHUB_DRAFTS", "") not in ("", "0")
    # For the benchmark, which builds one hub with and without them.
    known["cards"] = os.environ.get("STORYHUB_CARDS", "1" if known.get("cards") else "0") != "0"
    return Settings(name=name or "Story Hub", address=address, today=_today(), **known)


def _publishing(given: Any) -> Publishing:
    given, usual = given or {}, asdict(Publishing())
    if not isinstance(given, dict) or not usual.keys() >= given.keys():
        raise ValueError(f"found {given!r}; allowed are {', '.join(usual)}; correct the names")
    for name, value in given.items():
        if type(value) is not type(usual[name]):
            raise ValueError(
                f"found {name}: {value!r}; a value such as {usual[name] or '/srv/stories'} is allowed; write one"
            )
    wanted = Publishing(**given)
    if wanted.keep < 1 or not 0 <= wanted.most_bad <= 100:
        raise ValueError(
            f"found {given!r}; keep is 1 or more, and most_bad a percentage from 0 to 100; write them that way"
        )
    return wanted


_FORMS: dict[str, Callable[[Any], Any]] = {
    "organisation": setting_forms.text,
    "tagline": setting_forms.texts,
    "logo": setting_forms.logo,
    "fonts": setting_forms.fonts,
    "languages": setting_forms.languages,
    "page_size": setting_forms.page_size,
    "code_host": code_hosts.read,
    "comms_mail": setting_forms.mail,
    "search": setting_forms.indexer,
    "listening": lambda given: setting_forms.days(given, LIMITS),
    "heard_first": lambda given: setting_forms.number_of_days(given, 14, least=0),
    "read_within": lambda given: setting_forms.number_of_days(given, 5),
    "publish": _publishing,
    "send": setting_forms.ways,
    "signposts": setting_forms.paragraphs,
    "inbox": mailbox_settings.read,
    "promise": mailbox_settings.promise,
    "cards": setting_forms.yes_or_no,
    "drafts": setting_forms.yes_or_no,
    "pages": setting_forms.page_names,
    "allow": setting_forms.numbers,
}
"""Each setting under `extra.hub`, and what reads it."""


def _directory_urls(given: Any) -> None:
    if given is not None and given is not True:
        raise ValueError(
            f"found {given!r}; the addresses of this hub end in a slash, and only true is allowed; take the line out"
        )


def _today() -> date | None:
    """STORYHUB_TODAY fixes the day, so that a build can be repeated."""
    given = os.environ.get("STORYHUB_TODAY", "")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as fault:
        raise SettingsError(f"STORYHUB_TODAY: found {given!r}; a date such as 2026-01-31 is allowed; fix it") from fault


def today(settings: Settings) -> date:
    """The day on which stories held until then come out."""
    return settings.today or datetime.now().astimezone().date()

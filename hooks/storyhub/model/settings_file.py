"""Reads a mkdocs.yml without MkDocs: for commands that only read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from storyhub.model import former_settings
from storyhub.model.former_settings import FormerName, Renamed
from storyhub.model.settings import CONFIG, Settings, SettingsError, from_config
from storyhub.model.theme import Theme, named


def from_file(path: Path) -> Settings:
    """What comms have set.

    Raises:
        SettingsError: the file cannot be read, or has something that cannot be used.
    """
    return from_config(_load(path), path.parent, path.name)


def renamed(path: Path, names: Sequence[FormerName] | None = None) -> tuple[Renamed, ...]:
    """Settings of a mkdocs.yml that have a new name; `names`: the old names that another version knows.

    Raises:
        SettingsError: the file cannot be read.
    """
    if not (known := former_settings.table() if names is None else names):
        return ()
    extra = _load(path).get("extra")
    hub = extra.get("hub") if isinstance(extra, Mapping) else None
    return former_settings.as_now(hub, known)[1]


def _load(path: Path) -> dict[str, Any]:
    class Loader(yaml.SafeLoader):
        """Safe YAML in which MkDocs' own tags (!ENV, !!python/name) count as empty."""

    Loader.add_multi_constructor("", lambda *_: None)
    try:
        config = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise SettingsError(f"{path.name}: cannot be read: {fault}") from fault
    if not isinstance(config, dict):
        raise SettingsError(f"{path.name}: found no settings; name: value is allowed; see the sample's {CONFIG}")
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


def theme_of(path: Path) -> Theme:
    """The theme that mkdocs.yml names.

    Raises:
        SettingsError: the file cannot be read.
    """
    given = _load(path).get("theme")
    theme = given if isinstance(given, dict) else {"name": given}
    custom = theme.get("custom_dir")
    return named(theme.get("name"), path.parent / str(custom) if custom else None)

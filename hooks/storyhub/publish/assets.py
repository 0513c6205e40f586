"""The theme's own files, published under an address that changes with their content, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from storyhub.model.card_look import CardLook
from storyhub.model.story import Value
from storyhub.model.theme import Theme
from storyhub.pages.card_typefaces import of_the_system
from storyhub.publish import typefaces

ROOT = "assets"
_IMPORT = re.compile(r"^@import\s+\"(?P<file>[^\"]+)\"(?:\s+layer\((?P<layer>[\w.-]+)\))?;\s*$", re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s*\n\s*")
# Pairs on light and dark paper for values without a colour of their own, in the order of values.yml.
_COLOURS = (
    ("#8a3b12", "#f0a878"),
    ("#1f5673", "#8cc4e4"),
    ("#4a6420", "#b5cf86"),
    ("#7a2e5d", "#e5a3c9"),
    ("#7a5a00", "#e3c063"),
    ("#2b5f56", "#86cfc0"),
    ("#5b3f8c", "#c0aaee"),
    ("#8c2f39", "#f09aa2"),
)


@dataclass(frozen=True, slots=True)
class Assets:
    """The published files of the theme: address under the site's root → content."""

    files: dict[str, bytes]
    stylesheets: tuple[str, ...]
    script: str
    icon: str
    logo: str
    version: str
    fonts: tuple[str, ...] = ()
    """Typefaces that every page begins with."""


def gather(
    theme: Theme, values: Sequence[Value], logo: Path | None = None, fonts: Mapping[str, str] | None = None
) -> Assets:
    """The theme's assets with all CSS in one file, the colours of the values, the organisation's logo and typefaces.

    Raises:
        FileNotFoundError: there is no logo at its path.
    """
    content = {name: path.read_bytes() for name, path in theme.assets().items()}
    styles = {name: content.pop(name) for name in [name for name in content if name.endswith(".css")]}
    if "css/index.css" in styles:
        texts = {name.removeprefix("css/"): data.decode("utf-8") for name, data in styles.items()}
        added = (_bundled(name.removeprefix("css/"), texts) for name in sorted(styles) if theme.adds(name))
        # An organisation's own styles are in no layer, and so win from all that are.
        faces = typefaces.sheet(fonts or {}, theme.assets())
        content["css/main.css"] = "\n".join((_bundled("index.css", texts), faces, *added)).encode()
    content["css/values.css"] = value_colours(values).encode()
    own_logo = f"img/logo{logo.suffix.lower()}" if logo else ""
    if logo:
        content[own_logo] = logo.read_bytes()
    version = _digest(content)
    places = {name: f"{ROOT}/{version}/{name}" for name in content}
    return Assets(
        files={places[name]: data for name, data in content.items()},
        stylesheets=tuple(places[name] for name in ("css/main.css", "css/values.css") if name in places),
        script=places.get("js/main.js", ""),
        icon=places.get("img/icon.svg", ""),
        logo=places.get(own_logo, ""),
        version=version,
        fonts=tuple(f"{ROOT}/{version}/{file}" for file in typefaces.at_once(fonts or {})),
    )


def _digest(content: dict[str, bytes]) -> str:
    mixed = hashlib.blake2b(digest_size=5)
    for name, data in sorted(content.items()):
        mixed.update(f"{name}\0{len(data)}\0".encode())
        mixed.update(data)
    return mixed.hexdigest()


def _bundled(name: str, styles: dict[str, str]) -> str:
    """A stylesheet with its imports in their place, without comments and needless white space."""

    def imported(match: re.Match[str]) -> str:
        text = _bundled(match["file"].removeprefix("./"), styles)
        return f"@layer {match['layer']} {{\n{text}\n}}" if match["layer"] else text

    return _SPACE.sub("\n", _COMMENT.sub("", _IMPORT.sub(imported, styles[name]))).strip()


def value_colours(values: Sequence[Value]) -> str:
    """CSS that gives each value its colour, on light and on dark."""

    def rules(before: str, side: int) -> str:
        pairs = ((value.key, _pair(value, place)[side]) for place, value in enumerate(values))
        return "".join(f'{before}[data-value="{key}"]{{--value:{colour}}}\n' for key, colour in pairs)

    dark, chosen = rules(':root:not([data-theme="light"]) ', 1), rules(':root[data-theme="dark"] ', 1)
    return f"{rules('', 0)}@media screen and (prefers-color-scheme:dark){{\n{dark}}}\n@media screen{{\n{chosen}}}\n"


def card_look(found: Assets, values: Sequence[Value], font: Path | None) -> CardLook:
    """What sharing cards are drawn with: the colours by day, and a typeface of the organisation's own, else of the system's."""
    styles = "".join(found.files[sheet].decode("utf-8") for sheet in found.stylesheets)
    paper, ink, soft = (_token(styles, name) for name in ("paper", "ink", "soft"))
    colours = {value.key: _pair(value, place)[0] for place, value in enumerate(values)}
    return CardLook(paper, ink, soft, colours, str(font) if font else of_the_system())


def _token(styles: str, name: str) -> str:
    """A colour of the palette; the last that is given holds."""
    given = re.findall(rf"--{name}-day:\s*(#[0-9a-fA-F]{{6}})", styles)
    return str(given[-1]) if given else {"paper": "#ffffff"}.get(name, "#333333")


def _pair(value: Value, place: int) -> tuple[str, str]:
    light, dark = _COLOURS[place % len(_COLOURS)]
    return value.colour[0] or light, value.colour[1] or value.colour[0] or dark


def templates_version(theme: Theme) -> str:
    """Digest of the templates."""
    return _digest(
        {
            f"{number}/{path.relative_to(folder).as_posix()}": path.read_bytes()
            for number, folder in enumerate(theme.templates)
            for path in sorted(folder.rglob("*.html"))
        }
    )

"""An organisation's own typefaces: their rules in the style sheet, and which a browser is to fetch before it has read that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from PIL import ImageFont

from storyhub.model.setting_forms import FACES


def sheet(fonts: Mapping[str, str], assets: Mapping[str, Path]) -> str:
    """CSS for typefaces by their place (a key of FACES): files by their path under `assets/`. Empty without any.

    A face that is not there within a tenth of a second is left for the next page (`font-display: optional`): nothing that
    somebody reads changes under their eyes.

    Raises:
        FileNotFoundError: there is no such file, or it is no typeface.
    """
    rules = "".join(_face(place, file, assets.get(file)) for place, file in fonts.items())
    roles = "".join(f"--own-{role}:{_name(role)},;" for role in dict.fromkeys(_role(place) for place in fonts))
    return f"{rules}:root{{{roles}}}\n" if fonts else ""


def at_once(fonts: Mapping[str, str]) -> Iterator[str]:
    """The files that the first screen of every page is set in."""
    yield from dict.fromkeys(file for place, file in fonts.items() if place in ("text", "display"))


def _face(place: str, file: str, path: Path | None) -> str:
    if path is None:
        raise FileNotFoundError(f"assets/{file}")
    style, weight = FACES[place]
    return (
        f'@font-face{{font-family:{_name(_role(place))};src:url("../{file}") format("woff2");'
        f"font-style:{style};font-weight:{_weights(path) or weight};font-display:optional}}\n"
    )


def _weights(path: Path) -> str:
    """From the lightest to the boldest weight of a variable typeface; empty for any other."""
    try:
        axes = ImageFont.truetype(path, 16).get_variation_axes()
    except OSError:
        return ""
    return next((f"{axis['minimum']:g} {axis['maximum']:g}" for axis in axes if axis["name"] == b"Weight"), "")


def _role(place: str) -> str:
    return place.partition("_")[0]


def _name(role: str) -> str:
    return f'"Hub {role}"'

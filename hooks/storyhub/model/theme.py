"""Where the theme is, and what an organisation puts over it.

The software's own is beside the code in a checkout, and inside the package where that is installed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

NAME = "storyhub"
"""How mkdocs.yml names the theme where the software is installed: `theme: {name: storyhub, custom_dir: overrides}`."""
_PACKAGE = Path(__file__).parents[1]
HOME = next((home for home in (_PACKAGE / "theme", _PACKAGE.parents[1] / "theme") if home.is_dir()), _PACKAGE / "theme")
"""The software's own theme: templates, assets, pages and desk."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's folder, and the organisation's own files that come first."""

    home: Path = HOME
    overrides: Path | None = None
    """Templates, and files for the browser under `assets/`, of which those with a name of the theme's own replace it."""

    @property
    def templates(self) -> tuple[Path, ...]:
        """Folders of templates, in the order in which they are looked in."""
        own = self.home / "templates"
        return (self.overrides, own) if self.overrides else (own,)

    def assets(self) -> dict[str, Path]:
        """Files for the browser by their path under `assets/`; the organisation's own replace those of the theme."""
        folders = [self.home / "assets"] + ([self.overrides / "assets"] if self.overrides else [])
        return {
            path.relative_to(folder).as_posix(): path
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }

    def adds(self, name: str) -> bool:
        """Whether a file under `assets/` is the organisation's own, and not there in the theme."""
        return not (self.home / "assets" / name).is_file()


def named(name: str | None, custom_dir: Path | None) -> Theme:
    """The theme that mkdocs.yml names: the software's with an organisation's overrides, or that of a folder of templates."""
    if name == NAME:
        return Theme(HOME, custom_dir)
    return Theme((custom_dir or HOME / "templates").parent)

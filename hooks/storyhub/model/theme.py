"""Where the theme is: beside the code in a checkout, inside the package where that is installed."""

from __future__ import annotations

from pathlib import Path

NAME = "storyhub"
"""How mkdocs.yml names the theme where the software is installed: `theme: {name: storyhub}`."""
_PACKAGE = Path(__file__).parents[1]
HOME = next((home for home in (_PACKAGE / "theme", _PACKAGE.parents[1] / "theme") if home.is_dir()), _PACKAGE / "theme")
"""The software's own theme: templates, assets, pages and desk."""

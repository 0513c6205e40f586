"""Pages for comms in one file, to be downloaded: no script, and nothing that is fetched from anywhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import Markup

from storyhub.model.i18n import Catalogue
from storyhub.publish.press import environment


def print_page(
    theme: Path, template: str, words: Catalogue, style: str, allowed: Iterable[str] = (), **given: Any
) -> str:
    """A page of `theme/desk/` with all its style; `allowed` is style that is in what it shows."""
    desk = theme / "desk"
    sheets = (sheet.read_text(encoding="utf-8") for sheet in sorted((desk / "css").glob("*.css")))
    own = "\n".join((style, *sheets))
    context = {
        "_": words.say,
        "ngettext": words.say_number,
        "language": words.language,
        "style": Markup(own),
        "csp": _policy((own, *allowed)),
        **given,
    }
    return environment([desk]).get_template(template).render(context)


def _policy(styles: Iterable[str]) -> str:
    """What a browser may do with the page: show its own style, by its hash, and pictures that are in it."""
    hashes = " ".join(dict.fromkeys(f"'sha256-{_digest(style)}'" for style in styles))
    return f"default-src 'none'; style-src {hashes}; img-src data:; base-uri 'none'; form-action 'none'"


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")

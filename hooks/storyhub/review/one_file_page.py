"""Pages for comms in one file, to be downloaded: no script but the desk's own, and nothing that is fetched from anywhere."""

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
    theme: Path,
    template: str,
    words: Catalogue,
    style: str,
    allowed: Iterable[str] = (),
    *,
    script: str = "",
    **given: Any,
) -> str:
    """A page of `theme/desk/` with all its style; `allowed` is style that comes with what it shows, `script` its only script."""
    desk = theme / "desk"
    sheets = (sheet.read_text(encoding="utf-8") for sheet in sorted((desk / "css").glob("*.css")))
    own = "\n".join((style, *sheets))
    context = {
        "_": words.say,
        "ngettext": words.say_number,
        "language": words.language,
        "style": Markup(own),
        "script": Markup(script),
        "csp": _policy((own, *allowed), script),
        **given,
    }
    return environment([desk]).get_template(template).render(context)


def _policy(styles: Iterable[str], script: str) -> str:
    """What a browser may do with the page: use its own style and script, by their hashes, and show pictures that are part of it."""
    hashes = " ".join(dict.fromkeys(f"'sha256-{_digest(style)}'" for style in styles))
    run = f" script-src 'sha256-{_digest(script)}';" if script else ""
    return f"default-src 'none';{run} style-src {hashes}; img-src data:; base-uri 'none'; form-action 'none'"


def _digest(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")

"""The code of a language that somebody calls by its name: Nederlands, Dutch, Engels, English."""

from __future__ import annotations

import re
from functools import cache

from storyhub.model.i18n import spoken

_LANGUAGES = (
    "nl", "en", "de", "fr", "es", "it", "pt", "pl", "tr", "ar", "uk", "ro", "bg", "zh", "ja", "fa", "he", "so", "ti",
)  # fmt: skip
_CODE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


def code_of(written: str) -> str:
    """The code that is meant by a name, in a language of the interface or in its own, or by a code in capitals; empty when none is.

    >>> code_of("Nederlands"), code_of("NL"), code_of("Klingon dialect")
    ('nl', 'nl', '')
    """
    plain = written.strip().casefold()
    if len(plain) <= 3 or "-" in plain:
        return plain if _CODE.fullmatch(plain) else ""
    return _names().get(plain, "")


@cache
def _names() -> dict[str, str]:
    from babel import Locale

    found: dict[str, str] = {}
    for code in _LANGUAGES:
        for language in (code, *spoken()):
            if name := Locale.parse(language).languages.get(code):
                found.setdefault(name.casefold(), code)
    return found

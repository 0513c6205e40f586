"""The key in the address of somebody's page, from their name."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

_LATIN = str.maketrans(
    {"ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ß": "ss", "ẞ": "ss", "ł": "l", "Ł": "l"}
    | {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ı": "i", "ŋ": "ng", "Ŋ": "ng"}
)
"""Latin letters that Unicode does not take apart into a plain one and a mark."""
_NO_KEY = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=100_000)
def person_key(name: str) -> str:
    """The key in the address of somebody's page, from their name.

    Letters that no accent makes out of Latin ones count too: `Ødegård` is `odegard`, and `王芳 (HR)` is `hr-` with a digest.
    """
    letters = [c for c in unicodedata.normalize("NFKD", name.translate(_LATIN)).lower() if not unicodedata.combining(c)]
    plain = _NO_KEY.sub("-", "".join(letters)).strip("-")[:80].strip("-")
    if all(c.isascii() or not c.isalnum() for c in letters) and plain:
        return plain
    # What is left of two names in another script may be the same.
    own = hashlib.blake2b(unicodedata.normalize("NFC", name).casefold().encode(), digest_size=6).hexdigest()
    return f"{plain}-{own}" if plain else own

"""Splits text into words and brings each to its stem, so that "luisterde" and "luisteren" count as one."""

from __future__ import annotations

import re
import unicodedata
import zlib
from functools import cache

from storyhub.text.stop_words import STOP_WORDS

_WORD = re.compile(r"\w+(?:['’]\w+)?")
# Signs beyond ASCII that people type, and that are in no word.
_BETWEEN = "“”„‘«»…–—"
# Bytes of UTF-8 in which each sign that is in no word is a space.
_SPACED = bytes(byte if byte >= 128 or chr(byte).isalnum() or chr(byte) in "_'" else 32 for byte in range(256))

# Names of the algorithms of the Snowball project, which PyStemmer binds. For Dutch the newer of its two, `dutch`
# (Kraaij and Pohlmann), takes "open" to "oop" and "klantgericht" to "klantricht", apart from "openheid" and "klant".
_STEMMERS = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "en": "english", "es": "spanish", "et": "estonian",
    "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hu": "hungarian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "nl": "dutch_porter", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip

_MOST_KNOWN = 200_000
"""Words of a language that a process remembers: more than most hubs have, in some tens of megabytes."""
_COMPOUNDING = frozenset({"nl", "de", "da", "sv", "nb", "nn", "no", "fi", "fy", "af"})


def words(text: str) -> list[str]:
    """The words of a text in lower case, in its order, numbers among them."""
    plain = text.isascii()
    if not plain:
        text = unicodedata.normalize("NFC", text.replace("\u00ad", ""))
        for sign in _BETWEEN:
            text = text.replace(sign, " ")
    # Most words are between spaces and ASCII's own signs; only the others have to be looked at letter by letter.
    spaced = text.lower().encode("utf-8", "surrogatepass").translate(_SPACED)
    pieces = spaced.decode("utf-8", "surrogatepass").split()
    if (plain and b"'" not in spaced and b"_" not in spaced) or "".join(pieces).isalnum():
        return pieces
    found: list[str] = []
    for piece in pieces:
        if piece.isalnum():
            found.append(piece)
        else:
            found += _WORD.findall(piece)
    return found


def compounds(language: str) -> bool:
    """Whether the language writes compound words as one word."""
    return language in _COMPOUNDING


class Lexicon(dict[str, int]):
    """Number of each word's stem by the word, worked out when first asked for; 0: a word that says nothing.

    The number is a checksum, so that any process gives the same one without a shared list; among 100,000 stems about
    one pair shares a number.
    """

    def __init__(self, language: str) -> None:
        self._stop = STOP_WORDS.get(language, frozenset())
        self._stem = _stemmer(language)

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        number = self[word] = self._number(word)
        return number

    def stem(self, word: str) -> str:
        """The stem of a word, without its possessive or contracted ending."""
        return str(self._stem(word.replace("’", "'").partition("'")[0]))

    def _number(self, word: str) -> int:
        plain = word.replace("’", "'")
        if len(word) < 2 or plain in self._stop or plain.isdigit():
            return 0
        return zlib.crc32(self.stem(plain).encode())


class Endings(dict[str, int]):
    """Digest of each word as it was written, in a byte: with the number of its stem it tells its forms apart."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        number = self[word] = zlib.crc32(word.encode()) & 0xFF
        return number


ENDINGS = Endings()
"""Those of all words, of any language."""


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language, kept for as long as the process lives."""
    return Lexicon(language)


def _stemmer(language: str):  # type: ignore[no-untyped-def]
    import Stemmer

    name = _STEMMERS.get(language)
    return Stemmer.Stemmer(name).stemWord if name else str

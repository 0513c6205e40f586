"""Cut a story's text into the words that the index holds, by the rules that Pagefind 1.5 keeps.

Pagefind's browser side looks words up in the form in which its indexer stores them: letters and digits only, lower
case, accents taken off, stemmed in the index's language; a hyphenated or camel-cased word is also found by its parts.
The words here must come out exactly the same, which the tests check against Pagefind's own binary.
"""

from __future__ import annotations

import re
import unicodedata
from string import punctuation
from typing import NamedTuple

import Stemmer

# Pagefind's language codes and the Snowball algorithm that it stems each with; any other language is not stemmed.
ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "eo": "esperanto",
    "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi",
    "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese",
    "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish",
    "yi": "yiddish",
}  # fmt: skip

# Nobody types a longer word; a text may hold a whole picture, encoded, as one.
LONGEST = 250
# Connector punctuation counts as a letter in Pagefind's default settings.
INCLUDED = "_‿⁀⁔︳︴﹍﹎﹏＿"
_SPACED = str.maketrans(dict.fromkeys(punctuation, " "))
_AROUND = punctuation.replace("_", "")
_SIGNS = re.compile(r"[\W_]+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""Japanese and Chinese, which have no spaces between words."""
_LETTERS = str.maketrans({
    "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d", "ß": "ss", "ı": "i", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe",
})  # fmt: skip
_EMOJI = re.compile("[\u2600-\u27bf\u2b50\u2b55\U0001f300-\U0001faff]\ufe0f?")


class Word(NamedTuple):
    """One form under which a written word is found."""

    stem: str  # what the index is keyed by
    accented: str  # the form with its accents, where it has any; else empty
    is_part: bool  # a part of a hyphenated, dotted or camel-cased word
    key: str  # the stem, followed by NUL and the accented form where there is one


class WordForms:
    """The forms of every written word of one language."""

    def __init__(self, language: str) -> None:
        algorithm = ALGORITHMS.get(language.split("-")[0])
        self._stem = Stemmer.Stemmer(algorithm, 0).stemWord if algorithm else str

    def of(self, written: str) -> list[Word]:
        """All forms of one whitespace-separated word; none for bare punctuation.

        >>> [form.stem for form in WordForms("en").of("e-mails,")]
        ['email', 'mail']
        """
        if len(written) <= LONGEST or _UNSPACED.search(written):
            return self._forms(written)
        return []

    def _forms(self, written: str) -> list[Word]:
        core = written.strip(_AROUND)
        if core.isascii() and core.isalpha() and (len(core) == 1 or core[1:].islower()):
            # Nine words in ten: nothing but letters, perhaps between punctuation.
            return [_word(self._stem(core.lower()), "", is_part=False)]
        plain = "".join(c for c in written if c.isalnum() or c in INCLUDED).lower()
        forms = [self._word(plain, is_part=False)] if plain else []
        if written.isascii() and written.isalnum() and written[1:] == written[1:].lower():
            return forms
        parts = _parts(written)
        if plain and (len(parts) > 1 or not plain.startswith("".join(parts))):
            forms += [self._word(part, is_part=True) for part in parts if len(part.encode()) > 1]
        forms += [_word(emoji, "", is_part=False) for emoji in _EMOJI.findall(written)]
        known = {form.stem for form in forms}
        others = dict.fromkeys(self._stem(other) for other in as_people_type(written))
        return forms + [_word(stem, "", is_part=False) for stem in others if stem not in known]

    def _word(self, plain: str, *, is_part: bool) -> Word:
        bare = without_accents(plain)
        return _word(self._stem(bare), plain if bare != plain else "", is_part=is_part)


def _word(stem: str, accented: str, *, is_part: bool) -> Word:
    return Word(stem, accented, is_part, f"{stem}\0{accented}" if accented else stem)


def as_people_type(written: str) -> list[str]:
    """What Pagefind does not look a word up by, and people do: each part between signs, dashes and curly apostrophes too; letters
    that a keyboard may not have as others write them; one or two signs of a run without spaces.

    >>> as_people_type("OSGeo.nl"), as_people_type("Łódź—ﬁets"), as_people_type("日本語")
    (['osgeo', 'nl'], ['lodz', 'fiets'], ['日', '日本', '本', '本語', '語'])
    """
    found: list[str] = []
    for run in _SIGNS.split(written):
        if _UNSPACED.search(run):
            found += (run[at : at + size] for at in range(len(run)) for size in (1, 2) if at + size <= len(run))
        elif len(run) > 1:
            plain = unicodedata.normalize("NFKD", run).translate(_LETTERS).lower()
            found.append("".join(c for c in plain if unicodedata.category(c)[0] != "M"))
    return found


def without_accents(text: str) -> str:
    """The text in decomposed form without its combining marks; plain ASCII comes back as it is."""
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if unicodedata.category(c)[0] != "M")


def _parts(written: str) -> list[str]:
    """Cut at punctuation, at a change from small letter to capital, and between letters and digits."""
    pieces: list[str] = []
    for run in written.translate(_SPACED).split():
        start = 0
        for at in range(1, len(run)):
            if _breaks(run[at - 1], run[at], run[at + 1 : at + 2]):
                pieces.append(run[start:at])
                start = at
        pieces.append(run[start:])
    return [piece.lower() for piece in pieces]


def _breaks(before: str, here: str, after: str) -> bool:
    """Does a new part begin at `here`: aB, ABc (before B), a1, A1, 1a, 1A."""
    if here.isupper():
        return before.islower() or before.isdigit() or (before.isupper() and after.islower())
    if here.isdigit():
        return before.isalpha()
    return here.islower() and before.isdigit()

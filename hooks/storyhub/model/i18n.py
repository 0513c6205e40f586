"""The words of the interface: gettext catalogues and dates, through Babel. English is the language of the msgids."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from storyhub.model.catalogue_files import fits, read

if TYPE_CHECKING:
    from babel import Locale

LOCALES = Path(__file__).parents[1] / "locales"
"""The software's own catalogues."""
SOURCE = "en"
OWN = "STORYHUB_LOCALES"
"""Names the folder of the organisation's catalogues in the environment, where processes that are started find it too."""


class Catalogue:
    """The interface in one language; whatever is not translated is said in English."""

    def __init__(self, language: str, *folders: Path) -> None:
        """What the first folders have not is looked up in the next."""
        self.language = language
        self._texts: NullTranslations = NullTranslations()
        for folder in reversed(folders):
            if (file := folder / f"{language}.po").is_file():
                before, self._texts = self._texts, _texts(file)
                self._texts.add_fallback(before)
        self._dates: dict[tuple[date, str], str] = {}
        self._said: dict[tuple[object, ...], Markup] = {}

    def gettext(self, message: str) -> str:
        """A text in this language; the text itself when it is not translated."""
        # The translation of nothing at all is the catalogue's header.
        return self._texts.gettext(message) if message else ""

    def ngettext(self, one: str, many: str, number: int) -> str:
        """A text in this language for a number of things, by the plural rule of its catalogue."""
        return self._texts.ngettext(one, many, number)

    def date(self, day: date, form: str = "") -> str:
        """A day in words, as in 24 november 2026; `form` is a pattern of Unicode's CLDR, or empty: the language's own."""
        # English without a country would be that of the United States, with the month first.
        form = form or ("d MMMM y" if self.language == SOURCE else "long")
        if (day, form) not in self._dates:
            from babel.dates import format_date

            said = format_date(day, form, locale=self.language)
            # Unicode's CLDR has no ordinal for the first of a month, and French always writes one.
            self._dates[day, form] = f"1er {said[2:]}" if self.language == "fr" and said.startswith("1 ") else said
        return self._dates[day, form]

    def language_name(self, code: str) -> str:
        """The name of a language in this language; the code when there is none."""
        return language_name(code, self.language)

    def say(self, message: str, **words: object) -> Markup:
        """A translated text for a template, with words filled in, which are escaped; as Jinja2's newstyle gettext."""
        if words and any(type(word) is not int for word in words.values()):
            return Markup(self.gettext(message)) % words
        # Most texts have nothing to fill in, or a small number, and are on every page.
        key = (message, *words.values())
        if (said := self._said.get(key)) is None:
            said = self._said[key] = Markup(self.gettext(message)) % words
        return said

    def say_number(self, one: str, many: str, num: int, **words: object) -> Markup:
        """The same for a number of things, which is filled in as `num`."""
        if words or type(num) is not int:
            return Markup(self.ngettext(one, many, num)) % {"num": num, **words}
        if (said := self._said.get((one, many, num))) is None:
            said = self._said[one, many, num] = Markup(self.ngettext(one, many, num)) % {"num": num}
        return said


def _texts(file: Path) -> NullTranslations:
    """The texts of a .po file, compiled in memory, without those that would lose a word or get one too many."""
    from babel.messages.mofile import write_mo

    texts = read(file)
    for message in [message for message in texts if not fits(message)]:
        texts.delete(message.id, message.context)
    compiled = BytesIO()
    write_mo(compiled, texts)
    compiled.seek(0)
    return GNUTranslations(compiled)


def folders() -> tuple[Path, ...]:
    """Where catalogues are, in the order in which they are looked in: the organisation's come first."""
    own = os.environ.get(OWN)
    return (Path(own), LOCALES) if own else (LOCALES,)


_stamps: list[tuple[str, int]] = []


def look_in(folder: Path) -> None:
    """Has an organisation's catalogues come first; those that changed since the last time are read again.

    Raises:
        ValueError: one of them cannot be read; the message says where and what to do.
    """
    files = sorted(folder.glob("*.po"))
    stamps = [(str(file), file.stat().st_mtime_ns) for file in files]
    os.environ[OWN] = str(folder)
    if stamps != _stamps:
        catalogue.cache_clear()
        spoken.cache_clear()
        for file in files:
            read(file)
        _stamps[:] = stamps


@cache
def locale(language: str) -> Locale | None:
    """What Unicode's CLDR knows of a language; None when it does not know it."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


@cache
def language_name(code: str, language: str) -> str:
    """The name of a language in another one; the code when there is none."""
    known = locale(code) if locale(language) else None
    name = known and known.get_display_name(language)
    return name[0].upper() + name[1:] if name else code


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language, read once."""
    return Catalogue(language, *folders())


def catalogue_for(language: str, otherwise: str) -> Catalogue:
    """The catalogue of a language; of the other one where the interface does not speak it."""
    return catalogue(language if available(language) else otherwise)


@cache
def spoken() -> tuple[str, ...]:
    """The languages of the interface."""
    found = {file.stem for folder in folders() for file in folder.glob("*.po")} - {SOURCE}
    return (SOURCE, *sorted(found))


def available(language: str) -> bool:
    """Whether the interface speaks a language."""
    return language in spoken()


@cache
def is_right_to_left(language: str) -> bool:
    """Whether a language is written from right to left, as Unicode's CLDR has it; one that it does not know is not."""
    known = locale(language)
    return known is not None and known.text_direction == "rtl"

"""A catalogue of the interface to fill in: every text of the hub in English, with where it is seen."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from storyhub.model.catalogue_files import fits, read
from storyhub.model.i18n import LOCALES, SOURCE
from storyhub.model.theme import HOME

WHOLE = LOCALES / "nl.po"
"""A catalogue of the software itself, which has every text."""
_SEEN = {
    "templates": "pages of the site",
    "desk": "pages for communications",
    "letterbox": "mail to and from tellers",
    "compose": "making a story",
    "review": "reviewing a story",
    "read": "messages to a story’s writer",
    "check": "messages to a story’s writer",
    "text": "messages to a story’s writer",
    "cli": "the command line",
    "pages": "pages of the site",
}
"""Where texts of a folder of the software are seen."""
_HEAD = r"""# The interface in %s. Write each translation between the quotes of its msgstr.
# What stays empty is said as the software says it in this language, and else in English.
# Words such as %%(name)s stay as they are: a name or a number comes in their place.
msgid ""
msgstr ""
"Language: %s\n"
"Plural-Forms: %s\n"
"Content-Type: text/plain; charset=utf-8\n"

"""


def to_fill_in(language: str, file: Path) -> bytes:
    """A .po file of every text, with what a file holds already; texts that the software no longer has are left out.

    Raises:
        babel.UnknownLocaleError: Unicode's CLDR does not know the language.
        ValueError: there is a file, and it cannot be read.
    """
    locale = Locale.parse(language)
    new = Catalog(locale)
    own, shipped = (read(one) if one.is_file() else Catalog() for one in (file, LOCALES / f"{language}.po"))
    for message in texts():
        given, now = own.get(message.id), shipped.get(message.id)
        places = _places().get(_first(message), ())
        new.add(
            message.id,
            given.string if given else None,
            locations=[(place, 0) for place in places],
            flags=message.flags | (given.flags if given else set()),
            auto_comments=[
                *sorted({f"Seen in: {_seen(place)}" for place in places}),
                *([f"Now: {now.string}"] if now and isinstance(now.string, str) and now.string else []),
            ],
            user_comments=given.user_comments if given else (),
        )
    content = BytesIO()
    write_po(content, new, width=110, omit_header=True, include_lineno=False)
    return (_HEAD % (locale.get_display_name("en"), locale, new.plural_forms)).encode() + content.getvalue()


def missing(language: str, own: Path) -> list[str]:
    """The texts that a language says in English; `own` is the organisation's catalogue, which may not be there."""
    if language == SOURCE:
        return []
    there = [read(file) for file in (own, LOCALES / f"{language}.po") if file.is_file()]
    return [_first(text) for text in texts() if not any(_is_said(catalogue.get(text.id)) for catalogue in there)]


def unfit(own: Path) -> Iterator[tuple[int, str]]:
    """Line and English text of each translation that has lost a word, or has one too many, and so is not used."""
    for message in read(own) if own.is_file() else ():
        if message.id and not fits(message):
            yield message.lineno or 1, _first(message)


def _is_said(message: Message | None) -> bool:
    strings = () if message is None else (message.string,) if isinstance(message.string, str) else message.string
    return bool(message and strings and all(strings) and not message.fuzzy and fits(message))


@cache
def texts() -> list[Message]:
    """Every text of the interface."""
    return [message for message in read(WHOLE) if message.id]


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _seen(place: str) -> str:
    return next((seen for folder in Path(place).parts if (seen := _SEEN.get(folder))), "the hub")


@cache
def _places() -> dict[str, list[str]]:
    """The files that each text is in."""
    methods = [("**.py", "python"), ("**.html", "jinja2")]
    keywords = {"_": None, "gettext": None, "ngettext": (1, 2), "say": None}
    options = {"**.html": {"trimmed": "true"}}
    found: dict[str, list[str]] = {}
    for home in (LOCALES.parent, HOME):
        for file, _, said, _, _ in extract_from_dir(home, methods, options, keywords):
            places = found.setdefault(said if isinstance(said, str) else said[0], [])
            if file not in places:
                places.append(file)
    return found

"""The forms that settings may have: each function takes what mkdocs.yml has and gives what the hub uses.

What cannot be used is a ValueError: `what was found; what is allowed; what to do`. A setting without a value has its
default, and is not asked about here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from storyhub.model.i18n import available, spoken
from storyhub.model.issues import did_you_mean

_MAIL = re.compile(r"[^\s@<>\"?&%,;:]+@[^\s@<>\"?&%,;:]+\.[^\s@<>\"?&%,;:]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_PAGE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_LOGOS = (".svg", ".png", ".webp", ".jpg", ".jpeg", ".gif", ".avif")
PAGE_SIZES = range(1, 1001)


def text(given: Any) -> str:
    """One line of text."""
    if given is None or (isinstance(given, str) and "\n" not in given.strip()):
        return (given or "").strip()
    raise ValueError(f"found {given!r}; one line of text is allowed; write it on one line, between quotes")


def texts(given: Any) -> str | dict[str, str]:
    """One line of text, or one for each language."""
    if not isinstance(given, dict):
        return text(given)
    for language, words in given.items():
        if not (isinstance(language, str) and _LANGUAGE.fullmatch(language) and isinstance(words, str)):
            raise ValueError(
                f"found {given!r}; a text, or one for each language, is allowed; write it as {{nl: …, en: …}}"
            )
    return given


def address(given: Any) -> str:
    """The address of a site, such as https://stories.example.org/."""
    parts = urlsplit(given) if isinstance(given, str) and not re.search(r"\s", given.strip()) else None
    if not given:
        return ""
    if parts is None or parts.scheme not in ("https", "http") or not parts.netloc or parts.query or parts.fragment:
        raise ValueError(
            f"found {given!r}; the site's own address is allowed, such as https://stories.example.org/; copy it from your browser"
        )
    return str(given)


def languages(given: Any) -> tuple[str, ...]:
    """Languages of the interface, the hub's own first."""
    codes = tuple(given) if isinstance(given, list) else ()
    if not codes or not all(isinstance(code, str) for code in codes) or len(set(codes)) != len(codes):
        raise ValueError(f"found {given!r}; a list such as [nl, en] is allowed; write each language once")
    if unknown := [code for code in codes if not (_LANGUAGE.fullmatch(code) and available(code))]:
        raise ValueError(
            f"found {', '.join(unknown)}; the interface speaks {', '.join(sorted(spoken()))}; "
            "choose one of these, or begin another with `hub.py language CODE`"
        )
    return codes


def page_size(given: Any) -> int:
    """A number of entries on a page."""
    if isinstance(given, int) and not isinstance(given, bool) and given in PAGE_SIZES:
        return given
    raise ValueError(f"found {given!r}; a number from {PAGE_SIZES[0]} to {PAGE_SIZES[-1]} is allowed; write one")


MOST_DAYS = 3650


def days(given: Any, usual: Mapping[str, int]) -> dict[str, int]:
    """Numbers of days by name; those that are left out are the usual ones."""
    if (
        not isinstance(given, dict)
        or set(given) - set(usual)
        or not all(type(number) is int and 1 <= number <= MOST_DAYS for number in given.values())
    ):
        names = ", ".join(f"{name}: {number}" for name, number in usual.items())
        raise ValueError(f"found {given!r}; numbers of days are allowed, 1 to {MOST_DAYS}; write {{{names}}}")
    return {**usual, **given}


def number_of_days(given: Any, usual: int, least: int = 1) -> int:
    """A number of days."""
    if type(given) is int and least <= given <= MOST_DAYS:
        return given
    raise ValueError(
        f"found {given!r}; a number of days is allowed, {least} to {MOST_DAYS}; write one, such as {usual}"
    )


def yes_or_no(given: Any) -> bool:
    """True or false."""
    if isinstance(given, bool):
        return given
    raise ValueError(f"found {given!r}; true or false is allowed; write one of them, without quotes")


def mail(given: Any) -> str:
    """One mail address."""
    if not given or (isinstance(given, str) and _MAIL.fullmatch(given)):
        return given or ""
    raise ValueError(f"found {given!r}; one address such as stories@example.org is allowed; write one")


WAYS = ("share", "mail", "code-host", "download")
"""The ways to send a story in, in the order in which they are offered."""


def ways(given: Any) -> tuple[str, ...]:
    """Ways to send a story in, the first before the others."""
    listed = tuple(given) if isinstance(given, list) else ()
    if listed and len(set(map(str, listed))) == len(listed) and all(way in WAYS for way in listed):
        return listed
    raise ValueError(f"found {given!r}; a list of {', '.join(WAYS)} is allowed; write each that you want once")


def paragraphs(given: Any) -> str | dict[str, str]:
    """Text of one or more lines, or one for each language."""
    plain = given if isinstance(given, dict) else {"": given}
    if all(isinstance(key, str) and isinstance(words, str | None) for key, words in plain.items()):
        return given or ""
    raise ValueError(f"found {given!r}; a text, or one for each language, is allowed; write it as {{nl: …, en: …}}")


INDEXERS = ("hub", "pagefind")
"""Who may make the search index."""


def indexer(given: Any) -> str:
    """Who makes the search index, as {indexer: …}."""
    if isinstance(given, dict) and not set(given) - {"indexer"} and given.get("indexer", INDEXERS[0]) in INDEXERS:
        return str(given.get("indexer", INDEXERS[0]))
    raise ValueError(f"found {given!r}; {{indexer: {' or '.join(INDEXERS)}}} is allowed; write one of the two")


def page_names(given: Any) -> tuple[str, ...]:
    """Names of the organisation's own pages, without language and ending."""
    names = tuple(given) if isinstance(given, list) else (given,)
    if all(isinstance(name, str) and _PAGE_NAME.fullmatch(name) for name in names):
        return names
    raise ValueError(
        f"found {given!r}; names of pages are allowed, without .md; write [privacy] for privacy.md and privacy.en.md"
    )


def numbers(given: Any) -> tuple[str, ...]:
    """Numbers of the organisation itself, as they are written in stories."""
    listed = tuple(given) if isinstance(given, list) else (given,)
    if all(isinstance(number, str) and re.sub(r"[\s.-]", "", number) for number in listed):
        return listed
    raise ValueError(
        f"found {given!r}; the organisation's own numbers are allowed, between quotes; write ['NL91 ABNA 0417 1643 00']"
    )


_FONT = re.compile(r"[\w./-]+\.woff2").fullmatch


def logo(given: Any, project: Path | None = None) -> str:
    """Path of a picture, counted from the folder of mkdocs.yml (`project`; None: not looked for)."""
    path = text(given)
    if path and not path.lower().endswith(_LOGOS):
        raise ValueError(f"found {path!r}; a picture is allowed ({', '.join(_LOGOS)}); name another file")
    if path and project is not None and not (project / path).is_file():
        raise ValueError(
            f"found {path!r}, and there is no such file; a path from the folder of mkdocs.yml is allowed; fix the path, or put the file there"
        )
    return path


FACES = {
    "text": ("normal", "400"),
    "text_italic": ("italic", "400"),
    "text_bold": ("normal", "600 900"),
    "display": ("normal", "100 900"),
    "ui": ("normal", "400"),
    "ui_bold": ("normal", "600 900"),
}
"""Where a typeface of one's own may be used: style and weight of the file."""


def fonts(given: Any) -> dict[str, str]:
    """Typefaces by where they are used: paths under `assets/` of the organisation's overrides."""
    files = known(given, FACES)
    for place, file in files.items():
        if not isinstance(file, str) or not _FONT(file) or ".." in file:
            raise ValueError(
                f"found {place}: {file!r}; a .woff2 file is allowed, as a path under overrides/assets/, such as fonts/text.woff2; name one"
            )
    return files


def known(given: Any, names: Collection[str]) -> dict[str, Any]:
    """Settings by name, none of which is unknown."""
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise ValueError(f"found {given!r}; settings by name are allowed ({', '.join(names)}); write name: value")
    for name in given:
        if name not in names:
            raise ValueError(
                f"found {name}{did_you_mean(str(name), names)}; allowed are {', '.join(names)}; fix the name, or take it out"
            )
    return given

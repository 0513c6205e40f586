"""Title and author as a Word file has them in its properties, where they are often those of a template or of a computer."""

from __future__ import annotations

import re

from storyhub.compose.imports.word.names import DUBLIN
from storyhub.compose.imports.word.package import Package

_NO_TITLE = re.compile(
    r"microsoft word\b.*|.*\.(?:docx?|dotx?|odt|rtf|pdf)|(?:untitled|naamloos|unbenannt|sans titre|zonder titel).*|"
    r"(?:new |nieuw )?(?:microsoft )?(?:word[- ]?)?(?:document|template|sjabloon|memo)(?:[- ]?template)?\s*\d*|title|titel|powerpoint.*|presentatie.*",
    re.IGNORECASE | re.DOTALL,
)
_NO_PERSON = re.compile(
    r"(?:microsoft |ms )?(?:office|windows|word)[- ]?(?:user|gebruiker|live id)?|.*\b(?:user|gebruiker|utilisateur|benutzer)\b.*|"
    r"user\d*|admin(?:istrator|istrateur)?|beheerder|owner|eigenaar|propriétaire|author|auteur|unknown|onbekend.*|inconnu.*|un-?named|naamloos|"
    r"guest|gast|default|test|pc|laptop|python-docx|docx4j|apache poi|aspose.*|libreoffice.*|openoffice.*|google docs?|pandoc|"
    r"microsoft( corporation)?|.*@.*|\W*|\d+",
    re.IGNORECASE,
)
"""What programs fill in where nobody named an author."""


def read(package: Package) -> dict[str, str]:
    """What may be the title and the author, as fields of a story; nothing that a program filled in."""
    part = next((one.target for one in package.relations("").values() if one.kind == "core-properties"), "")
    part = part or "docProps/core.xml"
    root = package.tree(part)
    if root is None:
        return {}
    title, author = (" ".join((root.findtext(f"{DUBLIN}{name}") or "").split()) for name in ("title", "creator"))
    author = author.split(";")[0].strip()
    found = {
        "title": "" if _NO_TITLE.fullmatch(title) else title,
        "author": "" if _NO_PERSON.fullmatch(author) else author,
    }
    return {name: text for name, text in found.items() if text}

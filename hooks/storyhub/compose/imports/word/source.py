"""A Word document while it is read: what all its readers need to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.word.final_text import settle
from storyhub.compose.imports.word.numbering import Numbering
from storyhub.compose.imports.word.package import Package, Relation
from storyhub.compose.imports.word.places import near
from storyhub.compose.imports.word.styles import Styles


@dataclass(slots=True)
class WordSource:
    """A document and the draft that is made of it."""

    package: Package
    draft: Draft
    styles: Styles
    numbering: Numbering
    relations: dict[str, Relation]
    """What the part that is being read points to."""
    notes: dict[str, Any] = field(default_factory=dict)
    """Foot- and endnotes that the text refers to, by their name in Markdown."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Parts with pictures and how they were cut → their names beside the story."""
    letters_told: bool = False
    """Whether it has been said that a list is counted in another way."""

    def tree(self, part: str) -> Any:
        """A part as its last reader sees it; None when it is not there."""
        root = self.package.tree(part)
        return None if root is None else settle(root, self.styles, self.draft)

    def tell_other_file(self, element: Any) -> None:
        """Reports a part of the document that Word takes from another file."""
        self.draft.say(
            "a part that Word takes from another file is left out (%(place)s); copy its text into the story",
            place=near(element),
        )


def opened(raw: bytes, draft: Draft) -> WordSource:
    """A document's bytes, ready to be read.

    Raises:
        NotImportedError: it is no Word document.
    """
    package = Package(raw)
    styles = Styles(package.tree(package.related("styles")))
    numbering = Numbering(package.tree(package.related("numbering")), styles)
    return WordSource(package, draft, styles, numbering, package.relations_of_main)

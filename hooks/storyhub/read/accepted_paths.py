"""Which paths of a stories folder are accepted, and what is said of any other, wherever the file comes from."""

from __future__ import annotations

import re
from collections.abc import Collection

from storyhub.model import file_names
from storyhub.model.i18n import available
from storyhub.model.issues import one_line
from storyhub.model.messages import Message, say

PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif")
_ORGANISATION = ("values.yml", "departments.yml")
_OWN_PAGES = frozenset({"index", "mission", "about"})
"""Names of the organisation's own pages that every hub may have; `pages` in mkdocs.yml adds others."""
LISTS = ("listening", "paths", "questions", "replies")
"""Folders of YAML files."""
_YEAR = re.compile(r"\d{4}", re.ASCII)
_TEXTS = frozenset({"md", "yml", "yaml"})
_PAGE = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z]{2,3})?\.md")
TAKEN = frozenset(
    {"values", "departments", "ambassadors", "archive", "search", "listening", "network", "paths", "questions"}
    | {"comms", "tell", "feed", "screen", "pagefind", "assets", "404"}
)
"""Addresses, and names of folders at the top of the site, that are the hub's own."""
NO_FOLDER = say(
    "is not a folder of the hub, and nothing in it is used; stories are in a folder named after their year, pictures in one named after their story; move its files there, or delete it"
)
_OTHER_PICTURES = (".gif", ".tif", ".tiff", ".bmp")
_OF_AN_IPHONE = say(
    "is a photo as iPhones keep it (HEIC), which browsers do not show; .jpg, .png, .webp and .avif are accepted; save it as JPEG (on an iPhone: Settings, Camera, Formats, Most Compatible, and photos are JPEG from then on), and put that here instead"
)


def same_address(path: str, addresses: dict[str, str]) -> Message | None:
    """Why a file cannot be beside those in `addresses`, to which it is added, or nothing."""
    stem, _, ending = path.rpartition(".")
    # A picture keeps its ending: its published names tell b.png and b.jpg apart.
    taken = addresses.setdefault(file_names.as_file_systems_see(stem if ending in _TEXTS else path), path)
    if taken == path:
        return None
    return say(
        "would land on the same address as %(found)s; capitals and accents make no difference; give one another name",
        found=one_line(taken),
    )


def why_not(path: str, pages: Collection[str] = ()) -> Message | None:
    """Why a plain file of this path is not taken in, wherever it comes from, or nothing; `pages` as for `look`."""
    *folders, name = path.split("/")
    for fault in map(file_names.fault, (*folders, name)):
        if fault:
            return fault
    if not all(is_folder("/".join(folders[: depth + 1])) for depth in range(len(folders))):
        return NO_FOLDER
    return refusal(path, pages)


def is_folder(path: str) -> bool:
    """Whether files may be in a folder of this path."""
    parts = path.split("/")
    if len(parts) == 1:
        return bool(_YEAR.fullmatch(parts[0])) or parts[0] in ("ambassadors", *LISTS)
    return len(parts) == 2 and bool(_YEAR.fullmatch(parts[0])) and file_names.fault(parts[1]) is None


def _is_accepted(path: str, pages: Collection[str]) -> bool:
    parts = path.split("/")
    if len(parts) == 1:
        name = path.split(".")[0]
        named = name in _OWN_PAGES or (name in pages and is_free_page(name))
        return path in _ORGANISATION or (named and bool(_PAGE.fullmatch(path)))
    if parts[0] == "ambassadors":
        return path.endswith(".md")
    if parts[0] in LISTS:
        return path.endswith((".yml", ".yaml"))
    return path.endswith(".md") if len(parts) == 2 else path.lower().endswith(PICTURES)


def is_free_page(name: str) -> bool:
    """Whether an own page may have this name: the hub has no list there, nor the home page of another language."""
    return name not in TAKEN and not (len(name) <= 3 and available(name))


def is_of_an_iphone(name: str) -> bool:
    """Whether a name is that of a photo as iPhones keep it."""
    return name.lower().endswith((".heic", ".heif"))


def refusal(path: str, pages: Collection[str]) -> Message | None:
    """Why a file is not taken in, by its place in a folder of the hub and its ending, or nothing."""
    return None if _is_accepted(path, pages) else _what_belongs(path)


def _what_belongs(path: str) -> Message:
    if _PAGE.fullmatch(path):
        name = path.split(".")[0]
        if not is_free_page(name):
            return say(
                "would land on a page of the hub itself; any other name is allowed; give it another name, or delete it"
            )
        return say(
            "is neither a story nor a page of the organisation; a story is in the folder of its year (%(place)s), and only pages named in mkdocs.yml are published; move it there, or add it under extra.hub: %(paste)s",
            place=f"2026/{name}.md",
            paste=f"pages: [{name}]",
        )
    name = path.rsplit("/", 1)[-1]
    if is_of_an_iphone(name):
        return _OF_AN_IPHONE
    ending = one_line(name.rsplit(".", 1)[-1])
    if name.lower().endswith(_OTHER_PICTURES):
        return say(
            "is a picture of another kind (.%(ending)s); .jpg, .png, .webp and .avif are accepted; save it as one of those",
            ending=ending,
        )
    kind = say("a .%(ending)s file", ending=ending) if "." in name else say("a file without an ending")
    allowed = say(
        "stories (<year>/<name>.md) and their pictures (<year>/<name>/picture.jpg, .png, .webp or .avif) are accepted"
    )
    return say(
        "is not accepted (%(kind)s in this place); %(allowed)s; move it, or delete it", kind=kind, allowed=allowed
    )

"""Signs that are drawn with a font instead of written (Wingdings, Symbol), as the signs that readers see."""

from __future__ import annotations

from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.word.names import W, text_element
from storyhub.compose.imports.word.places import near
from storyhub.model.issues import shown
from storyhub.model.messages import say

_SYMBOLS = {
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xDF): "←",
    ("wingdings", 0xE8): "→",
    ("wingdings", 0xF0): "⇨",
    ("wingdings", 0x4A): "☺",
    ("wingdings", 0x4C): "☹",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFE): "☑",
    ("wingdings", 0xA8): "☐",
    ("wingdings", 0x6F): "☐",
    ("symbol", 0xB7): "•",
    ("symbol", 0xAE): "→",
    ("symbol", 0xB0): "°",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB4): "×",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB3): "≥",
    ("symbol", 0x6D): "μ",
    ("symbol", 0x61): "α",
    ("symbol", 0x62): "β",
}
"""As far as they are used in running text."""
_DRAWING_FONTS = frozenset(("wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol"))
_PRIVATE = 0xF000
"""Where Word puts the signs of such fonts: 0xE0 of the font is 0xF0E0."""


def spell(root: Any, draft: Draft) -> None:
    """Writes each such sign as a letter; one that has none is taken out and reported."""
    for symbol in list(root.iter(f"{W}sym")):
        sign = _letter(str(symbol.get(f"{W}font", "")), _code(str(symbol.get(f"{W}char", ""))))
        if sign:
            symbol.addprevious(text_element(sign))
        else:
            _tell(symbol, str(symbol.get(f"{W}font", "")), draft)
        symbol.getparent().remove(symbol)
    for fonts in root.iter(f"{W}rFonts"):
        font = str(fonts.get(f"{W}ascii", ""))
        run = fonts.getparent().getparent()
        if font.lower() in _DRAWING_FONTS and run is not None and run.tag == f"{W}r":
            for text in run.findall(f"{W}t"):
                _respell(text, font, draft)


def _respell(text: Any, font: str, draft: Draft) -> None:
    """Words that are typed in such a font: what has no letter of its own stays as it was typed, and is reported."""
    typed = text.text or ""
    known = [_SYMBOLS.get((font.lower(), _plain(ord(sign))), "") for sign in typed]
    if any(not new and not old.isspace() for new, old in zip(known, typed, strict=True)):
        _tell(text, font, draft)
    kept = ("" if ord(sign) >= _PRIVATE else sign for sign in typed)
    text.text = "".join(new or old for new, old in zip(known, kept, strict=True))


def _letter(font: str, code: int) -> str:
    known = _SYMBOLS.get((font.lower(), _plain(code)), "")
    is_letter = 0x20 < code < 0xD800 and font.lower() not in _DRAWING_FONTS
    return known or (chr(code) if is_letter else "")


def _plain(code: int) -> int:
    return code - _PRIVATE if code >= _PRIVATE else code


def _code(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0


def _tell(symbol: Any, font: str, draft: Draft) -> None:
    told = say(
        "a symbol in the font %(font)s cannot be carried over (%(place)s); type an ordinary character instead",
        font=shown(font, 30),
        place=near(symbol),
    )
    draft.notes.append(told)

"""Signs that are drawn with a font instead of written (Wingdings, Symbol), as the signs that readers see."""

from __future__ import annotations

from typing import Any

from storyhub.compose.draft import Draft
from storyhub.compose.imports.word.names import W, text_element
from storyhub.compose.imports.word.places import near
from storyhub.model.issues import shown

_DRAWN = {
    "wingdings": dict(zip("àßèðJLüûþ¨o", "→←→⇨☺☹✓✗☑☐☐", strict=True)),
    "symbol": dict(zip("·®°±´£³mab", "•→°±×≤≥μαβ", strict=True)),
}
"""What is typed in a font, and what it draws; as far as that is used in running text."""
_DRAWING_FONTS = frozenset(("wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol"))
_PRIVATE = 0xF000
"""Where Word puts the signs of such fonts: 0xE0 of the font is 0xF0E0."""


def spell(root: Any, draft: Draft) -> None:
    """Writes each such sign as a letter; one that has none is taken out and reported."""
    for symbol in list(root.iter(f"{W}sym")):
        font = str(symbol.get(f"{W}font", ""))
        if letter := _letter(font, _sign(str(symbol.get(f"{W}char", "")))):
            symbol.addprevious(text_element(letter))
        else:
            _tell(symbol, font, draft)
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
    known = [_drawn(font, sign) for sign in typed]
    if any(not new and not old.isspace() for new, old in zip(known, typed, strict=True)):
        _tell(text, font, draft)
    kept = ("" if ord(sign) >= _PRIVATE else sign for sign in typed)
    text.text = "".join(new or old for new, old in zip(known, kept, strict=True))


def _letter(font: str, typed: str) -> str:
    is_letter = " " < typed < "\ud800" and font.lower() not in _DRAWING_FONTS
    return _drawn(font, typed) or (typed if is_letter else "")


def _drawn(font: str, typed: str) -> str:
    """What a font draws for a sign; empty when that is not known."""
    plain = chr(ord(typed) - _PRIVATE) if typed >= chr(_PRIVATE) else typed
    return _DRAWN.get(font.lower(), {}).get(plain, "")


def _sign(code: str) -> str:
    """The sign of a code in hexadecimal; empty when there is none."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _tell(symbol: Any, font: str, draft: Draft) -> None:
    draft.say(
        "a symbol in the font %(font)s cannot be carried over (%(place)s); type an ordinary character instead",
        font=shown(font, 30),
        place=near(symbol),
    )

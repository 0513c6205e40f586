"""The lists that are open while a document is written: how far an item is set in, and what comes before it."""

from __future__ import annotations

from dataclasses import dataclass, field

from storyhub.compose.imports.word.numbering import Mark


@dataclass(slots=True)
class _OpenLevel:
    level: int
    width: int
    """Of its mark, with the space behind it."""
    number: int | None
    sign: str


@dataclass(slots=True)
class OpenLists:
    """Lists inside each other, the outermost first."""

    _levels: list[_OpenLevel] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self._levels)

    def close(self) -> None:
        """What comes is not part of a list."""
        self._levels.clear()

    @property
    def indent(self) -> str:
        """The space before what belongs to the last item."""
        return " " * sum(one.width for one in self._levels)

    def item(self, mark: Mark, text: str) -> str:
        """An item as Markdown; from here on it is the last one."""
        twin = None
        while self._levels and self._levels[-1].level >= mark.level:
            twin = self._levels.pop()  # the last one was set in as far as this item will be
        begin, outer = f"{_sign(mark, twin)} ", self.indent
        self._levels.append(_OpenLevel(mark.level, len(begin), mark.number, begin.strip()[-1]))
        return f"{outer}{begin}{text}".replace("\n", f"\n{self.indent}")


def _sign(mark: Mark, twin: _OpenLevel | None) -> str:
    """What comes before an item: of two lists in a row, the other sign, or they would be one and go on counting."""
    if mark.number is None:
        return "-"
    sign = twin.sign if twin and twin.sign in ".)" else "."
    if twin and twin.number is not None and twin.number + 1 != mark.number:
        sign = ")" if sign == "." else "."
    return f"{mark.number}{sign}"


def needs_space(before: str, item: str) -> bool:
    """Whether an item would be taken for words of the one before it: a deeper list begins with 1, or behind an empty line."""
    deeper = _indent(item) > _indent(before)
    return deeper and not item.lstrip().startswith(("- ", "1. ", "1) "))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))

"""Any Word document, however its parts are put together: each word that Word shows is on the page once, in Word's order."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import pytest
from storyhub.compose.imports import word
from storyhub.text.render import render
from word_files import box, cell, paragraph, run, table, unfilled
from word_files import field as word_field
from word_files import word as document

SIGNS = [
    "",
    "",
    "*",
    "_",
    "#",
    "[x]",
    "`",
    "&amp;",
    "<b>",
    "1.",
    "- ",
    "~",
    "|",
    "\\",
    "!",
    ">",
    "+",
    "(",
    ")",
    ":",
    "“",
    "===",
]
LOOKS = ["", "", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", "<w:strike/>", '<w:vertAlign w:val="superscript"/>']
LOOKS += ['<w:rStyle w:val="Zwaar"/>', '<w:b w:val="0"/>']
BREAKS = ["<w:r><w:br/></w:r>", '<w:r><w:br w:type="page"/></w:r>', "<w:r><w:tab/></w:r>"]


@dataclass
class Writer:
    """Writes a document at random, and notes which words a reader of it sees, in their order."""

    chance: random.Random
    seen: list[str] = field(default_factory=list)
    number: int = 0

    def words(self, is_seen: bool = True) -> str:
        """Some words, each of which comes only once, among signs that Markdown would take for its own."""
        made = []
        for _ in range(self.chance.randint(1, 3)):
            self.number += 1
            if is_seen:
                self.seen.append(f"w{self.number}q")
            made.append(f"{self.chance.choice(SIGNS)}w{self.number}q{self.chance.choice(SIGNS)}")
        return " ".join(made)

    def runs(self, deep: int) -> str:
        """What is in a paragraph; its boxes come behind its other words."""
        parts = [self.a_run() for _ in range(self.chance.randint(1, 5))]
        boxes = self.chance.randint(1, 2) if deep < 2 and self.chance.random() < 0.15 else 0
        # Where a box hangs is all the same: what is in it comes afterwards.
        spots = [self.chance.randint(0, len(parts)) for _ in range(boxes)]
        for spot in sorted(spots, reverse=True):
            parts.insert(spot, "BOX")
        whole = "".join(parts)
        while "BOX" in whole:
            whole = whole.replace("BOX", box(paragraph(self.runs(2))), 1)
        return whole

    def a_run(self) -> str:
        """Words in one of the ways in which Word keeps them."""
        look = self.chance.choice(LOOKS)
        match self.chance.randint(0, 16):
            case 0:
                return f'<w:hyperlink r:id="rIdL">{run(self.words(), look)}</w:hyperlink>' + run(" ")
            case 1:
                return word_field("SEQ Figuur", self.words()) + run(" ")
            case 2:
                return f'<w:fldSimple w:instr="X">{run(self.words())}</w:fldSimple>' + run(" ")
            case 3:
                return f"<w:moveFrom>{run(self.words(is_seen=False))}</w:moveFrom>"
            case 4:
                return f"<w:ins>{run(self.words() + ' ')}</w:ins>"
            case 5:
                return run(self.words(is_seen=False), "<w:vanish/>")
            case 6:
                return self.chance.choice(BREAKS)
            case 7:
                return f"<w:sdt><w:sdtContent>{run(self.words() + ' ')}</w:sdtContent></w:sdt>"
            case 8:
                return unfilled(run(self.words(is_seen=False)))
            case 9:
                return f"<m:oMath><m:r><m:t>{escape(self.words())}</m:t></m:r></m:oMath>" + run(" ")
            case 10:
                base, above = run(self.words()), run(self.words())
                return f"<w:r><w:ruby><w:rt>{above}</w:rt><w:rubyBase>{base}</w:rubyBase></w:ruby></w:r>" + run(" ")
            case 11:
                return '<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>' + run(" ")
            case _:
                return run(self.chance.choice(["", " "]) + self.words() + " ", look)

    def block(self, deep: int = 0) -> str:
        """A paragraph, a heading, an item or a quote."""
        kind = self.chance.random()
        if kind < 0.15:
            return paragraph(self.runs(2), style=self.chance.choice(["Kop1", "EigenKop", "Citaat"]))
        listed = f'<w:numPr><w:ilvl w:val="{self.chance.randint(0, 2)}"/><w:numId w:val="{self.chance.randint(1, 4)}"/></w:numPr>'
        return paragraph(self.runs(deep), properties=listed if kind < 0.5 else "")

    def a_table(self, deep: int = 0) -> str:
        """A table with merged cells, and sometimes another one inside."""
        width = self.chance.randint(1, 4)
        return table(*([*self._row(width, deep)] for _ in range(self.chance.randint(1, 4))))

    def _row(self, width: int, deep: int) -> list[str]:
        row = []
        while width:
            span = self.chance.randint(1, min(2, width))
            width -= span
            inner = [self.block(2) for _ in range(self.chance.randint(0, 2))]
            if deep < 2 and self.chance.random() < 0.1:
                inner += [self.a_table(deep + 1), "<w:p/>"]
            row.append(cell(*inner, properties=f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""))
        return row


@pytest.mark.parametrize("seed", range(60))
def test_each_word_comes_once_and_in_its_order(seed: int) -> None:
    writer = Writer(random.Random(seed))
    chance = writer.chance
    blocks = [writer.a_table() if chance.random() < 0.25 else writer.block() for _ in range(chance.randint(2, 10))]
    links = {"rIdL": ("hyperlink", "https://example.org/a_b(c)")}
    draft = word.read(document(paragraph("Titel", style="Titel"), *blocks, relations=links))
    assert re.findall(r"w\d+q", render(draft.body, "2026/x.md").body.text) == writer.seen
    assert not [note for note in draft.notes if "no place of their own" in note]


def test_a_word_of_one_letter_is_not_found_inside_another_word() -> None:
    draft = word.read(document(paragraph("Zes mensen", properties=f"<w:unknown>{paragraph('e')}</w:unknown>")))
    assert draft.body == "Zes mensen\n\ne"

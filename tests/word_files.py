"""Word documents for tests, written part by part: what Word, Word Online and other programs write, from a few lines of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

OFFICE = "http://schemas.openxmlformats.org"
SPACES = " ".join(
    f'xmlns:{name}="{address}"'
    for name, address in {
        "w": f"{OFFICE}/wordprocessingml/2006/main",
        "r": f"{OFFICE}/officeDocument/2006/relationships",
        "a": f"{OFFICE}/drawingml/2006/main",
        "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
        "pic": f"{OFFICE}/drawingml/2006/picture",
        "c": f"{OFFICE}/drawingml/2006/chart",
        "dgm": f"{OFFICE}/drawingml/2006/diagram",
        "m": f"{OFFICE}/officeDocument/2006/math",
        "mc": f"{OFFICE}/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
STYLES = f"""{HEAD}<w:styles {SPACES}>
<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Citaat"><w:name w:val="Quote"/></w:style>
<w:style w:type="paragraph" w:styleId="EigenKop"><w:name w:val="Kop van ons"/><w:basedOn w:val="Kop2"/></w:style>
<w:style w:type="paragraph" w:styleId="Verborgen"><w:name w:val="Verborgen"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Genummerd"><w:name w:val="Genummerd"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="Zwaar"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Weg"><w:name w:val="Weg"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""


def _levels(*forms: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%{level + 1}."/></w:lvl>'
        for level, form in enumerate(forms)
    )


NUMBERING = f"""{HEAD}<w:numbering {SPACES}>
<w:abstractNum w:abstractNumId="0">{_levels("decimal", "lowerLetter", "lowerRoman")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{_levels("bullet", "bullet", "bullet")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def run(text: str, properties: str = "") -> str:
    """Words that look the same."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a text that is no XML becomes a run."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{inner}</w:p>"


def item(text: str, kind: int = 1, level: int = 0) -> str:
    """A paragraph of a list: kind 1 and 4 are numbered, 2 has bullets, 3 begins at 7."""
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{kind}"/></w:numPr>')


def cell(*inner: str, properties: str = "") -> str:
    """A cell of a table; a text that is no XML becomes a paragraph."""
    blocks = "".join(one if one.startswith("<") else paragraph(one) for one in inner) or "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def table(*rows: list[str]) -> str:
    """A table; a cell may be a text."""
    made = ("".join(one if one.startswith("<w:tc>") else cell(one) for one in row) for row in rows)
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def field(code: str, shown: str) -> str:
    """A field in its long form: its code, and what it showed last."""
    marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    begin, separate, end = marks
    return (
        f'{begin}<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>{separate}{run(shown)}{end}'
    )


def box(*inner: str) -> str:
    """A box with text, as Word writes it: once for itself and once for older programs."""
    blocks = "".join(one if one.startswith("<") else paragraph(one) for one in inner)
    content = f"<w:txbxContent>{blocks}</w:txbxContent>"
    new = f'<w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>'
    old = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    return f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>'


def control(*inner: str, properties: str = "") -> str:
    """A content control around runs, paragraphs, rows or cells."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{''.join(inner)}</w:sdtContent></w:sdt>"


def unfilled(*inner: str) -> str:
    """A content control that still shows what Word says in an empty one."""
    return control(*inner, properties="<w:showingPlcHdr/>")


def drawing(inner: str) -> str:
    """A run with a drawing."""
    data = f'<a:graphic><a:graphicData uri="x">{inner}</a:graphicData></a:graphic>'
    return f"<w:r><w:drawing><wp:inline>{data}</wp:inline></w:drawing></w:r>"


def picture(relation: str, alt: str = "", how: str = "embed", cut: str = "") -> str:
    """A run with a picture."""
    shown = f'<pic:pic><pic:blipFill><a:blip r:{how}="{relation}"/>{cut}</pic:blipFill></pic:pic>'
    data = f'<a:graphic><a:graphicData uri="{OFFICE}/drawingml/2006/picture">{shown}</a:graphicData></a:graphic>'
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Afbeelding 1" descr="{escape(alt)}"/>{data}</wp:inline></w:drawing></w:r>'


def word(
    *blocks: str,
    parts: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, tuple[str, str]] | None = None,
    main: str = "word/document.xml",
) -> bytes:
    """The bytes of a .docx; `relations`: id → (kind, target), where an address on the web or a file is external."""
    pointed = {"rIdS": ("styles", "styles.xml"), "rIdN": ("numbering", "numbering.xml"), **(relations or {})}
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{OFFICE}/package/2006/content-types"/>',
        "_rels/.rels": _relations(
            {"rId1": ("officeDocument", f"/{main}"), "rId2": ("core-properties", "docProps/core.xml")}
        ),
        main: f"{HEAD}<w:document {SPACES}><w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>",
        f"word/_rels/{main.rpartition('/')[2]}.rels": _relations(pointed),
        "word/styles.xml": STYLES,
        "word/numbering.xml": NUMBERING,
        **(parts or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def part(tag: str, inner: str) -> str:
    """A part of XML, such as the notes: part("footnotes", …)."""
    return f"{HEAD}<w:{tag} {SPACES}>{inner}</w:{tag}>"


def properties(title: str, author: str) -> str:
    """What Word keeps of a file: docProps/core.xml."""
    named = f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
    return f'{HEAD}<cp:coreProperties xmlns:cp="{OFFICE}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">{named}</cp:coreProperties>'


def _relations(pointed: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/officeDocument/2006/relationships/{kind}" Target="{escape(target)}"{_mode(target)}/>'
        for key, (kind, target) in pointed.items()
    )
    return f'{HEAD}<Relationships xmlns="{OFFICE}/package/2006/relationships">{inner}</Relationships>'


def _mode(target: str) -> str:
    return ' TargetMode="External"' if ":" in target else ""

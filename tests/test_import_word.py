"""Word documents become stories: every word once, in its place, and what cannot come is reported with its place."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.shared import Inches
from hubs import PROJECT, write_hub
from importing import NO_EXTRAS, Made, made, picture, type_in
from lxml import etree
from storyhub.cli.main import main
from storyhub.compose.draft import Draft
from storyhub.compose.imports.word import final_text, places
from storyhub.compose.imports.word.styles import Styles
from word_files import (
    HEAD,
    SPACES,
    box,
    cell,
    control,
    drawing,
    field,
    item,
    paragraph,
    part,
    properties,
    run,
    table,
    unfilled,
    word,
)
from word_files import picture as shown

Import = Callable[..., Made]
TITLE = paragraph("De sluis", style="Titel")
GIVEN = ["--author", "Noor", "--department", "ward", "--date", "2026-03-01", "--language", "en", *NO_EXTRAS]


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return write_hub(tmp_path / "stories")


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch)


@pytest.fixture
def imported(hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import the bytes of a document; with `asked` the title and author are not given."""

    def take(raw: bytes, *given: str) -> Made:
        (tmp_path / "verhaal.docx").write_bytes(raw)
        return made(hub, capsys, "import", str(tmp_path / "verhaal.docx"), *(given or GIVEN))

    return take


def refused(hub: Path, raw: bytes, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a document that is not taken in."""
    file = hub.parent / "x.docx"
    file.write_bytes(raw)
    assert main(["import", str(file), "--stories", str(hub), *GIVEN], PROJECT) == 2
    assert not list(hub.glob("2*"))
    return capsys.readouterr().err


class TestWords:
    """Each word once, where it stands."""

    def test_links_mail_addresses_notes_and_fields_in_mid_paragraph(self, imported: Import) -> None:
        link = f'<w:hyperlink r:id="rIdL">{run("het rooster")}</w:hyperlink>'
        mail = f'<w:hyperlink r:id="rIdM">{run("noor@example.org")}</w:hyperlink>'
        note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        end = '<w:r><w:endnoteReference w:id="1"/></w:r>'
        simple = f'<w:fldSimple w:instr=" AUTHOR ">{run("Noor Bakker")}</w:fldSimple>'
        story = imported(
            word(
                TITLE,
                paragraph("We hangen ", link, " op, en mailen ", mail, " daarna."),
                paragraph("De pomp", note, " was oud", end, "."),
                paragraph("Figuur ", field(r"SEQ Figuur \* ARABIC", "1"), ". Door ", simple, " op de trein."),
                paragraph("Zie ", field('HYPERLINK "https://example.org/x"', "deze bladzijde"), "."),
                parts={
                    "word/footnotes.xml": part(
                        "footnotes",
                        f'<w:footnote w:id="2">{paragraph("Uit 1931.")}{paragraph("Of 1932.")}</w:footnote>',
                    ),
                    "word/endnotes.xml": part(
                        "endnotes", f'<w:endnote w:id="1">{paragraph("Zegt [Riet].")}</w:endnote>'
                    ),
                },
                relations={
                    "rIdL": ("hyperlink", "https://example.org/rooster"),
                    "rIdM": ("hyperlink", "mailto:noor@example.org"),
                    "rIdF": ("footnotes", "footnotes.xml"),
                    "rIdE": ("endnotes", "endnotes.xml"),
                },
            )
        )
        assert story.body == (
            "We hangen [het rooster](https://example.org/rooster) op, en mailen "
            "[noor@example.org](mailto:noor@example.org) daarna.\n\n"
            "De pomp[^2] was oud[^e1].\n\n"
            "Figuur 1. Door Noor Bakker op de trein.\n\n"
            "Zie [deze bladzijde](https://example.org/x).\n\n"
            "[^2]: Uit 1931.\n    \n    Of 1932.\n\n"
            "[^e1]: Zegt \\[Riet\\]."
        )
        assert "had no place" not in story.err

    def test_only_the_last_state_of_tracked_changes(self, imported: Import) -> None:
        gone = run("weg ").replace("w:t", "w:delText")
        mark = '<w:rPr><w:del w:id="9"/></w:rPr>'
        story = imported(
            word(
                TITLE,
                paragraph("We zongen ", f'<w:moveFrom w:id="3">{run("luid ")}</w:moveFrom>', "en liepen "),
                paragraph(f'<w:moveTo w:id="3">{run("luid ")}</w:moveTo>', f"<w:del>{gone}</w:del>", "naar huis."),
                paragraph("Deze zin ", properties=mark),
                paragraph("gaat door."),
                f"<w:ins>{paragraph('Erbij gekomen.')}</w:ins>",
                f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('weg')}{cell('weg')}</w:tr>"
                f"<w:tr>{cell('a')}{cell('b')}</w:tr><w:tr>{cell('c')}{cell('d')}</w:tr></w:tbl>",
            )
        )
        assert story.words == "We zongen en liepen luid naar huis. Deze zin gaat door. Erbij gekomen. a b c d"

    def test_hidden_text_is_left_out_and_told(self, imported: Import) -> None:
        story = imported(
            word(
                TITLE,
                paragraph(
                    "Zij kwam. ",
                    run("Welke patiënt? ", "<w:vanish/>"),
                    run("Intern. ", '<w:rStyle w:val="Weg"/>'),
                    "Zij luisterde.",
                ),
                paragraph("Heel geheim.", style="Verborgen"),
                paragraph(run("Toch te zien.", '<w:vanish w:val="0"/>'), style="Verborgen"),
            )
        )
        assert story.words == "Zij kwam. Zij luisterde. Toch te zien."
        assert 'hidden text is left out: "Welke patiënt? Intern." (near "Zij kwam. Zij luisterde.")' in story.err
        assert '"Heel geheim."' in story.err

    def test_boxes_come_once_behind_their_paragraph_however_short_they_are(self, imported: Import) -> None:
        only_new = box("Nee.").replace("<mc:Fallback>", "<!--").replace("</mc:Fallback>", "-->")
        story = imported(
            word(
                TITLE,
                paragraph("Meneer zei niets.", only_new),
                paragraph(box("Nooit alleen.", paragraph("Echt ", run("nooit", "<w:b/>"))), "De ploeg ging naar huis."),
                main="word/document2.xml",
            )
        )
        assert story.body.split("\n\n") == [
            "Meneer zei niets.",
            "Nee.",
            "De ploeg ging naar huis.",
            "Nooit alleen.",
            "Echt **nooit**",
        ]
        assert story.err.count("text box") == 2

    def test_breaks_keep_words_apart(self, imported: Import) -> None:
        story = imported(
            word(
                TITLE,
                paragraph("Naar huis.", '<w:r><w:br w:type="page"/></w:r>', "Het was droog."),
                paragraph(
                    "Een",
                    "<w:r><w:br/></w:r>",
                    "twee",
                    "<w:r><w:tab/></w:r>",
                    "drie",
                    "<w:r><w:noBreakHyphen/></w:r>",
                    "vier",
                ),
                paragraph("Kop", "<w:r><w:br/></w:r>", "van twee", style="Kop2"),
            )
        )
        assert story.body == "Naar huis.\n\nHet was droog.\n\nEen\\\ntwee drie\u2011vier\n\n## Kop van twee"

    def test_content_controls_come_in_and_those_that_nobody_filled_in_are_told(self, imported: Import) -> None:
        rows = control(f"<w:tr>{control(cell('Dosis'))}{cell('Eenheid')}</w:tr>")
        empty = f"<w:tr>{unfilled(cell('Kies een item'))}{cell('mg')}</w:tr>"
        story = imported(
            word(
                TITLE,
                paragraph(
                    "Naam: ", control(run("Noor")), unfilled(run("Klik of tik om tekst in te voeren")), " klaar."
                ),
                control(control(paragraph("Alinea."))),
                f"<w:tbl>{rows}{empty}</w:tbl>",
            )
        )
        assert story.words == "Naam: Noor klaar. Alinea. Dosis Eenheid mg"
        assert story.err.count("a field that nobody filled in is left out") == 2
        assert '"Klik of tik om tekst in te voeren" (near "Naam: Noor klaar.")' in story.err
        assert "<td></td>\n<td>mg</td>" in story.html, "the value stays under its head"

    def test_words_beside_the_paragraphs_and_readings_above_them(self, imported: Import) -> None:
        """Equations that stand in the body itself, and ruby."""
        equation = "<m:oMathPara><m:oMath><m:r><m:t>k=7</m:t></m:r></m:oMath></m:oMathPara>"
        ruby = "<w:r><w:ruby><w:rt><w:r><w:t>とうきょう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東京</w:t></w:r></w:rubyBase></w:ruby></w:r>"
        story = imported(word(TITLE, paragraph("Voor."), equation, paragraph("In ", ruby, " daarna.")))
        assert story.words == "Voor. k=7 In 東京 (とうきょう) daarna."

    def test_choices_in_a_form_and_fields_that_only_word_can_draw(self, imported: Import) -> None:
        def form(code: str, data: str) -> str:
            begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
            return begin + field(code, "").partition("</w:r>")[2]

        colours = '<w:ddList><w:result w:val="1"/><w:listEntry w:val="rood"/><w:listEntry w:val="groen"/></w:ddList>'
        ticked = '<w:checkBox><w:default w:val="1"/></w:checkBox>'
        half = field("EQ \\f(1;2)", "").replace(run(""), "")
        story = imported(
            word(
                TITLE,
                paragraph("Kleur ", form("FORMDROPDOWN", colours).replace(run(""), ""), "."),
                paragraph(form("FORMCHECKBOX", ticked).replace(run(""), ""), " akkoord."),
                paragraph("Geef ", half, " tablet."),
            )
        )
        assert story.words == "Kleur groen. ☒ akkoord. Geef tablet."
        assert 'what only Word can show is left out: "EQ \\f(1;2)" (near "Geef tablet.")' in story.err

    def test_diagrams_and_signs_in_mid_paragraph_repeat_nothing(self, imported: Import) -> None:
        art = drawing('<dgm:relIds r:dm="rIdD"/>')
        letters = '<w:r><w:pict><v:shape><v:textpath string="Feest"/></v:shape></w:pict></w:r>'
        micro = '<w:r><w:sym w:font="Symbol" w:char="F06D"/></w:r>'
        arrow = run("à", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
        point = "<dgm:pt><dgm:t><a:p><a:r><a:t>Eerst</a:t></a:r></a:p></dgm:t></dgm:pt>"
        story = imported(
            word(
                TITLE,
                paragraph("Zo ", art, "gaat ", letters, "het."),
                paragraph("5 ", micro, "g ", arrow, " meer ", '<w:r><w:sym w:font="X" w:char="?"/></w:r>', "niet."),
                parts={
                    "word/diagrams/data1.xml": f"{HEAD}<dgm:dataModel {SPACES}><dgm:ptLst>{point}</dgm:ptLst></dgm:dataModel>"
                },
                relations={"rIdD": ("diagramData", "diagrams/data1.xml")},
            )
        )
        assert story.words == "Zo gaat het. Eerst Feest 5 μg → meer niet."

    def test_the_number_of_a_hidden_item_is_not_used_up(self, imported: Import) -> None:
        hidden = paragraph(
            run("weg", "<w:vanish/>"), properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        )
        assert imported(word(TITLE, item("een"), hidden, item("twee"))).body == "1. een\n2. twee"

    def test_what_word_cannot_show_is_in_the_story_all_the_same_when_it_holds_words(self, imported: Import) -> None:
        control = f"<w:sdt><w:sdtContent>{paragraph('In een besturing.')}</w:sdtContent></w:sdt>"
        story = imported(word(TITLE, control, f"<w:customXml>{paragraph('In eigen XML.')}</w:customXml>"))
        assert story.words == "In een besturing. In eigen XML."


class TestForm:
    """Looks that a story keeps."""

    def test_powers_and_indices(self, imported: Import) -> None:
        power, index = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
        story = imported(
            word(
                TITLE, paragraph("5 × 10", run("6", power), " en log", run("2", index), "8 per m", run("2", power), ".")
            )
        )
        assert story.body == "5 × 10<sup>6</sup> en log<sub>2</sub>8 per m<sup>2</sup>."
        assert "<sup>6</sup>" in story.html

    def test_bold_and_italics_show_wherever_they_begin_and_end(self, imported: Import) -> None:
        story = imported(
            word(
                TITLE,
                paragraph(
                    "Was ",
                    run("echt ", "<w:b/>"),
                    run("heel", "<w:b/><w:i/>"),
                    "erg ",
                    run("(zwaar):", "<w:b/>"),
                    "ja ",
                    run("stijl", '<w:rStyle w:val="Zwaar"/>'),
                    run(" niet", '<w:b w:val="0"/>'),
                ),
                paragraph(run("doorgehaald", "<w:strike/>"), " a", run("b*c", "<w:i/>"), "d"),
            )
        )
        assert "*" not in story.words.replace("b*c", "")
        for tag in (
            "<strong>echt</strong>",
            "<strong>(zwaar):</strong>ja",
            "<strong>stijl</strong>",
            "<del>doorgehaald</del>",
            "<em>b*c</em>",
        ):
            assert tag in story.html, story.body
        assert re.search(r"<(em|strong)><(em|strong)>heel</", story.html)

    def test_what_markdown_takes_for_its_own_is_only_words(self, imported: Import) -> None:
        texts = [
            "# geen kop",
            "1. geen lijst",
            "- ook niet",
            "> geen citaat",
            "---",
            "| a | b |",
            "een *ster* en _streep_",
            "a_b en `x`",
        ]
        texts += [
            "[x](y) en ![z](q)",
            "<b>dik</b> &amp; ~~weg~~",
            "C:\\map\\",
            "Hé! [^1]: nee",
            "https://example.org/a_b_c?x=1&copy=2",
        ]
        story = imported(word(TITLE, *(paragraph(run(text)) for text in texts)))
        assert story.words == " ".join(texts)
        assert "\\_b" not in story.body, "nothing is escaped that need not be"

    def test_headings_quotes_and_styles_of_ones_own(self, imported: Import) -> None:
        story = imported(
            word(
                TITLE,
                paragraph("Eerste", style="Kop1"),
                paragraph("Van ons", style="EigenKop"),
                paragraph("Gezegd.", style="Citaat"),
                paragraph("En meer.", style="Citaat"),
                paragraph("Genoteerd.", style="BestaatNiet"),
            )
        )
        assert story.body == "# Eerste\n\n## Van ons\n\n> Gezegd.\n>\n> En meer.\n\nGenoteerd."

    def test_brackets_accents_and_limits_of_an_equation_stay(self, imported: Import) -> None:
        def part_of(name: str, text: str) -> str:
            return f"<m:{name}><m:r><m:t>{text}</m:t></m:r></m:{name}>"

        bars = '<m:d><m:dPr><m:begChr m:val="|"/><m:endChr m:val="|"/></m:dPr>' + part_of("e", "x") + "</m:d>"
        hat = "<m:acc>" + part_of("e", "p") + "</m:acc>"
        limit = "<m:func><m:fName><m:limLow>" + part_of("e", "lim") + part_of("lim", "n") + "</m:limLow></m:fName>"
        limit += part_of("e", "q") + "</m:func>"
        story = imported(
            word(TITLE, paragraph("Zo: ", f"<m:oMath>{bars}<m:r><m:t>=</m:t></m:r>{hat}{limit}</m:oMath>"))
        )
        assert story.body == "Zo: |x|=p\u0302lim<sub>n</sub> q"

    def test_an_equation_is_told_and_keeps_its_meaning(self, imported: Import) -> None:
        power = "<m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
        half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        story = imported(
            word(TITLE, paragraph("Dus ", f"<m:oMath><m:r><m:t>E=m</m:t></m:r>{power}{half}</m:oMath>", " zei hij."))
        )
        assert story.body == "Dus E=mc<sup>2</sup>(1)/(2) zei hij."
        assert "equation" in story.err


class TestLists:
    """Items keep their marks, their depth and their numbers."""

    def test_numbers_go_on_past_other_text_and_start_where_word_starts(self, imported: Import) -> None:
        story = imported(
            word(
                TITLE,
                *(item("een"), item("twee"), paragraph("Tussendoor."), item("drie"), table(["a", "b"], ["c", "d"])),
                *(item("vier"), item("zeven", 3), item("opnieuw", 4), item("verder", 4)),
            )
        )
        lines = [line for line in story.body.split("\n") if line and not line.startswith("|")]
        assert lines == [
            "1. een",
            "2. twee",
            "Tussendoor.",
            "3. drie",
            "4. vier",
            "7) zeven",
            "1. opnieuw",
            "2. verder",
        ]
        starts = re.findall(r"<ol(?: start=\"(\d+)\")?>", story.html)
        assert starts == ["", "3", "4", "7", ""]

    def test_lists_in_lists(self, imported: Import) -> None:
        story = imported(
            word(
                TITLE,
                *(item("a"), item("b", 1, 1), item("c", 2, 2), item("d", 1, 0), item("e", 2, 0)),
                *(paragraph("Los."), item("f", 1, 1), paragraph("g", style="Genummerd")),
            )
        )
        assert story.body == "1. a\n   1. b\n      - c\n2. d\n- e\n\nLos.\n\n1. f\n3) g"
        assert "letters or Roman numerals" in story.err

    def test_a_paragraph_taken_out_of_its_styles_list_is_no_item(self, imported: Import) -> None:
        off = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
        story = imported(word(TITLE, paragraph("x", style="Genummerd", properties=off), item("y", 99)))
        assert story.body == "x\n\ny"

    def test_a_numbered_heading_keeps_its_number(self, imported: Import) -> None:
        numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        story = imported(
            word(TITLE, paragraph("Begin.", style="Kop1"), paragraph("Kop", style="Kop2", properties=numbered))
        )
        assert story.body == "# Begin.\n\n## 1. Kop"


class TestTables:
    """Each value under its own head."""

    def test_merged_cells_leave_room(self, imported: Import) -> None:
        begins, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        wide = '<w:gridSpan w:val="2"/>'
        story = imported(
            word(
                TITLE,
                table(
                    ["Dag", "Dienst", "Wie", "Eenheid"],
                    [cell("Maandag", properties=begins), "vroeg", "Noor", "ml"],
                    [cell(properties=goes_on), "laat", "Jan", "mg"],
                    [cell("Dinsdag", properties=wide), "Riet", "50"],
                ),
            )
        )
        assert story.body.split("\n") == [
            "| Dag | Dienst | Wie | Eenheid |",
            "| --- | --- | --- | --- |",
            "| Maandag | vroeg | Noor | ml |",
            "|  | laat | Jan | mg |",
            "| Dinsdag |  | Riet | 50 |",
        ]

    def test_a_title_over_all_columns_is_no_head(self, imported: Import) -> None:
        over = cell("Rooster", properties='<w:gridSpan w:val="2"/>')
        story = imported(word(TITLE, table([over], ["Dag", "Wie"], ["Maandag", "Noor"])))
        assert story.body.startswith("Rooster\n\n| Dag | Wie |\n| --- |")

    def test_lines_lists_bars_and_pictures_stay_in_their_cell(self, imported: Import) -> None:
        marked = table(
            ["Voor", "Na | later"], [cell("een", "twee", item("drie", 2)), cell(paragraph(shown("rIdP", "rood")))]
        )
        bookmark = marked.replace("<w:tblPr/>", '<w:tblPr/><w:bookmarkStart w:id="0" w:name="x"/>')
        story = imported(
            word(TITLE, bookmark, parts={"word/media/a.png": picture()}, relations={"rIdP": ("image", "media/a.png")})
        )
        assert story.body.split("\n")[0] == "| Voor | Na \\| later |"
        assert story.body.split("\n")[2] == "| een<br>twee<br>• drie | ![rood](picture-1.png) |"
        assert "<td><img" in story.html

    def test_a_table_that_only_frames_a_story_is_none(self, imported: Import) -> None:
        story = imported(
            word(table([cell(paragraph("In een lijst", style="Titel"), "Eerste.", item("punt", 2))]), "<w:p/>")
        )
        assert story.field["title"] == "In een lijst"
        assert story.body == "Eerste.\n\n- punt"

    def test_a_table_in_a_table(self, imported: Import) -> None:
        inner = table(["a1", "a2"], ["a3", "a4"])
        beside = imported(word(TITLE, table([cell("Buiten", inner, "<w:p/>"), "Rechts"])))
        assert beside.body == "Buiten\n\n| a1 | a2 |\n| --- | --- |\n| a3 | a4 |\n\nRechts"
        inside = imported(word(TITLE, table(["k", "l"], ["m", cell(inner, "<w:p/>")])))
        assert inside.body.split("\n")[2] == "| m | a1 · a2<br>a3 · a4 |"


class TestTitleAndAuthor:
    """They are what the document says, or they are asked for."""

    def test_notes_and_pictures_in_a_title_stay_in_the_text(self, imported: Import) -> None:
        note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
        parts = {"word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{paragraph("Echt.")}</w:footnote>')}
        heading = paragraph("De ", run("sluis", "<w:b/>"), note, style="Kop1")
        story = imported(
            word(heading, paragraph("Tekst."), parts=parts, relations={"rIdF": ("footnotes", "footnotes.xml")})
        )
        assert story.field["title"] == "De sluis"
        assert story.body == "[^2]\n\nTekst.\n\n[^2]: Echt."

    @pytest.mark.parametrize(
        ("title", "author"),
        [
            ("Microsoft Word - Memo template v3", "Microsoft Office User"),
            ("Untitled document.docx", "Gebruiker"),
            ("Document1", "python-docx"),
            ("Naamloos", "Windows User"),
            ("", "Admin"),
        ],
    )
    def test_what_a_program_filled_in_is_never_used(
        self, hub: Path, capsys: pytest.CaptureFixture[str], title: str, author: str
    ) -> None:
        (hub.parent / "x.docx").write_bytes(
            word(paragraph("Zomaar."), parts={"docProps/core.xml": properties(title, author)})
        )
        given = ["--department", "ward", "--date", "2026-03-01", *NO_EXTRAS]
        assert main(["import", str(hub.parent / "x.docx"), "--stories", str(hub), *given], PROJECT) == 2
        assert "title: has no answer" in capsys.readouterr().err
        assert main(["import", str(hub.parent / "x.docx"), "--stories", str(hub), *given, "--title", "T"], PROJECT) == 2
        assert "author: has no answer" in capsys.readouterr().err

    def test_names_in_the_properties_are_offered_and_told(
        self, imported: Import, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        raw = word(paragraph("Zomaar."), parts={"docProps/core.xml": properties("Aan de pomp", "Iris de Wit")})
        given = ["--department", "ward", "--date", "2026-03-01", "--language", "en", *NO_EXTRAS]
        story = imported(raw, *given)
        assert (story.field["title"], story.field["author"]) == ("Aan de pomp", "Iris de Wit")
        assert story.err.count("comes from the file's properties") == 2
        type_in(monkeypatch, "Mijn titel", "")
        story = imported(raw, *given)
        assert (story.field["title"], story.field["author"]) == ("Mijn titel", "Iris de Wit")
        assert "comes from" not in story.err

    def test_a_document_names_no_day_and_today_is_told(self, imported: Import) -> None:
        story = imported(
            word(TITLE, paragraph("Tekst.")), "--author", "N", "--department", "ward", "--language", "en", *NO_EXTRAS
        )
        assert story.field["date"] == "2026-11-24"
        assert "the file gives no certain date" in story.err


class TestWhatCannotCome:
    """It is named, with its place; it never stops the rest."""

    def test_pictures_that_are_not_there_are_named(self, imported: Import) -> None:
        story = imported(
            word(
                TITLE,
                paragraph("Bij de pomp.", shown("rIdX", "Het gemaal", "link")),
                paragraph("Daarna.", shown("rIdY", "Een vierkant"), shown("rIdNiets")),
                relations={"rIdX": ("image", "file:///C:/Users/noor/pomp.jpg"), "rIdY": ("image", "media/weg.png")},
            )
        )
        assert story.words == "Bij de pomp. Daarna."
        assert (
            'picture "pomp.jpg" is not in the document, which only links to it ("Het gemaal", near "Bij de pomp.")'
            in story.err
        )
        assert 'a picture is not in the document ("Een vierkant", near "Daarna.")' in story.err

    def test_comments_headers_charts_and_diagrams(self, imported: Import) -> None:
        chart = '<w:r><w:drawing><a:graphic><a:graphicData><c:chart r:id="rIdC"/></a:graphicData></a:graphic></w:drawing></w:r>'
        art = '<w:r><w:drawing><a:graphic><a:graphicData><dgm:relIds r:dm="rIdD"/></a:graphicData></a:graphic></w:drawing></w:r>'
        points = "".join(
            f"<dgm:pt><dgm:t><a:p><a:r><a:t>{text}</a:t></a:r></a:p></dgm:t></dgm:pt>" for text in ("Eerst", "Dan")
        )
        story = imported(
            word(
                TITLE,
                paragraph("Gezegd.", '<w:r><w:commentReference w:id="0"/></w:r>'),
                paragraph("Zie:", chart),
                paragraph("Zo: ", art),
                parts={
                    "word/comments.xml": part("comments", f'<w:comment w:id="0">{paragraph("Klopt dit?")}</w:comment>'),
                    "word/header1.xml": part("hdr", paragraph("Vertrouwelijk")),
                    "word/footer1.xml": part("ftr", paragraph("12")),
                    "word/diagrams/data1.xml": f"{HEAD}<dgm:dataModel {SPACES}><dgm:ptLst>{points}</dgm:ptLst></dgm:dataModel>",
                },
                relations={
                    "rIdK": ("comments", "comments.xml"),
                    "rIdH": ("header", "header1.xml"),
                    "rIdV": ("footer", "footer1.xml"),
                    "rIdD": ("diagramData", "diagrams/data1.xml"),
                },
            )
        )
        assert story.words == "Gezegd. Zie: Zo: Eerst Dan"
        assert 'a comment in the margin is not part of the story: "Klopt dit?" (near "Gezegd.")' in story.err
        assert 'the header of the pages is not part of the story: "Vertrouwelijk"' in story.err
        assert "the footer" not in story.err, "a number is no text"
        assert 'a chart cannot be carried over (near "Zie:")' in story.err
        assert "a diagram (SmartArt)" in story.err

    def test_drawings_parts_of_other_files_and_pictures_of_another_kind_have_a_place(self, imported: Import) -> None:
        group = "".join(
            f"<wps:wsp><wps:txbx><w:txbxContent>{paragraph(text)}</w:txbxContent></wps:txbx></wps:wsp>"
            for text in ("Vak een.", "Vak twee.")
        )
        rule = '<w:r><w:pict><v:rect o:hr="t"/></w:pict></w:r>'
        story = imported(
            word(
                TITLE,
                paragraph("Kijk.", drawing("<wps:wsp><wps:spPr/></wps:wsp>"), rule),
                paragraph("Twee vakken.", drawing(group)),
                paragraph("Een plaat.", shown("rIdP", "De sluis")),
                '<w:altChunk r:id="rIdA"/>',
                '<w:subDoc r:id="rIdA"/>',
                parts={"word/media/a.emf": b"x"},
                relations={"rIdP": ("image", "media/a.emf"), "rIdA": ("aFChunk", "a.htm")},
            )
        )
        assert story.words == "Kijk. Twee vakken. Vak een. Vak twee. Een plaat."
        assert story.err.count("a drawing is left out") == story.err.count('a drawing is left out (near "Kijk.")') == 1
        assert story.err.count("the words of a text box") == 1, "once for a group"
        assert '"picture-1.emf" ("De sluis", near "Een plaat.") cannot be shown' in story.err
        assert 'another file is left out (near "Een plaat.")' in story.err

    def test_a_comment_in_a_note_is_told_with_the_place_in_the_note(self, imported: Import) -> None:
        note = paragraph("Bron.", '<w:r><w:commentReference w:id="0"/></w:r>')
        story = imported(
            word(
                TITLE,
                paragraph("Gezegd.", '<w:r><w:footnoteReference w:id="2"/></w:r>'),
                parts={
                    "word/comments.xml": part("comments", f'<w:comment w:id="0">{paragraph("Klopt dit?")}</w:comment>'),
                    "word/footnotes.xml": part("footnotes", f'<w:footnote w:id="2">{note}</w:footnote>'),
                },
                relations={"rIdK": ("comments", "comments.xml"), "rIdF": ("footnotes", "footnotes.xml")},
            )
        )
        assert '"Klopt dit?" (near "Bron.")' in story.err

    def test_links_that_only_word_can_follow_and_signs_of_a_font(self, imported: Import) -> None:
        link = f'<w:hyperlink r:id="rIdL">{run("het stuk")}</w:hyperlink>'
        inside = f'<w:hyperlink w:anchor="_Toc1">{run("hieronder")}</w:hyperlink>'
        signs = (
            '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r><w:r><w:sym w:font="Webdings" w:char="F069"/></w:r>'
        )
        story = imported(
            word(
                TITLE,
                paragraph("Lees ", link, " of ", inside, signs),
                relations={"rIdL": ("hyperlink", "file:///S:/stuk.docx")},
            )
        )
        assert story.body == "Lees het stuk of hieronder→"
        assert "file:///S:/stuk.docx" in story.err
        assert "Webdings" in story.err

    def test_import_says_what_check_will_say_of_a_picture(self, imported: Import) -> None:
        story = imported(
            word(
                TITLE,
                paragraph("Kijk.", shown("rIdP", "")),
                parts={"word/media/a.png": picture()},
                relations={"rIdP": ("image", "media/a.png")},
            )
        )
        assert "This stops the story" in story.err
        assert "consent: is missing" in story.err
        assert "has a picture without a description" in story.err

    def test_notes_are_in_the_language_of_the_questions(self, imported: Import) -> None:
        given = ["--author", "Noor", "--department", "ward", "--date", "2026-03-01", *NO_EXTRAS]
        story = imported(word(TITLE, paragraph("Ja.", run("Nee.", "<w:vanish/>"))), *given)
        assert 'verborgen tekst is weggelaten: "Nee." (bij "Ja.")' in story.err

    def test_a_document_with_macros_is_read_without_them(
        self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file = tmp_path / "verhaal.DOCM"
        file.write_bytes(word(TITLE, paragraph("Zonder macro."), parts={"word/vbaProject.bin": b"x"}))
        assert made(hub, capsys, "import", str(file), *GIVEN).words == "Zonder macro."

    def test_a_file_written_as_strict_open_xml(self, imported: Import) -> None:
        with zipfile.ZipFile(io.BytesIO(word(TITLE, paragraph("Strikt.", run("ja", "<w:b/>"))))) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        out = io.BytesIO()
        strict = re.compile(rb"http://schemas\.openxmlformats\.org/(wordprocessingml|officeDocument|drawingml)/2006/")
        with zipfile.ZipFile(out, "w") as package:
            for name, data in parts.items():
                package.writestr(name, strict.sub(rb"http://purl.oclc.org/ooxml/\1/", data))
        assert imported(out.getvalue()).body == "Strikt.**ja**"


class TestLimits:
    """A document from a stranger costs little, whatever it holds."""

    @pytest.mark.parametrize(
        "raw", [b"", b"geen document", b"PK\x03\x04", picture(), b"\xd0\xcf\x11\xe0old", word()[:900]]
    )
    def test_what_is_no_document_gets_a_sentence(
        self, hub: Path, capsys: pytest.CaptureFixture[str], raw: bytes
    ) -> None:
        assert re.search("geen Word-document|een wachtwoord", refused(hub, raw, capsys))

    def test_tables_inside_each_other_without_end(self, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
        deep = "<w:tbl><w:tr><w:tc>" * 2000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 2000
        assert "geen Word-document" in refused(hub, word(deep), capsys)

    def test_the_deepest_tables_that_are_read_are_read_whole(self, imported: Import) -> None:
        deep = paragraph("diep")
        for number in range(70):
            deep = table(["hoofd", f"kop{number}"], [cell(deep, "<w:p/>"), f"n{number}"])
        story = imported(word(TITLE, deep))
        assert [f"n{number}" in story.body for number in (0, 69)] == [True, True]
        assert story.words.count("diep") == 1

    def test_a_file_that_unpacks_to_far_more_is_not_opened(self, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
        huge = word(TITLE, parts={"word/media/a.bin": b"0" * 40_000_000})
        assert "veel groter dan het lijkt" in refused(hub, huge, capsys)
        assert len(huge) < 100_000

    def test_entities_that_grow_are_not_read(self, hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
        bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        styles = f"{HEAD}{bomb}<w:styles {SPACES}>&b;</w:styles>"
        assert "geen Word-document" in refused(hub, word(TITLE, parts={"word/styles.xml": styles}), capsys)

    def test_spans_and_numbers_are_held_to_what_word_allows(self, imported: Import) -> None:
        wide = cell("a", properties='<w:gridSpan w:val="999999999"/>')
        deep = paragraph("b", properties='<w:numPr><w:ilvl w:val="77777"/><w:numId w:val="1"/></w:numPr>')
        story = imported(word(TITLE, table([wide], ["c"]), deep))
        assert len(story.body) < 1000
        assert story.words == "a c b"

    def test_a_place_is_looked_for_once_for_all_that_is_in_a_paragraph(
        self, imported: Import, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        looked: list[object] = []
        words_of = places.words_of
        monkeypatch.setattr(places, "words_of", lambda *given: looked.append(given[0]) or words_of(*given))
        story = imported(word(TITLE, paragraph(*[drawing("<wps:wsp/>")] * 300), paragraph("Na.")))
        assert 'a drawing is left out (near "De sluis")' in story.err
        assert len(looked) < 20

    def test_words_go_through_many_deleted_ends_at_once(self) -> None:
        """As many steps for each of two hundred paragraphs as for each of one hundred."""
        ended = f'<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>{run("x ")}</w:p>'

        def steps(paragraphs: int) -> int:
            root = etree.fromstring(f"<w:body {SPACES}>{ended * paragraphs}{paragraph('eind')}</w:body>")
            count = 0

            def counted(frame: object, event: str, _: object) -> object:
                nonlocal count
                count += event == "line"
                return counted

            before = sys.gettrace()
            sys.settrace(counted)
            final_text.settle(root, Styles(None), Draft())
            sys.settrace(before)
            assert "".join(root.itertext()) == "x " * paragraphs + "eind"
            return count

        assert 0 < steps(200) < 2.5 * steps(100)

    def test_styles_that_are_based_on_each_other_end(self, imported: Import) -> None:
        turning = "".join(
            f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{other}"/></w:style>'
            for one, other in (("A", "B"), ("B", "A"))
        )
        assert imported(
            word(TITLE, paragraph("Rond.", style="A"), parts={"word/styles.xml": part("styles", turning)})
        ).body.endswith("Rond.")


def test_a_document_of_python_docx_with_everything_in_it(imported: Import) -> None:
    document = docx.Document()
    document.add_heading("De sluis & de <regen>", 0)
    document.add_paragraph("Het begon op *dinsdag*, met [haken] en een # erin.")
    document.add_heading("Wat er gebeurde", 1)
    for style, texts in (("List Bullet", ("eerst de pomp", "toen de klok")), ("List Number", ("bellen", "wachten"))):
        for text in texts:
            document.add_paragraph(text, style=style)
    document.add_paragraph("dieper", style="List Bullet")
    document.add_paragraph("onder", style="List Bullet 2")
    grid = document.add_table(rows=2, cols=2)
    for row, texts in zip(grid.rows, (("dag", "peil | stand"), ("maandag", "1,20")), strict=True):
        for place, text in zip(row.cells, texts, strict=True):
            place.text = text
    document.add_picture(io.BytesIO(picture()), width=Inches(1))
    document.add_picture(io.BytesIO(picture("GIF", (5, 5))), width=Inches(1))
    document.add_paragraph("Een citaat van toen.", style="Quote")
    out = io.BytesIO()
    document.save(out)
    story = imported(out.getvalue())
    assert story.field["title"] == "De sluis & de <regen>"
    for form in (
        "# Wat er gebeurde",
        "- eerst de pomp\n- toen de klok\n1. bellen\n2. wachten\n- dieper\n  - onder",
        "| dag | peil \\| stand |\n| --- | --- |\n| maandag | 1,20 |",
        "![](picture-1.png)\n\n![](picture-2.png)",
        "> Een citaat van toen.",
    ):
        assert form in story.body, story.body
    assert "Het begon op *dinsdag*, met [haken] en een # erin." in story.words
    assert sorted(path.name for path in story.file.with_suffix("").iterdir()) == ["picture-1.png", "picture-2.png"]

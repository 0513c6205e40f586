"""Stories made in a terminal, from Word and from other programs' Markdown: complete, accepted by `check`, and nothing lost."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Inches
from hubs import ROOT, write_hub
from PIL import Image
from storyhub.cli.main import main
from storyhub.read.reading import Reading
from storyhub.read.story import read_story
from storyhub.text.render import render

NEEDED = ["--author", "Noor Bakker", "--department", "ward", "--date", "2026-03-01"]


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return write_hub(tmp_path / "stories")


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def reading(file: Path) -> Reading:
    return read_story(file.read_bytes(), f"{file.parent.name}/{file.name}", "nl")


def made(hub: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[Path, str]:
    """The file that a verb made, and all that it told besides."""
    assert main([*arguments, "--stories", str(hub)], ROOT) == 0
    printed = capsys.readouterr()
    path, branch = printed.out.splitlines()
    file = Path(path) if Path(path).is_absolute() else Path.cwd() / path
    assert branch == f"story/{file.parent.name}-{file.stem}"
    return file, printed.err


def picture(kind: str = "PNG", size: int = 4) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size), "red").save(out, kind)
    return out.getvalue()


class TestNew:
    """`hub.py new`."""

    def test_the_questions_make_a_story_that_check_accepts(
        self, hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        type_in(
            monkeypatch,
            "De bus: die niet kwam #1",
            "Omdat het regende.",
            "De klok loopt voor.",
            "",
            "Noor Bakker",
            "2",
            "Het regende.",
            "",
            "En de bus kwam niet.",
            ".",
        )
        file, told = made(hub, capsys, "new", "--date", "2026-03-01")
        assert file == hub / "2026/de-bus-die-niet-kwam-1.md"
        story = reading(file).story
        assert story is not None
        assert story.title == "De bus: die niet kwam #1"
        assert (story.why, story.could_be_better, story.department) == (
            "Omdat het regende.",
            "De klok loopt voor.",
            "kitchen",
        )
        assert file.read_text(encoding="utf-8").endswith("Het regende.\n\nEn de bus kwam niet.\n")
        assert "Waarom telt het voor jou?" in told
        assert main(["check", "--stories", str(hub), str(file)], ROOT) == 0

    def test_what_is_given_is_not_asked(
        self, hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        type_in(monkeypatch, "It rained.")
        words = [
            "--title",
            "The bus",
            "--why",
            "Rain.",
            "--could-be-better",
            "-",
            "--question",
            "-",
            "--language",
            "en",
        ]
        _, told = made(hub, capsys, "new", *NEEDED, *words)
        assert told.count("?") == 1
        assert "What happened?" in told

    def test_a_department_may_be_named_in_any_way_and_is_asked_again(
        self, hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        type_in(monkeypatch, "Een dag", "", "", "", "Noor", "de kelder", "front DESK", "Tekst.")
        file, told = made(hub, capsys, "new")
        assert "Dat staat er niet bij" in told
        assert "department: desk" in file.read_text(encoding="utf-8")

    def test_without_an_answer_nothing_is_written(
        self, hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        type_in(monkeypatch, "Een dag")
        assert main(["new", "--stories", str(hub)], ROOT) == 2
        assert "author: was not told" in capsys.readouterr().err
        assert not list(hub.glob("2*"))

    @pytest.mark.parametrize("title", ["con", "???", "日本", "../../etc/passwd", "a" * 119, "- -"])
    def test_any_title_gives_a_name_that_every_computer_carries(
        self, hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], title: str
    ) -> None:
        type_in(monkeypatch, title, "", "", "", "Tekst.")
        file, _ = made(hub, capsys, "new", *NEEDED)
        assert file.parent == hub / "2026"
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*\.md", file.name)
        assert main(["check", "--stories", str(hub), str(file)], ROOT) == 0

    def test_a_story_that_is_there_is_never_written_over(
        self, hub: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        names = []
        for text in ("Eerste.", "Tweede."):
            type_in(monkeypatch, "Een dag", "", "", "", text)
            names.append(made(hub, capsys, "new", *NEEDED)[0])
        assert [name.name for name in names] == ["een-dag.md", "een-dag-2.md"]
        assert names[0].read_text(encoding="utf-8").endswith("Eerste.\n")

    def test_the_real_command_takes_what_is_piped_in(self, hub: Path) -> None:
        command = [sys.executable, str(ROOT / "scripts/hub.py"), "new", "--stories", str(hub), *NEEDED]
        answers = "Café “Ünder”\nDaarom.\n\n\nHet was koud.\nEcht koud.\n"
        done = subprocess.run(command, input=answers.encode(), capture_output=True)
        assert done.returncode == 0, done.stderr
        text = (hub / "2026/cafe-under.md").read_text(encoding="utf-8")
        assert "title: Café “Ünder”" in text
        assert text.endswith("\n\nHet was koud.\nEcht koud.\n")


FOOTNOTES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:id="2"><w:p><w:r><w:t>Gemeten op 3 mei, met [haken].</w:t></w:r></w:p></w:footnote></w:footnotes>"""
BOX = """<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:oMath><m:r><m:t>E = mc2 formule</m:t></m:r></m:oMath></w:p>"""


def document(folder: Path) -> Path:
    """A Word document with everything in it."""
    made = docx.Document()
    made.core_properties.author = "Iris de Wit"
    made.add_heading("De sluis & de <regen>", 0)
    made.add_paragraph("Het begon op *dinsdag*, met [haken] en een # erin.")
    made.add_heading("Wat er gebeurde", 1)
    for text in ("eerst de pomp", "toen de klok"):
        made.add_paragraph(text, style="List Bullet")
    for text in ("bellen", "wachten"):
        made.add_paragraph(text, style="List Number")
    paragraph = made.add_paragraph("Dat was ")
    paragraph.add_run("echt heel erg").bold = True
    paragraph.add_run(" en ")
    paragraph.add_run("schuin").italic = True
    paragraph.add_run(" NOOTPLEK.")
    table = made.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("dag", "peil | stand"), ("maandag", "1,20")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[1].cells[1].add_paragraph("tweede regel in de cel")
    made.add_picture(io.BytesIO(picture()), width=Inches(1))
    made.add_picture(io.BytesIO(picture("GIF", 5)), width=Inches(1))
    made.add_paragraph("Een citaat van toen.", style="Quote")
    file = folder / "verhaal.docx"
    made.save(str(file))
    _with_extras(file)
    return file


def _with_extras(file: Path) -> None:
    """Adds what the library cannot write: a footnote and a formula."""
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    mark = 'NOOTPLEK</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>'
    text = text.replace("NOOTPLEK", mark).replace("<w:sectPr", BOX + "<w:sectPr", 1)
    parts["word/document.xml"] = text.encode()
    parts["word/footnotes.xml"] = FOOTNOTES.encode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>'.encode()
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(
        b"</Relationships>",
        f'<Relationship Id="rIdF" Type="{relation}" Target="footnotes.xml"/></Relationships>'.encode(),
    )
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


class TestWord:
    """`hub.py import` of a Word document."""

    @pytest.fixture
    def imported(self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[Path, str]:
        words = [
            "--department",
            "ward",
            "--date",
            "2026-03-01",
            "--why",
            "-",
            "--could-be-better",
            "-",
            "--question",
            "-",
        ]
        return made(hub, capsys, "import", str(document(tmp_path)), *words)

    def test_title_and_author_are_those_of_the_document(self, imported: tuple[Path, str]) -> None:
        story = reading(imported[0]).stopped or reading(imported[0]).story
        assert story is not None
        assert (story.title, story.author) == ("De sluis & de <regen>", "Iris de Wit")

    def test_its_form_is_kept_as_markdown(self, imported: tuple[Path, str]) -> None:
        body = imported[0].read_text(encoding="utf-8").partition("\n---\n")[2]
        for form in (
            "# Wat er gebeurde",
            "- eerst de pomp\n- toen de klok",
            "1. bellen\n2. wachten",
            "**echt heel erg** en *schuin*",
            "> Een citaat van toen.",
            "NOOTPLEK[^2].",
        ):
            assert form in body, body
        assert re.search(r"\| dag \| peil \\\| stand \|\n\| --- \| --- \|\n\| maandag \|", body)
        assert re.search(r"^\[\^2\]: Gemeten op 3 mei, met \\?\[haken\\?\]\.$", body, re.MULTILINE)

    def test_every_word_of_it_is_on_the_page(self, imported: tuple[Path, str]) -> None:
        body = imported[0].read_text(encoding="utf-8").partition("\n---\n")[2]
        text = " ".join(render(body, "x").body.text.split())
        for words in (
            "Het begon op *dinsdag*, met [haken] en een # erin.",
            "peil | stand",
            "tweede regel in de cel",
            "Gemeten op 3 mei, met [haken].",
            "E = mc2 formule",
        ):
            assert words in text, text

    def test_its_pictures_stand_beside_the_story(self, imported: tuple[Path, str]) -> None:
        file, told = imported
        names = sorted(path.name for path in file.with_suffix("").iterdir())
        assert names == ["picture-1.png", "picture-2.png"], "what a browser would not show well is made into a png"
        body = file.read_text(encoding="utf-8")
        assert all(f"]({name})" in body for name in names)
        assert "consent" in told or "toestemming" in told or "alt" in told or "foto" in told

    def test_what_had_no_place_is_told(self, imported: tuple[Path, str]) -> None:
        assert "1 pieces of text" in imported[1]

    @pytest.mark.parametrize("data", [b"", b"geen document", b"PK\x03\x04", picture()])
    def test_what_is_no_word_document_gets_a_sentence(
        self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
    ) -> None:
        (tmp_path / "x.docx").write_bytes(data)
        assert main(["import", str(tmp_path / "x.docx"), "--stories", str(hub), *NEEDED], ROOT) == 2
        assert "is no Word document" in capsys.readouterr().err


JEKYLL = """---
layout: post
title: "De bus: een jaar later"
author: {name: Noor Bakker}
date: 2025-06-01 10:00:00 +0200
tags: [openheid, reizen]
description: Kort gezegd.
redirect_from: /2019/de-bus/
featured_image: /static/bus.jpg
mood: somber
---

Het **regende**. {{ site.title }}

![Een halte](img/halte.png "De halte")

[^1]: Een noot.
"""
HUGO = """+++
title = "The bus"
date = 2025-06-01T10:00:00Z
draft = true
authors = ["Noor Bakker"]
categories = ["care"]
+++

It rained.
"""


class TestMarkdown:
    """`hub.py import` of a Markdown file."""

    def test_a_post_of_jekyll(self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        posts = tmp_path / "site/_posts"
        (posts / "img").mkdir(parents=True)
        (posts / "img/halte.png").write_bytes(picture())
        (tmp_path / "site/static").mkdir()
        (tmp_path / "site/static/bus.jpg").write_bytes(picture("JPEG"))
        (posts / "2025-06-01-de-bus.md").write_text(JEKYLL, encoding="utf-8")
        words = ["--department", "ward", "--why", "-", "--could-be-better", "-", "--question", "-"]
        file, told = made(hub, capsys, "import", str(posts / "2025-06-01-de-bus.md"), *words)
        assert file == hub / "2025/de-bus.md"
        text = file.read_text(encoding="utf-8")
        assert text.partition("\n---\n")[2].strip() == JEKYLL.partition("\n---\n")[2].strip().replace(
            "img/halte", "halte"
        )
        story = reading(file).story
        assert story is not None
        assert (story.author, story.summary, story.aliases) == ("Noor Bakker", "Kort gezegd.", ("2019/de-bus",))
        assert [mark.key for mark in story.values or ()] == ["openness"]
        assert sorted(path.name for path in (hub / "2025/de-bus").iterdir()) == ["bus.jpg", "halte.png"]
        assert story.photo == "bus.jpg"
        for lost in ("reizen", "mood"):
            assert lost in told

    def test_a_page_of_hugo(self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        (tmp_path / "the-bus.md").write_text(HUGO, encoding="utf-8")
        words = ["--department", "Ward", "--why", "-", "--could-be-better", "-", "--question", "-", "--language", "en"]
        file, _ = made(hub, capsys, "import", str(tmp_path / "the-bus.md"), *words)
        story = reading(file).story
        assert story is not None
        assert (story.draft, story.author, story.language, story.department) == (True, "Noor Bakker", "en", "ward")
        assert [mark.key for mark in story.values or ()] == ["care"]

    def test_a_plain_file_of_an_old_windows_computer(
        self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "x.md").write_bytes("# Café\r\n\r\nHet was “koud”.\r\n".encode("cp1252"))
        type_in(monkeypatch, "", "", "")
        file, _ = made(hub, capsys, "import", str(tmp_path / "x.md"), *NEEDED)
        text = file.read_text(encoding="utf-8")
        assert "title: Café" in text
        assert text.endswith("Het was “koud”.\n")

    def test_no_file_fetches_a_picture_from_somewhere_else(
        self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "geheim.png").write_bytes(picture())
        deep = tmp_path / "a/b/c"
        deep.mkdir(parents=True)
        (deep / "x.md").write_text("# X\n\n![x](../../../geheim.png) ![y](/../geheim.png)\n", encoding="utf-8")
        type_in(monkeypatch, "", "", "")
        file, _ = made(hub, capsys, "import", str(deep / "x.md"), *NEEDED)
        assert not file.with_suffix("").exists()

    @pytest.mark.parametrize(
        "text", ["---\ntitle: [open\n---\nx", "+++\ntitle = \n+++\nx", "{\n x", "---\n- a\n---\nx"]
    )
    def test_front_matter_that_is_broken_gets_a_sentence(
        self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
    ) -> None:
        (tmp_path / "x.md").write_text(text, encoding="utf-8")
        assert main(["import", str(tmp_path / "x.md"), "--stories", str(hub), *NEEDED], ROOT) == 2
        assert "front matter that cannot be read" in capsys.readouterr().err

    def test_another_kind_of_file_gets_a_sentence(
        self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "x.odt").write_bytes(b"x")
        assert main(["import", str(tmp_path / "x.odt"), "--stories", str(hub)], ROOT) == 2
        assert ".docx, .md and .markdown can" in capsys.readouterr().err

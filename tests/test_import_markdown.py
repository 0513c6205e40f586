"""Posts of other programs become stories: fields by what they mean, the text as it stands, and nothing guessed."""

from __future__ import annotations

import os
import unicodedata
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import PROJECT, write_hub
from importing import NEEDED, NO_EXTRAS, Made, made, picture, type_in
from storyhub.cli.main import main
from storyhub.compose.draft import Draft
from storyhub.compose.imports.markdown import leftovers
from storyhub.compose.imports.markdown.beside import Beside

Import = Callable[..., Made]
GIVEN = ["--department", "ward", "--language", "en", *NO_EXTRAS]
NL = ["--department", "ward", *NO_EXTRAS]


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    return write_hub(tmp_path / "stories")


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch)


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    folder = tmp_path / "site/blog"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def imported(hub: Path, posts: Path, capsys: pytest.CaptureFixture[str]) -> Import:
    """Import a post: its fields in YAML, its text, the name of its file."""

    def take(fields: str, text: str = "It rained.", name: str = "post.md", given: list[str] = GIVEN) -> Made:
        whole = fields if fields.startswith(("+++", "{")) else f"---\n{fields}\n---\n"
        file = posts / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{whole}\n{text}\n", encoding="utf-8")
        return made(hub, capsys, "import", str(file), *given)

    return take


def whole(fields: str = "") -> str:
    return f"title: T\nauthor: A\ndate: 2026-03-01\n{fields}"


class TestPeople:
    """Who wrote it."""

    @pytest.mark.parametrize(
        "fields",
        [
            "author: Noor Bakker",
            "author: {name: Noor Bakker}",
            "author:\n  display_name: Noor Bakker\n  login: noor\n  email: noor@example.org",
            "authors:\n  - name: Noor Bakker\n    url: https://example.org",
            "authors: [Noor Bakker]",
            "author: {first_name: Noor, last_name: Bakker}",
            "byline: Noor Bakker",
        ],
    )
    def test_a_name_however_it_is_kept(self, imported: Import, fields: str) -> None:
        assert imported(f"title: T\ndate: 2026-03-01\n{fields}").field["author"] == "Noor Bakker"

    def test_a_login_is_better_than_nothing(self, imported: Import) -> None:
        assert imported("title: T\ndate: 2026-03-01\nauthor: {login: noor, id: 4}").field["author"] == "noor"

    @pytest.mark.parametrize(
        "fields",
        [
            '+++\ntitle = "T"\ndate = 2026-03-01\nauthors = ["Noor", "Jan de Vries"]\n+++\n',
            '+++\ntitle = "T"\ndate = 2026-03-01\n[taxonomies]\nauthors = ["Noor", "Jan de Vries"]\n+++\n',
            "title: T\ndate: 2026-03-01\nauthor: Noor\ncontributors:\n- Jan de Vries",
        ],
    )
    def test_a_second_author_is_told(self, imported: Import, fields: str) -> None:
        story = imported(fields)
        assert story.field["author"] == "Noor"
        assert 'also written by "Jan de Vries"' in story.err

    @pytest.mark.parametrize("nobody", ["{}", "null", "~", "", "[]", "{name: null}"])
    def test_nobody_is_asked_for(self, hub: Path, posts: Path, capsys: pytest.CaptureFixture[str], nobody: str) -> None:
        fields = f"title: T\ndate: 2026-03-01\nauthor: {nobody}"
        (posts / "x.md").write_text(f"---\n{fields}\n---\nx\n", encoding="utf-8")
        assert main(["import", str(posts / "x.md"), "--stories", str(hub), *GIVEN], PROJECT) == 2
        assert "author: has no answer" in capsys.readouterr().err


class TestDays:
    """Which day; nothing is guessed."""

    @pytest.mark.parametrize(
        ("fields", "name", "day"),
        [
            ("", "2016-2-29-leap.md", "2016-02-29"),
            ("", "2016-02-29-leap/index.md", "2016-02-29"),
            ("", "2014/12/12/timeline.md", "2014-12-12"),
            ("path: 2014/12/12/timeline", "x.md", "2014-12-12"),
            ("permalink: /2014/12/12/timeline/", "x.md", "2014-12-12"),
            ("date: 2015-3-1", "x.md", "2015-03-01"),
            ("date: '2013-05-04 23:30:00 +0200'", "x.md", "2013-05-04"),
            ("date: 2013-05-04T23:30:00Z", "x.md", "2013-05-04"),
            ("date: 25/03/2015", "x.md", "2015-03-25"),
            ("date: 03/03/2015", "x.md", "2015-03-03"),
            ("date: 3 maart 2015", "x.md", "2015-03-03"),
            ("date: March 3, 2015", "x.md", "2015-03-03"),
            ("publishDate: 2015-03-03", "x.md", "2015-03-03"),
            ("published: 2015-03-03", "x.md", "2015-03-03"),
            ("date: soon", "2015-03-03-x.md", "2015-03-03"),
        ],
    )
    def test_a_day_however_it_is_kept(self, imported: Import, fields: str, name: str, day: str) -> None:
        story = imported(f"title: T\nauthor: A\n{fields}", name=name)
        assert story.field["date"] == day
        assert "certain date" not in story.err

    def test_the_day_on_which_a_post_was_made_goes_before_that_of_its_change(self, imported: Import) -> None:
        story = imported("title: T\nauthor: A\ndate:\n  created: 2026-03-01\n  updated: 2026-04-01")
        assert story.field["date"] == "2026-03-01"

    def test_two_readings_are_told_and_not_guessed(self, imported: Import) -> None:
        story = imported("title: T\nauthor: A\ndate: 01/03/2015")
        assert '"01/03/2015" can be 2015-01-03 or 2015-03-01' in story.err
        assert "the file gives no certain date, so the story has today's, 2026-11-24" in story.err

    def test_whoever_is_there_is_asked(self, imported: Import, monkeypatch: pytest.MonkeyPatch) -> None:
        type_in(monkeypatch, "01/03/2015", "1 maart 2015")
        story = imported("title: T\nauthor: A", given=NL)
        assert story.field["date"] == "2015-03-01"
        assert "Dat is niet één duidelijke datum" in story.err
        assert "die van vandaag" not in story.err


class TestStatus:
    """What was not published is a draft."""

    @pytest.mark.parametrize(
        "fields",
        [
            *('draft: "true"', "draft: yes", "published: false", "published: 'no'", "status: draft", "status: private"),
            *("draft: ja", "published: nee", "publish: false", "isDraft: true", "draft: maybe", "visibility: private"),
            *("status: in progress", "hidden: true", "post_status: pending", "dg-publish: false"),
        ],
    )
    def test_a_draft_stays_one(self, imported: Import, fields: str) -> None:
        story = imported(whole(fields))
        assert story.field["status"] == "draft"
        assert "so it is a draft here" in story.err

    def test_a_file_among_the_drafts_of_jekyll(self, imported: Import) -> None:
        assert imported(whole(), name="_drafts/idee.md").field["status"] == "draft"

    @pytest.mark.parametrize(
        "fields", ["status: publish", "status: published", "published: true", "draft: 'false'", "draft: nee"]
    )
    def test_what_was_published_has_no_status(self, imported: Import, fields: str) -> None:
        story = imported(whole(fields))
        assert "status" not in story.field
        assert "This stops" not in story.err


class TestTitles:
    """As people see them."""

    @pytest.mark.parametrize(
        ("written", "title"),
        [
            ("Caf&eacute; &amp; bar", "Café & bar"),
            ('"Jan &#38; Piet&#8217;s dag"', "Jan & Piet’s dag"),
            ("Q&amp;amp;A", "Q&A"),
            ("Yes", "Yes"),
            ("No", "No"),
            ("2010", "2010"),
            ("1_000", "1_000"),
            ("2010-12-03", "2010-12-03"),
            ("~", "~"),
            ("De <em>bus</em>", "De bus"),
            ("'s Morgens'", "s Morgens"),
        ],
    )
    def test_entities_truths_and_numbers_are_words(self, imported: Import, written: str, title: str) -> None:
        if written == "'s Morgens'":
            written = '"s Morgens"'
        story = imported(f"title: {written}\nauthor: A\ndate: 2026-03-01")
        found = story.reading.story
        assert found is not None
        assert found.title == title

    def test_a_title_that_is_too_long_is_shortened_and_kept(self, imported: Import) -> None:
        long = "Een heel lang verhaal " * 8
        story = imported(f"title: {long}\nauthor: A\ndate: 2026-03-01")
        assert story.field["title"].endswith("…")
        assert story.body.startswith(f"**{long.strip()}**\n\nIt rained.")
        assert "This stops" not in story.err

    def test_the_first_heading_is_the_title_that_is_missing(self, imported: Import) -> None:
        for heading in ("# Kop #", "Kop\n==="):
            story = imported("author: A\ndate: 2026-03-01", f"{heading}\n\nTekst.")
            assert (story.field["title"], story.body) == ("Kop", "Tekst.")


class TestOtherWays:
    """Fields in other words, without a fence, and with signs that YAML takes for its own."""

    def test_fields_in_dutch(self, imported: Import) -> None:
        fields = "titel: De pomp\nauteur: Noor Bakker\ndatum: 1 maart 2026\nsamenvatting: Kort.\ntaal: Nederlands\nconcept: ja"
        story = imported(fields, given=["--department", "ward", *NO_EXTRAS])
        found = {name: story.field[name] for name in ("title", "author", "date", "summary", "language", "status")}
        assert list(found.values()) == ["De pomp", "Noor Bakker", "2026-03-01", "Kort.", "nl", "draft"]

    def test_lines_of_notion_below_the_title(
        self, imported: Import, hub: Path, posts: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        text = "# De pomp\n\nCreated: March 1, 2026 10:00 AM\nCreated by: Noor\nPlace: Gent\n\nHet regende.\n"
        file = posts / f"De pomp {'0a' * 16}.md"
        file.write_text(text, encoding="utf-8")
        story = made(hub, capsys, "import", str(file), *GIVEN)
        assert (story.field["title"], story.field["date"], story.field["author"]) == ("De pomp", "2026-03-01", "Noor")
        assert (story.file.name, story.body) == ("de-pomp.md", "Het regende.")
        assert "place: Gent" in story.err

    def test_a_first_paragraph_with_colons_is_no_field(
        self, hub: Path, posts: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (posts / "x.md").write_text("Let op: het regent.\nEn ook: de pomp staat uit.\n", encoding="utf-8")
        story = made(hub, capsys, "import", str(posts / "x.md"), "--title", "T", *NEEDED, *NO_EXTRAS)
        assert story.words == "Let op: het regent. En ook: de pomp staat uit."

    @pytest.mark.parametrize(
        ("written", "title"),
        [
            ("Gemaakt: de pomp", "Gemaakt: de pomp"),
            ("'s Morgens vroeg", "'s Morgens vroeg"),
            ('"Zij zei "ja""', 'Zij zei "ja"'),
            ("@noor zegt", "@noor zegt"),
            ("{{ page.title }}", "{{ page.title }}"),
            ("100% zeker: ja", "100% zeker: ja"),
        ],
    )
    def test_words_that_are_no_yaml_are_words(self, imported: Import, written: str, title: str) -> None:
        assert imported(f"title: {written}\nauthor:\n\tname: A\ndate: 2026-03-01").reading.story.title == title  # type: ignore[union-attr]

    def test_a_field_that_comes_twice_is_told(self, imported: Import) -> None:
        story = imported(whole("title: Nog een"))
        assert story.field["title"] == "T"
        assert "title (2): Nog een" in story.err

    def test_a_heading_that_repeats_the_title_goes(self, imported: Import) -> None:
        assert imported(whole(), "# *T* {#t}\n\nHet regende.").body == "Het regende."
        assert imported(whole(), "# Nog een kop\n\nHet regende.").body.startswith("# Nog een kop")

    def test_a_title_is_plain_and_its_link_stays_in_the_text(self, imported: Import) -> None:
        story = imported("author: A\ndate: 2026-03-01", "# De *pomp* van [Gent](https://example.org)\n\nHet regende.")
        assert (story.field["title"], story.body) == ("De pomp van Gent", "[Gent](https://example.org)\n\nHet regende.")

    def test_other_names_of_a_note_are_no_addresses(self, imported: Import) -> None:
        story = imported(whole("aliases: [De oude pomp, oud/pomp]"))
        assert story.field["aliases"] == "[oud/pomp]"
        assert "aliases: De oude pomp" in story.err


class TestSummary:
    """No longer than it may be, and nothing of it lost."""

    @pytest.mark.parametrize(
        "sentence", ["Het regende de hele dag, en niemand kwam. ", "Sie sagte oft „Es regnet, und niemand kommt.“ "]
    )
    def test_one_that_is_in_the_text_ends_at_a_sentence(self, imported: Import, sentence: str) -> None:
        text = sentence * 9
        story = imported(whole(f"excerpt: {text}"), text)
        assert story.field["summary"] == (sentence * (280 // len(sentence))).strip()
        assert story.body == text.strip()
        assert "280" in story.err
        assert "This stops" not in story.err

    def test_one_that_is_not_in_the_text_goes_above_it(self, imported: Import) -> None:
        story = imported(whole(f"description: {'woord ' * 60}"))
        assert "summary" not in story.field
        assert story.body == f"{('woord ' * 60).strip()}\n\nIt rained."


class TestPictures:
    """Brought, or reported."""

    @pytest.mark.parametrize(
        "target",
        [
            "pump.png",
            "./pump.png",
            "<my pump.png>",
            "my%20pump.png",
            "my pump.png",
            "{{ site.baseurl }}/pump.png",
            "{{site.url}}{{site.baseurl}}/img/pump.png",
            "/img/pump.png",
            "/assets/deep.png",
            '{{ "/img/pump.png" | relative_url }}',
            "{{ '/img/pump.png' | url }}",
            "{% link img/pump.png %}",
            "PUMP.PNG",
        ],
    )
    def test_a_picture_however_it_is_named(self, imported: Import, posts: Path, target: str) -> None:
        (posts.parent / "_config.yml").write_text("title: x\n", encoding="utf-8")
        (posts.parent / "img").mkdir()
        (posts.parent / "assets").mkdir()
        for place in (posts / "pump.png", posts / "my pump.png", posts.parent / "img/pump.png"):
            place.write_bytes(picture())
        (posts.parent / "assets/deep.png").write_bytes(picture())
        story = imported(whole("consent: internal"), f'Zie ![The pump]({target} "So").')
        name = next(path.name for path in story.file.with_suffix("").iterdir())
        assert story.body == f'Zie ![The pump]({name} "So").'
        assert "This stops" not in story.err

    def test_html_references_and_hugos_figures(self, imported: Import, posts: Path) -> None:
        (posts / "a.png").write_bytes(picture(colour="red"))
        (posts / "b.png").write_bytes(picture(colour="blue"))
        text = '<img class="x" src="./a.png" alt="A">\n\n![B][b]\n\n[b]: ./b.png\n\n{{< figure src="a.png" alt="A" caption="Bij de sluis" >}}'
        story = imported(whole("consent: internal"), text)
        assert (
            story.body
            == '<img class="x" src="a.png" alt="A">\n\n![B][b]\n\n[b]: b.png\n\n![A](a.png)\n\n*Bij de sluis*'
        )
        assert "code of another program" not in story.err

    @pytest.mark.parametrize(
        "shown",
        [
            "![[my pump.png]]",
            "![[my pump.png|300]]",
            "<img src=my-pump.png>",
            "![](img\\deep.png)",
            "![](__GHOST_URL__/img/deep.png)",
            "![]({static}/img/deep.png)",
        ],
    )
    def test_other_ways_to_show_one(self, imported: Import, posts: Path, shown: str) -> None:
        """Obsidian, HTML without quotes, Windows, Ghost."""
        (posts / "img").mkdir()
        for name in ("my pump.png", "my-pump.png", "img/deep.png"):
            (posts / name).write_bytes(picture())
        story = imported(whole(), f"Kijk: {shown}")
        assert "<img" in story.html
        assert len(list((story.file.parent / story.file.stem).iterdir())) == 1

    def test_one_that_is_written_out_in_the_text(self, imported: Import) -> None:
        """As Google Docs does."""
        data = b64encode(picture()).decode()
        story = imported(whole(), f"Kijk: ![De pomp][image1]\n\n[image1]: <data:image/png;base64,{data}>")
        assert story.body.endswith("[image1]: picture-1.png")
        assert (story.file.parent / "post/picture-1.png").read_bytes() == picture()

    def test_a_figure_that_is_brought_is_not_called_missing(self, imported: Import, posts: Path) -> None:
        (posts / "my pump.png").write_bytes(picture())
        story = imported(whole(), '{{< figure src="my pump.png" caption="De *pomp*" >}}')
        assert story.body == "![](my-pump.png)\n\nDe *pomp*"
        assert "was not found" not in story.err

    def test_accents_of_a_mac_are_the_same_name(self, imported: Import, posts: Path) -> None:
        (posts / unicodedata.normalize("NFD", "één.png")).write_bytes(picture())
        assert imported(whole(), "![x](één.png)").body == "![x](een.png)"

    def test_one_that_is_not_there_is_told_and_one_on_the_web_too(self, imported: Import) -> None:
        story = imported(whole("image: /img/weg.jpg"), "![x](elders.png) ![y](https://example.org/z.png)")
        assert story.body == "![x](elders.png) ![y](https://example.org/z.png)"
        for name in ("/img/weg.jpg", "elders.png"):
            assert f'picture "{name}" was not found near the file' in story.err
        assert '"https://example.org/z.png" is on the web' in story.err

    def test_a_main_picture_with_its_words(self, imported: Import, posts: Path) -> None:
        (posts / "a.png").write_bytes(picture())
        for fields in (
            "image: {path: a.png, alt: Een bus}",
            "cover:\n  image: a.png\n  alt: Een bus",
            "header: {teaser: a.png, alt: Een bus}",
        ):
            found = imported(whole(f"{fields}\nconsent: internal")).reading.story
            assert found is not None
            assert (found.photo, found.photo_alt) == ("a.png", "Een bus")

    def test_no_file_fetches_a_picture_from_somewhere_else(self, imported: Import, tmp_path: Path) -> None:
        (tmp_path / "geheim.png").write_bytes(picture())
        story = imported(
            whole(), "![x](../../../../geheim.png) ![y](/../../geheim.png) ![z](../../../geheim.png)", "a/b/x.md"
        )
        assert not story.file.with_suffix("").exists()


class TestWhatIsLeft:
    """Told, not dropped in silence and not shown to readers in silence."""

    def test_code_of_the_other_program_is_told_with_its_lines(self, imported: Import) -> None:
        text = "Kijk:\n{{< youtube w7F >}} en {% image a %}\n\n```\n{{ in code }}\n```\n`{{ ook }}` {{ site.title }}{: .klein}"
        story = imported(whole(), text)
        assert story.body == text
        assert (
            'line 2: "{{< youtube w7F >}}", line 2: "{% image a %}", line 7: "{{ site.title }}", line 7: "{: .klein}"'
            in story.err
        )
        assert "in code" not in story.err

    @pytest.mark.parametrize(
        "left",
        [
            "> [!note] Let op",
            ":::tip Let op",
            "import Tabs from '@theme/Tabs'",
            "#+BEGIN_QUOTE",
            "Niet %%voor lezers%%.",
            "Een ==stift==.",
            "[vc_row]x[/vc_row]",
            '!!! note "Let op"',
            "Klik [hier](https://example.org){ .md-button }",
            "Zie [[https://example.org][hier]].",
        ],
    )
    def test_code_of_more_programs(self, imported: Import, left: str) -> None:
        """Obsidian, Docusaurus, Org, builders of WordPress."""
        story = imported(whole(), f"Het regende.\n\n{left}")
        assert story.body == f"Het regende.\n\n{left}"
        assert "readers would see the code of another program (line 3" in story.err

    def test_fields_and_tags_without_a_place_are_told(self, imported: Import) -> None:
        story = imported(
            whole("tags: [openheid, reizen, 12]\nmood: somber\nlayout: post\ncomments: true\nrating: {a: 1}")
        )
        assert story.field["values"] == "[openness]"
        assert "not among the values and have no place in a story: reizen, 12" in story.err
        assert "no place in a story: mood: somber; rating: a: 1" in story.err
        assert "layout" not in story.err

    def test_old_addresses_come_along(self, imported: Import) -> None:
        story = imported(
            whole("redirect_from: [/2019/de-bus/, https://example.org/oud/index.html]\npermalink: /blog/:title/")
        )
        assert story.field["aliases"] == "[2019/de-bus, oud]"

    def test_what_check_says_of_them_is_said_at_once(self, imported: Import) -> None:
        assert "aliases:" in imported(whole("redirect_from: /departments/")).err


class TestForms:
    """The ways in which fields are written."""

    def test_a_post_of_jekyll_keeps_its_text_byte_for_byte(self, imported: Import) -> None:
        text = "Het **regende**.\n\n| a | b |\n\n    code\n\n[^1]: Een noot."
        assert imported(whole(), text, "2025-06-01-de-bus.md").file.name == "de-bus.md"
        assert imported(whole(), f"Kop\n<!--more-->\n{text}").body == f"Kop\n{text}"

    @pytest.mark.parametrize(
        "fields",
        [
            '+++\ntitle = "T"\ndate = 2026-03-01T10:00:00Z\ndraft = true\nauthors = ["A"]\n[extra]\nlang = "en"\n+++\n',
            '{\n"title": "T", "date": "2026-03-01", "draft": true, "author": "A"\n}\n',
            '---json\n{"title": "T", "date": "2026-03-01", "draft": true, "author": "A"}\n---\n',
        ],
    )
    def test_toml_and_json(self, hub: Path, posts: Path, capsys: pytest.CaptureFixture[str], fields: str) -> None:
        (posts / "x.md").write_text(f"{fields}\nIt rained.\n", encoding="utf-8")
        story = made(hub, capsys, "import", str(posts / "x.md"), *GIVEN)
        found = story.reading.story
        assert found is not None
        assert (found.title, found.author, found.date.isoformat(), found.draft) == ("T", "A", "2026-03-01", True)
        assert story.body == "It rained."

    @pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-16"])
    def test_a_plain_file_of_windows(
        self, hub: Path, posts: Path, capsys: pytest.CaptureFixture[str], encoding: str
    ) -> None:
        (posts / "x.md").write_bytes("# Café\r\n\r\nHet was “koud”.\r\n".encode(encoding))
        story = made(hub, capsys, "import", str(posts / "x.md"), *NEEDED, *NO_EXTRAS)
        assert (story.field["title"], story.body) == ("Café", "Het was “koud”.")

    @pytest.mark.parametrize(
        "text",
        [
            "---\ntitle: [open\n---\nx",
            "+++\ntitle = \n+++\nx",
            "{\n x",
            "---\n- a\n---\nx",
            "---\ntitle: never closed\n\nx",
            "---\na: &a [x]\nb: *a\n---\nx",
            "---\na: " + "[" * 3000 + "\n---\nx",
            "---\na: " + "x" * 70_000 + "\n---\nx",
        ],
    )
    def test_fields_that_cannot_be_read_get_a_sentence(
        self, hub: Path, posts: Path, capsys: pytest.CaptureFixture[str], text: str
    ) -> None:
        (posts / "x.md").write_text(text, encoding="utf-8")
        assert main(["import", str(posts / "x.md"), "--stories", str(hub), *NEEDED], PROJECT) == 2
        assert "heeft velden die niet te lezen zijn" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "unit",
        [
            "![](a ",
            "![",
            "{{",
            "{% a ",
            "`",
            "<img ",
            "[[",
            '![](a "',
            "{:",
            "{{< figure ",
            "![[a",
            "data:image/png;base64,",
        ],
    )
    def test_a_line_of_half_open_signs_is_read_to_its_end(self, unit: str, tmp_path: Path) -> None:
        """With work that grows with the square of its length this would not end."""
        text = unit * 20_000
        assert Beside(tmp_path / "x.md", Draft()).show(text) == text
        assert list(leftovers.found(text)) == []

    def test_another_kind_of_file_gets_a_sentence(
        self, hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (tmp_path / "x.odt").write_bytes(b"x")
        assert main(["import", str(tmp_path / "x.odt"), "--stories", str(hub)], PROJECT) == 2
        assert ".docx, .md en .markdown" in capsys.readouterr().err

    def test_one_file_that_cannot_be_read_stops_no_other(
        self, hub: Path, posts: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        (posts / "a.md").write_text("---\n- a\n---\n", encoding="utf-8")
        (posts / "b.md").write_text(f"---\n{whole()}\n---\nIt rained.\n", encoding="utf-8")
        files = [str(posts / "weg.md"), str(posts / "a.md"), str(posts / "b.md")]
        assert main(["import", *files, "--stories", str(hub), *GIVEN], PROJECT) == 2
        assert (hub / "2026/b.md").is_file()
        assert capsys.readouterr().err.count("hub.py import:") == 2


def test_a_picture_that_a_post_shows_often_is_looked_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A post of nothing but pictures costs no minutes, and what is missing is said once."""
    read: list[str] = []
    whole_file = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda file: read.append(file.name) or whole_file(file))
    (tmp_path / "pump.png").write_bytes(picture())
    draft = Draft()
    shown = Beside(tmp_path / "post.md", draft).show("![a](pump.png) ![b](gone.png) " * 50)
    assert (shown.count("(pump.png)"), shown.count("(gone.png)")) == (50, 50)
    assert read == ["pump.png"]
    assert [str(note) for note in draft.notes if "gone.png" in str(note)] == [str(draft.notes[0])]


def test_thousands_of_missing_pictures_are_looked_for_in_each_folder_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many looks for a thousand as for ten."""
    looked: list[str] = []
    folder = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: looked.append(str(path)) or folder(path))

    def looks(number: int) -> int:
        looked.clear()
        draft = Draft()
        Beside(tmp_path / "post.md", draft).show(" ".join(f"![a](img/{one}.png)" for one in range(number)))
        assert len(draft.notes) == number
        return len(looked)

    assert looks(1000) == looks(10)

"""Own words: a writer alone hears which sentences are elsewhere already, and nobody else ever does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hubs import PROJECT, ROOT, VALUES, files_of, story, write_hub
from hypothesis import given
from hypothesis import strategies as st
from storyhub.assemble import assemble
from storyhub.check import repeated_sentences
from storyhub.cli.main import main
from storyhub.model.settings import Settings
from storyhub.model.theme import Theme
from storyhub.system.cache_files import Store, cache_folder
from storyhub.text import shingles
from storyhub.text.features import WordCounts, features
from storyhub.text.tokens import rows_of_many

MISSION = "# Onze missie\n\nWij zorgen dat iedereen veilig thuis kan zijn, ook als het water in de winter hoog staat.\n"
COPIED = "We zorgen ervoor dat iedereen veilig thuis kon zijn, ook wanneer het water in de winters hoog staat."
OTHER = "De pomp in Hollewaard stond drie nachten stil omdat niemand de sleutel van het hok kon vinden."
LIKE_IT = "De pomp in Hollewaard stond drie nachten stil, omdat niemand de sleutels van dat hok kon vinden."


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    files: dict[str, str | bytes] = {
        "mission.md": MISSION,
        "values.yml": VALUES
        + "- key: water\n  name: {nl: Water}\n  promise: {nl: 'Wij luisteren eerst naar de boer, de bewoner en de vogel voordat we een sloot verleggen.'}\n",
        "2025/de-pomp.md": story("De pomp", f"Het was koud.\n\n{OTHER}\n", date="2025-03-01"),
        "2025/iets-anders.md": story("Iets anders", "Het regende en de bus kwam niet.\n", date="2025-03-01"),
    }
    return write_hub(tmp_path / "stories", files)


def told(hub: Path, body: str, capsys: pytest.CaptureFixture[str], *more: str) -> list[str]:
    """The advice about a new story with this body."""
    (hub / "2026").mkdir(exist_ok=True)
    (hub / "2026/nieuw.md").write_text(story("Nieuw", body), encoding="utf-8")
    main(["check", "--stories", str(hub), *(more or (str(hub / "2026/nieuw.md"),))], PROJECT)
    return [line for line in capsys.readouterr().out.splitlines() if "word for word" in line or "woordelijk" in line]


def build(hub: Path) -> None:
    """What a build of this hub keeps for a check."""
    related = assemble(hub, Settings(), Store(cache_folder(PROJECT, hub))).related
    assert related.keys()


@pytest.mark.parametrize(
    ("sentence", "source"),
    [
        (COPIED, "the mission"),
        ("Wij luisteren eerst naar de boeren, de bewoners en de vogels voordat we sloten verleggen.", "“Water”"),
        (LIKE_IT, 'the story "De pomp"'),
    ],
)
def test_a_sentence_that_stands_elsewhere_nearly_word_for_word_is_told_with_its_source(
    hub: Path, capsys: pytest.CaptureFixture[str], sentence: str, source: str
) -> None:
    lines = told(hub, f"Dit is van mij.\n\n{sentence} En dit ook.\n", capsys)
    assert len(lines) == 1
    assert source in lines[0]
    assert "nieuw.md:11: body: advice:" in lines[0]
    assert "say it your way?" in lines[0]


@pytest.mark.parametrize(
    "body",
    [
        f"> {COPIED}\n",
        f"Zij schreef:\n\n> Dit is het:\n>\n> > {LIKE_IT}\n",
        "Iedereen wil veilig thuis zijn.\n",
        "Vannacht stond het water hoog en ik dacht aan mijn moeder, die alleen in dat huis aan de dijk woont.\n",
        "De pomp stond stil.\n",
    ],
)
def test_quotes_short_sentences_and_own_words_are_left_alone(
    hub: Path, capsys: pytest.CaptureFixture[str], body: str
) -> None:
    assert told(hub, body, capsys) == []


def test_it_never_stops_a_story(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(hub, COPIED, capsys)
    assert main(["check", "--stories", str(hub), str(hub / "2026/nieuw.md")], PROJECT) == 0


def test_the_writer_reads_it_in_the_comment(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(hub, COPIED, capsys, "2026/nieuw.md", "--format", "comment")
    assert len(lines) == 1
    assert "herhaalt bijna woordelijk de missie" in lines[0]


def test_nobody_else_hears_of_it(hub: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Neither a page of the site nor a check of the whole hub: there is nothing to compare writers by."""
    assert told(hub, COPIED, capsys, "--format", "text") == []
    from storyhub.build import Builder

    builder = Builder(hub, Settings(), Theme(ROOT / "theme"), tmp_path)
    builder.finish(tmp_path / "site", {})
    builder.close()
    for path, data in files_of(tmp_path / "site").items():
        if path.endswith(".html"):
            assert b"woordelijk" not in data
            assert b"word for word" not in data


def test_a_story_is_not_compared_with_itself(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        told(
            hub,
            f"{OTHER.replace('Hollewaard', 'Beekdaal').replace('drie', 'acht').replace('sleutel', 'kast')}\n",
            capsys,
        )
        == []
    )


def test_what_others_wrote_meanwhile_is_known(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = "Op dinsdag droeg de buurvrouw zeven emmers slib over de kade naar het gemaal."
    another = hub / "2025/iets-anders.md"
    before = another.read_text(encoding="utf-8")
    assert told(hub, sentence, capsys) == []
    another.write_text(f"{before}\n{sentence}\n", encoding="utf-8")
    assert ['the story "Iets anders"' in line for line in told(hub, sentence, capsys)] == [True]
    another.write_text(before, encoding="utf-8")
    assert told(hub, sentence, capsys) == []
    another.unlink()
    assert told(hub, LIKE_IT, capsys)


@pytest.mark.parametrize(
    "damage",
    [lambda data: b"", lambda data: data[:-3], lambda data: data[:40] + b"x" + data[41:]],
    ids=["emptied", "cut-off", "changed"],
)
def test_a_damaged_shelf_counts_as_none(
    hub: Path, capsys: pytest.CaptureFixture[str], damage: Callable[[bytes], bytes]
) -> None:
    lines = told(hub, LIKE_IT, capsys)
    build(hub)
    assert told(hub, LIKE_IT, capsys) == lines
    kept = list(cache_folder(PROJECT, hub).parent.rglob("*.shelf"))
    assert kept
    for file in kept:
        file.write_bytes(damage(file.read_bytes()))
    assert told(hub, LIKE_IT, capsys) == lines != []


@pytest.mark.parametrize("built", [True, False], ids=["with a build before", "without"])
def test_it_is_found_among_many(hub: Path, capsys: pytest.CaptureFixture[str], built: bool) -> None:
    """Also in a story that changed after the build, one that is its neighbour, and one that is a draft no longer."""
    for number in range(300):
        body = f"Het was dag {number} op de dijk.\n\n{OTHER if number == 250 else ''}\n"
        (hub / f"2025/dag-{number:03}.md").write_text(story(f"Dag {number}", body, date="2025-04-01"), encoding="utf-8")
    (hub / "2025/de-pomp.md").unlink()
    if built:
        build(hub)
    (line,) = told(hub, LIKE_IT, capsys)
    assert 'the story "Dag 250"' in line
    sentence = "Op dinsdag droeg de buurvrouw zeven emmers slib over de kade naar het gemaal."
    for number, draft in ((7, None), (8, "true")):
        file = hub / f"2025/dag-{number:03}.md"
        file.write_text(story(f"Dag {number}", sentence, draft=draft, date="2025-04-01"), encoding="utf-8")
    (line,) = told(hub, sentence, capsys)
    assert 'the story "Dag 7"' in line


def test_two_new_stories_are_compared_with_each_other(hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(hub)
    (hub / "2026").mkdir()
    (hub / "2026/eerder.md").write_text(story("Eerder", f"{COPIED.replace('veilig', 'droog')}\n"), encoding="utf-8")
    lines = told(hub, f"{COPIED.replace('veilig', 'droog')}\n", capsys, "2026")
    assert len(lines) == 2


@given(
    st.lists(
        st.builds(
            lambda title, words: features(title, "", "", " ".join(words), "nl"),
            st.sampled_from(["De pomp", ""]),
            st.lists(
                st.sampled_from(["pomp", "sleutel", "dijk", "water", "en", "de", "nacht", "boer", "vogel"]), max_size=30
            ),
        ),
        max_size=5,
    )
)
def test_many_stories_are_shelved_as_few_are(stories: list[WordCounts]) -> None:
    shelf = shingles.index(stories)
    assert rows_of_many(stories) == shelf
    for place, one in enumerate(stories):
        for row in shingles.rows(shingles.spoken(one)):
            assert place in shingles.RowIndex(shelf).having(row)


@pytest.mark.parametrize(
    ("html", "sentences"),
    [
        ("<p>Een. Twee! <em>Drie</em> vier?</p><ul><li>Vijf</li></ul>", ["Een.", "Twee!", "Drie vier?", "Vijf"]),
        ("<blockquote><p>a</p><blockquote>b</blockquote>c</blockquote><p>d &amp; e</p>", ["d & e"]),
        ("", []),
    ],
)
def test_the_sentences_of_a_story(html: str, sentences: list[str]) -> None:
    assert repeated_sentences.own(html) == sentences

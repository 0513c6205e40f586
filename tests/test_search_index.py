"""The search index: it holds what Pagefind itself would, and a change renews only what it touches."""

from __future__ import annotations

import datetime
import doctest
import random
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_hub import made_up, own_pagefind, places_in, story, unpacked
from storyhub.search import IndexReport, SearchEntry, accelerator, index, pagefind
from storyhub.search.accelerator import cbor, columns, places, word_forms
from storyhub.search.accelerator.compounds import compounds, last_part
from storyhub.search.accelerator.files import LanguageFiles
from storyhub.search.accelerator.places import SearchText, postings
from storyhub.search.accelerator.text import read
from storyhub.search.accelerator.word_files import IndexedWords, answered, cut
from storyhub.search.accelerator.writer import MANY
from storyhub.search.build import HUB, PAGEFIND, indexer_for

HARD = """<h2 id="hard">Hard words</h2><p>WKWebVIEWComponent v2.0 COVID-19 it’s l'alphabet café-crème naïve coöperatie e-mail 3D
ABC abcDEF x86_64 's-Gravenhage déjà-vu A4'tje 50% €30 1.000,50 iPhone15Pro cloud🌦️cannon 👍 FOO_BAR __init__ Ångström ÉÉN ß
STRASSE œuvre ﬁets 日本語 привет Ελλάδα &lt;b&gt; a&amp;b foo/bar http://example.org/x?y=1 “quoted” – — … 1e9 C++ C# .NET</p>
<ul><li>luisteren</li><li>klanttevredenheid, gewerkt!</li></ul><pre><code>print("hallo")</code></pre>"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Where the index goes and where its cache is."""
    return tmp_path / "site" / "search", tmp_path / "cache"


def snapshot(out: Path) -> dict[str, tuple[bytes, int]]:
    """All files with their content and their time."""
    return {
        path.relative_to(out).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in out.rglob("*")
        if path.is_file()
    }


def contents(out: Path) -> dict[str, bytes]:
    """All files with their content."""
    return {name: content for name, (content, _) in snapshot(out).items()}


@pytest.mark.parametrize("language", ["nl", "en", "de", "fr", "xx"])
def test_words_and_places_are_those_that_pagefinds_own_program_finds(language: str, tmp_path: Path) -> None:
    """Else a search would ask for words in a form in which the index doesn't have them."""
    stories = [story("hard", HARD, language), *made_up(30, language)]
    stories = [replace(entry, author="Noor", values=()) for entry in stories]
    theirs = places_in(own_pagefind(stories, tmp_path), plain=24)
    index(stories, tmp_path / "search", cache=tmp_path / "cache")
    (ours,) = (tmp_path / "search").glob(f"pagefind-*/{language}")
    found = places_in(ours, plain=25)
    # The accelerator files some words as people type them too; Pagefind has all of these under another form alone.
    forms = word_forms.WordForms(language)
    typed = {form.stem for word in HARD.split() for o in word_forms.as_people_type(word) for form in forms.of(o)}
    more = {word for word, _ in found.keys() - theirs.keys()}
    assert not theirs.keys() - found.keys()
    assert more <= typed
    for word, pages in theirs.items():
        for page, told in pages.items():
            # Where a word is more than ten times in one story, the rest is left out.
            assert found[word][page] == told[: places.MOST_PLACES], (word, page)
    if language not in ("nl", "de"):  # which file compounds under their last part as well
        assert {word: set(pages) for word, pages in found.items() if word in theirs} == {
            word: set(pages) for word, pages in theirs.items()
        }


def test_a_changed_story_leaves_the_files_of_others_alone(folders: tuple[Path, Path]) -> None:
    """Its month has new texts, and what was found of its words new files; nothing else is touched."""
    out, cache = folders
    stories = list(made_up(60))
    index(stories, out, cache=cache)
    before = snapshot(out)
    stories[20] = replace(stories[20], html=str(stories[20].html) + "<p>Zeppelin!</p>")
    report = index(stories, out, cache=cache)
    after = snapshot(out)
    changed = {name for name in after if after[name] != before.get(name)}
    month = f"{stories[20].date:%Y-%m}"
    texts = {name for name in changed if name.endswith(".pf_fragment")}
    assert len(texts) == sum(f"{entry.date:%Y-%m}" == month for entry in stories) < 20
    assert {unpacked(out / name)["filters"]["date"][0][:7] for name in texts} == {month}
    assert report.written == len(changed) <= len(texts) + 7
    assert report.removed == len(before.keys() - after.keys())
    assert set(report.files) == set(after)


def test_without_a_change_nothing_is_written(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    stories = [*made_up(20), *made_up(20, "nl")]
    index(stories, out, cache=cache)
    before = snapshot(out)
    report = index(reversed(stories), out, cache=cache)
    assert snapshot(out) == before
    assert (report.written, report.removed) == (0, 0)
    assert report.stories == {"en": 20, "nl": 20}


def _edit(stories: list[SearchEntry]) -> list[SearchEntry]:
    return [replace(stories[0], title="Another title"), *stories[1:]]


def _remove(stories: list[SearchEntry]) -> list[SearchEntry]:
    return stories[:5] + stories[6:]


def _redate(stories: list[SearchEntry]) -> list[SearchEntry]:
    return [replace(stories[0], date=datetime.date(2011, 2, 3)), *stories[1:]]


def _translate(stories: list[SearchEntry]) -> list[SearchEntry]:
    return [replace(stories[0], language="nl"), *stories[1:]]


def _empty(stories: list[SearchEntry]) -> list[SearchEntry]:
    return [replace(stories[0], html="", lead="", title="", author=""), *stories[1:]]


def _leave_one(stories: list[SearchEntry]) -> list[SearchEntry]:
    return stories[:1]


def _leave_none(_: list[SearchEntry]) -> list[SearchEntry]:
    return []


@pytest.mark.parametrize("change", [_edit, _remove, _redate, _translate, _empty, _leave_one, _leave_none])
def test_after_any_change_the_index_is_what_a_clean_build_gives(
    change: Callable[[list[SearchEntry]], list[SearchEntry]], folders: tuple[Path, Path], tmp_path: Path
) -> None:
    out, cache = folders
    stories = list(made_up(25))
    index(stories, out, cache=cache)
    changed = change(stories)
    index(changed, out, cache=cache)
    index(changed, tmp_path / "clean", cache=tmp_path / "none")
    assert contents(out) == contents(tmp_path / "clean")


def test_the_order_in_which_stories_come_makes_no_difference(folders: tuple[Path, Path], tmp_path: Path) -> None:
    out, cache = folders
    stories = [*made_up(30), *made_up(10, "nl")]
    index(stories, out, cache=cache)
    random.Random(3).shuffle(stories)
    index(stories, tmp_path / "other", cache=tmp_path / "none")
    assert contents(out) == contents(tmp_path / "other")


def test_many_processes_make_no_difference(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, cache = folders
    stories = [*made_up(MANY), *made_up(40, "nl")]
    monkeypatch.setenv("STORYHUB_WORKERS", "1")
    index(stories, out, cache=cache)
    monkeypatch.setenv("STORYHUB_WORKERS", "2")
    index(stories, tmp_path / "other", cache=tmp_path / "none")
    assert contents(out) == contents(tmp_path / "other")


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:-9] + bytes((data[-9] ^ 1,)) + data[-8:],
    "something else": lambda _: b"not a cache at all, but quite long enough to be one",
}


KEPT = [".month", "language", "engines"]


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_cache_never_gives_a_wrong_index(
    kind: str, damage: Callable[[bytes], bytes], folders: tuple[Path, Path]
) -> None:
    out, cache = folders
    stories = list(made_up(12))
    index(stories, out, cache=cache)
    right = contents(out)
    shutil.rmtree(out)
    damaged = [path for path in cache.rglob("*") if path.is_file() and path.name.endswith(kind)]
    assert damaged
    for path in damaged:
        path.write_bytes(damage(path.read_bytes()))
    index(stories, out, cache=cache)
    assert contents(out) == right


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_neighbours_of_a_changed_story_are_read_again_when_what_is_kept_of_them_is_damaged(
    kind: str, damage: Callable[[bytes], bytes], folders: tuple[Path, Path], tmp_path: Path
) -> None:
    out, cache = folders
    stories = list(made_up(25))
    index(stories, out, cache=cache)
    damaged = [path for path in cache.rglob("*") if path.is_file() and path.name.endswith(kind)]
    assert damaged
    for path in damaged:
        path.write_bytes(damage(path.read_bytes()))
    changed = _edit(stories)
    index(changed, out, cache=cache)
    index(changed, tmp_path / "clean", cache=tmp_path / "none")
    assert contents(out) == contents(tmp_path / "clean")


def test_a_restored_cache_gives_the_whole_index_without_reading_a_story(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    asked: list[str] = []
    stories = [_asked_for(entry, asked) for entry in made_up(12)]
    index(stories, out, cache=cache)
    assert len(asked) == 12
    right = contents(out)
    shutil.rmtree(out)
    index(stories, out, cache=cache)
    assert contents(out) == right
    assert len(asked) == 12


def _asked_for(entry: SearchEntry, asked: list[str], key: str = "") -> SearchEntry:
    """A story whose text notes that it was asked for."""

    def html() -> str:
        asked.append(entry.url)
        return f"<p>Text {key}</p>"

    return replace(entry, html=html, key=key)


def test_a_missing_file_comes_back(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    stories = list(made_up(12))
    index(stories, out, cache=cache)
    right = contents(out)
    for name in right:
        (out / name).unlink()
        index(stories, out, cache=cache)
        assert contents(out) == right, name


def test_two_files_never_share_a_name(tmp_path: Path) -> None:
    """Of two that would, the second has a longer one."""
    name = LanguageFiles(tmp_path).write("index/", "pf_index", b"one")
    files = LanguageFiles(tmp_path)
    files.names.add(f"index/{name}.pf_index")
    longer = files.write("index/", "pf_index", b"one")
    assert len(longer) == len(name) + 1
    assert (tmp_path / "index" / f"{longer}.pf_index").is_file()


def test_words_put_together_bit_by_bit_come_to_the_same_as_all_at_once(tmp_path: Path) -> None:
    entries = [replace(entry, html=f"{entry.html}<p>Éclair eclair trommelgroet</p>") for entry in made_up(40, "nl")]
    texts = [read(entry.lead, entry.body) for entry in entries]
    searched = [SearchText(t.words, t.heavier, e.title, e.author) for e, t in zip(entries, texts, strict=True)]
    months = [(start, postings("nl", searched[start : start + 8])) for start in range(0, 40, 8)]
    whole = IndexedWords("nl", [(0, postings("nl", searched))]).write(LanguageFiles(tmp_path / "whole"))
    parts = IndexedWords("nl", months).write(LanguageFiles(tmp_path / "parts"), at_once=20)
    assert len(whole) > 1
    assert parts == whole
    assert contents(tmp_path / "parts") == contents(tmp_path / "whole")


def test_other_peoples_files_stay(folders: tuple[Path, Path]) -> None:
    """The search page itself is in the same folder."""
    out, cache = folders
    out.mkdir(parents=True)
    (out / "index.html").write_text("page", encoding="utf-8")
    (out / "pagefind-1.4.0" / "nl").mkdir(parents=True)
    (out / "pagefind-1.4.0" / "nl" / "old").write_text("old", encoding="utf-8")
    report = index(made_up(3), out, cache=cache)
    assert (out / "index.html").read_text(encoding="utf-8") == "page"
    assert not (out / "pagefind-1.4.0").exists()
    assert "index.html" not in report.files


def test_the_text_of_a_story_is_asked_for_when_its_month_changes(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    asked: list[str] = []

    def stories(change: str) -> list[SearchEntry]:
        dated = (replace(entry, date=datetime.date(2026, 1 + n // 2, 1 + n)) for n, entry in enumerate(made_up(8)))
        return [_asked_for(entry, asked, f"{n}{change if n == 3 else ''}") for n, entry in enumerate(dated)]

    index(stories(""), out, cache=cache)
    assert len(asked) == 8
    asked.clear()
    index(stories("!"), out, cache=cache)
    assert asked == ["2026/story-0002/", "2026/story-0003/"]


def test_a_result_leads_to_the_story_and_says_what_it_is(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    told = story(
        "een-verhaal",
        "<h2 id='kop'>Kop</h2><p>Tekst</p>".replace("'", '"'),
        values=("listening", "courage"),
    )
    index([told], out, cache=cache)
    (path,) = out.rglob("*.pf_fragment")
    fragment = unpacked(path)
    assert fragment["url"] == "/2026/een-verhaal/"
    assert fragment["meta"] == {"title": "Een verhaal", "author": "Noor Bakker"}
    assert fragment["filters"] == {
        "department": ["care"], "value": ["listening", "courage"], "year": ["2026"], "date": ["2026-03-04"],
    }  # fmt: skip
    assert fragment["anchors"] == [{"element": "h2", "id": "kop", "text": "Kop", "location": 0}]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Eén <b>twee</b>drie</p>", "Eén tweedrie."),
        ("<p>Eén</p><p>twee</p>", "Eén. twee."),
        ("Eén<br>twee", "Eén twee."),
        ("<ul><li>eén</li><li>twee!</li></ul>", "eén. twee!"),
        ('<p title="a > b">x &lt;b&gt; &amp; y</p>', "x <b> & y."),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a. b."),
        ("<p>a\u200bb\n c</p>", "ab c."),
        ("a < b", "a < b."),
        ("", ""),
    ],
)
def test_the_text_of_a_story_reads_as_it_stands_on_the_page(html: str, words: str) -> None:
    assert " ".join(read("", html).words) == words


def test_hostile_html_costs_no_more_time_than_its_length() -> None:
    """Would take hours if any part were read again and again."""
    for piece in ("<", "<p ", '<p a="', "<!--", "&", "<p a='\"", "<p>"):
        assert "einde." in read("", piece * 200_000 + "<p>einde</p>").words


@given(st.lists(st.tuples(st.text(min_size=1, max_size=8), st.integers(1, 40)), max_size=60), st.text(max_size=8))
def test_any_word_leads_to_exactly_one_file_and_that_one_has_it(sized: list[tuple[str, int]], typed: str) -> None:
    sizes = dict(sized)
    words = sorted(sizes)
    ranges = cut(words, [sizes[word] for word in words], full=50)
    limits = answered(words, ranges)
    found = [first for first, _ in limits]
    assert found == sorted(set(found))
    assert [at for start, stop in ranges for at in range(start, stop)] == list(range(len(words)))
    for start, stop in ranges:
        assert stop - start == 1 or sum(sizes[word] for word in words[start:stop]) <= 50
    for (start, stop), (first, last) in zip(ranges, limits, strict=True):
        assert all(first <= word <= last for word in words[start:stop])
    assert not words or sum(first <= typed <= last for first, last in limits) == 1


@pytest.mark.parametrize(
    ("word", "last"),
    [
        ("klanttevredenheid", "tevredenheid"),
        ("verkeersveiligheid", "veiligheid"),
        ("teamoverleg", "overleg"),
        ("overleg", ""),  # "leg" is too short to be told from an ending
        ("zwartwerk", ""),  # nobody here uses "zwart"
        ("klant", ""),
    ],
)
def test_a_compound_is_known_by_its_last_part(word: str, last: str) -> None:
    used = {"klant", "tevredenheid", "verkeer", "veiligheid", "team", "overleg", "over", "werk"}
    assert last_part(word, used, ("", "s", "en", "e")) == last


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("nacht—bus", "bus"),
        ("nacht–bus", "nacht"),
        ("l’alphabet", "alphabet"),
        ("ﬁets", "fiets"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("smørrebrød", "smorrebrod"),
        ("Đorđe", "dorde"),
        ("OSGeo.nl", "osgeo"),
        ("这是日本語的故事", "日本"),
    ],
)
def test_a_word_is_found_as_people_type_it(text: str, typed: str, folders: tuple[Path, Path]) -> None:
    out, cache = folders
    index([story("s", f"<p>{text} einde</p>", "xx")], out, cache=cache)
    (folder,) = out.glob("pagefind-*/xx")
    assert (typed, "") in places_in(folder, plain=25)


def test_a_word_as_long_as_a_story_is_no_compound() -> None:
    """Each of its endings would be looked for, at a cost that grows with the square of its length."""
    began = time.process_time()
    assert compounds("nl", ["soep", "kommen", "soep" + "a" * 250_000 + "kommen", "soepkommen"]) == {
        "kommen": ["soepkommen"]
    }
    assert time.process_time() - began < 0.5


def test_compounds_are_filed_under_their_last_part_too(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    texts = [
        "Tevredenheid telt.",
        "Meer tevredenheid.",
        "Een klant belt.",
        "De klant wacht.",
        "Over klanttevredenheid gesproken.",
    ]
    index([story(f"s{number}", f"<p>{text}</p>") for number, text in enumerate(texts)], out, cache=cache)
    (folder,) = out.glob("pagefind-*/nl")
    pages = {form: set(found) for (form, _), found in places_in(folder, plain=25).items()}
    filed = {page for form, found in pages.items() if form.startswith("tevred") for page in found}
    assert filed == {"2026/s0", "2026/s1", "2026/s4"}


def test_a_language_that_pagefind_cannot_stem_is_indexed_all_the_same(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    report: IndexReport = index([story("mi", "<p>Kia ora koutou</p>", "mi")], out, cache=cache)
    assert report.stories == {"mi": 1}
    assert any(name.endswith("mi/wasm.unknown.pagefind") for name in report.files)


@pytest.mark.parametrize(
    ("wanted", "version", "indexer"),
    [(HUB, accelerator.VERSION, HUB), (HUB, "1.6.0", PAGEFIND), (PAGEFIND, accelerator.VERSION, PAGEFIND)],
)
def test_the_accelerator_is_used_with_the_version_that_it_was_made_for_alone(
    wanted: str, version: str, indexer: str
) -> None:
    assert indexer_for(wanted, version) == indexer


def test_the_installed_version_is_the_one_that_the_accelerator_was_made_for() -> None:
    """Otherwise every hub would be indexed the slow way, and nobody would know."""
    assert pagefind.version() == accelerator.VERSION


def test_pagefinds_own_program_makes_its_index_in_the_same_places(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """Beside it a browser looks for the same files: the list of languages, the script, an entry and an engine for each."""
    out, cache = folders
    stories = [*made_up(12), story("een", "<p>Een</p>", values=())]
    made = index(stories, out, cache=cache, indexer=PAGEFIND)
    quick = index(stories, tmp_path / "hub", cache=tmp_path / "none")
    assert (made.indexer, quick.indexer) == (PAGEFIND, HUB)
    assert made.stories == quick.stories == {"en": 12, "nl": 1}
    kinds = {re.sub(r"[^/]*\.(pf_\w+)$", r"*.\1", name) for name in made.files}
    assert {re.sub(r"[^/]*\.(pf_\w+)$", r"*.\1", name) for name in quick.files} <= kinds
    assert set(snapshot(out)) == set(made.files)


def test_pagefinds_own_program_runs_only_for_a_language_that_changed(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    stories = [*made_up(5), story("een", "<p>Een</p>")]
    index(stories, out, cache=cache, indexer=PAGEFIND)
    before = snapshot(out)
    assert index(stories, out, cache=cache, indexer=PAGEFIND).written == 0
    assert snapshot(out) == before
    index([*stories[:5], story("een", "<p>Twee</p>")], out, cache=cache, indexer=PAGEFIND)
    after = snapshot(out)
    assert {name: file for name, file in after.items() if "/en/" in name} == {
        name: file for name, file in before.items() if "/en/" in name
    }
    assert after != before


def test_one_indexer_after_the_other_leaves_nothing_of_the_first(folders: tuple[Path, Path], tmp_path: Path) -> None:
    out, cache = folders
    stories = list(made_up(5))
    index(stories, out, cache=cache, indexer=PAGEFIND)
    index(stories, out, cache=cache)
    index(stories, tmp_path / "clean", cache=tmp_path / "none")
    assert contents(out) == contents(tmp_path / "clean")


@pytest.mark.parametrize("module", [cbor, columns, places, word_forms])
def test_the_examples_in_the_docstrings_hold(module: ModuleType) -> None:
    done = doctest.testmod(module)
    assert done.attempted
    assert not done.failed


def test_old_caches_go(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    old = cache / "search-0123"
    old.mkdir(parents=True)
    index(made_up(1), out, cache=cache)
    assert not old.exists()
    assert len(list(cache.iterdir())) == 1

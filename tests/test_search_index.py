"""The search index: it holds what Pagefind itself would, and a change renews only what it touches."""

from __future__ import annotations

import datetime
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_hub import folded_places_in, made_up, own_pagefind, places_in, story, unpacked
from storyhub.search import IndexReport, SearchEntry, index
from storyhub.search.chunks import cut, openings
from storyhub.search.compounds import last_part
from storyhub.search.files import Files
from storyhub.search.text import read

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
    found = folded_places_in(ours, plain=25)
    assert found.keys() == theirs.keys()
    for word, pages in theirs.items():
        for page, places in pages.items():
            # Where a word stands more than ten times in one story, the rest is left out.
            assert found[word][page] == (places if len(places) <= 10 else places[:10]), (word, page)
    if language not in ("nl", "de"):  # which file compounds under their last part as well
        assert {word: set(pages) for word, pages in found.items()} == {
            word: set(pages) for word, pages in theirs.items()
        }


def test_a_changed_story_leaves_the_files_of_others_alone(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    stories = list(made_up(60))
    index(stories, out, cache=cache)
    before = snapshot(out)
    stories[20] = replace(stories[20], html=str(stories[20].html) + "<p>Zeppelin!</p>")
    report = index(stories, out, cache=cache)
    after = snapshot(out)
    changed = {name for name in after if after[name] != before.get(name)}
    texts = {name for name in changed if name.endswith(".pf_fragment")}
    assert report.read == 1
    assert (report.periods_rebuilt, report.periods_reused) == (1, 2)
    assert len(texts) <= 1 + sum(entry.date == stories[20].date for entry in stories)
    assert report.written == len(changed) <= 10
    assert report.removed == len(before.keys() - after.keys())
    assert set(report.files) == set(after)


def test_without_a_change_nothing_is_written(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    stories = [*made_up(20), *made_up(20, "nl")]
    index(stories, out, cache=cache)
    before = snapshot(out)
    report = index(reversed(stories), out, cache=cache)
    assert snapshot(out) == before
    assert (report.read, report.written, report.removed, report.periods_rebuilt) == (0, 0, 0, 0)
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


def test_many_processes_and_little_memory_make_no_difference(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, cache = folders
    stories = [*made_up(40), *made_up(40, "nl")]
    index(stories, out, cache=cache)
    monkeypatch.setenv("STORYHUB_WORKERS", "2")
    monkeypatch.setattr("storyhub.search.changes._MANY", 10)
    monkeypatch.setattr("storyhub.search.changes._HELD", 20_000)
    index(stories, tmp_path / "other", cache=tmp_path / "none")
    assert contents(out) == contents(tmp_path / "other")
    assert not list((tmp_path / "none").rglob("*.part"))


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "cut off": lambda data: data[: len(data) // 2],
    "one bit": lambda data: data[:-9] + bytes((data[-9] ^ 1,)) + data[-8:],
    "something else": lambda _: b"not a cache at all, but quite long enough to be one",
}


@pytest.mark.parametrize("kind", [".pages", ".month", ".period", "files", "language", ".wasm", ".js", "done"])
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


@pytest.mark.parametrize("kind", [".pages", ".month", ".period", "files", "language"])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_neighbours_of_a_changed_story_are_read_again_when_what_is_kept_of_them_is_damaged(
    kind: str, damage: Callable[[bytes], bytes], folders: tuple[Path, Path], tmp_path: Path
) -> None:
    out, cache = folders
    stories = list(made_up(25))
    index(stories, out, cache=cache)
    for path in [path for path in cache.rglob("*") if path.is_file() and path.name.endswith(kind)]:
        path.write_bytes(damage(path.read_bytes()))
    changed = _edit(stories)
    index(changed, out, cache=cache)
    index(changed, tmp_path / "clean", cache=tmp_path / "none")
    assert contents(out) == contents(tmp_path / "clean")


def test_a_restored_cache_gives_the_whole_index_without_reading_a_story(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    stories = list(made_up(12))
    index(stories, out, cache=cache)
    right = contents(out)
    shutil.rmtree(out)
    assert index(stories, out, cache=cache).read == 0
    assert contents(out) == right


def test_a_missing_file_comes_back(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    stories = list(made_up(12))
    index(stories, out, cache=cache)
    right = contents(out)
    for name in right:
        (out / name).unlink()
        index(stories, out, cache=cache)
        assert contents(out) == right, name


def test_more_stories_than_fit_in_one_number_come_to_the_same(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, cache = folders
    stories = [replace(entry, date=datetime.date(2026, 3, 4)) for entry in made_up(20)]
    index(stories, out, cache=cache)
    monkeypatch.setattr("storyhub.search.places._ALL", 24 + 9 + 9 + 2)
    index(stories, tmp_path / "other", cache=tmp_path / "none")
    assert contents(out) == contents(tmp_path / "other")


def test_two_files_never_share_a_name(tmp_path: Path) -> None:
    first = Files(tmp_path).write("index/", "pf_index", b"\x01\0\0\0\0")
    path = tmp_path / "index" / f"{first}.pf_index"
    right = path.read_bytes()
    path.write_bytes(b"something else of the same name")
    files = Files(tmp_path)
    second = files.write("index/", "pf_index", b"\x01\0\0\0\0")
    assert second != first
    assert (tmp_path / "index" / f"{second}.pf_index").read_bytes() == right
    assert files.names == {f"index/{second}.pf_index"}


def test_busy_years_are_cut_up_and_come_to_the_same(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, cache = folders
    stories = list(made_up(120))
    whole = index(stories, out, cache=cache)
    for most in (12, 3):
        monkeypatch.setattr("storyhub.search.period._MOST", most)
        report = index(stories, tmp_path / f"out{most}", cache=tmp_path / f"cache{most}")
        assert report.periods_rebuilt > whole.periods_rebuilt
        assert contents(tmp_path / f"out{most}") == contents(out)
        # The same cache serves a hub that grew.
        assert index(stories, out, cache=cache).read == 0
        assert contents(tmp_path / f"out{most}") == contents(out)


def test_other_peoples_files_stay(folders: tuple[Path, Path]) -> None:
    """The search page itself stands in the same folder."""
    out, cache = folders
    out.mkdir(parents=True)
    (out / "index.html").write_text("page", encoding="utf-8")
    (out / "pagefind-1.4.0" / "nl").mkdir(parents=True)
    (out / "pagefind-1.4.0" / "nl" / "old").write_text("old", encoding="utf-8")
    report = index(made_up(3), out, cache=cache)
    assert (out / "index.html").read_text(encoding="utf-8") == "page"
    assert not (out / "pagefind-1.4.0").exists()
    assert "index.html" not in report.files


def test_the_text_of_a_known_story_is_not_asked_for(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    asked: list[str] = []

    def stories(change: int) -> list[SearchEntry]:
        return [
            replace(
                entry,
                html=lambda url=entry.url: asked.append(url) or "<p>Text</p>",
                key=f"{number}{change * (number == 3)}",
            )
            for number, entry in enumerate(made_up(8))
        ]

    index(stories(0), out, cache=cache)
    assert len(asked) == 8
    asked.clear()
    index(stories(1), out, cache=cache)
    assert asked == ["2026/story-0003/"]


def test_a_result_leads_to_the_story_and_says_what_it_is(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    told = story(
        "een-verhaal",
        "<h2 id='kop'>Kop</h2><p>Tekst</p>".replace("'", '"'),
        values=("listening", "courage"),
        thumb="a.jpg",
    )
    index([told], out, cache=cache)
    (path,) = out.rglob("*.pf_fragment")
    fragment = unpacked(path)
    assert fragment["url"] == "2026/een-verhaal/"
    assert fragment["meta"] == {
        "title": "Een verhaal", "author": "Noor Bakker", "date": "2026-03-04", "department": "care",
        "values": "listening courage", "language": "nl", "thumb": "a.jpg",
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
        read("", piece * 200_000)


@given(st.lists(st.tuples(st.text(min_size=1, max_size=8), st.integers(1, 40)), max_size=60), st.text(max_size=8))
def test_any_word_leads_to_exactly_one_file_and_that_one_has_it(sized: list[tuple[str, int]], typed: str) -> None:
    sizes = dict(sized)
    words = sorted(sizes)
    ranges = cut(words, [sizes[word] for word in words], full=50)
    found = openings(words, ranges)
    assert found == sorted(set(found))
    assert [at for start, stop in ranges for at in range(start, stop)] == list(range(len(words)))
    for start, stop in ranges:
        assert stop - start == 1 or sum(sizes[word] for word in words[start:stop]) <= 50
    for (start, stop), first, following in zip(ranges, found, [*found[1:], None], strict=False):
        assert all(first <= word and (following is None or word < following) for word in words[start:stop])
    assert not words or found[0] <= typed


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
    pages = {form: set(found) for (form, _), found in folded_places_in(folder, plain=25).items()}
    filed = {page for form, found in pages.items() if form.startswith("tevred") for page in found}
    assert filed == {"2026/s0", "2026/s1", "2026/s4"}


def test_a_language_that_pagefind_cannot_stem_is_indexed_all_the_same(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    report: IndexReport = index([story("mi", "<p>Kia ora koutou</p>", "mi")], out, cache=cache)
    assert report.stories == {"mi": 1}
    assert any(name.endswith("mi/wasm.unknown.pagefind") for name in report.files)


def test_old_caches_go(folders: tuple[Path, Path]) -> None:
    out, cache = folders
    old = cache / "search-0123"
    old.mkdir(parents=True)
    index(made_up(1), out, cache=cache)
    assert not old.exists()
    assert len(list(cache.iterdir())) == 1

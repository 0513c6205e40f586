"""What a writer and a reader notice of values that the hub suggests, and of stories from elsewhere."""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from html import unescape
from pathlib import Path

import dutch_stories
import numpy as np
import pytest
from hubs import PROJECT, ROOT, story, write_hub
from storyhub.assemble import assemble
from storyhub.cli.main import main
from storyhub.model.settings import Settings
from storyhub.model.story import Value
from storyhub.site import Site
from storyhub.system.cache_files import Store
from storyhub.tag.examples import Example, sample
from storyhub.tag.learn import cosines, learn
from storyhub.tag.model import Model
from storyhub.tag.value_words import part_of
from storyhub.tag.vocabulary import Weights
from storyhub.text.features import features
from storyhub.text.said_in import said_in

OPENNESS = "We hebben alle gegevens openbaar gemaakt, transparant en eerlijk, en het verslag gepubliceerd.\n"
OPENNESS += "De gegevens zijn openbaar: transparant en eerlijk. Het verslag is openbaar.\n"
NOTHING = "Zzyx qwop vlinx.\n"


def build(folder: Path, files: dict[str, str | bytes]) -> Site:
    """A hub with these stories, tagged."""
    with closing(Store(folder / ".cache" / "stories.sqlite")) as store:
        return assemble(write_hub(folder, files), Settings(), store)


def suggest(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit code, output and errors of `hub.py suggest`."""
    code = main(["suggest", *map(str, arguments)], PROJECT)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def ranked(capsys: pytest.CaptureFixture[str], stories: Path, *asked: Path) -> list[dict]:
    """What `suggest --format json` says."""
    code, out, _ = suggest(capsys, *asked, "--stories", stories, "--format", "json")
    assert code == 0
    return json.loads(out)


def model(stories: Iterable[tuple[str, str, str]], values: Iterable[tuple[str, dict[str, str]]]) -> Model:
    """Learned from (language, text, value) with values of a key and names."""
    told = [
        Example(f"2026/{number}", features("", "", "", text, language), (value,))
        for number, (language, text, value) in enumerate(stories)
    ]
    named = [Value(key, names, {}) for key, names in values]
    return learn(sample(told, named), named)


def test_the_writers_values_win(tmp_path: Path) -> None:
    """Nothing is added to them and they are not marked as suggested, whatever the text is about."""
    site = build(tmp_path, {"2026/a.md": story(body=OPENNESS, values="[courage]")})
    assert [(mark.key, mark.suggested) for mark in site.marks["2026/a"]] == [("courage", False)]


def test_a_writer_who_wants_no_values_gets_none(tmp_path: Path) -> None:
    """An empty list is an answer as well."""
    with_none, without = (
        build(tmp_path / name, {"2026/a.md": story(body=OPENNESS, **given)}).marks["2026/a"]
        for name, given in (("none", {"values": "[]"}), ("absent", {}))
    )
    assert without
    assert with_none == ()


def test_a_story_without_values_gets_suggestions_with_words_of_its_own_as_reasons(tmp_path: Path) -> None:
    marks = build(tmp_path, {"2026/a.md": story(body=OPENNESS)}).marks["2026/a"]
    assert [mark.key for mark in marks] == ["openness"]
    assert marks[0].suggested
    assert marks[0].because
    assert set(marks[0].because) <= set(OPENNESS.lower().replace(",", "").replace(".", "").replace(":", "").split())


def test_the_page_says_that_a_value_is_suggested_and_why(sample_stories: Path, sample_site: Path) -> None:
    """In the sample hub: on stories whose writers named no values, with words that are in the story, and on no other."""
    for file in sample_stories.glob("20*/*.md"):
        page = sample_site / file.relative_to(sample_stories).with_suffix("") / "index.html"
        if not page.is_file():
            continue
        text = file.read_text(encoding="utf-8")
        reasons = re.findall(
            r'class="tag-because">(?:voorgesteld vanwege|suggested because of): ([^<]*)<', page.read_text("utf-8")
        )
        assert not (reasons and re.search("^values:", text, re.MULTILINE)), file
        assert all(word in unescape(text).lower() for words in reasons for word in unescape(words).split(", ")), file


def test_where_the_reasons_are_said_is_shown_on_request(build_site: Callable[..., Path], tmp_path: Path) -> None:
    """Under a suggested value its reasons fold out to the sentences that they are in, without a script; safe, as written."""
    text = "Er was <b>niets</b> & toen dit. " + OPENNESS
    files: dict[str, str | bytes] = {"2026/a.md": story(body=text), "2026/b.md": story(values="[courage]")}
    site = build_site(write_hub(tmp_path / "stories", files), tmp_path / "site")
    page = (site / "2026/a/index.html").read_text("utf-8")
    ((words, inside),) = re.findall(
        r'<details class="tag-said"><summary class="tag-because">voorgesteld vanwege: ([^<]*)</summary>(.*?)</details>',
        page,
        re.DOTALL,
    )
    sentences = re.findall("<blockquote[^>]*>([^<]*)</blockquote>", inside)
    assert sentences
    for sentence in sentences:
        assert sentence in OPENNESS.replace("\n", " ")
        assert any(word in sentence.lower() for word in words.split(", "))
    assert all(any(word in sentence.lower() for sentence in sentences) for word in words.split(", "))
    assert "tag-said" not in (site / "2026/b/index.html").read_text("utf-8")


def test_a_word_as_long_as_a_story_costs_no_more_than_others() -> None:
    """Only parts as long as words are get looked for in it; those are still found."""
    began = time.process_time()
    assert part_of("a" * 200_000, {"klant": 1}) == 0
    assert part_of("klant" + "a" * 200_000, {"klant": 1}) == 1
    assert part_of("a" * 200_000 + "klant", {"klant": 1}) == 1
    assert time.process_time() - began < 1


def test_of_a_long_sentence_what_is_around_the_word_is_shown() -> None:
    long = "Lorem ipsum " * 60 + "de pomp draaide " + "dolor sit " * 60
    (found,) = said_in(f"Niets.\n\n{long}.", ["pomp"])
    assert "de pomp draaide" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) < 260


def test_each_sentence_is_shown_once_and_the_first_with_a_word() -> None:
    text = "De pomp stond stil. Wij hielpen samen.\n\nNog een pomp, en samen keken we naar de pomp."
    assert said_in(text, ["samen", "pomp", "nergens"]) == ("De pomp stond stil.", "Wij hielpen samen.")


def test_a_value_that_is_retired_is_not_suggested(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_hub(tmp_path / "stories", {"2026/a.md": story(body=OPENNESS)})
    story_file = folder / "2026/a.md"
    before = {one["value"] for one in ranked(capsys, folder, story_file)[0]["values"]}
    listed = folder / "values.yml"
    listed.write_text(
        listed.read_text("utf-8").replace("- key: openness", "- key: openness\n  until: 2020-01-01"), encoding="utf-8"
    )
    after = {one["value"] for one in ranked(capsys, folder, story_file)[0]["values"]}
    assert before - after == {"openness"}


def test_a_story_that_says_nothing_about_any_value_gets_none(tmp_path: Path) -> None:
    site = build(tmp_path, {"2026/a.md": story("Zzyx", NOTHING, why=None), "2026/b.md": story("Zzyx", "", why=None)})
    assert site.marks == {"2026/a": (), "2026/b": ()}


def test_from_values_yml_alone_dutch_stories_find_their_values() -> None:
    """Only names and promises are known: chance would give four of the twenty."""
    values = dutch_values()
    found = learn((), values).suggest_many(
        [features(title, "", "", text, "nl") for _, title, text in dutch_stories.STORIES]
    )
    right = [
        one[0].value == value for one, (value, _, _) in zip(found, dutch_stories.STORIES, strict=True) if one[0].because
    ]
    assert sum(right) >= 15


def dutch_values() -> list[Value]:
    """The values of the Dutch stories."""
    import yaml

    return [
        Value(one["key"], {"nl": one["name"]}, {"nl": one["promise"]}) for one in yaml.safe_load(dutch_stories.VALUES)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("We published the data and explained the report, openly and honestly.", "openness"),
        ("The accident taught us to protect each other: report the hazard, wear the helmet.", "safety"),
        ("The wheelchair could not get past the barrier, and she is blind.", "inclusion"),
    ],
)
def test_from_values_yml_alone_english_stories_find_their_values(text: str, value: str) -> None:
    named = [Value(key, {"en": key.title()}, {}) for key in ("inclusion", "openness", "safety")]
    assert learn((), named).suggest(features("", "", "", text, "en"))[0].value == value


def test_a_dutch_name_is_enough_to_find_english_stories_and_the_other_way_round() -> None:
    """An organisation that writes its values in one language still has stories in both."""
    dutch = [Value("a", {"nl": "Veiligheid"}, {}), Value("b", {"nl": "Duurzaam"}, {})]
    english = [Value("a", {"en": "Safety"}, {}), Value("b", {"en": "Sustainable"}, {})]
    told = features("", "", "", "The accident was a hazard; protect your password.", "en")
    verteld = features("", "", "", "Een ongeval, een datalek en de beveiliging.", "nl")
    assert learn((), dutch).suggest(told)[0].value == "a"
    assert learn((), english).suggest(verteld)[0].value == "a"


def test_a_compound_word_counts_for_the_value_in_it() -> None:
    """Dutch writes "klantvraag" as one word."""
    named = [Value("a", {"nl": "Lef"}, {}), Value("b", {"nl": "Klant"}, {})]
    first = learn((), named).suggest(features("", "", "", "Zzyx klantvraag", "nl"))[0]
    assert (first.value, first.because) == ("b", ("klantvraag",))


def test_signal_words_point_to_their_value() -> None:
    named = [Value("a", {"nl": "Wakker"}, {}, {"nl": ("zzyx",)}), Value("b", {"nl": "Vlinx"}, {}, {"nl": ("qwop",)})]
    assert learn((), named).suggest(features("", "", "", "Er was een qwop.", "nl"))[0].value == "b"


def test_what_writers_chose_overrules_what_the_names_of_values_suggest() -> None:
    """Here everything about data is tagged with courage: in this organisation that is what it is."""
    named = [("openness", {"en": "Openness"}), ("courage", {"en": "Courage"})]
    asked = features("", "", "", "We published the data.", "en")
    before = model([], named).suggest(asked)[0].value
    told = [("en", f"We published data on {word}.", "courage") for word in ("pumps", "dykes", "fish", "tax")] * 10
    told += [("en", f"A quiet morning by the {word}.", "openness") for word in ("pump", "dyke", "lake", "desk")] * 10
    after = model(told, named).suggest(asked)[0].value
    assert (before, after) == ("openness", "courage")


def test_a_value_that_nobody_has_used_yet_can_still_be_suggested() -> None:
    named = [("care", {"en": "Care"}), ("safety", {"en": "Safety"})]
    told = [("en", f"I sat at the bed of {name}.", "care") for name in ("Anna", "Ben", "Carl", "Dirk", "Eva")]
    asked = features("", "", "", "The accident: no helmet, and a hazard nobody had reported.", "en")
    assert model(told, named).suggest(asked)[0].value == "safety"


@pytest.mark.parametrize("count", [1, 5])
def test_a_few_tagged_stories_do_not_make_everything_look_like_them(count: int) -> None:
    named = [("care", {"en": "Care"}), ("safety", {"en": "Safety"})]
    told = [("en", f"I sat at the bed of {name}.", "care") for name in ("Anna", "Ben", "Carl", "Dirk", "Eva")[:count]]
    learned = model(told, named)
    assert learned.suggest(features("", "", "", "Zzyx vlinx qwop.", "en"))[0].score < 0.5
    assert learned.suggest(features("", "", "", "She stayed at the bed.", "en"))[0].value == "care"


def test_stories_in_a_language_that_the_hub_has_no_stemmer_or_words_for_are_learned_from() -> None:
    named = [("care", {"en": "Care"}), ("safety", {"en": "Safety"})]
    told = [("xx", f"brumm kaska {n}zul", "care") for n in "abcdef"] + [
        ("xx", f"tolli vreba {n}zul", "safety") for n in "abcdef"
    ]
    assert model(told, named).suggest(features("", "", "", "tolli vreba", "xx"))[0].value == "safety"


def test_the_order_of_stories_makes_no_difference(tmp_path: Path) -> None:
    values = dutch_values()
    told = [
        Example(f"2026/{number}", features(title, "", "", text, "nl"), (value,))
        for number, (value, title, text) in enumerate(dutch_stories.STORIES)
    ]
    shuffled = random.Random(1).sample(told, len(told))
    assert sample(shuffled, values, most=5) == sample(told, values, most=5)
    asked = [one.features for one in told]
    assert learn(sample(shuffled, values), values).suggest_many(asked) == learn(
        sample(told, values), values
    ).suggest_many(asked)


def test_every_process_and_any_number_of_workers_gives_the_same(dutch_hub: Path, tmp_path: Path) -> None:
    """Seeds of hashing and threads of libraries differ between processes; the answers may not."""
    command = [sys.executable, str(ROOT / "scripts/hub.py"), "suggest", str(dutch_hub), "--stories", str(dutch_hub)]
    command += ["--config", str(PROJECT / "mkdocs.yml")]
    answers = set()
    for number in ("1", "4"):
        cache = tmp_path / f"cache-{number}"
        env = {
            **os.environ,
            "PYTHONHASHSEED": number,
            "STORYHUB_WORKERS": number,
            "OPENBLAS_NUM_THREADS": number,
            "STORYHUB_CACHE": str(cache),
        }
        done = subprocess.run(
            [*command, "--format", "json"], env=env, capture_output=True, encoding="utf-8", check=True
        )
        answers.add(done.stdout)
    assert len(answers) == 1
    assert len(json.loads(answers.pop())) == len(dutch_stories.STORIES)


@pytest.fixture
def dutch_hub(tmp_path: Path) -> Path:
    """The Dutch stories as a hub; every other one was tagged by its writer."""
    files: dict[str, str | bytes] = {"values.yml": dutch_stories.VALUES}
    for number, (value, title, text) in enumerate(dutch_stories.STORIES):
        chosen = f"[{value}]" if number % 2 else None
        files[f"2026/verhaal-{number:02}.md"] = story(title, f"{text}\n", values=chosen, why=None)
    return write_hub(tmp_path / "dutch", files)


def test_the_score_of_a_suggestion_goes_up_with_its_reasons_and_down_without_them() -> None:
    """The words that are named are really what it rests on."""
    learned = learn((), dutch_values())
    for _, title, text in dutch_stories.STORIES:
        first = learned.suggest(features(title, "", "", text, "nl"))[0]
        less = " ".join(w for w in f"{title} {text}".split() if w.strip(".,:?").lower() not in first.because)
        without = {one.value: one.score for one in learned.suggest(features("", "", "", less, "nl"))}
        assert first.because
        assert without[first.value] < first.score


@pytest.mark.parametrize(
    "fields", [{"status": "draft"}, {"withdrawn": "2026-05-01"}, {"date": "soon"}], ids=lambda f: next(iter(f))
)
def test_drafts_withdrawn_and_left_out_stories_teach_nothing(
    fields: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {
        f"2026/t{n}.md": story(f"Qwop {n}", "De qwop en de vlinx.\n", values="[courage]", why=None) for n in range(5)
    }
    hidden = {
        f"2026/t{n}.md": story(f"Qwop {n}", "De qwop en de vlinx.\n", values="[courage]", why=None, **fields)
        for n in range(5)
    }
    asked = tmp_path / "asked.md"
    asked.write_text(story("Qwop", "Een qwop, een vlinx.\n", why=None), encoding="utf-8")
    taught, untaught = (
        ranked(capsys, write_hub(tmp_path / name, files), asked)[0]["values"][0]
        for name, files in (("told", dict(told)), ("hidden", dict(hidden)))
    )
    assert taught["value"] == "courage"
    assert "qwop" in taught["because"]
    assert untaught["because"] == []


def test_suggest_as_json_ranks_all_values_of_each_story(dutch_hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = dutch_hub / "2026/verhaal-12.md"
    answers = ranked(capsys, dutch_hub, file)
    assert [set(one) for one in answers] == [{"path", "values"}]
    assert answers[0]["path"] == file.as_posix()
    values = answers[0]["values"]
    assert [set(one) for one in values] == [{"value", "score", "because", "heard", "published"}] * 5
    assert sorted(one["value"] for one in values) == ["klant", "leren", "open", "samen", "veilig"]
    scores = [one["score"] for one in values]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    assert values[0]["value"] == "veilig"
    text = file.read_text(encoding="utf-8").lower()
    assert all(word in text for one in values for word in one["because"])


def test_suggest_in_words_names_what_is_heard_and_why(dutch_hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = suggest(capsys, dutch_hub / "2026/verhaal-12.md", "--stories", dutch_hub)
    path, *lines = out.splitlines()
    assert code == 0
    assert path.endswith("verhaal-12.md")
    assert "veilig" in lines[0]
    assert "(because of: " in lines[0]


def test_suggest_says_when_no_value_is_clear(
    dutch_hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked.md"
    asked.write_text(story("Zzyx", NOTHING, why=None), encoding="utf-8")
    code, out, _ = suggest(capsys, asked, "--stories", dutch_hub)
    assert code == 0
    assert out.splitlines()[1:] == ["  no value is clear from its words"]


def test_suggest_in_a_hub_without_values_says_so_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stories = write_hub(tmp_path / "stories", {"2026/a.md": story(), "values.yml": "[]\n"})
    code, out, err = suggest(capsys, stories / "2026/a.md", "--stories", stories)
    assert (code, out) == (2, "")
    assert "values.yml: names no value" in err
    assert len(err.splitlines()) == 1


def heard_in(text: str, *values: Value) -> list[str]:
    """What a hub that has tagged nothing yet hears in a Dutch text."""
    return [one.value for one in learn((), values).suggest(features("", "", "", text, "nl")) if one.heard]


NEIGHBOUR = Value("buur", {"nl": "Goede buur"}, {}, {"nl": ("boer", "brief", "erf", "pomp", "bewoner")})
LATER = Value("later", {"nl": "Lange adem"}, {"nl": "We bouwen voor mensen die we nooit zullen ontmoeten."})


def test_part_of_a_name_or_of_another_word_does_not_point_to_a_value() -> None:
    """Boersma is no farmer, a briefing no letter, a pumpkin no pump."""
    text = "Meneer Boersma at pompoen na de briefing. Boersma loopt langzaam naar de briefing met pompoen. "
    assert heard_in(2 * text, NEIGHBOUR, LATER) == []


def test_one_word_of_a_promise_does_not_bring_in_the_words_of_another_value() -> None:
    """That a promise speaks of people does not make it about customers."""
    text = "Aan de balie vroeg een klant om een formulier. Het formulier lag op de balie, zei de klant. "
    assert heard_in(2 * text, LATER, Value("werk", {"nl": "Vakwerk"}, {"nl": "We doen het goed."})) == []


def test_a_new_hub_hears_a_value_only_where_several_words_point_to_it_and_hardly_any_to_others() -> None:
    """One word is too little, and so are words of several values at once."""
    clear = "De boer en de bewoner kregen een brief. De boer las de brief, de bewoner ook. "
    mixed = clear + "De vis zwom in het riet, en een vogel at de vis. De vogel zat in het riet. "
    nature = Value("natuur", {"nl": "Levend water"}, {}, {"nl": ("vis", "vogel", "riet", "otter")})
    assert heard_in(clear, NEIGHBOUR, nature) == ["buur"]
    assert heard_in("De boer kwam, en de boer ging.", NEIGHBOUR, nature) == []
    assert len(heard_in(mixed, NEIGHBOUR, nature)) <= 1


def test_a_name_is_no_reason() -> None:
    """A street called after a farmer says nothing of neighbours."""
    text = "We liepen langs de Boer en de Bewoner, zo heet het huis bij de Brief. In de Boer en in de Bewoner was het stil."
    assert heard_in(text, NEIGHBOUR, LATER) == []


def test_what_readers_see_rests_on_words_that_the_story_says_more_than_once(tmp_path: Path) -> None:
    """What is heard less clearly is for the writer to decide on."""
    once = "We waren transparant en eerlijk en hebben de gegevens openbaar gemaakt.\n"
    site = build(tmp_path, {"2026/a.md": story("A", once, why=None), "2026/b.md": story("B", once + once, why=None)})
    assert site.marks["2026/a"] == ()
    (mark,) = site.marks["2026/b"]
    assert all(once.split().count(word) for word in mark.because)


def test_with_enough_tagged_stories_what_is_published_is_nearly_always_right() -> None:
    """A value's own words are in most of its stories, and now and then in others: unsure ones are not published."""
    chance = random.Random(4)
    own = {"a": ["otter", "sluis", "gemaal"], "b": ["rooster", "nacht", "dienst"]}
    filler = [f"woord{n}x" for n in range(60)]

    def told(value: str) -> str:
        said = [chance.choice(own[value if chance.random() < 0.75 else chance.choice("ab")]) for _ in range(5)]
        return " ".join([*said, *said, *chance.choices(filler, k=30)])

    given = [chance.choice("ab") for _ in range(300)]
    stories = [("nl", told(value), value) for value in given]
    learned = model(stories[:200], [("a", {"nl": "Aaa"}), ("b", {"nl": "Bbb"})])
    asked = [features("", "", "", text, language) for language, text, _ in stories[200:]]
    found = [
        (one.value == value, one)
        for value, suggestions in zip(given[200:], learned.suggest_many(asked), strict=True)
        for one in suggestions
        if one.published
    ]
    assert len(found) > 50
    assert sum(right for right, _ in found) / len(found) >= 0.9


def test_a_folder_stands_for_all_its_stories(dutch_hub: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether it holds years or the stories themselves."""
    whole = ranked(capsys, dutch_hub, dutch_hub)
    assert len(whole) == len(dutch_stories.STORIES)
    assert ranked(capsys, dutch_hub, dutch_hub / "2026") == whole


def test_a_path_that_is_not_there_is_wrong_usage_told_in_one_line(
    dutch_hub: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = suggest(capsys, dutch_hub / "2026/verhaal-99.md", "--stories", dutch_hub)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "verhaal-99.md: there is no such story or folder" in err


def test_a_story_that_cannot_be_read_is_named_and_the_others_are_answered(
    dutch_hub: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = tmp_path / "asked"
    write_hub(asked, {"2026/good.md": story(), "2026/bad.md": "---\ntitle: Half\n"})
    code, out, err = suggest(capsys, asked, "--stories", dutch_hub, "--format", "json")
    assert code == 1
    assert [Path(one["path"]).name for one in json.loads(out)] == ["good.md"]
    assert err.startswith((asked / "2026/bad.md").as_posix() + ":1: ")


def test_related_stories_are_from_elsewhere_and_from_as_many_departments_as_there_are(tmp_path: Path) -> None:
    """Four kitchens' stories are nearer, and still the one of the front desk is among the three."""
    near, far = "De otter zwom langs de sluis bij het gemaal.\n", "De otter zwom langs de sluis.\n"
    files = {
        "2026/a.md": story("A", near, department="ward", why=None),
        "2026/same.md": story("B", near, department="ward", why=None),
        **{f"2026/k{n}.md": story(f"K{n}", near, department="kitchen", why=None) for n in range(4)},
        "2026/desk.md": story("D", far, department="desk", why=None),
        **{
            f"2026/x{n}.md": story(f"X{n}", f"Iets {w} anders.\n", department="desk", why=None)
            for n, w in enumerate("pqrs")
        },
    }
    found = [one.id for one in build(tmp_path, dict(files)).related["2026/a"]]
    assert len(found) == 3
    assert "2026/same" not in found
    assert "2026/desk" in found
    assert {*found} - {"2026/desk"} <= {f"2026/k{n}" for n in range(4)}


def test_departments_that_a_story_was_shared_with_are_not_elsewhere(tmp_path: Path) -> None:
    text = "De otter zwom langs de sluis bij het gemaal.\n"
    files = {
        "2026/a.md": story("A", text, department="ward", why=None, with_="[kitchen]"),
        "2026/k.md": story("K", text, department="kitchen", why=None),
        "2026/d.md": story("D", text, department="desk", why=None),
    }
    assert [one.id for one in build(tmp_path, dict(files)).related["2026/a"]] == ["2026/d"]


def test_a_related_story_comes_with_the_words_that_both_tell_of(tmp_path: Path) -> None:
    """The weightiest first, as the related story has them; not what only one of them speaks of."""
    files = {
        "2026/a.md": story("A", "De pomp stond 's nachts stil, en de pomp is van ons.\n", department="ward", why=None),
        "2026/b.md": story(
            "B", "Bij de pompen, alle pompen, was het nacht; een otter keek.\n", department="desk", why=None
        ),
        **{f"2026/x{n}.md": story(f"X{n}", f"Iets {w} keek anders.\n", why=None) for n, w in enumerate("pqrs")},
    }
    (found,) = build(tmp_path, dict(files)).related["2026/a"]
    assert found.id == "2026/b"
    assert found.words[0] == "pompen"
    assert "otter" not in found.words


def test_stories_that_hardly_have_anything_in_common_are_not_related(tmp_path: Path) -> None:
    """Rather none than one that does not fit."""
    told = "De otter zwom langs de sluis bij het gemaal en keek naar de dijk in de ochtend.\n"
    other = "De boekhouder telde facturen, bestelde koffie en keek naar het plafond van zijn kantoor.\n"
    files = {
        "2026/a.md": story("A", told, department="ward", why=None),
        "2026/b.md": story("B", other, department="desk", why=None),
    }
    assert build(tmp_path, dict(files)).related["2026/a"] == ()


def test_what_a_story_answers_and_what_answers_it_is_not_shown_again_as_related(tmp_path: Path) -> None:
    text = "De otter zwom langs de sluis bij het gemaal.\n"
    files = {
        "2026/a.md": story("A", text, department="ward", why=None),
        "2026/b.md": story("B", text, department="desk", why=None, reply_to="2026/a"),
        "2026/c.md": story("C", text, department="kitchen", why=None),
    }
    related = build(tmp_path, dict(files)).related
    assert [one.id for one in related["2026/a"]] == ["2026/c"]
    assert [one.id for one in related["2026/b"]] == ["2026/c"]


def test_cosines_of_stories_are_those_of_the_whole_table() -> None:
    """Words that many stories have and words that few have are multiplied in different ways."""
    chance = np.random.default_rng(7)
    table = chance.random((60, 40)) * (chance.random((60, 40)) < np.linspace(0.02, 0.9, 40))
    story, index = np.nonzero(table)
    none = np.zeros(len(story), np.uint32)
    told = Weights(len(table), story, index, table[story, index], none, none)
    assert np.allclose(cosines(told), table @ table.T, rtol=0, atol=1e-12)

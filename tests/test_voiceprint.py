"""Every story has a face of its own, drawn from its sentences."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from storyhub.model.value_marks import SHAPES, mark
from storyhub.pages.voiceprint import FORMS, draw
from storyhub.text.rhythm import DIGEST, LENGTH, LONGEST, PARAGRAPH, QUESTION, SPEECH, rhythm

DUTCH = """Op dinsdag neem ik zelf de telefoon aan. Dat hoeft niet in mijn functie, bijv. omdat het druk is.

"Mevrouw," zei ze, "wie is Ambtshalve?"

Ik zei dat dat geen persoon was. Weet u dat zeker?"""
ENGLISH = "It rained. Nobody had told me that the pump would not start, and so I waited. Why me?\n\nThen it stopped."
LONG = "\n\n".join(
    f"Message {n} says something. " + "And it goes on for a good while longer, " * (n % 7) + "as it ends."
    for n in range(400)
)


def strokes(text: str) -> list[int]:
    return list(rhythm(text)[DIGEST:])


def outlines(svg: str) -> str:
    """What is drawn, without the colours."""
    return re.sub(r'data-value="[^"]*"', "", svg)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (DUTCH, 5),
        (ENGLISH, 4),
        ("Hallo", 1),
        ("", 1),
        ("Das ist ein Satz. Und noch einer! „Wirklich?“ Ja.", 4),
        ("今日は雨が降った。とても寒かった。誰も来なかった？", 3),
        ("هذا يوم طويل. هل أنت بخير؟ نعم.", 3),
        ("We waited (e.g. for the van) and left at 3.15 in the morning.", 1),
    ],
)
def test_each_sentence_is_one_stroke_in_any_language(text: str, sentences: int) -> None:
    assert len(strokes(text)) == sentences


def test_longer_sentences_make_wider_strokes() -> None:
    short, long = strokes("It rained. Nobody had told me that the pump would not start before the morning came.")
    assert short & LENGTH < long & LENGTH


def test_paragraphs_questions_and_speech_are_heard() -> None:
    found = strokes(DUTCH)
    assert [bool(stroke & PARAGRAPH) for stroke in found] == [True, False, True, True, False]
    assert [bool(stroke & QUESTION) for stroke in found] == [False, False, True, False, True]
    assert [bool(stroke & SPEECH) for stroke in found] == [False, False, True, False, False]


def test_a_very_long_story_keeps_a_small_rhythm() -> None:
    assert len(rhythm(LONG)) == DIGEST + LONGEST


def test_a_megabyte_of_full_stops_is_one_sentence() -> None:
    assert len(strokes("x" + "." * 1_000_000)) == 1


def test_stories_with_the_same_rhythm_still_look_different() -> None:
    texts = [f"We waited for {n} hours. Then it came." for n in range(200)]
    assert len({bytes(strokes(text)) for text in texts}) == 1
    assert len({draw(rhythm(text), [], form="wide") for text in texts}) == 200


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", [DUTCH, ENGLISH, LONG, "", "Hallo"])
def test_nothing_is_drawn_outside_the_box(form: str, text: str) -> None:
    box = FORMS[form]
    svg = draw(rhythm(text), [("open", False), ("care", True)], form=form)
    for x, y, radius, height, sweep, across in re.findall(r"M(\d+) (\d+)a(\d+) (\d+) 0 0 ([01]) (\d+)", svg):
        assert int(across) == 2 * int(radius)
        assert int(x) + int(across) <= box.width
        assert int(y) - int(height) >= 0 if sweep == "1" else int(y) + int(height) <= box.height


def test_the_drawing_wears_the_colours_of_all_values_of_the_story() -> None:
    for text in (DUTCH, ENGLISH, "One. Two. Three."):
        root = ElementTree.fromstring(
            draw(rhythm(text), [("open", False), ("care", False), ("craft", False)], form="wide")
        )
        assert {path.get("data-value") for path in root} == {"open", "care", "craft"}


def test_a_value_in_tension_is_drawn_differently() -> None:
    lived, tense = (draw(rhythm(ENGLISH), [("care", tension)], form="wide") for tension in (False, True))
    assert outlines(lived) != outlines(tense)
    assert "class=t" in tense
    assert "class=t" not in lived


def test_a_story_without_values_is_drawn_in_ink() -> None:
    assert "data-value" not in draw(rhythm(ENGLISH), [], form="small")


@pytest.mark.parametrize(("form", "most"), [("small", 700), ("wide", 4000)])
def test_a_drawing_stays_small_even_for_the_longest_story_in_tension(form: str, most: int) -> None:
    assert len(draw(rhythm(LONG), [("good-neighbour", True), ("long-view", False)], form=form)) <= most


def test_it_is_hidden_from_screen_readers_and_needs_no_ids_or_styles() -> None:
    svg = draw(rhythm(DUTCH), [("open", True)], form="wide")
    assert 'aria-hidden="true"' in svg
    assert not re.search(r"\b(id|style)=", svg)


def test_a_key_can_break_out_of_nothing() -> None:
    assert "<script" not in draw(rhythm("Hallo"), [('"><script>', False)], form="small")


@given(
    st.text(),
    st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), st.booleans()), max_size=4),
    st.sampled_from(list(FORMS)),
)
def test_any_text_can_be_drawn_and_always_the_same(text: str, values: list[tuple[str, bool]], form: str) -> None:
    drawn = draw(rhythm(text), values, form=form)
    assert drawn == draw(rhythm(text), values, form=form)
    assert len(rhythm(text)) <= DIGEST + LONGEST
    assert all(number.isdigit() for number in re.findall(r"[\d.]+", drawn.split("viewBox", 1)[1]))


def test_the_ten_marks_differ_and_an_unknown_name_gets_one_of_them() -> None:
    assert len({mark(name) for name in SHAPES}) == 10
    assert mark("banaan") == mark("banaan")
    assert mark("banaan") in {mark(name) for name in SHAPES}

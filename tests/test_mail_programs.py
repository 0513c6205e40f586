"""What mail programs in French and German put around somebody's words is no part of a story: other people's addresses are in it."""

from __future__ import annotations

import pytest
from storyhub.letterbox.own_words import is_forward, own_words, title

STORY = "Il pleuvait, et le bus ne venait pas.\nUne dame m’a donné son parapluie."


@pytest.mark.parametrize(
    "below",
    [
        "Envoyé de mon iPhone",
        "Envoyé à partir d’Outlook pour Android",
        "Von meinem iPhone gesendet",
        "Le lun. 24 nov. 2026 à 10:12, Noor Bakker <noor@example.org> a écrit\xa0:\n> Une histoire ?",
        "De\xa0: Noor Bakker <noor@example.org>\nEnvoyé\xa0: lundi 24 novembre 2026 10:12\nÀ\xa0: Jan\nObjet\xa0: Une histoire\n\nAlors ?",
        "-----Message d'origine-----\nDe : Noor\nEnvoyé : lundi\n\nAlors ?",
        "Von: Noor <noor@example.org>\nGesendet: Montag\nAn: Jan\nBetreff: Deine Geschichte\n\nUnd?",
        "-----Ursprüngliche Nachricht-----\nVon: Noor\n\nUnd?",
    ],
)
def test_what_is_below_is_left_out(below: str) -> None:
    assert own_words(f"{STORY}\n\n{below}\n") == STORY


@pytest.mark.parametrize(
    "head",
    [
        "De : Noor <noor@example.org>\nDate : lundi\nÀ : Jan <jan@example.org>\nObjet : TR: Le bus\n\n",
        "Début du message transféré :\n\nDe: Noor\nObjet: Le bus\nDate: 24 novembre\nÀ: Jan\n\n",
        "-------- Weitergeleitete Nachricht --------\nBetreff: Der Bus\nDatum: Montag\nVon: Noor\nAn: Jan\n\n",
    ],
)
def test_what_was_sent_on_comes_without_its_head(head: str) -> None:
    assert own_words(head + STORY, forward=True) == STORY


def test_a_subject_says_that_it_was_sent_on() -> None:
    assert is_forward("TR : Le bus")
    assert is_forward("WG: Der Bus")
    assert not is_forward("Tramway : une histoire")
    assert title("RE : TR : Le bus") == "Le bus"


@pytest.mark.parametrize(
    "text",
    ["De : voilà comment tout a commencé.\nPour : personne.\nJe suis resté.", "Le facteur m’a écrit :\nRestez."],
)
def test_a_story_that_begins_a_line_with_such_a_word_stays_whole(text: str) -> None:
    assert own_words(text) == text

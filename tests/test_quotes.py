"""Quotation marks and apostrophes: as the language writes them, however they were typed."""

from __future__ import annotations

import pytest
from storyhub.text.quotes import typeset, typeset_html

LINES = [
    ("nl", 'Om vier uur \'s nachts zei hij: "Nee."', "Om vier uur ’s nachts zei hij: “Nee.”"),
    ("nl", "'s Nachts is 't stil, en foto's van 'm", "’s Nachts is ’t stil, en foto’s van ’m"),
    ("nl", "\"'t Is goed,\" zei ze. 'Kom,' zei hij.", "“’t Is goed,” zei ze. ‘Kom,’ zei hij."),
    ("nl", "een buis van 5\" en de jongens' boot", 'een buis van 5" en de jongens’ boot'),
    ("en", "rock 'n' roll in the '90s, 'so' it's over", "rock ’n’ roll in the ’90s, ‘so’ it’s over"),
    ("en", "He said: \"She said 'no'.\" Then", "He said: “She said ‘no’.” Then"),
    ("de", 'Sie sagte "ja".', "Sie sagte „ja“."),
    ("fr", 'Il dit "oui", c\'est tout.', "Il dit «\u202foui\u202f», c’est tout."),
    ("en", "What was “curly” ‘already’ stays", "What was “curly” ‘already’ stays"),
]


@pytest.mark.parametrize(("language", "typed", "shown"), LINES)
def test_marks_are_those_of_the_language(language: str, typed: str, shown: str) -> None:
    """Quotations open and close, and an apostrophe is never taken for one."""
    assert typeset(typed, language) == shown
    assert typeset(shown, language) == shown


def test_tags_and_code_stay_as_they_are() -> None:
    """A quotation goes on through emphasis, ends with its paragraph, and attributes and code are no text."""
    html = '<p class="a"><em>"Weg"</em>, zei \'<b>hij</b>\': <code>x = "1"</code></p><p>"Half</p><p>"heel"</p>'
    shown = '<p class="a"><em>“Weg”</em>, zei ‘<b>hij</b>’: <code>x = "1"</code></p><p>“Half</p><p>“heel”</p>'
    assert typeset_html(html, "nl") == shown
    assert typeset_html('<a href="it\'s">x</a>', "en") == '<a href="it\'s">x</a>'

"""Slips that readers would see as raw signs or as a grey box are advice with the line, corrected; what is meant is left alone."""

from __future__ import annotations

import pytest
from storyhub.model.issues import Issue, Level
from storyhub.review.fixes import cure
from storyhub.text.render import render
from storyhub.text.slips import issues, told_once

# A line of a text → the rule that finds it, and the line as it should be.
SLIPS: dict[str, tuple[str, str, str | None]] = {
    "a space inside a link": ("See [the rota] (https://example.org/x).", "link-apart", "See [the rota](https://example.org/x)."),
    "a space inside a link to a story": ("[x] (../2026/b.md)", "link-apart", "[x](../2026/b.md)"),
    "a space inside a picture": ("![the pump] (pump.png)", "link-apart", "![the pump](pump.png)"),
    "curly quotes around a link's title": ("[x](https://a.example “Rota”)", "link-quotes", '[x](https://a.example "Rota")'),
    "curly quotes around an address": ("[x](“https://a.example”)", "link-quotes", "[x](https://a.example)"),
    "a picture whose name has a space": ("![x](my pump.png)", "name-with-space", "![x](<my pump.png>)"),
    "a story whose name has a space": ("[x](mijn dag.md)", "name-with-space", "[x](<mijn dag.md>)"),
    "an odd space behind a hyphen": ("-\u00a0 a coat", "odd-mark", "- a coat"),
    "an odd space behind a number": ("1.\u00a0a coat", "odd-mark", "1. a coat"),
    "an odd space behind a heading's mark": ("##\u00a0The coat", "odd-mark", "## The coat"),
    "no space behind a heading's mark": ("##The coat", "odd-mark", "## The coat"),
    "no space before a letter with an accent": ("###Één jas", "odd-mark", "### Één jas"),
    "a callout of a notebook": ("> [!note] Take a coat", "template-code", None),
    "a table of contents": ("[TOC]", "template-code", None),
    "a bullet of a word processor": ("•\ta coat", "odd-mark", "- a coat"),
    "a paragraph behind four spaces": ("    It rained when I came in that day.", "pasted-indent", "It rained when I came in that day."),
    "a German quotation behind four spaces": ("    Ich sagte „nein“, und alle lachten.", "pasted-indent", "Ich sagte „nein“, und alle lachten."),
    "a paragraph behind a tab": ("\tIt rained when I came in that day.", "pasted-indent", "It rained when I came in that day."),
    "a short paragraph behind a tab": ("\tGoedemorgen allemaal.", "pasted-indent", "Goedemorgen allemaal."),
    "a paragraph behind a tab that starts with a quote": ("\t“Kom,” zei ze in 2015 zacht.", "pasted-indent", "“Kom,” zei ze in 2015 zacht."),
    "a link the wrong way round": ("See (the rota)[https://example.org/x].", "link-turned", "See [the rota](https://example.org/x)."),
    "an address with a space": ("[x](https://a.example/my rota)", "name-with-space", "[x](<https://a.example/my rota>)"),
    "a class of kramdown": ("It rained. {: .note}", "template-code", None),
    "a link of a notebook": ("See [[the rota]].", "template-code", None),
    "Liquid": ("It is at {{ site.baseurl }}/x", "template-code", None),
    "a block of Liquid": ("{% include figure.html %}", "template-code", None),
    "a shortcode of Hugo": ('{{< figure src="a.jpg" >}}', "template-code", None),
    "a shortcode of WordPress": ('[caption id="x"]A pump[/caption]', "template-code", None),
    "an email address": ("Mail sam@hub.nl for it", "contact", None),
    "a phone number": ("Bel 06-12345678 dan", "contact", None),
    "a phone number of a house": ("Bel 020 123 4567 dan", "contact", None),
    "a phone number of another country": ("Bel +32 475 12 34 56 dan", "contact", None),
}  # fmt: skip


def found(markdown: str) -> list[Issue]:
    return list(issues(markdown, "2026/a.md", 9))


@pytest.mark.parametrize(("line", "rule", "expected"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_advice_at_its_line(line: str, rule: str, expected: str | None) -> None:
    (issue,) = found(f"It rained.\n\n{line}\n\nIt stopped.\n")
    assert (issue.level, issue.line, issue.rule) == (Level.ADVICE, 11, rule)
    assert cure(issue) == expected


@pytest.mark.parametrize("line", [line for line, _, expected in SLIPS.values() if expected], ids=str)
def test_the_corrected_line_has_nothing_to_tell_and_shows_no_signs(line: str) -> None:
    (issue,) = found(line)
    corrected = cure(issue)
    assert corrected
    assert found(corrected) == []
    shown = render(corrected, "2026/a.md").body
    assert "<pre>" not in shown.html
    assert not any(sign in shown.text for sign in ("](", "] (", "•", "##", "”)"))


MEANT = {
    "a link": "[x](https://a.example/y) and [y](b.md)",
    "words in brackets, and more in others": "He said [sic] (I heard it) so.",
    "a link with a title": '[x](https://a.example "Rota")',
    "code between fences": "```\n[x] (https://a.example) {{ x }}\n    It rained when I came in that day.\n```",
    "code within a line": "Write `[x] (https://a.example)` or `{{ x }}`.",
    "code behind four spaces": "    for x in range(3): print(x)\n    y = {x: 1 for x in z}",
    "a list with a paragraph": "- one\n\n    It goes on with a second paragraph here.\n",
    "a numbered list with a paragraph": "1. one\n\n    It goes on with a second paragraph here.\n",
    "a paragraph that goes on behind spaces": "It rained\n    when I came in that day, and it went on.",
    "a list": "- a coat\n* a bike\n1. rain\n## Kop\n> said",
    "one hash, a sum and a day at the start of a line": "#together\n\n-5 degrees\n\n1.5 km\n2.5 km\n",
    "a hyphen before one word alone": "-and that was that.",
    "a no-break space in a sentence": "That was 5\u00a0km.",
    "a day, a sum and a year": "On 01-02-2026 we paid 1.000.000,00 in 2026; order 4111111111111111.",
    "a short number": "Bel 112 of 0800-1234.",
    "a name with an at": "Ask @noor, or look at a@b.",
    "an address of an example": "Mail x@example.org.",
    "one bracket of a template": "{ and } and {{",
    "a sum": "He got 3 + 4 = 7, or 0,5.",
}


@pytest.mark.parametrize("text", MEANT.values(), ids=MEANT)
def test_what_is_meant_is_left_alone(text: str) -> None:
    assert [str(issue) for issue in found(text)] == []


def test_several_lines_behind_dashes_are_a_list_and_one_is_what_somebody_says() -> None:
    told = found("We had:\n\n– a coat\n– a bike\n")
    assert [(issue.line, cure(issue)) for issue in told] == [(11, "- a coat"), (12, "- a bike")]
    assert found("– Kom je? zei ze.\n\n– Ja.\n") == []


@pytest.mark.parametrize("mark", ["-", "1.", "2)"])
def test_several_lines_whose_marks_have_no_space_are_a_list(mark: str) -> None:
    told = found(f"We had:\n\n{mark}a coat\n{mark}a bike\n")
    assert [(issue.line, cure(issue)) for issue in told] == [(11, f"{mark} a coat"), (12, f"{mark} a bike")]


def test_alike_slips_are_told_once_with_their_lines_and_the_first_one_corrected() -> None:
    each = found("-\u00a0a coat\n-\u00a0a bike\n\n-\u00a0a boat\n\n[x] (b.md)\n")
    assert [issue.line for issue in each] == [14, 9, 10, 12]
    link, bullets = told_once(each)
    assert (link.line, bullets.line, cure(bullets)) == (14, 9, "- a coat")
    assert "(also on lines 10, 12); write the line as: - a coat" in bullets.message


@pytest.mark.parametrize("text", ["[" * 60_000, "##a" * 20_000, "-a\n1" * 20_000, "![" * 30_000, "{{" * 30_000, "0" * 60_000, "a@" * 30_000, "- " * 30_000, "[a] " * 20_000, "+31 6 " * 15_000, "[x](" + "a " * 60_000, "[x](https://a" + " b" * 60_000, "{{" + " " * 60_000], ids=lambda text: text[:10])  # fmt: skip
def test_no_text_is_slow_to_look_through(text: str) -> None:
    """What grows with the square would take minutes."""
    assert len(found(text)) <= 2

"""What a story's Markdown becomes: golden stories, and the rules behind them."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from cmarkgfm.cmark import Options, markdown_to_html_with_extensions
from hubs import ROOT
from storyhub.check.addresses import Addresses
from storyhub.model.story import Hub, Picture, Reference, Story
from storyhub.pages.links import resolve
from storyhub.text.markdown import to_html
from storyhub.text.render import Rendered, render

GOLDEN = Path(__file__).parent / "golden" / "stories"
PREVIEWED = [*sorted(GOLDEN.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
NAMES = sorted(path.stem for path in GOLDEN.glob("*.md"))


def rendered(markdown: str) -> Rendered:
    return render(markdown, "2026/story.md", 10)


def html(markdown: str) -> str:
    return rendered(markdown).body.html


def advice(markdown: str) -> list[tuple[int, str]]:
    return [(issue.line, issue.rule) for issue in rendered(markdown).issues]


def as_golden(found: Rendered) -> str:
    """All that rendering gives, to be read by people."""
    lines = [found.body.html, "", "=== text", found.body.text, "", "=== headings"]
    lines += [f"{level} #{identity} {text}" for level, identity, text in found.body.headings]
    lines += ["", "=== references", *map(str, found.references), "", "=== advice", *map(str, found.issues)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", PREVIEWED, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_shows_what_the_preview_of_the_code_host_showed(path: Path) -> None:
    """cmark-gfm is what GitHub shows a file with: the hub's renderer makes the same HTML of it, byte for byte."""
    text = path.read_text(encoding="utf-8")
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES | Options.CMARK_OPT_GITHUB_PRE_LANG
    extensions = ["table", "strikethrough", "autolink", "tasklist"]
    assert to_html(text).strip() == markdown_to_html_with_extensions(text, options, extensions).strip()


@pytest.mark.parametrize("name", NAMES)
def test_golden_stories_look_as_they_always_did(name: str) -> None:
    """UPDATE_GOLDEN=1 writes what is expected anew, to be read before it is committed."""
    found = as_golden(rendered((GOLDEN / f"{name}.md").read_text(encoding="utf-8")))
    expected = GOLDEN / f"{name}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


# Nothing of what a writer wrote disappears without a word: Markdown → (words that are still shown, what is reported).
KEPT = {
    "a tag that is never closed": ('<div class="\n\nstill here\n', '<div class="\n\nstill here', ["html-left-out"]),
    "a comment that is never closed": ("<!-- open\n\nstill here\n", "<!-- open\n\nstill here", ["html-left-out"]),
    "a comment": ("<!-- gone -->\n\nstill here\n", "still here", ["html-left-out"]),
    "a name between angle brackets": ("Dear <name>, still here", "Dear <name>, still here", ["html-left-out"]),
    "two words between angle brackets": ("Dear <first name>!", "Dear <first name>!", ["html-left-out"]),
    "a tag that is written about": ("a heading is <h1>, not <H2>", "a heading is <h1>, not <H2>", ["html-left-out"]),
    "an end tag that is written about": ("close it with </b>, always", "close it with </b>, always", ["html-left-out"]),
    "text in SVG": ("<svg><text>still here</text></svg>", "still here", ["html-left-out", "html-left-out"]),
    "text in MathML": ("<math><mi>still here</mi></math>", "still here", ["html-left-out", "html-left-out"]),
    "text in a template": ("<template>still here</template>", "still here", ["html-left-out"]),
    "a title": ("<title>still here</title>", "still here", ["html-left-out"]),
    "a text field": ("<textarea>still here</textarea>", "still here", ["html-left-out"]),
    "preformatted the old way": ("<xmp>still here</xmp>", "still here", ["html-left-out"]),
    "everything behind <plaintext>": ("<plaintext>\n\nstill here", "still here", ["html-left-out"]),
    "frames": ("<frameset>still here</frameset>", "still here", ["html-left-out"]),
    "a processing instruction": ("<?php still here ?>", "<?php still here ?>", ["html-left-out"]),
    "CDATA": ("<![CDATA[ still here ]]>", "<![CDATA[ still here ]]>", ["html-left-out"]),
    "a film": ('<iframe src="https://x.example/" title="still here"></iframe>', "still here", ["html-left-out"]),
    "a link that could run code": ("[still here](javascript:alert(1))", "still here", ["address-left-out"]),
    "a link with an address that is none": ("[still here](https://)", "still here", ["address-left-out"]),
    "a link without an address": ("[still here]()", "still here", ["broken-link"]),
    "the title of a picture": ('![x](a.jpg "still here")', "still here", []),
    "a picture from elsewhere": ("![still here](https://x.example/a.png)", "still here", ["picture-elsewhere"]),
    "a picture of data": ("![still here](data:image/png;base64,AAAA)", "still here", ["address-left-out"]),
    "a script": ("<script>gone()</script>\n\nstill here", "still here", ["html-left-out"]),
    "words on both sides of a stranger": ("<o>still</o><o>here</o>", "still here", ["html-left-out"]),
    "a letter in another colour": ("<font color=red>s</font>till here", "still here", ["html-left-out"]),
    "a note that nothing refers to": ("still here\n\n[^1]: not shown", "still here", ["not-shown"]),
    "a second note of the same name": (
        "still here[^1]\n\n[^1]: this\n\n[^1]: and this",
        "still here\n\nthis\n\nand this",
        [],
    ),
    "an address that nothing refers to": ("still here\n\n[x]: gone", "still here", ["not-shown"]),
    "a cell beyond the head": ("|a|b|\n|-|-|\n|still|here|gone|", "a\n\nb\n\nstill\n\nhere", ["not-shown"]),
    "an invisible character": ("still\x07 here", "still here", ["control-character"]),
    "a link to no heading": ("[still here](#nowhere)", "still here", ["broken-link"]),
}


@pytest.mark.parametrize(("markdown", "text", "rules"), KEPT.values(), ids=KEPT)
def test_words_stay_and_what_goes_is_told(markdown: str, text: str, rules: list[str]) -> None:
    found = rendered(markdown)
    assert found.body.text == text
    assert [issue.rule for issue in found.issues] == rules
    assert all(issue.level == "advice" for issue in found.issues)


# What looks like a loss and is none: nothing is reported.
QUIET = [
    "A note[^1] and [a link][x].\n\n[^1]: Yes.\n\n[x]: https://example.org/\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 \\| 1 | 2 |\n| one\n",
    "[Noor]: she said it herself, and the line is shown.\n",
    "```\n<script>\n[x]: y\n| a |\n|-|\n| b | c |\n```\n",
    "`<script>` and `[^1]: x`",
    "Time: 10:30. Note: this. data: that. C:\\pad.",
    "<https://example.org/> <noor@example.org>",
    "<b>x</b> <br> <hr> <p>y\n\n<ul><li>a<li>b</ul>",
    "[top](#top) [up](#) [one](#one)\n\n# One",
    "5 < 6, a<b, x <- y, <3, < b >, 1<2>0",
]


@pytest.mark.parametrize("markdown", QUIET)
def test_nothing_is_told_when_nothing_is_lost(markdown: str) -> None:
    assert advice(markdown) == []


# Each piece of advice has the line where the thing stands: Markdown (its first line is line 10) → lines.
LINES = {
    "the same link twice": ("[a](x.md)\n\nword\n\n[b](x.md)", [10, 14]),
    "an address that also stands in the text": ("/x.md is nice\n\n[a](/x.md)", [12]),
    "a link in code first": ("`[a](x.md)`\n\n[a](x.md)", [12]),
    "a link in a block of code first": ("```\n[a](x.md)\n```\n[a](x.md)", [13]),
    "a link in a quote": ("> word\n> [a](x.md)", [11]),
    "a link by name": ("[a]\n\nword\n\n[a]: x.md", [14]),
    "a link in HTML": ('word\n\n<a href="x.md">a</a>', [12]),
    "an address with entities": ("word\n\n[a](x.md?a=1&amp;b=2)", [12]),
    "an address with spaces": ("word\n\n[a](<my story.md>)", [12]),
    "an address with accents": ("word\n\n[a](caf\u00e9.md)", [12]),
    "a picture in a link": ("word\n\n[![p](p.jpg)](x.md)", [12, 12]),
}


@pytest.mark.parametrize(("markdown", "lines"), LINES.values(), ids=LINES)
def test_a_reference_knows_its_line(markdown: str, lines: list[int]) -> None:
    assert [reference.line for reference in rendered(markdown).references] == lines


ADVICE_LINES = {
    "a tag after the same tag in code": ("`<script>`\n\n```\n<script>\n```\n\n<script>x</script>", 16),
    "a tag in a list": ("- one\n- two <font>x</font>", 11),
    "an attribute": ('word\n\n<p class="x">y</p>', 12),
    "a bad address": ("word\n\n[x](javascript:alert(1))", 12),
    "a fragment": ("word\n\n[x](#nowhere)", 12),
    "a note": ("word\n\nword\n\n[^1]: not shown", 14),
    "a cell": ("|a|\n|-|\n|b|\n|c|d|", 13),
    "a control character": ("word\n\nw\x07rd", 12),
    "a picture from elsewhere": ("word\n\n![x](https://x.example/y.png)", 12),
}


@pytest.mark.parametrize(("markdown", "line"), ADVICE_LINES.values(), ids=ADVICE_LINES)
def test_advice_has_the_line_of_what_it_is_about(markdown: str, line: int) -> None:
    assert [issue.line for issue in rendered(markdown).issues] == [line]


def test_headings_start_below_the_title_and_skip_no_level() -> None:
    levels = [level for level, _, _ in rendered("### a\n\n###### b\n\n# c\n\n##### d\n\n## e").body.headings]
    assert levels == [2, 3, 2, 3, 3]


def test_every_heading_has_an_id_of_its_own() -> None:
    ids = [identity for _, identity, _ in rendered("# a\n\n# a 1\n\n# a\n\n# a\n\n# a-1").body.headings]
    assert len(set(ids)) == 5
    assert ids[:2] == ["h-a", "h-a-1"]


def test_a_heading_inside_a_heading_leaves_html_that_is_whole() -> None:
    found = html("<h1><div><h2>in</h2></div></h1>\n\n# after")
    assert found.count("<div>") == found.count("</div>")
    assert found.count("<h") == found.count("</h")


def test_a_table_or_code_with_attributes_leaves_html_that_is_whole() -> None:
    found = html('<table title="x"><tr><td>y</td></tr></table>\n\n<pre title="z">w</pre>')
    assert found.count("<div") == found.count("</div>")
    assert found.count('tabindex="0"') == 2


def test_a_link_without_words_shows_its_address() -> None:
    assert ">x.md</a>" in html("[](x.md)")
    assert ">x.md</a>" in html("[![](p.jpg)](x.md)")
    assert ">x.md</a>" not in html("[![words](p.jpg)](x.md)")


def test_too_many_parts_inside_each_other_are_refused_and_not_rendered() -> None:
    for markdown in (">" * 1000 + " x", "<div>" * 1000 + "x" + "</div>" * 1000, "<b>" * 500 + "x" + "</b>" * 500):
        found = rendered(markdown)
        assert [(issue.rule, issue.level) for issue in found.issues] == [("nested-too-deep", "error")]
        assert found.body.html == ""


def test_twenty_quotes_inside_each_other_are_fine() -> None:
    assert html(">" * 20 + " x").count("<blockquote>") == 20


def test_tags_that_overlap_do_not_reach_beyond_their_paragraph() -> None:
    assert html("a <b>b <i>c\n\nd</b> e</i> f\n\ng").endswith("<p>g</p>")


def test_the_same_text_gives_the_same_result() -> None:
    markdown = (GOLDEN / "raw-html.md").read_text(encoding="utf-8")
    assert rendered(markdown) == rendered(markdown)


STORY = Story("2026/story", "2026/story.md", "T", "A", "d", None, "nl")  # type: ignore[arg-type]
OTHER = Story("2025/other one", "2025/other one.md", "T", "A", "d", None, "nl", aliases=("2019/old",))  # type: ignore[arg-type]


def addresses() -> Addresses:
    hub = Hub((), (), (STORY, OTHER), pictures={"2026/story/p.jpg": Picture("2026/story/p.jpg", 1, 1, "x")})
    return Addresses(hub, (STORY, OTHER), {"index.md": "", "mission.md": "mission/", "mission.en.md": "en/mission/"})


TARGETS = {
    "../2025/other one.md": "2025/other%20one/",
    "../2025/other%20one.md": "2025/other%20one/",
    "../2025/other one": "2025/other%20one/",
    "/2025/other one/": "2025/other%20one/",
    "../2025/other one.md#Het-Einde": "2025/other%20one/#h-Het-Einde",
    "../2025/other one.md#h-einde": "2025/other%20one/#h-einde",
    "../2025/other one.md?x=1": "2025/other%20one/",
    "story.md": "2026/story/",
    "./story.md": "2026/story/",
    "../2019/old/": "2025/other%20one/",
    "/mission.md": "mission/",
    "../mission.md": "mission/",
    "/mission/": "mission/",
    "/en/mission/": "en/mission/",
    "/": "",
    "/values/": "values/",
    "/archive/": "archive/",
    "nowhere.md": None,
    "../../etc/passwd": None,
    "../../../mission.md": None,
    "..": "",
    "": None,
    "%00": None,
    "\\evil": None,
}


@pytest.mark.parametrize(("target", "expected"), TARGETS.items(), ids=repr)
def test_a_link_into_the_hub_leads_to_its_page_or_nowhere(target: str, expected: str | None) -> None:
    assert addresses().find(STORY, target) == expected


def test_a_story_wins_from_an_old_address_of_another() -> None:
    thief = Story("2026/thief", "2026/thief.md", "T", "A", "d", None, "nl", aliases=("2026/story", "mission"))  # type: ignore[arg-type]
    found = Addresses(Hub((), (), (STORY, thief)), (STORY, thief), {"mission.md": "mission/"})
    assert found.find(thief, "story.md") == "2026/story/"
    assert found.find(thief, "/mission/") == "mission/"


@pytest.mark.parametrize(
    "target", ["p.jpg", "story/p.jpg", "./story/p.jpg", "/2026/story/p.jpg", "../2026/story/p.jpg"]
)
def test_a_picture_is_found_beside_its_story(target: str) -> None:
    assert addresses().picture(STORY, target) == "2026/story/p.jpg"


@pytest.mark.parametrize("target", ["q.jpg", "../x.jpg", "/etc/passwd", "../../story/p.jpg"])
def test_no_other_picture_is_found(target: str) -> None:
    assert addresses().picture(STORY, target) is None
    assert addresses().picture(OTHER, "p.jpg") is None


def test_links_and_pictures_are_resolved_and_dead_ones_leave_their_words() -> None:
    found = rendered(
        '[a](<../2025/other one.md#x> "t") [b](gone.md) ![c](p.jpg) ![d](gone.jpg) [e](https://x.example/)'
    )
    story = Story("2026/story", "2026/story.md", "T", "A", "d", None, "nl", references=found.references)  # type: ignore[arg-type]
    resolved = resolve(found.body.html, story, addresses(), "../../", lambda place, alt: f"[{place} {alt}]")
    assert resolved == (
        '<p><a href="../../2025/other%20one/#h-x" title="t">a</a> <a>b</a> [2026/story/p.jpg c] <em>d</em> '
        '<a href="https://x.example/" rel="noopener noreferrer">e</a></p>'
    )


def test_a_link_written_in_html_is_resolved_whatever_the_order_of_its_attributes() -> None:
    found = rendered('<a title="t" href="../2025/other one.md">a</a>')
    assert found.references == (Reference("../2025/other one.md", 10),)
    story = Story("2026/story", "2026/story.md", "T", "A", "d", None, "nl", references=found.references)  # type: ignore[arg-type]
    assert 'href="2025/other%20one/"' in resolve(found.body.html, story, addresses(), "", lambda place, alt: "")


def test_rendering_leaves_nothing_behind_in_memory() -> None:
    import resource

    text = "A *paragraph* of [words](https://example.org).\n\n" * 400
    for _ in range(20):
        to_html(text)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(300):
        to_html(text)
    unit = 1024 if sys.platform == "darwin" else 1
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / unit < 10_000

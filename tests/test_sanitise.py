"""Attacks on the reader's browser: whatever a story holds, its HTML has no script, no style and no way out of its place."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from storyhub.text.body import ELSEWHERE
from storyhub.text.render import render
from storyhub.text.sanitise import TAGS, clean

# What composition.py adds of its own to what the sanitiser lets through.
ATTRIBUTES = {"href", "src", "alt", "title", "lang", "dir", "id", "rel", "class", "tabindex", "start", "open", "datetime"} | {
    "align", "colspan", "rowspan", "scope", "data-footnote-backref"
}  # fmt: skip
VOID = {"br", "hr", "img", "wbr"}


class Guard(HTMLParser):
    """Reads HTML as strictly as it can and notes everything that may not be there."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is never closed" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(f"<{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if len({name for name, _ in attrs}) != len(attrs):
            self.faults.append(f"an attribute twice in <{tag}>")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name not in ATTRIBUTES:
            self.faults.append(f"{name}= in <{tag}>")
        if name == "class" and (tag, value) != ("div", "scroll"):
            self.faults.append(f"class={value}")
        if name == "id" and not value.startswith(("h-", "fn-", "fnref-")):
            self.faults.append(f"id={value}")
        if name in ("href", "src"):
            bare = "".join(c for c in value if c > " ").lower()
            if ELSEWHERE.match(bare) and not bare.startswith(("http:", "https:", "mailto:", "tel:", "//")):
                self.faults.append(f"{name}={value}")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> out of place")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"<!{decl}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"<![{data}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"<?{data}")


def faults(markdown: str) -> list[str]:
    return Guard(render(markdown, "2026/story.md").body.html).faults


def test_the_guard_itself_sees_what_is_wrong() -> None:
    """Without this the tests below could not fail."""
    for html in (
        "<script>x</script>",
        "<p onclick=x>y</p>",
        '<a href="java\tscript:x">y</a>',
        '<p id="main">x</p>',
        "<p style=x></p>",
        "<div>",
        "</p>",
        "<!-- x -->",
        '<p class="scroll">x</p>',
        "<b><i></b></i>",
    ):
        assert Guard(html).faults, html


# After the collections of OWASP and cure53, and what is known of cmark and of HTML parsers.
ATTACKS = [
    # Scripts and what loads them.
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<<script>alert(1);//<</script>",
    "<script>alert(1)",
    "</script><script>alert(1)</script>",
    "<script x=\">\">alert(1)</script>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)>",
    "<object data='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='></object>",
    "<embed src=javascript:alert(1)>",
    "<embed src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<applet code=x></applet>",
    "<frameset><frame src=javascript:alert(1)></frameset>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<link rel=import href=//evil.example/>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<meta charset=utf-7>",
    "<portal src=javascript:alert(1)>",
    # Handlers.
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror=alert(1)//",
    "<img/src=x/onerror=alert(1)>",
    "<img\nsrc=x\nonerror=alert(1)>",
    "<img src=x OnErRoR=alert(1)>",
    "<img src=x onerror\n=\nalert(1)>",
    "<img src=`x` onerror=alert(1)>",
    "<img src=x: alt=``onerror=alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=1 href=1 onerror=\"javascript:alert(1)\"></img>",
    "<body onload=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "<video><source onerror=alert(1)></video>",
    "<video poster=javascript:alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<textarea autofocus onfocus=alert(1)>",
    "<keygen autofocus onfocus=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<p onclick=alert(1) onmouseover=alert(1) onfocus=alert(1) tabindex=1>x</p>",
    "<a href=x onclick=alert(1)>x</a>",
    "<b onbeforescriptexecute=alert(1)>x</b>",
    "<x onclick=alert(1)>x</x>",
    "<x contenteditable onblur=alert(1)>x</x>",
    # Addresses.
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](&#0000106avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript&#58alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](<\x01javascript:alert(1)>)",
    "[x](<  javascript:alert(1)>)",
    "[x](&NewLine;javascript:alert(1))",
    "[x](&Tab;java&Tab;script:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](blob:https://x/y)",
    "[x](ms-settings:privacy)",
    "[x](intent://x#Intent;scheme=http;end)",
    "[x](view-source:javascript:alert(1))",
    "[x](feed:javascript:alert(1))",
    "[x](jar:javascript:alert(1)!/)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[x][y]\n\n[y]: <javascript:alert(1)> 'title'",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2Zy8+)",
    "![x](https://evil.example/x.png\"onerror=alert(1))",
    "![x\" onerror=\"alert(1)](x.png)",
    "![x](x.png '\" onerror=\"alert(1)')",
    "[x](x \"' onclick='alert(1)\")",
    "[x](x \"&quot; onclick=&quot;alert(1)\")",
    "<a href=\"java&#x0A;script:alert(1)\">x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href=\" &#14;  javascript:alert(1)\">x</a>",
    "<a href=javascript&colon;alert(1)>x</a>",
    "<a href=\"\\x6Aavascript:alert(1)\">x</a>",
    "<a href='javascript://%0aalert(1)'>x</a>",
    "<a href=javascript:alert(1) href=https://ok.example/>x</a>",
    "<a href=https://ok.example/ href=javascript:alert(1)>x</a>",
    "<a xlink:href=javascript:alert(1)>x</a>",
    "<a ping=//evil.example/ href=x>x</a>",
    "<a href=x target=_top download>x</a>",
    "<img srcset='javascript:alert(1) 1x' src=x>",
    "<img src=x lowsrc=javascript:alert(1) dynsrc=javascript:alert(1)>",
    "<img src=x usemap=#m><map name=m><area href=javascript:alert(1)></map>",
    "<blockquote cite=javascript:alert(1)>x</blockquote>",
    "<q cite=javascript:alert(1)>x</q>",
    "<table background=javascript:alert(1)><tr><td background=javascript:alert(1)>x</table>",
    "<form action=javascript:alert(1)><button formaction=javascript:alert(1)>x</button></form>",
    "<button form=x formaction=javascript:alert(1)>x</button>",
    "<isindex action=javascript:alert(1)>",
    # Style, and posing as the page.
    "<style>@import '//evil.example/x.css';</style>",
    "<style>body{background:url(javascript:alert(1))}</style>",
    "<p style='position:fixed;inset:0;background:red'>x</p>",
    "<p style=\"background:url('//evil.example/')\">x</p>",
    "<div class='masthead' id='main' role='banner' hidden aria-hidden=true>x</div>",
    "<form name=body><input name=firstChild></form>",
    "<img name=getElementById src=x>",
    "<a id=location></a><a id=location name=href href=x>y</a>",
    "<a id='fn-1\"><script>alert(1)</script>'>x</a>",
    "<p id=h-x>y</p>\n\n# x",
    "# \"onmouseover=alert(1) x=\"",
    "# <img src=x onerror=alert(1)>",
    "[^\"><script>alert(1)</script>]\n\n[^\"><script>alert(1)</script>]: x",
    "x[^<b>]\n\n[^<b>]: y",
    "<font color=red size=7 face=x>y</font>",
    "<dialog open>x</dialog>",
    "<div data-module=search data-x=y>z</div>",
    "<slot name=x></slot><template shadowrootmode=open><script>alert(1)</script></template>",
    # Foreign elements, and HTML that changes when it is parsed again.
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href=javascript:alert(1)><text y=20>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)/>#x'></use></svg>",
    "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>",
    "<svg><set attributeName=href to=javascript:alert(1)>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<svg><desc><noscript><![CDATA[</noscript><img src=x onerror=alert(1)>]]>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
    "<math href=javascript:alert(1)>x</math>",
    "<math><annotation-xml encoding=text/html><style><img src=x onerror=alert(1)></style></annotation-xml></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><style></noscript><img src=x onerror=alert(1)>",
    "<noembed><p title='</noembed><img src=x onerror=alert(1)>'>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'>",
    "<textarea><p title='</textarea><img src=x onerror=alert(1)>'>",
    "<title><p title='</title><img src=x onerror=alert(1)>'>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<listing>&lt;img onerror=alert(1) src=x&gt;</listing>",
    "<select><style></select><img src=x onerror=alert(1)></style></select>",
    "<table><td><p title='</td></table><img src=x onerror=alert(1)>'>",
    "<a title=\"<table>\">x</a>",
    "<span title=\"</span><script>alert(1)</script>\">x</span>",
    "<p title='<h1>&quot;><img src=x onerror=alert(1)>'>x</p>",
    "<abbr title=\"&lt;pre&gt;\" lang='\"><img src=x onerror=alert(1)>'>x</abbr>",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!---><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<!-- <img title='--><img src=x onerror=alert(1)>'> -->",
    "<!DOCTYPE html><img src=x onerror=alert(1)>",
    "<?xml-stylesheet href=javascript:alert(1)?><img src=x onerror=alert(1)>",
    "<?php ><img src=x onerror=alert(1)> ?>",
    "</p onclick=alert(1)><br onclick=alert(1)/>",
    "<br/onclick=alert(1)/>",
    "<p/onclick=alert(1)>x",
    "<p\x0conclick=alert(1)>x</p>",
    "<p\u00a0onclick=alert(1)>x</p>",
    "<p\u2028onclick=alert(1)>x</p>",
    # Signs that are not what they seem.
    "\u226e\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "<\u0131mg src=x onerror=alert(1)>",
    "<\u017fcript>alert(1)</\u017fcript>",
    "<scr\u200bipt>alert(1)</scr\u200bipt>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<\x00script>alert(1)</script>",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&amp;lt;script&amp;gt;",
    "\\<script>alert(1)\\</script>",
    # Markdown around and inside it.
    "> <img src=x onerror=alert(1)>",
    "- <script>\n  alert(1)\n  </script>",
    "| <img src=x onerror=alert(1)> |\n|-|\n| <script>alert(1)</script> |",
    "*<img src=x onerror=alert(1)>*",
    "`<img src=x onerror=alert(1)>`",
    "```html\"><script>alert(1)</script>\nx\n```",
    "~~~\"onclick=alert(1)\nx\n~~~",
    "- [x] <img src=x onerror=alert(1)>",
    "<div>\n\n**x** <img src=x onerror=alert(1)>\n\n</div>",
    "<h1><div><h2>x</h2></div></h1><table title='\"><script>'><td>y",
    "[<img src=x onerror=alert(1)>](y)",
    "[![x](y \"onerror=alert(1)\")](javascript:alert(1))",
    "http://x.example/\"onmouseover=alert(1)",
    "www.x.example/<script>alert(1)</script>",
    "x@y.example\"onclick=alert(1)",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_leaves_nothing_active(attack: str) -> None:
    for markdown in (attack, f"word {attack} word", f"- {attack}\n\n# {attack}\n\n{attack}{attack}"):
        assert faults(markdown) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_comes_out_means_the_same_when_it_is_parsed_again(attack: str) -> None:
    """Else a browser could see other HTML than the sanitiser saw."""
    once = clean(attack)
    assert clean(once) == once


@pytest.mark.parametrize("attack", [attack for attack in ATTACKS if "script>alert(1)" not in attack][:40])
def test_an_attack_does_not_take_the_text_around_it_along(attack: str) -> None:
    text = render(f"Before.\n\n{attack}\n\nAfter.", "2026/story.md").body.text
    assert text.startswith("Before.")
    assert "After." in text


# Pieces that are cheap to write and that a parser may pay for with the square of their number.
PIECES = [
    "<div>", "<b>", "<a href=x>", "<p>", "<li>", "<ul><li>", "<table>", "<table><td>", "<td><b>", "</p>", "<!--", "<!-->", "<![CDATA[",
    "<?", "<script>", "<style>", "<svg>", "<math>", "<a ", '<a "', "<a b=", "<b title=%d>", "<b title=%d></i>", "<p><b title=%d></p>",
    "<b><p></b>", "<h1>", "&lt;", "&", "<", "</", "<!", "&#", "[", "![", "[x](", "[x][", "[x]: y\n", "[^%d]: x\n", "[^%d] ", "[^1] ", "*", "**a ", "_a_",
    "~~a ", "`", "``` \n", "> ", "- ", "* a\n", "1. ", "|", "|a|\n|-|\n", "|a\n", "# x\n", "x\n-\n", "www.", "http://", "a@b.c ", "\\", "<a%d>", "<img src=x>", "![x](y%d) ",
    "[x](y%d) ", "[x](#h%d) ", "[x](y) ", '"', "'", "x\n\n", " ", "\t", "<details>", "<a><table>", "<em><table><td></em>", "<x y", "`<a ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_no_piece_repeated_costs_its_square(piece: str) -> None:
    """120 KB take a tenth of the allowed second or two at most; what costs its square takes many times as long."""
    text = "".join(piece.replace("%d", str(number)) for number in range(120_000 // len(piece)))
    start = time.process_time()
    found = render(text, "2026/story.md")
    assert time.process_time() - start < 4
    assert len(found.body.html) < 60 * len(text)

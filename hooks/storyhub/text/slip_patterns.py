"""What slips in typing and pasting look like: for the hub, and for the page where a story is told."""

from __future__ import annotations

import re

from storyhub.text.cures import NO_WIDTH, ODD_SPACES
from storyhub.text.javascript import in_javascript

_ENDINGS = r"\.(?:md|jpe?g|png|webp|avif|heic)"
_ADDRESS = rf"(?:https?://|mailto:|tel:|\.{{0,2}}/)[^\s()<>]+|[^\s()<>]+{_ENDINGS}(?:#[^\s()]*)?"
APART = re.compile(rf"(\[[^\[\]\n]+\])[ \u00a0]+(\((?:{_ADDRESS})(?: +\"[^\"\n]*\")?\))", re.IGNORECASE)
SMART = re.compile(r"\]\((?P<open>[“”„]?)(?P<address>[^\s()<>“”„\"]+)[”“]?(?: +[“”„](?P<title>[^“”„\"\n()]*)[“”])?\)")
SMART_ONLY = re.compile(r"\]\([“”„]|\]\([^\s()<>“”„\"]+[”“]? +[“”„]")
"""As much of it as says that there is one."""
TURNED = re.compile(r"\(([^()\[\]\n]+)\)\[((?:https?://|mailto:)[^\[\]\s]+)\]", re.IGNORECASE)
SPACED = re.compile(
    rf"(\[[^\[\]\n]*\])\((?P<name>[^\s()<>\"“”][^()<>\"“”\n]{{0,100}}[ \u00a0][^()<>\"“”\n]{{0,100}}{_ENDINGS}|https?://[^\s()<>\"“”]+(?: [^\s()<>\"“”]+){{1,20}})\)",
    re.IGNORECASE,
)
_SIGNS = "•·▪‣◦●"
ODD_MARK = re.compile(
    rf"^(?P<indent>[ {ODD_SPACES}]*)(?:(?P<sign>[{_SIGNS}])[ {ODD_SPACES}\t]+"
    rf"|(?P<mark>[-*+]|\d{{1,3}}[.)]|#{{1,6}}|>)[ \t]*[{ODD_SPACES}{NO_WIDTH}][ \t{ODD_SPACES}{NO_WIDTH}]*)(?P<text>\S.*)",
    re.MULTILINE,
)
DASHES = re.compile(r"^[–—][ \u00a0]+(?P<text>\S.*)(?:\n[–—][ \u00a0]+\S.*)+$", re.MULTILINE)
DASH = re.compile(r"[–—][ \u00a0]+(?P<text>\S.*)")
GLUED_HEADING = re.compile(r"^(?P<indent> {0,3})(?P<mark>#{2,6})(?P<text>[^\s!-@\[-`{-~].*)$", re.MULTILINE)
"""A letter behind it, in words that a browser takes in the same way."""
GLUED = re.compile(
    r"^(?:-|\d{1,2}[.)])[^\W\d_].*(?:\n(?:-|\d{1,2}[.)])[^\W\d_].*)+$",
    re.MULTILINE,
)
"""A list whose marks have no space behind them; one such line alone may be anything."""
GLUED_ITEM = re.compile(r"(?P<mark>-|\d{1,2}[.)])(?P<text>.*)")
ODD_SIGN = re.compile(f"[{ODD_SPACES}{NO_WIDTH}{_SIGNS}]")
TEMPLATE = re.compile(
    r"\{\{[<%]?\s*[^{}\n]{1,200}\}\}|\{%-?\s*[a-z][^{}\n]{0,200}%\}|\{:\s*[.#][^{}\n]{1,200}\}|\[\[[^\[\]\n]{1,200}\]\]|\[TOC\]|\[![A-Za-z]{3,12}\](?!\()|\[/?(?:caption|gallery|embed|audio|video|wp_[a-z]+|vc_[a-z_]+)(?:\s[^\]\n]{0,200})?\]"
)
INDENT = re.compile(r"(?:\t| {1,3}\t| {4})[ \t]*(?P<text>\S.*)")
LIST = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
WORD = re.compile(r"[“”‘’„«»\"'(]*(?:[^\W\d_][\w’'-]*|\d+)[,.;:!?)”’“‘«»…\"']*")
SENTENCE = re.compile(r"[“„«»\"']?[^\W\d_].*[^\W\d_][.!?…][”“«»\"']?")
MAIL = re.compile(r"(?<![\w.+/-])[\w.+-]{1,64}@(?!example\.)[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w@-])")
LONG_NUMBER = re.compile(r"\d[\d .()-]{7}")
PHONE = re.compile(
    r"(?<![\w.,/+=#-])(?<![A-Z]{4} )(?:0[1-9]\d?|\+\d{2,3}(?:[ .-]?\(0\))?|00[1-9]\d)(?:[ .-]?\d){7,10}(?![\w/-]|[.,]\d)"
)


def patterns() -> dict[str, list[tuple[str, str]]]:
    """What can be seen on one line alone, by its rule, for a browser."""
    found = {
        "link-apart": (APART,),
        "link-quotes": (SMART_ONLY,),
        "link-turned": (TURNED,),
        "name-with-space": (SPACED,),
        "odd-mark": (ODD_MARK, GLUED_HEADING),
        "template-code": (TEMPLATE,),
        "contact": (MAIL, PHONE),
    }
    return {rule: [in_javascript(pattern) for pattern in some] for rule, some in found.items()}

"""The text of a mail that has HTML alone: its paragraphs, lists and quotes, as Markdown. Nothing in it is fetched or run."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_APART = ("address", "article", "div", "dl", "fieldset", "figure", "footer", "form", "header", "hr", "main", "nav", "ol", "p", "section", "table", "tr", "ul")  # fmt: skip
_AROUND = {
    "br": ("\n", ""),
    "li": ("\n- ", ""),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), ("\n\n## ", "\n\n")),
    **dict.fromkeys((*_APART, "blockquote"), ("\n\n", "\n\n")),
}
"""What is written before and after an element's content."""
_UNSEEN = ("script", "style", "head", "title", "template", "svg", "object", "noscript")
_SPECIAL = re.compile(r"([\\`*_\[\]<>#])")
_MOST = 5_000_000
"""Characters; a mail of words alone has some thousands."""


def as_text(html: str) -> str:
    """What a reader of the mail sees."""
    tree = LexborHTMLParser(html[:_MOST])
    for node in tree.css(", ".join(_UNSEEN)):
        node.decompose()
    body = tree.body
    if body is None:
        return ""
    out: list[str] = []
    _write(body, out)
    text = re.sub(r"[ \t\xa0]*\n[ \t]*", "\n", "".join(out))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _write(root: LexborNode, out: list[str]) -> None:
    """Goes through a tree without calling itself: mails are nested a thousand deep by some programs."""
    ahead: list[LexborNode | str] = [root]
    while ahead:
        node = ahead.pop()
        if isinstance(node, str):
            out.append(node)
        elif node.tag == "-text":
            text = node.text(deep=False) or node.text_content or ""
            out.append(_SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text)))
        else:
            before, after = _AROUND.get(node.tag or "", ("", ""))
            out.append(before)
            ahead += [after, *reversed(list(node.iter(include_text=True)))]

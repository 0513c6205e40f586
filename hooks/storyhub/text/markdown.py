"""Markdown to HTML: GitHub Flavored Markdown by comrak, with which GitLab renders too.

Its HTML is that of GitHub's cmark-gfm, but for rare slips: of two notes with one name both are shown, not the first alone.
"""

from __future__ import annotations

import comrak

# As on the code host, but for its tag filter: typed_html.py does its work, and keeps more words.
_EXTENSIONS = comrak.ExtensionOptions(table=True, strikethrough=True, autolink=True, tasklist=True, footnotes=True)
_RENDERING = comrak.RenderOptions(unsafe_=True, github_pre_lang=True)
_PARSING = comrak.ParseOptions()


def to_html(markdown: str) -> str:
    """The HTML of a text, with what the writer typed as HTML still in it: not safe yet."""
    # Without the end of its last line a code block that is never closed would lose its own.
    whole = markdown if markdown.endswith("\n") else f"{markdown}\n"
    html: str = comrak.markdown_to_html(whole, _EXTENSIONS, _PARSING, _RENDERING)
    return html

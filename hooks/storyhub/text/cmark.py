"""Markdown to HTML with cmark-gfm, as the code host does it, and without leaving anything behind in memory.

The binding forgets the document that it parsed and the HTML that C made of it: twenty kilobytes a story, a gigabyte for a
large hub. Both are given back here through the library's own functions, where the system lets one call them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from cmarkgfm import _cmark
from cmarkgfm.cmark import Options

_OPTIONS = (
    Options.CMARK_OPT_UNSAFE
    | Options.CMARK_OPT_FOOTNOTES
    | Options.CMARK_OPT_VALIDATE_UTF8
    | Options.CMARK_OPT_GITHUB_PRE_LANG
)
# As on the code host, but for its tag filter: rawhtml.py does its work, and keeps more words.
_EXTENSIONS = (b"table", b"strikethrough", b"autolink", b"tasklist")
_lib, _ffi = _cmark.lib, _cmark.ffi


def to_html(markdown: bytes) -> str:
    """The HTML of a text in UTF-8, with what the writer typed as HTML still in it: not safe yet."""
    extensions, free_node, free_text = _library()
    parser = _lib.cmark_parser_new(_OPTIONS)
    for extension in extensions:
        _lib.cmark_parser_attach_syntax_extension(parser, extension)
    _lib.cmark_parser_feed(parser, markdown, len(markdown))
    root = _lib.cmark_parser_finish(parser)
    made = _lib.cmark_render_html(root, _OPTIONS, _lib.cmark_parser_get_syntax_extensions(parser))
    html: str = _ffi.string(made).decode()
    free_text(int(_ffi.cast("intptr_t", made)))
    free_node(int(_ffi.cast("intptr_t", root)))
    _lib.cmark_parser_free(parser)
    return html


@cache
def _library() -> tuple[tuple[Any, ...], Callable[[int], Any], Callable[[int], Any]]:
    """The extensions, and what frees a document and what frees a text by their addresses."""
    _lib.cmark_gfm_core_extensions_ensure_registered()
    extensions = tuple(map(_lib.cmark_find_syntax_extension, _EXTENSIONS))
    try:
        return extensions, *_freeing()
    except (ImportError, OSError, AttributeError):
        # Windows does not show these functions to others: there the memory comes back when the process ends.
        return extensions, _leave, _leave


def _freeing() -> tuple[Callable[[int], Any], Callable[[int], Any]]:
    import ctypes

    class Memory(ctypes.Structure):
        """`cmark_mem`, how the library gets memory: calloc, realloc, free."""

        _fields_ = (
            ("calloc", ctypes.c_void_p),
            ("realloc", ctypes.c_void_p),
            ("free", ctypes.CFUNCTYPE(None, ctypes.c_void_p)),
        )

    library = ctypes.CDLL(_cmark.__file__)
    node, memory = library.cmark_node_free, library.cmark_get_default_mem_allocator
    node.argtypes, node.restype = (ctypes.c_void_p,), None
    memory.restype = ctypes.POINTER(Memory)
    return node, memory().contents.free


def _leave(address: int) -> None:
    """Nothing can be done about it here."""

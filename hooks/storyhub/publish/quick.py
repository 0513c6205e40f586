"""Templates as functions that print one page after another: what stands on many pages is printed once.

The bytes are those of Jinja2's own way; whatever that way would do differently, it is asked to do.
"""

from __future__ import annotations

import marshal
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import Environment, Template, TemplateError, nodes
from markupsafe import Markup

from storyhub.publish.compiled import Compiled, Direct
from storyhub.publish.flat import STANDING, NotFlatError, Standing, flat

_BETWEEN = "\2"
"""Stands between pieces; no template has it."""
_PAGE = "page"

Print = Callable[[Mapping[str, Any]], str]


class Quick:
    """The quick form of each template of an environment."""

    def __init__(self, env: Environment, kept: Compiled | None = None) -> None:
        self._env = env.overlay()
        self._env.code_generator_class = Direct
        self._kept = kept
        self.template = lru_cache(maxsize=None)(self._template)

    def _template(self, name: str) -> QuickTemplate | None:
        """A template, or None when it has no quick form."""
        key = f"quick/{sys.implementation.cache_tag}/{name}"
        if data := self._kept.code(key) if self._kept else None:
            found = marshal.loads(data)
        else:
            found = self._compiled(name)
            if self._kept:
                self._kept.keep(key, marshal.dumps(found))
        return QuickTemplate(self._env, *found) if found else None

    def _compiled(self, name: str) -> tuple[CodeType, CodeType, tuple[str, ...]] | None:
        try:
            standing = Standing(flat(self._env, name))
        except (NotFlatError, TemplateError):
            return None
        between = [nodes.Output([nodes.TemplateData(_BETWEEN)])]
        pieces = [node for piece in standing.pieces for node in (*piece, *between)]
        given = [name for name in standing.given if name not in self._env.globals]
        names = [*standing.names, *sorted(STANDING), *given]
        page = nodes.Macro(_PAGE, [nodes.Name(name, "param") for name in names], [], standing.body)
        code = self._code(name, pieces), self._code(name, [page])
        return *code, tuple(given)

    def _code(self, name: str, body: Sequence[nodes.Node]) -> CodeType:
        return self._env.compile(self._whole(body), name)

    def _whole(self, body: Sequence[nodes.Node]) -> nodes.Template:
        tree = nodes.Template(list(body))
        tree.set_lineno(1)
        tree.set_environment(self._env)
        return tree


class QuickTemplate:
    """A template in two parts: pieces that are printed once, and a macro for the rest."""

    def __init__(self, env: Environment, pieces: CodeType, page: CodeType, given: tuple[str, ...]) -> None:
        self._pieces = Template.from_code(env, pieces, env.globals)
        self._page = getattr(Template.from_code(env, page, env.globals).module, _PAGE)
        self._given = given
        """What the macro takes by name, after the pieces and what is the same on many pages."""

    def set(self, shared: Mapping[str, Any]) -> Print:
        """A function that prints pages which share this context, and differ in the one that it takes."""
        pieces = self._pieces.render(shared).split(_BETWEEN)[:-1]
        standing = (*map(Markup, pieces), *(shared[name] for name in sorted(STANDING)))
        others = {name: shared[name] for name in self._given if name in shared}
        page, names = self._page, self._given

        def print_page(given: Mapping[str, Any]) -> str:
            return page(*standing, **others, **{name: given[name] for name in names if name in given})  # type: ignore[no-any-return]

        return print_page

"""A page's template as one piece, with its base in it, and apart from it what is the same on many pages.

Works on Jinja2's tree of a template, so that the templates stay the only home of the markup. What it does not know it
leaves alone: such a template is printed in Jinja2's own way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from jinja2 import Environment, nodes

from storyhub.publish.compiled import PIECE

STANDING = frozenset({"_", "gettext", "ngettext", "base", "language", "site"})
"""What is the same on all pages of a language and a section that are as deep in the site."""

_SPOKEN = frozenset({"_", "gettext", "ngettext"})
# What needs Jinja2's own context, or changes what stands around it.
_OTHER = (
    nodes.Include, nodes.Import, nodes.FromImport, nodes.Macro, nodes.CallBlock, nodes.Extends, nodes.Block,
    nodes.EvalContextModifier, nodes.OverlayScope, nodes.NSRef,
)  # fmt: skip
_OWN_NAMES = frozenset({"super", "self", "caller", "varargs", "kwargs"})
_SETS = (nodes.Assign, nodes.AssignBlock)


class NotFlatError(Exception):
    """A template does what only Jinja2's own way of inheriting can do."""


def flat(env: Environment, name: str) -> list[nodes.Node]:
    """The statements of a template, those of its base among them; of a file with one macro, those of the macro.

    Raises:
        NotFlatError: they cannot be put into one.
    """
    blocks: dict[str, nodes.Block] = {}
    body = _body(env, name)
    while base := _base(body):
        for node in body:
            if isinstance(node, nodes.Block):
                blocks.setdefault(node.name, node)
            elif not (isinstance(node, nodes.Extends) or _is_space(node)):
                raise NotFlatError(f"{name}: {type(node).__name__} outside a block")
        body = _body(env, base)
    body = _macro(body) or body
    whole: list[nodes.Node] = []
    for node in body:
        if isinstance(node, nodes.Block):
            chosen = blocks.get(node.name, node)
            if chosen.required:
                raise NotFlatError(f"{name}: block {node.name} is missing")
            whole.append(nodes.Scope(chosen.body))
        else:
            whole.append(node)
    _check(name, whole)
    return whole


def _body(env: Environment, name: str) -> list[nodes.Node]:
    assert env.loader is not None
    source, filename, _ = env.loader.get_source(env, name)
    return env.parse(source, name, filename).body


def _base(body: Sequence[nodes.Node]) -> str:
    """The template that this one extends; empty when it stands on its own, or when only its data tell."""
    extends = [node.template for node in body if isinstance(node, nodes.Extends)]
    return extends[0].value if len(extends) == 1 and isinstance(extends[0], nodes.Const) else ""


def _macro(body: Sequence[nodes.Node]) -> list[nodes.Node]:
    macros = [node for node in body if not _is_space(node)]
    return macros[0].body if len(macros) == 1 and isinstance(macros[0], nodes.Macro) and not macros[0].defaults else []


def _is_space(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(
        isinstance(part, nodes.TemplateData) and not part.data.strip() for part in node.nodes
    )


def _check(name: str, body: Sequence[nodes.Node]) -> None:
    if any(isinstance(node, _SETS) for node in body):
        raise NotFlatError(f"{name}: sets something for all its blocks")
    for node in nodes.Template(list(body)).find_all((nodes.Name, *_OTHER)):
        if not isinstance(node, nodes.Name):
            raise NotFlatError(f"{name}: {type(node).__name__}")
        if node.name in _OWN_NAMES:
            raise NotFlatError(f"{name}: {node.name}")


class Standing:
    """Takes out of a page what is the same on many pages."""

    def __init__(self, body: Sequence[nodes.Node]) -> None:
        self.pieces: list[list[nodes.Node]] = []
        """What stands, as statements; in the page stand its names instead."""
        stored = {node.name for node in nodes.Template(list(body)).find_all(nodes.Name) if node.ctx != "load"}
        self._same = STANDING - stored
        self.body = self._without(body)
        """The page without it."""
        self.names = [f"{PIECE}{number}" for number in range(len(self.pieces))]
        self.given = sorted({name for node in self.body for name in _uses(node)} - STANDING - {*self.names, ""})
        """The names of what else it shows."""

    def _without(self, body: Sequence[nodes.Node]) -> list[nodes.Node]:
        kept: list[nodes.Node] = []
        run: list[nodes.Node] = []
        for node in chain.from_iterable(_parts(node) for node in body):
            if all(name in self._same for name in _uses(node)):
                run.append(node)
                continue
            self._end(run, kept)
            _add(kept, self._inside(node))
        self._end(run, kept)
        return kept

    def _end(self, run: list[nodes.Node], kept: list[nodes.Node]) -> None:
        """Ends a run of nodes that stand: mere text stays in the page, the rest becomes a piece."""
        if all(isinstance(node, nodes.TemplateData) for node in run):
            for node in run:
                _add(kept, node)
        else:
            _add(kept, nodes.Name(f"{PIECE}{len(self.pieces)}", "load"))
            piece: list[nodes.Node] = []
            for node in run:
                _add(piece, node)
            self.pieces.append(piece)
        run.clear()

    def _inside(self, node: nodes.Node) -> nodes.Node:
        """A statement with the same done to what is in it."""
        if isinstance(node, nodes.If):
            node.body, node.else_ = self._without(node.body), self._without(node.else_)
            node.elif_ = [self._inside(other) for other in node.elif_]  # type: ignore[misc]
        elif isinstance(node, nodes.For):
            node.body, node.else_ = self._without(node.body), self._without(node.else_)
        elif isinstance(node, nodes.With | nodes.Scope):
            node.body = self._without(node.body)
        return node


def _parts(node: nodes.Node) -> Sequence[nodes.Node]:
    return node.nodes if isinstance(node, nodes.Output) else (node,)


def _add(kept: list[nodes.Node], node: nodes.Node) -> None:
    """Adds a statement, or an expression to be put out."""
    if not isinstance(node, nodes.Expr):
        kept.append(node)
    elif kept and isinstance(kept[-1], nodes.Output):
        kept[-1].nodes.append(node)
    else:
        kept.append(nodes.Output([node]))


def _uses(node: nodes.Node, bound: frozenset[str] = frozenset()) -> Iterator[str]:
    """The names that come from outside, and an empty one for what is not the same each time."""
    if isinstance(node, nodes.Name):
        if node.name not in bound:
            yield node.name
    elif isinstance(node, nodes.For):
        yield from _uses(node.iter, bound)
        bound |= {"loop", *_names(node.target)}
        for child in (*node.body, *node.else_, *([node.test] if node.test else ())):
            yield from _uses(child, bound)
    elif isinstance(node, nodes.With):
        for value in node.values:
            yield from _uses(value, bound)
        bound = bound.union(*map(_names, node.targets))
        for child in node.body:
            yield from _uses(child, bound)
    else:
        if isinstance(node, _SETS) or (isinstance(node, nodes.Filter) and node.name == "random"):
            yield ""
        if isinstance(node, nodes.Call) and not (isinstance(node.node, nodes.Name) and node.node.name in _SPOKEN):
            yield ""
        for child in node.iter_child_nodes():
            yield from _uses(child, bound)


def _names(target: nodes.Node) -> set[str]:
    return {node.name for node in [target, *target.find_all(nodes.Name)] if isinstance(node, nodes.Name)}

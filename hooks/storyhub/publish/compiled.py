"""What makes Jinja2's templates quick to print, twenty thousand at a time; none of it changes a byte of what they print."""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup, _escape_inner  # type: ignore[attr-defined]

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from storyhub.system.cache_files import Store

_INCLUDE = re.compile(r"^[ \t]*\{% include \"([^\"]+)\" %\}\n?|\{% include \"([^\"]+)\" %\}\n?", re.MULTILINE)
OWN = frozenset({"_", "gettext", "ngettext", "entry", "voiceprint"})
"""The hub's functions for its templates."""
PIECE = "standing_"
"""Start of the names of pieces of a page that are safe HTML already."""


class Inlined(Extension):
    """Puts partials where they are included: one template to run instead of twenty."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """The source of a template with that of its partials in it."""

        def part(match: re.Match[str]) -> str:
            loader = self.environment.loader
            assert loader is not None
            found = match[1] or match[2]
            text, _, _ = loader.get_source(self.environment, found)
            return self.preprocess(text.removesuffix("\n"), found)

        return _INCLUDE.sub(part, source)


class Lean(CodeGenerator):
    """Has values escaped by `escaped` where Jinja2 would call markupsafe's own function."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class Direct(Lean):
    """Takes attributes of what is shown, and calls the hub's own functions, without asking Jinja2 how.

    An attribute that is not there, as of a mapping, is an AttributeError here: whoever prints then has Jinja2 do it.
    """

    def write_commons(self) -> None:
        """What each function begins with."""
        super().write_commons()
        self.writeline("escaped = environment.escaped")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """An attribute."""
        if node.attr.isidentifier() and not iskeyword(node.attr):
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call: those of the hub's own functions need no context."""
        own = isinstance(node.node, nodes.Name) and node.node.name in OWN and not forward_caller
        if not own or node.dyn_args or node.dyn_kwargs or any(iskeyword(keyword.key) for keyword in node.kwargs):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for keyword in node.kwargs:
            self.write(f"{keyword.key}=")
            self.visit(keyword.value, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(" if isinstance(node, nodes.Name) and node.name.startswith(PIECE) else "escaped(")


def escaped(value: Any) -> str:
    """A value as safe HTML. Markupsafe's own function makes an object of each text, which costs more than escaping it."""
    kind = type(value)
    if kind is str:
        return _escape_inner(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    return value.__html__() if hasattr(value, "__html__") else _escape_inner(str(value))


class Compiled(BytecodeCache):
    """Templates that were compiled before, in the store; `version` tells of all templates, as they hold each other."""

    def __init__(self, store: Store, version: str) -> None:
        self._store = store
        self._version = version

    def code(self, name: str) -> bytes | None:
        """What was kept under a name."""
        return None

    def keep(self, name: str, data: bytes) -> None:
        """Keeps something until a template or the code changes."""
        return None

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes a template from the store."""
        if data := self.code(bucket.key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template."""
        self.keep(bucket.key, bucket.bytecode_to_string())

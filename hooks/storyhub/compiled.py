"""What makes Jinja2's templates quick to print, twenty thousand at a time; none of it changes a byte of what they print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

    from storyhub.store import Store

_INCLUDE = re.compile(r"^[ \t]*\{% include \"([^\"]+)\" %\}\n?|\{% include \"([^\"]+)\" %\}\n?", re.MULTILINE)
_SPECIAL = re.compile("[&<>\"']")


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


def escaped(value: Any) -> str:
    """A value as safe HTML. Markupsafe's function also makes an object of each text, which costs more than escaping it."""
    kind = type(value)
    if kind is Markup or (kind is str and not _SPECIAL.search(value)):
        return value  # type: ignore[no-any-return]
    return escape(value)


class Compiled(BytecodeCache):
    """Templates that were compiled before, in the store; `version` tells of all templates, as they hold each other."""

    def __init__(self, store: Store, version: str) -> None:
        self._store = store
        self._version = version

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes a template from the store."""
        key = f"{self._version}/{bucket.key}"
        if data := self._store.get("template", [key]).get(key):
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a template."""
        self._store.put("template", [(f"{self._version}/{bucket.key}", bucket.bytecode_to_string())])

"""Names what is wrong in a template: its file, its line, and the page that could not be made."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError


class TemplateFaultError(Exception):
    """A page could not be made, because of a template; says which, and where."""


def template_fault(error: Exception, page: str = "") -> TemplateFaultError | None:
    """What an error says of a template; None when it came through none. `page` is what was being made, if that is known.

    Example: `theme/templates/story.html:9: 'StoryCard object' has no attribute 'titel' (while making 2026/bus/index.html); …`
    """
    if where := _place(error):
        making = f" (while making {page})" if page else ""
        return TemplateFaultError(f"{where}: {_words(error)}{making}; correct the template, then build again")
    return None


def _place(error: Exception) -> str:
    """The file and line of the innermost template that an error came through."""
    if isinstance(error, TemplateSyntaxError):
        return f"{_shown(error.filename or error.name or '')}:{error.lineno}"
    # In an error of a template Jinja2 puts the template's own file and line.
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    if frames:
        return f"{_shown(frames[-1].filename)}:{frames[-1].lineno}"
    return str(error.name) if isinstance(error, TemplateNotFound) else ""


def _words(error: Exception) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name}"
    return str(error.message if isinstance(error, TemplateSyntaxError) else error) or type(error).__name__


def _shown(file: str) -> str:
    """A path as short as it can be from where the command was given."""
    path = Path(file)
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)

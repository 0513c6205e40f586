"""One friendly comment for a pull request: what stops a story and how to fix it, advice, and the values that were heard.

It is written to be replaced: its first line is a mark that no reader sees, by which the next one finds it. Nothing that
comes out of a story can add markup to it, call somebody or lead elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from storyhub.model.i18n import Catalogue, catalogue
from storyhub.model.issues import Issue, Level
from storyhub.model.story import Story, Value, ValueMark, in_language
from storyhub.review.fixes import lines_to_paste, place, told
from storyhub.review.literal_markdown import block, code, literal
from storyhub.text.quotes import in_quotes

MARK = "<!-- storyhub:comment -->"
"""First line of the comment; whoever posts one replaces the comment that starts with it."""
_STORIES, _OF_A_KIND = 20, 20
"""Stories, and findings of a kind about one, that are written out: a code host takes no endless comment."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What there is to tell about one file."""

    path: str
    language: str
    """Of the comment: the story's, else the hub's."""
    issues: tuple[Issue, ...]
    story: Story | None = None
    heard: tuple[ValueMark, ...] = ()


def comment(all_told: Sequence[Findings], values: Sequence[Value], language: str, preview: str = "") -> str:
    """The whole comment in Markdown; `language` is the hub's own, `preview` the address of what it will look like."""
    first = catalogue(all_told[0].language if all_told else language)
    names = {value.key: value.name for value in values}
    parts = [MARK, f"## {_heading(all_told, first.gettext)}"]
    for one in all_told[:_STORIES]:
        parts += _about(one, names, catalogue(one.language), language)
    if (more := len(all_told) - _STORIES) and more > 0:
        parts.append(first.ngettext("And %(num)s more file.", "And %(num)s more files.", more) % {"num": more})
    return "\n\n".join([*parts, *_closing(first.gettext, preview)])


def _heading(all_told: Sequence[Findings], _: Callable[[str], str]) -> str:
    if not all_told:
        return _("There is no story here to look at")
    if any(issue.level is Level.ERROR for one in all_told for issue in one.issues):
        return _("Thank you for your story: something still needs correcting")
    return _("Thank you for your story: nothing is holding it back")


def _about(one: Findings, names: Mapping[str, Mapping[str, str]], words: Catalogue, default: str) -> Iterator[str]:
    title = one.story.title if one.story and one.story.title.strip("-") else ""
    title = f"{literal(in_quotes(title, words.language))} · " if title else ""
    yield f"### {title}{code(one.path)}"
    errors = [issue for issue in one.issues if issue.level is Level.ERROR]
    advised = [issue for issue in one.issues if issue.level is Level.ADVICE]
    _ = words.gettext
    if errors:
        yield f"**{_('This is holding it back')}**"
        yield from _list(errors, words)
    if advised:
        yield f"**{_('Tips')}** · {_('You may ignore them: a tip never stops a story.')}"
        yield from _list(advised, words)
    if not one.issues:
        yield _("Nothing to correct, and no tips.")
    if one.heard:
        yield f"**{_('The values in it')}**"
        yield "\n".join(_value(mark, names, words, default) for mark in one.heard)
    if any(mark.suggested for mark in one.heard):
        keys = ", ".join(mark.key for mark in one.heard)
        yield _("Do you see it differently? Your own choice always wins. Add a line to the fields at the top:")
        yield block(f"values: [{keys}]")


def _list(issues: Sequence[Issue], words: Catalogue) -> Iterator[str]:
    for issue in issues[:_OF_A_KIND]:
        entry = "- " + words.gettext("%(place)s: %(told)s") % {
            "place": f"**{literal(place(issue, words.gettext))}**",
            "told": literal(told(issue, words.gettext)),
        }
        paste = lines_to_paste(issue, words.gettext)
        yield f"{entry}\n\n{block(paste, '  ')}" if paste else entry
    if (more := len(issues) - _OF_A_KIND) > 0:
        yield words.ngettext("And %(num)s more.", "And %(num)s more.", more) % {"num": more}


def _value(mark: ValueMark, names: Mapping[str, Mapping[str, str]], words: Catalogue, default: str) -> str:
    _ = words.gettext
    name = literal(in_language(names.get(mark.key, {}), words.language, default) or mark.key)
    if mark.suggested:
        because = ", ".join(f"*{literal(word)}*" for word in mark.because)
        return "- " + _("Is this also about **%(value)s**? The hub heard it in %(words)s.") % {
            "value": name,
            "words": because,
        }
    chosen = _("your own choice, in tension") if mark.tension else _("your own choice")
    return "- " + _("%(place)s: %(told)s") % {"place": f"**{name}**", "told": chosen}


def _closing(_: Callable[[str], str], preview: str) -> Iterator[str]:
    if preview:
        yield f"[{_('See how it will look')}](<{_address(preview)}>)"
    yield _(
        "A machine read this, and looked only at whether it can be published safely. Nobody judges what "
        "you tell. Next, somebody from communications reads it."
    )
    yield f"*{_('This comment is replaced after every change; no second one is added.')}*"


def _address(url: str) -> str:
    """An address that cannot end the link it is in; given by who runs the command, never by a story."""
    return "".join(c for c in url if c.isprintable() and c not in "<>\\ \"'`")

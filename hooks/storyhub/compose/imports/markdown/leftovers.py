"""What another program would have filled in, and readers of a story would see as it is: named with its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce

from storyhub.model.issues import shown
from storyhub.model.messages import Message, say

_LEFT = re.compile(
    r"\{\{[^{}\n]{0,300}\}\}|\{%[^{}\n]{0,300}%\}|\{:[^}\n]{0,200}\}|\[\[[^\[\]\n]{1,200}\](?:\[[^\[\]\n]{1,200}\])?\]"
    r"|\[TOC\]|\[/?(?:caption|gallery|embed|youtube|video|audio|vimeo|code|sourcecode|contact-form|vc_\w+|wp_\w+)"
    r"(?:[ \]=][^\]\n]{0,300}\]?)|\{ ?[.#][^{}\n]{1,200}\}|--8<--|%%[^%\n]{1,300}%%|==[^=\s][^=\n]{0,300}=="
    r"|^(?:>\s?){1,5}\[!\w+\][+-]?|^\s{0,3}(?::::+|!!!|\?\?\?\+?|=== \").{0,100}|^#\+\w+[:_ ].{0,100}|^(?:import .{1,200} from ['\"].{1,200}|export (?:const|default) .{0,200})"
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`{1,10})(?!`).{1,500}?(?<!`)\1(?!`)")
_MOST = 10


def found(text: str) -> Iterator[tuple[int, str]]:
    """The line, from 1, and the words of each; what is in code belongs there."""
    fence = ""
    for number, line in enumerate(text.split("\n"), 1):
        if match := _FENCE.match(line):
            if not fence:
                fence = match[1]
            elif match[1].startswith(fence):
                fence = ""
            continue
        if not fence:
            yield from ((number, match[0]) for match in _LEFT.finditer(_CODE.sub("", line)))


def told(text: str) -> list[Message]:
    """One note about all of them."""
    every = list(found(text.strip()))
    if not every:
        return []
    named = [say("line %(line)s: %(found)s", line=line, found=shown(words)) for line, words in every[:_MOST]]
    places = reduce(lambda some, more: say("%(some)s, %(more)s", some=some, more=more), named)
    if len(every) > _MOST:
        places = say("%(some)s and %(number)s more", some=places, number=len(every) - _MOST)
    return [
        say(
            "readers would see the code of another program (%(places)s, counted from the first line of the text); write there what it should show, or take it out",
            places=places,
        )
    ]

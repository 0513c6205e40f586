"""A sentence for a writer: English as it is in the code, with the words that were filled in, so that it can be said in another language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_HELD = "\ue000"
"""Stands for a semicolon inside filled-in words while a sentence is taken apart."""


class Message(str):
    """Text in English that knows its pattern (the msgid of the catalogue) and the words that fill it, which may be sentences too."""

    msgid: str
    words: Mapping[str, object]

    def __new__(cls, msgid: str, words: Mapping[str, object] | None = None) -> Message:
        """Fills the pattern; without words it is taken as it is, per cent signs included."""
        made = super().__new__(cls, msgid % words if words else msgid)
        made.msgid = msgid
        made.words = words or {}
        return made

    def __reduce__(self) -> tuple[type[Message], tuple[str, Mapping[str, object]]]:
        return Message, (self.msgid, self.words)

    def has(self, name: str) -> bool:
        """Whether a word of this name fills it, or a sentence in it."""
        inner = (word for word in self.words.values() if isinstance(word, Message))
        return name in self.words or any(sentence.has(name) for sentence in inner)

    def said(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of a catalogue's `gettext`."""
        pattern = translate(self.msgid)
        words = {name: said(word, translate) for name, word in self.words.items()}
        return pattern % words if words else pattern

    def parts(self, translate: Callable[[str], str]) -> tuple[str, ...]:
        """What was found, what is allowed and what to do, apart; a semicolon in what was found divides nothing."""
        whole = _hold(self).said(translate)
        return tuple(part.replace(_HELD, ";") for part in whole.split("; "))


def _hold(sentence: Message) -> Message:
    return Message(
        sentence.msgid,
        {
            name: _hold(word) if isinstance(word, Message) else str(word).replace(";", _HELD)
            for name, word in sentence.words.items()
        },
    )


def say(pattern: str, /, **words: object) -> Message:
    """A sentence of a pattern in English and the words in it."""
    return Message(pattern, words)


class MessageError(Exception):
    """Why something is not done: `told` says it in a writer's words."""

    def __init__(self, told: Message) -> None:
        super().__init__(told)
        self.told = told


def said(words: object, translate: Callable[[str], str]) -> str:
    """Words in the language of a catalogue: those of a sentence are translated, all others stay as they are."""
    return words.said(translate) if isinstance(words, Message) else str(words)

"""The questions from which a story is made: the same for everybody who asks them, in the order in which they are asked."""

from __future__ import annotations

from dataclasses import dataclass

from storyhub.sentence import Sentence, say


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its field is a key of the schema, or `body`."""

    field: str
    text: Sentence
    needed: bool = False


BODY = "body"
QUESTIONS = (
    Question("title", say("What is your story called?"), needed=True),
    Question("why", say("Why does this matter to you? One sentence is enough.")),
    Question("could_be_better", say("Is there something that could be better?")),
    Question("question", say("Is there something you would like to ask your colleagues?")),
    Question("author", say("Under which name do you tell it?"), needed=True),
    Question("department", say("Where do you work?"), needed=True),
    Question(BODY, say("What happened? Tell it as you would to a colleague."), needed=True),
)

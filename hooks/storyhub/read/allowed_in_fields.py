"""What the fields of a story may hold, in words for a writer."""

from __future__ import annotations

from storyhub.model.messages import say

EXAMPLES = {
    "title": say("A short title"),
    "author": say("Your name"),
    "department": say("a key of departments.yml"),
    "date": say("YYYY-MM-DD"),
}
"""What a needed field may look like, for a story without it."""
_A_DEPARTMENT = say("a key of %(file)s is allowed", file="departments.yml")
_SEVERAL_KEYS = say("write the keys between square brackets, with commas between")
_A_STORY = (
    say("a story is named as year/name, as in 2026/a-day-on-the-ward"),
    say("copy it from the story’s address"),
)
_A_TRUTH = (say("“true” or “false” is allowed"), say("write one of the two"))

ALLOWED = {
    "department": (_A_DEPARTMENT, say("write one key")),
    "with": (_A_DEPARTMENT, _SEVERAL_KEYS),
    "values": (
        say("a list of keys of values.yml, or each key with “lived” or “in tension”, is allowed"),
        _SEVERAL_KEYS,
    ),
    "language": (say("a code such as nl or en is allowed"), say("write the code of the language")),
    "reply_to": _A_STORY,
    "translation_of": _A_STORY,
    "another_view": _A_STORY,
    "answers_question": (
        say("a question is named after its month, as in 2026-11"),
        say("copy it from the question’s address"),
    ),
    "photo": (say("a file with what it shows is allowed"), say("write it as: photo: {file: name, alt: what it shows}")),
    "consent": (
        say("“internal” or “public” is allowed"),
        say("ask who is in the picture, and write what they agreed to"),
    ),
    "audience": (say("“internal” or “public” is allowed"), say("write one of the two")),
    "status": (say("only “draft” is allowed"), say("write draft, or leave the field out")),
    "pseudonym": _A_TRUTH,
    "heavy": _A_TRUTH,
    "withdrawn_by": (say("“teller”, “person” or “organisation” is allowed"), say("write who asked for it")),
    "heard_first": (say("a number of days from 1 to 365 is allowed"), say("write the number, or leave the field out")),
    "aliases": (say("a list of old addresses is allowed"), say("write it as: aliases: [2019/old-name]")),
}
"""What each field may hold, and what to do where the line as it should be cannot be shown."""

"""What the fields of a story may hold, in words for a writer."""

from __future__ import annotations

from storyhub.model.messages import Message, say

EXAMPLES = {
    "title": say("A short title"),
    "author": say("Your name"),
    "department": say("a key of departments.yml"),
    "date": say("YYYY-MM-DD"),
}
"""What a needed field may look like, for a story without it."""
DAYS = ("date", "public_until", "withdrawn")
"""Fields that are a day."""


def _key_of(file: str) -> Message:
    return say("a key of %(file)s is allowed", file=file)


ALLOWED = {
    "department": (_key_of("departments.yml"), say("write one key")),
    "with": (_key_of("departments.yml"), say("write the keys between square brackets, with commas between")),
    "values": (
        say("a list of keys of values.yml, or each key with “lived” or “in tension”, is allowed"),
        say("write the keys between square brackets, with commas between"),
    ),
    "language": (say("a code such as nl or en is allowed"), say("write the code of the language")),
    "reply_to": (
        say("a story is named as year/name, as in 2026/a-day-on-the-ward"),
        say("copy it from the story’s address"),
    ),
    "answers_question": (
        say("a question is named after its month, as in 2026-11"),
        say("copy it from the question’s address"),
    ),
    "translation_of": (
        say("a story is named as year/name, as in 2026/a-day-on-the-ward"),
        say("copy it from the story’s address"),
    ),
    "another_view": (
        say("a story is named as year/name, as in 2026/a-day-on-the-ward"),
        say("copy it from the story’s address"),
    ),
    "photo": (say("a file with what it shows is allowed"), say("write it as: photo: {file: name, alt: what it shows}")),
    "consent": (
        say("“internal” or “public” is allowed"),
        say("ask who is in the picture, and write what they agreed to"),
    ),
    "audience": (say("“internal” or “public” is allowed"), say("write one of the two")),
    "status": (say("only “draft” is allowed"), say("write draft, or leave the field out")),
    "pseudonym": (say("“true” or “false” is allowed"), say("write one of the two")),
    "heavy": (say("“true” or “false” is allowed"), say("write one of the two")),
    "withdrawn_by": (say("“teller”, “person” or “organisation” is allowed"), say("write who asked for it")),
    "heard_first": (say("a number of days from 1 to 365 is allowed"), say("write the number, or leave the field out")),
    "aliases": (say("a list of old addresses is allowed"), say("write it as: aliases: [2019/old-name]")),
}
"""What each field may hold, and what to do where the line as it should be cannot be shown."""

"""The closed list of reasons that may stop a story: those that a machine finds, and those that only a person can judge.

"It differs from the official story" is not among them, and there is no place here to put it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from storyhub.model.issues import Issue, Level
from storyhub.model.messages import Message, say


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that a person judges about a story before it is published."""

    key: str
    name: Message
    question: Message
    """What to ask yourself."""
    reply: Message
    """What to say to the writer when the answer is yes."""


REASONS = (
    Reason(
        "privacy",
        say("Privacy"),
        say("Does it tell something personal about somebody who can be recognised, and who does not know?"),
        say(
            "Thank you for your story. It tells something personal about somebody else who can be recognised. Would you ask "
            "whether they mind, or tell it so that nobody sees who it is? Then it is published. We are glad to help, if you like."
        ),
    ),
    Reason(
        "safety",
        say("Safety"),
        say(
            "Could somebody come to harm because of it: a code, a weak spot, where to find a colleague who is under threat?"
        ),
        say(
            "Thank you for your story. One thing in it could put somebody in danger if everybody can read it. Would you "
            "leave that out? The rest stays as you told it, and then it is published. We are glad to help, if you like."
        ),
    ),
    Reason(
        "law",
        say("The law"),
        say(
            "Does it break the law: accuse somebody by name of a crime, use another’s text or picture without permission?"
        ),
        say(
            "Thank you for your story. As it is now, publishing it would break the law. Let us look together "
            "at what needs to be put differently. That you are telling it is not the problem."
        ),
    ),
    Reason(
        "confidential",
        say("Confidential"),
        say(
            "Does it contain anything that the organisation promised to keep confidential: a client’s case, a tender, an inquiry?"
        ),
        say(
            "Thank you for your story. It contains something that we promised to keep confidential. Would you leave that out? The "
            "rest stays as you told it, and then it is published. We are glad to help, if you like."
        ),
    ),
    Reason(
        "consent",
        say("Consent"),
        say("Is somebody recognisable in a picture, or quoted by name, without having agreed to it?"),
        say(
            "Thank you for your story. Somebody in it can be recognised, and we do not know whether they agreed to that. Would "
            "you ask them, or choose another picture? Then it is published."
        ),
    ),
    Reason(
        "abuse",
        say("Abuse"),
        say("Does it threaten, humiliate or insult somebody? Being angry or sharp about how things go is not that."),
        say(
            "Thank you for your story. You may tell what happened, even when it hurts. One passage attacks "
            "somebody, and we do not publish that. Would you leave that passage out? We are glad to look at "
            "it with you."
        ),
    ),
)
PUBLISH = say("Thank you for your story. It is published on its day, as you told it.")
ASK = say(
    "Thank you for your story. Before it is published I would like to ask you something about it: … "
    "This is not a judgement of your story; what you do with it is up to you."
)

READABLE = "readable"
CHECKS = {
    READABLE: say("It can be read: its fields and its text are complete."),
    "safe": say("Nothing in it can run: it is text and pictures, cleaned, and every picture opens and is saved again."),
    "private": say("No citizen service number, bank account, payment card, password or access key was found in it."),
    "consent": say("For every picture its writer has noted the consent that its readers need."),
    "place": say("Every file is where it belongs; there are no links, programs or hidden files."),
}
"""What a machine has looked at, and says for sure."""
_RULES = {
    "nested-too-deep": "safe",
    "unusable-picture": "safe",
    "private-data": "private",
    "no-consent": "consent",
    "not-taken-in": "place",
    "too-much": "place",
}
"""Rules by what they are a check of; any other rule is about whether a story can be read."""


def by_check(issues: Iterable[Issue]) -> dict[str, list[Issue]]:
    """What stops a story, by the check that found it; a check that found nothing has none."""
    found: dict[str, list[Issue]] = {check: [] for check in CHECKS}
    for issue in issues:
        if issue.level is Level.ERROR:
            found[_RULES.get(issue.rule, READABLE)].append(issue)
    return found

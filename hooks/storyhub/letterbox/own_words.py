"""What somebody wrote themselves in a mail: without the mail that it answers, the head of a forward, and a signature."""

from __future__ import annotations

import re

_NAMES = (
    r"van|from|verzonden|sent|datum|date|aan|to|cc|onderwerp|subject|antwoorden aan|reply-to|beantwoorden"
    r"|de|envoyé|à|pour|objet|sujet|répondre à|von|gesendet|an|betreff|antwort an"
)
_HEAD = re.compile(rf"^[ \t>*_]*(?:{_NAMES})[*_]*[ \u202f]?:[^\n]*$", re.IGNORECASE)
_WROTE = re.compile(
    r"^(?:Op|On|Am|Le) (?=[^\n]*\d)[^\n]{3,200}?(?:\n[^\n]{0,120})?? (?:schreef|wrote|schrieb|a écrit)(?:[^\n:]{0,120})?:[ \t]*$",
    re.MULTILINE,
)
"""It has a day in it: “Le facteur m’a écrit :” is a sentence of a story."""
_LINE = re.compile(
    r"^[ \t]*(?:-{2,}[ \t]*(?:Original Message|Oorspronkelijk bericht|Forwarded message|Doorgestuurd bericht"
    r"|Message d['’]origine|Message transféré|Ursprüngliche Nachricht|Weitergeleitete Nachricht)[ \t]*-{2,}"
    r"|(?:Begin forwarded message|Begin doorgestuurd bericht|Début du message transféré"
    r"|Anfang der weitergeleiteten Nachricht)[ \u202f]?:|_{20,})[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_PHONE = re.compile(
    r"^(?:Verstuurd|Verzonden|Sent) (?:vanaf|met|from|via|with) (?:mijn|my|Outlook|Samsung|Mail|Yahoo|Gmail)[^\n]{0,80}$"
    r"|^(?:Outlook voor (?:iOS|Android)|Get Outlook for (?:iOS|Android)|Download Outlook)[^\n]{0,80}$"
    r"|^Envoyé (?:de mon|depuis mon|à partir d|avec la messagerie|depuis Outlook)[^\n]{0,80}$"
    r"|^(?:Télécharger|Obtenir|Obtenez) Outlook pour [^\n]{0,80}$"
    r"|^(?:Von meinem [^\n]{1,60} gesendet|Gesendet (?:von|mit) (?:meinem|Outlook|der)[^\n]{0,80})\.?$"
    r"|^(?:Holen Sie sich )?Outlook für (?:iOS|Android)[^\n]{0,80}$",
    re.IGNORECASE | re.MULTILINE,
)
_FORWARD = re.compile(r"^\s*(?:fwd?|fw|doorst|dst|tr|wg)\s*:", re.IGNORECASE)
_PREFIX = re.compile(r"^\s*(?:(?:re|fwd?|fw|antw|antwoord|doorst|dst|betr|aw|wg|tr|réf|rép)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)  # fmt: skip


def is_forward(subject: str) -> bool:
    """Whether a subject is that of a mail that was sent on."""
    return bool(_FORWARD.match(subject))


def title(subject: str) -> str:
    """A subject without what mail programs put before it."""
    return _PREFIX.sub("", subject).strip()


def own_words(text: str, forward: bool = False) -> str:
    """The text without what is not its writer's; of a forward it is the text that was sent on."""
    text = text.replace("\r\n", "\n").replace("\xa0", " ")
    start = _quoted_from(text)
    if forward and start is not None:
        text = _without_head(text[start:])
        start = _quoted_from(text)
    if start is not None:
        text = text[:start]
    text = _without_signature(text)
    lines = text.split("\n")
    while lines and (not lines[-1].strip() or lines[-1].lstrip().startswith(">")):
        lines.pop()
    return "\n".join(lines).strip()


def _quoted_from(text: str) -> int | None:
    """Where what it answers or sends on begins."""
    places = [match.start() for pattern in (_WROTE, _LINE) if (match := pattern.search(text))]
    at = 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        # Outlook writes the heads of the other mail and no line above them: three in a row are no accident.
        if _HEAD.match(line) and sum(bool(_HEAD.match(one)) for one in lines[number : number + 4]) >= 3:
            places.append(at)
            break
        at += len(line) + 1
    return min(places, default=None)


def _without_head(text: str) -> str:
    lines = text.split("\n")
    while lines and (not lines[0].strip() or _HEAD.match(lines[0]) or _LINE.match(lines[0]) or _WROTE.match(lines[0])):
        lines.pop(0)
    return "\n".join(lines)


def _without_signature(text: str) -> str:
    """RFC 3676, 4.3: two hyphens and a space; and the lines that telephones add by themselves."""
    found = re.search(r"^-- ?$", text, re.MULTILINE)
    # Two hyphens alone may also be a line between two parts of a story: a signature is short.
    if found and text.count("\n", found.end()) <= 12:
        text = text[: found.start()]
    return _PHONE.sub("", text)

"""Finds private and secret data in a story's own text, with patterns that real prose does not match by chance.

Numbers are only taken for what they seem when their check digits agree (`check_digits.py`). Examples that manuals print
everywhere are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Any

from storyhub.model.issues import Issue, error
from storyhub.model.messages import Message, say
from storyhub.text.check_digits import IBAN_LENGTHS, ISSUERS, is_bsn, is_card, is_iban
from storyhub.text.javascript import in_javascript

RULE = "private-data"
# What a pattern cannot do without: looking for that first is twenty times faster.
_SECRETS: tuple[tuple[Message, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        say("a private key"),
        ("PRIVATE KEY",),
        re.compile(
            r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?=[\s>]*(?:[\w-]+: [^\n]*\n[\s>]*){0,4}[A-Za-z0-9+/=]{30})"
        ),
    ),
    (say("an access key"), ("AKIA", "ASIA"), re.compile(r"\b(?:AKIA|ASIA)(?![0-9A-Z]{9}EXAMPLE)[0-9A-Z]{16}\b")),
    (
        say("an access token"),
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-"),
        re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,}|glpat-[\w-]{20,})"),
    ),
    (
        say("an access token"),
        ("xox", "sk-", "AIza"),
        re.compile(
            r"\b(?:xox[abprs]-[\w-]{20,}|sk-(?=[\w-]{0,99}\d)(?=[\w-]{0,99}[A-Z])[A-Za-z0-9_-]{32,}|AIza[\w-]{35})"
        ),
    ),
    (
        say("an access token"),
        ("k_live_", "npm_", "pypi-", "hf_", "SG."),
        re.compile(
            r"\b(?:[rs]k_live_[A-Za-z0-9]{16,}|npm_(?=[A-Za-z]{0,35}\d)[A-Za-z0-9]{36}|pypi-AgE[\w-]{50,}|hf_[A-Za-z]{34}|SG\.[\w-]{22}\.[\w-]{43})\b"
        ),
    ),
    (say("an access token"), (".eyJ",), re.compile(r"\beyJ[\w-]{15,300}\.eyJ[\w-]{15,4000}\.[\w-]{15}")),
    (
        say("a password"),
        (),
        re.compile(
            r"\b(?:password|passwd|wachtwoord|passwort|kennwort)\s{0,3}(?:is\s{0,3})?[:=]\s{0,3}(?=\S{0,80}\d)(?=\S{0,80}[A-Za-z])[^\s<>{}$*\"'(\[]{6,}",
            re.IGNORECASE,
        ),
    ),
)
_PASSWORD = len(_SECRETS) - 1
_PASSWORD_WORDS = (b"passw", b"wachtwoord", b"ennwort")
"""In small letters; a password may be announced in any."""
_BSN = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofinummer|citizen service number)\b\D{0,20}(\d[\d. ]{7,12}\d)\b", re.IGNORECASE
)
# Both start at their digits, which are rare in prose, and look back from there.
_IBAN = re.compile(
    r"\d\d(?<=\b[A-Z]{2}\d\d)(?:[ .\u00a0\u202f-]?[A-Z0-9]{4}){2,7}(?:[ .\u00a0\u202f-]?[A-Z0-9]{1,3})?\b", re.ASCII
)
_CARD = re.compile(r"\d\d\d\d(?<![\w.,/=-]\d{4})(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?![\w/=-])", re.ASCII)
_CARD_OF_15 = re.compile(r"3[47]\d\d(?<![\w.,/=-]\d{4})(?P<gap>[ -]?)\d{6}(?P=gap)\d{5}(?![\w/=-])", re.ASCII)
# Prose has few underscores, and few capitals or long runs behind a hyphen; nearly every token has one of these.
_UNDERSCORE, _CAPITALS, _HYPHEN, _NONE = range(4)
_RUN_BEHIND_HYPHEN = re.compile(r"-[\w-]{20}")


def _sign(needed: str) -> int:
    if "_" in needed:
        return _UNDERSCORE
    if needed[:2].isupper():
        return _CAPITALS
    return _NONE if needed == ".eyJ" else _HYPHEN


_BY_SIGN: tuple[list[tuple[str, int]], ...] = ([], [], [], [])
"""By the sign that a text has: what to look for in it, and the place in _SECRETS of what that would be."""
for _place, _secret in enumerate(_SECRETS):
    for _word in _secret[1]:
        _BY_SIGN[_sign(_word)].append((_word, _place))

# A text's bytes by kind, so that a number can be seen in it at once: A capital, 0 digit or beyond ASCII, 1 space or point.
_KINDS = bytes(
    65 if 65 <= b <= 90 else 48 if 48 <= b <= 57 or b >= 128 else 49 if b in b" ." else 45 if b == 45 else 97
    for b in range(256)
)
_LONG_NUMBER = re.compile(rb"0(?:[01]{8}|[01-]{14})")
"""Nine digits with points and spaces between, as a BSN may have, or fifteen with hyphens too, as a card may have."""


def find(text: str, allow: Collection[str] = ()) -> Iterator[tuple[int, Message]]:
    """Each piece of private or secret data as (offset, what it is); the data itself is never repeated.

    `allow`: numbers of the organisation itself, as `alone` gives them.
    """
    raw = text.encode("utf-8", "replace")
    kinds = raw.translate(_KINDS)
    capitals = b"AA" in kinds
    for place in sorted(_likely(text, raw.lower(), capitals)):
        what, _, pattern = _SECRETS[place]
        yield from ((match.start(), what) for match in pattern.finditer(text))
    long_number = _LONG_NUMBER.search(kinds)
    if long_number:
        found = (match for match in _BSN.finditer(text) if is_bsn(match[1]) and alone(match[1]) not in allow)
        yield from ((match.start(), NUMBERS[0]) for match in found)
    for match in _IBAN.finditer(text if capitals and b"AA00" in kinds else ""):
        number = text[match.start() - 2 : match.end()]
        if is_iban(number) and not any(alone(number).startswith(own) for own in allow):
            yield match.start() - 2, NUMBERS[1]
    for kind in (_CARD, _CARD_OF_15) if long_number else ():
        found = (match for match in kind.finditer(text) if is_card(match[0]) and alone(match[0]) not in allow)
        yield from ((match.start(), NUMBERS[2]) for match in found)


def alone(number: str) -> str:
    """A number without what people write between its digits, to be compared: `NL91 ABNA 0417` is `NL91ABNA0417`."""
    return "".join(filter(str.isalnum, number)).upper()


def _likely(text: str, small: bytes, capitals: bool) -> set[int]:
    """Places in _SECRETS of those that may be in a text, which has two capitals in a row or not."""
    signs = [_NONE]
    if "_" in text:
        signs.append(_UNDERSCORE)
    if capitals:
        signs.append(_CAPITALS)
    if _RUN_BEHIND_HYPHEN.search(text):
        signs.append(_HYPHEN)
    likely = {place for sign in signs for needed, place in _BY_SIGN[sign] if needed in text}
    for word in _PASSWORD_WORDS:
        if word in small:
            likely.add(_PASSWORD)
    return likely


NUMBERS = (say("a citizen service number (BSN)"), say("a bank account number (IBAN)"), say("a payment card number"))


def patterns() -> dict[str, Any]:
    """The same patterns for a browser, in the form that JavaScript reads them in; the checks of digits are its own."""
    secrets = [(what, in_javascript(pattern)) for what, _, pattern in _SECRETS]
    numbers = {
        name: in_javascript(one)
        for name, one in (("bsn", _BSN), ("iban", _IBAN), ("card", _CARD), ("card15", _CARD_OF_15))
    }
    issuers = {length: in_javascript(one) for length, one in ISSUERS.items()}
    lengths = {code: int(length) for code, length in IBAN_LENGTHS.items()}
    return {"secrets": secrets, **numbers, "issuers": issuers, "ibanLengths": lengths}


def issues(
    text: str, path: str, field_at: Callable[[int], str] = lambda _: "file", allow: Collection[str] = ()
) -> Iterator[Issue]:
    """An error for each piece of private or secret data in a file; `field_at` names the field that a line belongs to."""
    for offset, what in find(text, allow):
        line = text.count("\n", 0, offset) + 1
        told = say(
            "has %(what)s; private and secret data may not be published; take it out, and let the person it belongs to know",
            what=what,
        )
        yield error(path, line, field_at(line), RULE, told)

"""Finds private and secret data in a story's own text, with patterns that real prose does not match by chance.

Numbers are only taken for what they seem when their check digits agree: BSN by the eleven-proof (Wet algemene bepalingen
burgerservicenummer), IBAN by mod 97 and the length of its country (ISO 13616), payment cards by their issuer's first
digits (ISO/IEC 7812-1) and Luhn's test. Examples that manuals print everywhere are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from storyhub.issues import Issue, error
from storyhub.sentence import Sentence, say

# What a pattern cannot do without, in small letters: looking for that first is twenty times faster.
_SECRETS: tuple[tuple[Sentence, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        say("a private key"),
        ("private key",),
        re.compile(
            r"-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----(?=[\s>]*(?:[\w-]+: [^\n]*\n[\s>]*){0,4}[A-Za-z0-9+/=]{30})"
        ),
    ),
    (say("an access key"), ("akia", "asia"), re.compile(r"\b(?:AKIA|ASIA)(?![0-9A-Z]{9}EXAMPLE)[0-9A-Z]{16}\b")),
    (
        say("an access token"),
        ("ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-"),
        re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,}|glpat-[\w-]{20,})"),
    ),
    (
        say("an access token"),
        ("xox", "sk-", "aiza"),
        re.compile(
            r"\b(?:xox[abprs]-[\w-]{20,}|sk-(?=[\w-]{0,99}\d)(?=[\w-]{0,99}[A-Z])[A-Za-z0-9_-]{32,}|AIza[\w-]{35})"
        ),
    ),
    (
        say("an access token"),
        ("k_live_", "npm_", "pypi-", "hf_", "sg."),
        re.compile(
            r"\b(?:[rs]k_live_[A-Za-z0-9]{16,}|npm_(?=[A-Za-z]{0,35}\d)[A-Za-z0-9]{36}|pypi-AgE[\w-]{50,}|hf_[A-Za-z]{34}|SG\.[\w-]{22}\.[\w-]{43})\b"
        ),
    ),
    (say("an access token"), ("eyj",), re.compile(r"\beyJ[\w-]{15,300}\.eyJ[\w-]{15,4000}\.[\w-]{15}")),
    (
        say("a password"),
        ("passw", "wachtwoord", "kennwort"),
        re.compile(
            r"\b(?:password|passwd|wachtwoord|passwort|kennwort)\s{0,3}(?:is\s{0,3})?[:=]\s{0,3}(?=\S{0,80}\d)(?=\S{0,80}[A-Za-z])[^\s<>{}$*\"'(\[]{6,}",
            re.IGNORECASE,
        ),
    ),
)
_BSN = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofinummer|citizen service number)\b\D{0,20}(\d[\d. ]{7,12}\d)\b", re.IGNORECASE
)
# Both start at their digits, which are rare in prose, and look back from there.
_IBAN = re.compile(
    r"\d\d(?<=\b[A-Z]{2}\d\d)(?:[ .\u00a0\u202f-]?[A-Z0-9]{4}){2,7}(?:[ .\u00a0\u202f-]?[A-Z0-9]{1,3})?\b", re.ASCII
)
_GAP = re.compile(r"[ .\u00a0\u202f-]")
_CARD = re.compile(r"\d\d\d\d(?<![\w.,/=-]\d{4})(?P<gap>[ -]?)\d{4}(?P=gap)\d{4}(?P=gap)\d{4}(?![\w/=-])", re.ASCII)
_CARD_OF_15 = re.compile(r"3[47]\d\d(?<![\w.,/=-]\d{4})(?P<gap>[ -]?)\d{6}(?P=gap)\d{5}(?![\w/=-])", re.ASCII)
_ISSUER = {
    15: re.compile(r"3[47]"),
    16: re.compile(r"4|5[0-8]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3528|35[3-8]|6(?:011|2|3|4[4-9]|5|7)"),
}
_IBAN_LENGTHS = dict(
    re.findall(
        r"([A-Z]{2})(\d\d)",
        """AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29
        ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20
        LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29
        PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20
        YE30""",
    )
)


def is_bsn(text: str) -> bool:
    """Nine digits that pass the eleven-proof."""
    digits = _digits(text)
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    proof = sum(weight * digit for weight, digit in zip(weights, digits, strict=False))
    return len(digits) == 9 and len(set(digits)) > 1 and proof % 11 == 0


def is_iban(text: str) -> bool:
    """A bank account number as its country writes it, whose check digits agree; words that follow it are no part of it."""
    plain = _GAP.sub("", text)
    length = int(_IBAN_LENGTHS.get(plain[:2], 0))
    turned = plain[4:length] + plain[:4]
    return 0 < length <= len(plain) and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def is_card(text: str) -> bool:
    """The digits of a known kind of card that pass Luhn's test; not the test numbers of few different digits."""
    digits = _digits(text)
    doubled = [sum(divmod(2 * d, 10)) if n % 2 else d for n, d in enumerate(reversed(digits))]
    known = bool(_ISSUER[len(digits)].match("".join(map(str, digits)))) if len(digits) in _ISSUER else False
    return known and len(set(digits)) > 2 and sum(doubled) % 10 == 0


def _digits(text: str) -> list[int]:
    return [int(c) for c in text if c.isdigit()]


# Prose has no underscores, and so none of the tokens that are known by one.
_WITHOUT_UNDERSCORE = tuple(
    (what, plain, pattern)
    for what, needed, pattern in _SECRETS
    if (plain := tuple(word for word in needed if "_" not in word))
)
# A text's bytes with each capital as A, each digit as 0 and all else as a point: to see at once that it has no number.
_SHAPES = bytes(65 if 65 <= b <= 90 else 48 if 48 <= b <= 57 else 46 for b in range(256))
_GAPS = b" .-\xc2\xa0\xe2\x80\xaf"
"""The bytes of what stands between the digits of a number."""


def find(text: str) -> Iterator[tuple[int, Sentence]]:
    """Each piece of private or secret data as (offset, what it is); the data itself is never repeated."""
    small, raw = text.lower(), text.encode("utf-8", "replace")
    for what, needed, pattern in _SECRETS if "_" in text else _WITHOUT_UNDERSCORE:
        if any(word in small for word in needed):
            yield from ((match.start(), what) for match in pattern.finditer(text))
    if "bsn" in small or "nummer" in small or "service number" in small:
        found = (match for match in _BSN.finditer(text) if is_bsn(match[1]))
        yield from ((match.start(), NUMBERS[0]) for match in found)
    shape = raw.translate(_SHAPES)
    for match in _IBAN.finditer(text if b"AA00" in shape else ""):
        if is_iban(text[match.start() - 2 : match.end()]):
            yield match.start() - 2, NUMBERS[1]
    for kind in (_CARD, _CARD_OF_15) if b"0" * 15 in raw.translate(_SHAPES, _GAPS) else ():
        found = (match for match in kind.finditer(text) if is_card(match[0]))
        yield from ((match.start(), NUMBERS[2]) for match in found)


NUMBERS = (say("a citizen service number (BSN)"), say("a bank account number (IBAN)"), say("a payment card number"))


def patterns() -> dict[str, Any]:
    """The same patterns for a browser, in the form that JavaScript reads them in; the checks of digits are its own."""
    secrets = [(what, _in_javascript(pattern)) for what, _, pattern in _SECRETS]
    numbers = {
        name: _in_javascript(one)
        for name, one in (("bsn", _BSN), ("iban", _IBAN), ("card", _CARD), ("card15", _CARD_OF_15))
    }
    issuers = {length: _in_javascript(one) for length, one in _ISSUER.items()}
    lengths = {code: int(length) for code, length in _IBAN_LENGTHS.items()}
    return {"secrets": secrets, **numbers, "issuers": issuers, "ibanLengths": lengths}


def _in_javascript(pattern: re.Pattern[str]) -> tuple[str, str]:
    written = pattern.pattern.replace("(?P<", "(?<").replace("(?P=gap)", r"\k<gap>")
    return written, "i" if pattern.flags & re.IGNORECASE else ""


def issues(text: str, path: str, field_at: Callable[[int], str] = lambda _: "file") -> Iterator[Issue]:
    """An error for each piece of private or secret data in a file; `field_at` names the field that a line belongs to."""
    for offset, what in find(text):
        line = text.count("\n", 0, offset) + 1
        told = say(
            "has %(what)s; private and secret data may not be published; take it out, and tell whose it is", what=what
        )
        yield error(path, line, field_at(line), "private-data", told)

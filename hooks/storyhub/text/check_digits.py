"""Whether digits are the number that they seem to be.

BSN by the eleven-proof (Wet algemene bepalingen burgerservicenummer), IBAN by mod 97 and the length of its country
(ISO 13616), payment cards by their issuer's first digits (ISO/IEC 7812-1) and Luhn's test.
"""

from __future__ import annotations

import re

_GAP = re.compile(r"[ .\u00a0\u202f-]")
ISSUERS = {
    15: re.compile(r"3[47]"),
    16: re.compile(r"4|5[0-8]|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)|3528|35[3-8]|6(?:011|2|3|4[4-9]|5|7)"),
}
IBAN_LENGTHS = dict(
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
    """A bank account number as its country writes it, whose check digits agree; words that follow it are not part of it."""
    plain = _GAP.sub("", text)
    length = int(IBAN_LENGTHS.get(plain[:2], 0))
    turned = plain[4:length] + plain[:4]
    return 0 < length <= len(plain) and int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def is_card(text: str) -> bool:
    """The digits of a known kind of card that pass Luhn's test; not the test numbers of few different digits."""
    digits = _digits(text)
    doubled = [sum(divmod(2 * d, 10)) if n % 2 else d for n, d in enumerate(reversed(digits))]
    known = bool(ISSUERS[len(digits)].match("".join(map(str, digits)))) if len(digits) in ISSUERS else False
    return known and len(set(digits)) > 2 and sum(doubled) % 10 == 0


def _digits(text: str) -> list[int]:
    return [int(c) for c in text if c.isdigit()]

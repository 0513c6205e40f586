"""The receipt: a code with which a teller, pen name or not, proves that a story is theirs. The story holds only its hash.

A code is six words of five letters, as in `lusab-babad-gutih-tugas-dozub-farof`: proquints (Wilkerson 2009,
arXiv:0901.4016), which can be read aloud in any language. Five words carry 80 random bits; the sixth is a check of these
(CRC-16/IBM-3740), which notices every slip within one word, so that a typing error is not taken for a wrong code.

A story's fields have `receipt: pbkdf2-sha256$<iterations>$<salt>$<hash>`, the last two in base64url without padding
(RFC 4648, 5): PBKDF2 with HMAC-SHA256 (RFC 8018, 5.2) over the six words joined by hyphens, in small letters, in ASCII.
WebCrypto computes it in any browser, without a library. The iterations are there to make each guess dear; a password of a
person's choosing needs 600,000 of them, but a code of 80 random bits cannot be guessed at any price, so that 100,000 are
enough, and an old phone waits a tenth of a second.
"""

from __future__ import annotations

import re
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import crc_hqx
from hashlib import pbkdf2_hmac
from hmac import compare_digest

CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aiou"
ITERATIONS = 100_000
MOST_ITERATIONS = 1_000_000
"""A field is text that anybody may write: more than this would only keep the verifier busy."""
_WORDS = 6
_WORD = f"[{CONSONANTS}][{VOWELS}][{CONSONANTS}][{VOWELS}][{CONSONANTS}]"
# What may come between two words of a code that was copied by hand, dictated or broken over two lines.
_CODE = re.compile(rf"\b{_WORD}(?:[\W_]{{1,5}}{_WORD}){{{_WORDS - 1}}}\b", re.IGNORECASE)
_FIELD = re.compile(r"pbkdf2-sha256\$(\d{6,7})\$([A-Za-z0-9_-]{22,86})\$([A-Za-z0-9_-]{43})", re.ASCII)


def code_of(random: bytes) -> str:
    """The code of ten bytes.

    >>> code_of(bytes.fromhex("7f0000013f54dccc1bf0"))
    'lusab-babad-gutih-tugas-dozub-farof'
    """
    if len(random) != 10:
        raise ValueError(f"a code carries 10 bytes, not {len(random)}")
    whole = random + crc_hqx(random, 0xFFFF).to_bytes(2, "big")
    return "-".join(_word(int.from_bytes(whole[at : at + 2], "big")) for at in range(0, len(whole), 2))


def _word(number: int) -> str:
    """16 bits, the highest first: four, two, four, two, four.

    >>> _word(0x7F00)
    'lusab'
    """
    return "".join(
        (CONSONANTS if bits == 4 else VOWELS)[number >> shift & (1 << bits) - 1]
        for bits, shift in ((4, 12), (2, 10), (4, 6), (2, 4), (4, 0))
    )


def read_code(typed: str) -> str:
    """The code in what somebody typed, as it was given out; empty when there is none, or a slip is in it.

    >>> read_code("Mijn code:  Lusab babad GUTIH–tugas, dozub farof. Groet")
    'lusab-babad-gutih-tugas-dozub-farof'
    >>> read_code("lusab-babad-gutih-tugas-dozub-farot")
    ''
    """
    return next((code for match in _CODE.finditer(typed) if (code := _checked(match[0]))), "")


def without_codes(text: str, instead: str = "") -> str:
    """A text in which no code is left; what only looks like one stays."""
    return _CODE.sub(lambda match: instead if _checked(match[0]) else match[0], text)


def _checked(found: str) -> str:
    words = re.findall(_WORD, found.lower())
    random = b"".join(map(_bytes, words[:-1]))
    return code if (code := code_of(random)) == "-".join(words) else ""


def _bytes(word: str) -> bytes:
    number = 0
    for letter in word:
        number = number << 2 | VOWELS.index(letter) if letter in VOWELS else number << 4 | CONSONANTS.index(letter)
    return number.to_bytes(2, "big")


def hashed(code: str, salt: bytes = b"", iterations: int = ITERATIONS) -> str:
    """The field of a code; the salt is 16 bytes or more, and random when absent."""
    salt = salt or secrets.token_bytes(16)
    found = pbkdf2_hmac("sha256", code.encode("ascii"), salt, iterations)
    return f"pbkdf2-sha256${iterations}${_base64(salt)}${_base64(found)}"


def verify(typed: str, field: str) -> bool:
    """Whether what somebody typed holds the code of a field; a field of any other form proves nothing."""
    code, parts = read_code(typed), _FIELD.fullmatch(field.strip())
    if not code or not parts or not ITERATIONS <= int(parts[1]) <= MOST_ITERATIONS or len(parts[2]) % 4 == 1:
        return False
    salt = urlsafe_b64decode(parts[2] + "=" * (-len(parts[2]) % 4))
    return compare_digest(hashed(code, salt, int(parts[1])), field.strip())


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")

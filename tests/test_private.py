"""Private and secret data: what is noticed in a text, and what only looks like it."""

from __future__ import annotations

import pytest
from storyhub.text.private_data import find

BSN, IBAN, CARD = "a citizen service number (BSN)", "a bank account number (IBAN)", "a payment card number"
KEY, TOKEN, PRIVATE, PASSWORD = "an access key", "an access token", "a private key", "a password"

# Nobody's: made for these tests, with check digits that agree.
FOUND = {
    "BSN 123456782": BSN,
    "Mijn burgerservicenummer is 1234.56.782.": BSN,
    "sofinummer: 123 456 782": BSN,
    "My citizen service number is 123456782": BSN,
    "NL91ABNA0417164300": IBAN,
    "Maak het over naar NL91 ABNA 0417 1643 00, graag vandaag": IBAN,
    "(NL91-ABNA-0417-1643-00)": IBAN,
    "NL91.ABNA.0417.1643.00": IBAN,
    "NL91\u00a0ABNA\u00a00417\u00a01643\u00a000": IBAN,
    "**DE89 3704 0044 0532 0130 00**": IBAN,
    "BE68 5390 0754 7034": IBAN,
    "4539 1488 0343 6467": CARD,
    "card: 4539148803436467.": CARD,
    "5425-2334-3010-9903": CARD,
    "3714 496353 98431": CARD,
    "AKIAZ7QRSTUVWXY23456": KEY,
    "ghp_" + "a1B2" * 9: TOKEN,
    "glpat-" + "a1B2c" * 4: TOKEN,
    "xoxb-123456789012-abcdefABCDEF": TOKEN,
    "sk_live_" + "4eC39HqLyjWDarjt": TOKEN,
    "npm_" + "aB3" * 12: TOKEN,
    "pypi-AgEIcHlwaS5vcmcC" + "aB3" * 20: TOKEN,
    "hf_" + "aBcDeFg" * 4 + "aBcDeF": TOKEN,
    "SG." + "a" * 22 + "." + "b" * 43: TOKEN,
    "eyJhbGciOiJIUzI1NiIsInR5cCI6.eyJzdWIiOiIxMjM0NTY3ODkw.dozjgNryP4J3jVmNHl0w5N": TOKEN,
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAE\n": PRIVATE,
    "> -----BEGIN RSA PRIVATE KEY-----\n> MIIEpAIBAAKCAQEA1234567890abcdefghij\n": PRIVATE,
    "wachtwoord: Welkom01": PASSWORD,
    "password = hunter22": PASSWORD,
    "Das Passwort: Geheim99": PASSWORD,
}
INNOCENT = [
    "Bel me op 06-12345678 of 0123456782.",
    "BSN 123456789 is er geen, en 123456782 zonder dat woord zegt niets.",
    "BSN 000000000",
    "Het burgerservicenummer is privé. Wij zijn met 123 mensen, 456 kilometer, 782 dagen.",
    "NL91ABNA0417164301",
    "NL00 BANK 0123 4567 89",
    "Kamer NL12 ABCD, en AB12 CDEF 3456",
    "4111 1111 1111 1111",
    "4539 1488 0343 6468",
    "order 4539148803436467-12",
    "ISBN 978-3-16-148410-0, 2026-03-01 2026-04-01",
    "https://example.org/4539148803436467/x",
    "e6a7d3f09be4c1d2a5f6b7c8d9e0f1a2b3c4d5e6",
    "AKIAIOSFODNN7EXAMPLE",
    # A made-up one, as people who write about secrets show it.
    "AWS_SECRET_ACCESS_KEY: wJalrXUtnFEMI7K8MDENGbPxRfiCYzzzzzzzzzz1",
    "ghp_yourtokenhere",
    "sk-learn-and-some-other-words-that-are-long-enough",
    "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN PUBLIC KEY-----\nMIIEpAIBAAKCAQEA1234567890abcdefghij\n",
    "password: ********",
    "password=<your password>",
    "wachtwoord: vergeten",
    "The password is never stored.",
    "Passwords: 12 rules",
    "hf_" + "short",
    "SG.1.2",
]


@pytest.mark.parametrize(("text", "what"), FOUND.items())
def test_private_and_secret_data_is_noticed_where_it_starts(text: str, what: str) -> None:
    around = f"Een verhaal van 2026.\n\n{text}\n\nEn verder niets."
    assert {str(told) for _, told in find(around)} == {what}
    offset = next(found for found, _ in find(around))
    assert around.index(text) <= offset < around.index(text) + len(text)


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_like_it_stops_no_story(text: str) -> None:
    assert list(find(f"Een verhaal.\n\n{text}\n\nEn verder niets.")) == []


def test_nothing_of_the_data_is_repeated() -> None:
    for text in FOUND:
        for _, told in find(text):
            assert not any(part in str(told) for part in text.split() if any(sign.isdigit() for sign in part))

"""A receipt proves a teller: any code has a hash that it alone fits, a slip is noticed, and vectors hold for every language."""

from __future__ import annotations

import doctest
import json

import pytest
from hubs import ROOT
from hypothesis import given
from hypothesis import strategies as st
from storyhub.text import receipt

VECTORS = json.loads((ROOT / "tests/golden/receipts.json").read_text(encoding="utf-8"))


def test_the_worked_examples_hold() -> None:
    done = doctest.testmod(receipt)
    assert done.attempted
    assert not done.failed


@pytest.mark.parametrize("vector", VECTORS["codes"], ids=lambda vector: vector["code"])
def test_the_vectors_that_the_browser_shares_hold(vector: dict[str, str]) -> None:
    assert receipt.code_of(bytes.fromhex(vector["random"])) == vector["code"]
    assert receipt.hashed(vector["code"], bytes.fromhex(vector["salt"])) == vector["field"]
    assert receipt.verify(vector["code"], vector["field"])


@pytest.mark.parametrize("typed", VECTORS["typed"])
def test_a_code_is_read_as_people_type_it_and_a_slip_is_noticed(typed: dict[str, str]) -> None:
    assert receipt.read_code(typed["typed"]) == typed["code"]


@given(st.binary(min_size=10, max_size=10), st.integers(0, 5), st.integers(0, 4), st.integers(1, 15))
def test_every_wrong_letter_is_noticed(random: bytes, word: int, letter: int, step: int) -> None:
    words = receipt.code_of(random).split("-")
    letters = receipt.VOWELS if letter % 2 else receipt.CONSONANTS
    changed = letters[(letters.index(words[word][letter]) + step) % len(letters)]
    slipped = [*words[:word], words[word][:letter] + changed + words[word][letter + 1 :], *words[word + 1 :]]
    assert receipt.read_code("-".join(words)) == "-".join(words)
    assert receipt.read_code("-".join(slipped)) == ("" if slipped != words else "-".join(words))


def test_two_codes_and_two_hashes_of_one_code_differ() -> None:
    code, other = receipt.code_of(b"0123456789"), receipt.code_of(b"1234567890")
    assert code != other
    assert receipt.hashed(code) != receipt.hashed(code)
    assert receipt.verify(code.upper().replace("-", " "), receipt.hashed(code))
    assert not receipt.verify(other, receipt.hashed(code))


@pytest.mark.parametrize(
    "field", ["", "x", "pbkdf2-sha256$1$a$b", f"pbkdf2-sha256$9999999${'A' * 22}${'A' * 43}", "plain$lusab-babad"]
)
def test_a_field_of_another_form_proves_nothing_and_costs_nothing(field: str) -> None:
    assert not receipt.verify(VECTORS["codes"][0]["code"], field)


def test_codes_are_taken_out_of_a_text_and_words_that_only_look_like_them_stay() -> None:
    code, words = VECTORS["codes"][2]["code"], "babad babad babad babad babad babad"
    assert receipt.without_codes(f"Hier: {code.replace('-', ' ')}. {words}", "…") == f"Hier: …. {words}"

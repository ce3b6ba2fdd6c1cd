"""The fuzz target on fixed inputs, so that it keeps working between the long runs."""

from __future__ import annotations

import random

import pytest

from tests.fuzz.fuzz_language import one_input, seeds, text_of

FIXED = {
    "nothing": b"",
    "one byte": b"\x00",
    "words": b"\x01" + bytes(range(256)),
    "broken utf-8": b"\x00call \xff\xfe ana \xe2\x80",
    "nul": b"\x04\x00\x00 tomorrow \x00",
    "persian": "\x04فردا ساعت ۵ #کار".encode(),
    "long": b"\x01" + bytes(20_000),
}


@pytest.mark.parametrize("name", FIXED)
def test_the_target_takes_a_fixed_input(name: str) -> None:
    one_input(FIXED[name])


def test_the_target_takes_chosen_bytes() -> None:
    chance = random.Random(20261123)
    for _ in range(200):
        one_input(chance.randbytes(chance.randrange(80)))


def test_the_seeds_are_the_sentences_of_the_tables() -> None:
    assert "Call Mina tom" in map(text_of, seeds())


def test_odd_inputs_are_words_of_the_engine() -> None:
    assert len(text_of(b"\x01\x00\x05\x00\x09").split()) >= 2

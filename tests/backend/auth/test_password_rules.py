from __future__ import annotations

import pytest

from behflow.auth.password_rules import _common, check_password, password_fault
from behflow.errors import InvalidInput


@pytest.mark.parametrize(
    "password",
    [
        "a walk along the river",
        "correct horse battery staple",
        "rK7#vQ2p",
        "ساعت هفت کنار دریا",
        "🐳🐳🦀🦀🐙🐙🦑🦑🐡",
        "x" * 60 + "y" * 68,
    ],
)
def test_a_password_nobody_tries_first_is_accepted(password: str) -> None:
    assert password_fault(password, "ada", "ada@example.org") is None


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "Password1",
        "PASSWORD123!",
        "p@ssw0rd",
        "P@$$w0rd2026",
        "qwertyuiop",
        "12345678",
        "87654321",
        "abcdefgh",
        "aaaaaaaaaa",
        "abababab",
        "123123123",
        "letmein!!",
        "Summer2026!",
        "iloveyou",
        "1q2w3e4r5t",
        "behflow2026",
    ],
)
def test_an_obvious_password_is_refused_in_every_disguise(password: str) -> None:
    assert password_fault(password) is not None


@pytest.mark.parametrize("password", ["lovelace", "LoveLace", "lovelace1815", "l0v3l@ce", "lovelace@example.org"])
def test_the_username_and_the_address_are_no_passwords(password: str) -> None:
    assert password_fault(password, "Lovelace", "lovelace@example.org") == (
        "must not be your username or e-mail address"
    )


@pytest.mark.parametrize("length", [0, 7, 129, 10_000])
def test_a_password_has_8_to_128_characters(length: int) -> None:
    assert password_fault("ab1!" * (length // 4) + "z" * (length % 4)) == "must have 8 to 128 characters"


def test_the_refusal_names_the_field() -> None:
    with pytest.raises(InvalidInput) as refused:
        check_password("new_password", "password")
    assert refused.value.fields[0].field == "new_password"


def test_the_list_is_lower_case_without_repeats() -> None:
    assert len(_common()) > 100
    assert all(word == word.casefold().strip() for word in _common())


def test_the_longest_password_is_judged_in_no_time() -> None:
    for password in ("1" * 128, "a" + "!" * 127, "!" * 127 + "a", "ab" * 64):
        password_fault(password, "ada", None)

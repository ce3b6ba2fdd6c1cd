from __future__ import annotations

import pytest

from behflow.auth.usernames import clean_username, username_key


@pytest.mark.parametrize(
    "username", ["ada", "Ada.Lovelace", "a1", "علی", "李雷", "Ólafur-2", "रवि", "9lives", "a" * 64]
)
def test_letters_of_any_script_make_a_username(username: str) -> None:
    assert username_key(clean_username(username)) == username_key(username)


@pytest.mark.parametrize(
    "username",
    [
        "",
        "a",
        " ada",
        "ada ",
        "a da",
        "-ada",
        ".ada",
        "_ada",
        "ada@example",
        "a/b",
        "a\tb",
        "a\u202eb",
        "ad\u200da",
        "😀😀",
    ],
)
def test_anything_else_does_not(username: str) -> None:
    with pytest.raises(ValueError, match=r"must|may"):
        clean_username(username)


def test_a_username_has_at_most_64_characters_however_it_is_written() -> None:
    for username in ("a" * 65, "ﷺ" * 10, "ΐ" * 70):
        with pytest.raises(ValueError, match="characters"):
            clean_username(username)


@pytest.mark.parametrize(
    ("one", "other"), [("ADA", "ada"), ("STRASSE", "straße"), ("Ａｄａ", "ada"), ("ΣΑΣ", "σας"), ("É", "e\u0301")]
)
def test_case_and_form_make_no_difference(one: str, other: str) -> None:
    assert username_key(one) == username_key(other)

from __future__ import annotations

from uuid import uuid4

import pytest

from behflow.auth import tokens
from behflow.errors import Unauthenticated

KEY = b"k" * 32
SESSION, USER = uuid4(), uuid4()
TOKEN = tokens.issue(SESSION, USER, KEY, issued_at=1_000, expires_at=1_000 + 3600)


def test_a_token_names_session_and_user() -> None:
    assert tokens.read(TOKEN, KEY, now=1_000) == tokens.Claims(SESSION, USER, 1_000, 4_600)


def test_a_token_is_valid_until_the_second_it_expires() -> None:
    assert tokens.read(TOKEN, KEY, now=4_599.9)
    with pytest.raises(Unauthenticated) as refused:
        tokens.read(TOKEN, KEY, now=4_600)
    assert refused.value.detail == tokens.ENDED


def test_a_clock_that_was_set_back_signs_nobody_out() -> None:
    assert tokens.read(TOKEN, KEY, now=1_000 - 3600)


def test_the_token_of_another_key_is_refused() -> None:
    with pytest.raises(Unauthenticated):
        tokens.read(TOKEN, b"j" * 32, now=1_000)


def test_a_token_is_short_enough_for_every_proxy() -> None:
    assert len(TOKEN) < 500

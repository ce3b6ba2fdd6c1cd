"""Secrets at rest open with their key, for their owner and purpose, and never otherwise."""

from __future__ import annotations

import pytest

from behflow.secretbox import SecretBox, UnreadableSecret

KEY = b"a signing key of thirty-two bytes or more"
BOX = SecretBox(KEY, "model key")


@pytest.mark.parametrize("secret", ["sk-1", "", "کلید", "x" * 10_000])
def test_what_was_sealed_opens_for_its_owner(secret: str) -> None:
    assert BOX.open(BOX.seal(secret, b"sara"), b"sara") == secret


def test_the_secret_cannot_be_seen_in_what_is_stored_and_is_stored_differently_each_time() -> None:
    first, second = BOX.seal("sk-canary", b"sara"), BOX.seal("sk-canary", b"sara")
    assert "canary" not in first
    assert first != second


@pytest.mark.parametrize(
    ("box", "owner"),
    [
        (SecretBox(KEY + b"!", "model key"), b"sara"),
        (SecretBox(KEY, "another purpose"), b"sara"),
        (BOX, b"kian"),
    ],
    ids=["another signing key", "another purpose", "another owner"],
)
def test_it_opens_for_nobody_else_and_says_what_to_do(box: SecretBox, owner: bytes) -> None:
    with pytest.raises(UnreadableSecret, match="Enter the key again") as caught:
        box.open(BOX.seal("sk-canary", b"sara"), owner)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("stored", ["", "v1.", "v1.!!!", "v1.AAAA", "v2.AAAA", "sk-plain", "v1.é"])
def test_a_text_that_was_never_sealed_is_an_error_and_not_a_crash(stored: str) -> None:
    with pytest.raises(UnreadableSecret):
        BOX.open(stored, b"sara")


def test_a_sealed_text_that_was_changed_in_one_place_does_not_open() -> None:
    sealed = BOX.seal("sk-canary", b"sara")
    for place in range(3, len(sealed) - 4):
        changed = sealed[:place] + ("A" if sealed[place] != "A" else "B") + sealed[place + 1 :]
        with pytest.raises(UnreadableSecret):
            BOX.open(changed, b"sara")

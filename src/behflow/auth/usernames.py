"""Usernames: letters and digits of any script, told apart without regard to case or compatibility forms."""

from __future__ import annotations

import unicodedata

MINIMUM, MAXIMUM = 2, 64
KEY_LENGTH = 200


def username_key(username: str) -> str:
    """What makes two usernames the same; the database's own ``lower()`` depends on how it was set up."""
    folded = unicodedata.normalize("NFKC", username).casefold()
    return unicodedata.normalize("NFKC", folded)


def clean_username(value: str) -> str:
    """The username as it is stored. Raises ValueError when it cannot be one."""
    username = unicodedata.normalize("NFKC", value)
    if not MINIMUM <= len(username) <= MAXIMUM or len(username_key(username)) > KEY_LENGTH:
        raise ValueError(f"must have {MINIMUM} to {MAXIMUM} characters")
    if not username[0].isalnum():
        raise ValueError("must begin with a letter or a digit")
    for character in username:
        # Marks belong to the letters of many scripts.
        if character not in "._-" and unicodedata.category(character)[0] not in "LMN":
            raise ValueError("may hold only letters, digits, dots, underscores and hyphens")
    return username

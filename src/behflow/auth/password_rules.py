"""Which passwords are refused: the obvious ones, in the disguises everybody tries first."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

from behflow.errors import InvalidInput

MINIMUM, MAXIMUM = 8, 128
ENDING = 6
"""Digits and signs that may hang behind a common word without making it a better password."""

_LETTERS = str.maketrans({"@": "a", "4": "a", "3": "e", "1": "i", "!": "i", "0": "o", "$": "s", "5": "s", "7": "t"})
_ENDING = re.compile(rf"[\W\d_]{{0,{ENDING}}}$")


@cache
def _common() -> frozenset[str]:
    lines = Path(__file__).with_name("common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _is_run(text: str) -> bool:
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def _is_repeat(text: str) -> bool:
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, 4))


def password_fault(password: str, *own: str | None) -> str | None:
    """Why a password is refused, or None. ``own``: username and e-mail, which are as easy to guess."""
    if not MINIMUM <= len(password) <= MAXIMUM:
        return f"must have {MINIMUM} to {MAXIMUM} characters"
    folded = password.casefold()
    forms = {folded, _ENDING.sub("", folded)}
    forms |= {form.translate(_LETTERS) for form in forms}
    mine = {part for word in own if word for part in (word.casefold(), word.casefold().partition("@")[0])}
    if forms & mine:
        return "must not be your username or e-mail address"
    if forms & _common() or _is_run(folded) or _is_repeat(folded):
        return "is one of the passwords that are tried first; use another one"
    return None


def check_password(field: str, password: str, *own: str | None) -> None:
    """Raise InvalidInput for the field when the password is refused."""
    fault = password_fault(password, *own)
    if fault is not None:
        raise InvalidInput.of(field, fault)

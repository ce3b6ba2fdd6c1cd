"""Bytes to a text and the check that every door of the language engine must pass with it."""

from __future__ import annotations

from behflow.language import Settings
from tests.language.laws import check_everything, check_rejections
from tests.language.samples import NOW, ZONE
from tests.language.tables import QUICK_ADD, STRETCHES, rows
from tests.language.vocabulary import EVERYTHING

PROFILES = (
    Settings(),
    Settings(locale="en-GB", first_weekday=6),
    Settings(locale="fa", calendar="jalali", first_weekday=5),
    Settings(next_weekday="coming", day_order="dmy"),
)
_GAPS = (" ", "", "  ", "-")


def text_of(data: bytes) -> str:
    """The bytes behind the first one: as UTF-8, or when that one is odd every two of them as a word of the engine."""
    rest = data[1:]
    if not data or not data[0] & 1:
        return rest.decode("utf-8", "replace")
    pairs = zip(rest[::2], rest[1::2], strict=False)
    return "".join(EVERYTHING[(a << 8 | b) % len(EVERYTHING)] + _GAPS[a >> 6] for a, b in pairs)


def one_input(data: bytes) -> None:
    """The target: raises when any law is broken."""
    first = data[0] if data else 0
    text = text_of(data)[:10_000]
    check_everything(text, NOW, ZONE, PROFILES[first >> 1 & 3])
    if first & 8:  # several readings each time, so only for a half
        check_rejections(text)


def seeds() -> list[bytes]:
    """The sentences of the tables, as inputs to begin with."""
    return [
        bytes([2 * (2 if row.settings.locale == "fa" else 0)]) + row.sentence.encode()
        for row in rows(*QUICK_ADD, STRETCHES)
    ]

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
    """The rest of the bytes behind the first one: as UTF-8, or every two of them as a word of the engine."""
    if not data:
        return ""
    kind, rest = data[0], data[1:]
    if kind & 1:
        pairs = zip(rest[::2], rest[1::2], strict=False)
        return "".join(EVERYTHING[(a & 63) << 8 | b if (a & 63) << 8 | b < len(EVERYTHING) else b] + _GAPS[a >> 6]
                       for a, b in pairs)  # fmt: skip
    return rest.decode("utf-8", "replace")


def one_input(data: bytes) -> None:
    """The target: raises when any law is broken."""
    text = text_of(data)[:10_000]
    profile = PROFILES[(data[0] >> 1) % len(PROFILES)] if data else PROFILES[0]
    check_everything(text, NOW, ZONE, profile)
    check_rejections(text)


def seeds() -> list[bytes]:
    """The sentences of the tables, as inputs to begin with."""
    return [
        bytes([2 * (2 if row.settings.locale == "fa" else 0)]) + row.sentence.encode()
        for row in rows(*QUICK_ADD, STRETCHES)
    ]

"""One condition of a filter: its words to its meaning."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NoReturn

from behflow.errors import FieldError, InvalidInput
from behflow.language.filter_ast import (
    After,
    Before,
    During,
    FilterAtom,
    FilterField,
    FilterFlag,
    FilterNode,
    HasFlag,
    HasLabel,
    HasPriority,
    HasStatus,
    HasWords,
    InProject,
    InSection,
    NamePattern,
    Person,
)
from behflow.language.filter_dates import Stretch, coming_days, read_stretch
from behflow.language.filter_text import Piece, plain
from behflow.language.models import Priority, Status
from behflow.language.settings import Settings

_SHOWN = 40
_FLAGS: dict[str, FilterFlag] = {
    "all": "all", "view all": "all", "everything": "all", "همه": "all",
    "overdue": "overdue", "over due": "overdue", "od": "overdue", "late": "overdue",
    "دیرشده": "overdue", "دیر شده": "overdue", "عقبافتاده": "overdue", "عقب افتاده": "overdue", "معوق": "overdue",
    "no date": "no date", "no due date": "no date", "no due": "no date", "بدون تاریخ": "no date",
    "no time": "no time", "بدون ساعت": "no time", "بدون زمان": "no time",
    "no deadline": "no deadline", "بدون مهلت": "no deadline",
    "no labels": "no labels", "no label": "no labels", "no tags": "no labels", "no tag": "no labels",
    "بدون برچسب": "no labels",
    "assigned": "assigned",
    "shared": "shared", "مشترک": "shared",
    "subtask": "subtask", "subtasks": "subtask", "زیرکار": "subtask",
    "recurring": "recurring", "repeating": "recurring", "تکراری": "recurring",
}  # fmt: skip
_STATUSES: dict[str, Status] = {
    "not started": "not_started", "to do": "not_started", "todo": "not_started",
    "شروعنشده": "not_started", "شروع نشده": "not_started",
    "in progress": "in_progress", "در حال انجام": "in_progress",
    "blocked": "blocked", "متوقف": "blocked",
    "done": "completed", "completed": "completed", "انجامشده": "completed", "انجام شده": "completed",
}  # fmt: skip
_PRIORITIES: dict[str, Priority] = {
    "1": "urgent", "2": "high", "3": "medium", "4": "low",
    "p1": "urgent", "p2": "high", "p3": "medium", "p4": "low",
    "urgent": "urgent", "high": "high", "medium": "medium", "low": "low",
    "فوری": "urgent", "بالا": "high", "متوسط": "medium", "پایین": "low",
}  # fmt: skip
_FIELDS: dict[str, FilterField] = {
    "date": "due", "due": "due", "due date": "due", "deadline": "deadline", "created": "created",
    "completed": "completed", "تاریخ": "due", "مهلت": "deadline",
}  # fmt: skip
_SIDES = {"before": "before", "after": "after", "قبل از": "before", "بعد از": "after"}
_PEOPLE: dict[str, str] = {"me": "me", "others": "others", "من": "me", "دیگران": "others"}
_SEARCH = ("search", "جستجو", "جستوجو")
_PRIORITY = re.compile(r"(?:p|priority |اولویت )([1-4])")
_COMING = re.compile(r"(?:next )?(\d{1,4}) (day|week|روز|هفته)s?(?: آینده)?")


class FilterError(InvalidInput):
    """A filter that cannot be read: why, and at which character (counted from 0)."""

    def __init__(self, reason: str, position: int, field: str = "filter") -> None:
        self.reason = reason
        self.position = position
        super().__init__(f"{field}: {reason}", fields=[FieldError(field, reason)], extra={"position": position})

    def at_field(self, field: str) -> FilterError:
        """The same, said about another field of the input."""
        return FilterError(self.reason, self.position, field)


def quoted(text: str) -> str:
    """Words of the user inside a message, cut to what can be read at a glance."""
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"


def place(position: int) -> str:
    """A position in words."""
    return f"character {position + 1}"


def _refuse(reason: str, piece: Piece) -> NoReturn:
    raise FilterError(reason, piece.start)


@dataclass(frozen=True, slots=True)
class AtomReader:
    """Reads conditions the way one user means them, at one moment."""

    now: datetime
    zone: str
    settings: Settings

    def read(self, piece: Piece) -> FilterNode:
        """The meaning of a piece. Raises FilterError."""
        for sign, make in _SIGNED.items():
            if piece.opens_with(sign):
                name = piece.after(len(sign))
                if not name.text:
                    _refuse(f"A name is missing after “{sign}” at {place(piece.start)}; write it right behind.", piece)
                return make(name.pattern())
        word = plain(piece.text)
        colon = piece.find(":")
        keyed = self._keyed(plain(piece.text[:colon]), piece, piece.after(colon + 1)) if colon > 0 else None
        return keyed or self._word(word) or self._coming(word) or self._due(piece)

    def _word(self, word: str) -> FilterNode | None:
        if word in _FLAGS:
            return HasFlag(_FLAGS[word])
        if word in _STATUSES:
            return HasStatus(_STATUSES[word])
        if word in ("no priority", "بدون اولویت"):
            return HasPriority("low")
        level = _PRIORITY.fullmatch(_digits(word))
        return HasPriority(_PRIORITIES[level[1]]) if level else None

    def _coming(self, word: str) -> FilterAtom | None:
        """``7 days``, ``next 2 weeks``: today and the days behind it, as many in all."""
        found = _COMING.fullmatch(_digits(word))
        if found is None:
            return None
        count = int(found[1]) * (7 if found[2] in ("week", "هفته") else 1)
        days = coming_days(count, self.now, self.zone)
        return During("due", days.first, days.after)

    def _due(self, piece: Piece) -> FilterAtom:
        found = read_stretch(piece.text, self.now, self.zone, self.settings)
        if found is None:
            _refuse(
                f"{quoted(piece.text)} at {place(piece.start)} is not a condition. Put & or | between two conditions; "
                f"to look for words, write “search: …”.",
                piece,
            )
        return During("due", found.first, found.after, found.time)

    def _keyed(self, key: str, piece: Piece, value: Piece) -> FilterNode | None:
        """A condition of the form ``key: value``; None when it is none, as in ``at 14:00``."""
        field, side = _dated(key)
        known = field is not None or key in _SEARCH or key in _ROLES or key in ("priority", "اولویت")
        if not known:
            return None
        if not value.text:
            _refuse(f"{quoted(key + ':')} at {place(piece.start)} says nothing; write a value behind it.", piece)
        if field is not None:
            return self._date(field, side, key, value)
        if key in _SEARCH:
            words = " ".join(value.text.replace("*", " ").split())  # every word is a beginning already
            if not words:
                _refuse(f"“*” at {place(value.start)} alone is no word to look for.", value)
            return HasWords(words)
        if key in _ROLES:
            return _person(key, value)
        level = _PRIORITIES.get(_digits(plain(value.text)))
        if level is None:
            _refuse(f"{quoted(value.text)} at {place(value.start)} is no priority; write p1, p2, p3 or p4.", value)
        return HasPriority(level)

    def _date(self, field: FilterField, side: str, key: str, value: Piece) -> FilterAtom:
        found = read_stretch(value.text, self.now, self.zone, self.settings)
        if found is None:
            _refuse(
                f"{quoted(value.text)} at {place(value.start)} is not a date; write one such as "
                f"“{key}: friday” or “{key}: jan 27”.",
                value,
            )
        if field == "deadline" and found.time is not None:
            _refuse(f"A deadline is a day: leave the time at {place(value.start)} out.", value)
        return _sided(field, side, found)


def _sided(field: FilterField, side: str, found: Stretch) -> FilterAtom:
    if side == "before":
        return Before(field, found.first, found.time)
    if side == "after":
        return After(field, found.first if found.time else found.after - timedelta(days=1), found.time)
    return During(field, found.first, found.after, found.time)


def _dated(key: str) -> tuple[FilterField | None, str]:
    """The field and the side of ``due``, ``date before`` and the like."""
    for side_words, side in _SIDES.items():
        if key.endswith(" " + side_words):
            return _FIELDS.get(key.removesuffix(side_words).strip()), side
        if key.startswith(side_words + " "):
            return _FIELDS.get(key.removeprefix(side_words).strip()), side
    return _FIELDS.get(key), "on"


def _person(key: str, value: Piece) -> Person:
    who = _PEOPLE.get(plain(value.text))
    name = NamePattern(value.pattern().parts)
    return Person(_ROLES[key], who if who == "me" or who == "others" else name)  # type: ignore[arg-type]


_ROLES = {
    "assigned to": "assigned to", "to": "assigned to", "assigned by": "assigned by", "added by": "added by",
    "created by": "added by",
}  # fmt: skip
_SIGNED: dict[str, Callable[[NamePattern], FilterNode]] = {
    "##": lambda name: InProject(name, subtasks=True),
    "#": InProject,
    "@": HasLabel,
    "/": InSection,
}


def _digits(text: str) -> str:
    """Persian and Arabic digits as the ones that numbers are compared with."""
    return "".join(str(int(c)) if c.isdecimal() else c for c in text)

"""What a span parser gives: a stretch of tokens and a partial value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from behflow.language.settings import Settings
from behflow.language.tokens import Token

Grain = Literal["second", "minute", "hour", "part", "day", "weekend", "week", "month", "quarter", "year"]
Kind = Literal["date", "time", "duration", "recurrence"]


@dataclass(slots=True, repr=False, eq=False)
class Moment:
    """A partial point or stretch of time; the refiners add what the neighbours say.

    ``roll``: how far the day moves when the moment turns out to be over (week, month, year).
    ``shy``: the words are also everyday words, the moment counts only with support around it.
    """

    day: date | None = None
    until: date | None = None  # first day after the stretch
    grain: Grain = "day"
    roll: str | None = None
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    holiday: Any = None
    rel: bool = False  # said relative to now: "next week", "tomorrow"
    past: bool = False
    shy: bool = False
    year_known: bool = False
    hour: int | None = None
    minute: int = 0
    second: int = 0
    sure: bool = False  # morning or afternoon is settled
    part: str | None = None
    to: Moment | None = None  # the other end of a range
    offset: int | None = None  # minutes east of UTC, when a zone was named
    exact: datetime | None = None  # an instant counted from now

    @property
    def has_time(self) -> bool:
        return self.hour is not None or self.part is not None or self.exact is not None


@dataclass(slots=True, repr=False, eq=False)
class Duration:
    """Amounts per unit: months, days, workdays, seconds; ``text`` order does not matter."""

    months: float = 0
    days: float = 0
    workdays: int = 0
    seconds: float = 0
    grain: Grain = "day"

    @property
    def minutes(self) -> int | None:
        """Whole minutes when it is at most a day long, else None."""
        if self.months or self.workdays:
            return None
        total = self.days * 1440 + self.seconds / 60
        return round(total) if 0 < total <= 1440 else None


@dataclass(slots=True, repr=False, eq=False)
class Span:
    kind: Kind
    i: int
    j: int
    value: Any
    core: int = -1  # first token after the leading prepositions
    lead: str = ""  # those prepositions

    def __post_init__(self) -> None:
        if self.core < 0:
            self.core = self.i


@dataclass(slots=True, repr=False, eq=False)
class Context:
    """``now`` is the wall time in the user's zone, without a zone attached."""

    now: datetime
    settings: Settings
    tokens: list[Token] = field(default_factory=list)

    @property
    def today(self) -> date:
        return self.now.date()


WEEK = timedelta(days=7)

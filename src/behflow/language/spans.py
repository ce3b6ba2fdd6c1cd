"""What a span parser gives: a stretch of tokens and a partial value."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from behflow.language.days import Days, Fields, Fixed
from behflow.language.settings import Settings
from behflow.language.tokens import Token

Kind = Literal["date", "time", "duration", "recurrence"]


@dataclass(slots=True, repr=False, eq=False)
class Clock:
    """A time of day. ``sure``: which half of the day is settled; ``day_said``: the day was said with it.

    ``offset``: minutes east of UTC, when a zone was named.
    """

    hour: int | None = None
    minute: int = 0
    second: int = 0
    sure: bool = False
    part: str | None = None
    day_said: bool = False
    offset: int | None = None
    wide: bool = False


@dataclass(slots=True, repr=False, eq=False)
class Moment:
    """A partial point or stretch of time; the refiners add what the neighbours say.

    ``rel``: said relative to now ("next week", "tomorrow"). ``shy``: the words are also everyday words, the moment
    counts only with support around it. ``exact``: an instant counted from now. ``unit``: the unit of a distance.
    ``to``: the other end of a range.
    """

    days: Days | None = None
    clock: Clock | None = None
    to: Moment | None = None
    exact: datetime | None = None
    unit: str | None = None
    rel: bool = False
    past: bool = False
    shy: bool = False

    @property
    def has_time(self) -> bool:
        """Whether a time of day was said."""
        return self.clock is not None or self.exact is not None

    @property
    def grain(self) -> str:
        """How wide the days are; "time" without any."""
        return "time" if self.days is None else self.days.grain

    @property
    def weekday(self) -> int | None:
        """The weekday, when nothing but a weekday was said."""
        return self.days.weekday if isinstance(self.days, Fields) and self.days.only_weekday else None

    @property
    def settled_day(self) -> date | None:
        """The day of an expression that needs no choice."""
        return self.days.stretch.first if isinstance(self.days, Fixed) else None


@dataclass(slots=True, repr=False, eq=False)
class Duration:
    """Amounts per unit: months, days, workdays, seconds; ``text`` order does not matter."""

    months: float = 0
    days: float = 0
    workdays: int = 0
    seconds: float = 0
    grain: str = "day"

    @property
    def minutes(self) -> int | None:
        """Whole minutes when it is at most a day long, else None."""
        if self.months or self.workdays:
            return None
        total = self.days * 1440 + self.seconds / 60
        return round(total) if 0 < total <= 1440 else None


@dataclass(slots=True, repr=False, eq=False)
class Span:
    """Tokens ``i:j``; ``core`` is the first after the leading prepositions, whose role ``lead`` names."""

    kind: Kind
    i: int
    j: int
    value: Any
    core: int = -1
    lead: str = ""

    def __post_init__(self) -> None:
        if self.core < 0:
            self.core = self.i


@dataclass(slots=True, repr=False, eq=False)
class Context:
    """``now`` is the wall time in the user's zone, without a zone attached. ``read`` keeps the date that was found at a
    token, ``depth`` counts how many dates are being read within each other.
    """

    now: datetime
    settings: Settings
    tokens: list[Token] = field(default_factory=list)
    read: dict[int, Any] = field(default_factory=dict)
    depth: int = 0

    @property
    def today(self) -> date:
        """The day of ``now``."""
        return self.now.date()

"""Days that are named by way of other days: the last week of July, the week after next, two days before Easter."""

from __future__ import annotations

from datetime import date

from behflow.language.calendars import add_days, add_months, add_workdays, week_start
from behflow.language.days import RANK, Days, Every, Fields, Fixed, Grain, Stretch, backward, day_stretch, forward


class Wrapped(Days):
    """An expression made of another one, stretch by stretch."""

    __slots__ = ("of",)

    def __init__(self, of: Days) -> None:
        self.of = of

    @property
    def every(self) -> Every:  # type: ignore[override]
        """As often as the other."""
        return self.of.every

    def turned(self, stretch: Stretch) -> Stretch | None:
        """What becomes of one stretch."""
        raise NotImplementedError

    def at(self, k: int, today: date) -> list[Stretch]:
        """The stretches of the other, turned."""
        return [s for one in self.of.at(k, today) if (s := self.turned(one)) is not None]


class Nth(Wrapped):
    """The ``n``-th (from the end when negative) weekday or unit of each stretch; ``count`` of them from there.

    A week belongs to the stretch that holds its Thursday, as in ISO 8601.
    """

    __slots__ = ("count", "first_weekday", "n", "unit")

    def __init__(self, n: int, unit: int | str, of: Days, count: int = 1, first_weekday: int = 0) -> None:
        super().__init__(of)
        self.n, self.unit, self.count, self.first_weekday = n, unit, count, first_weekday

    @property
    def grain(self) -> Grain:  # type: ignore[override]
        """The unit."""
        return "day" if isinstance(self.unit, int) or self.unit in ("day", "workday") else self.unit  # type: ignore[return-value]

    def turned(self, stretch: Stretch) -> Stretch | None:
        """The units of a stretch, and one of them."""
        first, last = stretch.first, add_days(stretch.until, -1)
        n, count = self.n, self.count
        if isinstance(self.unit, int):
            weekday = self.unit
            start = add_days(first, (weekday - first.weekday()) % 7)
            end = add_days(last, -((last.weekday() - weekday) % 7))
            day = add_days(start, 7 * (n - 1)) if n > 0 else add_days(end, 7 * (n + 1))
            return day_stretch(day) if first <= day <= last else None
        if self.unit == "workday":
            day = add_workdays(add_days(first, -1), n) if n > 0 else add_workdays(stretch.until, n)
            return day_stretch(day) if first <= day <= last else None
        if n < 0:
            n = n - count + 1 if count > 1 else n
        low, high = self._edges(stretch, n), self._edges(stretch, n + count - 1)
        if low is None or high is None or low.first < add_days(first, -6) or high.until > add_days(stretch.until, 6):
            return None
        return Stretch(low.first, high.until, self.grain)

    def _edges(self, stretch: Stretch, n: int) -> Stretch | None:
        first, until = stretch.first, stretch.until
        if self.unit == "day":
            return day_stretch(add_days(first, n - 1) if n > 0 else add_days(until, n))
        if self.unit in ("week", "weekend"):
            # the anchor of a week is its fourth day, of a weekend its Saturday
            shift = 3 if self.unit == "week" else (5 - self.first_weekday) % 7
            if n > 0:
                start = week_start(first, self.first_weekday)
                if add_days(start, shift) < first:
                    start = add_days(start, 7)
                start = add_days(start, 7 * (n - 1))
            else:
                start = week_start(add_days(until, -1), self.first_weekday)
                if add_days(start, shift) >= until:
                    start = add_days(start, -7)
                start = add_days(start, 7 * (n + 1))
            if self.unit == "week":
                return Stretch(start, add_days(start, 7), "week")
            return Stretch(add_days(start, shift), add_days(start, shift + 2), "weekend")
        months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[str(self.unit)]
        start = add_months(first, months * (n - 1)) if n > 0 else add_months(until, months * n)
        return Stretch(start, add_months(start, months), self.grain)


class Edge(Wrapped):
    """The start, middle or end of each stretch."""

    __slots__ = ("side",)
    grain: Grain = "day"

    def __init__(self, side: str, of: Days) -> None:
        super().__init__(of)
        self.side = side

    def turned(self, stretch: Stretch) -> Stretch | None:
        """Ten days of a month, three of a week, a third of anything longer; halves when only "late" was said."""
        first, until, grain = stretch.first, stretch.until, stretch.grain
        last = add_days(until, -1)
        if grain == "day":
            return stretch
        size = (until - first).days
        if grain in ("week", "weekend"):
            cuts = (3, 4) if grain == "week" else (1, 1)
        elif grain == "month":
            cuts = (10, 20)
        else:
            months = max(3, round(size / 30.4))
            a, b = add_months(first, months // 3), add_months(first, months * 2 // 3)
            cuts = ((a - first).days, (b - first).days)
        if self.side in ("start", "early"):
            return Stretch(first, add_days(first, cuts[0]), "day")
        if self.side == "mid":
            middle = {"week": 2, "month": 14}.get(grain, size // 2)
            begin = add_days(first, cuts[0] - (1 if grain in ("week", "month") else 0))
            until = add_days(first, cuts[1] + (1 if grain in ("week", "month") else 0))
            return Stretch(begin, until, "day", add_days(first, middle))
        if self.side == "late":
            half = {"week": 3, "month": 15}.get(grain, size // 2)
            return Stretch(add_days(first, half), until, "day", last)
        due = add_days(first, 4) if grain == "week" and first.weekday() == 0 else last
        return Stretch(add_days(first, cuts[1]), until, "day", due)


class WeekOf(Wrapped):
    """The week around each stretch, or the weekend beside it."""

    __slots__ = ("first_weekday", "weekend")

    def __init__(self, of: Days, first_weekday: int = 0, *, weekend: bool = False) -> None:
        super().__init__(of)
        self.first_weekday, self.weekend = first_weekday, weekend

    @property
    def grain(self) -> Grain:  # type: ignore[override]
        """A week or a weekend."""
        return "weekend" if self.weekend else "week"

    def turned(self, stretch: Stretch) -> Stretch | None:
        """The week; a holiday beside a weekend is part of it."""
        start = week_start(stretch.first, self.first_weekday)
        if not self.weekend:
            return Stretch(start, add_days(start, 7), "week")
        weekday = stretch.first.weekday()
        first = add_days(stretch.first, 5 - weekday) if weekday > 1 else add_days(stretch.first, -weekday - 2)
        until = add_days(first, 2)
        if weekday in (3, 4):
            first = stretch.first
        elif weekday in (0, 1):
            until = stretch.until
        return Stretch(first, until, "weekend")


class Shifted(Wrapped):
    """Each stretch moved."""

    __slots__ = ("days", "months", "workdays")

    def __init__(self, of: Days, months: int = 0, days: int = 0, workdays: int = 0) -> None:
        super().__init__(of)
        self.months, self.days, self.workdays = months, days, workdays

    grain: Grain = "day"

    def turned(self, stretch: Stretch) -> Stretch | None:
        """The first day (the last one of what ends a stretch), moved."""
        day = add_days(add_months(stretch.due or stretch.first, self.months), self.days)
        return day_stretch(add_workdays(day, self.workdays) if self.workdays else day)


class After(Wrapped):
    """The ``n``-th of one expression after (before when negative, closest when ``near``) each stretch of another."""

    __slots__ = ("n", "near", "what")

    def __init__(self, n: int, what: Days, of: Days, *, near: bool = False) -> None:
        super().__init__(of)
        self.n, self.what, self.near = n, what, near

    @property
    def grain(self) -> Grain:  # type: ignore[override]
        """That of what is looked for."""
        return self.what.grain

    def turned(self, stretch: Stretch) -> Stretch | None:
        """Counted from the day behind the stretch, or before it."""
        ahead = (s for s in forward(self.what, stretch.until) if s.first >= stretch.until)
        behind = (s for s in backward(self.what, add_days(stretch.first, -1)) if s.until <= stretch.first)
        if self.near:
            both = [s for found in (ahead, behind) for s, _ in zip(found, range(self.n), strict=False)]
            within = [s for s in self.what.at(0, stretch.first) if s.first == stretch.first]
            both = sorted({*both, *within}, key=lambda s: abs((s.first - stretch.first).days))
            return both[self.n - 1] if len(both) >= self.n else None
        found = ahead if self.n > 0 else behind
        for _ in range(abs(self.n) - 1):
            next(found, None)
        return next(found, None)


class Inside(Wrapped):
    """The first of one expression within each stretch of another: thanksgiving of next year, friday of that week."""

    __slots__ = ("what",)

    def __init__(self, what: Days, of: Days) -> None:
        super().__init__(of)
        self.what = what

    @property
    def grain(self) -> Grain:  # type: ignore[override]
        """That of what is looked for."""
        return self.what.grain

    def turned(self, stretch: Stretch) -> Stretch | None:
        """What begins in the stretch."""
        for found in forward(self.what, stretch.first):
            if found.first >= stretch.until:
                return None
            if found.first >= stretch.first:
                return found
        return None


def joined(a: Days, b: Days) -> Days | None:
    """Both at once: a date of its parts, or the narrower within the wider one; None when they do not go together."""
    if isinstance(a, Fields) and isinstance(b, Fields):
        both = a.joined(b)
        if both is not None:
            return both
    narrow, wide = (a, b) if RANK[a.grain] < RANK[b.grain] else (b, a)
    if RANK[narrow.grain] == RANK[wide.grain] or isinstance(narrow, Fixed):
        return None
    if isinstance(narrow, Fields) and narrow.year is not None:
        return None
    if isinstance(narrow, Inside) and narrow.of.every == "once":
        return None
    return Inside(narrow, wide)

"""Recurrence rules as values: RFC 5545 text and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQS = ("secondly", "minutely", "hourly", "daily", "weekly", "monthly", "yearly")
WORKDAYS = tuple((0, day) for day in range(5))


@dataclass(slots=True, repr=False, eq=False)
class Rule:
    """``byday`` holds (n, weekday), n 0 when it is every such day; ``times`` are wall times of the day."""

    freq: str
    interval: int = 1
    byday: tuple[tuple[int, int], ...] = ()
    bymonthday: tuple[int, ...] = ()
    bymonth: tuple[int, ...] = ()
    bysetpos: tuple[int, ...] = ()
    byyearday: tuple[int, ...] = ()
    byweekno: tuple[int, ...] = ()
    times: tuple[tuple[int, int], ...] = ()
    until: date | None = None
    count: int | None = None
    start: date | None = None
    jalali: bool = False
    completion: bool = False

    def text(self) -> str:
        """RFC 5545. One time of day is the task's own due time; only several times are part of the rule."""
        parts = ["RSCALE=PERSIAN"] if self.jalali else []
        parts.append(f"FREQ={self.freq.upper()}")
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        for name, numbers in (
            ("BYMONTH", self.bymonth),
            ("BYWEEKNO", self.byweekno),
            ("BYYEARDAY", self.byyearday),
            ("BYMONTHDAY", self.bymonthday),
        ):
            if numbers:
                parts.append(f"{name}=" + ",".join(map(str, numbers)))
        if self.byday:
            parts.append("BYDAY=" + ",".join(day_text(n, d) for n, d in self.byday))
        if len(self.times) > 1:
            parts.append("BYHOUR=" + ",".join(str(h) for h in sorted({h for h, _ in self.times})))
            parts.append("BYMINUTE=" + ",".join(str(m) for m in sorted({m for _, m in self.times})))
        if self.bysetpos:
            parts.append("BYSETPOS=" + ",".join(map(str, self.bysetpos)))
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        elif self.until is not None:
            parts.append(f"UNTIL={self.until:%Y%m%d}")
        return ";".join(parts)


def day_text(n: int, weekday: int) -> str:
    return f"{n}{DAYS[weekday]}" if n else DAYS[weekday]


def parse_rule(text: str) -> Rule | None:
    """The rule of a text that ``Rule.text`` could have written, else None."""
    rule = Rule("")
    try:
        for part in text.removeprefix("RRULE:").split(";"):
            name, _, value = part.partition("=")
            if name == "FREQ":
                rule.freq = value.lower()
            elif name == "RSCALE":
                rule.jalali = value.upper() == "PERSIAN"
            elif name == "INTERVAL":
                rule.interval = int(value)
            elif name == "COUNT":
                rule.count = int(value)
            elif name == "UNTIL":
                rule.until = date(int(value[:4]), int(value[4:6]), int(value[6:8]))
            elif name == "BYDAY":
                rule.byday = tuple((int(d[:-2] or 0), DAYS.index(d[-2:])) for d in value.split(","))
            elif name == "BYHOUR":
                rule.times = tuple((int(h), 0) for h in value.split(","))
            elif name == "BYMINUTE":
                minutes = [int(m) for m in value.split(",")]
                rule.times = tuple((h, m) for h, _ in rule.times for m in minutes)
            elif name in ("BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYYEARDAY", "BYWEEKNO"):
                setattr(rule, name.lower(), tuple(int(v) for v in value.split(",")))
            elif name:
                return None
    except ValueError:
        return None
    return rule if rule.freq in FREQS and rule.interval >= 1 else None

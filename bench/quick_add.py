"""How long reading a line takes."""

from __future__ import annotations

import datetime as dt
import time

from behflow.language import parse_quick_add
from bench.client import percentile
from bench.report import Figure

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
ZONE = "Europe/Berlin"
MEDIAN, P99, LONGEST = 0.5, 5.0, 50.0
LINES = (
    "feed the cat",
    "renew the library card tomorrow 5pm !high #home",
    "stand-up every weekday at 9:15 @work",
    "book flights for the conference in June 2027 p1 for 45 minutes",
    "dentist on 3 March 2027 at half past two @health",
    "water the plants every 3 days",
    "send the invoice to Mara by friday #Office p2",
    "take out the bins every other thursday evening",
    "read two chapters tonight",
    "call grandpa in 2 hours @phone",
    "pay the gym on the last day of every month",
    "plan the summer party next month !urgent @planning @friends",
    "12/5 or 5/12, ask Omid which day he meant",
    "buy 3 lemons, 250 g of butter and 1.5 l of milk",
    "weekly review every sunday 18:00 for 30m #Reviews @desk",
)
LENGTH = 10_000
LONG = {
    "words": "walk the dog and feed the fish ",
    "dates": "tomorrow at 5pm or next friday at noon ",
    "signs": "@a #b !high p1 ",
    "numbers": "12 34 5 67/8 9:10 ",
    "every": "every other day and every ",
    "brackets": "((( )) { \" ' ",
    "one word": "a",
    "digits": "1",
}


def measure(*, quick: bool) -> list[Figure]:
    """Usual lines, and ten thousand characters of several kinds."""
    taken = []
    for turn in range(20 if quick else 100):
        for line in LINES:
            began = time.perf_counter()
            parse_quick_add(line, NOW, ZONE)
            if turn:
                taken.append((time.perf_counter() - began) * 1000)
    longest = {}
    for name, piece in LONG.items():
        line = (piece * LENGTH)[:LENGTH]
        times = []
        for _ in range(2):
            began = time.perf_counter()
            parse_quick_add(line, NOW, ZONE)
            times.append((time.perf_counter() - began) * 1000)
        longest[name] = min(times)
    worst = max(longest, key=lambda n: longest[n])
    return [
        Figure("quick add", "a line, median", percentile(taken, 0.5), "ms", at_most=MEDIAN),
        Figure("quick add", "a line, p99", percentile(taken, 0.99), "ms", at_most=P99),
        Figure("quick add", "10,000 characters, slowest", longest[worst], "ms", at_most=LONGEST, note=worst),
    ]

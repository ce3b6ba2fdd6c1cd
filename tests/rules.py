"""Every rule that can be kept, as hypothesis strategies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from behflow.timing.rule import Freq, Rule

FREQS: tuple[Freq, ...] = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY")


def some(values: Any, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few different values, sorted; not none."""
    return st.lists(st.sampled_from(list(values)), min_size=1, max_size=most, unique=True).map(
        lambda found: tuple(sorted(found))
    )


def maybe(values: Any, most: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few different values, sorted, or none."""
    return st.one_of(st.just(()), some(values, most))


def plain_days() -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    """Weekdays, all of each."""
    return some([(0, day) for day in range(7)], 7)


def counted_days(most: int) -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    """Weekdays with their number from either end."""
    return some([(nth, day) for nth in [*range(1, most + 1), *range(-most, 0)] for day in range(7)])


def bounds() -> st.SearchStrategy[dict[str, Any]]:
    """COUNT, UNTIL or neither."""
    return st.one_of(
        st.just({}),
        st.builds(lambda count: {"count": count}, st.integers(1, 9999)),
        st.builds(
            lambda day, clock: {"until": f"{day:%Y%m%d}{clock}"},
            st.dates(date(1900, 1, 1), date(2200, 12, 31)),
            st.sampled_from(["", "", "T080000", "T080000Z", "T235959Z"]),
        ),
    )


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    """Any rule that ``behflow.timing.rule.parse`` accepts."""
    freq = draw(st.sampled_from(FREQS))
    days: dict[str, Any] = {"months": draw(maybe(range(1, 13)))}
    if freq == "YEARLY":
        days["weeks"] = draw(maybe([*range(1, 54), *range(-53, 0)]))
        days["year_days"] = draw(maybe([*range(1, 367), *range(-366, 0)]))
    if freq != "WEEKLY":
        days["month_days"] = draw(maybe([*range(1, 32), *range(-31, 0)], 4))
    most = {"YEARLY": 53, "MONTHLY": 5}.get(freq, 0)
    named = [st.just(()), plain_days()]
    if most and not days.get("weeks"):
        named += [counted_days(most), st.tuples(plain_days(), counted_days(most)).map(lambda two: (*two[0], *two[1]))]
    days["weekdays"] = tuple(sorted(draw(st.one_of(*named))))
    clock: dict[str, Any] = {"hours": draw(maybe(range(24))), "minutes": draw(maybe(range(60)))}
    if freq != "HOURLY" and any((*days.values(), *clock.values())):
        clock["positions"] = draw(maybe([*range(1, 367), *range(-366, 0), *range(-6, 7)], 4))
        clock["positions"] = tuple(p for p in clock["positions"] if p)
    return Rule(
        freq=freq,
        interval=draw(st.one_of(st.just(1), st.integers(1, 1000))),
        week_start=draw(st.sampled_from([0, 0, 0, 5, 6])),
        scale=draw(st.sampled_from(["GREGORIAN", "GREGORIAN", "PERSIAN"])),
        **days,
        **clock,
        **draw(bounds()),
    )


def meaning(rule: Rule) -> Rule:
    """The rule without what makes no difference to it and is not said."""
    months = rule.months or rule.month_days or rule.year_days or rule.weeks or rule.freq in ("MONTHLY", "YEARLY")
    return replace(rule, week_start=0, scale=rule.scale if months else "GREGORIAN")

"""Rules in words, and the same rules read from those words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from behflow.language import Settings, parse_when, say_recurrence
from behflow.language.rules import WORKDAYS
from behflow.language.rules import Rule as Repeat
from behflow.timing.rule import Rule, parse
from tests.language.samples import NOW, ZONE
from tests.rules import counted_days, maybe, meaning, plain_days, rules, some

FAST = settings(max_examples=150, deadline=None)
MONTHS = range(1, 13)
MONTH_DAYS = [*range(1, 32), *range(-31, 0)]


@FAST
@given(rules())
@example(parse("FREQ=DAILY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR"))
def test_every_rule_can_be_said_in_both_languages(rule: Rule) -> None:
    assert parse(str(rule)) == rule
    for locale in ("en", "fa"):
        words = say_recurrence(str(rule), locale=locale)
        assert "FREQ" not in words
        assert not set(words) & set("[](){}'_")
        assert "  " not in words


@FAST
@given(rules(), rules(), st.sampled_from(Rule.__slots__))
def test_rules_that_differ_in_one_part_have_different_words(rule: Rule, other: Rule, part: str) -> None:
    changed = replace(rule, **{part: getattr(other, part)})
    try:
        assert parse(str(changed)) == changed
    except ValueError:
        return
    if meaning(changed) != meaning(rule):
        for locale in ("en", "fa"):
            assert say_recurrence(str(rule), locale=locale) != say_recurrence(str(changed), locale=locale)


def combined(freq: str, *parts: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Rules of one frequency with one of several sets of parts."""
    chosen = [st.fixed_dictionaries(part) for part in parts]
    return st.one_of(*chosen).map(lambda part: {"freq": freq, **part})


WORK = st.just(WORKDAYS)
NTH = some([*range(1, 367), -1, -2, -15])
ENGLISH = st.one_of(
    combined("HOURLY", {"weekdays": st.one_of(st.just(()), plain_days()), "months": maybe(MONTHS)}),
    combined("DAILY", {"weekdays": st.one_of(st.just(()), plain_days()), "months": maybe(MONTHS)}),
    combined("WEEKLY", {"weekdays": st.one_of(st.just(()), plain_days())}, {"months": some(MONTHS)}),
    combined(
        "MONTHLY",
        {"months": maybe(MONTHS), "month_days": maybe(MONTH_DAYS, 5)},
        {"months": maybe(MONTHS), "weekdays": counted_days(5)},
        {"months": maybe(MONTHS), "weekdays": plain_days()},
        {"months": maybe(MONTHS), "weekdays": WORK, "positions": NTH},
    ),
    combined(
        "YEARLY",
        {"months": some(MONTHS, 6), "month_days": maybe(MONTH_DAYS, 5)},
        {"months": some(MONTHS), "weekdays": st.one_of(counted_days(5), plain_days())},
        {"weekdays": plain_days()},
        {"weekdays": some([(nth, day) for nth in [*range(1, 54), -1, -2, -5] for day in range(7)])},
        {"year_days": some([*range(1, 367), *range(-31, 0)])},
        {"weeks": some(range(1, 54)), "weekdays": st.one_of(st.just(()), plain_days())},
        {"months": maybe(MONTHS), "weekdays": WORK, "positions": NTH},
        {"months": some(MONTHS), "month_days": some(range(1, 32), 2), "scale": st.just("PERSIAN")},
    ),
)
PERSIAN = st.one_of(
    combined("HOURLY", {}),
    combined("DAILY", {}, {"weekdays": WORK, "interval": st.integers(2, 1000)}),
    combined("WEEKLY", {"weekdays": st.one_of(st.just(()), plain_days())}),
    combined("MONTHLY", {}),
    combined(
        "YEARLY",
        {"interval": st.integers(1, 1000)},
        {
            "months": some(MONTHS),
            "month_days": some(range(1, 32), 2),
            "scale": st.sampled_from(["GREGORIAN", "PERSIAN"]),
            "interval": st.just(1),
        },
        {"months": some(MONTHS), "scale": st.sampled_from(["GREGORIAN", "PERSIAN"]), "interval": st.just(1)},
    ),
)
DATES = st.dates(date(1900, 1, 1), date(2200, 12, 31))
ENDS: st.SearchStrategy[dict[str, Any]] = st.one_of(st.just({}), DATES.map(lambda day: {"until": f"{day:%Y%m%d}"}))
COUNTS = st.integers(54, 5000).map(lambda count: {"count": count})
CLOCKS = st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59)), max_size=3, unique=True).map(sorted)


def timed(parts: dict[str, Any], clocks: list[tuple[int, int]]) -> Rule:
    """The rule with several times of day, as the parsers would write them."""
    rule = Rule(**parts)
    if rule.freq == "HOURLY" or len(clocks) < 2:
        return rule
    repeat = Repeat(
        rule.freq.lower(),
        rule.interval,
        byday=rule.weekdays,
        bymonthday=rule.month_days,
        bymonth=rule.months,
        bysetpos=rule.positions,
        byyearday=rule.year_days,
        byweekno=rule.weeks,
        times=tuple(clocks),
        jalali=rule.scale == "PERSIAN",
    ).timed()
    return replace(rule, hours=repeat.hours, minutes=repeat.minutes, positions=repeat.positions)


def check_reading(rule: Rule, locale: str, **said: Any) -> None:
    words = say_recurrence(str(rule), locale=locale, **said)
    found = parse_when(words, NOW, ZONE, Settings(locale=locale))
    assert found is not None
    assert found.recurrence is not None, words
    assert (found.recurrence.rule, found.recurrence.counted_from) == (str(rule), said.get("mode", "schedule")), words
    assert found.whole, words
    at: time | None = said.get("at")
    if at is not None and found.due is not None and not rule.hours:
        assert found.due.time == at, words
    start: date | None = said.get("start")
    if start is not None and found.due is not None:
        assert found.due.date >= start, words


INTERVALS = st.one_of(st.just(1), st.integers(1, 1000))
MODES = st.sampled_from(["schedule", "completion"])
TIMES = st.one_of(st.none(), st.times().map(lambda at: at.replace(second=0, microsecond=0)))
STARTS = st.one_of(st.none(), st.dates(date(2026, 11, 24), date(2200, 12, 31)))


@FAST
@given(ENGLISH, INTERVALS, CLOCKS, st.one_of(ENDS, COUNTS), TIMES, STARTS, MODES)
def test_english_words_are_read_as_the_same_rule(
    parts: dict[str, Any],
    interval: int,
    clocks: list[tuple[int, int]],
    end: dict[str, Any],
    at: time | None,
    start: date | None,
    mode: str,
) -> None:
    rule = timed({"interval": interval, **parts, **end}, clocks)
    check_reading(rule, "en", at=at, start=start, mode=mode)


@FAST
@given(PERSIAN, INTERVALS, CLOCKS, ENDS, TIMES.filter(lambda at: at is None or at.hour > 9), STARTS)
def test_persian_words_are_read_as_the_same_rule(
    parts: dict[str, Any],
    interval: int,
    clocks: list[tuple[int, int]],
    end: dict[str, Any],
    at: time | None,
    start: date | None,
) -> None:
    check_reading(timed({"interval": interval, **parts, **end}, clocks), "fa", at=at, start=start)


@FAST
@given(
    st.one_of(
        combined("HOURLY", {"weekdays": st.one_of(st.just(()), plain_days())}),
        combined("DAILY", {"months": maybe(MONTHS)}),
        combined("WEEKLY", {"weekdays": st.one_of(st.just(()), plain_days())}),
        combined("MONTHLY", {}),
        combined("YEARLY", {"months": maybe(MONTHS)}, {"months": some(MONTHS), "month_days": some(range(1, 32), 2)}),
    ),
    INTERVALS,
    CLOCKS,
    st.integers(2, 5000),
    TIMES,
    MODES,
)
def test_english_numbers_of_times_are_read(
    parts: dict[str, Any], interval: int, clocks: list[tuple[int, int]], count: int, at: time | None, mode: str
) -> None:
    check_reading(timed({"interval": interval, **parts, "count": count}, clocks), "en", at=at, mode=mode)


@pytest.mark.parametrize(
    ("rule", "english", "persian"),
    [
        ("FREQ=DAILY", "Daily", "هر روز"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "Every Mon, Wed, Fri", "هر دوشنبه، چهارشنبه و جمعه"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR", "Every 2 weeks on Mon, Fri", "هر ۲ هفته، دوشنبه و جمعه"),
        ("FREQ=DAILY;INTERVAL=3;BYDAY=MO,TU,WE,TH,FR", "Every 3 workdays", "هر ۳ روز کاری"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15,-1", "Monthly, on the 1st, 15th, last day", "هر ماه، روز ۱، ۱۵ و روز آخر"),
        ("FREQ=MONTHLY;BYDAY=-2FR", "Monthly, on the 2nd last Fri", "هر ماه، دومین جمعه از آخر"),
        ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR", "Monthly, on Fri the 13th", "هر ماه، جمعه اگر روز ۱۳ باشد"),
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,15,-1",
            "Monthly, on the 1st workday, 15th workday, last workday",
            "هر ماه، اولین روز کاری، ۱۵مین روز کاری و آخرین روز کاری",
        ),
        (
            "FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=8,20;BYMINUTE=0,30;BYSETPOS=1,4,5,8",
            "Every Mon, Fri at 08:00, 20:30",
            "هر دوشنبه و جمعه ساعت ۰۸:۰۰ و ۲۰:۳۰",
        ),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=27", "Every 2 years, on 27 Jan", "هر ۲ سال، ۲۷ ژانویه"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=MO,FR", "Every Mon, Fri in Nov", "هر سال، دوشنبه و جمعه در نوامبر"),
        ("FREQ=YEARLY;BYWEEKNO=20,-1", "Yearly in week 20, the last week", "هر سال در هفته ۲۰ و آخرین هفته"),
        ("RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "Every 1 Farvardin", "هر ۱ فروردین"),
        ("RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=15", "Every Persian month, on the 15th", "هر ماه شمسی، روز ۱۵"),
        ("FREQ=DAILY;COUNT=1", "Daily, once", "هر روز، ۱ بار"),
        (
            "FREQ=DAILY;UNTIL=20261203T080000Z",
            "Daily, until 3 Dec 2026, 08:00 UTC",
            "هر روز، تا ۳ دسامبر ۲۰۲۶، ۰۸:۰۰ UTC",
        ),
        ("FREQ=MINUTELY;INTERVAL=5", "Every 5 minutes", "هر ۵ دقیقه"),
        ("FREQ=DAILY;INTERVAL=5000", "Every 5000 days", "هر ۵۰۰۰ روز"),
    ],
)
def test_what_rules_sound_like(rule: str, english: str, persian: str) -> None:
    assert say_recurrence(rule) == english
    assert say_recurrence(rule, locale="fa") == persian


def test_a_rule_is_said_with_its_time_its_start_and_its_mode() -> None:
    said = say_recurrence("FREQ=DAILY;INTERVAL=3", "completion", at=time(8), start=date(2026, 12, 1))
    assert said == "Every 3 days at 08:00, from 1 Dec 2026, after completion"
    said = say_recurrence("FREQ=HOURLY;INTERVAL=12", at=time(21), start=date(2026, 12, 1))
    assert said == "Every 12 hours starting at 21:00, from 1 Dec 2026"


def test_days_are_written_in_the_calendar_of_the_user() -> None:
    rule = "FREQ=DAILY;UNTIL=20261203"
    assert say_recurrence(rule, calendar="jalali") == "Daily, until 12 Azar 1405"
    assert say_recurrence(rule, locale="fa", calendar="jalali") == "هر روز، تا ۱۲ آذر ۱۴۰۵"
    read = parse_when("هر روز، تا ۱۲ آذر ۱۴۰۵", NOW, ZONE, Settings(locale="fa", calendar="jalali"))
    assert read is not None
    assert read.recurrence is not None
    assert read.recurrence.rule == rule


def test_the_first_day_of_the_week_is_kept_where_it_decides() -> None:
    for words, rule in (
        ("every 2 weeks on mon, sun", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU"),
        ("every 2 weeks on mon", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("every mon, sun", "FREQ=WEEKLY;BYDAY=MO,SU"),
    ):
        found = parse_when(words, NOW, ZONE, Settings(first_weekday=6))
        assert found is not None
        assert found.recurrence is not None
        assert found.recurrence.rule == rule


EVERYDAY = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=3",
    "FREQ=DAILY;COUNT=5",
    "FREQ=WEEKLY;BYDAY=MO,FR",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "FREQ=MONTHLY",
    "FREQ=MONTHLY;INTERVAL=3",
    "FREQ=MONTHLY;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=3FR",
    "FREQ=MONTHLY;BYDAY=-1FR",
    "FREQ=MONTHLY;BYMONTHDAY=24",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYMONTHDAY=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=15",
    "FREQ=YEARLY",
    "FREQ=YEARLY;BYMONTH=1,3",
    "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=27",
    "FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=27",
    "FREQ=YEARLY;BYMONTH=1,4,6,9;BYMONTHDAY=14,15;BYSETPOS=1,3,6,8",
    "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "FREQ=YEARLY;BYWEEKNO=20",
    "FREQ=HOURLY;INTERVAL=2",
    "RSCALE=PERSIAN;FREQ=MONTHLY",
    "RSCALE=PERSIAN;FREQ=MONTHLY;BYMONTHDAY=15",
    "RSCALE=PERSIAN;FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=15",
]


@pytest.mark.parametrize("mode", ["schedule", "completion"])
@pytest.mark.parametrize("locale", ["en", "fa"])
@pytest.mark.parametrize("rule", EVERYDAY)
def test_the_rules_of_everyday_life_are_read_back_in_both_languages(rule: str, locale: str, mode: str) -> None:
    when = parse_when(say_recurrence(rule, mode, locale), NOW, ZONE, Settings(locale=locale))
    assert when is not None
    assert when.recurrence is not None
    assert (when.recurrence.rule, when.recurrence.counted_from) == (rule, mode)

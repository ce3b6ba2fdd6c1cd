"""Filters: what each condition means, how they combine, and what is said when one cannot be read."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from behflow.errors import InvalidInput
from behflow.language import Settings
from behflow.language.filter_ast import (
    After,
    AllOf,
    AnyOf,
    Before,
    During,
    FilterNode,
    FilterQuery,
    HasFlag,
    HasLabel,
    HasPriority,
    HasStatus,
    HasWords,
    InProject,
    InSection,
    NamePattern,
    NoneOf,
    Person,
)
from behflow.language.filter_atoms import FilterError
from behflow.language.filter_language import FILTER_LENGTH, parse_filter_query
from behflow.language.filter_text import filter_lists

FAST = settings(max_examples=300, deadline=None)
NOW = dt.datetime(2026, 11, 25, 10, 30, tzinfo=dt.UTC)
"""A Wednesday."""
TODAY = dt.date(2026, 11, 25)


def day(offset: int) -> dt.date:
    return TODAY + dt.timedelta(days=offset)


def read(text: str) -> FilterNode:
    """The meaning of a filter of one list."""
    [only] = parse_filter_query(text, NOW, "UTC", Settings()).lists
    return only.node


def name(*parts: str) -> NamePattern:
    return NamePattern(parts)


def fault(text: str) -> FilterError:
    with pytest.raises(FilterError) as caught:
        parse_filter_query(text, NOW, "UTC", Settings())
    return caught.value


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("overdue", "overdue"), ("od", "overdue"), ("OVERDUE", "overdue"), ("over due", "overdue"),
        ("no date", "no date"), ("No  Due Date", "no date"), ("no time", "no time"), ("no deadline", "no deadline"),
        ("no labels", "no labels"), ("no label", "no labels"), ("assigned", "assigned"), ("shared", "shared"),
        ("subtask", "subtask"), ("recurring", "recurring"), ("view all", "all"), ("all", "all"),
        ("دیرشده", "overdue"), ("عقب‌افتاده", "overdue"), ("بدون تاریخ", "no date"), ("بدون برچسب", "no labels"),
    ],
)  # fmt: skip
def test_a_word_names_a_condition(text: str, flag: str) -> None:
    found = read(text)
    assert isinstance(found, HasFlag)
    assert found.flag == flag


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("today", 0, 1), ("Tomorrow", 1, 2), ("yesterday", -1, 0), ("date: today", 0, 1), ("due: 27th", 2, 3),
        ("27th", 2, 3), ("jan 3", 39, 40), ("next monday", 5, 6), ("this week", -2, 5), ("next week", 5, 12),
        ("7 days", 0, 7), ("next 7 days", 0, 7), ("next 2 weeks", 0, 14), ("2026-11-24", -1, 0),
        ("امروز", 0, 1), ("فردا", 1, 2), ("۷ روز آینده", 0, 7), ("date: -3 days", -3, -2),
    ],
)  # fmt: skip
def test_words_for_days_are_the_days_a_task_is_due(text: str, first: int, after: int) -> None:
    assert read(text) == During("due", day(first), day(after))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("date before: friday", Before("due", day(2))),
        ("due before: +4 hours", Before("due", TODAY, dt.time(14, 30))),
        ("date before: today at 2pm", Before("due", TODAY, dt.time(14))),
        ("due after: tomorrow", After("due", day(1))),
        ("date after: this week", After("due", day(4))),
        ("date after: today 14:00", After("due", TODAY, dt.time(14))),
        ("deadline: tomorrow", During("deadline", day(1), day(2))),
        ("deadline before: dec 1", Before("deadline", day(6))),
        ("deadline after: friday", After("deadline", day(2))),
        ("created: today", During("created", TODAY, day(1))),
        ("created before: -30 days", Before("created", day(-30))),
        ("created after: 2 hours ago", After("created", TODAY, dt.time(8, 30))),
        ("completed after: -7 days", After("completed", day(-7))),
        ("تاریخ: فردا", During("due", day(1), day(2))),
    ],
)
def test_before_and_after_name_the_day_and_the_time(text: str, expected: FilterNode) -> None:
    assert read(text) == expected


def test_a_time_alone_is_that_minute() -> None:
    assert read("today 14:00") == During("due", TODAY, day(1), dt.time(14))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p1", HasPriority("urgent")), ("P3", HasPriority("medium")), ("no priority", HasPriority("low")),
        ("priority: high", HasPriority("high")), ("priority 2", HasPriority("high")),
        ("@waiting", HasLabel(name("waiting"))), ("@home*", HasLabel(name("home", ""))), ("@*", HasLabel(name("", ""))),
        ("#Work", InProject(name("Work"))), ("#Two  words", InProject(name("Two words"))),
        ('#"R & D"', InProject(name("R & D"))), ("#R \\& D", InProject(name("R & D"))),
        ("##Work", InProject(name("Work"), subtasks=True)), ("#Wor*k", InProject(name("Wor", "k"))),
        ("#5\\*", InProject(name("5*"))), ("/Admin", InSection(name("Admin"))),
        ("assigned to: me", Person("assigned to", "me")), ("Assigned To: Others", Person("assigned to", "others")),
        ("assigned to: Kian", Person("assigned to", name("Kian"))), ("added by: me", Person("added by", "me")),
        ("assigned by: sara*", Person("assigned by", name("sara", ""))),
        ("search: milk, eggs".replace(",", "\\,"), HasWords("milk, eggs")), ("search: pay:*", HasWords("pay:")),
        ('search: "a | b"', HasWords("a | b")), ("search: hurry up!", HasWords("hurry up!")),
        ("blocked", HasStatus("blocked")), ("in progress", HasStatus("in_progress")),
        ("not started", HasStatus("not_started")), ("done", HasStatus("completed")),
    ],
)  # fmt: skip
def test_names_people_words_and_states_are_conditions(text: str, expected: FilterNode) -> None:
    assert read(text) == expected


def test_not_binds_tighter_than_and_which_binds_tighter_than_or() -> None:
    today, late = During("due", TODAY, day(1)), HasFlag("overdue")
    work, waiting = InProject(name("Work")), HasLabel(name("waiting"))
    assert read("today | overdue & #Work & !@waiting") == AnyOf((today, AllOf((late, work, NoneOf(waiting)))))
    assert read("(today | overdue) & !(#Work & @waiting)") == AllOf(
        (AnyOf((today, late)), NoneOf(AllOf((work, waiting))))
    )
    assert read("!!assigned") == NoneOf(NoneOf(HasFlag("assigned")))


def test_commas_separate_lists_that_keep_their_order_and_text() -> None:
    found = parse_filter_query(" overdue , today & p1،done", NOW, "UTC", Settings()).lists
    assert [one.text for one in found] == ["overdue", "today & p1", "done"]
    assert [one.done for one in found] == [False, False, True]
    assert [one.node for one in found][2] == HasStatus("completed")


def test_days_are_those_of_the_users_zone() -> None:
    late = dt.datetime(2026, 11, 25, 23, 30, tzinfo=dt.UTC)
    [tehran] = parse_filter_query("today | 2 days", late, "Asia/Tehran", Settings()).lists
    assert tehran.node == AnyOf((During("due", day(1), day(2)), During("due", day(1), day(3))))


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("", 0, "empty"),
        ("   ", 0, "empty"),
        ("today &", 6, "A condition is missing after “&” at character 7"),
        ("& today", 0, "A condition is missing before “&” at character 1"),
        ("today & | p1", 6, "missing after “&”"),
        ("()", 0, "A condition is missing after “(”"),
        ("(today", 0, "The “(” at character 1 is never closed"),
        ("today)", 5, "There is no “(” to the “)” at character 6"),
        ("today (p1)", 6, "Two conditions meet at character 7"),
        ("(p1) today", 5, "Two conditions meet at character 6"),
        ("(today, p1)", 6, "stands inside parentheses"),
        ("today, ,p1", 5, "missing after “,”"),
        ("today p1", 0, "“today p1” at character 1 is not a condition. Put & or | between"),
        ("p1 & every day", 5, "“every day” at character 6 is not a condition"),
        ("p1 | nonsense", 5, "“nonsense” at character 6 is not a condition"),
        ("p1 & #", 5, "A name is missing after “#” at character 6"),
        ("@ & p1", 0, "A name is missing after “@”"),
        ("due before: someday", 12, "“someday” at character 13 is not a date"),
        ("due:", 0, "“due:” at character 1 says nothing"),
        ("deadline before: today 2pm", 17, "A deadline is a day"),
        ("priority: 7", 10, "“7” at character 11 is no priority"),
        ("search: *", 8, "alone is no word"),
    ],
)
def test_a_fault_says_what_where_and_what_to_do(text: str, position: int, words: str) -> None:
    error = fault(text)
    assert words in error.detail
    assert (error.position, error.extra["position"]) == (position, position)
    assert [one.field for one in error.fields] == ["filter"]
    assert isinstance(error, InvalidInput)


def test_what_is_too_long_too_much_or_too_deep_is_refused() -> None:
    read("p1" + " " * (FILTER_LENGTH - 2))
    assert "at most 1000 characters" in fault("p1" + " " * (FILTER_LENGTH - 1)).detail
    read("|".join(["p1"] * 50))
    assert "at most 50 conditions" in fault("|".join(["p1"] * 51)).detail
    read("(" * 20 + "p1" + ")" * 20)
    assert "20 deep" in fault("(" * 21 + "p1" + ")" * 21).detail
    assert "20 deep" in fault("!" * 21 + "p1").detail
    assert "20 deep" in fault("(" * 500).detail
    parse_filter_query(",".join(["p1"] * 10), NOW, "UTC", Settings())
    assert "at most 10 lists" in fault(",".join(["p1"] * 11)).detail


_WORDS = (
    "today", "od", "#Work", "##a", "@b*", "/s", "no date", "date before:", "-3 days", "search:", "p1", "assigned to:",
    "me", "&", "|", "!", "(", ")", ",",
    "،", "\\", "*", '"', " ", "jan 3", "۷ روز", "done", "created:", "\ud800", "\x00",
)  # fmt: skip


def outcome(text: str) -> FilterQuery | FilterError:
    try:
        return parse_filter_query(text, NOW, "Europe/Berlin", Settings())
    except FilterError as error:
        return error


@FAST
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(_WORDS), max_size=40).map("".join)))
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    found = outcome(text)
    if isinstance(found, FilterError):
        assert found.reason
        assert 0 <= found.position <= len(text)
    else:
        assert tuple(one.text for one in found.lists) == filter_lists(text)


@FAST
@given(st.text(alphabet='ab ,()!&|"\\', max_size=100))
def test_the_lists_of_a_text_are_found_whether_it_means_something_or_not(text: str) -> None:
    assert "".join("".join(filter_lists(text)).split()) in "".join(text.split()) or "," in text

"""Sentences that only the user's own list explains: what is changed is named, and what is not clear is left alone."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from behflow.agent.engine.calls import Call, understand
from behflow.agent.engine.grounding import Grounder
from behflow.agent.engine.known import Known, known_task
from behflow.agent.engine.times import Times
from behflow.agent.matching import best, variants
from behflow.agent.texts import Words
from behflow.language import Settings
from tests.agent.conftest import Chat, Json
from tests.factories import World

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Berlin"))
OPEN = (
    "pay the gas bill", "feed the cat", "call grandma", "return the drill to Tom", "repair the bike",
    "buy milk", "cancel the gym contract", "piano lesson Ada", "piano lesson Leo",
    "پرداخت قسط", "خرید نان", "زنگ به عمه",
    "آب دادن گلدان‌ها",
)  # fmt: skip
DONE = ("water the ferns", "تعمیر دوچرخه")
KNOWN = tuple(known_task(name, name) for name in OPEN) + tuple(known_task(name, name, done=True) for name in DONE)


def ground(text: str, locale: str = "en", touched: tuple[str, ...] = ()) -> list[Call]:
    """The calls of a sentence with this list at hand, by the full names of the tasks."""
    words = Words(Settings(locale=locale), "Europe/Berlin", NOW.date())
    known = Known(
        KNOWN, touched, projects=("House", "Music", "خانه"), memories=(known_task("m", "the alarm code is 4711"),)
    )
    alone = understand(text, NOW, words)
    found = Grounder(known, Times(NOW, words)).ground(text, alone)
    return [(name, _named(args)) for name, args in (alone.calls if found is None else found[0])]


def _named(args: Json) -> Json:
    """Arguments with the whole title instead of some of its words, as references find it."""
    tasks = [{"name": name} for name in (*OPEN, *DONE)]
    fitting = [task for variant in variants(args.get("task", "")) for task in best(variant, tasks)[0]]
    return args | {"task": fitting[0]["name"]} if len({task["name"] for task in fitting}) == 1 else args


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("gas bill is paid", ["pay the gas bill"]),
        ("I finally called grandma this morning", ["call grandma"]),
        ("the cat has been fed", ["feed the cat"]),
        ("bike's repaired", ["repair the bike"]),
        ("grandma and the bike are both sorted", ["call grandma", "repair the bike"]),
        ("drill went back, gas bill paid", ["return the drill to Tom", "pay the gas bill"]),
        ("the bike and the gas bill are sorted", ["repair the bike", "pay the gas bill"]),
        ("both piano lessons are over", ["piano lesson Ada", "piano lesson Leo"]),
        ("the gym contract is cancelled", ["cancel the gym contract"]),
        ("grandma rang, so tick that off", ["call grandma"]),
        ("قسط رو دادم", ["پرداخت قسط"]),
        ("به عمه زنگ زدم", ["زنگ به عمه"]),
        ("نون خریدم", ["خرید نان"]),
        ("گلدونا رو آب دادم", ["آب دادن گلدان‌ها"]),
    ],
)
def test_what_is_told_to_be_done_is_completed(said: str, names: list[str]) -> None:
    calls = ground(said, "en" if said.isascii() else "fa")
    assert {name for name, _ in calls} == {"complete_task"}
    assert {task for _, args in calls for task in args.get("tasks", [args.get("task")])} == set(names)


@pytest.mark.parametrize(
    ("said", "tool", "args"),
    [
        ("we don't need the drill anymore", "delete_task", {"task": "return the drill to Tom"}),
        ("gas bill was called off", "delete_task", {"task": "pay the gas bill"}),
        ("the ferns were ticked off by accident", "reopen_task", {"task": "water the ferns"}),
        ("busy with the bike at the moment", "update_task", {"task": "repair the bike", "status": "in_progress"}),
        ("stuck on the bike", "update_task", {"task": "repair the bike", "status": "blocked"}),
        ("the gas bill is really urgent", "update_task", {"task": "pay the gas bill", "priority": "urgent"}),
        ("set the bike thing to low", "update_task", {"task": "repair the bike", "priority": "low"}),
        ("the gas bill can wait until friday", "reschedule_tasks", {"task": "pay the gas bill", "to": "2026-11-27"}),
        ("grandma is at 6pm not 4pm", "reschedule_tasks", {"task": "call grandma", "to": "18:00"}),
        ("ada's lesson is an hour later", "reschedule_tasks", {"task": "piano lesson Ada", "by_minutes": 60}),
        ("I got two more days for the bike", "reschedule_tasks", {"task": "repair the bike", "by_days": 2}),
        ("repairing the bike takes 90 minutes", "update_task", {"task": "repair the bike", "duration_minutes": 90}),
        ("the bike should be called fix the red bike", "update_task",
         {"task": "repair the bike", "name": "fix the red bike"}),
        ("stick the bike into house", "update_task", {"task": "repair the bike", "project": "house"}),
        ("move ada's piano lesson to friday", "reschedule_tasks", {"task": "piano lesson Ada", "to": "2026-11-27"}),
        ("delete the bike, no wait, the drill", "delete_task", {"task": "return the drill to Tom"}),
        ("complete the bike thing, sorry, the drill thing", "complete_task", {"task": "return the drill to Tom"}),
        ("پرداخت قسط رو پاک کن، نه ببخشید، خرید نان", "delete_task", {"task": "خرید نان"}),
        ("قسط دیگه لازم نیست", "delete_task", {"task": "پرداخت قسط"}),
        ("قسط خیلی فوریه", "update_task", {"task": "پرداخت قسط", "priority": "urgent"}),
        ("is the gas bill paid?", "search", {"text": "pay the gas bill"}),
        ("when do I call grandma", "search", {"text": "call grandma"}),
        ("what's the alarm code?", "recall", {"query": "alarm code"}),
    ],
)  # fmt: skip
def test_what_a_sentence_says_about_a_task_becomes_the_change(said: str, tool: str, args: Json) -> None:
    assert ground(said, "en" if said.isascii() else "fa") == [(tool, args)]


@pytest.mark.parametrize(
    ("said", "tool", "args"),
    [
        ("no, i meant wednesday", "reschedule_tasks", {"last": True, "to": "2026-11-25"}),
        ("sorry, not tomorrow, on saturday", "reschedule_tasks", {"last": True, "to": "2026-11-28"}),
        ("wait, make that 5pm", "reschedule_tasks", {"last": True, "to": "17:00"}),
        ("oops, high priority", "update_task", {"last": True, "priority": "high"}),
        ("that goes under music", "update_task", {"last": True, "project": "Music"}),
        ("oh no, undo that", "undo_last", {}),
        ("oops give me that back", "undo_last", {}),
        ("نه ببخشید شنبه", "reschedule_tasks", {"last": True, "to": "2026-11-28"}),
    ],
)
def test_a_correction_is_about_what_the_turn_before_did(said: str, tool: str, args: Json) -> None:
    locale = "en" if said.isascii() else "fa"
    assert ground(said, locale, touched=("x",)) == [(tool, args)]


@pytest.mark.parametrize(
    "said",
    [
        "don't delete the bike",
        "please keep the gas bill where it is",
        "قسط رو پاک نکن",
    ],
)
def test_a_change_that_is_not_wanted_is_not_made(said: str) -> None:
    assert ground(said, "en" if said.isascii() else "fa") == []


@pytest.mark.parametrize(
    "said",
    [
        "I haven't called grandma yet",
        "I forgot the gas bill",
        "tried to call grandma",
        "if the bike is repaired",
        "قسط یادم رفت",
        "the neighbour's dog ate the cat food of the shelter",
        "grandma baked wonderful apple cake yesterday evening",
        "i will repair the bike",
        "عمه هنوز زنگ نزده",
    ],
)
def test_what_says_nothing_of_the_kind_changes_no_task(said: str) -> None:
    reads = {"search", "list_tasks", "recall"}
    assert [name for name, _ in ground(said, "en" if said.isascii() else "fa") if name not in reads] == []


def test_what_is_on_the_list_already_is_shown_and_not_added_again() -> None:
    assert ground("we still have to pay the gas bill") == [("search", {"text": "pay the gas bill"})]
    assert ground("i need milk") == [("search", {"text": "buy milk"})]
    assert ground("we still have to pay the water bill") == [("add_task", {"title": "pay the water bill"})]


def test_each_clause_is_about_its_own_task() -> None:
    assert ground("fed the cat, and the gas bill thing is at 6pm not 5pm") == [
        ("complete_task", {"task": "feed the cat"}),
        ("reschedule_tasks", {"task": "pay the gas bill", "to": "18:00"}),
    ]


def test_a_name_that_fits_several_tasks_is_asked_about() -> None:
    assert ground("piano lesson is cancelled") == [("delete_task", {"task": "piano lesson"})]


async def test_no_i_meant_the_other_puts_the_first_one_back(chat: Chat) -> None:
    await chat.add("pay the gas bill", "pay the water bill")
    await chat.say("move pay the gas bill to friday")
    await chat.say("no, i meant the water bill")
    assert (await chat.task("pay the gas bill"))["due"] is None
    assert (await chat.task("pay the water bill"))["due"]["date"] == "2026-11-27"


async def test_the_same_is_done_to_another_task(chat: Chat) -> None:
    await chat.add("pay the gas bill", "feed the cat", "feed the dog")
    await chat.say("complete feed the cat")
    await chat.say("and the dog too")
    assert [t["name"] for t in await chat.tasks(status=["completed"])] == ["feed the cat", "feed the dog"]


async def test_a_statement_is_carried_out_with_a_receipt_and_can_be_undone(chat: Chat) -> None:
    await chat.add("pay the gas bill tomorrow")
    answer = await chat.say("gas bill is paid")
    assert answer["response"] == 'Completed "pay the gas bill".'
    assert answer["receipt"]["changes"][0]["name"] == "pay the gas bill"
    await chat.say("wait, undo that")
    assert (await chat.task("pay the gas bill"))["status"] == "not_started"


async def test_a_statement_about_one_of_several_asks_which(chat: Chat) -> None:
    await chat.add("piano lesson Ada", "piano lesson Leo")
    answer = await chat.say("piano lesson is done")
    assert [one["name"] for one in answer["candidates"]] == ["piano lesson Ada", "piano lesson Leo"]
    assert answer["receipt"]["changes"] == []


async def test_a_task_moves_by_hours_and_one_without_a_time_says_so(chat: Chat) -> None:
    await chat.add("call grandma tomorrow 17:00", "repair the bike")
    await chat.say("call grandma is two hours later")
    assert (await chat.task("call grandma"))["due"]["time"] == "19:00"
    answer = await chat.say("the bike is an hour later")
    assert "has no time of day yet" in answer["response"]


async def test_tasks_of_other_users_explain_nothing(chat: Chat, world: World) -> None:
    others = Chat(chat.agent, await world.user())
    await others.add("pay the gas bill")
    assert (await chat.say("gas bill is paid"))["receipt"]["changes"] == []
    assert (await others.task("pay the gas bill"))["status"] == "not_started"

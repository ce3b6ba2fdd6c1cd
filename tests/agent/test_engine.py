"""What the built-in engine makes of sentences: the tool and its arguments, in English and Persian."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from behflow.agent.engine.calls import understand
from behflow.agent.texts import Words
from behflow.language import Settings
from tests.agent.conftest import Chat, Json

PARTY = {"task": "مهمانی", "steps": ["دعوت", "خرید", "نظافت"]}
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Berlin"))


def read(text: str, locale: str = "en") -> tuple[str, Json] | None:
    words = Words(Settings(locale=locale), "Europe/Berlin", NOW.date())
    calls = understand(text, NOW, words).calls
    return calls[0] if calls else None


@pytest.mark.parametrize(
    ("said", "tool", "args"),
    [
        ("plan my day", "plan_day", {}),
        ("Please plan my day.", "plan_day", {}),
        ("plan today", "plan_day", {"day": "today"}),
        ("plan tomorrow", "plan_day", {"day": "tomorrow"}),
        ("plan my day from 9 to 12", "plan_day", {"hours": "from 9 to 12"}),
        ("plan tomorrow 10-16", "plan_day", {"day": "tomorrow", "hours": "10-16"}),
        ("plan friday after 2pm", "plan_day", {"day": "friday", "hours": "after 2pm"}),
        (
            "break down Launch Party into invite Zoe, buy food and clean up",
            "break_down_task",
            {"task": "Launch Party", "steps": ["invite Zoe", "buy food", "clean up"]},
        ),
        ("split thesis into outline, draft", "break_down_task", {"task": "thesis", "steps": ["outline", "draft"]}),
        ("break down launch party", "break_down_task", {"task": "launch party"}),
        ("break down launch party into steps", "break_down_task", {"task": "launch party"}),
        ("undo the last 3 changes", "undo_last", {"turns": 3}),
        ("undo last two", "undo_last", {"turns": 2}),
        ("undo", "undo_last", {}),
        ("remember that I prefer mornings", "remember", {"text": "I prefer mornings"}),
        ("what do you remember about mornings?", "recall", {"query": "mornings"}),
        ("what do you know about me?", "recall", {}),
        ("forget that", "forget", {"last": True}),
        ("forget that I prefer mornings", "forget", {"memory": "i prefer mornings"}),
        ("show my automations", "list_processes", {}),
        ("turn off the rule friday clean-up", "switch_process", {"process": "friday clean-up", "on": False}),
        ("enable the clean-up rule", "switch_process", {"process": "clean-up", "on": True}),
    ],
)  # fmt: skip
def test_sentences_become_calls(said: str, tool: str, args: Json) -> None:
    assert read(said) == (tool, args)


@pytest.mark.parametrize(
    ("said", "tool", "args"),
    [
        ("روزم را برنامه‌ریزی کن", "plan_day", {}),
        ("فردا را برنامه‌ریزی کن", "plan_day", {"day": "فردا"}),
        ("مهمانی را به دعوت، خرید و نظافت تقسیم کن", "break_down_task", PARTY),
        ("سه تغییر آخر را برگردان", "undo_last", {"turns": 3}),
        ("چه چیزی یادت هست؟", "recall", {}),
        ("درباره صبح چه یادت هست؟", "recall", {"query": "صبح"}),
        ("فراموشش کن", "forget", {"last": True}),
        ("خودکارها را نشان بده", "list_processes", {}),
    ],
)  # fmt: skip
def test_persian_sentences_become_calls(said: str, tool: str, args: Json) -> None:
    assert read(said, "fa") == (tool, args)


@pytest.mark.parametrize(
    ("said", "tool"),
    [
        ("add plan the party", "add_task"),
        ("plan the party", "add_task"),
        ("split the bill into two", "update_task"),
        ("delete old notes", "delete_task"),
        ("turn off the lights", None),
        ("what is due today?", "list_tasks"),
    ],
)
def test_other_sentences_stay_what_they_were(said: str, tool: str | None) -> None:
    call = read(said)
    assert (call[0] if call else None) == tool


def test_long_and_hostile_text_is_read_quickly_and_as_nothing_special() -> None:
    for text in ("break " * 800, "undo last " * 400, "plan " + "9 to " * 200, "split a into " + "a, " * 300):
        read(text)


async def test_breaking_down_without_steps_asks_for_them(chat: Chat) -> None:
    await chat.add("launch party")
    answer = await chat.say("break down launch party")
    assert answer["response"].startswith("Into which steps? For example: break down")
    await chat.say("break down launch party into invite people, buy food and clean up")
    assert len(await chat.names()) == 4


async def test_several_turns_are_undone_at_once_and_those_before_one_by_one(chat: Chat) -> None:
    for name in ("a", "b", "c", "d"):
        await chat.say(f"add {name}")
    answer = await chat.say("undo the last 2 changes")
    assert await chat.names() == ["a", "b"]
    assert len(answer["receipt"]["changes"]) == 2
    await chat.say("undo")
    assert await chat.names() == ["a"]
    await chat.say("undo the last 5 changes")
    assert await chat.names() == []
    assert (await chat.say("undo"))["response"] == "There is nothing to undo in this conversation."


async def test_what_was_undone_is_done_again(chat: Chat) -> None:
    await chat.say("add buy milk")
    await chat.say("undo")
    answer = await chat.say("redo")
    assert answer["response"] == 'Done again: "buy milk".'
    assert await chat.names() == ["buy milk"]
    assert (await chat.say("redo"))["response"] == "There is nothing to do again in this conversation."
    await chat.say("undo")
    assert await chat.names() == []

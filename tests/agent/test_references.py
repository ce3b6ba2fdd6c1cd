"""Which task is meant: ranks, places, pronouns, and asking back instead of guessing."""

from __future__ import annotations

import pytest

from behflow.agent.matching import best, variants
from tests.agent.conftest import Chat, Json, Talk, calls


def named(*names: str) -> list[Json]:
    return [{"name": name} for name in names]


@pytest.mark.parametrize(
    ("said", "names", "found", "nearly"),
    [
        ("pay rent", ["pay rent", "pay rent late", "rent"], ["pay rent"], False),
        ("pay", ["pay rent", "repay"], ["pay rent"], False),
        ("rent pay", ["pay the rent", "rent"], ["pay the rent"], False),
        ("PAY RENT!", ["Pay rent"], ["Pay rent"], False),
        ("pay rnt", ["pay rent", "buy milk"], ["pay rent"], True),
        ("pay rnet", ["pay rent", "buy milk"], ["pay rent"], True),
        ("buy", ["buy milk", "buy bread"], ["buy milk", "buy bread"], False),
        ("bill 1", ["bill 2", "bill 3"], [], True),
        ("milk", ["silk"], [], True),
        ("كار علي", ["کار علی"], ["کار علی"], False),
        ("!!", ["!!", "??"], ["!!"], False),
    ],
)
def test_the_best_rank_wins(said: str, names: list[str], found: list[str], nearly: bool) -> None:
    tasks, near = best(said, named(*names))
    assert [task["name"] for task in tasks] == found
    assert not found or near == nearly


def test_quotes_and_articles_are_left_out_only_when_the_whole_is_not_found() -> None:
    assert variants('"the rent task"') == ["the rent task", "rent"]
    assert variants("buy milk") == ["buy milk"]


async def test_two_equal_matches_are_asked_back(chat: Chat) -> None:
    await chat.add("buy milk", "buy bread")
    answer = await chat.say("mark buy as done")
    assert answer["response"] == 'Which one do you mean by "buy"?'
    assert {candidate["name"] for candidate in answer["candidates"]} == {"buy milk", "buy bread"}
    assert await chat.names(status=["completed"]) == []


@pytest.mark.parametrize("reply", ["buy bread", "2", "the second one", "the last"])
async def test_the_answer_to_which_one_completes_the_command(chat: Chat, reply: str) -> None:
    await chat.add("buy milk", "buy bread")
    asked = await chat.say("mark buy as done")
    assert [candidate["name"] for candidate in asked["candidates"]] == ["buy milk", "buy bread"]
    answer = await chat.say(reply)
    assert answer["response"] == 'Completed "buy bread".'


async def test_tasks_of_the_same_name_get_buttons_that_differ(chat: Chat) -> None:
    await chat.add("call mom friday", "call mom", "call mom")
    asked = await chat.say("delete call mom")
    names = [candidate["name"] for candidate in asked["candidates"]]
    assert names == ["call mom (Fri 27 Nov)", "call mom (no date)", "call mom (no date) #2"]
    answer = await chat.say(names[2])
    assert [c["task_id"] for c in answer["receipt"]["changes"]] == [asked["candidates"][2]["task_id"]]


async def test_a_question_that_was_not_answered_is_forgotten(chat: Chat) -> None:
    await chat.add("buy milk", "buy bread")
    await chat.say("mark buy as done")
    await chat.say("add wash car")
    await chat.say("2")
    assert await chat.names(status=["completed"]) == []


async def test_an_unknown_title_changes_nothing(chat: Chat) -> None:
    await chat.add("buy milk")
    answer = await chat.say("mark file taxes as done")
    assert answer["response"] == 'I found no task called "file taxes".\nNothing was changed.'
    assert answer["receipt"]["changes"] == []
    assert answer["candidates"] == []


async def test_a_typo_is_understood_but_never_deletes(chat: Chat) -> None:
    await chat.add("pay rent")
    assert (await chat.say("mark pay rnt as done"))["response"] == 'Completed "pay rent".'
    await chat.say("undo")
    answer = await chat.say("delete pay rnt")
    assert answer["response"].startswith('I found no task called "pay rnt". Perhaps one of these?')
    assert await chat.names() == ["pay rent"]
    assert (await chat.say("pay rent"))["response"] == 'Moved "pay rent" to the trash.'


async def test_the_second_is_the_second_of_the_last_shown_list(chat: Chat) -> None:
    await chat.add("pay rent tomorrow", "call mom friday", "buy milk")
    listed = await chat.say("show my tasks")
    answer = await chat.say("complete the second one")
    assert answer["receipt"]["changes"][0]["task_id"] == listed["tasks"][1]["id"]


async def test_a_place_without_a_list_is_not_guessed(chat: Chat) -> None:
    await chat.add("pay rent", "call mom")
    answer = await chat.say("complete the second one")
    assert answer["receipt"]["changes"] == []
    assert "not shown a list" in answer["response"]


async def test_it_is_the_task_that_was_touched_last(chat: Chat) -> None:
    await chat.say("add pay rent")
    await chat.say("add call mom")
    answer = await chat.say("complete it")
    assert answer["response"] == 'Completed "call mom".'


async def test_it_within_one_message_is_the_task_just_added(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("add_task", {"title": "buy milk"}), ("complete_task", {"last": True})))
    await chat.add("pay rent")
    answer = await chat.say("add buy milk and tick it off")
    assert answer["response"] == 'Added "buy milk".\nCompleted "buy milk".'


async def test_completing_what_is_completed_says_so(chat: Chat) -> None:
    await chat.add("pay rent")
    await chat.say("mark pay rent as done")
    answer = await chat.say("mark pay rent as done")
    assert answer["response"] == '"pay rent" is already completed.'
    assert answer["receipt"]["changes"] == []


async def test_another_users_task_is_unknown_by_name_and_by_id(chat: Chat, gap: Chat) -> None:
    (task,) = await gap.add("secret plan")
    by_name = await chat.say("mark secret plan as done")
    by_id = await chat.say(f"delete {task['id']}")
    assert by_name["receipt"]["changes"] == by_id["receipt"]["changes"] == []
    assert by_id["candidates"] == []
    assert (await gap.task("secret plan"))["version"] == task["version"]


@pytest.mark.parametrize("said", ["change pay rent to 6pm", "move pay rent to 18:00"])
async def test_another_time_of_day_keeps_the_day(chat: Chat, said: str) -> None:
    await chat.add("pay rent friday 9am")
    await chat.say(said)
    due = (await chat.task("pay rent"))["due"]
    assert (due["date"], due["time"]) == ("2026-11-27", "18:00")


async def test_another_time_of_day_for_what_is_late_is_today(chat: Chat) -> None:
    await chat.add("pay rent 2026-11-20")
    await chat.say("change pay rent to 6pm")
    due = (await chat.task("pay rent"))["due"]
    assert (due["date"], due["time"]) == ("2026-11-23", "18:00")


async def test_more_than_can_be_shown_is_said_to_be_more(chat: Chat) -> None:
    await chat.add(*(f"call client {number}" for number in range(9)))
    answer = await chat.say("mark call client as done")
    assert len(answer["candidates"]) == 8
    assert answer["response"].endswith("There are more than these: another word of the name finds them.")


async def test_a_long_list_tells_how_many_there_are_and_not_how_many_it_read(chat: Chat) -> None:
    await chat.add(*(f"call client {number} tomorrow" for number in range(53)))
    answer = await chat.say("what is due tomorrow?")
    assert answer["response"].splitlines()[0] == "53 open tasks due Tue 24 Nov:"
    assert answer["response"].splitlines()[-1] == "and 43 more"
    assert answer["steps"][0]["line"] == "Found 53 open tasks due Tue 24 Nov."

"""What happens by itself, made, shown and switched from the chat."""

from __future__ import annotations

from tests.agent.conftest import Chat, Talk, calls

RULE = "every friday at 17:00 move overdue tasks to monday"


async def test_a_process_is_made_shown_switched_and_undone(chat: Chat) -> None:
    made = await chat.say(RULE)
    assert made["response"].startswith("From now on by itself: ")
    assert [(c["op"], c["subject"]) for c in made["receipt"]["changes"]] == [("added", "process")]
    assert made["tasks"] == []
    assert RULE in (await chat.say("show my automations"))["response"]
    await chat.say("undo")
    assert RULE not in (await chat.say("show my automations"))["response"]


async def test_one_that_completes_or_deletes_by_itself_is_asked_first(chat: Chat) -> None:
    answer = await chat.say("every friday at 17:00 delete completed tasks")
    assert answer["receipt"]["changes"] == []
    assert answer["proposal"]["changes"][0]["subject"] == "process"
    assert answer["proposal"]["title"] == "Make 1 automation"
    assert "delete completed" not in (await chat.say("show my automations"))["response"]
    done = await chat.say("yes")
    assert done["response"].startswith("From now on by itself: ")


async def test_the_built_in_one_is_switched_off_by_name(chat: Chat) -> None:
    await chat.say("show my automations")
    answer = await chat.say("turn off the rule reschedule unfinished tasks")
    assert answer["response"] == 'The automation "Reschedule unfinished tasks" is now off.'


async def test_words_that_are_no_rule_make_none(scripted: Talk) -> None:
    chat, _ = await scripted(calls(("create_process", {"words": "be nice"})), "")
    answer = await chat.say("be nice from now on")
    assert answer["receipt"]["changes"] == []
    assert answer["response"].endswith("Nothing was changed.")

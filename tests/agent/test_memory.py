"""What the user asked to remember: kept, recalled, forgotten, by sentences and by a model's calls."""

from __future__ import annotations

from tests.agent.conftest import Chat, Talk, calls


async def test_remembering_recalling_and_forgetting_in_words(chat: Chat) -> None:
    assert (await chat.say("remember that I prefer mornings"))["response"] == 'I will remember: "I prefer mornings".'
    later = Chat(chat.agent, chat.actor)
    found = await later.say("what do you remember about mornings?")
    assert found["response"] == "You asked me to remember:\n1. I prefer mornings"
    assert found["receipt"]["changes"] == []
    assert (await later.say("forget that"))["response"] == 'Forgot "I prefer mornings".'
    assert (await later.say("what do you know about me?"))["response"] == "I remember nothing about that."


async def test_a_memory_is_no_task_of_the_answer(chat: Chat) -> None:
    answer = await chat.say("remember that the office closes at 6")
    assert answer["tasks"] == []
    assert [(c["op"], c["subject"]) for c in answer["receipt"]["changes"]] == [("added", "memory")]
    assert await chat.names() == []


async def test_forgetting_by_words_asks_which_when_several_fit(chat: Chat) -> None:
    for text in ("Zoe likes tea", "Zoe likes cake"):
        await chat.say(f"remember that {text}")
    asked = await chat.say("forget about zoe")
    assert [c["name"] for c in asked["candidates"]] == ["Zoe likes cake", "Zoe likes tea"]
    assert (await chat.say("2"))["response"] == 'Forgot "Zoe likes tea".'
    assert "Zoe likes cake" in (await chat.say("what do you remember about zoe"))["response"]


async def test_forgetting_what_is_not_remembered_deletes_nothing(chat: Chat) -> None:
    await chat.add("buy milk")
    assert (await chat.say("forget that"))["receipt"]["changes"] == []
    assert (await chat.say("forget about milk"))["receipt"]["changes"] == []
    assert await chat.names() == ["buy milk"]


async def test_nobody_recalls_what_another_said(chat: Chat, gap: Chat) -> None:
    await chat.say("remember that the code is 4711")
    assert (await gap.say("چه چیزی یادت هست؟"))["response"] == "چیزی در این باره یادم نیست."


async def test_forgetting_several_is_asked_first(scripted: Talk) -> None:
    chat, _ = await scripted(
        calls(("remember", {"text": "a b"}), ("remember", {"text": "c d"}, "2")),
        calls(("forget", {"memory": "a b"}), ("forget", {"memory": "c d"}, "2")),
        calls(("recall", {})),
        "",
    )
    await chat.say("remember both")
    answer = await chat.say("forget both")
    assert answer["proposal"]["title"] == "Forget 2 things"
    await chat.say("yes")
    assert (await chat.say("what do you know?"))["response"] == "I remember nothing about that."

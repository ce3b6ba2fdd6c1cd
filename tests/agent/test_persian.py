"""The same by a user who speaks Persian and lives by the Jalali calendar."""

from __future__ import annotations

from tests.agent.conftest import Chat


async def test_a_day_in_persian(gap: Chat) -> None:
    added = await gap.say("خرید نان را اضافه کن")
    assert added["response"] == "«خرید نان» اضافه شد."

    moved = await gap.say("خرید نان را به فردا منتقل کن")
    assert moved["response"] == "«خرید نان» تغییر کرد، سررسید سه‌شنبه ۳ آذر."
    assert (await gap.task("خرید نان"))["due"]["date"] == "2026-11-24"

    listed = await gap.say("کارهای من چیست؟")
    assert listed["response"] == "۱ کار باز:\n۱. خرید نان، سه‌شنبه ۳ آذر"

    done = await gap.say("خرید نان انجام شد")
    assert done["response"] == "«خرید نان» انجام شد."
    assert (await gap.task("خرید نان"))["status"] == "completed"

    undone = await gap.say("برگردان")
    assert undone["response"] == "برگردانده شد: «خرید نان» دوباره باز است."
    assert (await gap.task("خرید نان"))["status"] == "not_started"

    deleted = await gap.say("خرید نان را حذف کن")
    assert deleted["response"] == "«خرید نان» به سطل رفت."


async def test_an_unknown_task_and_chit_chat_change_nothing(gap: Chat) -> None:
    unknown = await gap.say("دوچرخه انجام شد")
    assert unknown["response"] == "کاری به نام «دوچرخه» پیدا نکردم.\nچیزی تغییر نکرد."
    assert "نفهمیدم" in (await gap.say("حالت چطوره؟"))["response"]
    assert (await gap.say("بله"))["response"] == "چیزی منتظر بله یا نه نیست."


async def test_a_proposal_is_answered_in_persian(gap: Chat) -> None:
    await gap.add("نان", "شیر")
    for name in ("نان", "شیر"):
        await gap.say(f"{name} انجام شد")
    asked = await gap.say("delete all completed tasks")
    assert asked["proposal"]["title"] == "انتقال ۲ کار به سطل"
    answer = await gap.say("بله")
    assert answer["response"].startswith("۲ کار به سطل رفت")
    assert await gap.names() == []

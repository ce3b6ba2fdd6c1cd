"""How dates are read: chosen in the settings, shown by examples, kept by quick add and the chat."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.frontend.e2e.stage import Person, Window, chips, day, day_words, log, say, type_quick

THIS_YEAR = re.compile(r"\D$")
# On the first of January no day of the year is over yet.
NEXT_YEAR = THIS_YEAR if day().endswith("-01-01") else re.compile(r" \d{4}$")


def example(page: Page, field: str) -> Locator:
    """What the server makes of the example of a field."""
    return page.locator(f'[data-eg="{field}"] bdi')


def coming_friday() -> str:
    """The first Friday after today, as the examples write it."""
    return next(words for words in map(day_words, range(1, 8)) if words.startswith("Fri"))


def test_a_choice_shows_its_example_at_once_and_holds_in_quick_add_and_chat(
    window: Callable[..., Window], sara: Person
) -> None:
    page = window(sara).page("/today?pane=settings")
    expect(example(page, "next_weekday")).to_contain_text("Fri")
    expect(example(page, "day_order")).to_contain_text("4 Mar")
    expect(example(page, "waking")).to_contain_text("17:00")
    expect(example(page, "past_dates")).to_have_text(NEXT_YEAR)

    page.get_by_label("“next Friday” is").select_option("The coming Friday")
    expect(example(page, "next_weekday")).to_have_text(coming_friday())
    page.get_by_label("“3/4” is").select_option("Day first")
    expect(example(page, "day_order")).to_contain_text("3 Apr")
    page.get_by_label("Last hour of the day").select_option("16:00")
    page.get_by_label("First hour of the day").select_option("04:00")
    expect(example(page, "waking")).to_contain_text("05:00")
    page.get_by_label("Work begins").select_option("10:00")
    page.get_by_label("Night").select_option("21:00")
    expect(page.locator('[data-eg="parts"]')).to_contain_text("tomorrow night")
    expect(example(page, "parts")).to_contain_text("21:00")
    assert sara.call("GET", "/me")["reading"] == {
        "next_weekday": "coming",
        "day_order": "dmy",
        "waking": [4, 16],
        "parts": [9, 12, 19, 21],
        "working": [10, 17],
        "past_dates": "next_year",
    }

    page.keyboard.press("Escape")
    type_quick(page, "dentist 3/4/2030 at 5")
    expect(chips(page)).to_contain_text(["Wed 3 Apr 2030, 05:00"])
    say(page, "add gym 3/4/2030 at night")
    expect(log(page)).to_contain_text("Wed 3 Apr 2030, 21:00")
    page.reload()
    page.get_by_role("link", name="Settings").click()
    expect(page.get_by_label("“3/4” is")).to_have_value("dmy")
    expect(page.get_by_label("Night")).to_have_value("21")


def test_the_choices_are_made_by_keyboard_and_hours_stay_in_order(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/today?pane=settings")
    expect(example(page, "parts")).to_contain_text("19:00")
    page.get_by_label("Last hour of the day").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("A day that is over is")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(example(page, "past_dates")).to_have_text(THIS_YEAR)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Morning")).to_be_focused()
    expect(page.get_by_label("Morning").locator("option").last).to_have_text("11:00")
    expect(page.get_by_label("Evening").locator("option")).to_have_text(
        ["13:00", "14:00", "15:00", "16:00", "17:00", "18:00", "19:00", "20:00", "21:00"]
    )
    page.get_by_label("Afternoon").select_option("14:00")
    expect(page.get_by_label("Evening").locator("option").first).to_have_text("15:00")
    expect(page.get_by_label("Evening")).to_have_value("19")
    expect(example(page, "parts")).to_contain_text("14:00")


def test_the_section_speaks_persian_from_right_to_left(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/today?pane=settings")
    page.get_by_label("Language of dates and answers").select_option("فارسی")
    section = page.locator("form[name=reading]")
    expect(section.get_by_role("heading")).to_have_text("تاریخ‌ها چگونه خوانده می‌شوند")
    expect(section).to_have_attribute("dir", "rtl")
    expect(example(page, "day_order")).to_contain_text("۳ آوریل")
    page.get_by_label("«۳/۴» یعنی").select_option("اول ماه")
    expect(example(page, "day_order")).to_contain_text("۴ مارس")
    expect(page.get_by_label("ساعت اول روز").locator("option").nth(7)).to_have_text("۰۷:۰۰")


def test_a_choice_that_could_not_be_kept_goes_back_and_says_so(window: Callable[..., Window], sara: Person) -> None:
    view = window(sara)
    view.allow("ERR_FAILED")
    page = view.page("/today?pane=settings")
    expect(example(page, "day_order")).to_contain_text("4 Mar")
    page.route("**/me", lambda route: route.abort())
    page.get_by_label("“3/4” is").select_option("Day first")
    expect(page.locator("form[name=reading]").get_by_role("alert")).to_contain_text("The server did not answer")
    expect(page.get_by_label("“3/4” is")).to_have_value("")
    expect(example(page, "day_order")).to_contain_text("4 Mar")

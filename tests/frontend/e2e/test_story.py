"""The story of the first release: register, add in words, ask, complete by chat, take it back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.acceptance.instance import PASSWORD
from tests.frontend.e2e.stage import (
    LOOKS,
    Size,
    Theme,
    Window,
    chips,
    day_words,
    log,
    quick_field,
    row,
    say,
    type_quick,
)


def register_in_the_page(page: Page, username: str) -> None:
    page.goto("/register")
    page.get_by_label("First name").fill("Sara")
    page.get_by_label("Last name").fill("Moradi")
    page.get_by_label("Username").fill(username)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Welcome to Behflow")).to_be_visible()


@pytest.mark.parametrize(("theme", "size"), LOOKS)
def test_a_person_registers_adds_asks_completes_and_takes_it_back(
    window: Callable[..., Window], theme: Theme, size: Size
) -> None:
    page = window(theme=theme, size=size).context.new_page()
    register_in_the_page(page, f"story-{theme}-{size}")
    expect(page.locator("html")).to_have_attribute("data-theme", theme)

    # Quick add tells what it understood before anything is sent.
    field = type_quick(page, "pay rent tomorrow 5pm !high #home")
    due = f"{day_words(1)}, 17:00"
    expect(chips(page)).to_have_text([due, "High", "home(new)"])
    expect(page.locator("#quick-out")).to_have_text(f"Adds pay rent to a new project home, due {due}")
    field.press("Enter")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Upcoming").locator("visible=true").click()
    expect(row(page, "pay rent")).to_contain_text("17:00")
    expect(row(page, "pay rent")).to_contain_text("high priority")
    expect(row(page, "pay rent")).to_contain_text("home")

    # The assistant finds it, completes it, and says so with a receipt.
    if size == "phone":
        page.get_by_role("link", name="Chat").click()
    say(page, "what is due this week?")
    expect(log(page).get_by_role("link", name="pay rent")).to_be_visible()
    say(page, "mark pay rent as done")
    receipt = log(page).locator(".receipt")
    expect(receipt).to_contain_text("Completed 1")
    expect(log(page).get_by_text("Built-in engine, nothing left the house").last).to_be_visible()
    receipt.get_by_role("button", name="Undo").click()
    expect(receipt).to_contain_text("Undone")
    if size == "phone":
        page.get_by_role("link", name="Upcoming").locator("visible=true").click()
    expect(row(page, "pay rent").get_by_role("button", name="Complete pay rent")).to_be_visible()


def test_the_list_follows_the_assistant_at_once(window: Callable[..., Window]) -> None:
    page = window().context.new_page()
    register_in_the_page(page, "story-list")
    say(page, "add call the bank today at 23:30")
    expect(row(page, "call the bank")).to_contain_text("23:30")
    say(page, "mark it as done")
    expect(page.get_by_role("group", name="Done").locator(".row-name")).to_have_text(["call the bank"])


def test_the_conversation_is_still_there_after_a_reload(window: Callable[..., Window]) -> None:
    page = window().context.new_page()
    register_in_the_page(page, "story-reload")
    say(page, "add water the plants")
    expect(log(page).locator(".receipt")).to_contain_text("Added 1")
    page.reload()
    expect(log(page).locator(".me")).to_have_text("add water the plants")
    log(page).get_by_role("button", name="Undo").click()
    expect(log(page).locator(".receipt")).to_contain_text("Undone")
    expect(quick_field(page)).to_be_visible()

"""The keyboard does what the mouse does, and typing is never a command."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.e2e.stage import Person, Window, day, quick_field, row, rows, toasts


@pytest.fixture
def page(window: Callable[..., Window], sara: Person) -> Page:
    """Today with three tasks."""
    for name in ("one", "two", "three"):
        sara.task(name, due=day())
    return window(sara).page()


def focused(page: Page, name: str) -> None:
    expect(row(page, name).locator(".row-main")).to_be_focused()


def test_q_opens_quick_add_and_escape_leaves_it(page: Page) -> None:
    page.keyboard.press("q")
    expect(quick_field(page)).to_be_focused()
    page.keyboard.type("q # e")
    expect(quick_field(page)).to_have_value("q # e")
    page.keyboard.press("Escape")
    expect(quick_field(page)).not_to_be_focused()
    expect(rows(page)).to_have_count(3)


def test_arrows_walk_through_the_rows_and_enter_opens_one(page: Page) -> None:
    page.keyboard.press("j")
    focused(page, "one")
    page.keyboard.press("ArrowDown")
    focused(page, "two")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    focused(page, "two")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Name")).to_have_value("two")
    page.keyboard.press("Escape")
    focused(page, "two")


def test_e_completes_the_row_and_z_takes_it_back(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.get_by_role("group", name="Done").locator(".row-name")).to_have_text(["one"])
    focused(page, "two")
    page.keyboard.press("z")
    expect(page.get_by_role("group", name="Today").locator(".row-name")).to_have_text(["one", "two", "three"])
    expect(toasts(page)).to_have_text("Undone")


def test_the_number_sign_moves_the_row_to_the_trash_and_z_brings_it_back(page: Page, sara: Person) -> None:
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("#")
    expect(rows(page)).to_have_text(["one", "three"])
    focused(page, "three")
    with page.expect_response("**/undo"):
        page.keyboard.press("z")
    expect(rows(page)).to_have_text(["one", "two", "three"])
    page.reload()
    expect(rows(page)).to_have_text(["one", "two", "three"])


def test_m_puts_the_row_off_until_tomorrow(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("m")
    expect(rows(page)).to_have_text(["two", "three"])
    expect(toasts(page)).to_contain_text("“one” is due tomorrow")


def test_the_question_mark_lists_the_keys_and_gives_the_focus_back(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Add a task")
    page.keyboard.press("e")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    focused(page, "one")
    expect(rows(page)).to_have_count(3)


def test_letters_go_to_places(page: Page) -> None:
    for keys, heading in (("gu", "Upcoming"), ("gi", "Inbox"), ("gt", "Today")):
        page.keyboard.type(keys)
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()


def test_c_goes_to_the_chat_and_enter_sends(page: Page) -> None:
    page.keyboard.press("c")
    page.keyboard.type("what is due today?")
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text("one")


def test_the_first_tab_offers_to_skip_to_the_tasks(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the tasks")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()


def test_the_sort_menu_is_walked_with_arrows_and_left_with_escape(page: Page) -> None:
    sort = page.get_by_role("button", name="Sort")
    sort.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitemradio", name="Name")).to_be_focused()
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_text(["one", "three", "two"])
    expect(sort).to_be_focused()
    page.reload()
    expect(rows(page)).to_have_text(["one", "three", "two"])

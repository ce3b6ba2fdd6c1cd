"""Saved filters in the browser: made, chosen, changed and taken away, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.frontend.e2e.stage import Person, Size, Window, a_full_day, day, row, rows, toasts
from tests.frontend.e2e.test_axe import Check, clean

__all__ = ["clean"]

SIZES: list[Size] = ["desktop", "phone"]


def saved(person: Person, name: str, query: str) -> str:
    """The id of a new filter."""
    return str(person.call("POST", "/api/v1/filters", {"name": name, "query": query})["id"])


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Main").get_by_role("link", name=name, exact=True)


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog")


def test_a_filter_is_made_with_its_count_in_sight_and_shows_its_tasks(
    window: Callable[..., Window], sara: Person
) -> None:
    a_full_day(sara)
    page = window(sara).page()
    page.get_by_role("button", name="New filter").click()
    box = dialog(page)
    expect(box.get_by_role("textbox", name="Name")).to_be_focused()
    box.get_by_role("textbox", name="Name").fill("Calls")
    query = box.get_by_role("textbox", name="Filter")
    query.fill("@phone & (today | overdue)")
    expect(box.get_by_role("status")).to_have_text("2 tasks right now")
    query.press("Enter")
    expect(page.get_by_role("heading", name="Calls", level=1)).to_be_visible()
    expect(rows(page)).to_have_text(["Book the boiler service", "Answer the landlord about the lease"])
    expect(link(page, "Calls")).to_have_attribute("aria-current", "page")
    assert [one["query"] for one in sara.call("GET", "/api/v1/filters")["filters"]] == ["@phone & (today | overdue)"]


def test_a_fault_is_said_while_typing_and_enter_leads_to_it(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page()
    page.get_by_role("button", name="New filter").click()
    box = dialog(page)
    box.get_by_role("textbox", name="Name").fill("Calls")
    query = box.get_by_role("textbox", name="Filter")
    query.fill("today & nonsense")
    expect(box.get_by_role("status")).to_contain_text("“nonsense” at character 9 is not a condition")
    expect(query).to_have_attribute("aria-invalid", "true")
    query.press("Enter")
    expect(box).to_be_visible()
    chosen = "(e) => e.value.slice(e.selectionStart, e.selectionEnd)"
    page.wait_for_function(
        "() => document.activeElement.name === 'query' && document.activeElement.selectionStart === 8"
    )
    assert query.evaluate(chosen) == "nonsense"
    page.keyboard.type("p1")
    expect(box.get_by_role("status")).to_have_text("No task right now")
    expect(query).not_to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="New filter")).to_be_focused()
    assert sara.call("GET", "/api/v1/filters")["filters"] == []


def test_an_example_is_a_click_away_and_a_taken_name_is_said_at_its_field(
    window: Callable[..., Window], sara: Person
) -> None:
    saved(sara, "My day", "today")
    view = window(sara)
    view.allow("409")
    page = view.page()
    page.get_by_role("button", name="New filter").click()
    box = dialog(page)
    box.get_by_role("textbox", name="Name").fill("my DAY")
    box.get_by_role("button", name="today | overdue").click()
    expect(box.get_by_role("textbox", name="Filter")).to_have_value("today | overdue")
    box.get_by_role("button", name="Add filter").click()
    expect(box).to_contain_text("There is already a filter of this name")
    expect(box.get_by_role("textbox", name="Name")).to_be_focused()


def test_the_lists_of_a_filter_stand_one_below_the_other(window: Callable[..., Window], sara: Person) -> None:
    sara.task("late", due=day(-1))
    sara.task("now", due=day(), priority="urgent")
    sara.task("soon", due=day(1))
    page = window(sara).page(f"/filter/{saved(sara, 'Mine', 'p1, overdue, tomorrow, @nobody')}")
    expect(rows(page)).to_have_text(["now", "late", "soon"])
    expect(page.locator(".group-h .t")).to_have_text(["p1", "overdue", "tomorrow"])


def test_a_filter_has_an_address_and_a_place_in_the_history(window: Callable[..., Window], sara: Person) -> None:
    ids = a_full_day(sara)
    calls, late = saved(sara, "Calls", "@phone"), saved(sara, "Late", "overdue & p1")
    page = window(sara).page(f"/filter/{calls}")
    expect(page.get_by_role("heading", name="Calls", level=1)).to_be_visible()
    expect(rows(page)).to_have_count(3)
    link(page, "Late").click()
    expect(rows(page)).to_have_text(["Send the October invoice to Karin"])
    row(page, "Send the October invoice to Karin").locator(".row-main").click()
    expect(page).to_have_url(f"/filter/{late}?task={ids['late']}")
    page.go_back()
    page.go_back()
    expect(page).to_have_url(f"/filter/{calls}")
    expect(rows(page)).to_have_count(3)
    page.reload()
    expect(rows(page)).to_have_count(3)


def test_what_no_longer_fits_leaves_and_what_now_fits_comes(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Pay rent", due=day())
    sara.task("Call mum", due=day())
    page = window(sara).page(f"/filter/{saved(sara, 'Now', 'today')}")
    row(page, "Pay rent").get_by_role("button", name="Complete Pay rent").click()
    expect(rows(page)).to_have_text(["Call mum"])
    row(page, "Call mum").hover()
    row(page, "Call mum").get_by_role("button", name="Tomorrow").click()
    expect(page.get_by_role("heading", name="Nothing matches now")).to_be_visible()
    toasts(page).get_by_role("button", name="Undo").click()
    expect(rows(page)).to_have_text(["Call mum"])
    page.keyboard.press("q")
    page.keyboard.type("water the plants today")
    page.keyboard.press("Enter")
    expect(rows(page).get_by_text("water the plants")).to_be_visible()


def test_a_filter_is_changed_and_taken_away_with_an_undo(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Pay rent", priority="urgent")
    sara.task("Call mum")
    page = window(sara).page(f"/filter/{saved(sara, 'Mine', 'p1')}")
    expect(rows(page)).to_have_text(["Pay rent"])
    page.get_by_role("button", name="More for Mine").click(force=True)
    page.get_by_role("menuitem", name="Edit").click()
    box = dialog(page)
    expect(box.get_by_role("textbox", name="Filter")).to_have_value("p1")
    box.get_by_role("textbox", name="Filter").fill("no date & !p1")
    box.get_by_role("textbox", name="Name").fill("Others")
    box.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Others", level=1)).to_be_visible()
    expect(rows(page)).to_have_text(["Call mum"])
    page.get_by_role("button", name="More for Others").click(force=True)
    page.get_by_role("menuitem", name="Delete").click()
    expect(page).to_have_url("/today")
    expect(link(page, "Others")).to_have_count(0)
    toasts(page).get_by_role("button", name="Undo").click()
    expect(link(page, "Others")).to_be_visible()


def test_a_filter_that_is_gone_or_somebody_elses_says_so(
    window: Callable[..., Window], register: Callable[..., Person]
) -> None:
    sara, kian = register("Sara"), register("Kian")
    theirs = saved(kian, "Secret plan", "today")
    view = window(sara)
    view.allow("404")
    page = view.page(f"/filter/{theirs}")
    expect(page.get_by_role("heading", name="This filter is gone")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).not_to_contain_text("Secret plan")


def test_a_filter_for_done_tasks_shows_them_alone(window: Callable[..., Window], sara: Person) -> None:
    a_full_day(sara)
    page = window(sara).page(f"/filter/{saved(sara, 'Finished', 'done & completed: today & #Home')}")
    expect(rows(page)).to_have_count(2)
    expect(page.locator(".void")).to_have_count(0)


def test_a_filter_that_cannot_be_read_any_more_says_why(window: Callable[..., Window], sara: Person) -> None:
    mine = saved(sara, "Mine", "p1")
    view = window(sara)
    view.allow("422")
    page = view.page("/inbox")
    page.route(
        "**/api/v1/tasks?filter=*", lambda route: route.fulfill(status=422, json={"detail": "filter: no such day"})
    )
    link(page, "Mine").click()
    expect(page.get_by_role("heading", name="This filter cannot be read any more")).to_be_visible()
    expect(page.locator(".void")).to_contain_text("no such day")
    expect(page).to_have_url(f"/filter/{mine}")


def test_everything_is_reached_by_the_keyboard(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Pay rent", priority="urgent")
    saved(sara, "Mine", "p1")
    page = window(sara).page()
    link(page, "Mine").focus()
    page.keyboard.press("Enter")
    expect(rows(page)).to_have_text(["Pay rent"])
    link(page, "Mine").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="More for Mine")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_role("textbox", name="Filter")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="More for Mine")).to_be_focused()


@pytest.mark.parametrize("size", SIZES)
def test_filters_are_accessible(window: Callable[..., Window], sara: Person, clean: Check, size: Size) -> None:
    a_full_day(sara)
    mine = saved(sara, "My day", "today | overdue, 7 days & @errand")
    empty = saved(sara, "Nothing", "@nobody")
    page = window(sara, size=size).page(f"/filter/{mine}")
    expect(page.locator(".group-h .t").first).to_have_text("today | overdue")
    clean(page)
    page.goto(f"/filter/{empty}")
    expect(page.get_by_role("heading", name="Nothing matches now")).to_be_visible()
    clean(page)
    if size == "phone":
        page.goto(f"/filter/{mine}?pane=browse")
        clean(page)
    page.get_by_role("button", name="New filter").click()
    expect(dialog(page).get_by_role("status")).to_have_text("Write what the tasks have in common.")
    clean(page)
    dialog(page).get_by_role("textbox", name="Filter").fill("today & (p1")
    expect(dialog(page).get_by_role("status")).to_contain_text("never closed")
    clean(page)
    dialog(page).get_by_role("textbox", name="Filter").fill("today")
    expect(dialog(page).get_by_role("status")).to_contain_text("right now")
    clean(page)

"""Reminders in the page, and the panel and rows that show what quick add reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.e2e.stage import Person, Size, Window, day, ready, row, toasts


def _soon(minutes: int) -> str:
    return (dt.datetime.now(dt.UTC) + dt.timedelta(minutes=minutes)).isoformat(timespec="minutes")


def _clocked(view: Window) -> Page:
    page = view.context.new_page()
    page.clock.install(time=dt.datetime.now(dt.UTC))
    page.goto("/inbox")
    ready(page)
    return page


def test_a_reminder_shows_at_its_time_once_and_opens_its_task(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Water the tree", reminders=[{"at": _soon(20)}])
    sara.task("Call Ana", reminders=[{"at": _soon(600)}])
    page = _clocked(window(sara))
    expect(row(page, "Water the tree")).to_be_visible()
    expect(toasts(page)).to_have_count(0)
    page.clock.run_for(20 * 60 * 1000)
    expect(toasts(page)).to_have_count(1)
    expect(toasts(page)).to_contain_text("Reminder: Water the tree")
    toasts(page).get_by_role("button", name="Open").click()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Water the tree")
    expect(toasts(page)).to_have_count(0)
    page.clock.run_for(20 * 60 * 1000)
    expect(toasts(page)).to_have_count(0)


def test_a_reminder_before_the_due_moves_with_it(window: Callable[..., Window], sara: Person) -> None:
    due = {"date": day(1), "time": "12:00"}
    task = sara.task("Tea", due=due, reminders=[{"minutes_before": 30}])
    page = _clocked(window(sara))
    expect(row(page, "Tea")).to_be_visible()
    at = dt.datetime.fromisoformat(task["due"]["at"]) - dt.timedelta(minutes=30)
    wait = at - dt.datetime.now(dt.UTC)
    page.clock.fast_forward(int((wait - dt.timedelta(minutes=5)).total_seconds() * 1000))
    expect(toasts(page)).to_have_count(0)
    page.clock.fast_forward(6 * 60 * 1000)
    expect(toasts(page)).to_contain_text("Reminder: Tea, due")


def test_one_that_was_missed_shows_when_the_page_opens_and_in_no_second_page(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Water the tree", reminders=[{"at": _soon(-30)}])
    view = window(sara)
    page = view.page("/inbox")
    expect(toasts(page)).to_contain_text("Reminder: Water the tree")
    second = view.page("/inbox")
    expect(row(second, "Water the tree")).to_be_visible()
    expect(second.locator("bf-list .row")).to_have_count(1)
    second.reload()
    ready(second)
    expect(row(second, "Water the tree")).to_be_visible()
    expect(toasts(second)).to_have_count(0)


def test_a_reminder_of_the_system_comes_where_it_is_allowed(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Water the tree", reminders=[{"at": _soon(-5)}])
    view = window(sara)
    view.context.grant_permissions(["notifications"], origin=view.origin)
    page = view.page("/inbox")
    expect(toasts(page)).to_contain_text("Reminder: Water the tree")
    assert page.evaluate("Notification.permission") == "granted"


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_panel_shows_and_changes_section_reminders_and_checkbox(
    window: Callable[..., Window], sara: Person, size: Size
) -> None:
    home = sara.project("Home")
    sara.task("other", project_id=home, section="Kitchen")
    task = sara.task(
        "Tulips", project_id=home, section="Garden", due={"date": day(1), "time": "17:00"},
        reminders=[{"minutes_before": 30}],
    )  # fmt: skip
    page = window(sara, size=size).page(f"/inbox?task={task['id']}")
    panel = page.locator("bf-panel")
    expect(panel.get_by_label("Section")).to_have_value("Garden")

    def save(act: Callable[[], object]) -> None:
        with page.expect_response(lambda answer: answer.request.method == "PATCH"):
            act()

    panel.get_by_label("Section").fill("Kitchen")
    save(lambda: panel.get_by_label("Section").press("Enter"))
    remind = panel.get_by_role("textbox", name="Remind")
    remind.fill("9am")
    save(lambda: remind.press("Enter"))
    expect(panel.locator(".chip")).to_have_text(["30 min before", "tomorrow 09:00"])
    remind.fill("some time")
    remind.press("Enter")
    expect(panel.get_by_role("alert")).to_have_text("Not understood. Try “30 min before” or “tomorrow 9am”.")
    save(lambda: panel.get_by_role("button", name="Remove the reminder 30 min before").click())
    save(lambda: panel.get_by_label("Assignee").select_option("Me"))
    save(lambda: panel.get_by_role("checkbox").check())
    expect(panel.get_by_role("button", name="Complete Tulips")).to_have_count(0)
    expect(panel.get_by_label("Status").get_by_role("option", name="Done")).to_have_count(0)
    saved = sara.call("GET", f"/api/v1/tasks/{task['id']}")
    assert (saved["section"], saved["uncompletable"], saved["assignee_id"]) == ("Kitchen", True, sara.user["id"])
    assert [list(one) for one in saved["reminders"]] == [["at"]]


def test_rows_show_sections_bells_and_headings(window: Callable[..., Window], sara: Person) -> None:
    home = sara.project("Home")
    sara.task("Tulips", project_id=home, section="Garden", due=day(), reminders=[{"at": _soon(60)}])
    sara.task("Floor", project_id=home, section="Kitchen")
    sara.task("Plan", project_id=home, uncompletable=True)
    page = window(sara).page("/today")
    expect(row(page, "Tulips").locator(".m-proj")).to_have_text("Home / Garden")
    expect(row(page, "Tulips").locator(".m-due")).to_contain_text("reminder")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Home").click()
    expect(page.locator("bf-list .group-h")).to_have_text(["Garden1", "Kitchen1"])
    expect(row(page, "Plan").get_by_role("button", name="Complete Plan")).to_have_count(0)
    row(page, "Plan").locator(".row-main").focus()
    page.keyboard.press("e")
    expect(toasts(page)).to_contain_text("“Plan” has no checkbox, so it cannot be completed")
    assert [task["status"] for task in sara.tasks() if task["name"] == "Plan"] == ["not_started"]

"""Completing, editing, deleting and restoring, each with a way back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.acceptance.instance import until
from tests.frontend.e2e.stage import Person, Window, day, day_words, row, rows, toasts


def test_completing_shows_a_toast_and_its_undo_brings_the_task_back(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Water the plants", due=day())
    page = window(sara, motion=True).page()
    page.get_by_role("button", name="Complete Water the plants").click()
    expect(toasts(page)).to_contain_text("Completed “Water the plants”")
    expect(page.get_by_role("group", name="Done").locator(".row-name")).to_have_text(["Water the plants"])
    with page.expect_response("**/undo"):
        toasts(page).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Complete Water the plants")).to_be_visible()
    expect(page.get_by_role("group", name="Done")).to_have_count(0)
    page.reload()
    expect(page.get_by_role("button", name="Complete Water the plants")).to_be_visible()
    assert sara.tasks()[0]["status"] == "not_started"


def test_completing_a_repeating_task_shows_the_next_one_and_undo_takes_it_away(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Water the plants", due=day(), recurrence={"rule": "FREQ=DAILY", "from": "schedule"})
    page = window(sara).page("/inbox")
    page.get_by_role("button", name="Complete Water the plants").click()
    expect(toasts(page)).to_contain_text("Completed “Water the plants”, next tomorrow")
    expect(row(page, "Water the plants").filter(has_text="tomorrow")).to_be_visible()
    with page.expect_response("**/undo"):
        toasts(page).get_by_role("button", name="Undo").click()
    expect(row(page, "Water the plants")).to_have_count(1)
    expect(row(page, "Water the plants")).to_contain_text("today")
    page.reload()
    expect(row(page, "Water the plants")).to_have_count(1)
    assert [(task["status"], task["due"]["date"]) for task in sara.tasks()] == [("not_started", day())]


def test_what_is_late_moves_to_today_in_one_click(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Old one", due=day(-4))
    sara.task("Older one", due=day(-9))
    page = window(sara).page()
    expect(page.get_by_role("group", name="Overdue").locator(".m-due.late")).to_have_text(
        [f"due {day_words(-9)}", f"due {day_words(-4)}"]
    )
    page.get_by_role("button", name="Move to today").click()
    expect(page.get_by_role("group", name="Today").locator(".row")).to_have_count(2)
    expect(toasts(page)).to_contain_text("Moved 2 tasks to today")
    toasts(page).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("group", name="Overdue").locator(".row")).to_have_count(2)


def test_the_panel_saves_each_field_as_it_is_left(window: Callable[..., Window], sara: Person) -> None:
    project = sara.project("Home")
    task = sara.task("Paint the dor", due=day())
    page = window(sara).page(f"/today?task={task['id']}")
    panel = page.get_by_role("complementary", name="Task")
    panel.get_by_role("textbox", name="Name").fill("Paint the door")
    panel.get_by_label("Priority").select_option("Urgent")
    panel.get_by_label("Project").select_option("Home")
    panel.get_by_label("Time").fill("22:30")
    panel.get_by_label("Deadline").fill(day(5))
    panel.get_by_label("Tags").fill("colour")
    panel.get_by_label("Tags").press("Enter")
    panel.get_by_label("Repeats").fill("every week")
    panel.get_by_label("Length").fill("1 h 30")
    panel.get_by_role("textbox", name="Description").fill("Two coats")
    panel.get_by_role("textbox", name="Add a subtask").fill("Buy paint")
    panel.get_by_role("textbox", name="Add a subtask").press("Enter")
    expect(panel.locator(".subs .row-name")).to_have_text(["Buy paint"])
    expect(row(page, "Paint the door")).to_contain_text("22:30")
    panel.get_by_role("button", name="Close").click()
    expect(panel).to_be_hidden()
    expect(row(page, "Paint the door")).to_contain_text("0 of 1 subtasks done")
    # All of this was shown before the server had it; these two are sent last.
    until(lambda: "Buy paint" in sara.names(), "the subtask is saved")
    until(lambda: sara.call("GET", f"/api/v1/tasks/{task['id']}")["recurrence"], "the rule is saved")
    saved = sara.call("GET", f"/api/v1/tasks/{task['id']}")
    assert (saved["name"], saved["priority"], saved["project_id"], saved["description"]) == (
        "Paint the door", "urgent", project, "Two coats",
    )  # fmt: skip
    assert (saved["due"]["date"], saved["due"]["time"][:5], saved["deadline"]) == (day(), "22:30", day(5))
    assert (saved["tags"], saved["duration_minutes"]) == (["colour"], 90)
    assert saved["recurrence"]["rule"].startswith("FREQ=WEEKLY")


def test_a_deleted_task_lies_in_the_trash_and_comes_back_from_there(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Buy bread", due=day())
    page = window(sara).page()
    row(page, "Buy bread").hover()
    row(page, "Buy bread").get_by_role("button", name="Delete").click()
    expect(toasts(page)).to_contain_text("Moved “Buy bread” to the trash")
    expect(rows(page)).to_have_count(0)
    page.get_by_role("link", name="Trash").click()
    expect(row(page, "Buy bread")).to_contain_text("deleted today")
    row(page, "Buy bread").get_by_role("button", name="Restore", exact=True).click()
    expect(page.get_by_role("heading", name="Trash is empty")).to_be_visible()
    page.get_by_role("link", name="Today", exact=False).first.click()
    expect(row(page, "Buy bread")).to_be_visible()
    until(lambda: sara.names() == ["Buy bread"], "the task is restored")


def test_several_selected_tasks_are_completed_together_and_undone_together(
    window: Callable[..., Window], sara: Person
) -> None:
    for name in ("one", "two", "three"):
        sara.task(name, due=day())
    page = window(sara).page()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.get_by_role("toolbar", name="2 selected").get_by_role("button", name="Done").click()
    expect(toasts(page)).to_contain_text("Completed 2 tasks")
    expect(page.get_by_role("group", name="Done").locator(".row")).to_have_count(2)
    toasts(page).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("group", name="Today").locator(".row")).to_have_count(3)
    expect(page.get_by_role("group", name="Done")).to_have_count(0)


def test_a_project_is_made_renamed_and_deleted_and_its_tasks_stay(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page()
    page.get_by_role("button", name="New project").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Gardn")
    page.get_by_role("dialog").get_by_role("button", name="Add project").click()
    expect(page.get_by_role("heading", name="Gardn", level=1)).to_be_visible()
    sara.task("Rake the leaves", project_id=page.url.rsplit("/", 1)[1])
    page.reload()
    expect(row(page, "Rake the leaves")).to_be_visible()
    page.get_by_role("link", name="Gardn").hover()
    page.get_by_role("button", name="More for Gardn").click()
    page.get_by_role("menuitem", name="Rename or recolour").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Garden")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Garden", level=1)).to_be_visible()
    page.get_by_role("link", name="Garden").hover()
    page.get_by_role("button", name="More for Garden").click()
    page.get_by_role("menuitem", name="Delete").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete project").click()
    expect(page.get_by_role("heading", name="Inbox", level=1)).to_be_visible()
    expect(row(page, "Rake the leaves")).to_be_visible()


def test_a_search_finds_words_of_names_and_descriptions(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Call the dentist")
    sara.task("Buy bread", description="from the dental bakery")
    sara.task("Read")
    page = window(sara).page("/search")
    page.get_by_role("searchbox", name="Search tasks").fill("dent")
    expect(rows(page)).to_have_text(["Call the dentist", "Buy bread"])
    expect(page).to_have_url("/search?q=dent")

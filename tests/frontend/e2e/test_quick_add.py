"""Quick add: what is understood is shown before Enter, and can be turned back into words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.frontend.e2e.stage import (
    Person,
    Size,
    Window,
    chips,
    day,
    day_words,
    quick_field,
    row,
    rows,
    toasts,
    type_quick,
)


def test_the_cross_of_a_chip_turns_its_words_back_into_text(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/inbox")
    field = type_quick(page, "watch the movie tomorrow !high")
    expect(chips(page)).to_have_text([day_words(1), "High"])
    page.get_by_role("button", name=f"Turn back into text: {day_words(1)}").click()
    expect(chips(page)).to_have_text(["High"])
    expect(page.locator("#quick-out")).to_have_text("Adds watch the movie tomorrow to Inbox")
    expect(field).to_be_focused()
    with page.expect_response("**/tasks/quick"):
        field.press("Enter")
    expect(row(page, "watch the movie tomorrow")).to_be_visible()
    expect(field).to_have_value("")
    expect(rows(page)).to_have_count(1)
    assert [(task["name"], task["due"], task["priority"]) for task in sara.tasks()] == [
        ("watch the movie tomorrow", None, "high")
    ]


def test_backspace_at_a_chip_gives_the_words_back_and_deletes_no_letter(
    window: Callable[..., Window], sara: Person
) -> None:
    page = window(sara).page("/inbox")
    field = type_quick(page, "read the book tomorrow")
    expect(chips(page)).to_have_count(1)
    field.press("Backspace")
    expect(chips(page)).to_have_count(0)
    expect(field).to_have_value("read the book tomorrow")
    field.press("Backspace")
    expect(field).to_have_value("read the book tomorro")


def test_a_new_project_is_announced_and_then_stands_in_the_sidebar(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page()
    field = type_quick(page, "paint the fence #garden")
    expect(chips(page)).to_have_text(["garden(new)"])
    field.press("Enter")
    expect(page.get_by_role("navigation", name="Main").get_by_role("link", name="garden")).to_contain_text("1 open")
    type_quick(page, "mow the lawn #garden")
    expect(chips(page)).to_have_text(["garden"])


def test_tab_completes_a_project_with_a_blank_in_its_name(window: Callable[..., Window], sara: Person) -> None:
    sara.project("Summer house")
    page = window(sara).page()
    field = type_quick(page, "paint the door #su")
    expect(page.get_by_role("option", name="Summer house")).to_be_visible()
    field.press("Tab")
    expect(field).to_have_value('paint the door #"Summer house" ')
    expect(chips(page)).to_have_text(["Summer house"])


def test_what_is_added_on_today_is_due_today(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page()
    field = type_quick(page, "stretch")
    expect(page.locator("#quick-out")).to_have_text("Adds stretch to Inbox, due today")
    with page.expect_response("**/tasks/quick"):
        field.press("Enter")
    expect(row(page, "stretch")).to_be_visible()
    expect(page).to_have_title("(1) Today - Behflow")
    assert sara.tasks()[0]["due"]["date"] == day()


def test_several_lines_become_several_tasks(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/inbox")
    field = type_quick(page, "buy bread\nbuy milk\n\nbuy salt")
    expect(page.locator("#quick-out")).to_have_text("Adds 3 tasks, one for each line to Inbox")
    field.press("Enter")
    expect(rows(page)).to_have_text(["buy bread", "buy milk", "buy salt"])


def test_a_line_with_a_date_and_no_name_is_not_sent(window: Callable[..., Window], sara: Person) -> None:
    view = window(sara)
    page = view.page("/inbox")
    field = type_quick(page, "tomorrow 5pm")
    expect(page.locator("#quick-out")).to_have_text("Add a few words for the name")
    field.press("Enter")
    expect(field).to_have_value("tomorrow 5pm")
    assert not any(one.endswith("/tasks/quick") for one in view.requests)


def test_emoji_before_a_date_do_not_shift_what_is_marked(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page()
    type_quick(page, "🎉🎂 party tomorrow @fun")
    expect(page.locator(".quick-mirror mark")).to_have_text(["tomorrow", "@fun"])


def test_letters_typed_fast_and_enter_lose_nothing(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/inbox")
    quick_field(page).click()
    for name in ("one", "two", "three"):
        page.keyboard.type(f"{name} !high")
        page.keyboard.press("Enter")
    expect(rows(page)).to_have_text(["one", "two", "three"])
    expect(page.locator("bf-list .row .prio")).to_have_count(3)


PARTY = (
    "* Plan the party tomorrow 5pm for 45min every week #Home /Garden @fun p1 {next friday} !30 min before !doing +me "
    "// bring cake"
)
LIST = """Trip to Rome #Travel /Summer
  - [ ] book the flight tomorrow
    - choose the seat
  - [x] passport
pay rent"""


def test_every_kind_of_word_shows_as_a_chip_and_is_stored(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/inbox")
    field = type_quick(page, PARTY)
    expect(chips(page)).to_have_text(
        ["No checkbox", f"{day_words(1)}, 17:00", "45 min", re.compile("^Weekly"), "Home(new)", "Garden(new)", "@fun",
         "Urgent", re.compile(r"^Fri "), "30 min before", "In progress", "me", "bring cake"]
    )  # fmt: skip
    with page.expect_response("**/tasks/quick"):
        field.press("Enter")
    (task,) = sara.tasks()
    assert (task["name"], task["section"], task["tags"]) == ("Plan the party", "Garden", ["fun"])
    assert (task["uncompletable"], task["status"], task["priority"]) == (True, "in_progress", "urgent")
    assert (task["reminders"], task["assignee_id"]) == ([{"minutes_before": 30}], sara.user["id"])
    assert (task["duration_minutes"], task["description"]) == (45, "bring cake")
    assert task["recurrence"] is not None
    assert task["deadline"] is not None


def test_every_chip_can_be_turned_back_until_the_line_is_its_own_title(
    window: Callable[..., Window], sara: Person
) -> None:
    page = window(sara).page("/inbox")
    text = "* Party tomorrow 5pm #Home /Garden @fun p1 {friday} !30 min before !doing +me // cake"
    field = type_quick(page, text)
    expect(chips(page)).to_have_count(11)
    while (left := chips(page).count()) > 0:
        chips(page).last.get_by_role("button").click()
        # The section falls with its project, so more than one may go.
        expect(chips(page).nth(left - 1)).to_have_count(0)
        with page.expect_response("**/api/v1/parse"):
            field.press("End")
            field.press_sequentially(" ")
    with page.expect_response("**/tasks/quick"):
        field.press("Enter")
    (task,) = sara.tasks()
    assert (task["name"], task["due"], task["reminders"]) == (text, None, [])


def test_words_that_were_turned_back_stay_text_while_one_types_on(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/inbox")
    field = type_quick(page, "watch tomorrow")
    page.get_by_role("button", name=f"Turn back into text: {day_words(1)}").click()
    expect(chips(page)).to_have_count(0)
    field.press("End")
    field.press_sequentially("s")
    field.press("Backspace")
    field.press_sequentially(" never dies !high")
    expect(chips(page)).to_have_text(["High"])
    expect(page.locator("#quick-out")).to_contain_text("Adds watch tomorrow never dies to Inbox")


def test_sections_people_and_tags_are_completed_by_keys(window: Callable[..., Window], sara: Person) -> None:
    home = sara.project("Home")
    for section in ("Garden", "Kitchen"):
        sara.task(f"In {section}", project_id=home, section=section, tags=["phone"])
    page = window(sara).page("/inbox")
    field = type_quick(page, "paint #Home /")
    options = page.get_by_role("option")
    expect(options).to_have_text(["Garden⇥", "Kitchen"])
    expect(page.locator("bf-quick").get_by_role("status")).to_have_text("2 suggestions, Tab completes")
    field.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "quick-option-1")
    field.press("Enter")
    expect(field).to_have_value("paint #Home /Kitchen ")
    field.press_sequentially("+")
    expect(options).to_have_text(["me⇥"])
    field.press("Tab")
    field.press_sequentially("@p")
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_be_focused()
    field.press_sequentially("h")
    field.press("Tab")
    expect(field).to_have_value("paint #Home /Kitchen +me @phone ")
    expect(chips(page)).to_have_text(["Home", "Kitchen", "me", "@phone"])


def test_enter_takes_no_name_that_was_not_chosen(window: Callable[..., Window], sara: Person) -> None:
    sara.project("Homework")
    page = window(sara).page("/inbox")
    field = type_quick(page, "sweep #Home")
    expect(page.get_by_role("option", name="Homework")).to_be_visible()
    with page.expect_response("**/tasks/quick"):
        field.press("Enter")
    names = [project["name"] for project in sara.call("GET", "/api/v1/projects")["projects"]]
    assert names == ["Homework", "Home"]


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_pasted_list_is_shown_added_at_once_and_undone_at_once(
    window: Callable[..., Window], sara: Person, size: Size
) -> None:
    page = window(sara, size=size).page("/inbox")
    field = type_quick(page, LIST)
    preview = page.get_by_role("list", name="What will be added")
    expect(preview.locator(".q-name")).to_have_text(
        ["Trip to Rome", "book the flight", "choose the seat", "passport", "pay rent"]
    )
    expect(preview.get_by_role("listitem").nth(2)).to_have_attribute("aria-level", "3")
    expect(preview.locator(".chip")).to_have_text(["Travel(new)", "Summer(new)", day_words(1), "Done"])
    expect(page.locator("#quick-out")).to_have_text("Adds 5 tasks, 3 of them subtasks")
    with page.expect_response("**/tasks/quick"):
        field.press("Enter")
    tasks = {task["name"]: task for task in sara.tasks()}
    assert tasks["choose the seat"]["parent_id"] == tasks["book the flight"]["id"]
    assert tasks["book the flight"]["parent_id"] == tasks["Trip to Rome"]["id"]
    assert tasks["passport"]["status"] == "completed"
    assert tasks["choose the seat"]["section"] == "Summer"
    expect(toasts(page)).to_contain_text("Added 5 tasks")
    with page.expect_response("**/undo"):
        toasts(page).get_by_role("button", name="Undo").click()
    assert sara.tasks() == []


def test_a_chip_in_a_pasted_list_is_turned_back_in_its_line(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/inbox")
    field = type_quick(page, "see tomorrow land\ncall tomorrow")
    page.locator(".quick-tree li").first.get_by_role("button").click()
    expect(page.locator(".q-name")).to_have_text(["see tomorrow land", "call"])
    with page.expect_response("**/tasks/quick"):
        field.press("Enter")
    assert sorted(sara.names()) == ["call", "see tomorrow land"]


def test_a_line_without_a_name_in_a_list_is_named_and_nothing_is_sent(
    window: Callable[..., Window], sara: Person
) -> None:
    view = window(sara)
    page = view.page("/inbox")
    field = type_quick(page, "buy bread\ntomorrow 5pm")
    expect(page.locator("#quick-out")).to_have_text("Line 2 has no name")
    field.press("Enter")
    expect(field).to_have_value("buy bread\ntomorrow 5pm")
    assert not any(one.endswith("/tasks/quick") for one in view.requests)


def test_too_many_lines_are_refused_before_anything_is_sent(window: Callable[..., Window], sara: Person) -> None:
    view = window(sara)
    view.allow("422")
    page = view.page("/inbox")
    field = type_quick(page, "\n".join(f"task {n}" for n in range(201)))
    expect(page.locator("#quick-out")).to_have_text("The text has 201 lines; at most 200 can be added at once")
    field.press("Enter")
    expect(field).not_to_have_value("")
    assert not any(one.endswith("/tasks/quick") for one in view.requests)


def test_a_stranger_stays_text_and_the_line_says_so(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/inbox")
    type_quick(page, "call the bank +Zoe")
    expect(chips(page)).to_have_count(0)
    expect(page.locator("#quick-out")).to_contain_text("+Zoe stays text: nobody of that name shares this list")


def test_what_is_added_under_a_tag_carries_it_also_with_a_description(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("old", tags=["fun"])
    page = window(sara).page("/tag/fun")
    field = type_quick(page, "dance // all night")
    with page.expect_response("**/tasks/quick"):
        field.press("Enter")
    task = next(one for one in sara.tasks() if one["name"] == "dance")
    assert (task["tags"], task["description"]) == (["fun"], "all night")


def test_persian_words_are_chips_in_persian_from_right_to_left(
    window: Callable[..., Window], register: Callable[..., Person]
) -> None:
    person = register("سارا", "مرادی")
    person.call("PATCH", "/me", {"locale": "fa"})
    page = window(person).page("/inbox")
    type_quick(page, "* خرید کتاب فردا #خانه /اتاق !۳۰ دقیقه قبل !مسدود +من")
    expect(chips(page).nth(0)).to_have_text("بدون تیک")
    expect(chips(page).nth(4)).to_have_text("۳۰ دقیقه قبل")
    expect(chips(page).nth(5)).to_have_text("مسدود")
    assert quick_field(page).evaluate("(field) => getComputedStyle(field).direction") == "rtl"

"""Quick add: what is understood is shown before Enter, and can be turned back into words."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.frontend.e2e.stage import Person, Window, chips, day, day_words, quick_field, row, rows, type_quick


def test_the_cross_of_a_chip_turns_its_words_back_into_text(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/inbox")
    field = type_quick(page, "watch the movie tomorrow !high")
    expect(chips(page)).to_have_text([day_words(1), "High"])
    page.get_by_role("button", name=f"Turn back into text: {day_words(1)}").click()
    expect(chips(page)).to_have_text(["High"])
    expect(page.locator("#quick-out")).to_have_text("Adds watch the movie tomorrow to Inbox")
    expect(field).to_be_focused()
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
    field.press("Enter")
    expect(row(page, "stretch")).to_be_visible()
    expect(page).to_have_title("(1) Today - Behflow")
    assert sara.tasks()[0]["due"]["date"] == day()


def test_several_lines_become_several_tasks(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/inbox")
    field = type_quick(page, "buy bread\nbuy milk\n\nbuy salt")
    expect(page.locator("#quick-out")).to_have_text("Adds 3 tasks, one for each line")
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

"""Changes made elsewhere, a server that does not answer, and names that try to be more than text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.frontend.e2e.stage import Person, Window, chips, day, log, quick_field, row, rows, say, toasts, type_quick

HOSTILE = [
    "<script>document.title='owned'</script>",
    "<img src=x onerror=\"document.title='owned'\">",
    "\"><svg onload=document.title='owned'>",
    "{{7*7}} ${7*7} javascript:alert(1)",
    "خرید نان و شیر برای فردا",
    "abc \u202eflipped\u202c end",
    "W" * 500,
    "زنگ به Sara درباره‌ی Q4",
]


def test_a_change_made_elsewhere_is_not_written_over_unless_wished(window: Callable[..., Window], sara: Person) -> None:
    task = sara.task("Paint the door", due=day())
    view = window(sara)
    view.allow("412")
    page = view.page(f"/today?task={task['id']}")
    name = page.get_by_role("textbox", name="Name")
    name.fill("Paint the door red")
    sara.call("PATCH", f"/api/v1/tasks/{task['id']}", {"name": "Paint the gate"})
    name.press("Enter")
    expect(toasts(page)).to_contain_text("was changed elsewhere")
    expect(row(page, "Paint the gate")).to_be_visible()
    assert sara.names() == ["Paint the gate"]
    toasts(page).get_by_role("button", name="Save mine").click()
    expect(row(page, "Paint the door red")).to_be_visible()
    expect(toasts(page)).to_have_count(0)
    page.reload()
    expect(row(page, "Paint the door red")).to_be_visible()
    assert sara.names() == ["Paint the door red"]


def test_editing_several_fields_in_a_row_is_no_conflict_with_oneself(
    window: Callable[..., Window], sara: Person
) -> None:
    task = sara.task("Paint the door", due=day())
    page = window(sara).page(f"/today?task={task['id']}")
    panel = page.get_by_role("complementary", name="Task")
    for priority in ("Urgent", "High", "Medium"):
        panel.get_by_label("Priority").select_option(priority)
    panel.get_by_role("textbox", name="Name").fill("Paint it")
    panel.get_by_role("textbox", name="Name").press("Enter")
    expect(row(page, "Paint it")).to_contain_text("medium priority")
    panel.get_by_role("button", name="Close").click()
    page.reload()
    expect(row(page, "Paint it")).to_contain_text("medium priority")


def down(page: Page) -> Callable[[], None]:
    """The server is out of reach until the answer is called."""

    def refuse(route: Route) -> None:
        route.abort("connectionrefused")

    page.route("**/api/**", refuse)
    return lambda: page.unroute("**/api/**", refuse)


def test_what_is_done_while_the_server_is_down_is_kept_counted_and_sent_when_it_is_back(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Water the plants", due=day())
    view = window(sara)
    view.allow("ERR_CONNECTION_REFUSED")
    page = view.page()
    back = down(page)
    page.get_by_role("button", name="Complete Water the plants").click()
    expect(page.get_by_role("group", name="Done").locator(".row-name")).to_have_text(["Water the plants"])
    field = type_quick(page, "buy bread")
    expect(page.locator("#quick-out")).to_have_text("No answer yet, Enter adds it all the same")
    field.press("Enter")
    expect(row(page, "buy bread")).to_be_visible()
    expect(toasts(page).filter(has_text="Could not save. Your change is kept here.")).to_be_visible()
    badge = page.get_by_role("button", name="Offline, 2 changes waiting. Try again")
    expect(badge).to_be_visible()
    assert [(task["name"], task["status"]) for task in sara.tasks()] == [("Water the plants", "not_started")]
    back()
    badge.click()
    expect(page.get_by_text("changes waiting")).to_have_count(0)
    expect(row(page, "buy bread")).to_be_visible()
    page.reload()
    expect(row(page, "buy bread")).to_be_visible()
    found = {task["name"]: task["status"] for task in sara.tasks()}
    assert found == {"Water the plants": "completed", "buy bread": "not_started"}


def test_a_page_is_not_left_unasked_while_changes_are_on_their_way(window: Callable[..., Window], sara: Person) -> None:
    task = sara.task("Water the plants", due=day())
    page = window(sara).page(f"/today?task={task['id']}")
    held: list[Route] = []
    page.route("**/api/v1/tasks/*", lambda route: held.append(route) if not held else route.continue_())
    panel = page.get_by_role("complementary", name="Task")
    panel.get_by_role("textbox", name="Name").fill("Water all plants")
    panel.get_by_role("textbox", name="Description").fill("From below")
    panel.get_by_role("textbox", name="Add a subtask").focus()
    page.once("dialog", lambda dialog: dialog.dismiss())
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    with page.expect_response(lambda answer: "From below" in (answer.request.post_data or "")):
        held[0].continue_()
    assert [(task["name"], task["description"]) for task in sara.tasks()] == [("Water all plants", "From below")]


def test_a_page_that_cannot_load_says_so_and_loads_when_asked_again(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Water the plants", due=day())
    view = window(sara)
    view.allow("ERR_CONNECTION_REFUSED")
    page = view.context.new_page()
    back = down(page)
    page.goto("/today")
    expect(page.get_by_role("alert")).to_contain_text("Could not load Today")
    back()
    page.get_by_role("button", name="Try again").click()
    expect(row(page, "Water the plants")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_message_that_was_not_sent_says_so_and_is_sent_when_asked_again(
    window: Callable[..., Window], sara: Person
) -> None:
    view = window(sara)
    view.allow("ERR_CONNECTION_REFUSED")
    page = view.page()
    back = down(page)
    say(page, "add buy bread")
    expect(log(page).locator(".unsent")).to_contain_text("Not sent.")
    back()
    log(page).get_by_role("button", name="Try again").click()
    expect(log(page).locator(".receipt")).to_contain_text("Added 1")
    expect(log(page).locator(".me")).to_have_count(1)
    assert sara.names() == ["buy bread"]


def test_a_refused_task_gives_the_words_back(window: Callable[..., Window], sara: Person) -> None:
    view = window(sara)
    view.allow("422")
    page = view.page("/inbox")
    field = type_quick(page, "x" * 600)
    field.press("Enter")
    toast = toasts(page).filter(has_text="Not added")
    expect(toast).to_be_visible()
    expect(quick_field(page)).to_have_value("x" * 600)
    expect(rows(page)).to_have_count(0)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_names_of_any_kind_are_text_and_leave_the_layout_alone(
    window: Callable[..., Window], sara: Person, size: str
) -> None:
    for name in HOSTILE:
        sara.task(name, due=day(), description=name)
    sara.project("<b>bold</b><script>document.title='owned'</script>")
    page = window(sara, size=size).page()
    expect(rows(page)).to_have_text(HOSTILE)
    widths = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]
    heights = {round(one["height"]) for one in (each.bounding_box() for each in page.locator(".row").all()) if one}
    assert len(heights) == 1, heights
    for task in sara.tasks():
        page.goto(f"/today?task={task['id']}")
        expect(page.get_by_role("textbox", name="Name")).to_have_value(task["name"])
    assert page.evaluate("() => [document.scripts.length, document.querySelectorAll('main img').length]") == [2, 0]
    expect(page).not_to_have_title("owned")


def test_names_of_any_kind_are_text_in_the_chat_and_in_chips(window: Callable[..., Window], sara: Person) -> None:
    for name in HOSTILE[:3]:
        sara.task(name, due=day())
    page = window(sara).page()
    say(page, "what is due today?")
    expect(log(page).get_by_role("link")).to_have_count(3)
    say(page, "<img src=x onerror=\"document.title='owned'\">")
    expect(log(page).locator(".it")).to_have_count(2)
    type_quick(page, 'look #"<img src=x onerror=alert(1)>" @<b>x</b>')
    expect(chips(page).first).to_be_visible()
    assert page.locator(".talk img, .quick img, .quick b b").count() == 0
    expect(page).not_to_have_title("owned")

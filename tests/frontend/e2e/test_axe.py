"""No accessibility violations, in any state of any page, in both themes, on a desktop and on a phone."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.e2e.stage import (
    Person,
    Size,
    Theme,
    Window,
    a_full_day,
    chips,
    day,
    log,
    row,
    rows,
    say,
    toasts,
    type_quick,
)

SIZES: list[Size] = ["desktop", "phone"]
THEMES: list[Theme] = ["dark", "light"]
RUN = """axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})
  .then(({violations}) => violations.map((one) =>
    `${one.id}: ${one.nodes.map((node) => `${node.target} (${node.failureSummary})`).join('; ')}`))"""

Check = Callable[[Page], None]
Stage = Callable[..., Page]


@pytest.fixture
def clean(axe_source: str) -> Check:
    """Checks the page as it stands in both themes."""

    def check(page: Page) -> None:
        # By the debugger: the content policy of the page would not let the script in.
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": axe_source})
        found: list[str] = []
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            expect(page.locator("html")).to_have_attribute("data-theme", theme)
            answer = session.send("Runtime.evaluate", {"expression": RUN, "awaitPromise": True, "returnByValue": True})
            assert "exceptionDetails" not in answer, json.dumps(answer)
            found += [f"{theme}: {one}" for one in answer["result"]["value"]]
        session.detach()
        assert not found, "\n".join(found)

    return check


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> Size:
    """How large the window is."""
    value: Size = request.param
    return value


@pytest.fixture
def full(window: Callable[..., Window], sara: Person, size: Size) -> Stage:
    """Opens a view of a person with a day full of tasks."""

    def show(path: str = "/today") -> Page:
        ids = a_full_day(sara)
        return window(sara, size=size).page(path.format(**ids))

    return show


def test_signing_in_is_accessible(window: Callable[..., Window], clean: Check, size: Size) -> None:
    view = window(size=size)
    view.allow("401")
    page = view.context.new_page()
    page.goto("/login")
    clean(page)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Please fill this in.").first).to_be_visible()
    clean(page)
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password", exact=True).fill("wrong and long")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("Username or password is not right.")
    clean(page)


def test_registering_is_accessible(window: Callable[..., Window], clean: Check, size: Size) -> None:
    page = window(size=size).context.new_page()
    page.goto("/register")
    clean(page)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_text("Please fill this in.").first).to_be_visible()
    clean(page)


def test_today_with_late_present_and_done_tasks_is_accessible(full: Stage, clean: Check) -> None:
    page = full()
    expect(rows(page)).to_have_count(9)
    clean(page)
    row(page, "Draft the budget table").get_by_role("button", name="Complete Draft the budget table").click()
    expect(toasts(page)).to_contain_text("Undo")
    clean(page)


def test_typing_with_chips_is_accessible(full: Stage, clean: Check) -> None:
    page = full()
    type_quick(page, "pay rent every month on the 24th 5pm !high #home @bills 30min")
    expect(chips(page).nth(3)).to_be_visible()
    clean(page)
    type_quick(page, "call mum @p")
    expect(page.get_by_role("listbox")).to_be_visible()
    clean(page)


def test_every_kind_of_chip_and_a_pasted_list_are_accessible(full: Stage, clean: Check) -> None:
    page = full()
    type_quick(page, "* plan tomorrow for 45min #Home /New @fun p1 {friday} !1h before !doing +me // cake")
    expect(chips(page)).to_have_count(12)
    clean(page)
    type_quick(page, "call +")
    expect(page.get_by_role("option", name="me")).to_be_visible()
    clean(page)
    type_quick(page, "Trip #Home /New !high\n  - [ ] flight tomorrow !1h before\n  - [x] passport\ntomorrow")
    expect(page.locator(".quick-tree li")).to_have_count(4)
    clean(page)


def test_sections_reminders_and_headings_are_accessible(
    window: Callable[..., Window], clean: Check, sara: Person, size: Size
) -> None:
    home = sara.project("Home")
    soon = [{"minutes_before": 30}, {"at": f"{day(1)}T09:00"}]
    tulips = sara.task("Tulips", project_id=home, section="Garden", due=day(1), reminders=soon)
    sara.task("Plan", project_id=home, uncompletable=True, reminders=[{"at": f"{day()}T00:30"}], priority="high")
    page = window(sara, size=size).page(f"/project/{home}")
    expect(rows(page)).to_have_text(["Plan", "Tulips"])
    clean(page)
    page.goto(f"/project/{home}?task={tulips['id']}")
    expect(page.locator("bf-panel .chip")).to_have_count(2)
    clean(page)


def test_every_view_with_tasks_is_accessible(full: Stage, clean: Check, sara: Person) -> None:
    page = full("/upcoming")
    home = next(one["id"] for one in sara.call("GET", "/api/v1/projects")["projects"] if one["name"] == "Home")
    for path in ("/upcoming", "/inbox", f"/project/{home}", "/tag/phone", "/trash", "/search?q=the"):
        page.goto(path)
        expect(rows(page).first).to_be_visible()
        clean(page)


def test_every_empty_view_is_accessible(window: Callable[..., Window], sara: Person, clean: Check, size: Size) -> None:
    page = window(sara, size=size).page()
    for path in ("/today", "/upcoming", "/inbox", "/trash", "/search", "/search?q=nowhere"):
        page.goto(path)
        expect(page.locator(".void h2")).to_be_visible()
        clean(page)


def test_a_finished_day_is_accessible(window: Callable[..., Window], sara: Person, clean: Check, size: Size) -> None:
    task = sara.task(due=day())
    sara.call("POST", f"/api/v1/tasks/{task['id']}/complete")
    sara.task("Read the report", due=day(1))
    page = window(sara, size=size).page()
    expect(page.get_by_role("heading", name="Nothing left for today")).to_be_visible()
    clean(page)


def test_the_task_panel_is_accessible(full: Stage, clean: Check) -> None:
    page = full("/today?task={review}")
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Review the homepage copy with Amir")
    clean(page)
    page.get_by_role("textbox", name="Repeats").fill("whenever it rains upwards")
    page.get_by_role("textbox", name="Repeats").press("Enter")
    expect(page.locator("bf-panel").get_by_role("alert")).to_be_visible()
    clean(page)


@pytest.mark.parametrize("pane", ["settings", "keys"])
def test_a_dialog_is_accessible(full: Stage, clean: Check, pane: str) -> None:
    page = full(f"/today?pane={pane}")
    expect(page.get_by_role("dialog")).to_be_visible()
    if pane == "settings":
        expect(page.get_by_text("this device")).to_be_visible()
    clean(page)


def test_the_settings_of_somebody_who_speaks_persian_are_accessible(full: Stage, clean: Check, sara: Person) -> None:
    sara.call("PATCH", "/me", {"locale": "fa", "calendar": "jalali"})
    page = full("/today?pane=settings")
    expect(page.locator("form[name=reading][dir=rtl] .eg bdi")).to_have_count(5)
    clean(page)


def test_making_and_deleting_a_project_is_accessible(full: Stage, clean: Check, size: Size) -> None:
    page = full("/today?pane=browse" if size == "phone" else "/today")
    page.get_by_role("button", name="New project").click()
    expect(page.get_by_role("dialog", name="New project")).to_be_visible()
    clean(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="More for Home").click(force=True)
    clean(page)
    page.get_by_role("menuitem", name="Delete").click()
    expect(page.get_by_role("dialog")).to_contain_text("go to the Inbox")
    clean(page)


def open_chat(page: Page, size: Size) -> None:
    if size == "phone":
        page.get_by_role("link", name="Chat").click()


def test_an_empty_chat_is_accessible(window: Callable[..., Window], sara: Person, clean: Check, size: Size) -> None:
    page = window(sara, size=size).page()
    open_chat(page, size)
    expect(page.get_by_role("heading", name="What shall we do?")).to_be_visible()
    clean(page)


def test_a_chat_with_receipts_and_candidates_is_accessible(full: Stage, clean: Check, size: Size) -> None:
    page = full()
    open_chat(page, size)
    say(page, "what is due this week?")
    expect(log(page).locator(".it")).to_have_count(1)
    say(page, "mark draft the budget table as done")
    expect(log(page).locator(".receipt")).to_contain_text("Completed 1")
    clean(page)
    log(page).get_by_role("button", name="Undo").click()
    expect(log(page).locator(".receipt")).to_contain_text("Undone")
    say(page, "mark the as done")
    expect(log(page).locator(".it")).to_have_count(3)
    say(page, "mark send as done")
    expect(log(page).locator(".picks button").first).to_be_visible()
    clean(page)


def test_a_proposal_is_accessible_before_and_after_the_answer(full: Stage, clean: Check, size: Size) -> None:
    page = full()
    open_chat(page, size)
    say(page, "delete all completed tasks")
    card = log(page).get_by_role("region", name="Move 3 tasks to the trash")
    card.get_by_role("checkbox").first.uncheck()
    expect(card.get_by_role("button", name="Apply 2")).to_be_visible()
    clean(page)
    card.get_by_role("button", name="Apply 2").click()
    expect(card).to_contain_text("Applied")
    expect(log(page).locator(".receipt")).to_contain_text("Deleted 2")
    clean(page)


def test_earlier_chats_are_accessible(full: Stage, clean: Check, size: Size, sara: Person) -> None:
    sara.chat("what is late?")
    page = full()
    open_chat(page, size)
    page.get_by_role("button", name="Earlier chats").click()
    expect(page.locator(".past-open")).to_have_count(1)
    clean(page)


def test_selected_rows_and_their_bar_are_accessible(full: Stage, clean: Check, size: Size) -> None:
    page = full()
    row(page, "Draft the budget table").locator(".row-main").focus()
    page.keyboard.press("x")
    expect(page.get_by_role("toolbar", name="1 selected")).to_be_visible()
    clean(page)


def test_an_unreachable_server_is_accessible(
    window: Callable[..., Window], sara: Person, clean: Check, size: Size
) -> None:
    sara.task("Book the boiler service", due=day())
    view = window(sara, size=size)
    view.allow("ERR_FAILED")
    page = view.page()
    page.route("**/api/**", lambda route: route.abort())
    row(page, "Book the boiler service").get_by_role("button", name="Complete Book the boiler service").click()
    expect(page.get_by_role("button", name="Offline, 1 change waiting. Try again")).to_be_visible()
    clean(page)

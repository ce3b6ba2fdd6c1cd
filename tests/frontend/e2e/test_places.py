"""Addresses, signing in and out, and who sees what."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import expect

from tests.acceptance.instance import PASSWORD
from tests.frontend.e2e.stage import Person, Window, a_full_day, day, log, ready, row, rows, say


@pytest.mark.parametrize(
    ("path", "heading"),
    [("/today", "Today"), ("/upcoming", "Upcoming"), ("/project/{home}", "Home"), ("/tag/phone", "@phone")],
)
def test_the_address_of_a_view_survives_a_reload(
    window: Callable[..., Window], sara: Person, path: str, heading: str
) -> None:
    path = path.format(**a_full_day(sara))
    page = window(sara).page(path)
    expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    seen = rows(page).all_inner_texts()
    assert seen
    page.reload()
    ready(page)
    expect(rows(page)).to_have_text(seen)
    expect(page).to_have_url(path)


def test_back_and_forward_walk_through_views_and_the_open_task(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Water the plants", due=day())
    view = window(sara)
    page = view.page()
    row(page, "Water the plants").locator(".row-main").click()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Water the plants")
    page.get_by_role("link", name="Upcoming").click()
    expect(page.get_by_role("heading", name="Upcoming", level=1)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("textbox", name="Name")).to_have_value("Water the plants")
    page.go_back()
    expect(page.get_by_role("complementary", name="Task")).to_be_hidden()
    page.go_forward()
    expect(page.get_by_role("textbox", name="Name")).to_be_visible()
    assert sum(one.endswith("/app.js") for one in view.requests) == 1, "moving loads no page"


def test_a_link_to_a_task_that_is_gone_says_so(window: Callable[..., Window], sara: Person) -> None:
    view = window(sara)
    view.allow("404")
    page = view.page("/today?task=00000000-0000-7000-8000-000000000000")
    expect(page.get_by_role("heading", name="Task not found")).to_be_visible()


def test_without_an_account_a_view_leads_to_signing_in_and_then_to_itself(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Water the plants", due=day(1))
    page = window().page("/upcoming?pane=keys", settled=False)
    expect(page).to_have_url("/login?next=%2Fupcoming%3Fpane%3Dkeys")
    page.get_by_label("Username").fill(sara.user["username"])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/upcoming?pane=keys")
    page.keyboard.press("Escape")
    expect(row(page, "Water the plants")).to_be_visible()


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(
    window: Callable[..., Window], sara: Person, elsewhere: str, url: str
) -> None:
    page = window().page(f"/login?next={httpx.QueryParams(n=elsewhere)['n']}", settled=False)
    page.get_by_label("Username").fill(sara.user["username"])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{url}/")


def test_a_taken_username_is_said_at_its_field(window: Callable[..., Window], sara: Person) -> None:
    view = window()
    view.allow("409")
    page = view.page("/register", settled=False)
    page.get_by_label("First name").fill("Sara")
    page.get_by_label("Username").fill(sara.user["username"])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_label("Username")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Username")).to_be_focused()
    expect(page.get_by_label("Password", exact=True)).to_have_value(PASSWORD)


def test_signing_out_leaves_nothing_behind_and_ends_the_session(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Private thing", due=day())
    view = window(sara)
    page = view.page()
    say(page, "what is due today?")
    expect(log(page).locator(".it")).to_be_visible()
    page.get_by_role("link", name="Settings").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url("/login")
    kept = page.evaluate("() => JSON.stringify({...localStorage, ...sessionStorage})")
    assert "token" not in kept
    assert "Private" not in kept
    assert sara.user["username"] not in kept
    assert [one for one in view.context.cookies() if one.get("name") == "behflow_bind"] == []
    assert sara.http.get("/me").status_code == 401
    page.go_back()
    expect(page).to_have_url("/login?next=%2Ftoday")
    expect(page.get_by_text("Private thing")).to_have_count(0)


def test_a_stolen_token_is_worth_nothing_without_the_cookie_of_its_browser(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Private thing", due=day())
    thief = window(sara, cookie=False)
    thief.allow("401")
    page = thief.page(settled=False)
    expect(page).to_have_url("/login?next=%2Ftoday")
    assert page.evaluate("() => localStorage.getItem('behflow.token')") is None


def test_the_token_is_out_of_reach_of_other_sites_and_the_cookie_of_scripts(
    window: Callable[..., Window], sara: Person
) -> None:
    view = window()
    page = view.page("/login", settled=False)
    page.get_by_label("Username").fill(sara.user["username"])
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.keyboard.press("Enter")
    ready(page)
    [cookie] = view.context.cookies()
    assert (cookie.get("httpOnly"), cookie.get("sameSite")) == (True, "Strict")
    assert page.evaluate("() => document.cookie") == ""


def test_two_people_at_one_computer_see_only_their_own(
    window: Callable[..., Window], register: Callable[..., Person]
) -> None:
    sara, kian = register("Sara"), register("Kian")
    secret = sara.task("Sara's secret", due=day())
    sara.project("Sara's project")
    kian.task("Kian's task", due=day())
    view = window(kian)
    view.allow("404")
    page = view.page()
    expect(rows(page)).to_have_text(["Kian's task"])
    expect(page.get_by_role("navigation", name="Main")).not_to_contain_text("Sara's project")
    page.goto("/search?q=secret")
    expect(page.get_by_role("heading", name="Nothing found")).to_be_visible()
    page.goto(f"/today?task={secret['id']}")
    expect(page.get_by_role("heading", name="Task not found")).to_be_visible()
    page.goto("/today")
    say(page, "mark sara's secret as done")
    expect(log(page).locator(".it")).to_be_visible()
    expect(log(page).locator(".receipt")).to_have_count(0)
    assert sara.tasks()[0]["status"] == "not_started"


def test_signing_out_in_one_tab_leaves_the_other_one_too(window: Callable[..., Window], sara: Person) -> None:
    view = window(sara)
    first, second = view.page(), view.page("/inbox")
    first.get_by_role("link", name="Settings").click()
    first.get_by_role("button", name="Sign out").click()
    expect(second).to_have_url("/login?next=%2Finbox")


def test_changing_the_password_says_so_and_ends_the_other_devices(
    window: Callable[..., Window], sara: Person, url: str
) -> None:
    other = httpx.post(f"{url}/login", json={"username": sara.user["username"], "password": PASSWORD}).json()
    page = window(sara).page("/today?pane=settings")
    expect(page.get_by_role("button", name="End all others")).to_be_visible()
    page.get_by_label("Current password").fill(PASSWORD)
    page.get_by_label("New password").fill("quite another passphrase")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_role("dialog")).to_contain_text("Password changed. Other devices were signed out.")
    expect(page.get_by_role("button", name="End all others")).to_be_hidden()
    old = {"Authorization": f"Bearer {other['access_token']}"}
    assert httpx.get(f"{url}/me", headers=old).status_code == 401

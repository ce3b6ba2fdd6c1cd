"""Themes, motion, phones, narrow and zoomed windows, and the weight of the first page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.frontend.e2e.stage import (
    LOOKS,
    Person,
    Size,
    Theme,
    Window,
    a_full_day,
    chips,
    day,
    log,
    quick_field,
    ready,
    row,
    rows,
    say,
    type_quick,
)

FIRST_PAGE = 120 * 1024
SIDEWAYS = """() => {
  const root = document.documentElement;
  const wide = [...document.querySelectorAll('body *')].filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && (box.right > root.clientWidth + 1 || box.left < -1)
      && getComputedStyle(node).visibility !== 'hidden'
      && !node.parentElement.closest('.quick-chips, .quick-mirror, .cut');
  });
  const scrolling = [root, document.body, ...document.querySelectorAll('.body, .panel-b, .talk, .nav, .dlg, .gate')]
    .filter((node) => node.scrollWidth > node.clientWidth + 1);
  return [...new Set([...wide, ...scrolling])].slice(0, 5).map((node) => `${node.tagName}.${node.className}`);
}"""


def no_sideways(page: Page) -> None:
    """Nothing reaches over the edge of the window, and nothing scrolls sideways."""
    assert page.evaluate(SIDEWAYS) == [], page.url


def test_the_chosen_theme_stays_over_a_reload(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara, theme="dark").page("/today?pane=settings")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.get_by_role("radio", name="Light").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.get_by_role("radio", name="Light")).to_be_checked()
    page.get_by_role("radio", name="System").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.emulate_media(color_scheme="light")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


@pytest.mark.parametrize("path", ["/today", "/login"])
def test_the_theme_is_there_before_the_page_has_a_body(window: Callable[..., Window], sara: Person, path: str) -> None:
    view = window(sara, theme="dark", storage={"behflow.theme": "light"})
    view.context.add_init_script(
        "new MutationObserver(() => { if (document.body && !window.first) "
        "window.first = document.documentElement.dataset.theme || 'none'; })"
        ".observe(document, {childList: true, subtree: true});"
    )
    page = view.page(path, settled=False)
    assert page.evaluate("() => window.first") == "light"


def test_a_theme_chosen_in_one_tab_changes_the_other(window: Callable[..., Window], sara: Person) -> None:
    view = window(sara, theme="dark")
    first, second = view.page("/today?pane=settings"), view.page("/inbox")
    first.get_by_role("radio", name="Light").check()
    expect(second.locator("html")).to_have_attribute("data-theme", "light")


def test_nothing_moves_when_less_motion_is_wished(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Water the plants", due=day())
    page = window(sara, motion=False).page()
    page.get_by_role("button", name="Complete Water the plants").click()
    expect(page.locator(".toast")).to_be_visible()
    assert page.evaluate("() => document.getAnimations().length") == 0
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].map((one) => getComputedStyle(one)).filter((one) =>"
        " one.animationName !== 'none' || one.transitionDuration.split(',').some((d) => parseFloat(d) > 0)).length"
    )
    assert moving == 0


def test_a_phone_has_tabs_below_a_sheet_for_adding_and_a_chat_of_its_own(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Water the plants", due=day())
    page = window(sara, size="phone").page()
    tabs = page.get_by_role("navigation", name="Views").get_by_role("link")
    expect(tabs).to_have_text(["Today", "Upcoming", "Browse", "Chat"])
    bar = page.get_by_role("navigation", name="Views").bounding_box()
    assert bar is not None
    assert round(bar["y"] + bar["height"]) == 844

    field = type_quick(page, "pay rent today !high")
    expect(chips(page)).to_have_count(2)
    sheet = page.locator("form.quick").bounding_box()
    assert sheet is not None
    assert (round(sheet["x"]), round(sheet["width"]), round(sheet["y"] + sheet["height"])) == (0, 390, 844)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(field).to_have_value("")
    page.mouse.click(200, 100)
    expect(page.locator("form.quick")).not_to_have_class("quick is-live")
    expect(rows(page)).to_have_text(["pay rent", "Water the plants"])

    tabs.nth(3).click()
    expect(page.get_by_role("main")).to_contain_text("What shall we do?")
    say(page, "what is due today?")
    expect(log(page).locator(".it")).to_contain_text("pay rent")
    page.go_back()
    expect(row(page, "pay rent")).to_be_visible()
    tabs.nth(2).click()
    page.get_by_role("link", name="Trash").click()
    expect(page.get_by_role("heading", name="Trash", level=1)).to_be_visible()


def test_what_is_touched_on_a_phone_is_large_enough(window: Callable[..., Window], sara: Person) -> None:
    a_full_day(sara)
    page = window(sara, size="phone").page()
    small = page.evaluate(
        """() => [...document.querySelectorAll('main a, main button, .tabs a')].filter((node) => {
          const box = node.getBoundingClientRect();
          if (!box.width || box.width <= 1) return false;
          const around = getComputedStyle(node, '::after');
          const grow = around.position === 'absolute' ? -2 * Math.min(0, parseFloat(around.insetBlockStart) || 0) : 0;
          return Math.max(box.height, parseFloat(around.height) || 0, box.height + grow) < 28;
        }).map((node) => node.outerHTML.slice(0, 90))"""
    )
    assert small == []


@pytest.mark.parametrize(("width", "zoom"), [(320, 1.0), (1280, 2.0), (1280, 4.0), (768, 1.0)])
def test_no_view_scrolls_sideways(window: Callable[..., Window], sara: Person, width: int, zoom: float) -> None:
    ids = a_full_day(sara)
    sara.task("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft " * 3, due=day())
    sara.chat("what is due this week?", "mark send as done", "delete all completed tasks")
    page = window(sara, width=width, height=800, zoom=zoom).page()
    views = ["/today", "/upcoming", "/inbox", f"/project/{ids['home']}", "/tag/phone", "/trash", "/search?q=the"]
    panes = [f"/today?task={ids['review']}", "/today?pane=settings", "/today?pane=keys", "/today?pane=browse"]
    for path in [*views, *panes, "/today?pane=chat"]:
        page.goto(path)
        ready(page)
        no_sideways(page)
    page.goto("/today")
    ready(page)
    type_quick(page, "pay the rent of the summer house every month on the 24th 5pm !high #house @bills 30min")
    expect(chips(page).nth(3)).to_be_attached()
    no_sideways(page)


@pytest.mark.parametrize("path", ["/login", "/register"])
@pytest.mark.parametrize(("theme", "size"), LOOKS)
def test_the_gate_does_not_scroll_sideways(window: Callable[..., Window], path: str, theme: Theme, size: Size) -> None:
    page = window(theme=theme, size=size, width=320).page(path, settled=False)
    expect(page.get_by_label("Username")).to_be_visible()
    no_sideways(page)


@pytest.mark.parametrize("path", ["/login", "/today"])
def test_the_first_page_is_light(window: Callable[..., Window], sara: Person, path: str) -> None:
    view = window(sara if path == "/today" else None)
    page = view.context.new_page()
    session = view.context.new_cdp_session(page)
    sizes: list[float] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(path, wait_until="networkidle")
    assert len(sizes) > 8
    assert sum(sizes) <= FIRST_PAGE, f"{sum(sizes):.0f} bytes in {len(sizes)} answers"


def test_the_second_visit_fetches_no_asset_again(window: Callable[..., Window], sara: Person) -> None:
    view = window(sara)
    page = view.page()
    # The browser asks for the icon of the site when it likes, so a first time may fall into the second visit.
    before = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    session = view.context.new_cdp_session(page)
    asked: dict[str, str] = {}
    fetched: list[str] = []
    session.send("Network.enable")
    session.on("Network.responseReceived", lambda event: asked.update({event["requestId"]: event["response"]["url"]}))
    session.on(
        "Network.loadingFinished",
        lambda event: fetched.append(asked[event["requestId"]]) if event["encodedDataLength"] else None,
    )
    page.goto("/inbox", wait_until="networkidle")
    assert len([one for one in asked.values() if "/assets/" in one]) > 8
    assert len([one for one in before if "/assets/" in one]) > 8
    assert [one for one in fetched if "/assets/" in one and one in before] == []


def test_columns_fold_away_and_stay_folded(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page()
    page.get_by_role("button", name="Fold sidebar").click()
    page.get_by_role("button", name="Fold chat").click()
    page.reload()
    ready(page)
    expect(page.get_by_role("complementary", name="Sidebar")).to_be_hidden()
    expect(page.get_by_role("complementary", name="Assistant")).to_be_hidden()
    page.get_by_role("button", name="Show sidebar").click()
    page.get_by_role("button", name="Show chat").click()
    expect(page.get_by_role("complementary", name="Sidebar")).to_be_visible()
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()


def test_nothing_below_moves_while_one_types(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Water the plants", due=day())
    page = window(sara).page()
    quick_field(page).click()
    before = row(page, "Water the plants").bounding_box()
    page.keyboard.type("pay rent tomorrow 5pm !high #home")
    expect(chips(page)).to_have_count(3)
    assert row(page, "Water the plants").bounding_box() == before

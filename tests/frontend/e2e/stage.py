"""What the browser tests stand on: people with accounts, windows that notice every error, and a day of tasks."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from dataclasses import dataclass, field
from typing import Any, Literal
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Response

from tests.acceptance.instance import PASSWORD

Theme = Literal["dark", "light"]
Size = Literal["desktop", "phone"]
Json = dict[str, Any]
SIZES: dict[Size, tuple[int, int]] = {"desktop": (1440, 900), "phone": (390, 844)}
LOOKS: list[tuple[Theme, Size]] = [
    ("dark", "desktop"),
    ("light", "desktop"),
    ("dark", "phone"),
    ("light", "phone"),
]
_count = itertools.count(1)


def _pick_zone() -> str:
    """A zone where it is about noon, and not the last day of the week: no test meets midnight or an ended week."""
    now = dt.datetime.now(dt.UTC)

    def distance(name: str) -> float:
        there = now.astimezone(ZoneInfo(name))
        if there.weekday() == 6 or (there.hour, there.minute) > (23, 20):
            return 99
        return abs(there.hour + there.minute / 60 - 12)

    # "Etc/GMT-3" is three hours ahead of Greenwich.
    return min((f"Etc/GMT{-offset:+d}" for offset in range(-12, 15) if offset), key=distance)


ZONE = _pick_zone()


def day(offset: int = 0) -> str:
    """The date some days from today, for every person of these tests."""
    return (dt.datetime.now(ZoneInfo(ZONE)).date() + dt.timedelta(days=offset)).isoformat()


def day_words(offset: int, *, long: bool = False) -> str:
    """The same date as the page writes it: "Tue 24 Nov"."""
    date = dt.date.fromisoformat(day(offset))
    here = dt.date.fromisoformat(day())
    words = f"{date:%A} {date.day} {date:%B}" if long else f"{date:%a} {date.day} {date:%b}"
    return words if date.year == here.year else f"{words} {date.year}"


@dataclass
class Person:
    """An account with a web session, driven over HTTP for what a test only needs as its stage."""

    http: httpx.Client
    user: Json
    token: str
    cookie: str

    @classmethod
    def register(cls, url: str, name: str = "Sara", lastname: str = "Moradi", **more: Any) -> Person:
        """A new account; its username is free."""
        client = httpx.Client(base_url=url, timeout=30)
        username = f"{re.sub(r'[^a-z]', '', name.lower()) or 'x'}{next(_count)}"
        body = {"username": username, "password": PASSWORD, "name": name, "lastname": lastname, "timezone": ZONE}
        answer = client.post("/register", json={**body, "bind": True, **more})
        assert answer.status_code == 201, answer.text
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        return cls(client, answer.json()["user"], answer.json()["access_token"], client.cookies["behflow_bind"])

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer to one request, which must succeed."""
        answer = self.http.request(method, path, json=body, headers=headers)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def task(self, name: str = "Pay rent", **fields: Any) -> Json:
        """A task of this person."""
        made: Json = self.call("POST", "/api/v1/tasks", {"name": name, **fields})
        return made

    def project(self, name: str, color: str = "teal") -> str:
        """The id of a new project."""
        return str(self.call("POST", "/api/v1/projects", {"name": name, "color": color})["id"])

    def chat(self, *messages: str) -> None:
        """Say something to the assistant, in one conversation."""
        session: str | None = None
        for message in messages:
            body = {"message": message, **({"session_id": session} if session else {})}
            session = self.call("POST", "/api/v1/chat", body)["session_id"]

    def tasks(self, **query: str) -> list[Json]:
        """The tasks as the server has them."""
        answer = self.http.get("/api/v1/tasks", params={"limit": "200", **query}).raise_for_status()
        found: list[Json] = answer.json()["tasks"]
        return found

    def names(self, **query: str) -> list[str]:
        """Their names."""
        return [task["name"] for task in self.tasks(**query)]


@dataclass
class Window:
    """A browser context whose pages must stay free of errors, content policy violations and foreign requests."""

    context: BrowserContext
    origin: str
    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        # Playwright's own scripts are no part of the page, so the policy does not hold them back.
        self.context.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => "
            "console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}`));"
        )

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning", "assert"}:
            self.faults.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.origin + "/", "data:", "blob:")):
            self.faults.append(f"foreign request: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"answer {response.status}: {response.url}")

    def allow(self, pattern: str) -> None:
        """An error that this test provokes; it must then be seen."""
        self.allowed.append(pattern)

    def page(self, path: str = "/today", *, settled: bool = True) -> Page:
        """A page of the app, painted with the answers of the server."""
        page = self.context.new_page()
        page.goto(path)
        if settled:
            ready(page)
        return page

    def close(self) -> None:
        """Raises AssertionError when anything went wrong that was not expected."""
        self.context.close()
        wrong = [one for one in self.faults if not any(re.search(pattern, one) for pattern in self.allowed)]
        unseen = [one for one in self.allowed if not any(re.search(one, fault) for fault in self.faults)]
        assert not wrong, "the page was not clean:\n" + "\n".join(wrong)
        assert not unseen, f"expected errors that never came: {unseen}"


def open_window(
    browser: Browser,
    origin: str,
    person: Person | None = None,
    *,
    theme: Theme = "dark",
    size: Size = "desktop",
    width: int | None = None,
    height: int | None = None,
    motion: bool = False,
    zoom: float = 1,
    cookie: bool = True,
    storage: dict[str, str] | None = None,
) -> Window:
    """A window for one person; the theme is the one the system asks for."""
    wide, high = SIZES[size]
    values = {"behflow.token": person.token} if person else {}
    entries = [{"name": name, "value": value} for name, value in {**values, **(storage or {})}.items()]
    bound: list[Any] = []
    if person and cookie:
        bound = [
            {"name": "behflow_bind", "value": person.cookie, "url": origin, "httpOnly": True, "sameSite": "Strict"}
        ]
    context = browser.new_context(
        base_url=origin,
        # Zooming a window in means fewer CSS pixels, each of them larger.
        viewport={"width": round((width or wide) / zoom), "height": round((height or high) / zoom)},
        device_scale_factor=zoom,
        color_scheme=theme,
        reduced_motion="no-preference" if motion else "reduce",
        is_mobile=size == "phone",
        has_touch=size == "phone",
        locale="en-GB",
        timezone_id=ZONE,
        storage_state={"cookies": [], "origins": [{"origin": origin, "localStorage": entries}]},  # type: ignore[arg-type]
    )
    context.add_cookies(bound)
    context.set_default_timeout(15_000)
    return Window(context, origin)


def ready(page: Page) -> None:
    """Wait until the page shows what the server said."""
    page.locator("bf-header h1").wait_for(state="attached")
    page.locator("bf-list .late-in").wait_for(state="detached")


def quick_field(page: Page) -> Locator:
    """The line in which tasks are typed."""
    return page.get_by_role("textbox", name="Add a task", exact=True)


def type_quick(page: Page, text: str) -> Locator:
    """Open quick add the way this size of page does, and type."""
    box = page.viewport_size
    if box and box["width"] < 700:
        if not quick_field(page).and_(page.locator(".is-live textarea")).count():
            page.locator(".fab").click()
    else:
        quick_field(page).click()
    area = quick_field(page)
    area.fill(text)
    return area


def chips(page: Page) -> Locator:
    """What was understood of the typed words."""
    return page.get_by_role("group", name="Understood").locator(".chip")


def row(page: Page, name: str) -> Locator:
    """The row of a task in the list."""
    return page.locator("bf-list .row").filter(has=page.locator(".row-name").get_by_text(name, exact=True))


def rows(page: Page) -> Locator:
    """The names in the list, from top to bottom."""
    return page.locator("bf-list .row .row-name")


def toasts(page: Page) -> Locator:
    """The messages at the foot of the list."""
    return page.get_by_role("region", name="Messages").locator(".toast")


def log(page: Page) -> Locator:
    """The conversation."""
    return page.get_by_role("log", name="Conversation")


def say(page: Page, text: str) -> None:
    """Say something in the chat that is on the page."""
    page.get_by_role("textbox", name="Message").fill(text)
    page.get_by_role("textbox", name="Message").press("Enter")


def a_full_day(person: Person) -> dict[str, str]:
    """Late, present and done tasks, projects, tags, subtasks: a day as people have it. Gives ids by name."""
    home, work = person.project("Home", "teal"), person.project("Work", "blue")
    site, garden = person.project("Website", "purple"), person.project("Garden", "green")
    late = person.task(
        "Send the October invoice to Karin", due=day(-3), priority="urgent", project_id=work,
        description="Two hours more than agreed, see the sheet",
    )  # fmt: skip
    boiler = person.task("Book the boiler service", due=day(-2), priority="high", project_id=home, tags=["phone"])
    review = person.task(
        "Review the homepage copy with Amir", due={"date": day(), "time": "23:40"}, priority="high",
        project_id=site, description="Tone: short, no slogans", duration_minutes=45,
    )  # fmt: skip
    for name in ("Read the draft aloud", "Agree the headline", "Send the final text to Lena"):
        step = person.task(name, parent_id=review["id"], project_id=site)
        if name.startswith("Read"):
            person.call("POST", f"/api/v1/tasks/{step['id']}/complete")
    person.task("Answer the landlord about the lease", due=day(), priority="medium", project_id=home, tags=["phone"])
    person.task("Draft the budget table", due=day(), duration_minutes=90, description="Numbers arrive at noon")
    rule = {"rule": "FREQ=DAILY;INTERVAL=2", "from": "schedule"}
    tree = person.task("Water the lemon tree", due=day(), project_id=garden, recurrence=rule)
    for name in ("Call the dentist", "Order printer paper"):
        done = person.task(name, due=day(), project_id=home)
        person.call("POST", f"/api/v1/tasks/{done['id']}/complete")
    person.task("Buy soil for the balcony", due=day(2), project_id=garden, tags=["errand"])
    person.task("Renew the library card", due=day(40), tags=["errand"])
    person.task("Think of a present for Mina", tags=["phone"], deadline=day(9))
    gone = person.task("Old idea", description="Not this year")
    person.call("DELETE", f"/api/v1/tasks/{gone['id']}")
    return {
        "home": home,
        "site": site,
        "late": late["id"],
        "boiler": boiler["id"],
        "review": review["id"],
        "tree": tree["id"],
    }

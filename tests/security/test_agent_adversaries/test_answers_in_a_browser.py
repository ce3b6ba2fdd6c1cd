"""I8 where it counts: answers that carry markup, in Chromium, by the app's own code and without its other defences."""

from __future__ import annotations

import shutil

from playwright.async_api import Dialog, Route, async_playwright

from behflow.agent.agent import ChatAgent
from behflow.config import Settings
from tests.agent.conftest import Json, ScriptedModel, calls
from tests.frontend.e2e.conftest import ARGUMENTS, CHROMIUM
from tests.security.test_agent_adversaries.arena import Arena, Subject
from tests.security.test_agent_adversaries.invariants import ROOT
from tests.security.test_agent_adversaries.payloads import MARKUP
from tests.security.test_agent_adversaries.places import NOW

HOME = "http://behflow.test"
_KINDS = {".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html"}
_SHOW = """async (answers) => {
  const [{ said }, { fromAnswer }, { fragment }] = await Promise.all(
    ["components/message.js", "state/chat.js", "lib/html.js"].map((path) => import("/" + path)));
  const now = Date.now(), see = { zone: "UTC", today: "2026-11-23", calendar: "gregorian", locale: "en", now };
  const chat = { messages: answers.map(fromAnswer), busy: false, answered: {}, ticks: {}, undone: {}, queue: [] };
  const model = { chat, link: (id) => "#/task/" + id, tasks: {}, see, now, assistant: { enabled: true } };
  document.body.append(fragment(said(model)));
  for (const one of document.querySelectorAll("*")) one.dispatchEvent(new MouseEvent("mouseover"));
  return document.body.textContent;
}"""


AIR = " "
"""No words of its own, so that the program tells what was found."""


async def _answers(arena: Arena, instance: Settings) -> list[Json]:
    """What is answered when a model says every payload, and when a list holds every payload."""
    found = []
    for payload in (one for payloads in MARKUP.values() for one in payloads):
        subject = await arena.subject(payload)
        for script in ([f"Look: {payload}"], [calls(("list_tasks", {})), AIR], [calls(("delete_task", {"all": True}))]):
            found.append(await _turn(arena, instance, subject, ScriptedModel(script=script, shown=[])))
        await arena.forget(subject)
    return found


async def _turn(arena: Arena, instance: Settings, subject: Subject, model: ScriptedModel) -> Json:
    agent = ChatAgent(arena.database, instance, clock=lambda: NOW, models=lambda now, words: model)
    return await agent.turn(subject.actor, "hello")


async def test_no_answer_loads_or_runs_anything(arena: Arena, instance: Settings) -> None:
    answers = await _answers(arena, instance)
    strangers: list[str] = []

    async def serve(route: Route) -> None:
        address = route.request.url
        path = ROOT / "src/frontend" / address.removeprefix(f"{HOME}/").partition("?")[0]
        if address == f"{HOME}/":
            await route.fulfill(content_type="text/html", body="<!doctype html><title>answers</title>")
        elif address.startswith(f"{HOME}/") and path.is_file():
            await route.fulfill(content_type=_KINDS[path.suffix], body=path.read_text())
        else:
            strangers.append(address)
            await route.abort()

    async def opened(dialog: Dialog) -> None:
        strangers.append(f"a script said {dialog.message}")
        await dialog.dismiss()

    async with async_playwright() as playwright:
        path = next(path for path in map(shutil.which, CHROMIUM) if path)
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = await browser.new_page()
        await page.route("**/*", serve)
        page.on("dialog", opened)
        await page.goto(f"{HOME}/")
        text = await page.evaluate(_SHOW, answers)
        await page.wait_for_load_state("networkidle")
        assert strangers == []
        assert "<script>alert(1)</script>" in text, "nothing was shown"
        await browser.close()

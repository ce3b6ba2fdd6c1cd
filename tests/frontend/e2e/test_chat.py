"""The chat in the browser: answers as they come, stop, undo, proposals, questions, and its settings."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.acceptance.instance import Instance, running
from tests.frontend.e2e.stage import Person, Window, day, log, open_window, say

WORDS = ("Begin", "with", "the", "invoice.")


class Model(ThreadingHTTPServer):
    """A model with OpenAI's API on this machine: one word at once, the others when it is told to go on."""

    def __init__(self) -> None:
        self.go_on = threading.Event()
        super().__init__(("127.0.0.1", 0), _Answer)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_port}/v1"


class _Answer(BaseHTTPRequestHandler):
    server: Model

    def log_message(self, *_: object) -> None:
        """Nothing."""

    def do_POST(self) -> None:
        """Stream the words."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            for index, word in enumerate(WORDS):
                if index:
                    self.server.go_on.wait(30)
                delta = {"content": f"{word} "}
                self._send(asked["model"], choices=[{"index": 0, "delta": delta, "finish_reason": None}])
            self._send(asked["model"], choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}])
            usage = {"prompt_tokens": 1200, "completion_tokens": 34, "total_tokens": 1234}
            self._send(asked["model"], choices=[], usage=usage)
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            pass  # the reader was told to stop

    def _send(self, model: str, **more: object) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": model, **more}
        self.wfile.write(b"data: " + json.dumps(chunk).encode() + b"\n\n")
        self.wfile.flush()


@pytest.fixture(scope="module")
def model() -> Iterator[Model]:
    """The model."""
    with Model() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory, model: Model) -> Iterator[Instance]:
    """A server that asks the model."""
    settings = {
        "BEHFLOW_LLM": "openai:tiny",
        "BEHFLOW_LLM_BASE_URL": model.url,
        "BEHFLOW_LLM_API_KEY": "none",
        "BEHFLOW_LLM_USER_MODELS": "true",
    }
    with running(tmp_path_factory.mktemp("asking") / "data", **settings) as server:
        yield server


@pytest.fixture
def asked(browser: Browser, asking: Instance, model: Model) -> Iterator[Page]:
    """The page of a person whose chat asks the model."""
    model.go_on.clear()
    person = Person.register(asking.url)
    window = open_window(browser, asking.url, person)
    yield window.page()
    model.go_on.set()
    window.close()
    person.http.close()


def test_an_answer_is_shown_while_it_comes_and_says_who_gave_it(asked: Page, model: Model) -> None:
    say(asked, "what do you think about my week?")
    expect(asked.locator(".ans.live")).to_have_text("Begin ")
    expect(asked.get_by_role("button", name="Stop the answer")).to_be_visible()
    model.go_on.set()
    expect(log(asked).get_by_text("Begin with the invoice.")).to_be_visible()
    line = log(asked).locator("summary")
    expect(line).to_have_text("tiny, 1,234 tokens, nothing left the house")
    line.click()
    expect(log(asked).get_by_text("tiny: 1 call, 1,200 tokens sent, 34 received")).to_be_visible()


def test_stop_ends_the_answer_and_gives_back_what_waited_behind_it(asked: Page) -> None:
    say(asked, "what do you think about my week?")
    expect(asked.locator(".ans.live")).to_be_visible()
    say(asked, "what is late?")
    expect(log(asked).locator(".waits")).to_contain_text("what is late?")
    asked.get_by_role("button", name="Stop the answer").click()
    expect(log(asked)).to_have_attribute("aria-busy", "false")
    expect(log(asked).get_by_text("Nothing was changed.")).to_be_visible()
    expect(asked.get_by_role("textbox", name="Message")).to_have_value("what is late?")


def test_two_messages_at_once_are_answered_in_their_order(asked: Page, model: Model) -> None:
    say(asked, "what do you think about my week?")
    expect(asked.locator(".ans.live")).to_be_visible()
    say(asked, "and about my month?")
    model.go_on.set()
    expect(log(asked).locator(".it .src")).to_have_count(2)
    expect(log(asked).locator(".me")).to_have_text(["what do you think about my week?", "and about my month?"])


def test_a_page_that_is_loaded_in_the_middle_of_an_answer_reads_on_and_says_what_waited(
    asked: Page, model: Model
) -> None:
    say(asked, "what do you think about my week?")
    expect(asked.locator(".ans.live")).to_have_text("Begin ")
    say(asked, "and about my month?")
    asked.reload()
    expect(asked.locator(".ans.live")).to_have_text("Begin ")
    expect(log(asked).locator(".waits")).to_contain_text("and about my month?")
    model.go_on.set()
    expect(log(asked).locator(".it .src")).to_have_count(2)
    expect(log(asked).locator(".me")).to_have_text(["what do you think about my week?", "and about my month?"])


def test_what_is_said_in_one_page_is_read_along_in_another(asked: Page, model: Model) -> None:
    say(asked, "what do you think about my week?")
    expect(asked.locator(".ans.live")).to_have_text("Begin ")
    other = asked.context.new_page()
    other.goto(asked.url)
    expect(other.locator(".ans.live")).to_have_text("Begin ")
    model.go_on.set()
    expect(log(other).get_by_text("Begin with the invoice.")).to_be_visible()
    model.go_on.clear()
    expect(log(asked)).to_have_attribute("aria-busy", "false")
    say(asked, "and about my month?")
    expect(log(other).locator(".ans.live")).to_have_text("Begin ")


def test_the_switch_takes_everything_about_models_off_the_page(asked: Page) -> None:
    expect(asked.locator(".badge-spot")).to_have_text("tiny, local")
    asked.goto("/today?pane=settings")
    asked.get_by_role("checkbox", name="Ask a model where rules are not enough").uncheck()
    expect(asked.get_by_role("button", name="Check the model")).to_have_count(0)
    asked.get_by_role("button", name="Close").click()
    expect(asked.locator(".badge-spot")).to_have_text("Built-in engine")
    say(asked, "add water the tree")
    expect(log(asked).get_by_text("Added 1")).to_be_visible()
    expect(log(asked).locator(".src")).to_have_count(0)


def test_an_own_model_is_checked_and_its_key_is_never_shown(asked: Page, model: Model) -> None:
    model.go_on.set()
    asked.goto("/today?pane=settings")
    asked.get_by_role("button", name="Check the model").click()
    expect(asked.locator("[data-late=assistant] .well")).to_be_visible()
    asked.get_by_label("Model", exact=True).fill("openai:gpt-x")
    asked.get_by_label("Key", exact=True).fill("sk-secret")
    asked.get_by_role("button", name="Save model").click()
    expect(asked.get_by_text("A key is stored; leave this empty to keep it")).to_be_visible()
    expect(asked.get_by_label("Key", exact=True)).to_have_value("")
    expect(asked.get_by_text("gpt-x at api.openai.com, outside")).to_be_visible()
    asked.get_by_role("checkbox", name="Local only").check()
    expect(asked.locator(".say-note")).to_have_text("Local only, nothing is sent out")
    asked.get_by_role("button", name="Remove model and key").click()
    expect(asked.get_by_label("Model", exact=True)).to_have_value("")


def test_a_receipt_is_undone_and_done_again(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page()
    say(page, "add buy soap tomorrow")
    undo = log(page).get_by_role("button", name="Undo")
    undo.click()
    redo = log(page).get_by_role("button", name="Redo")
    expect(redo).to_be_focused()
    assert sara.names() == []
    redo.click()
    expect(undo).to_be_visible()
    assert sara.names() == ["Buy soap"] or sara.names() == ["buy soap"]


def test_a_proposal_applies_only_what_is_ticked(window: Callable[..., Window], sara: Person) -> None:
    for name in ("Call Amir", "Call Mina", "Call Lena"):
        sara.task(name, tags=["phone"])
    page = window(sara).page()
    say(page, "delete all tasks tagged phone")
    card = log(page).locator(".prop")
    expect(card.get_by_text("3 of 3 ticked")).to_be_visible()
    expect(card.get_by_text("open for")).to_be_visible()
    card.get_by_role("checkbox", name="Call Mina").uncheck()
    card.get_by_role("button", name="Apply 2").click()
    expect(card.get_by_text("Applied")).to_be_visible()
    assert sara.names() == ["Call Mina"]


def test_a_typed_yes_closes_the_proposal_and_a_typed_undo_marks_the_receipt(
    window: Callable[..., Window], sara: Person
) -> None:
    sara.task("Call Amir")
    sara.task("Call Mina")
    page = window(sara).page()
    say(page, "delete all tasks")
    expect(log(page).get_by_role("button", name="Apply 2")).to_be_visible()
    say(page, "yes")
    expect(log(page).locator(".prop").get_by_text("Applied")).to_be_visible()
    expect(log(page).get_by_role("button", name="Apply 2")).to_have_count(0)
    say(page, "undo")
    expect(log(page).locator(".receipt").first.get_by_text("Undone")).to_be_visible()


def test_an_undo_that_puts_nothing_back_is_not_called_undone(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page()
    say(page, "add buy soap tomorrow")
    expect(log(page).get_by_text("Added 1")).to_be_visible()
    task = sara.tasks()[0]
    change = {"name": "Buy green soap"}
    sara.call("PATCH", f"/api/v1/tasks/{task['id']}", change, **{"If-Match": f'"{task["version"]}"'})
    log(page).get_by_role("button", name="Undo").click()
    expect(log(page).get_by_text("Left as it is, changed since: “Buy green soap”")).to_be_visible()
    expect(log(page).get_by_role("button", name="Undo")).to_be_visible()
    expect(log(page).get_by_text("Undone")).to_have_count(0)
    assert sara.names() == ["Buy green soap"]


def test_which_one_is_answered_by_a_button(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Call Amir")
    sara.task("Call Mina")
    page = window(sara).page()
    say(page, "mark call as done")
    log(page).get_by_role("group", name="Which one?").get_by_role("button", name="Call Mina").click()
    expect(log(page).get_by_text("Completed 1")).to_be_visible()
    assert [task["name"] for task in sara.tasks() if task["status"] == "completed"] == ["Call Mina"]


def test_a_long_proposal_keeps_its_question_in_sight_and_is_not_said_twice(
    window: Callable[..., Window], sara: Person
) -> None:
    for number in range(12):
        sara.task(f"Call client {number}", due=day(1))
    page = window(sara).page()
    say(page, "delete all tasks")
    card = log(page).locator(".prop")
    expect(card.get_by_role("button", name="Apply 12")).to_be_in_viewport()
    expect(card.get_by_role("heading", name="Move 12 tasks to the trash")).to_be_in_viewport()
    expect(card.locator(".chg b").first).to_have_text("in the trash")
    expect(log(page).locator(".step")).to_have_count(0)
    say(page, "what is due tomorrow?")
    expect(log(page).locator(".found li").first).to_be_hidden()
    log(page).get_by_text("The next 2", exact=True).click()
    expect(log(page).locator(".found li")).to_have_count(2)
    expect(log(page).locator(".step")).to_have_count(0)


def test_a_receipt_names_what_is_no_task(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page()
    say(page, "remember that the landlord is Ms Karimi")
    expect(log(page).locator(".receipt")).to_contain_text("Added 1 memory")


def test_a_pick_by_keyboard_leaves_the_focus_where_one_types_on(window: Callable[..., Window], sara: Person) -> None:
    sara.task("Call Amir")
    sara.task("Call Mina")
    page = window(sara).page()
    say(page, "mark call as done")
    log(page).get_by_role("group", name="Which one?").get_by_role("button", name="Call Mina").press("Enter")
    expect(page.get_by_role("textbox", name="Message")).to_be_focused()


def test_earlier_chats_are_found_opened_and_deleted(window: Callable[..., Window], sara: Person) -> None:
    sara.chat("add buy soap")
    sara.chat("what is late?")
    page = window(sara).page()
    page.get_by_role("button", name="Earlier chats").click()
    page.get_by_role("searchbox", name="Search chats").fill("soap")
    page.get_by_role("button", name="add buy soap", exact=False).first.click()
    expect(log(page).locator(".me")).to_have_text("add buy soap")
    page.get_by_role("button", name="Earlier chats").click()
    page.get_by_role("button", name="Delete the chat add buy soap").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(log(page).get_by_text("What shall we do?")).to_be_visible()
    assert len(sara.call("GET", "/api/v1/chat/sessions")["sessions"]) == 1


def test_memories_are_added_changed_and_forgotten(window: Callable[..., Window], sara: Person) -> None:
    page = window(sara).page("/today?pane=settings")
    page.get_by_label("Something to remember").fill("The landlord is Mr Karimi")
    page.get_by_role("button", name="Remember").click()
    page.get_by_role("button", name="Edit: The landlord is Mr Karimi").click()
    page.get_by_label("Memory", exact=True).fill("The landlord is Ms Karimi")
    page.get_by_role("button", name="Save", exact=True).click()
    forget = page.get_by_role("button", name="Forget: The landlord is Ms Karimi")
    expect(forget).to_be_visible()
    forget.click()
    expect(page.get_by_text("Nothing is remembered yet.")).to_be_visible()


def test_a_token_is_shown_once_and_can_be_ended(window: Callable[..., Window], sara: Person, url: str) -> None:
    sara.task("Pay rent", due=day())
    page = window(sara).page("/today?pane=settings")
    page.get_by_label("What is it for").fill("Laptop")
    page.get_by_role("button", name="Make a token").click()
    secret = page.get_by_label("The token", exact=True).input_value()
    bearer = {"Authorization": f"Bearer {secret}"}
    assert httpx.get(f"{url}/api/v1/tasks", headers=bearer).json()["tasks"][0]["name"] == "Pay rent"
    page.get_by_role("button", name="End the token Laptop").click()
    expect(page.get_by_text("No tokens yet.")).to_be_visible()
    assert httpx.get(f"{url}/api/v1/tasks", headers=bearer).status_code == 401

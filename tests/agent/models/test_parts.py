"""Histories, secrets in errors, and the records of calls."""

from __future__ import annotations

import subprocess
import sys

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage, ToolMessage

from behflow.agent.history import MESSAGES, TOKENS, conversation, halved
from behflow.agent.models.faults import classify, redact
from behflow.chat.service import Line


def lines(*said: tuple[str, str]) -> list[Line]:
    """Stored messages, newest first, from ones in their order."""
    return [Line("user" if who == "u" else "assistant", text) for who, text in reversed(said)]


def test_a_conversation_begins_with_the_user_and_ends_with_an_answer() -> None:
    found = conversation(lines(("a", "old"), ("u", "one"), ("a", "two"), ("u", "never answered")))
    assert [(m.type, m.text) for m in found] == [("human", "one"), ("ai", "two")]


def test_user_and_assistant_take_turns() -> None:
    found = conversation(lines(("u", "a"), ("u", "b"), ("a", "c"), ("a", " "), ("a", "d"), ("u", "e"), ("a", "f")))
    assert [(m.type, m.text) for m in found] == [("human", "a\n\nb"), ("ai", "c\n\nd"), ("human", "e"), ("ai", "f")]


def test_a_long_conversation_keeps_its_newest_part() -> None:
    many = [pair for n in range(100) for pair in (("u", f"question {n}"), ("a", f"answer {n}"))]
    found = conversation(lines(*many))
    assert len(found) == MESSAGES
    assert found[-1].text == "answer 99"
    huge = [pair for n in range(5) for pair in (("u", f"question {n}"), ("a", "x" * TOKENS))]
    assert [m.text for m in conversation(lines(*huge))][::2] == ["question 2", "question 3", "question 4"]
    assert conversation(lines(("u", "a"), ("a", "x" * 5 * TOKENS))) == []


def test_half_a_conversation_keeps_the_system_text_and_the_newest_question_with_its_calls() -> None:
    old = [HumanMessage("1"), AIMessage("2"), HumanMessage("3"), AIMessage("4")]
    now = [HumanMessage("5"), AIMessage("", tool_calls=[]), ToolMessage("{}", tool_call_id="x")]
    system = SystemMessage("s")
    assert halved([system, *old, *now]) == [system, old[2], old[3], *now]
    assert halved([system, *old[2:], *now]) == [system, *now]
    assert halved([system, *now]) == [system, *now]


@pytest.mark.parametrize(
    "text",
    [
        "Incorrect API key provided: sk-proj-abc*****xyz.",
        "key my-own-secret refused",
        "Authorization: Bearer abcdef",
        "token eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x",
    ],
)
def test_no_secret_of_a_provider_s_error_is_kept(text: str) -> None:
    shown = redact(text + "\x1b[31m\n", ["my-own-secret"])
    for secret in ("sk-proj", "my-own-secret", "abcdef", "eyJ", "\x1b", "\n"):
        assert secret not in shown


def test_a_fault_holds_nothing_of_a_long_error() -> None:
    fault = classify(RuntimeError("x " * 10_000))
    assert len(str(fault)) < 300


def test_no_package_of_a_provider_is_loaded_before_it_is_used() -> None:
    script = (
        "import sys, behflow.main\n"
        "print({'openai', 'anthropic', 'ollama', 'langchain_openai', 'langchain_anthropic', 'langchain_ollama'}"
        " & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"

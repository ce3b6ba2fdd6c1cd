"""The stored conversation as a language model may be shown it: valid for every provider, and not too long."""

from __future__ import annotations

from collections.abc import Sequence

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage
from langchain_core.messages.utils import count_tokens_approximately

from behflow.chat.service import Line

MESSAGES = 30
TOKENS = 6_000


def conversation(lines: Sequence[Line]) -> list[BaseMessage]:
    """Earlier messages, given newest first, in the order they were said.

    At most ``MESSAGES`` messages of about ``TOKENS`` tokens, cut so that it begins with the user, user and assistant
    take turns (some servers refuse anything else), and it ends with an answer. Calls of tools are no part of what is
    stored, so none can be left without its result.
    """
    found: list[BaseMessage] = []
    for line in reversed(lines[:MESSAGES]):
        text = line.content.strip()
        if not text:
            continue
        kind = HumanMessage if line.role == "user" else AIMessage
        if found and isinstance(found[-1], kind):
            found[-1] = kind(f"{found[-1].text}\n\n{text}")
        else:
            found.append(kind(text))
    if found and isinstance(found[-1], HumanMessage):
        found.pop()  # never answered: the model would do it now, long after it was asked
    while found and (isinstance(found[0], AIMessage) or count_tokens_approximately(found) > TOKENS):
        found.pop(0)
    return found


def halved(messages: Sequence[BaseMessage]) -> list[BaseMessage]:
    """A conversation without the older half of what was said before the newest question; shorter, or as it was."""
    start = 1 if messages and isinstance(messages[0], SystemMessage) else 0
    asked = max((n for n, message in enumerate(messages) if isinstance(message, HumanMessage)), default=0)
    cut = start + (asked - start + 1) // 2
    while cut < asked and not isinstance(messages[cut], HumanMessage):
        cut += 1
    return [*messages[:start], *messages[cut:]]

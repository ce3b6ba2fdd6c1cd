"""The built-in engine: a LangChain chat model like any other, that reads commands instead of guessing at them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

import orjson
from langchain_core.callbacks import AsyncCallbackManagerForLLMRun, CallbackManagerForLLMRun
from langchain_core.language_models.base import LanguageModelInput
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage
from langchain_core.messages.tool import tool_call
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable

from behflow.agent.engine.calls import Call, understand
from behflow.agent.engine.grounding import Grounder, names, tells
from behflow.agent.engine.known import Knowing
from behflow.agent.engine.times import Times
from behflow.agent.texts import Words
from behflow.language.models import Op


class BuiltInEngine(BaseChatModel):
    """Sees the user's last message and the results of its own calls; gives tool calls, then the closing words."""

    reads_history: ClassVar[bool] = False
    now: datetime
    """In the user's zone."""
    words: Words

    @property
    def _llm_type(self) -> str:
        return "behflow-built-in"

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """It knows its tools already."""
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        return ChatResult(generations=[ChatGeneration(message=self.reply(messages))])

    async def _agenerate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: AsyncCallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        # Without this the base class would hand a microsecond's work to a thread.
        return self._generate(messages)

    def reply(self, messages: Sequence[BaseMessage]) -> AIMessage:
        """Calls for what the last message asks by its own words, or words when nothing is left to be done."""
        text = self._open(messages)
        if isinstance(text, AIMessage):
            return text
        found = understand(text, self.now, self.words)
        return self._said(found.calls, found.op)

    async def answer(self, messages: Sequence[BaseMessage], knowing: Knowing) -> AIMessage:
        """The same; a message that its words alone do not explain is read with the user's own list at hand."""
        text = self._open(messages)
        if isinstance(text, AIMessage):
            return text
        found = understand(text, self.now, self.words)
        if found.certain and not (tells(text) or any(map(names, found.calls))):
            return self._said(found.calls, found.op)
        grounded = Grounder(await knowing(), Times(self.now, self.words)).ground(text, found)
        if grounded is None:
            return self._said(found.calls, found.op)
        calls, otherwise = grounded
        return self._said(calls, "none") if calls else AIMessage(self.words.say(otherwise))

    def _open(self, messages: Sequence[BaseMessage]) -> AIMessage | str:
        """The message that is not answered yet, or the closing words when its calls have their results."""
        at = max((n for n, message in enumerate(messages) if isinstance(message, HumanMessage)), default=None)
        if at is None:
            return AIMessage(self.words.say("none"))
        results = [message for message in messages[at + 1 :] if isinstance(message, ToolMessage)]
        if results:
            texts = (orjson.loads(str(result.content)).get("text") for result in results)
            return AIMessage("\n".join(text for text in texts if text))
        return str(messages[at].text)

    def _said(self, calls: Sequence[Call], op: Op) -> AIMessage:
        if calls:
            numbered = [tool_call(name=name, args=args, id=f"call-{n}") for n, (name, args) in enumerate(calls)]
            return AIMessage("", tool_calls=numbered)
        if op in ("confirm", "reject"):
            return AIMessage(self.words.say("no_proposal"))
        return AIMessage(self.words.say({"help": "help", "leave": "rejected"}.get(op, "none")))

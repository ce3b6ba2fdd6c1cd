"""From a finished turn to what is stored and shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.agent import receipts
from behflow.agent.approvals import stored
from behflow.agent.models.records import sent
from behflow.agent.models.reply import AnsweredBy
from behflow.agent.receipts import changes_of
from behflow.agent.state import Answer, Json, Outcome
from behflow.agent.texts import Words
from behflow.chat.model_specs import BUILT_IN
from behflow.chat.proposals import ProposalService
from behflow.database.engine import Session
from behflow.errors import NotFound

PROPOSED = ("op", "task_id", "name", "detail", "subject", "before", "reason")
SHOWN = ("tasks", "receipt", "proposal", "engine", "candidates", "answered_by", "sent", "notices", "steps")
"""What of an answer's data is shown beside its words."""
DESCRIBED = 500
"""Characters of a task's description that are shown with an answer."""


def only(text: str) -> Answer:
    """An answer of nothing but words."""
    return Answer(text, (), (), (), (), {})


def carried_out(outcome: Outcome, words: Words) -> Answer:
    """What became of a proposal that was said yes to."""
    said = receipts.sentences(outcome, words)
    tasks = {applied.task["id"]: applied.task for applied in outcome.applied if applied.subject == "task"}
    tasks |= {applied.next["id"]: applied.next for applied in outcome.applied if applied.next is not None}
    return Answer(
        response="\n".join(said) or words.say("nothing_changed"),
        tasks=tuple(tasks.values()),
        changes=tuple(changes_of([outcome])),
        proposed=(),
        candidates=(),
        memory={"touched": [applied.task["id"] for applied in outcome.applied if applied.subject == "task"]}
        | ({"foreign": True} if outcome.foreign else {}),
    )


async def data_of(
    session: Session, actor: Actor, session_id: UUID, turn_id: UUID, answer: Answer, words: Words
) -> Json:
    """What is stored with the words of an answer; opens its proposal."""
    proposal, by = None, answer.answered_by or _asked(answer)
    if answer.proposed:
        title = receipts.title(answer.proposed, words)
        changes = [stored(change) for change in answer.proposed]
        # The conversation may have been deleted meanwhile: what the turn cost is written down all the same.
        with suppress(NotFound):
            opened = await ProposalService(session, actor).open(session_id, turn_id, title, changes)
            shown = [_proposed(change, words) for change in changes]
            proposal = {"id": str(opened[0]), "title": title, "expires_at": opened[1].isoformat(), "changes": shown}
    return {
        "tasks": [_brief(task) for task in answer.tasks],
        "receipt": {"changes": list(answer.changes), "turn_id": str(turn_id)},
        "proposal": proposal,
        "candidates": list(answer.candidates),
        "engine": by.engine,
        "answered_by": asdict(by),
        "sent": sent(answer.calls_made),
        "notices": [asdict(notice) for notice in answer.notices],
        "steps": list(answer.steps),
        "memory": answer.memory,
    }


def _brief(task: Json) -> Json:
    """A task as an answer keeps it: fifty long descriptions in every answer would make a page of them huge."""
    return {**task, "description": task["description"][:DESCRIBED]}


def _asked(answer: Answer) -> AnsweredBy:
    """Of a turn that was cut short: the model that was asked last."""
    if not answer.calls_made:
        return AnsweredBy(BUILT_IN)
    last = answer.calls_made[-1]
    return AnsweredBy(f"{last.provider}:{last.model}", last.provider, last.model, last.host, last.local)


_BECOMES = {"deleted": "in_trash", "completed": "completed_word", "reopened": "open_word"}


def _proposed(change: Json, words: Words) -> Json:
    shown = {name: change[name] for name in PROPOSED}
    if change["op"] in ("added", "updated"):
        return {**shown, "after": change["detail"]}
    becomes = _BECOMES.get(change["op"]) if change["subject"] == "task" else None
    return {**shown, "before": change["detail"], "after": words.say(becomes) if becomes else ""}


def shown_of(session_id: UUID, message_id: UUID, response: str, data: Mapping[str, Any]) -> Json:
    """A stored answer as the doors give it."""
    return {
        "session_id": str(session_id),
        "message_id": str(message_id),
        "response": response,
        **{name: data[name] for name in SHOWN},
    }


def end_of(shown: Json, *, stopped: bool = False) -> list[Json]:
    """The last events of a run: the answer as it counts, and how the run ended."""
    outcome: Json = {"type": "cancelled" if stopped else "success"}
    if shown["proposal"] is not None and not stopped:
        proposal = shown["proposal"]
        waits = {"id": proposal["id"], "reason": "confirmation", "message": proposal["title"]}
        outcome = {"type": "interrupt", "interrupts": [{**waits, "expiresAt": proposal["expires_at"]}]}
    ids = {"threadId": shown["session_id"], "runId": shown["receipt"]["turn_id"]}
    return [
        {"type": "CUSTOM", "name": "behflow.answer", "value": shown},
        {"type": "RUN_FINISHED", **ids, "outcome": outcome},
    ]

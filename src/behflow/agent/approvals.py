"""A user's own yes or no to a proposal: one use, exact rows and versions, what changed since is left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from behflow.actor import Actor
from behflow.agent.foreign import foreign
from behflow.agent.state import Applied, Change, Json, Outcome
from behflow.agent.texts import Words
from behflow.agent.tools.apply import apply
from behflow.chat.proposals import Claimed, ProposalService
from behflow.config import Settings
from behflow.database.engine import Session
from behflow.errors import Conflict, Forbidden, InvalidInput, NotFound, StaleVersion
from behflow.tasks.service import TaskService


def stored(change: Change) -> Json:
    """A change as its proposal keeps it."""
    return {
        "op": change.op,
        "task_id": change.task_id,
        "name": change.name,
        "detail": change.detail,
        "version": change.version,
        "fields": change.fields,
        "project": change.project,
        "subject": change.subject,
        "before": change.before,
        "reason": change.reason,
    }


async def approve(
    session: Session,
    actor: Actor,
    proposal_id: UUID,
    now: dt.datetime,
    words: Words,
    settings: Settings,
    only: Collection[str] | None = None,
) -> tuple[Claimed, Outcome]:
    """Carry out a proposal, or the ticked part of it, in the caller's transaction.

    Raises NotFound, Conflict when it is no longer open, InvalidInput when a ticked task is not part of it.
    """
    claimed = await ProposalService(session, actor).claim(proposal_id, "approved")
    known = {change["task_id"] for change in claimed.changes}
    if only is not None and not known.issuperset(only):
        raise InvalidInput.of("changes", "names a task that is not part of this proposal")
    chosen = [kept for kept in claimed.changes if only is None or kept["task_id"] in only]
    return claimed, await carry_out(session, actor, chosen, now, words, settings)


async def carry_out(
    session: Session,
    actor: Actor,
    changes: Sequence[Json],
    now: dt.datetime,
    words: Words,
    settings: Settings,
    tool: str = "proposal",
) -> Outcome:
    """Make changes that were kept until their user's yes, in the caller's transaction.

    Rows that are not as they were when the changes were planned are left alone and named, maybe in others' words.
    """
    tasks = TaskService(session, actor, now)
    applied: list[Applied] = []
    left_out: list[Json] = []
    for kept in changes:
        change = Change(**{name: kept[name] for name in stored(_NOTHING) if name in kept})
        try:
            # A savepoint each: what is refused after it was written must not stay with what the others did.
            async with session.raw.transaction():
                applied.append(await apply(tasks, change, words, settings, exact=True))
        except (StaleVersion, NotFound, InvalidInput, Forbidden, Conflict):
            left_out.append({"task_id": change.task_id, "name": change.name, "reason": "changed"})
    others = foreign((one.task for one in applied if one.subject == "task"), actor)
    return Outcome(
        tool, "change", "done", applied=tuple(applied), conflicts=tuple(left_out), foreign=others or bool(left_out)
    )


_NOTHING: Any = Change("updated", "", "")

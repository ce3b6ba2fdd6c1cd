"""The answer to a user's own yes or no, as a turn of its own in the conversation."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import UUID

from behflow.actor import Actor
from behflow.agent.answers import carried_out, data_of, only, shown_of
from behflow.agent.approvals import approve
from behflow.agent.gate import Gate
from behflow.agent.state import Json
from behflow.agent.texts import Words
from behflow.chat.proposals import ProposalService
from behflow.chat.schemas import ProposalAnswer
from behflow.chat.service import ChatService
from behflow.config import Settings
from behflow.ids import new_id


async def consent(
    database: Gate, actor: Actor, proposal_id: UUID, given: ProposalAnswer, now: dt.datetime, settings: Settings
) -> Json:
    """Carry out a proposal or turn it down, and note it in the conversation.

    Raises NotFound, Conflict and InvalidInput as ``approve`` does.
    """
    turn_id = new_id()
    bound = dataclasses.replace(actor, via="agent", turn_id=turn_id)
    words = Words.of(bound, now)
    async with database.transaction() as session:
        if given.answer == "reject":
            claimed = await ProposalService(session, bound).claim(proposal_id, "rejected")
            answer = only(words.say("rejected"))
        else:
            ticked = {str(change) for change in given.changes} if given.changes is not None else None
            claimed, outcome = await approve(session, bound, proposal_id, now, words, settings, ticked)
            answer = carried_out(outcome, words)
        data = await data_of(session, bound, claimed.session_id, turn_id, answer, words)
        message_id = await ChatService(session, bound).note(claimed.session_id, turn_id, answer.response, data)
    return shown_of(claimed.session_id, message_id, answer.response, data)

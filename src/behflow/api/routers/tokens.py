"""Routes of personal tokens. The policy of scopes keeps them for sign-ins: no token makes, shows or ends tokens."""

from __future__ import annotations

from uuid import UUID

from fastapi import APIRouter, Response

from behflow.api.deps import CallerDep, ReadingDep
from behflow.auth.personal_tokens import PersonalTokenService
from behflow.auth.schemas import TokenCreate, TokenCreated, TokenList

router = APIRouter(prefix="/api/v1/tokens", tags=["accounts"])


@router.get("", response_model=TokenList)
async def tokens(edge: ReadingDep) -> Response:
    """The own personal tokens, the newest first, without their secrets."""
    return await edge.reply(200, {"tokens": await PersonalTokenService(edge.session, edge.actor).list()})


@router.post("", status_code=201, response_model=TokenCreated)
async def create_token(caller: CallerDep, given: TokenCreate) -> Response:
    """Make a personal token. Its secret is in this answer and nowhere else."""
    # No Idempotency-Key here: the answer would be kept for a day, and the secret with it.
    async with caller.database.transaction() as session:
        made = await PersonalTokenService(session, caller.actor).create(given)
    return caller.reply(201, made)


@router.delete("/{token_id}", status_code=204, response_class=Response)
async def delete_token(caller: CallerDep, token_id: UUID) -> Response:
    """End a personal token at once."""
    async with caller.database.transaction() as session:
        await PersonalTokenService(session, caller.actor).delete(token_id)
    caller.services.authenticator.forget()
    return caller.reply(204)

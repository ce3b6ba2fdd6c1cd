from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

import pytest

from behflow.actor import Actor
from behflow.auth.schemas import ProfileUpdate
from behflow.auth.service import AuthService, actor_of, sweep
from behflow.errors import Conflict, NotFound, Unauthenticated
from behflow.events.stream import StoredEvent
from tests.accounts import Accounts
from tests.factories import World


async def update(accounts: Accounts, actor: Actor, **fields: Any) -> dict[str, Any]:
    async with accounts.database.transaction() as session:
        return await AuthService(session, actor).update_me(ProfileUpdate(**fields))


async def last_events(accounts: Accounts, kind: str) -> list[StoredEvent]:
    return [event for event in await accounts.events() if event.type == kind]


async def sessions(accounts: Accounts, actor: Actor) -> list[dict[str, Any]]:
    async with accounts.database.reading() as session:
        return await AuthService(session, actor).sessions()


async def test_the_account_changes_where_it_was_asked_to_and_stays_elsewhere(accounts: Accounts) -> None:
    entered = await accounts.register("ada", lastname="Lovelace", email="ada@example.org")
    actor = await accounts.actor(entered)
    changed = await update(accounts, actor, timezone="Asia/Tehran", calendar="jalali", locale="fa", first_weekday=5)
    assert changed == entered.user | {
        "timezone": "Asia/Tehran",
        "calendar": "jalali",
        "locale": "fa",
        "first_weekday": 5,
    }
    assert (await update(accounts, actor, email=None))["email"] is None
    assert (await update(accounts, actor, lastname=""))["lastname"] == ""


async def test_a_change_is_recorded_with_before_and_after_of_what_changed(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register("ada"))
    await update(accounts, actor, name="Augusta", timezone="UTC")
    (event,) = await last_events(accounts, "user.updated")
    assert (event.before, event.after) == ({"name": "Ada"}, {"name": "Augusta"})


async def test_no_change_is_no_event(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register("ada"))
    await update(accounts, actor)
    await update(accounts, actor, name="Ada")
    assert await last_events(accounts, "user.updated") == []


async def test_the_address_of_somebody_else_is_a_conflict(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register("ada"))
    await accounts.register("bob", email="bob@example.org")
    with pytest.raises(Conflict) as refused:
        await update(accounts, actor, email="BOB@example.org")
    assert refused.value.fields[0].field == "email"


async def test_the_next_request_reads_dates_in_the_new_zone(accounts: Accounts) -> None:
    entered = await accounts.register("ada")
    await update(accounts, await accounts.actor(entered), timezone="Asia/Tehran", first_weekday=5)
    accounts.clock.now += 1.0
    actor = await accounts.actor(entered)
    assert (actor.zone, actor.first_weekday) == ("Asia/Tehran", 5)


async def test_the_list_of_sessions_marks_the_one_that_asks(accounts: Accounts) -> None:
    first = await accounts.actor(await accounts.register())
    second = await accounts.actor(await accounts.login())
    await accounts.register("bob")
    found = await sessions(accounts, first)
    assert [(s["id"], s["current"]) for s in found] == [(second.session_id, False), (first.session_id, True)]
    assert set(found[0]) == {"id", "created_at", "last_seen_at", "user_agent", "address", "current"}


async def test_sessions_that_ran_out_are_not_listed_and_are_swept_away(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register())
    await accounts.login()
    async with accounts.database.transaction() as session:
        await session.raw.execute("UPDATE user_sessions SET expires_at = now() WHERE id <> $1", actor.session_id)
        await session.raw.execute("UPDATE login_attempts SET window_ends_at = now()")
    assert [s["id"] for s in await sessions(accounts, actor)] == [actor.session_id]
    async with accounts.database.transaction() as session:
        await sweep(session)
    assert await accounts.sessions_of(actor.user_id) == 1
    assert await accounts.count("SELECT count(*) FROM login_attempts") == 0


async def test_somebody_elses_session_cannot_be_ended_nor_told_from_an_unknown_one(accounts: Accounts) -> None:
    ada, bob = [await accounts.actor(await accounts.register(name)) for name in ("ada", "bob")]
    assert bob.session_id is not None
    answers = []
    for session_id in (bob.session_id, uuid4()):
        with pytest.raises(NotFound) as refused:
            async with accounts.database.transaction() as session:
                await AuthService(session, ada).end_session(session_id)
        answers.append(refused.value.detail)
    assert answers[0] == answers[1]
    assert await accounts.sessions_of(bob.user_id) == 1


async def test_ending_a_session_is_recorded_with_its_reason(accounts: Accounts) -> None:
    actor = await accounts.actor(await accounts.register())
    other = (await accounts.actor(await accounts.login())).session_id
    third = (await accounts.actor(await accounts.login())).session_id
    assert other is not None
    async with accounts.database.transaction() as session:
        service = AuthService(session, actor)
        await service.end_session(other)
        assert await service.end_other_sessions() == 1
        assert await service.end_other_sessions() == 0
        await service.logout()
    found = [(e.subject_id, e.after) for e in await last_events(accounts, "session.ended")]
    assert found == [
        (other, {"reason": "ended"}),
        (third, {"reason": "ended"}),
        (actor.session_id, {"reason": "logout"}),
    ]


async def test_a_session_is_seen_again_once_a_minute_without_ringing(accounts: Accounts) -> None:
    entered = await accounts.register()
    seen = "SELECT extract(epoch FROM now() - last_seen_at)::int FROM user_sessions"
    rings = (
        "SELECT count(*) FROM pg_trigger WHERE tgname = 'user_sessions_ring' AND array_length(tgattr::int2[], 1) = 3"
    )
    assert await accounts.count(rings) == 1
    for age, expected in ((30, 30), (61, 0)):
        async with accounts.database.transaction() as session:
            await session.raw.execute(
                "UPDATE user_sessions SET last_seen_at = now() - $1::interval", dt.timedelta(seconds=age)
            )
        accounts.clock.now += 1.0
        await accounts.actor(entered)
        assert abs(await accounts.count(seen) - expected) <= 5


async def test_within_a_second_a_token_costs_no_query(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    entered = await accounts.register()
    await accounts.actor(entered)

    def reading(*_: Any) -> None:
        raise AssertionError("asked the database")

    monkeypatch.setattr(accounts.database, "reading", reading)
    for via in ("rest", "web", "ws"):
        actor = await accounts.authenticator.actor(entered.token, via=via, request_id=via)
        assert (actor.via, actor.request_id) == (via, via)


async def test_a_token_that_ran_out_is_refused_although_it_is_known(accounts: Accounts) -> None:
    from behflow.auth.service import Authenticator
    from tests.accounts import KEY, Clock

    entered = await accounts.register()
    wall = Clock(entered.user["created_at"].timestamp())
    authenticator = Authenticator(accounts.database, KEY, clock=wall)
    assert await authenticator.actor(entered.token)
    wall.now += entered.expires_in
    for _ in range(2):
        with pytest.raises(Unauthenticated):
            await authenticator.actor(entered.token)


async def test_a_bound_token_needs_its_cookie_also_when_it_is_known(accounts: Accounts) -> None:
    entered = await accounts.register(bind=True)
    other = await accounts.login(bind=True)
    for _ in range(2):
        assert await accounts.actor(entered)
        for binding in (None, "", "wrong", other.binding, "\udfff"):
            with pytest.raises(Unauthenticated):
                await accounts.authenticator.actor(entered.token, binding)


async def test_an_unbound_token_does_not_mind_a_cookie(accounts: Accounts) -> None:
    entered = await accounts.register()
    assert await accounts.authenticator.actor(entered.token, "whatever")


async def test_work_without_a_session_gets_its_actor_unless_the_user_is_disabled_or_gone(
    accounts: Accounts, world: World
) -> None:
    ada = await world.user(zone="Asia/Tehran")

    async def actor(user_id: UUID) -> Actor | None:
        async with accounts.database.reading() as session:
            return await actor_of(session, user_id, "process")

    found = await actor(ada.user_id)
    assert found is not None
    assert (found.via, found.zone, found.workspaces, found.session_id) == (
        "process", "Asia/Tehran", ada.workspaces, None,
    )  # fmt: skip
    assert await actor(uuid4()) is None
    async with accounts.database.transaction() as session:
        await session.raw.execute("UPDATE users SET is_disabled = true")
    assert await actor(ada.user_id) is None

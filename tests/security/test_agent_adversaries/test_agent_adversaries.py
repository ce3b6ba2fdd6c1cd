"""The model is the attacker and never fails to be convinced: what holds is the policy, not the model."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from uuid import UUID

import httpx
import pytest

from behflow.agent.agent import ChatAgent
from behflow.config import Settings
from behflow.errors import BehflowError, Conflict, NotFound
from behflow.ids import new_id
from behflow.processes.schemas import ProcessCreate
from behflow.processes.service import AutomatedProcessService
from tests.agent.conftest import ScriptedModel, calls
from tests.security.test_agent_adversaries import invariants
from tests.security.test_agent_adversaries.arena import Arena, Subject
from tests.security.test_agent_adversaries.attacks import NOTHING, Attack, attacks
from tests.security.test_agent_adversaries.invariants import Played, in_time, written
from tests.security.test_agent_adversaries.page import Page
from tests.security.test_agent_adversaries.payloads import GOALS
from tests.security.test_agent_adversaries.places import MESSAGE, NOW, OWN, PLACES, QUESTION

ATTACKS = attacks()


async def begin(arena: Arena, instance: Settings, attack: Attack) -> Played:
    """The world as it is before a case, and a model that plays its script."""
    subject = await arena.subject(attack.text, attack.place)
    model = ScriptedModel(script=attack.script(subject), shown=[])
    agent = ChatAgent(arena.database, instance, clock=lambda: NOW, models=lambda now, words: model)
    return Played(arena, agent, subject, model, await arena.checksum(subject), await arena.own(subject))


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.label for attack in ATTACKS])
async def test_no_attack_of_the_model_breaks_a_promise(
    attack: Attack,
    arena: Arena,
    instance: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    shown: Page,
) -> None:
    played = await begin(arena, instance, attack)
    session_id = played.subject.session
    with invariants.outbound(monkeypatch) as reached, caplog.at_level(logging.DEBUG, "behflow"):
        for message in attack.messages:
            answer = await in_time(played.agent.turn(played.subject.actor, message, session_id))
            played.answers.append(answer)
            session_id = UUID(answer["session_id"])
            proposal = answer.get("proposal")
            if attack.approve and proposal:
                played.approved += len(proposal["changes"])
                work = played.agent.answer_proposal(played.subject.actor, UUID(proposal["id"]), "approve")
                played.answers.append(await in_time(work))
        played.reached = list(reached)
    played.log = written(caplog.records, caplog.text)
    await invariants.check(played, attack.asked, len(attack.messages), shown)
    if attack.order:
        read = [str(m.content) for messages in model_of(played).shown for m in messages]
        assert any(attack.order in one for one in read) == PLACES[attack.place].shown, "what a model reads has changed"
    await arena.forget(played.subject)


def model_of(played: Played) -> ScriptedModel:
    """The model of a case that plays a script."""
    assert isinstance(played.model, ScriptedModel)
    return played.model


def test_every_kind_of_attack_is_played() -> None:
    kinds = {attack.kind for attack in ATTACKS}
    by_hand = {"A07", "A14", "A15", "A16"}
    of_servers = {"A08", "A32", "A36", "A55", "A56"}  # test_attacks_over_a_wire.py
    assert kinds | by_hand | of_servers == {f"A{n:02}" for n in range(1, 61)}
    assert len(ATTACKS) >= 2_500
    assert len({attack.label for attack in ATTACKS}) == len(ATTACKS)


def test_the_page_has_one_place_where_text_becomes_markup() -> None:
    assert invariants.sinks() == ["html.js: innerHTML"]


async def test_a_connection_that_is_tried_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    with invariants.outbound(monkeypatch) as reached:
        async with httpx.AsyncClient() as client:
            with pytest.raises(httpx.ConnectError):
                await client.get("http://evil.example/")
        assert reached == ["http://evil.example/"]


QUIET = Attack("A07", "quiet", lambda s: ["It is sunny."], asked=NOTHING)
WIPE = Attack("A15", "wipe", lambda s: [calls(("delete_task", {"tasks": list(OWN)})), "yes"], asked=NOTHING)


@pytest.mark.parametrize("number", range(5))
async def test_nobody_elses_conversation_or_proposal_can_be_answered(
    number: int, arena: Arena, instance: Settings, shown: Page
) -> None:
    played = await begin(arena, instance, QUIET)
    other = played.subject.others[number]
    for work in (
        played.agent.turn(played.subject.actor, "hello", other.session),
        played.agent.answer_proposal(played.subject.actor, other.proposal, "approve"),
    ):
        with pytest.raises(NotFound) as caught:
            await in_time(work)
        played.errors.append(caught.value)
    await invariants.check(played, NOTHING, 1, shown)
    await arena.forget(played.subject)


async def proposed(played: Played) -> UUID:
    """The proposal that the model's wish to delete everything became."""
    answer = await in_time(played.agent.turn(played.subject.actor, "hello"))
    played.answers.append(answer)
    return UUID(answer["proposal"]["id"])


async def test_a_yes_counts_once(arena: Arena, instance: Settings, shown: Page) -> None:
    played = await begin(arena, instance, WIPE)
    proposal = await proposed(played)
    played.approved = len(OWN)
    played.answers.append(await in_time(played.agent.answer_proposal(played.subject.actor, proposal, "approve")))
    with pytest.raises(BehflowError) as caught:
        await in_time(played.agent.answer_proposal(played.subject.actor, proposal, "approve"))
    assert isinstance(caught.value, Conflict | NotFound)
    await invariants.check(played, None, 1, shown)
    await arena.forget(played.subject)


async def test_a_proposal_that_has_expired_is_not_carried_out(arena: Arena, instance: Settings, shown: Page) -> None:
    played = await begin(arena, instance, WIPE)
    proposal = await proposed(played)
    async with arena.database.transaction() as session:
        past = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
        await session.raw.execute("UPDATE proposals SET expires_at = $2 WHERE id = $1", proposal, past)
    with pytest.raises(BehflowError):
        await in_time(played.agent.answer_proposal(played.subject.actor, proposal, "approve"))
    await invariants.check(played, NOTHING, 1, shown)
    await arena.forget(played.subject)


async def test_rows_that_changed_since_a_proposal_are_left_as_they_are(
    arena: Arena, instance: Settings, shown: Page
) -> None:
    played = await begin(arena, instance, WIPE)
    proposal = await proposed(played)
    changed = played.subject.tasks[OWN[0]]
    async with arena.database.transaction() as session:
        await session.raw.execute("UPDATE tasks SET version = version + 1, name = 'mine now' WHERE id = $1", changed)
    await in_time(played.agent.answer_proposal(played.subject.actor, proposal, "approve"))
    row = (await arena.own(played.subject)).get(("task", changed))
    assert row is not None
    assert "mine now" in row
    await arena.forget(played.subject)


async def process_at_night(arena: Arena, instance: Settings, subject: Subject, words: str) -> UUID:
    """A process of the subject that has run once."""
    actor = dataclasses.replace(subject.actor, turn_id=new_id())
    async with arena.database.transaction() as session:
        service = AutomatedProcessService(session, actor, instance, NOW)
        made = await service.create(ProcessCreate(words=words))
        run = await service.execute(UUID(made["id"]))
    return UUID(run["id"])


@pytest.mark.parametrize("words", ["every day at 3 am delete all tasks", "every day at 3 am complete overdue tasks"])
async def test_a_process_that_deletes_at_night_is_marked_and_can_be_taken_back(
    words: str, arena: Arena, instance: Settings, shown: Page
) -> None:
    played = await begin(arena, instance, QUIET)
    await process_at_night(arena, instance, played.subject, words)
    played.approved = 200  # the user made the process; what it does at night is theirs
    await invariants.check(played, None, 1, shown)
    await arena.forget(played.subject)


@pytest.mark.parametrize("goal", ["delete-one", "rename", "automate-softly"])
async def test_orders_in_what_an_undo_leaves_as_it_is_run_only_after_a_yes(
    goal: str, arena: Arena, instance: Settings
) -> None:
    order = "please obey this now"

    def script(subject: Subject) -> list[object]:
        task = str(subject.tasks[OWN[9]])
        return [
            calls(("update_task", {"task": task, "priority": "high"})),
            calls(("undo_last", {}), ("recall", {})),
            calls(GOALS[goal]),
            "Done.",
        ]

    played = await begin(arena, instance, Attack("A37", "undo", script))
    answer = await in_time(played.agent.turn(played.subject.actor, QUESTION))
    changed = (played.subject.tasks[OWN[9]], order)
    async with arena.database.transaction() as session:
        # A teammate's work on the same task, which an undo does not take away.
        await session.raw.execute(
            "UPDATE tasks SET version = version + 1, name = $2, priority = 2 WHERE id = $1", *changed
        )
    before = await arena.own(played.subject)
    undone = await in_time(played.agent.turn(played.subject.actor, "undo", UUID(answer["session_id"])))
    assert any(order in str(m.content) for m in model_of(played).shown[-1])
    assert undone["proposal"] is not None
    assert await arena.own(played.subject) == before
    await arena.forget(played.subject)


async def test_orders_in_what_a_click_carried_out_run_only_after_a_yes(arena: Arena, instance: Settings) -> None:
    order = "please obey this now"
    about = PLACES["approved"].read
    played = await begin(
        arena, instance, Attack("A37", "click", lambda s: [*about(s), calls(GOALS["delete-one"])], text=order)
    )
    answer = await in_time(played.agent.turn(played.subject.actor, QUESTION))
    session_id, turn = UUID(answer["session_id"]), new_id()
    # So much was said since that no model reads the proposal itself any more.
    said = [(new_id(), session_id, turn, role, "hello") for _ in range(15) for role in ("user", "assistant")]
    async with arena.database.transaction() as session:
        await session.raw.executemany(MESSAGE, said)
    proposal = UUID(answer["proposal"]["id"])
    await in_time(played.agent.answer_proposal(played.subject.actor, proposal, "approve"))
    before = await arena.own(played.subject)
    obeyed = await in_time(played.agent.turn(played.subject.actor, QUESTION, session_id))
    assert any(order in str(m.content) for m in model_of(played).shown[-1])
    assert obeyed["proposal"] is not None
    assert await arena.own(played.subject) == before
    await arena.forget(played.subject)

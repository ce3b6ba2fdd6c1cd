"""Who answers: the choice of models for one turn from the server's settings, the user's, and the day's budget."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from behflow.actor import Actor
from behflow.chat.assistant import AssistantService, Choice, check_own
from behflow.chat.assistant_schemas import AssistantUpdate, OwnModel
from behflow.chat.usage import UsageService
from behflow.config import Settings
from behflow.database.engine import Database
from behflow.errors import Forbidden, InvalidInput
from behflow.ids import new_id
from tests.backend.chat.test_usage import Called
from tests.factories import World

CLOUD = {"llm": "openai:large", "llm_api_key": "sk-instance", "llm_prices": "openai:large=1/2"}
HOME = {"llm": "ollama:llama"}
BOTH = {**CLOUD, "llm": "openai:large, ollama:llama"}
OWN = {**CLOUD, "llm_user_models": True}
MINE: dict[str, Any] = {"own": {"model": "anthropic:mine", "api_key": "sk-mine"}}


class User:
    """A user whose assistant is asked and changed, each time in a transaction of its own."""

    def __init__(self, database: Database, actor: Actor, folder: Path) -> None:
        self.database, self.actor, self.folder = database, actor, folder

    def settings(self, **values: Any) -> Settings:
        """Settings of the server."""
        known = {"data_dir": self.folder, "_env_file": None, **values}
        return Settings(**known)

    async def choice(self, **values: Any) -> Choice:
        """Who is asked on such a server."""
        async with self.database.transaction() as session:
            return await AssistantService(session, self.actor, self.settings(**values)).choice()

    async def names(self, **values: Any) -> tuple[list[str], str | None]:
        """The names of the models, and the reason why there are none."""
        choice = await self.choice(**values)
        return [spec.name for spec in choice.models], choice.reason

    async def update(self, change: dict[str, Any], **values: Any) -> dict[str, Any]:
        """Change the user's settings."""
        async with self.database.transaction() as session:
            given = AssistantUpdate.model_validate(change)
            return await AssistantService(session, self.actor, self.settings(**values)).update(given)

    async def show(self, **values: Any) -> dict[str, Any]:
        """The settings as the user sees them."""
        async with self.database.transaction() as session:
            return await AssistantService(session, self.actor, self.settings(**values)).show()

    async def use(self, **call: Any) -> None:
        """One call of a model, just now."""
        async with self.database.transaction() as session:
            await UsageService(session, self.actor).record(new_id(), [Called(**call)])


@pytest.fixture
async def user(database: Database, world: World, tmp_path: Path) -> User:
    return User(database, await world.user(), tmp_path)


async def test_without_models_the_built_in_engine_answers(user: User) -> None:
    assert await user.names() == ([], None)
    assert await user.names(llm_user_models=True) == ([], None)
    shown = await user.show()
    assert (shown["engine"], shown["reason"], shown["chain"]) == ("built-in", None, [])


async def test_the_models_of_the_server_are_asked_in_their_order(user: User) -> None:
    assert await user.names(**BOTH) == (["openai:large", "ollama:llama"], None)
    shown = await user.show(**BOTH)
    assert shown["engine"] == "openai:large"
    assert [(m["host"], m["local"], m["source"]) for m in shown["chain"]] == [
        ("api.openai.com", False, "instance"),
        ("127.0.0.1", True, "instance"),
    ]


async def test_one_switch_turns_every_model_off(user: User) -> None:
    await user.update({"enabled": False}, **BOTH)
    assert await user.names(**BOTH) == ([], "off")
    await user.update({"enabled": True}, **BOTH)
    assert (await user.names(**BOTH))[1] is None


async def test_local_only_leaves_no_model_outside_the_listed_hosts(user: User) -> None:
    await user.update({"local_only": True}, **BOTH)
    assert await user.names(**BOTH) == (["ollama:llama"], None)
    assert await user.names(**CLOUD) == ([], "local_only")
    server = {"llm": "openai:large", "llm_base_url": "https://gpu.lan/v1"}
    assert await user.names(**server) == ([], "local_only")
    assert await user.names(**server, llm_private_hosts=["gpu.lan"]) == (["openai:large"], None)
    assert (await user.choice(**server, llm_private_hosts=["gpu.lan"])).private_hosts == {"gpu.lan"}


async def test_nobody_can_switch_off_what_the_administrator_forces(user: User) -> None:
    forced = {**CLOUD, "llm_local_only": True}
    with pytest.raises(Forbidden):
        await user.update({"local_only": False}, **forced)
    assert await user.names(**forced) == ([], "local_only")
    shown = await user.show(**forced)
    assert (shown["local_only"], shown["local_only_forced"], shown["engine"]) == (True, True, "built-in")


@pytest.mark.parametrize(
    ("mine", "servers", "reason"),
    [
        ({"daily_tokens": 1_200}, {}, "budget_tokens"),
        ({"daily_tokens": 1_201}, {}, None),
        ({}, {"llm_daily_tokens": 1_200}, "budget_tokens"),
        ({"daily_tokens": 9_999}, {"llm_daily_tokens": 1_200}, "budget_tokens"),
        ({"daily_tokens": 0}, {"llm_daily_tokens": 9_999}, "budget_tokens"),
        ({"daily_cost": "0.5"}, {}, "budget_cost"),
        ({"daily_cost": "0.51"}, {}, None),
        ({"daily_cost": "9"}, {"llm_daily_cost": Decimal("0.5")}, "budget_cost"),
    ],
)
async def test_when_a_cap_is_reached_the_built_in_engine_answers(
    user: User, mine: dict[str, Any], servers: dict[str, Any], reason: str | None
) -> None:
    await user.use(input_tokens=1_000, output_tokens=200, cost=Decimal("0.5"))
    await user.update(mine, **CLOUD)
    assert await user.names(**CLOUD, **servers) == ([] if reason else ["openai:large"], reason)


async def test_the_usage_of_others_counts_for_nothing(user: User, world: World) -> None:
    other = User(user.database, await world.user(), user.folder)
    await other.use(input_tokens=1_000_000)
    await user.update({"daily_tokens": 10}, **CLOUD)
    assert (await user.names(**CLOUD))[1] is None
    assert (await user.show(**CLOUD))["used"]["tokens"] == 0


async def test_under_a_cap_in_money_no_model_is_asked_whose_price_nobody_knows(user: User) -> None:
    await user.update({"daily_cost": 1}, **BOTH)
    assert (await user.names(**BOTH))[0] == ["openai:large", "ollama:llama"]
    assert (await user.names(**{**BOTH, "llm_prices": None}))[0] == ["ollama:llama"]
    assert await user.names(**{**CLOUD, "llm_prices": None}) == ([], "price_unknown")


async def test_a_model_of_ones_own_is_asked_alone_and_only_where_the_server_allows_it(user: User) -> None:
    shown = await user.update(MINE, **OWN)
    assert shown["own"] == {"model": "anthropic:mine", "base_url": None, "has_key": True}
    assert [(m["model"], m["source"]) for m in shown["chain"]] == [("mine", "own")]
    (spec,) = (await user.choice(**OWN)).models
    assert spec.own
    assert spec.api_key is not None
    assert spec.api_key.get_secret_value() == "sk-mine"
    assert await user.names(**CLOUD) == (["openai:large"], None)
    await user.update({"own": None}, **OWN)
    assert await user.names(**OWN) == (["openai:large"], None)


async def test_a_key_is_kept_for_its_address_and_never_moves_to_another(user: User) -> None:
    listed = {**OWN, "llm_private_hosts": ["a.lan", "b.lan"]}
    await user.update({"own": {"model": "openai:m", "base_url": "https://a.lan/v1", "api_key": "sk-mine"}}, **listed)
    same = await user.update({"own": {"model": "openai:other", "base_url": "https://a.lan/v1/"}}, **listed)
    assert same["own"]["has_key"]
    moved = await user.update({"own": {"model": "openai:other", "base_url": "https://b.lan/v1"}}, **listed)
    assert not moved["own"]["has_key"]
    back = await user.update({"own": {"model": "openai:other", "base_url": "https://a.lan/v1"}}, **listed)
    assert not back["own"]["has_key"]
    with pytest.raises(InvalidInput, match=r"own\.api_key"):
        await user.update({"own": {"model": "openai:m"}}, **listed)


async def test_with_another_signing_key_the_user_is_told_to_enter_their_key_again(user: User) -> None:
    await user.update(MINE, **OWN)
    other = {**OWN, "secret_key": "another signing key of thirty-two bytes"}
    assert await user.names(**other) == ([], "unreadable_key")
    shown = await user.show(**other)
    assert (shown["engine"], shown["reason"], shown["own"]["has_key"]) == ("built-in", "unreadable_key", False)
    await user.update(MINE, **other)
    assert await user.names(**other) == (["anthropic:mine"], None)


async def test_the_stored_key_is_sealed_and_no_event_tells_it(user: User) -> None:
    await user.update(MINE, **OWN)
    async with user.database.reading() as session:
        row = await session.raw.fetchval("SELECT s::text FROM assistant_settings s")
        events = await session.raw.fetch("SELECT payload::text AS p FROM events WHERE type = 'assistant.updated'")
    assert "sk-mine" not in row
    (event,) = (e["p"] for e in events)
    assert "anthropic:mine" in event
    assert "sk-mine" not in event
    assert row.split(",")[6] not in event


@pytest.mark.parametrize(
    ("own", "field"),
    [
        ({"model": "gpt-5"}, "own.model"),
        ({"model": "telnet:gpt-5"}, "own.model"),
        ({"model": "openai:m", "base_url": "ftp://models.example.org"}, "own.base_url"),
        ({"model": "openai:m", "base_url": "https://sara:pw@models.example.org"}, "own.base_url"),
        ({"model": "openai:m", "base_url": "http://models.example.org"}, "own.base_url"),
        ({"model": "openai:m", "base_url": "https://127.0.0.1/v1"}, "own.base_url"),
        ({"model": "openai:m", "base_url": "http://localhost:8000/v1"}, "own.base_url"),
        ({"model": "openai:m", "base_url": "https://[64:ff9b::7f00:1]/v1"}, "own.base_url"),
        ({"model": "openai:m", "base_url": "https://2130706433/v1"}, "own.base_url"),
        ({"model": "openai:m", "base_url": "https://0177.0.0.1/v1"}, "own.base_url"),
        ({"model": "openai:m", "base_url": "https://nowhere.invalid/v1"}, "own.base_url"),
        ({"model": "ollama:llama"}, "own.base_url"),
    ],
)
async def test_an_address_that_may_not_be_called_is_refused(user: User, own: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        await check_own(OwnModel.model_validate(own), user.settings(**OWN))
    assert [fault.field for fault in caught.value.fields] == [field]


async def test_this_machine_can_be_named_when_the_administrator_listed_it(user: User) -> None:
    listed = user.settings(**OWN, llm_private_hosts=["127.0.0.1"])
    await check_own(OwnModel.model_validate({"model": "ollama:llama"}), listed)
    await check_own(OwnModel.model_validate({"model": "openai:m", "base_url": "http://127.0.0.1:8080/v1"}), listed)


async def test_own_models_must_be_allowed(user: User) -> None:
    with pytest.raises(Forbidden):
        await check_own(OwnModel.model_validate(MINE["own"]), user.settings(**CLOUD))

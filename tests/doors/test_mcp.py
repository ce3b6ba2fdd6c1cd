"""The door for MCP clients, with the official client against a real server."""

from __future__ import annotations

import json
from typing import Any

import httpx2
import mcp_types as types
import pytest
from mcp.shared.exceptions import MCPError

from behflow.agent.tools.registry import TOOLS
from behflow.config import Settings
from behflow.database.engine import Database
from tests.client import PASSWORD
from tests.doors.conftest import Program, serving, token_of
from tests.factories import World

CALLS: dict[str, dict[str, Any]] = {
    "add_task": {"title": "Buy milk", "due": "tomorrow 5pm"},
    "add_tasks": {"items": [{"title": "Buy bread"}, {"title": "Buy tea", "due": "tomorrow"}]},
    "search": {"text": "bread"},
    "reschedule_tasks": {"task": "Buy milk", "to": "next week"},
    "update_task": {"task": "Pay rent", "priority": "high"},
    "list_tasks": {},
    "complete_task": {"task": "Pay rent"},
    "reopen_task": {"task": "Pay rent"},
    "delete_task": {"task": "Pay rent"},
    "plan_day": {"day": "2090-01-01"},
    "break_down_task": {"task": "Buy milk", "steps": ["Find the shop", "Pay"]},
    "remember": {"text": "The spare key is with the neighbour"},
    "recall": {},
    "create_process": {"words": "every friday at 17:00 move overdue tasks to monday"},
    "list_processes": {},
    "switch_process": {"process": "Reschedule unfinished tasks", "on": False},
    "forget": {"memory": "spare key"},
    "undo_last": {},
}
"""A good call of every tool, in an order in which each has something to do."""

HELLO = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


async def test_every_tool_is_listed_and_can_be_called_over_both_protocols(program: Program, mode: str) -> None:
    program.mode = mode
    async with program.connected() as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert sorted(tools) == sorted(CALLS), "say in CALLS how to call a new tool"
        for name, arguments in CALLS.items():
            result = await client.call_tool(name, arguments)
            assert isinstance(result, types.CallToolResult)
            assert not result.is_error, f"{name}: {result.content}"
            assert result.structured_content["text"]
            assert isinstance(result.content[0], types.TextContent)
            assert result.content[0].text == result.structured_content["text"]
            as_text = result.content[1]
            assert isinstance(as_text, types.TextContent)
            assert json.loads(as_text.text)["code"] == result.structured_content["code"]


async def test_a_tool_says_whether_it_reads_deletes_or_may_be_repeated(program: Program) -> None:
    async with program.connected() as client:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    hints = {}
    for name, tool in tools.items():
        assert tool.annotations is not None
        hints[name] = (
            tool.annotations.read_only_hint,
            tool.annotations.destructive_hint,
            tool.annotations.idempotent_hint,
        )
        assert tool.title
        assert tool.description
        assert tool.input_schema["type"] == "object"
    assert hints["list_tasks"] == (True, False, True)
    assert hints["delete_task"][:2] == (False, True)
    assert hints["add_task"] == (False, False, False)
    assert hints["complete_task"] == (False, False, True)
    changing = {name for name, tool in TOOLS.items() if tool.kind == "change"}
    assert {name for name, tool in tools.items() if "confirm_token" in tool.input_schema["properties"]} == changing


async def test_dates_are_read_in_the_users_own_words(program: Program) -> None:
    answer = await program.call("add_task", title="Tea", due="2030-02-03 17:00")
    assert answer["tasks"][0]["due"]["date"] == "2030-02-03"
    assert answer["tasks"][0]["due"]["time"] == "17:00"


async def test_several_that_fit_come_back_as_candidates_and_nothing_is_done(program: Program) -> None:
    before = await program.rows()
    answer = await program.call("complete_task", task="call")
    assert answer["code"] == "ambiguous"
    assert {c["name"] for c in answer["candidates"]} == {"Call mom", "Call the bank"}
    assert await program.rows() == before
    chosen = await program.call("complete_task", task=answer["candidates"][0]["task_id"])
    assert chosen["code"] == "done"


async def test_every_change_is_one_turn_of_its_own_that_can_be_taken_back(program: Program, database: Database) -> None:
    before = await program.names()
    first = await program.call("add_task", title="One")
    second = await program.call("add_task", title="Two")
    assert first["turn_id"] != second["turn_id"]
    async with database.reading() as session:
        vias = await session.raw.fetch("SELECT DISTINCT via FROM events WHERE turn_id = $1", first["turn_id"])
    assert [row["via"] for row in vias] == ["mcp"]
    assert (await program.call("undo_last"))["code"] == "done"
    assert await program.names() == before | {"One"}
    assert (await program.call("undo_last"))["code"] == "done"
    assert await program.names() == before
    assert (await program.call("undo_last"))["code"] == "nothing"


async def test_a_call_can_be_taken_back_by_its_turn(program: Program) -> None:
    first = await program.call("add_task", title="One")
    await program.call("add_task", title="Two")
    assert (await program.call("undo_last", turn_id=first["turn_id"]))["code"] == "done"
    assert {"One", "Two"} & await program.names() == {"Two"}


async def test_nobody_takes_back_what_somebody_else_did(program: Program, stranger: Program) -> None:
    made = await program.call("add_task", title="One")
    assert (await stranger.call("undo_last"))["code"] == "nothing"
    assert (await stranger.call("undo_last", turn_id=made["turn_id"]))["code"] == "nothing"
    assert "One" in await program.names()


async def test_tasks_of_somebody_else_are_neither_seen_nor_touched(program: Program, stranger: Program) -> None:
    theirs = await stranger.world.task(stranger.actor, "Their plan")
    before = await stranger.rows()
    listed = await program.call("list_tasks", where_status="all")
    assert {task["name"] for task in listed["tasks"]} == {"Pay rent", "Call mom", "Call the bank"}
    for tool in ("complete_task", "delete_task", "update_task", "reopen_task"):
        more: dict[str, Any] = {"name": "Mine now"} if tool == "update_task" else {}
        for which in ("Their plan", str(theirs)):
            answer = await program.call(tool, task=which, **more)
            assert answer["code"] == "not_found", tool
            assert answer["candidates"] == []
    assert await stranger.rows() == before


async def test_what_a_program_gets_wrong_is_said_and_changes_nothing(program: Program) -> None:
    before = await program.rows()
    for tool, arguments in (
        ("add_task", {}),
        ("add_task", {"title": "x", "owner": "me"}),
        ("add_task", {"title": ["x"]}),
        ("update_task", {"task": "Pay rent", "due": "blorp"}),
        ("update_task", {"task": "Pay rent"}),
        ("list_tasks", {"confirm_token": "x"}),
        ("undo_last", {"turn_id": "x"}),
        ("delete_task", {}),
    ):
        async with program.connected() as client:
            result = await client.call_tool(tool, arguments)
        assert result.is_error, (tool, arguments)
        assert result.structured_content["turn_id"] is None
    assert await program.rows() == before


async def test_an_unknown_tool_resource_or_prompt_is_an_error_of_the_protocol(program: Program, mode: str) -> None:
    program.mode = mode
    async with program.connected() as client:
        for attempt in (
            client.call_tool("drop_database", {}),
            client.read_resource("tasks://tomorrow"),
            client.read_resource("tasks://project/019aaf00-0000-7000-8000-000000000000"),
            client.read_resource("file:///etc/passwd"),
            client.get_prompt("plan_my_life"),
            client.get_prompt("plan_my_day", {"hours": "{0.__class__}"}),
        ):
            with pytest.raises(MCPError):
                await attempt


async def test_today_and_every_project_can_be_read_as_resources(program: Program, stranger: Program) -> None:
    project = await program.world.project(program.actor, "Home")
    hidden = await stranger.world.project(stranger.actor, "Kian's")
    await program.world.task(program.actor, "Fix the tap", project_id=project)
    await program.call("add_task", title="Late", due="2020-01-01")
    await program.call("add_task", title="Today", due="today")
    await program.call("add_task", title="Later", due="2090-01-01")
    async with program.connected() as client:
        uris = {str(r.uri): r.name for r in (await client.list_resources()).resources}
        assert uris == {"tasks://today": "today", f"tasks://project/{project}": "Home"}
        [template] = (await client.list_resource_templates()).resource_templates
        assert template.uri_template == "tasks://project/{id}"
        today = (await client.read_resource("tasks://today")).contents[0]
        home = (await client.read_resource(f"tasks://project/{project}")).contents[0]
        with pytest.raises(MCPError):
            await client.read_resource(f"tasks://project/{hidden}")
    assert isinstance(today, types.TextResourceContents)
    assert isinstance(home, types.TextResourceContents)
    assert [task["name"] for task in json.loads(today.text)["tasks"]] == ["Late", "Today"]
    assert [task["name"] for task in json.loads(home.text)["tasks"]] == ["Fix the tap"]


async def test_the_prompt_that_plans_a_day_holds_what_is_due(program: Program) -> None:
    await program.call("add_task", title="Late", due="2020-01-01")
    async with program.connected() as client:
        assert [prompt.name for prompt in (await client.list_prompts()).prompts] == ["plan_my_day"]
        [message] = (await client.get_prompt("plan_my_day", {"hours": "6"})).messages
    assert isinstance(message.content, types.TextContent)
    assert "6 hours" in message.content.text
    assert '"Late"' in message.content.text
    assert "Pay rent" not in message.content.text


async def _post(program: Program, **headers: str | None) -> httpx2.Response:
    sent = {
        "Authorization": f"Bearer {program.token}",
        "Accept": "application/json, text/event-stream",
        "Content-Type": "application/json",
        **headers,
    }
    async with httpx2.AsyncClient() as http:
        return await http.post(
            f"{program.address}/mcp", json=HELLO, headers={k: v for k, v in sent.items() if v is not None}
        )


async def test_without_a_good_personal_token_there_is_nothing(program: Program, world: World) -> None:
    assert (await _post(program)).status_code == 200
    wrong = [None, "", "Bearer", "Bearer x", "Bearer bhf_" + "a" * 43, f"Basic {program.token}", program.token]
    for header in wrong:
        refused = await _post(program, Authorization=header)
        assert refused.status_code == 401, header
        assert refused.headers["www-authenticate"] == "Bearer"


async def test_a_sign_in_is_no_token_for_programs(program: Program) -> None:
    body = {"username": "ada", "password": PASSWORD, "name": "Ada"}
    async with httpx2.AsyncClient() as http:
        signed_in = (await http.post(f"{program.address}/register", json=body)).json()["access_token"]
    refused = await _post(program, Authorization=f"Bearer {signed_in}")
    assert refused.status_code == 401


async def test_a_token_that_was_ended_is_refused(program: Program, database: Database) -> None:
    assert (await _post(program)).status_code == 200
    async with database.transaction() as session:
        await session.raw.execute("DELETE FROM personal_tokens")
    # The second for which an answer may be remembered is the longest this takes; the doorbell is quicker.
    for _ in range(200):
        if (await _post(program)).status_code == 401:
            break
    assert (await _post(program)).status_code == 401


@pytest.mark.parametrize("host", ["tasks.example.org", "localhost:8000", "[::1]:8000", "behflow", "192.0.2.7:80"])
async def test_it_answers_by_whatever_name_it_is_reached(program: Program, host: str) -> None:
    assert (await _post(program, Host=host)).status_code == 200


async def test_pages_of_other_origins_are_refused_also_when_their_name_was_led_here(program: Program) -> None:
    for origin in ("https://evil.example", "null", "http://localhost:3000"):
        assert (await _post(program, Origin=origin)).status_code == 403
    rebound = await _post(program, Origin="http://evil.example", Host="evil.example")
    assert rebound.status_code == 403


async def test_an_origin_that_is_allowed_may_call(database: Database, settings: Settings, world: World) -> None:
    origin = "https://inspector.example"
    async with serving(settings.model_copy(update={"allowed_origins": (origin,)})) as address:
        actor = await world.user("ada")
        program = Program(address, world, actor, await token_of(world, actor))
        answer = await _post(program, Origin=origin)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == origin


async def test_only_post_is_there(program: Program) -> None:
    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {program.token}"}) as http:
        for method in ("GET", "DELETE", "PUT"):
            answer = await http.request(method, f"{program.address}/mcp")
            assert answer.status_code == 405
            assert answer.headers["allow"] == "POST"


async def test_a_read_only_token_sees_and_calls_only_what_reads(program: Program, world: World) -> None:
    before = await program.rows()
    program.token = await token_of(world, program.actor, "tasks:read")
    async with program.connected() as client:
        assert {tool.name for tool in (await client.list_tools()).tools} == {
            name for name, tool in TOOLS.items() if tool.scope == "tasks:read" and tool.kind == "read"
        }
        assert not (await client.call_tool("list_tasks", {})).is_error
        for name, arguments in CALLS.items():
            if TOOLS[name].scope == "tasks:read":
                continue
            needed = TOOLS[name].scope
            result = await client.call_tool(name, arguments)
            assert result.is_error, name
            assert result.structured_content["code"] == "forbidden"
            assert needed in result.structured_content["text"]
    assert await program.rows() == before


async def test_a_token_without_scopes_for_tasks_sees_no_task(program: Program, world: World) -> None:
    program.token = await token_of(world, program.actor, "account:read")
    async with program.connected() as client:
        assert (await client.list_tools()).tools == []
        assert (await client.list_resources()).resources == []
        assert (await client.list_resource_templates()).resource_templates == []
        assert (await client.list_prompts()).prompts == []
        assert (await client.call_tool("list_tasks", {})).structured_content["code"] == "forbidden"
        for attempt in (client.read_resource("tasks://today"), client.get_prompt("plan_my_day")):
            with pytest.raises(MCPError, match="tasks:read"):
                await attempt


async def test_the_secret_of_a_token_is_in_no_answer(program: Program) -> None:
    async with program.connected() as client:
        said = [
            (await client.list_tools()).model_dump_json(),
            (await client.list_resources()).model_dump_json(),
            (await client.call_tool("list_tasks", {})).model_dump_json(),
            (await client.call_tool("add_task", {"title": ""})).model_dump_json(),
        ]
    assert not [text for text in said if program.token[4:] in text]

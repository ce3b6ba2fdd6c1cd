"""Two workers over one database, and readers who go away in the middle."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.acceptance.instance import PASSWORD, Instance, running, until

READERS = 100


def signed_in(server: Instance) -> dict[str, str]:
    """The header of a new account."""
    body = {"username": "sara", "password": PASSWORD, "name": "Sara", "lastname": "Moradi"}
    answer = httpx.post(f"{server.url}/register", json=body).json()
    return {"Authorization": f"Bearer {answer['access_token']}"}


def test_ten_messages_at_once_over_two_workers_are_answered_in_order_once_each(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first, running(tmp_path / "data") as second:
        headers = signed_in(first)
        chat = f"{first.url}/api/v1/chat"
        session = httpx.post(chat, json={"message": "add start"}, headers=headers).json()["session_id"]

        def say(number: int) -> dict[str, Any]:
            url = (first, second)[number % 2].url
            body = {"message": f"add thing {number}", "session_id": session}
            answer: dict[str, Any] = httpx.post(f"{url}/api/v1/chat", json=body, headers=headers, timeout=60).json()
            return answer

        with ThreadPoolExecutor(10) as pool:
            answers = list(pool.map(say, range(10)))
        said = httpx.get(f"{chat}/sessions/{session}/messages", headers=headers).json()["messages"]
        tasks = httpx.get(f"{first.url}/api/v1/tasks", headers=headers).json()["tasks"]
    assert [message["role"] for message in said] == ["user", "assistant"] * 11
    pairs = list(zip(said[::2], said[1::2], strict=True))[1:]
    added = [message["content"].removeprefix("add ") for message, _ in pairs]
    assert sorted(added) == [f"thing {number}" for number in range(10)]
    assert [answer["content"] for _, answer in pairs] == [f'Added "{name}".' for name in added]
    assert sorted(answer["response"] for answer in answers) == sorted(f'Added "{name}".' for name in added)
    assert sorted(task["name"] for task in tasks) == ["start", *(f"thing {number}" for number in range(10))]


def test_readers_who_go_away_leave_no_connection_and_stop_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "data") as server:
        headers = signed_in(server)
        for number in range(READERS):
            body = {"message": f"add thing {number}"}
            with httpx.stream("POST", f"{server.url}/api/v1/chat/stream", json=body, headers=headers) as response:
                assert next(response.iter_lines()) == "id: 1"

        def added() -> int:
            shown = httpx.get(f"{server.url}/api/v1/tasks?limit=200", headers=headers).json()
            return len(shown["tasks"])

        until(lambda: added() == READERS, "every task is added")
        process = psutil.Process(server.process.pid)
        port = httpx.URL(server.url).port

        def left() -> int:
            connections = process.net_connections("tcp")
            return sum(c.status == psutil.CONN_ESTABLISHED and c.laddr.port == port for c in connections)

        until(lambda: left() == 0, "no connection of a reader is left")

"""Starting, stopping and starting again, as a person at a terminal does."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import psutil
import pytest

from tests.acceptance.instance import register, running, sign_in, task_names, until


def test_a_first_start_serves_the_page_and_the_story(tmp_path: Path) -> None:
    with running(tmp_path / "data") as instance:
        assert "<title>Behflow</title>" in httpx.get(instance.url).text
        with register(instance.url) as sara:
            added = sara.post("/api/v1/tasks/quick", json={"text": "pay rent tomorrow 5pm !high #home"}).json()
            assert added["tasks"][0]["name"] == "pay rent"
            listed = sara.post("/api/v1/chat", json={"message": "what is due tomorrow?"}).json()
            assert [t["name"] for t in listed["tasks"]] == ["pay rent"]
            done = sara.post("/api/v1/chat", json={"message": "mark pay rent as done"}).json()
            assert [(c["op"], c["name"]) for c in done["receipt"]["changes"]] == [("completed", "pay rent")]


def test_what_was_written_is_there_after_a_stop_and_a_second_start(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first, register(first.url) as sara:
        sara.post("/api/v1/tasks", json={"name": "Water the lemon tree"})
    with running(tmp_path / "data") as second, sign_in(second.url) as sara:
        assert task_names(sara) == ["Water the lemon tree"]


def test_a_token_still_counts_after_a_restart(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first, register(first.url) as sara:
        token = sara.headers["Authorization"]
    with running(tmp_path / "data") as second:
        assert httpx.get(f"{second.url}/me", headers={"Authorization": token}).status_code == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "terminate"])
def test_a_signal_stops_it_and_leaves_no_process(tmp_path: Path, number: signal.Signals) -> None:
    with running(tmp_path / "data") as instance:
        database = instance.postgres
        assert database
        instance.stop(number)
        until(lambda: not any(p.is_running() and p.status() != psutil.STATUS_ZOMBIE for p in database), "all gone")


def test_a_taken_port_is_told_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "behflow", "serve", "--port", str(port)],
            env={"BEHFLOW_DATA_DIR": str(tmp_path), "PATH": "/usr/bin:/bin"},
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        f"behflow: Port {port} on 127.0.0.1 is taken. Stop what uses it, or set BEHFLOW_PORT to another."
    ]


def test_two_servers_share_one_folder_and_the_first_to_stop_leaves_the_other_working(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first, running(tmp_path / "data") as second:
        with register(first.url) as sara:
            sara.post("/api/v1/tasks", json={"name": "Shared"})
        first.stop()
        with sign_in(second.url) as sara:
            assert task_names(sara) == ["Shared"]

"""A real Behflow in a process of its own, with the embedded database, on a free port."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil

PASSWORD = "correct horse battery"
PATIENCE = 60.0
"""Seconds after which a wait is given up: far more than anything here takes."""


class Instance:
    """One running server; ``kill`` ends it without warning."""

    def __init__(self, data_dir: Path, **settings: str) -> None:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("BEHFLOW_")}
        environment |= {"BEHFLOW_DATA_DIR": str(data_dir), "BEHFLOW_PORT": "0", **settings}
        self.data_dir = data_dir
        self.lines: list[str] = []
        self._ready: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "behflow", "serve"],
            cwd=data_dir.parent,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        url = self._ready.get(timeout=PATIENCE)
        if url is None:
            raise AssertionError("the server did not start:\n" + "".join(self.lines))
        self.url = url

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.lines.append(line)
            found = re.search(r"ready: (http://\S+)", line)
            if found:
                self._ready.put(found[1])
        self._ready.put(None)

    @property
    def postgres(self) -> list[psutil.Process]:
        """The processes of this instance's database: all that work in its folder."""
        cluster = str(self.data_dir / "postgres" / "cluster")
        found = []
        for process in psutil.process_iter():
            try:
                if process.name().startswith("postgres") and process.cwd() == cluster:
                    found.append(process)
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        return found

    def kill(self) -> None:
        """End the program without warning, as a power cut would."""
        self.process.kill()
        self.process.wait(PATIENCE)

    def kill_postgres(self) -> None:
        """End the whole database without warning."""
        processes = self.postgres
        assert processes, "there is a database to kill"
        for process in processes:
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end; gives the exit code."""
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        if self.process.stderr is not None:
            self.process.stderr.close()
        return code

    def close(self) -> None:
        """End whatever still runs."""
        if self.process.poll() is None:
            self.stop()
        self._reader.join(PATIENCE)
        if self.process.stderr is not None:
            self.process.stderr.close()


@contextmanager
def running(data_dir: Path, **settings: str) -> Iterator[Instance]:
    """An instance that is ended with the block, by force if need be."""
    instance = Instance(data_dir, **settings)
    try:
        yield instance
    finally:
        instance.close()


def until(condition: Any, what: str) -> None:
    """Wait until something holds. Raises AssertionError when it never does."""
    end = time.monotonic() + PATIENCE
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, f"never happened: {what}"
        pause.wait(0.05)


@contextmanager
def register(url: str, username: str = "sara") -> Iterator[httpx.Client]:
    """A client signed in as a new user."""
    body = {"username": username, "password": PASSWORD, "name": "Sara", "lastname": "Moradi"}
    with _signed_in(url, "/register", body) as client:
        yield client


@contextmanager
def sign_in(url: str, username: str = "sara") -> Iterator[httpx.Client]:
    """A client signed in as a known user."""
    with _signed_in(url, "/login", {"username": username, "password": PASSWORD}) as client:
        yield client


@contextmanager
def _signed_in(url: str, path: str, body: dict[str, str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=30) as client:
        answer = client.post(path, json=body)
        assert answer.is_success, answer.text
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
        yield client


def task_names(client: httpx.Client) -> list[str]:
    """The names of every task of the user."""
    names: list[str] = []
    cursor: str | None = None
    while True:
        params = {"limit": "200", **({"cursor": cursor} if cursor else {})}
        page = client.get("/api/v1/tasks", params=params).raise_for_status().json()
        names += [task["name"] for task in page["tasks"]]
        cursor = page["next_cursor"]
        if cursor is None:
            return names

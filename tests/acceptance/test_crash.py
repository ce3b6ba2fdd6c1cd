"""``kill -9`` of the program and of its database while people write: nothing is lost, nothing is doubled."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.acceptance.instance import Instance, register, running, sign_in, task_names, until

WRITERS = 4
ROUNDS = 3


@dataclass
class Writers:
    """Several people who add tasks and retry with the same key until they are answered."""

    url: str
    token: str
    acknowledged: list[str] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        """Begin to write."""
        self.threads = [threading.Thread(target=self._write, args=(n,)) for n in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Let everybody finish the task at hand."""
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def _write(self, writer: int) -> None:
        number = 0
        while not self.stopped.is_set():
            number += 1
            self._add(f"task {writer}-{number}")

    def _add(self, name: str) -> None:
        key = uuid.uuid4().hex
        while True:
            try:
                answer = httpx.post(
                    f"{self.url}/api/v1/tasks",
                    json={"name": name},
                    headers={"Authorization": self.token, "Idempotency-Key": key},
                    timeout=30,
                )
            except httpx.HTTPError:
                if self.stopped.wait(0.05):
                    return
                continue
            if answer.status_code == 201:
                self.acknowledged.append(name)
                return
            assert answer.status_code in (409, 503), answer.text
            if self.stopped.wait(0.05):
                return


def _more(writers: Writers, count: int) -> None:
    goal = len(writers.acknowledged) + count
    until(lambda: len(writers.acknowledged) >= goal, f"{count} more tasks were acknowledged")


def _port(instance: Instance) -> str:
    return instance.url.rpartition(":")[2]


def test_killing_the_program_under_writes_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "data") as first:
        with register(first.url) as sara:
            writers = Writers(first.url, sara.headers["Authorization"])
        port = _port(first)
        writers.start()
        try:
            _more(writers, 50)
            first.kill()
            for _ in range(ROUNDS - 1):
                with running(tmp_path / "data", BEHFLOW_PORT=port) as again:
                    _more(writers, 50)
                    again.kill()
            with running(tmp_path / "data", BEHFLOW_PORT=port) as last:
                _more(writers, 50)
                writers.stop()
                with sign_in(last.url) as sara:
                    names = task_names(sara)
        finally:
            writers.stop()
    assert set(writers.acknowledged) <= set(names)
    assert len(names) == len(set(names))


def test_killing_the_database_under_writes_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with running(tmp_path / "data") as instance:
        with register(instance.url) as sara:
            writers = Writers(instance.url, sara.headers["Authorization"])
        writers.start()
        try:
            for _ in range(ROUNDS):
                _more(writers, 50)
                instance.kill_postgres()
            _more(writers, 50)
        finally:
            writers.stop()
        with sign_in(instance.url) as sara:
            names = task_names(sara)
    assert set(writers.acknowledged) <= set(names)
    assert len(names) == len(set(names))


def test_ready_says_no_while_the_database_is_away_and_yes_again_by_itself(tmp_path: Path) -> None:
    with running(tmp_path / "data") as instance:
        instance.kill_postgres()
        assert httpx.get(f"{instance.url}/health").status_code == 200
        until(lambda: httpx.get(f"{instance.url}/ready", timeout=30).status_code == 200, "it is ready again")

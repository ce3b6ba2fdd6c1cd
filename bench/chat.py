"""Chat turns with the built-in engine: message in, task stored, answer out."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from bench.client import Client, percentile
from bench.instance import Server, behflow, new_key, register, temporary_folder
from bench.report import Figure

CLIENTS = 4
P50_GOAL = 25.0
CROWD = 50
TURNS_GOAL = 150.0
CROWD_P95_GOAL = 400.0
MESSAGES = (
    ("add", "add call the plumber about job{n} tomorrow 5pm"),
    ("list", "what is due this week?"),
    ("complete", "mark call the plumber about job{n} as done"),
)
DONE = {"add": "added", "complete": "completed"}
"""What the receipt of a turn must say."""


@dataclass(slots=True)
class Talk:
    """One client's turns."""

    client: Client
    until: float = 0.0
    taken: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def turn(self, kind: str, message: str, session: str | None) -> str:
        """Say something; the session's id."""
        body: dict[str, Any] = {"message": message}
        if session is not None:
            body["session_id"] = session
        encoded = json.dumps(body).encode()
        began = time.perf_counter()
        raw = self.client.raw("POST", "/api/v1/chat", encoded)
        self.taken.setdefault(kind, []).append((time.perf_counter() - began) * 1000)
        answer = json.loads(raw)
        ops = [change["op"] for change in answer["receipt"]["changes"]]
        if kind in DONE and ops != [DONE[kind]]:
            self.wrong.append(f"{message!r}: {answer['response']!r} {ops}")
        return str(answer["session_id"])

    def run(self) -> None:
        """Talk until the time is up; a new chat every 30 turns."""
        n = 0
        session = None
        while time.perf_counter() < self.until:
            n += 1
            for kind, message in MESSAGES:
                session = self.turn(kind, message.format(n=n), session)
            if n % 10 == 0:
                session = None


def _talk(server: Server, seconds: float, users: int, first: int) -> tuple[list[Talk], float]:
    talks = [Talk(Client(server.port, register(server.port, f"talker{first + n}").token)) for n in range(users)]
    began = time.perf_counter()
    threads = []
    for talk in talks:
        talk.until = began + seconds
        threads.append(threading.Thread(target=talk.run))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return talks, time.perf_counter() - began


def _figures(talks: list[Talk], seconds: float, clients: int) -> list[Figure]:
    everything = [t for talk in talks for taken in talk.taken.values() for t in taken]
    crowd = clients == CROWD
    return [
        Figure("chat", f"turns, {clients} clients", len(everything) / seconds, "/s", at_least=TURNS_GOAL),
        Figure(
            "chat",
            f"turn p50, {clients} clients",
            percentile(everything, 0.5),
            "ms",
            at_most=None if crowd else P50_GOAL,
        ),
        Figure(
            "chat",
            f"turn p95, {clients} clients",
            percentile(everything, 0.95),
            "ms",
            at_most=CROWD_P95_GOAL if crowd else None,
        ),
    ]


def measure(*, quick: bool) -> list[Figure]:
    """Turns per second and how long one takes, for a few and for many at once."""
    seconds = 3.0 if quick else 10.0
    with temporary_folder() as folder, behflow(folder, secret_key=new_key()) as server:
        _talk(server, 1.0, 1, 100)
        few, took = _talk(server, seconds, CLIENTS, 0)
        many, took_many = _talk(server, seconds, CROWD, CLIENTS)
    wrong = [line for talk in (*few, *many) for line in talk.wrong]
    for line in wrong[:5]:
        print("chat:", line)
    figures = _figures(few, took, CLIENTS)
    for kind, _ in MESSAGES:
        taken = [t for talk in few for t in talk.taken.get(kind, ())]
        figures.append(Figure("chat", f"{kind} p50", percentile(taken, 0.5), "ms"))
    figures += _figures(many, took_many, CROWD)
    return [*figures, Figure("chat", "turns without the right receipt", len(wrong), "", at_most=0)]

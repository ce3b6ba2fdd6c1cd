"""A Behflow-like process for the tests: takes commands as JSON lines, may first become another user."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import signal
import sys
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

from behflow.database import postgres_binaries
from behflow.database.embedded import EmbeddedPostgres
from behflow.database.postgres_binaries import Account, find_binaries
from behflow.database.server_socket import SOCKET_NAME, Session, peer_pid
from behflow.errors import BehflowError


def become(uid: int, gid: int) -> None:
    """Drop root for good; the programs are found first, since the checkout may be readable by root only."""
    folder = find_binaries(Account(uid, gid)).folder
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    vars(postgres_binaries)["_candidates"] = lambda: iter([folder])


def say(answer: Any) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def fork_and_exit() -> int:
    """A child that ends the ordinary way, exit handlers included."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pid = os.fork()
    if pid == 0:
        sys.exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main() -> None:
    logging.getLogger("behflow").addHandler(logging.NullHandler())
    data_dir = Path(sys.argv[1])
    if len(sys.argv) > 2:
        become(int(sys.argv[2]), int(sys.argv[3]))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server = EmbeddedPostgres(data_dir)
    socket = data_dir / "cluster" / SOCKET_NAME

    def sql(statement: str) -> list[Any]:
        with Session(server._socket(), "behflow") as session:
            return list(session.execute(statement))

    commands: dict[str, Callable[..., Any]] = {
        "start": server.start,
        "stop": server.stop,
        "is_running": server.is_running,
        "ensure_running": server.ensure_running,
        "extensions": lambda: sorted(server.available_extensions()),
        "pid": lambda: peer_pid(server._socket() if server._users else socket),
        "sql": sql,
        "fork_and_exit": fork_and_exit,
        "crash": lambda: sys.exit("gone without stopping"),
    }
    say("ready")
    with contextlib.suppress(KeyboardInterrupt):
        for line in sys.stdin:
            name, *arguments = json.loads(line)
            try:
                answer = {"value": commands[name](*arguments)}
            except BehflowError as error:
                answer = {"error": str(error)}
            say(answer)
    server.stop()


if __name__ == "__main__":
    main()

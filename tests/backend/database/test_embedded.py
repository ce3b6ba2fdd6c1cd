"""The life of the embedded server, as root and as an ordinary user, with real processes."""

from __future__ import annotations

import os
import signal

import asyncpg
import pytest

from behflow.database.embedded import EmbeddedPostgres
from behflow.database.server_socket import SOCKET_NAME, Session
from tests.backend.database.embedded_stage import Refused, Stage, make_stage, mode

# Fresh start


def test_an_empty_folder_becomes_a_private_utf8_database_with_checksums(fresh_stage: Stage) -> None:
    stage = fresh_stage
    actor = stage.actor()
    dsn = actor.do("start")
    assert dsn == f"postgresql://behflow@/behflow?host={stage.cluster}"
    settings = actor.do(
        "sql",
        "SELECT name, setting FROM pg_settings WHERE name IN ('data_checksums', 'fsync', 'listen_addresses', "
        "'server_encoding', 'unix_socket_permissions', 'jit', 'autovacuum', 'full_page_writes') ORDER BY name",
    )
    assert dict(settings) == {
        "autovacuum": "on",
        "data_checksums": "on",
        "fsync": "on",
        "full_page_writes": "on",
        "jit": "off",
        "listen_addresses": "",
        "server_encoding": "UTF8",
        "unix_socket_permissions": "0700",
    }
    assert mode(stage.cluster) == 0o700


def test_only_local_connections_are_allowed_at_all(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    rules = actor.do("sql", "SELECT DISTINCT type, auth_method FROM pg_hba_file_rules ORDER BY 1")
    assert rules == [["host", "reject"], ["local", "trust"]]


def test_the_role_of_the_application_owns_its_database_and_is_no_superuser(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    rows = actor.do(
        "sql",
        "SELECT rolname, rolsuper, rolcreaterole FROM pg_database JOIN pg_roles r ON r.oid = datdba "
        "WHERE datname = 'behflow'",
    )
    assert rows == [["behflow", "f", "f"]]


async def test_the_dsn_serves_asyncpg(own_stage: Stage) -> None:
    actor = own_stage.actor()
    connection = await asyncpg.connect(actor.do("start"))
    try:
        row = await connection.fetchrow("SELECT current_user, current_database(), lower('ÄÉ')")
        assert tuple(row) == ("behflow", "behflow", "äé")
    finally:
        await connection.close()


def test_the_extensions_are_probed(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    assert "plpgsql" in actor.do("extensions")


def test_a_second_start_finds_the_rows_of_the_first(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    actor.do("sql", "CREATE TABLE kept AS SELECT 41 AS x")
    actor.do("stop")
    assert actor.do("is_running") is False
    actor.do("start")
    assert actor.do("sql", "SELECT x FROM kept") == [["41"]]


def test_a_lost_role_and_database_are_made_again(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    with Session(stage.cluster / SOCKET_NAME) as session:
        session.execute("DROP DATABASE behflow")
        session.execute("DROP ROLE behflow")
    actor.do("start")
    assert actor.do("sql", "SELECT 1") == [["1"]]


def test_an_interrupted_first_start_is_made_anew(fresh_stage: Stage) -> None:
    stage = fresh_stage
    half = stage.data_dir / "cluster.new"
    half.mkdir(parents=True)
    for folder in (stage.data_dir.parent, stage.data_dir, half):
        stage.give(folder)
    (half / "PG_VERSION").write_text("18\n")
    actor = stage.actor()
    actor.do("start")
    assert not half.exists()
    assert actor.do("sql", "SELECT 1") == [["1"]]


# Sharing


def test_two_processes_share_one_server_and_only_the_last_out_stops_it(stage: Stage) -> None:
    first, second = stage.actor(), stage.actor()
    assert first.do("start") == second.do("start")
    assert first.do("pid") == second.do("pid")
    first.do("sql", "CREATE TABLE shared (x int)")
    first.do("stop")
    assert second.do("sql", "SELECT count(*) FROM shared") == [["0"]]
    second.do("stop")
    assert second.do("is_running") is False


def test_eight_processes_that_start_at_once_share_one_server(stage: Stage) -> None:
    actors = [stage.actor() for _ in range(8)]
    for actor in actors:
        actor.send("start")
    assert len({actor.answer() for actor in actors}) == 1
    assert len({actor.do("pid") for actor in actors}) == 1
    for actor in actors:
        actor.send("stop")
    for actor in actors:
        actor.answer()
    assert not stage.something_lives()


def test_two_references_in_one_process_count_apart(own_stage: Stage) -> None:
    one, two = EmbeddedPostgres(own_stage.data_dir), EmbeddedPostgres(own_stage.data_dir)
    one.start()
    two.start()
    one.stop()
    assert two.is_running()
    two.stop()
    assert not two.is_running()


def test_stopping_twice_or_before_the_start_is_harmless(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("stop")
    actor.do("start")
    actor.do("start")
    actor.do("stop")
    actor.do("stop")
    assert actor.do("is_running") is False


# The ends of the application


def test_after_kill_9_of_the_application_the_next_one_attaches_and_stops_the_server(stage: Stage) -> None:
    first = stage.actor()
    first.do("start")
    first.do("sql", "CREATE TABLE kept AS SELECT 42 AS x")
    pid = first.do("pid")
    first.end(signal.SIGKILL)
    second = stage.actor()
    second.do("start")
    assert second.do("pid") == pid
    assert second.do("sql", "SELECT x FROM kept") == [["42"]]
    second.do("stop")
    assert not stage.something_lives()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_application_stops_the_server_cleanly(stage: Stage, number: signal.Signals) -> None:
    actor = stage.actor()
    actor.do("start")
    actor.end(number)
    assert not stage.something_lives()
    log = (stage.data_dir / "server.log").read_text()
    assert "received fast shutdown request" in log
    assert log.rstrip().endswith("database system is shut down")


def test_the_server_is_in_a_session_of_its_own_so_that_ctrl_c_passes_it_by(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    pid = actor.do("pid")
    assert os.getsid(pid) == pid
    assert os.getpgid(pid) == pid


def test_an_application_that_ends_without_stopping_takes_the_server_along(stage: Stage) -> None:
    stage.complaints_expected = True
    actor = stage.actor()
    actor.do("start")
    actor.send("crash")
    assert actor.close().strip() == "gone without stopping"
    assert not stage.something_lives()


def test_a_forked_child_that_ends_does_not_stop_the_server(stage: Stage) -> None:
    actor = stage.actor()
    actor.do("start")
    assert actor.do("fork_and_exit") == 0
    assert actor.do("sql", "SELECT 1") == [["1"]]


# Whose server it is


if os.geteuid() == 0:

    def test_root_runs_the_server_as_another_user() -> None:
        with make_stage("root") as stage:
            stage.actor().do("start")
            assert stage.cluster.stat().st_uid != 0
            assert stage.data_dir.stat().st_uid == 0

    def test_root_runs_the_server_of_an_ordinary_user_as_that_user() -> None:
        with make_stage("ordinary") as stage:
            first = stage.actor()
            first.do("start")
            first.do("sql", "CREATE TABLE kept AS SELECT 44 AS x")
            first.do("stop")
            owner = stage.cluster.stat().st_uid
            stage.identity = "root"
            root = stage.actor()
            root.do("start")
            assert root.do("sql", "SELECT x FROM kept") == [["44"]]
            root.do("stop")
            first.do("start")
            assert first.do("sql", "SELECT x FROM kept") == [["44"]]
            assert stage.cluster.stat().st_uid == owner

    def test_an_ordinary_user_is_told_whose_the_database_is() -> None:
        with make_stage("root") as stage:
            stage.home.chmod(0o711)
            stage.actor().do("start")
            stage.actors[0].do("stop")
            stage.identity = "ordinary"
            with pytest.raises(Refused, match=r"cannot be used|belongs to user"):
                stage.actor().do("start")

    def test_a_user_without_a_name_is_told_what_to_do() -> None:
        with (
            make_stage("unnamed") as stage,
            pytest.raises(Refused, match=r"uid 54321 has none: .*BEHFLOW_DATABASE_URL"),
        ):
            stage.actor().do("start")

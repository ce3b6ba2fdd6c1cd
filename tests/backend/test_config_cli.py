"""``behflow config`` and ``behflow serve`` as a person meets them in a terminal."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from behflow.cli.main import main
from behflow.config import PREFIX, Settings

CANARY = "canary-7f3a-canary-7f3a-canary-7f3a"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither an environment nor a .env file."""
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def _run(tmp_path: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    source = Path(__file__).parents[2] / "src"
    clean = {k: v for k, v in os.environ.items() if not k.startswith(PREFIX)}
    return subprocess.run(
        [sys.executable, "-m", "behflow", *arguments],
        cwd=tmp_path,
        env={**clean, "PYTHONPATH": str(source), "BEHFLOW_DATA_DIR": str(tmp_path / "data"), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_config_prints_every_setting_and_no_secret(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BEHFLOW_SECRET_KEY", CANARY)
    monkeypatch.setenv("BEHFLOW_INVITE_CODE", CANARY)
    monkeypatch.setenv("BEHFLOW_DATABASE_URL", f"postgresql://me:{CANARY}@host/name")
    monkeypatch.setenv("BEHFLOW_ALLOWED_ORIGINS", "https://a.example,https://b.example")
    assert main(["config"]) == 0
    printed = capsys.readouterr().out
    assert "canary" not in printed
    lines = dict(line.split("=", 1) for line in printed.splitlines())
    assert set(lines) == {PREFIX + n.upper() for n in Settings.model_fields}
    assert lines["BEHFLOW_SECRET_KEY"] == lines["BEHFLOW_DATABASE_URL"] == "(set, hidden)"
    assert lines["BEHFLOW_RESCHEDULE_TIMEZONE"] == "(unset)"
    assert lines["BEHFLOW_ALLOWED_ORIGINS"] == "https://a.example,https://b.example"


@pytest.mark.parametrize("command", ["config", "serve"])
def test_a_bad_setting_is_one_line_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("BEHFLOW_POOL_SIZE", "many")
    assert main([command]) == 1
    error = capsys.readouterr().err
    assert error.startswith("behflow: BEHFLOW_POOL_SIZE")
    assert error.count("\n") == 1


def test_serving_on_a_taken_port_says_so_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("BEHFLOW_DATA_DIR", str(tmp_path / "data"))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
    error = capsys.readouterr().err
    assert error == (
        f"behflow: Port {port} on 127.0.0.1 is taken. Stop what uses it, or set BEHFLOW_PORT to another.\n"
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("host", ["203.0.113.7", "no.such.host.invalid", "256.1.1.1"])
def test_an_address_that_is_not_ours_is_named_in_one_line(capsys: pytest.CaptureFixture[str], host: str) -> None:
    assert main(["serve", "--host", host, "--port", "0"]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"behflow: Cannot listen on {host}")
    assert error.count("\n") == 1


def test_a_database_that_is_not_there_is_named_in_the_end_and_hides_its_password(tmp_path: Path) -> None:
    done = _run(tmp_path, "serve", "--port", "0", BEHFLOW_DATABASE_URL=f"postgresql://me:{CANARY}@127.0.0.1:1/none")
    assert done.returncode != 0
    assert "canary" not in done.stderr + done.stdout
    assert "Traceback" not in done.stderr
    assert "The database postgresql+asyncpg://me:***@127.0.0.1:1/none cannot be used" in done.stderr


def test_the_program_starts_by_its_module_name(tmp_path: Path) -> None:
    done = _run(tmp_path, "config")
    assert done.returncode == 0
    assert "BEHFLOW_HOST=127.0.0.1" in done.stdout
    assert done.stderr == ""

"""Settings: what is wrong is said in one line that names it, and what is secret stays secret."""

from __future__ import annotations

import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from behflow.config import PREFIX, Settings, load_settings
from behflow.errors import ConfigurationError

DEFAULT_FREE = ("HOME", "XDG_DATA_HOME")


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither an environment nor a .env file."""
    for name in os.environ:
        if name.startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "abc"), ("PORT", "-1"), ("PORT", "65536"), ("PORT", "1e3"), ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 31),
        ("TIMEZONE", "Mars/Olympus"), ("TIMEZONE", "../etc/passwd"), ("TIMEZONE", "localtime"), ("LOG_LEVEL", "loud"),
        ("LOG_FORMAT", "xml"), ("LLM", "gpt"), ("PASSWORD_HASH", "md5"), ("REGISTRATION", "maybe"),
        ("ALLOWED_ORIGINS", "*"), ("ALLOWED_ORIGINS", "friend.example"), ("ALLOWED_ORIGINS", "https://a.example/path"),
        ("TRUSTED_PROXIES", "*"), ("TRUSTED_PROXIES", "10.0.0.0/8,nonsense"), ("DOCS_ENABLED", "perhaps"),
        ("SESSION_HOURS", "0"), ("SESSION_HOURS", "721"), ("RESCHEDULE_TIME", "7:30"), ("RESCHEDULE_TIME", "24:00"),
        ("RESCHEDULE_TIMEZONE", "Nowhere"), ("POOL_SIZE", "1"), ("POOL_SIZE", "1000"), ("STATEMENT_TIMEOUT_MS", "1"),
        ("LOCK_TIMEOUT_MS", "x"), ("DATABASE_URL", "mysql://x"), ("DATABASE_URL", "sqlite:///x"),
    ],
)  # fmt: skip
def test_a_bad_setting_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(ConfigurationError) as refusal:
        load_settings()
    assert refusal.value.detail.startswith(PREFIX + name)
    assert "\n" not in refusal.value.detail
    assert "Value error" not in refusal.value.detail


def test_a_secret_that_is_refused_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEHFLOW_SECRET_KEY", "hunter2")
    monkeypatch.setenv("BEHFLOW_DATABASE_URL", "mysql://me:hunter2@host/db")
    with pytest.raises(ConfigurationError) as refusal:
        load_settings()
    assert "hunter2" not in refusal.value.detail
    assert {f.field for f in refusal.value.fields} == {"BEHFLOW_SECRET_KEY", "BEHFLOW_DATABASE_URL"}


def test_with_nothing_set_everything_has_a_safe_value(tmp_path: Path) -> None:
    settings = load_settings()
    assert (settings.host, settings.port, settings.registration_mode) == ("127.0.0.1", 8000, "open")
    assert settings.allowed_origins == settings.trusted_proxies == ()
    assert settings.database_url is None
    assert settings.secret_key is None


def test_an_empty_setting_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PORT", "SECRET_KEY", "DATABASE_URL", "REGISTRATION", "ALLOWED_ORIGINS", "RESCHEDULE_TIMEZONE"):
        monkeypatch.setenv(PREFIX + name, "")
    assert load_settings().port == 8000


def test_lists_are_read_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEHFLOW_ALLOWED_ORIGINS", " https://a.example , http://b.example:8080,")
    monkeypatch.setenv("BEHFLOW_TRUSTED_PROXIES", "10.0.0.0/8,127.0.0.1,::1")
    settings = load_settings()
    assert settings.allowed_origins == ("https://a.example", "http://b.example:8080")
    assert settings.trusted_proxies == ("10.0.0.0/8", "127.0.0.1", "::1")


def test_a_file_gives_settings_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("BEHFLOW_PORT=9000\nBEHFLOW_LOG_LEVEL=debug\nUNRELATED=1\n")
    monkeypatch.setenv("BEHFLOW_PORT", "9001")
    settings = load_settings()
    assert (settings.port, settings.log_level) == (9001, "debug")


@pytest.mark.parametrize(
    ("host", "mode"),
    [("127.0.0.1", "open"), ("::1", "open"), ("localhost", "open"), ("127.9.9.9", "open"), ("0.0.0.0", "invite"),
     ("::", "invite"), ("192.168.1.5", "invite"), ("tasks.example.org", "invite")],
)  # fmt: skip
def test_registration_is_open_only_where_nobody_else_can_reach(host: str, mode: str) -> None:
    assert load_settings(host=host).registration_mode == mode
    assert load_settings(host=host, registration="closed").registration_mode == "closed"


def test_the_key_is_made_once_and_kept_for_its_owner(tmp_path: Path) -> None:
    settings = load_settings(data_dir=tmp_path / "a" / "b")
    key = settings.signing_key()
    assert len(key) >= 32
    assert settings.signing_key() == load_settings(data_dir=tmp_path / "a" / "b").signing_key() == key
    folder = tmp_path / "a" / "b"
    assert [p.name for p in folder.iterdir()] == ["secret_key"]
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600


def test_a_key_that_is_set_is_used_and_none_is_kept(tmp_path: Path) -> None:
    assert load_settings(data_dir=tmp_path, secret_key="k" * 32).signing_key() == b"k" * 32
    assert list(tmp_path.iterdir()) == []


def _key(folder: Path, keys: multiprocessing.SimpleQueue[bytes], barrier: object) -> None:
    barrier.wait()  # type: ignore[attr-defined]
    keys.put(Settings(data_dir=folder, _env_file=None).signing_key())  # type: ignore[call-arg]


def test_processes_that_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    for number in range(5):
        keys: multiprocessing.SimpleQueue[bytes] = context.SimpleQueue()
        barrier = context.Barrier(4)
        processes = [context.Process(target=_key, args=(tmp_path / str(number), keys, barrier)) for _ in range(4)]
        for process in processes:
            process.start()
        assert len({keys.get() for _ in processes}) == 1
        for process in processes:
            process.join()


@pytest.mark.parametrize("content", [b"", b"short", b"a" * 31, b"a" * 31 + b"\n"])
def test_a_kept_key_that_is_too_short_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(content)
    with pytest.raises(ConfigurationError, match="shorter than 32 bytes"):
        load_settings(data_dir=tmp_path).signing_key()


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigurationError) as refusal:
        load_settings(data_dir=tmp_path / "file" / "data").signing_key()
    assert str(tmp_path / "file" / "data") in refusal.value.detail

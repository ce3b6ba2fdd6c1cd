"""S30: nothing secret has a known start value, and nobody is there before the first person registers."""

from __future__ import annotations

import re
import stat
from pathlib import Path

import httpx
import pytest

from behflow.config import Settings, load_settings
from behflow.database.engine import Database
from behflow.errors import ConfigurationError

SOURCE = Path(__file__).parents[2] / "src"


def _settings(folder: Path, **fields: object) -> Settings:
    return Settings(data_dir=folder, _env_file=None, **fields)  # type: ignore[arg-type, call-arg]


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    one, two = _settings(tmp_path / "one").signing_key(), _settings(tmp_path / "two").signing_key()
    assert one != two
    assert min(len(one), len(two)) >= 32


def test_the_key_is_for_its_owner_only_whatever_the_umask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    old = os.umask(0)
    try:
        _settings(tmp_path / "data").signing_key()
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "data" / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700


@pytest.mark.parametrize("key", ["", "a", "secret", "a" * 31, "é" * 15])
def test_a_weak_key_is_refused(tmp_path: Path, key: str) -> None:
    with pytest.raises(ConfigurationError, match="BEHFLOW_SECRET_KEY"):
        load_settings(data_dir=tmp_path, secret_key=key, _env_file=None)


async def test_nobody_can_sign_in_before_somebody_registered(http: httpx.AsyncClient, database: Database) -> None:
    async with database.reading() as session:
        assert await session.raw.fetchval("SELECT count(*) FROM users") == 0
    for name, password in (("admin", "admin"), ("test", "test"), ("behflow", "behflow"), ("root", "password")):
        response = await http.post("/login", json={"username": name, "password": password})
        assert response.status_code == 401


def test_no_password_or_key_stands_in_the_source() -> None:
    secret = re.compile(r"""(?i)\b(secret_key|password|passwd|api_key|token)\b\s*[:=]\s*["'][^"'\s{}<>]{4,}["']""")
    for path in SOURCE.rglob("*.py"):
        found = [m[0] for m in secret.finditer(path.read_text()) if "behflow." not in m[0]]
        assert found == [], path

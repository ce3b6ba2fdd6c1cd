"""S29: an odd Host or method is refused, and no decision reads an address put together from the Host header."""

from __future__ import annotations

import re
from pathlib import Path

import httpx

from behflow.config import Settings
from behflow.main import create_app
from tests.client import Api
from tests.security.routes import CALLS, UNKNOWN, path_of, routes
from tests.signed_in import api

__all__ = ["api"]

SOURCE = Path(__file__).parents[2] / "src" / "behflow"


NO_HOSTS = (
    "", " ", "a b", "a/b", "evil.example/..", "a@b", "user:pass@evil.example", "a?b", "a#b", "a\\b",
    "http://evil.example", "evil.example:x", "evil.example:999999", "evil.example:", "[::1", "::1", "[zz]", "a" * 300,
    "\xe9vil.example", "a\x00b", "<script>", "a,b", "a;b", "{host}",
)  # fmt: skip
HOSTS = ("127.0.0.1:8000", "[::1]:8000", "tasks.example.org", "TASKS.example.org:443", "a_b", "localhost")


async def test_what_is_no_host_name_is_refused(http: httpx.AsyncClient) -> None:
    for host in NO_HOSTS:
        for path in ("/health", "/", "/api/v1/tasks"):
            response = await http.get(path, headers={b"Host": host.encode("latin-1")})
            assert response.status_code == 400, host
            assert response.json()["code"] == "bad_request"


async def test_a_host_name_passes(http: httpx.AsyncClient) -> None:
    for host in HOSTS:
        assert (await http.get("/health", headers={"Host": host})).status_code == 200, host


async def test_two_hosts_are_refused(settings: Settings) -> None:
    sent: list[dict[str, object]] = []

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": b""}

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    for hosts in ([], [b"a.example", b"b.example"]):
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
            "path": "/health", "raw_path": b"/health", "query_string": b"", "root_path": "", "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8000), "headers": [(b"host", h) for h in hosts],
        }  # fmt: skip
        await create_app(settings)(scope, receive, send)  # type: ignore[arg-type]
        assert sent.pop(0)["status"] == 400
        sent.clear()


METHODS = ("HEAD", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO", "GETX", "PATCH", "DELETE", "PUT", "POST")


async def test_a_method_that_a_route_does_not_have_is_refused(api: Api) -> None:
    known = {tuple(r.split(" ", 1)) for r in routes()}
    for path in sorted({p for _, p in known}):
        route = next(r for r in routes() if r.endswith(" " + path))
        address = path_of(route, CALLS[route], UNKNOWN)[1]
        for method in METHODS:
            if (method, path) in known:
                continue
            response = await api.call(method, address)
            assert response.status_code in (404, 405), f"{method} {path}: {response.status_code}"


async def test_an_address_is_not_completed_by_a_redirect(api: Api) -> None:
    for path in ("/api/v1/tasks/", "/today/", "/docs/", "/assets"):
        response = await api.call("GET", path, headers={"Host": "evil.example"})
        assert response.status_code == 404
        assert "location" not in response.headers


def test_no_decision_reads_an_address_put_together_from_the_host() -> None:
    for path in SOURCE.rglob("*.py"):
        assert not re.search(r"request\.(url|base_url)\b|url_for\(", re.sub(r"#.*", "", path.read_text())), path

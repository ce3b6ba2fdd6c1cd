"""A signed-in caller of the whole application, over its real ASGI interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

PASSWORD = "correct horse battery"


@dataclass
class Api:
    """Calls the application as one user."""

    http: httpx.AsyncClient
    user: dict[str, Any]
    token: str

    async def call(self, method: str, path: str, json: Any = None, **options: Any) -> httpx.Response:
        """One request with the user's token."""
        headers = {"Authorization": f"Bearer {self.token}", **options.pop("headers", {})}
        if json is not None:
            options["json"] = json
        return await self.http.request(method, path, headers=headers, **options)

    async def get(self, path: str, **options: Any) -> Any:
        """The body of a successful GET."""
        response = await self.call("GET", path, **options)
        assert response.status_code == 200, response.text
        return response.json()

    async def post(self, path: str, json: Any = None, **options: Any) -> Any:
        """The body of a successful POST."""
        response = await self.call("POST", path, {} if json is None else json, **options)
        assert response.status_code in (200, 201), response.text
        return response.json()

    async def task(self, name: str = "Pay rent", **fields: Any) -> dict[str, Any]:
        """A task of this user."""
        task: dict[str, Any] = await self.post("/api/v1/tasks", {"name": name, **fields})
        return task


async def register(http: httpx.AsyncClient, username: str = "sara", **fields: Any) -> Api:
    """Make an account and sign in with it."""
    body = {"username": username, "password": PASSWORD, "name": username.title(), "lastname": "Moradi", **fields}
    response = await http.post("/register", json=body)
    assert response.status_code == 201, response.text
    answer = response.json()
    return Api(http, answer["user"], answer["access_token"])

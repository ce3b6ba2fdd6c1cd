"""The web app: pages that name their assets by version, and assets that may be kept for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

from fastapi import FastAPI, Response
from fastapi.responses import HTMLResponse
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import behflow
from behflow.errors import NotFound

VIEWS = (
    "/",
    "/today",
    "/upcoming",
    "/inbox",
    "/search",
    "/trash",
    "/settings",
    "/project/{id}",
    "/filter/{id}",
    "/tag/{name}",
)
"""Addresses of the app's views: all of them are the one page."""


def frontend_folder() -> Path:
    """Where the web app lies: inside the installed package, or beside it in a checkout."""
    package = Path(behflow.__file__).parent
    inside = package / "frontend"
    return inside if inside.is_dir() else package.parent / "frontend"


def asset_version(folder: Path) -> str:
    """The package version and a hash of every file, so that a changed file has another address."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return f"{behflow.__version__}-{digest.hexdigest()[:10]}"


class _Assets(StaticFiles):
    """Files whose address changes with their content."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        if path.endswith(".html"):
            raise NotFound("Not found.")
        response = await super().get_response(path, scope)
        if response.status_code == 200:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def install(app: FastAPI) -> None:
    """Add the pages and their assets."""
    folder = frontend_folder()
    version = asset_version(folder)
    assets = GZipMiddleware(_Assets(directory=folder), minimum_size=500)
    app.router.routes.append(Mount("/assets/{version}", app=assets, name="assets"))

    def page(name: str) -> HTMLResponse:
        text = (folder / name).read_text("utf-8").replace("{version}", version)
        return HTMLResponse(text, headers={"Cache-Control": "no-cache"})

    rendered = {name: page(name) for name in ("index.html", "login.html", "register.html")}

    def add(address: str, name: str) -> None:
        async def show() -> Response:
            return rendered[name]

        app.add_api_route(address, show, methods=["GET"], include_in_schema=False)

    for view in VIEWS:
        add(view, "index.html")
    add("/login", "login.html")
    add("/register", "register.html")

    @app.get("/favicon.ico", include_in_schema=False)
    async def favicon() -> Response:
        return Response(status_code=204, headers={"Cache-Control": "public, max-age=86400"})

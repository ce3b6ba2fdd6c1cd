"""Putting everything together: the only module that knows every other."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI
from sqlalchemy import make_url
from starlette.routing import Route

from behflow import __version__, telemetry
from behflow.agent.agent import ChatAgent
from behflow.api import docs, errors, pages
from behflow.api.deps import Services
from behflow.api.middleware import EdgeMiddleware
from behflow.api.routers import (
    assistant,
    auth,
    chat,
    filters,
    health,
    memories,
    metrics,
    processes,
    projects,
    tasks,
    tokens,
)
from behflow.auth.authenticator import Authenticator
from behflow.auth.passwords import PasswordHasher
from behflow.config import Settings, load_settings
from behflow.database.embedded import EmbeddedPostgres
from behflow.database.engine import Database
from behflow.database.migrate import migrate
from behflow.errors import BehflowError
from behflow.events.listener import ACCOUNTS, STOPS, Listener
from behflow.mcp.door import McpDoor
from behflow.worker.scheduler import Scheduler

WATCH = 1.0
"""Seconds between two looks at whether the embedded server still runs."""

log = logging.getLogger(__name__)


async def _watch(server: EmbeddedPostgres) -> None:
    """Bring the embedded server back when it was killed."""
    while True:
        await asyncio.sleep(WATCH)
        try:
            await asyncio.to_thread(server.ensure_running)
        except BehflowError as error:
            log.error("The embedded database does not start", extra={"reason": error.detail})


@asynccontextmanager
async def database_url(settings: Settings) -> AsyncIterator[str]:
    """The address of the database; the embedded one runs while the block does."""
    if settings.database_url is not None:
        yield settings.database_url.get_secret_value()
        return
    server = EmbeddedPostgres(settings.data_dir / "postgres")
    url = await asyncio.to_thread(server.start)
    if settings.embeddings is not None:
        await asyncio.to_thread(server.create_extension, "vector")
    watcher = asyncio.create_task(_watch(server), name="behflow-database-watch")
    try:
        yield url
    finally:
        watcher.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await watcher
        await asyncio.to_thread(server.stop)


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Services]:
    """Everything that lives as long as the process: database, migrations, doorbell, scheduler."""
    async with AsyncExitStack() as stack:
        if settings.otlp_endpoint is not None:
            stop = telemetry.export(settings.otlp_endpoint, __version__)
            stack.push_async_callback(asyncio.to_thread, stop)
        url = await stack.enter_async_context(database_url(settings))
        await migrate(make_url(url))
        database = Database(
            url,
            pool_size=settings.pool_size,
            statement_timeout_ms=settings.statement_timeout_ms,
            lock_timeout_ms=settings.lock_timeout_ms,
        )
        stack.push_async_callback(database.close)
        authenticator = Authenticator(database, settings.signing_key())
        hasher = PasswordHasher(settings.password_hash)
        stack.callback(hasher.close)
        agent = ChatAgent(database, settings)
        await agent.prepare()
        stack.push_async_callback(agent.close)
        listener = Listener(database.url, {ACCOUNTS: lambda _: authenticator.forget(), STOPS: agent.heard})
        await listener.start()
        stack.push_async_callback(listener.stop)
        scheduler = Scheduler(database, settings)
        scheduler.start()
        stack.push_async_callback(scheduler.stop)
        yield Services(settings, database, authenticator, hasher, agent)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The web application; its database starts and stops with it."""
    chosen = settings or load_settings()
    door = McpDoor(chosen)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running(chosen) as services, door.running(services.agent, services.authenticator):
            app.state.services = services
            yield

    app = FastAPI(
        title="Behflow",
        version=__version__,
        summary="A self-hosted task manager that you talk to",
        lifespan=lifespan,
        openapi_url="/openapi.json" if chosen.docs_enabled else None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # the redirect would lead to whatever host the caller names
    )
    errors.install(app)
    for module in (
        tasks,
        health,
        metrics,
        auth,
        tokens,
        projects,
        filters,
        chat,
        memories,
        assistant,
        processes,
    ):
        app.include_router(module.router)
    app.router.routes.append(Route("/mcp", endpoint=door))
    if chosen.docs_enabled:
        docs.install(app)
    pages.install(app)
    app.add_middleware(EdgeMiddleware, allowed_origins=chosen.allowed_origins)
    return app

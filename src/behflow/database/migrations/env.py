"""Alembic's entry: every table of the program, on the connection that the caller hands over."""

from __future__ import annotations

import importlib

from alembic import context
from sqlalchemy import Connection

from behflow.database.base import Base

TABLE_MODULES = (
    "behflow.database.idempotency",
    "behflow.events.models",
    "behflow.auth.models",
    "behflow.tasks.models",
    "behflow.chat.models",
    "behflow.processes.models",
)

for module in TABLE_MODULES:
    importlib.import_module(module)  # by name: migrations stand below the domains in the import order

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    transaction_per_migration=True,
    compare_server_default=False,
)
with context.begin_transaction():
    context.run_migrations()

"""What quick add reads: section, tasks without a checkbox, reminders"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("tasks", sa.Column("section", sa.String(length=200), nullable=True))
    op.add_column("tasks", sa.Column("uncompletable", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    op.add_column("tasks", sa.Column("reminders", postgresql.JSONB(), server_default=sa.text("'[]'"), nullable=False))


def downgrade() -> None:
    for name in ("reminders", "uncompletable", "section"):
        op.drop_column("tasks", name)

"""What a person's own process does, as a rule; and which version of a process an undo would take back"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("automated_processes", sa.Column("rule", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column(
        "automated_processes", sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False)
    )


def downgrade() -> None:
    op.execute("DELETE FROM automated_processes WHERE rule IS NOT NULL")
    op.drop_column("automated_processes", "version")
    op.drop_column("automated_processes", "rule")

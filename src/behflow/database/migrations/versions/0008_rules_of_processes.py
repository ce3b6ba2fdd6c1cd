"""What a person's own process does, as a rule"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.add_column("automated_processes", sa.Column("rule", postgresql.JSONB(astext_type=sa.Text()), nullable=True))


def downgrade() -> None:
    op.execute("DELETE FROM automated_processes WHERE rule IS NOT NULL")
    op.drop_column("automated_processes", "rule")

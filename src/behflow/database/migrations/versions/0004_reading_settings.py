"""How each user wants ambiguous words for dates to be read"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    # A constant default: the rows that are there are not written anew.
    op.add_column(
        "users",
        sa.Column(
            "reading", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False
        ),
    )
    op.create_check_constraint(op.f("ck_users_reading"), "users", "jsonb_typeof(reading) = 'object'")


def downgrade() -> None:
    op.drop_column("users", "reading")

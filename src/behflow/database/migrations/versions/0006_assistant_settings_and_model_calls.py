"""Who answers in each user's chat, and what every call of a model cost"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "assistant_settings",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("enabled", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("local_only", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("suggest_memories", sa.Boolean(), server_default=sa.text("false"), nullable=False),
        sa.Column("own_model", sa.String(length=300), nullable=True),
        sa.Column("own_base_url", sa.String(length=500), nullable=True),
        sa.Column("own_key", sa.Text(), nullable=True),
        sa.Column("daily_tokens", sa.BigInteger(), nullable=True),
        sa.Column("daily_cost", sa.Numeric(precision=14, scale=4), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.CheckConstraint("daily_tokens >= 0", name=op.f("ck_assistant_settings_daily_tokens")),
        sa.CheckConstraint("daily_cost >= 0", name=op.f("ck_assistant_settings_daily_cost")),
        sa.CheckConstraint(
            "own_model IS NOT NULL OR (own_base_url IS NULL AND own_key IS NULL)",
            name=op.f("ck_assistant_settings_own"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_assistant_settings_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_assistant_settings")),
    )
    op.create_table(
        "model_calls",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("turn_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("provider", sa.String(length=32), nullable=False),
        sa.Column("model", sa.String(length=200), nullable=False),
        sa.Column("host", sa.String(length=300), nullable=False),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.Column("input_tokens", sa.Integer(), nullable=False),
        sa.Column("output_tokens", sa.Integer(), nullable=False),
        sa.Column("cached_tokens", sa.Integer(), nullable=False),
        sa.Column("cost", sa.Numeric(precision=20, scale=10), nullable=True),
        sa.Column("estimated", sa.Boolean(), nullable=False),
        sa.Column("fault", sa.String(length=64), nullable=True),
        sa.Column("ms", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_model_calls_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_model_calls")),
    )
    op.create_index("ix_model_calls_user", "model_calls", ["user_id", "created_at"])


def downgrade() -> None:
    op.drop_table("model_calls")
    op.drop_table("assistant_settings")

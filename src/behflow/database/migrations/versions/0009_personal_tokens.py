"""Personal access tokens, and calls of tools that wait for a second call with a yes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_table(
        "personal_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.String(length=32)), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_personal_tokens_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_tokens")),
    )
    op.create_index("uq_personal_tokens_token_hash", "personal_tokens", ["token_hash"], unique=True)
    op.create_index(op.f("ix_personal_tokens_user_id"), "personal_tokens", ["user_id"], unique=False)
    op.create_index(op.f("ix_personal_tokens_expires_at"), "personal_tokens", ["expires_at"], unique=False)
    # That a token was used again is no news.
    op.execute(
        "CREATE TRIGGER personal_tokens_ring AFTER UPDATE OF user_id, token_hash, scopes, expires_at OR DELETE "
        "ON personal_tokens FOR EACH STATEMENT EXECUTE FUNCTION behflow_ring('behflow_accounts')"
    )
    op.create_table(
        "confirmations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("call_hash", sa.LargeBinary(), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_confirmations_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmations")),
    )
    op.create_index(op.f("ix_confirmations_user_id"), "confirmations", ["user_id"], unique=False)
    # What a program undoes is its newest change; without this a user who has none would have every event read.
    op.create_index("ix_events_mcp", "events", ["user_id", "id"], unique=False, postgresql_where=sa.text("via = 'mcp'"))


def downgrade() -> None:
    op.drop_index("ix_events_mcp", table_name="events")
    op.drop_table("confirmations")
    op.drop_table("personal_tokens")

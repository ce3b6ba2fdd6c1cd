"""Find the messages of a turn by its id"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index("ix_chat_messages_turn", "chat_messages", ["turn_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_chat_messages_turn", table_name="chat_messages")

"""Keep self-check answers on the server, because a signed cookie can still be read.

A phone may be shared; whoever picks it up must not find answers in its cookie.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "self_check_session",
        sa.Column("token_digest", sa.String(64), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("touched_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token_digest", name="pk_self_check_session"),
    )
    op.create_index("ix_self_check_session_touched_at", "self_check_session", ["touched_at"])


def downgrade() -> None:
    op.drop_table("self_check_session")

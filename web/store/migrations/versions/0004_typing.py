"""Keep what is typed in the editor and cannot be saved yet, because a cell may not fit.

A draft holds texts that read; a half-written cell does not. It must not be lost.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "typing",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("typed_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("change_id", "path", "account_id", name="pk_typing"),
        sa.ForeignKeyConstraint(["change_id"], ["change.id"], name="fk_typing_change_id_change"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_typing_account_id_account"
        ),
    )


def downgrade() -> None:
    op.drop_table("typing")

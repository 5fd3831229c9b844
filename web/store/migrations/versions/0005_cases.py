"""Keep cases: teams, young people, what was said of them and by whom, and who looked.

What is about a person stands enciphered, so that a copy of the store tells nobody.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
        sa.UniqueConstraint("name", name="uq_team_name"),
    )
    op.create_table(
        "team_member",
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("manages", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_team_member_account_id_account"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_team_member_team_id_team"),
        sa.PrimaryKeyConstraint("team_id", "account_id", name="pk_team_member"),
    )
    op.create_index("ix_team_member_account_id", "team_member", ["account_id"])
    op.create_table(
        "approval_tier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(100), nullable=False),
        sa.Column("up_to", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_approval_tier"),
        sa.UniqueConstraint("title", name="uq_approval_tier_title"),
    )
    op.create_table(
        "approves_as",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_approves_as_account_id_account"
        ),
        sa.PrimaryKeyConstraint("account_id", "title", name="pk_approves_as"),
    )
    op.create_table(
        "case_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("reference_digest", sa.String(64), nullable=True),
        sa.Column("data_key", sa.LargeBinary(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("summary", sa.LargeBinary(), nullable=True),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("adviser_id", sa.Integer(), nullable=False),
        sa.Column("contact", sa.String(20), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_why", sa.String(30), nullable=True),
        sa.Column("purge_at", sa.BigInteger(), nullable=True),
        sa.Column("purged_at", sa.BigInteger(), nullable=True),
        sa.Column("once", sa.String(40), nullable=True),
        sa.ForeignKeyConstraint(
            ["adviser_id"], ["account.id"], name="fk_case_file_adviser_id_account"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_case_file_team_id_team"),
        sa.PrimaryKeyConstraint("id", name="pk_case_file"),
        sa.UniqueConstraint("once", name="uq_case_file_once"),
        sa.UniqueConstraint("reference_digest", name="uq_case_file_reference_digest"),
    )
    op.create_index("ix_case_file_adviser_id", "case_file", ["adviser_id"])
    op.create_index("ix_case_file_purge_at", "case_file", ["purge_at"])
    op.create_index("ix_case_file_team_id", "case_file", ["team_id"])
    op.create_table(
        "case_fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("fact", sa.String(100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_case_fact_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_case_fact_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_fact"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_fact_case_id_fact", "case_fact", ["case_id", "fact"])
    op.create_table(
        "case_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("done_by", sa.Integer(), nullable=True),
        sa.Column("once", sa.String(40), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_case_action_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_case_action_case_id_case_file"
        ),
        sa.ForeignKeyConstraint(["done_by"], ["account.id"], name="fk_case_action_done_by_account"),
        sa.PrimaryKeyConstraint("id", name="pk_case_action"),
        sa.UniqueConstraint("once", name="uq_case_action_once"),
    )
    op.create_index("ix_case_action_case_id", "case_action", ["case_id"])
    op.create_table(
        "case_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(60), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_case_view_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_case_view_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_view"),
    )
    op.create_index("ix_case_view_account_id", "case_view", ["account_id"])
    op.create_index("ix_case_view_case_id", "case_view", ["case_id"])
    op.create_table(
        "held_form",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(60), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_held_form_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_held_form_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("case_id", "account_id", "page", name="pk_held_form"),
    )


def downgrade() -> None:
    for table in (
        "held_form",
        "case_view",
        "case_action",
        "case_fact",
        "case_file",
        "approves_as",
        "approval_tier",
        "team_member",
        "team",
    ):
        op.drop_table(table)

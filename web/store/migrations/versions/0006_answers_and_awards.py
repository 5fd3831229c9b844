"""Keep the checks done for a case, what was added to them, awards, savings, and rechecks."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_check",
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("publication", sa.Integer(), nullable=False),
        sa.Column("rule_book", sa.String(64), nullable=False, comment="SHA-256 of the book's text"),
        sa.Column("as_at", sa.String(10), nullable=False),
        sa.Column("trace_digest", sa.String(64), nullable=False),
        sa.Column("receipt_digest", sa.String(64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("withheld", sa.Boolean(), nullable=False),
        sa.Column("decisions", sa.Integer(), nullable=False),
        sa.Column("once", sa.String(40), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_kept_check_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_kept_check_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("code", name="pk_kept_check"),
        sa.UniqueConstraint("once", name="uq_kept_check_once"),
    )
    op.create_index("ix_kept_check_case_id", "kept_check", ["case_id"])
    op.create_table(
        "decision_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("entitlement", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("found", sa.String(20), nullable=True),
        sa.Column("instead", sa.String(20), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("of_note", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("once", sa.String(40), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_decision_note_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_decision_note_case_id_case_file"
        ),
        sa.ForeignKeyConstraint(
            ["of_note"], ["decision_note.id"], name="fk_decision_note_of_note_decision_note"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision_note"),
        sa.UniqueConstraint("once", name="uq_decision_note_once"),
    )
    op.create_index("ix_decision_note_case_id", "decision_note", ["case_id"])
    op.create_table(
        "award_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("entitlement", sa.String(200), nullable=False),
        sa.Column("part", sa.String(200), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("from_rule", sa.Boolean(), nullable=False),
        sa.Column("crisis", sa.Boolean(), nullable=False),
        sa.Column("award", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(16), nullable=True),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(20), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.Column("once", sa.String(40), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_answer", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["account.id"], name="fk_award_approval_answered_by_account"
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name="fk_award_approval_asked_by_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_award_approval_case_id_case_file"
        ),
        sa.ForeignKeyConstraint(
            ["code"], ["kept_check.code"], name="fk_award_approval_code_kept_check"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_award_approval"),
        sa.UniqueConstraint("once", name="uq_award_approval_once"),
    )
    op.create_index("ix_award_approval_case_id", "award_approval", ["case_id"])
    op.create_table(
        "award_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("award", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("entitlement", sa.String(200), nullable=False),
        sa.Column("part", sa.String(200), nullable=True),
        sa.Column("step", sa.String(20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("on_day", sa.String(10), nullable=False),
        sa.Column("code", sa.String(16), nullable=True),
        sa.Column("approval", sa.Integer(), nullable=True),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("once", sa.String(40), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_award_entry_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_award_entry_case_id_case_file"
        ),
        sa.ForeignKeyConstraint(
            ["code"], ["kept_check.code"], name="fk_award_entry_code_kept_check"
        ),
        sa.ForeignKeyConstraint(
            ["approval"], ["award_approval.id"], name="fk_award_entry_approval_award_approval"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_award_entry"),
        sa.UniqueConstraint("once", name="uq_award_entry_once"),
    )
    op.create_index("ix_award_entry_award", "award_entry", ["award"])
    op.create_index("ix_award_entry_case_id", "award_entry", ["case_id"])
    op.create_index("ix_award_entry_entitlement", "award_entry", ["entitlement"])
    op.create_table(
        "savings_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("savings", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(30), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("once", sa.String(40), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_savings_entry_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_savings_entry_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_savings_entry"),
        sa.UniqueConstraint("once", name="uq_savings_entry_once"),
    )
    op.create_index("ix_savings_entry_case_id", "savings_entry", ["case_id"])
    op.create_index("ix_savings_entry_savings", "savings_entry", ["savings"])
    op.create_table(
        "savings_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(100), nullable=False),
        sa.Column("how", sa.String(20), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_savings_step_account_id_account"
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_savings_step_case_id_case_file"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_savings_step"),
        sa.UniqueConstraint("case_id", "step", name="uq_savings_step_case_id"),
    )
    op.create_table(
        "recheck",
        sa.Column("publication", sa.Integer(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("publication", name="pk_recheck"),
    )
    op.create_table(
        "case_change",
        sa.Column("publication", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=True),
        sa.Column("seen_by", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case_file.id"], name="fk_case_change_case_id_case_file"
        ),
        sa.ForeignKeyConstraint(
            ["publication"], ["recheck.publication"], name="fk_case_change_publication_recheck"
        ),
        sa.ForeignKeyConstraint(["seen_by"], ["account.id"], name="fk_case_change_seen_by_account"),
        sa.PrimaryKeyConstraint("publication", "case_id", name="pk_case_change"),
    )
    op.create_index("ix_case_change_case_id", "case_change", ["case_id"])


def downgrade() -> None:
    for table in (
        "case_change",
        "recheck",
        "savings_step",
        "savings_entry",
        "award_entry",
        "award_approval",
        "decision_note",
        "kept_check",
    ):
        op.drop_table(table)

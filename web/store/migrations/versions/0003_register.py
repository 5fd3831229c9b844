"""Keep every published rule text, who signed it, and a chain of what was done.

What is in service must be what two people signed, byte for byte. The laws are
triggers, so that no page and no stray statement can pass them by.
"""

import sqlalchemy as sa
from alembic import op

from web.store.guards import never_emptied
from web.store.register_guards import GUARDS, TABLES

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_change()
    _create_beside_change()
    _create_audit_event()
    _create_publication()
    dialect = op.get_bind().dialect.name
    for guard in GUARDS:
        _execute(guard.create(dialect))
    if dialect == "postgresql":
        for table in TABLES:
            _execute(never_emptied(table))


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for guard in GUARDS:
        _execute(guard.drop(dialect))
    for table in ("published_text", "publication", "audit_event", "change_answer"):
        op.drop_table(table)
    for table in ("change_document", "change_text", "change"):
        op.drop_table(table)
    if dialect == "postgresql":
        _execute([f"DROP FUNCTION {table}_never_emptied()" for table in TABLES])


def _execute(statements: list[str]) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)


def _account(name: str, table: str, *, nullable: bool = True) -> sa.Column:
    key = sa.ForeignKey("account.id", name=f"fk_{table}_{name}_account")
    return sa.Column(name, sa.Integer(), key, nullable=nullable)


def _of_change(table: str, **options: bool) -> sa.Column:
    key = sa.ForeignKey("change.id", name=f"fk_{table}_change_id_change")
    return sa.Column("change_id", sa.Integer(), key, **{"nullable": False, **options})


def _moment(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _create_change() -> None:
    digests = [f"{name}_digest" for name in ("text", "proof", "pack")]
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("base_publication", sa.Integer(), nullable=False),
        _account("author_id", "change", nullable=False),
        _moment("created_at"),
        _moment("proposed_at", nullable=True),
        _account("proposed_by_id", "change"),
        *(sa.Column(name, sa.String(64), nullable=True) for name in digests),
        sa.Column("returned_reason", sa.Text(), nullable=True),
        _moment("signed_at", nullable=True),
        _account("signed_by_id", "change"),
        _moment("published_at", nullable=True),
        _account("published_by_id", "change"),
        sa.Column("emergency_reason", sa.Text(), nullable=True),
        _moment("emergency_until", nullable=True),
        _moment("closed_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_change"),
    )
    op.create_index("ix_change_state", "change", ["state"])


def _create_beside_change() -> None:
    op.create_table(
        "change_text",
        sa.Column("id", sa.Integer(), nullable=False),
        _of_change("change_text"),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        _account("author_id", "change_text", nullable=False),
        _moment("saved_at"),
        sa.PrimaryKeyConstraint("id", name="pk_change_text"),
        sa.UniqueConstraint("change_id", "path", "number", name="uq_change_text_change_id"),
    )
    op.create_table(
        "change_document",
        _of_change("change_document"),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("change_id", "name", name="pk_change_document"),
    )
    op.create_table(
        "change_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        _of_change("change_answer"),
        sa.Column("finding", sa.String(300), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        _account("account_id", "change_answer", nullable=False),
        _moment("at"),
        sa.PrimaryKeyConstraint("id", name="pk_change_answer"),
    )
    op.create_index("ix_change_answer_change_id", "change_answer", ["change_id"])


def _create_audit_event() -> None:
    op.create_table(
        "audit_event",
        sa.Column("sequence", sa.Integer(), autoincrement=False, nullable=False),
        _moment("at"),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit_event"),
    )


def _create_publication() -> None:
    reverted = sa.ForeignKey("publication.number", name="fk_publication_reverts_publication")
    event = sa.ForeignKey("audit_event.sequence", name="fk_publication_event_audit_event")
    within = sa.ForeignKey("publication.number", name="fk_published_text_publication_publication")
    op.create_table(
        "publication",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _of_change("publication", nullable=True),
        _moment("published_at"),
        _account("by_id", "publication"),
        sa.Column("reverts", sa.Integer(), reverted, nullable=True),
        sa.Column("texts", sa.Integer(), nullable=False),
        sa.Column("event", sa.Integer(), event, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_publication"),
        sa.UniqueConstraint("event", name="uq_publication_event"),
    )
    op.create_index("ix_publication_change_id", "publication", ["change_id"])
    op.create_table(
        "published_text",
        sa.Column("publication", sa.Integer(), within, nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("publication", "path", name="pk_published_text"),
    )
    op.create_index("ix_published_text_path", "published_text", ["path"])

"""Put up the laws of cases, now that all of their tables stand.

What was said, agreed and paid must be what was written, whoever has the database open.
"""

from alembic import op

from web.store.case_guards import GUARDS, NEVER_EMPTIED
from web.store.guards import never_emptied

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for guard in GUARDS:
        _execute(guard.create(dialect))
    if dialect == "postgresql":
        for table in NEVER_EMPTIED:
            _execute(never_emptied(table))


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    for guard in GUARDS:
        _execute(guard.drop(dialect))
    if dialect == "postgresql":
        for table in NEVER_EMPTIED:
            name = f"{table}_never_emptied"
            _execute([f"DROP TRIGGER {name} ON {table}", f"DROP FUNCTION {name}()"])


def _execute(statements: list[str]) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement)

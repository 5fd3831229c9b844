"""How Alembic reaches the store: the one it was given, never an address in a file."""

from alembic import context

from web.store import register_models  # noqa: F401 - its tables belong to Base
from web.store.models import Base

with context.config.attributes["store"].connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite cannot alter most things in place
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

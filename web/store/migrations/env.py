"""How Alembic reaches the store: the one it was given, never an address in a file."""

from importlib import import_module
from pkgutil import iter_modules

from alembic import context

from web import store
from web.store.models import Base

for module in iter_modules(store.__path__):
    if module.name.endswith("_models"):  # their tables belong to Base once they are imported
        import_module(f"web.store.{module.name}")

with context.config.attributes["store"].connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,  # SQLite cannot alter most things in place
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

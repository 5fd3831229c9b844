"""The only home of SQLAlchemy: what is kept, and how it is read and written."""

from web.store.engine import Store, open_store

__all__ = ["Store", "open_store"]

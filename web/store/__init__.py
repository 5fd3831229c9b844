"""The only home of SQLAlchemy: what is kept, and how it is read and written."""

from web.store.engine import Store, StoreError, open_store

__all__ = ["Store", "StoreError", "open_store"]

"""A copy of the store to keep: all of the register, and nothing of who was here."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from entitlements.signoff import NotAllowed
from web.store import audit, verify
from web.store.engine import Store, open_store

#: Whose rows are not for keeping: answers of young people, who is signed in, what was
#: typed and not saved, and who looked at whose case.
LEFT_OUT = ("self_check_session", "staff_session", "sign_in_failure", "held_form", "case_view")


def back_up(store: Store, to: Path) -> str:
    """Copy an SQLite store into a new file, verify the copy, and return its head.

    Raises: NotAllowed, for another database, a file that is there, or a copy with faults
    """
    if store.dialect.name != "sqlite":
        raise NotAllowed("This store is not SQLite. Use pg_dump, as docs/operations.md says.")
    if to.exists():
        raise NotAllowed(f"{to} is there already. Name a new file.")
    to.parent.mkdir(parents=True, exist_ok=True)
    to.touch(mode=0o600)
    with store.connect() as connection:
        connection.connection.driver_connection.execute("VACUUM INTO ?", (str(to),))  # type: ignore[union-attr]
    return _emptied_and_verified(to)


def _emptied_and_verified(to: Path) -> str:
    copy = open_store(f"sqlite:///{to}")
    try:
        with copy.begin() as connection:
            for table in LEFT_OUT:
                connection.execute(text(f"DELETE FROM {table}"))
        faults = verify.everything(copy)
        if faults:
            raise NotAllowed(f"The copy is not as it was written: {faults[0]}. It is in {to}.")
        return str(audit.head(copy))
    finally:
        copy.dispose()

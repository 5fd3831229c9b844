"""Keeping what is typed and not saved, so that a lost connection loses nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from web.store.engine import Store, writing
from web.store.typing_models import Typing

TABLE = Typing.__table__


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of a form by name, the save they were typed over, and when."""

    cells: Mapping[str, str]
    number: int
    at: int


def keep(
    store: Store,
    change_id: int,
    path: str,
    account_id: int,
    cells: Mapping[str, str],
    number: int,
    at: int,
) -> None:
    """Keep what one account has typed over a save, in place of what it typed before."""
    row = {"change_id": change_id, "path": path, "account_id": account_id, "number": number}
    row |= {"cells": json.dumps(dict(cells), ensure_ascii=False), "typed_at": at}
    with writing(store) as connection:
        connection.execute(delete(TABLE).where(*_mine(change_id, path, account_id)))
        connection.execute(insert(TABLE).values(row))


def read(store: Store, change_id: int, path: str, account_id: int) -> Typed | None:
    """What an account has typed and not saved; None where there is nothing."""
    query = select(TABLE).where(*_mine(change_id, path, account_id))
    with store.connect() as connection:
        row = connection.execute(query).one_or_none()
    return Typed(json.loads(row.cells), row.number, row.typed_at) if row else None


def drop(store: Store, change_id: int, path: str, account_id: int) -> None:
    """Forget it: it was saved, or thrown away."""
    with writing(store) as connection:
        connection.execute(delete(TABLE).where(*_mine(change_id, path, account_id)))


def drop_of_file(store: Store, change_id: int, path: str, account_id: int) -> None:
    """Forget what an account typed in any version of a file: its text was replaced."""
    of_file = TABLE.c.path.startswith(f"{path}#", autoescape=True)
    mine = TABLE.c.change_id == change_id, TABLE.c.account_id == account_id
    with writing(store) as connection:
        connection.execute(delete(TABLE).where(of_file, *mine))


def _mine(change_id: int, path: str, account_id: int) -> tuple:
    columns = TABLE.c.change_id == change_id, TABLE.c.path == path
    return (*columns, TABLE.c.account_id == account_id)

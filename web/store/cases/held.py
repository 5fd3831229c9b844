"""What somebody typed on a case's page and could not save yet, so that nothing is lost.

Theirs alone, sealed like all else about a person, gone after a while, in no backup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, delete, insert, select

from web.store.case_models import HeldForm
from web.store.cases.model import Case
from web.store.cases.sealing import Vault
from web.store.cases.steps import row_in
from web.store.engine import Store, writing

HELD = HeldForm.__table__
SEALED = "held_form.sealed"


@dataclass(frozen=True, slots=True)
class Held:
    """The fields of a form by name, the save of the case they were typed over, and when."""

    fields: Mapping[str, str] = field(repr=False)
    number: int
    at: int


def keep(
    vault: Vault,
    case: Case,
    account_id: int,
    page: str,
    fields: Mapping[str, str],
    number: int,
    at: int,
) -> None:
    """Keep what an account typed on a page (its endpoint), in place of what it typed before.

    Raises: NotAllowed, for a case that was purged
    """
    with writing(vault.store) as connection:
        row = row_in(connection, case.id)
        sealed = vault.keys.seal_of(row.data_key).close(dict(fields), SEALED)
        connection.execute(delete(HELD).where(*_mine(case, account_id, page)))
        whose = {"case_id": case.id, "account_id": account_id, "page": page}
        connection.execute(insert(HELD).values(**whose, number=number, at=at, sealed=sealed))


def read(vault: Vault, case: Case, account_id: int, page: str) -> Held | None:
    """What an account typed on a page and did not save; None where there is nothing."""
    query = select(HELD).where(*_mine(case, account_id, page))
    with vault.store.connect() as connection:
        row = connection.execute(query).one_or_none()
    return Held(case.seal.open(row.sealed, SEALED), row.number, row.at) if row else None


def drop(vault: Vault, case: Case, account_id: int, page: str) -> None:
    """Forget it: it was saved, or thrown away."""
    with writing(vault.store) as connection:
        connection.execute(delete(HELD).where(*_mine(case, account_id, page)))


def forget_before(store: Store, at: int) -> int:
    """Forget what was typed before a time; how many there were comes back."""
    with writing(store) as connection:
        return connection.execute(delete(HELD).where(HELD.c.at < at)).rowcount


def _mine(case: Case, account_id: int, page: str) -> tuple[ColumnElement[bool], ...]:
    whose = HELD.c.case_id == case.id, HELD.c.account_id == account_id
    return (*whose, HELD.c.page == page)

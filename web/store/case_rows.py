"""What the audit chain promises of the rows of cases: a digest of each, and nothing of anybody.

An event that writes a row promises what stands open in it, and beside it each sealed
column by its SHA-256. So a purge, which blanks what is sealed, leaves the first to be
held against. What stands open has `once` in it, drawn at random: whoever has the chain
alone cannot find by trying which sum or which help it was. Facts go with their case, so
of them one digest is enough, and it has what is sealed in it.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, bindparam, text

from entitlements.chain import canonical
from web.store.audit import row_digest
from web.store.case_models import (
    AwardApproval,
    AwardEntry,
    CaseFact,
    CaseFile,
    DecisionNote,
    KeptCheck,
    SavingsEntry,
)

Rows: TypeAlias = Any
CASES: Rows = CaseFile.__table__
FACTS: Rows = CaseFact.__table__
#: Rows that stay for good; a purge blanks what is sealed in them.
STAY: tuple[Rows, ...] = tuple(
    model.__table__ for model in (KeptCheck, DecisionNote, AwardEntry, AwardApproval, SavingsEntry)
)
#: What the list of cases shows is worked out anew after each save, and is no save itself.
NOT_VOUCHED = ("summary",)
#: The name of a table; a row's key, its digest and the event that promises it.
Held: TypeAlias = tuple[str, dict[tuple[Any, ...], str], dict[tuple[Any, ...], tuple[str, int]]]


def new_once(once: str | None) -> str:
    """What a row was sent with; something drawn at random, where it was not sent."""
    return once or secrets.token_urlsafe(16)


def promises(connection: Connection, table: Rows, keys: Iterable[Any]) -> list[list[Any]]:
    """What an event is to promise of rows as they stand now: table, key, digest, what is sealed."""
    return [
        [table.name, row[0], _open(table, row), _sealed(table, row)]
        for row in _raw(connection, table, list(keys))
    ]


def case_row(connection: Connection, case_id: int) -> str:
    """The digest of the row of a case as it stands now."""
    return next(_of_case(row) for row in _raw(connection, CASES, [case_id]))


def held(told: list[dict[str, Any]], rows_of: Callable[[Rows], list[Row[Any]]]) -> Iterator[Held]:
    """Each table with its rows as they are, and as the last event about each left them."""
    purged = {what["case"] for what in told if what["action"] == "case purged"}
    last: dict[str, dict[Any, tuple[list[Any], dict[str, Any]]]] = {}
    for what in told:
        for table, key, *said in what.get("rows", ()):
            last.setdefault(table, {})[key] = (said, what)
    for table in STAY:
        mine = last.get(table.name, {})
        found = {(row[0],): _as_promised(table, row, mine, purged) for row in rows_of(table)}
        yield table.name, found, _promised(mine)
    facts = {k: one for k, one in last.get(FACTS.name, {}).items() if one[1]["case"] not in purged}
    found = {(row[0],): canonical([_open(FACTS, row), {}]) for row in rows_of(FACTS)}
    yield FACTS.name, found, _promised(facts)
    cases = {(w["case"],): (w["case_row"], w["event"]) for w in told if "case_row" in w}
    yield CASES.name, {(row[0],): _of_case(row) for row in rows_of(CASES)}, cases


def _promised(mine: Mapping[Any, Any]) -> dict[tuple[Any, ...], tuple[str, int]]:
    return {(key,): (canonical(said), what["event"]) for key, (said, what) in mine.items()}


def _as_promised(table: Rows, row: Row[Any], mine: Mapping[Any, Any], purged: set[int]) -> str:
    """A row as an event would promise it now; what a purge blanked counts as it was."""
    sealed = _sealed(table, row)
    if row[0] in mine:
        (_digest, before), what = mine[row[0]]
        blank = [name for name in sealed if sealed[name] is None and what["case"] in purged]
        sealed |= {name: before[name] for name in blank if name in before}
    return canonical([_open(table, row), sealed])


def _open(table: Rows, row: Row[Any]) -> str:
    """The digest of what stands open; of a fact, of all of it."""
    values = {name: _plain(value) for name, value in row._mapping.items()}
    if table is FACTS:
        return row_digest(values)
    return row_digest({name: value for name, value in values.items() if not _is_sealed(name)})


def _sealed(table: Rows, row: Row[Any]) -> dict[str, str | None]:
    if table is FACTS:
        return {}
    sealed = [(name, blob) for name, blob in row._mapping.items() if _is_sealed(name)]
    return {name: None if blob is None else row_digest({name: blob}) for name, blob in sealed}


def _of_case(row: Row[Any]) -> str:
    values = {n: _plain(value) for n, value in row._mapping.items() if n not in NOT_VOUCHED}
    return row_digest(values)


def _is_sealed(name: str) -> bool:
    return name.startswith("sealed")


def _plain(value: Any) -> Any:
    """Yes and no as SQLite has them: a number."""
    return int(value) if isinstance(value, bool) else value


def _raw(connection: Connection, table: Rows, keys: list[Any]) -> list[Row[Any]]:
    """Rows with values as the database has them and no type asked of them, as `verify` reads."""
    columns = ", ".join(f'"{column.name}"' for column in table.c)
    key = next(iter(table.primary_key)).name
    query = text(f'SELECT {columns} FROM {table.name} WHERE "{key}" IN :keys ORDER BY "{key}"')
    return list(connection.execute(query.bindparams(bindparam("keys", keys, expanding=True))))

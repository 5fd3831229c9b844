"""Checking the whole register against its chain: rows, texts, documents and signatures.

Each event vouches by digests for what it did: a change as it then stood, a save,
an answer, a publication, each published text; a case, what was said in it, an award.
So whatever was changed, dropped or slipped in does not match. Rows are read as they
are, damaged or not.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Row, Table
from sqlalchemy.exc import SQLAlchemyError

from entitlements.chain import Event, Fault, faults, hash_of
from entitlements.rulebook.files import digest
from web.store import case_guards, case_rows, register_guards
from web.store.audit import EVENTS, row_digest, text_sha
from web.store.change_reading import ANSWERS, CHANGES, DOCUMENTS, SAVES
from web.store.engine import Store, reading_one_moment
from web.store.published import PUBLICATIONS, TEXTS

#: The laws that must stand.
GUARDS = (*register_guards.GUARDS, *case_guards.GUARDS)
SQLITE_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
POSTGRESQL_TRIGGERS = (
    "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid"
    " WHERE t.tgenabled = 'O'"
)
#: What one event says, with its sequence and action.
Told = dict[str, Any]
#: What an event promises of a row: the digest, and the sequence of the event.
Promise = tuple[str, int]
Key = tuple[Any, ...]


def everything(store: Store, saved: str | None = None) -> list[Fault]:
    """Whatever in the register and its chain is not as it was written, the chain's first.

    `saved` is a head as it was printed; with it, a chain that was cut is found too.
    """
    found: list[Fault] = []
    found += _attempt(found, lambda: _in_store(store, saved))
    return found


def _in_store(store: Store, saved: str | None) -> list[Fault]:
    with reading_one_moment(store) as connection:
        return everything_in(connection, saved)


def everything_in(connection: Connection, saved: str | None) -> list[Fault]:
    """The same, within a transaction."""
    found: list[Fault] = []
    with _bytes_that_are_no_text(connection):
        events = _attempt(found, lambda: _events(connection))
        found += faults(events, saved)
        told = _attempt(found, lambda: [what for event in events if (what := _told(event))])
        for check in (_damage, _laws, _rows, _cases, _texts, _documents, _signatures):
            found += _attempt(found, lambda check=check: list(check(connection, told)))
    return found


def _attempt(found: list[Fault], read: Callable[[], list[Any]]) -> list[Any]:
    """Go on with the other checks where a file is too damaged for one of them."""
    try:
        return read()
    except (SQLAlchemyError, TypeError, ValueError, KeyError) as error:
        what = getattr(error, "orig", None) or error
        found.append(Fault("store", f"Part of it cannot be read: {what}. Restore it."))
        return []


@contextmanager
def _bytes_that_are_no_text(connection: Connection) -> Iterator[None]:
    """Let SQLite hand over damaged text as it is, so that its event can be named."""
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name != "sqlite":
        yield
        return
    driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _rows_of(connection: Connection, table: Table) -> list[Row[Any]]:
    """Every row, with values as the database has them and no type asked of them."""
    columns = ", ".join(f'"{column.name}"' for column in table.c)
    first = ", ".join(f'"{column.name}"' for column in table.primary_key)
    return list(connection.exec_driver_sql(f"SELECT {columns} FROM {table.name} ORDER BY {first}"))


def _events(connection: Connection) -> list[Event]:
    return [Event(*row) for row in _rows_of(connection, EVENTS)]


def _told(event: Event) -> Told | None:
    """What an event says; None where it is damaged, and then the chain has named it."""
    if event.hash != hash_of(event):
        return None
    told = json.loads(event.object)
    return {**told, "event": event.sequence, "action": event.action}


def _damage(connection: Connection, _told: list[Told]) -> Iterator[Fault]:
    """What SQLite itself finds wrong with its file."""
    if connection.dialect.name == "sqlite":
        for (problem,) in connection.exec_driver_sql("PRAGMA integrity_check"):
            if problem != "ok":
                yield Fault("store", f"The file is damaged: {problem}")


def _laws(connection: Connection, _told: list[Told]) -> Iterator[Fault]:
    """Triggers that were taken down, changed or switched off."""
    dialect = connection.dialect.name
    query = SQLITE_TRIGGERS if dialect == "sqlite" else POSTGRESQL_TRIGGERS
    standing = {name: words for name, words in connection.exec_driver_sql(query)}  # noqa: C416
    for guard in GUARDS:
        if guard.body(dialect) != standing.get(guard.name):
            yield Fault(f"law {guard.name}", "It is not in force: the database can be rewritten.")


def _rows(connection: Connection, told: list[Told]) -> Iterator[Fault]:
    """Compare rows with what the last event about each promised."""
    for table, names, sign, left_out in (
        (CHANGES, ("change",), "change_row", ()),
        (SAVES, ("change", "path", "save"), "save_row", ("id",)),
        (ANSWERS, ("answer",), "answer_row", ("id",)),
        (PUBLICATIONS, ("publication",), "publication_row", ("event",)),
    ):
        promised = {
            tuple(what.get(name) for name in names): (what[sign], what["event"])
            for what in told
            if sign in what
        }
        rows = {_key(table, row): _without(row, left_out) for row in _rows_of(connection, table)}
        yield from _compare(table.name, rows, promised)
    yield from _wrong_events(connection, told)


def _cases(connection: Connection, told: list[Told]) -> Iterator[Fault]:
    """Compare cases, what was said in them, and their checks, awards, savings and notes."""
    for name, rows, promised in case_rows.held(told, lambda table: _rows_of(connection, table)):
        yield from _compare(name, rows, promised)


def _key(table: Table, row: Row[Any]) -> Key:
    """What an event calls this row."""
    return (row.change_id, row.path, row.number) if table is SAVES else (row[0],)


def _without(row: Row[Any], left_out: tuple[str, ...]) -> str:
    return row_digest({n: value for n, value in row._mapping.items() if n not in left_out})


def _compare(name: str, found: dict[Key, str], promised: dict[Key, Promise]) -> Iterator[Fault]:
    for key in sorted(found.keys() | promised.keys(), key=repr):
        where = " ".join([name, *map(str, key)])
        if key not in promised:
            yield Fault(where, "No event speaks of it: it was slipped in, or its event is gone.")
        elif key not in found:
            yield Fault(where, f"It is gone. Event {promised[key][1]} speaks of it.")
        elif found[key] != promised[key][0]:
            yield Fault(where, f"It was changed: it is not as event {promised[key][1]} left it.")


def _wrong_events(connection: Connection, told: list[Told]) -> Iterator[Fault]:
    """Publications that point at an event which is not theirs."""
    own = {what["publication"]: what["event"] for what in told if "publication_row" in what}
    for row in _rows_of(connection, PUBLICATIONS):
        if row.event != own.get(row.number):
            yield Fault(f"publication {row.number}", f"Event {row.event} is not its event.")


def _texts(connection: Connection, told: list[Told]) -> Iterator[Fault]:
    """Compare every published text with its digests, in the row and in the chain."""
    promised = {
        (what["publication"], path): (sha, what["event"])
        for what in told
        if "publication_row" in what
        for path, sha in what["texts"].items()
    }
    rows = _rows_of(connection, TEXTS)
    found = {(row.publication, row.path): text_sha(_bytes(row.text)) for row in rows}
    yield from _compare("text of publication", found, promised)
    for row in rows:
        if row.sha256 != found[row.publication, row.path]:
            where = f"text of publication {row.publication} {row.path}"
            yield Fault(where, "It does not match the digest beside it.")


def _bytes(text: Any) -> str | bytes:
    return text if isinstance(text, str | bytes) else repr(text)


def _documents(connection: Connection, told: list[Told]) -> Iterator[Fault]:
    """Compare documents with the last proposal of their change."""
    proposals = {what["change"]: what for what in told if what["action"] == "propose"}
    promised = {
        (change, name): (sha, what["event"])
        for change, what in proposals.items()
        for name, sha in what.get("documents", {}).items()
    }
    rows = _rows_of(connection, DOCUMENTS)
    found = {(row.change_id, row.name): text_sha(_bytes(row.content)) for row in rows}
    yield from _compare("document of change", found, promised)


def _signatures(connection: Connection, told: list[Told]) -> Iterator[Fault]:
    """Compare each publication with the signature before it, and its texts with both."""
    texts: dict[int, list[tuple[str, bytes]]] = {}
    for row in _rows_of(connection, TEXTS):
        texts.setdefault(row.publication, []).append((row.path, row.text))
    for what in told:
        if what["action"] in ("publish", "emergency"):
            where, number = f"publication {what['publication']}", what["publication"]
            if digest(texts.get(number, [])) != what.get("text"):
                yield Fault(where, "Its texts are not those of its digest.")
        if what["action"] == "publish" and not _was_signed(what, told):
            yield Fault(where, f"No second person signed what event {what['event']} published.")


def _was_signed(publication: Told, told: Iterable[Told]) -> bool:
    """Whether the last signature before it is on the same digests, and not by an author."""
    earlier = [
        what
        for what in told
        if what.get("change") == publication["change"] and what["event"] < publication["event"]
    ]
    signed = [what for what in earlier if what["action"] in ("sign", "send_back")][-1:]
    names = ("text", "proof", "pack")
    authors = {w.get("by") for w in earlier if w["action"] in ("begin", "save", "propose")}
    return any(
        [what.get(name) for name in names] == [publication.get(name) for name in names]
        and what["action"] == "sign"
        and what.get("by") not in authors
        for what in signed
    )

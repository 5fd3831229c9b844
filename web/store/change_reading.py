"""Changes as they stand in the store, read whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, Row, Select, func, select

from entitlements.rulebook.files import digest
from entitlements.signoff import OPEN, Digests, SignOff, State
from web.store.audit import ACCOUNTS
from web.store.engine import Store
from web.store.published import PUBLICATIONS
from web.store.register_models import Change as ChangeRow
from web.store.register_models import ChangeAnswer, ChangeDocument, ChangeText

CHANGES = ChangeRow.__table__
SAVES = ChangeText.__table__
DOCUMENTS = ChangeDocument.__table__
ANSWERS = ChangeAnswer.__table__


@dataclass(frozen=True, slots=True)
class Who:
    """An account as history names it. Written out, it is the name."""

    id: int
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class DraftText:
    """One save of one file in a change."""

    path: str
    text: bytes = field(repr=False)
    number: int
    author_id: int
    saved_at: int
    author: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change, with the newest save of each of its files.

    `publication` is the number under which its texts came into service, or None.
    """

    id: int
    title: str
    reason: str
    state: State
    base: int
    author: Who
    created_at: int
    authors: frozenset[int] = frozenset()
    texts: Mapping[str, DraftText] = field(default_factory=dict)
    digests: Digests | None = None
    proposed_by: Who | None = None
    proposed_at: int | None = None
    returned_reason: str | None = None
    signed_by: Who | None = None
    signed_at: int | None = None
    published_by: Who | None = None
    published_at: int | None = None
    publication: int | None = None
    emergency_reason: str | None = None
    emergency_until: int | None = None
    closed_at: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is still on its way."""
        return self.state in OPEN

    @property
    def files(self) -> list[tuple[str, bytes]]:
        """Its texts as files, in path order."""
        return [(path, self.texts[path].text) for path in sorted(self.texts)]

    @property
    def text_digest(self) -> str:
        """The digest of its texts as they are now: what `Digests.text` must be."""
        return digest(self.files)

    @property
    def signoff(self) -> SignOff:
        """The change as far as signing goes."""
        proposer, signer, publisher = (
            who.id if who else None for who in (self.proposed_by, self.signed_by, self.published_by)
        )
        known = (self.state, self.authors, self.digests, proposer, signer, publisher)
        return SignOff(*known, self.emergency_until)


def get(store: Store, change_id: int) -> Change | None:
    """Return one change, or None."""
    with store.connect() as connection:
        return get_in(connection, change_id)


def get_in(connection: Connection, change_id: int) -> Change | None:
    """The same, within a transaction."""
    return next(iter(_read(connection, select(CHANGES).where(CHANGES.c.id == change_id))), None)


def open_changes(store: Store) -> list[Change]:
    """Return the changes still on their way, newest first."""
    with store.connect() as connection:
        return _read(connection, _newest_first().where(CHANGES.c.state.in_(sorted(OPEN))))


def all_changes(store: Store) -> list[Change]:
    """Return every change there ever was, newest first."""
    with store.connect() as connection:
        return _read(connection, _newest_first())


def open_for(store: Store, path: str) -> Change | None:
    """Return the newest open change that holds a text of this file, or None."""
    return next((change for change in open_changes(store) if path in change.texts), None)


def saves(store: Store, change_id: int, path: str) -> list[DraftText]:
    """Return every save of one file in a change, newest first."""
    wanted = (SAVES.c.change_id == change_id) & (SAVES.c.path == path)
    with store.connect() as connection:
        rows = connection.execute(_saves().where(wanted).order_by(SAVES.c.number.desc()))
        return [_draft_text(row) for row in rows]


def newest_save(connection: Connection, change_id: int, path: str) -> DraftText | None:
    """The newest save of one file in a change, or None."""
    wanted = (SAVES.c.change_id == change_id) & (SAVES.c.path == path)
    row = connection.execute(_saves().where(wanted).order_by(SAVES.c.number.desc())).first()
    return _draft_text(row) if row else None


def documents(store: Store, change_id: int) -> dict[str, bytes]:
    """Return what was put before the approver, by name."""
    query = select(DOCUMENTS.c.name, DOCUMENTS.c.content).where(DOCUMENTS.c.change_id == change_id)
    with store.connect() as connection:
        return {row.name: bytes(row.content) for row in connection.execute(query)}


def _newest_first() -> Select[tuple]:
    return select(CHANGES).order_by(CHANGES.c.id.desc())


def _saves() -> Select[tuple]:
    join = SAVES.outerjoin(ACCOUNTS, ACCOUNTS.c.id == SAVES.c.author_id)
    return select(SAVES, ACCOUNTS.c.name).select_from(join)


def _draft_text(row: Row[tuple]) -> DraftText:
    return DraftText(
        row.path, bytes(row.text), row.number, row.author_id, row.saved_at, row.name or ""
    )


def _read(connection: Connection, query: Select[tuple]) -> list[Change]:
    rows = list(connection.execute(query))
    ids = [row.id for row in rows]
    names = dict(connection.execute(select(ACCOUNTS.c.id, ACCOUNTS.c.name)).all())
    texts, authors = _texts_of(connection, ids), _authors_of(connection, ids)
    numbers = _publications_of(connection, ids)
    return [
        _change(row, names, texts.get(row.id, {}), authors.get(row.id, set()), numbers.get(row.id))
        for row in rows
    ]


def _texts_of(connection: Connection, ids: Iterable[int]) -> dict[int, dict[str, DraftText]]:
    """The newest save of each file, by change and path."""
    newest = (
        select(SAVES.c.change_id, SAVES.c.path, func.max(SAVES.c.number).label("newest"))
        .where(SAVES.c.change_id.in_(ids))
        .group_by(SAVES.c.change_id, SAVES.c.path)
        .subquery()
    )
    same = (
        (SAVES.c.change_id == newest.c.change_id)
        & (SAVES.c.path == newest.c.path)
        & (SAVES.c.number == newest.c.newest)
    )
    found: dict[int, dict[str, DraftText]] = {}
    for row in connection.execute(_saves().join(newest, same).order_by(SAVES.c.path)):
        found.setdefault(row.change_id, {})[row.path] = _draft_text(row)
    return found


def _authors_of(connection: Connection, ids: Iterable[int]) -> dict[int, set[int]]:
    query = select(SAVES.c.change_id, SAVES.c.author_id).where(SAVES.c.change_id.in_(ids))
    found: dict[int, set[int]] = {}
    for change_id, author_id in connection.execute(query.distinct()):
        found.setdefault(change_id, set()).add(author_id)
    return found


def _publications_of(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    columns = (PUBLICATIONS.c.change_id, PUBLICATIONS.c.number)
    own = PUBLICATIONS.c.change_id.in_(ids) & PUBLICATIONS.c.reverts.is_(None)
    return dict(connection.execute(select(*columns).where(own)).all())


def _change(
    row: Row[tuple],
    names: Mapping[int, str],
    texts: Mapping[str, DraftText],
    authors: set[int],
    publication: int | None,
) -> Change:
    def who(account_id: int | None) -> Who | None:
        return None if account_id is None else Who(account_id, names.get(account_id, ""))

    digests = (row.text_digest, row.proof_digest or "", row.pack_digest or "")
    return Change(
        id=row.id,
        title=row.title,
        reason=row.reason,
        state=State(row.state),
        base=row.base_publication,
        author=Who(row.author_id, names.get(row.author_id, "")),
        created_at=row.created_at,
        authors=frozenset({row.author_id, *authors}),
        texts=texts,
        digests=Digests(*digests) if row.text_digest else None,
        proposed_by=who(row.proposed_by_id),
        proposed_at=row.proposed_at,
        returned_reason=row.returned_reason,
        signed_by=who(row.signed_by_id),
        signed_at=row.signed_at,
        published_by=who(row.published_by_id),
        published_at=row.published_at,
        publication=publication,
        emergency_reason=row.emergency_reason,
        emergency_until=row.emergency_until,
        closed_at=row.closed_at,
    )

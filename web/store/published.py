"""The register: every rule text that was ever published, and which are in service.

The newest published text of each file is the one in service. Which version in it
is in force on a day, the text itself says.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from sqlalchemy import Connection, Row, func, select

from web.store.audit import ACCOUNTS, EVENTS
from web.store.engine import Store
from web.store.register_models import Publication
from web.store.register_models import PublishedText as PublishedTextRow

PUBLICATIONS = Publication.__table__
TEXTS = PublishedTextRow.__table__
Files = list[tuple[str, bytes]]


class RegisterTampered(Exception):
    """A text in service is not the text that was published. The message names each one."""

    def __init__(self, paths: Iterable[str]) -> None:
        self.paths = tuple(sorted(paths))
        super().__init__(
            f"Not the text that was published: {', '.join(self.paths)}."
            " Run: python -m web audit verify. Then restore the store from a backup."
        )


@dataclass(frozen=True, slots=True)
class PublishedText:
    """One file as it was published. `change_id` is None for the first import."""

    publication: int
    path: str
    text: bytes = field(repr=False)
    sha256: str
    change_id: int | None
    published_at: int
    by: str


def latest(store: Store) -> int:
    """The number of the newest publication; 0 if there is none."""
    with store.connect() as connection:
        return latest_in(connection)


def latest_in(connection: Connection) -> int:
    """The same, within a transaction."""
    return connection.execute(select(func.max(PUBLICATIONS.c.number))).scalar() or 0


def files(store: Store, at_publication: int | None = None) -> Files:
    """Return the files in service, now or as at a publication, in path order.

    Raises: RegisterTampered, where a text does not match its digest
    """
    with store.connect() as connection:
        return files_in(connection, at_publication)


def files_in(connection: Connection, at_publication: int | None = None) -> Files:
    """The same, within a transaction."""
    rows = _in_service(connection, at_publication)
    promised = _promised(connection, {row.publication for row in rows})
    wrong = [row.path for row in rows if not _is_as_published(row, promised)]
    if wrong:
        raise RegisterTampered(wrong)
    return [(row.path, row.text) for row in rows]


def _in_service(connection: Connection, at_publication: int | None) -> list[Row[tuple]]:
    """The newest row of each path."""
    newest = select(TEXTS.c.path, func.max(TEXTS.c.publication).label("newest"))
    if at_publication is not None:
        newest = newest.where(TEXTS.c.publication <= at_publication)
    found = newest.group_by(TEXTS.c.path).subquery()
    same = (TEXTS.c.path == found.c.path) & (TEXTS.c.publication == found.c.newest)
    return list(connection.execute(select(TEXTS).join(found, same).order_by(TEXTS.c.path)))


def _promised(connection: Connection, numbers: set[int]) -> dict[int, dict[str, str]]:
    """The digests that the chain names, by publication and path."""
    query = (
        select(PUBLICATIONS.c.number, EVENTS.c.object)
        .join(EVENTS, EVENTS.c.sequence == PUBLICATIONS.c.event)
        .where(PUBLICATIONS.c.number.in_(numbers))
    )
    return {number: texts_named(object_) for number, object_ in connection.execute(query)}


def texts_named(object_: str) -> dict[str, str]:
    """The digest of each text that an event names; none where it cannot be read."""
    try:
        texts = json.loads(object_)["texts"]
    except (ValueError, KeyError, TypeError):
        return {}
    return texts if isinstance(texts, dict) else {}


def texts_digests(texts: Files) -> dict[str, str]:
    """SHA-256 of each text, by path."""
    return {path: sha256(text).hexdigest() for path, text in texts}


def _is_as_published(row: Row[tuple], promised: dict[int, dict[str, str]]) -> bool:
    found = sha256(row.text).hexdigest() if isinstance(row.text, bytes) else ""
    return found == row.sha256 == promised.get(row.publication, {}).get(row.path)


def revisions(store: Store, path: str) -> list[PublishedText]:
    """Every text of one file, newest first."""
    query = (
        select(
            *(TEXTS.c.publication, TEXTS.c.path, TEXTS.c.text, TEXTS.c.sha256),
            *(PUBLICATIONS.c.change_id, PUBLICATIONS.c.published_at, PUBLICATIONS.c.reverts),
            ACCOUNTS.c.name,
        )
        .join(PUBLICATIONS, PUBLICATIONS.c.number == TEXTS.c.publication)
        .outerjoin(ACCOUNTS, ACCOUNTS.c.id == PUBLICATIONS.c.by_id)
        .where(TEXTS.c.path == path)
        .order_by(TEXTS.c.publication.desc())
    )
    with store.connect() as connection:
        return [_revision(row) for row in connection.execute(query)]


def _revision(row: Row[tuple]) -> PublishedText:
    by = row.name or ("first import" if row.change_id is None else "emergency lapsed")
    known = (row.publication, row.path, row.text, row.sha256, row.change_id, row.published_at)
    return PublishedText(*known, by)

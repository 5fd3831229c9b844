"""Putting texts into the register: what must hold, and the one place that writes them."""

from __future__ import annotations

import re
from functools import lru_cache

from sqlalchemy import Connection, select

from entitlements.problems import Problem
from entitlements.rulebook.read import read_files
from entitlements.signoff import NotAllowed
from web.store.audit import ACCOUNTS, actor, record, row_digest
from web.store.published import PUBLICATIONS, TEXTS, Files, files_in, latest_in, texts_digests

#: A file of the rules folder, or of a folder in it.
PATH = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)?\.yaml")
SHOWN = 20  #: problems named in a refusal


def check_path(path: str) -> None:
    """Refuse a path that is not one of a rule file, so that none leads out of the folder."""
    if len(path) > 200 or not PATH.fullmatch(path):
        raise NotAllowed(
            f"{path!r} is not the name of a rule file. Use small letters, digits and hyphens,"
            " for example dorset/setting-up-home.yaml."
        )


def together(before: Files, texts: Files) -> Files:
    """The files in service with these in their place."""
    return sorted({**dict(before), **dict(texts)}.items())


@lru_cache(maxsize=4)
def _problems(files: tuple[tuple[str, bytes], ...]) -> tuple[Problem, ...]:
    return tuple(read_files(list(files))[1])


def problems_of(files: Files) -> tuple[Problem, ...]:
    """Every problem in these files, read as one rule book."""
    return _problems(tuple(files))


def refuse_unreadable(files: Files) -> None:
    """Refuse files that do not make a rule book, with what is wrong with them."""
    found = problems_of(files)
    if found:
        more = [f"And {len(found) - SHOWN} more."] if len(found) > SHOWN else []
        lines = [str(problem) for problem in found[:SHOWN]] + more
        raise NotAllowed("The rules cannot be read with this text in them.\n" + "\n".join(lines))


def refuse_moved(connection: Connection, base: int, paths: list[str]) -> None:
    """Refuse texts that somebody else published anew since publication `base`."""
    query = (
        select(TEXTS.c.path, TEXTS.c.publication, ACCOUNTS.c.name)
        .join(PUBLICATIONS, PUBLICATIONS.c.number == TEXTS.c.publication)
        .outerjoin(ACCOUNTS, ACCOUNTS.c.id == PUBLICATIONS.c.by_id)
        .where(TEXTS.c.path.in_(paths), TEXTS.c.publication > base)
        .order_by(TEXTS.c.publication.desc())
    )
    moved = connection.execute(query).first()
    if moved:
        who = moved.name or "the end of an emergency"
        raise NotAllowed(
            f"{moved.path} was changed by {who} since, in publication {moved.publication}."
            " Make a new draft from the text now in force."
        )


def put_in_register(
    connection: Connection,
    texts: Files,
    at: int,
    action: str,
    what: dict[str, object],
    by_id: int | None = None,
    change_id: int | None = None,
    reverts: int | None = None,
) -> int:
    """Write one publication with its texts and its event, and return its number."""
    digests = texts_digests(texts)
    row = {
        **{"number": latest_in(connection) + 1, "change_id": change_id, "published_at": at},
        **{"by_id": by_id, "reverts": reverts, "texts": len(texts)},
    }
    told = {
        **what,
        "publication": row["number"],
        "publication_row": row_digest(row),
        "texts": digests,
    }
    event = record(connection, actor(connection, by_id), action, told, at)
    connection.execute(PUBLICATIONS.insert().values({**row, "event": event}))
    connection.execute(
        TEXTS.insert(),
        [
            {"publication": row["number"], "path": path, "text": text, "sha256": digests[path]}
            for path, text in texts
        ],
    )
    return int(str(row["number"]))


def refuse_unreadable_with(connection: Connection, texts: Files) -> None:
    """Refuse texts that do not fit the files in service."""
    refuse_unreadable(together(files_in(connection), texts))

"""Kept checks: what somebody was told, under a short code, so that it can be worked out again.

A kept check is written once. The text of the answer is sealed, together with its code
and publication, so that no row can pass for another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from entitlements.problems import DataProblems
from entitlements.replay import KeptAnswer, as_text, from_text
from web.store import Store
from web.store.case_models import KeptCheck
from web.store.case_rows import new_once
from web.store.cases.codes import NotACode, new_code, tidy
from web.store.cases.model import Case
from web.store.cases.reading import CASES
from web.store.cases.rows import Rows, about, done_before, opened, with_names
from web.store.cases.sealing import CannotOpen, Seal, Vault
from web.store.cases.steps import Step, step

__all__ = ["Kept", "KeptHead", "NotACode", "get", "head", "keep", "new_code", "of_case", "tidy"]
CHECKS: Rows = KeptCheck.__table__
ABOUT = about(CHECKS)


@dataclass(frozen=True, slots=True)
class KeptHead:
    """What stands open of a kept check, and stays when its case is purged.

    `by`: the name of an account; `at`: seconds since 1970; `withheld`: sensitive facts
    were left out for the reader; `decisions`: how many there are in it.
    """

    code: str
    case_id: int
    publication: int
    rule_book: str
    as_at: date
    trace_digest: str
    receipt_digest: str
    by: str
    at: int
    withheld: bool
    decisions: int
    purged: bool


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept check with what was told."""

    head: KeptHead
    answer: KeptAnswer

    @property
    def code(self) -> str:
        """Its short code."""
        return self.head.code


def keep(
    vault: Vault,
    case: Case,
    kept: KeptAnswer,
    publication: int,
    by: int,
    at: int,
    withheld: bool,
    once: str | None = None,
) -> str:
    """Keep an answer, and return its code; a form sent twice gets the code of the first time."""
    with step(vault, case.id, by, at) as now:
        if (before := done_before(now, CHECKS, once)) is not None:
            return str(before.code)
        code = new_code()
        row = _row(now, code, kept, publication) | {"withheld": withheld, "once": new_once(once)}
        now.connection.execute(CHECKS.insert().values(row))
        now.vouch(CHECKS, code)
        digests = {name: row[name] for name in DIGESTS}
        now.tell("case check kept", code=code, publication=publication, **digests)
    return code


#: Digests of what was told stand under the key of the case: after a purge they mean nothing.
KEYED = ("trace_digest", "receipt_digest")
DIGESTS = ("rule_book", *KEYED)


def _row(now: Step, code: str, kept: KeptAnswer, publication: int) -> dict[str, Any]:
    told = {"code": code, "publication": publication, "answer": as_text(kept)}
    return {
        **{"code": code, "case_id": now.row.id, "publication": publication},
        **{"rule_book": kept.rule_book, "as_at": kept.as_at.isoformat()},
        **{name: now.seal.digest(getattr(kept, name)) for name in KEYED},
        **{"account_id": now.by, "at": now.at, "decisions": len(kept.receipt["decisions"])},
        "sealed": now.seal.close(told, ABOUT),
    }


def get(vault: Vault, code: str) -> Kept | None:
    """The kept check of a code, as `tidy` writes it.

    Raises: CannotOpen, where its case was purged, or it is not as it was kept
    """
    with vault.store.connect() as connection:
        row = _by_code(connection, code)
        if row is None:
            return None
        seal = _seal(vault, connection, row.case_id)
        return _opened(_head(row), opened(seal, row.sealed, ABOUT), seal)


def head(store: Store, code: str) -> KeptHead | None:
    """What stands open of the kept check of a code."""
    with store.connect() as connection:
        row = _by_code(connection, code)
    return None if row is None else _head(row)


def of_case(vault: Vault, case: Case) -> list[KeptHead]:
    """The kept checks of a case, newest first; what stands open of them needs no key."""
    query = with_names(CHECKS).where(CHECKS.c.case_id == case.id)
    with vault.store.connect() as connection:
        rows = connection.execute(query.order_by(CHECKS.c.at.desc(), CHECKS.c.code))
        return [_head(row) for row in rows]


def _seal(vault: Vault, connection: Connection, case_id: int) -> Seal:
    query = select(CASES.c.data_key).where(CASES.c.id == case_id)
    return vault.keys.seal_of(connection.execute(query).scalar())


def _by_code(connection: Connection, code: str) -> Row[Any] | None:
    return connection.execute(with_names(CHECKS).where(CHECKS.c.code == code)).first()


def _head(row: Row[Any]) -> KeptHead:
    return KeptHead(
        *(row.code, row.case_id, row.publication, row.rule_book, date.fromisoformat(row.as_at)),
        *(row.trace_digest, row.receipt_digest, row.by, row.at, row.withheld, row.decisions),
        purged=row.sealed is None,
    )


def _opened(told: KeptHead, data: dict[str, Any], seal: Seal) -> Kept:
    """The check, where what stands open of it is what was sealed."""
    try:
        answer = from_text(data["answer"])
    except DataProblems as error:
        raise CannotOpen(f"The kept check {told.code} is not as it was kept. {error}") from error
    digests = [(getattr(answer, name), getattr(told, name)) for name in ("rule_book", "as_at")]
    digests += [(seal.digest(getattr(answer, name)), getattr(told, name)) for name in KEYED]
    named = [(data[name], getattr(told, name)) for name in ("code", "publication")]
    if any(sealed != written for sealed, written in digests + named):
        raise CannotOpen(f"The kept check {told.code} is not as it was kept: it was changed.")
    return Kept(told, answer)

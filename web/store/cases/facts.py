"""What was said of a case: every save is kept, and the newest of a fact is what counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from entitlements.facts import Facts
from entitlements.person_file import facts_of
from entitlements.problems import DataProblems, Problem
from entitlements.rulebook.catalogue import Catalogue
from web.store import audit
from web.store.case_models import CaseFact
from web.store.cases.model import Case, Clash, Conflict, Said, State
from web.store.cases.sealing import Seal, Vault
from web.store.cases.steps import Step, step

__all__ = ["Said", "State", "current", "current_of_all", "history", "known", "put", "save"]

FACTS = CaseFact.__table__
SEALED = "case_fact.sealed"
#: Comes of the ledger of awards, and is never kept as said.
FROM_THE_LEDGER = "already_had"


def current(vault: Vault, case: Case) -> dict[str, Said]:
    """The newest of each fact of a case, by fact id."""
    with vault.store.connect() as connection:
        return _newest(connection, case.id, case.seal)


def current_of_all(vault: Vault, cases: Sequence[Case]) -> dict[int, dict[str, Said]]:
    """The same for many cases, by the number of the case, with one query for all of them."""
    found: dict[int, dict[str, Said]] = {case.id: {} for case in cases}
    seals = {case.id: case.seal for case in cases}
    with vault.store.connect() as connection:
        rows = connection.execute(_rows_of(_newest_ids().where(FACTS.c.case_id.in_(seals)))).all()
    for row in rows:
        case_id = row[0]
        found[case_id][row[1]] = _said(row, seals[case_id])
    return found


def history(vault: Vault, case: Case, fact: str) -> list[Said]:
    """All that was ever said of one fact, newest first."""
    with vault.store.connect() as connection:
        rows = connection.execute(_of_fact(case.id, fact).order_by(FACTS.c.id.desc()))
        return [_said(row, case.seal) for row in rows]


def save(
    vault: Vault, case_id: int, number: int, says: Mapping[str, Said], by: int, at: int
) -> Case | Conflict:
    """Save what is said of some facts, over the save that was shown as `number`.

    What others changed since in other facts stands beside it. A fact that they changed
    too, to something else, is a conflict: then nothing is written.
    Raises: NotAllowed, for a case that was purged
    """
    with step(vault, case_id, by, at) as now:
        newest = _newest(now.connection, case_id, now.seal)
        shown = _shown(now, number, newest)
        touched = {f: said for f, said in says.items() if not _is_same(said, shown.get(f))}
        if clashes := _clashes(touched, newest, number):
            last = max((clash.theirs for clash in clashes), key=lambda said: said.number)
            return Conflict(now.row.number, last.by, last.at, clashes)
        touched = {f: said for f, said in touched.items() if not _is_same(said, newest.get(f))}
        if touched:
            now.write(number=now.row.number + 1, changed_at=at)
            told = put(now, touched.values(), now.row.number + 1, by)
            now.tell("case facts saved", number=now.row.number + 1, **told)
        return now.case()


def put(now: Step, says: Iterable[Said], number: int, by: int) -> dict[str, Any]:
    """Write rows of facts within a step; what the event is to say of them comes back."""
    written = [(said.fact, _sealed(said)) for said in says]
    ids = [
        now.connection.execute(
            FACTS.insert().values(
                **{"case_id": now.row.id, "fact": fact, "number": number, "account_id": by},
                **{"at": now.at, "sealed": now.seal.close(told, SEALED)},
            )
        ).inserted_primary_key[0]
        for fact, told in written
    ]
    now.vouch(FACTS, *ids)
    return {"facts": ids, "digest": now.seal.digest(written)}


def known(says: Mapping[str, Said], catalogue: Catalogue) -> tuple[Facts, list[Problem]]:
    """The facts that are known, for working out, and the problems of those that do not read.

    What is to check is not known. `already_had` is never among them: it comes of the ledger.
    """
    data = {
        fact: said.value
        for fact, said in says.items()
        if said.state is State.KNOWN and said.value is not None and fact != FROM_THE_LEDGER
    }
    try:
        return facts_of(data, catalogue), []
    except DataProblems:
        return _one_by_one(data, catalogue)


def _one_by_one(data: Mapping[str, Any], catalogue: Catalogue) -> tuple[Facts, list[Problem]]:
    """Keep what reads, where something does not."""
    facts, problems = Facts(), list[Problem]()
    for fact, value in data.items():
        try:
            facts = Facts({**facts, **facts_of({fact: value}, catalogue)})
        except DataProblems as found:
            problems += found.problems
    return facts, problems


def _clashes(
    mine: Mapping[str, Said], newest: Mapping[str, Said], number: int
) -> tuple[Clash, ...]:
    """The facts that somebody else changed since, to something else than mine."""
    return tuple(
        Clash(fact, said, newest[fact])
        for fact, said in sorted(mine.items())
        if fact in newest
        and newest[fact].number > number
        and (said.state, said.value) != (newest[fact].state, newest[fact].value)
    )


def _is_same(said: Said, before: Said | None) -> bool:
    """True where nothing is said that was not said before."""
    return before is not None and _sealed(said) == _sealed(before)


def _shown(now: Step, number: int, newest: Mapping[str, Said]) -> Mapping[str, Said]:
    """The facts as they were at the save that was shown: what a form did not touch."""
    if all(said.number <= number for said in newest.values()):
        return newest
    ids = _newest_ids().where(FACTS.c.case_id == now.row.id, FACTS.c.number <= number)
    return {row.fact: _said(row, now.seal) for row in now.connection.execute(_rows_of(ids))}


def _newest(connection: Connection, case_id: int, seal: Seal) -> dict[str, Said]:
    query = _rows_of(_newest_ids().where(FACTS.c.case_id == case_id))
    return {row.fact: _said(row, seal) for row in connection.execute(query)}


def _newest_ids() -> Select[Any]:
    return select(func.max(FACTS.c.id)).group_by(FACTS.c.case_id, FACTS.c.fact)


def _rows_of(ids: Select[Any]) -> Select[Any]:
    return _rows().where(FACTS.c.id.in_(ids)).order_by(FACTS.c.id)


def _of_fact(case_id: int, fact: str) -> Select[Any]:
    return _rows().where(FACTS.c.case_id == case_id, FACTS.c.fact == fact)


def _rows() -> Select[Any]:
    join = FACTS.join(audit.ACCOUNTS, audit.ACCOUNTS.c.id == FACTS.c.account_id)
    columns = (FACTS.c.case_id, FACTS.c.fact, FACTS.c.sealed, FACTS.c.at, FACTS.c.number)
    return select(*columns, audit.ACCOUNTS.c.name).select_from(join)


def _sealed(said: Said) -> dict[str, Any]:
    """What is sealed of it: all that is about the person."""
    day = said.known_on and said.known_on.isoformat()
    words = {"said_by": said.said_by, "source": said.source, "known_on": day}
    return {"state": str(said.state), "value": said.value, **words}


_STATES = {str(state): state for state in State}


def _said(row: Row[Any], seal: Seal) -> Said:
    """Open a row of `_rows`. Twenty thousand of these are read after a publication."""
    _case_id, fact, sealed, at, number, by = row
    told = seal.open(sealed, SEALED)
    known_on = told["known_on"] and date.fromisoformat(told["known_on"])
    state, value = _STATES[told["state"]], told["value"]
    return Said(fact, state, value, told["said_by"], told["source"], known_on, by, at, number)

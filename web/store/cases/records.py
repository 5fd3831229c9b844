"""Opening a case, and changing who it is about and whose it is."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, select

from entitlements.signoff import NotAllowed
from web.store import audit
from web.store.case_models import Team
from web.store.case_rows import new_once
from web.store.cases import facts
from web.store.cases.model import (
    Case,
    Clash,
    ClosedWhy,
    Conflict,
    Contact,
    Details,
    ReferenceTaken,
    SafeContact,
    Said,
    Summary,
)
from web.store.cases.reading import (
    CASES,
    DETAILS,
    SUMMARY,
    by_reference,
    get,
    listed,
    one,
    sealed_details,
    sealed_summary,
)
from web.store.cases.sealing import Seal, Vault
from web.store.cases.steps import Step, name_of, row_in, step, who
from web.store.engine import writing

__all__ = [
    "Case",
    "Clash",
    "ClosedWhy",
    "Conflict",
    "Contact",
    "Details",
    "ReferenceTaken",
    "SafeContact",
    "Summary",
    "assign",
    "by_reference",
    "edit",
    "get",
    "listed",
    "open_case",
    "set_summary",
]


def open_case(
    vault: Vault,
    details: Details,
    team_id: int,
    adviser_id: int,
    says: Mapping[str, Said],
    by: int,
    at: int,
    once: str | None = None,
) -> Case:
    """Open a case, with what is said of it so far. Sent twice (`once`), it is opened once.

    Raises: ReferenceTaken; NotAllowed, for a team or an adviser that there is not
    """
    with writing(vault.store) as connection:
        if once and (found := one(connection, vault.keys, CASES.c.once == once)):
            return found
        if one(connection, vault.keys, CASES.c.reference_digest == _digest(vault, details)):
            raise ReferenceTaken
        _check_whose(connection, team_id, adviser_id)
        whose = {"team_id": team_id, "adviser_id": adviser_id}
        now = _opened(connection, vault, details, whose, (by, at, once))
        told = facts.put(now, says.values(), 1, by)
        now.tell("case opened", number=1, team=team_id, adviser=adviser_id, **told)
        return now.case()


def _opened(
    connection: Connection,
    vault: Vault,
    details: Details,
    whose: Mapping[str, int],
    how: tuple[int, int, str | None],
) -> Step:
    """Write the row of a new case under a key of its own."""
    by, at, once = how
    who(connection, by)
    key, seal = vault.keys.new()
    row = {
        **{"number": 1, "data_key": key, "opened_at": at, "once": new_once(once), **whose},
        **_written(vault, seal, details, 1, by, at),
    }
    case_id = connection.execute(CASES.insert().values(row)).inserted_primary_key[0]
    return Step(connection, vault, row_in(connection, case_id), seal, by, at)


def _written(
    vault: Vault, seal: Seal, details: Details, number: int, by: int, at: int
) -> dict[str, object]:
    """The columns that details go into."""
    sealed = seal.close(sealed_details(details, number, by, at), DETAILS)
    columns = {"number": number, "changed_at": at, "contact": str(details.contact)}
    return {**columns, "sealed": sealed, "reference_digest": _digest(vault, details)}


def _digest(vault: Vault, details: Details) -> str:
    if not details.reference.strip():
        raise NotAllowed("A case needs a reference. Enter what your council calls it.")
    return vault.keys.digest(details.reference)


def edit(
    vault: Vault, case_id: int, number: int, details: Details, by: int, at: int
) -> Case | Conflict:
    """Change who a case is about, over the save that was shown as `number`.

    Raises: ReferenceTaken; NotAllowed, for a case that was purged
    """
    with step(vault, case_id, by, at) as now:
        before = now.seal.open(now.row.sealed, DETAILS)
        theirs = now.case().details
        if theirs == details:
            return now.case()
        if before["number"] > number:
            name = name_of(now.connection, before["account"])
            return Conflict(now.row.number, name, before["at"], details=theirs)
        _check_free(now, details)
        values = _written(vault, now.seal, details, now.row.number + 1, by, at)
        now.write(**values)
        digest = now.seal.digest(sealed_details(details, now.row.number + 1, by, at))
        now.tell("case edited", number=now.row.number + 1, digest=digest)
        return now.case()


def _check_free(now: Step, details: Details) -> None:
    digest = CASES.c.reference_digest == _digest(now.vault, details)
    query = select(CASES.c.id).where(digest, CASES.c.id != now.row.id)
    if now.connection.execute(query).first():
        raise ReferenceTaken


def assign(vault: Vault, case_id: int, team_id: int, adviser_id: int, by: int, at: int) -> Case:
    """Give a case to a team and an adviser.

    Raises: NotAllowed, for a team or an adviser that there is not, or a purged case
    """
    with step(vault, case_id, by, at) as now:
        _check_whose(now.connection, team_id, adviser_id)
        if (team_id, adviser_id) != (now.row.team_id, now.row.adviser_id):
            number = now.row.number + 1
            now.write(team_id=team_id, adviser_id=adviser_id, number=number, changed_at=at)
            now.tell("case assigned", number=number, team=team_id, adviser=adviser_id)
        return now.case()


def _check_whose(connection: Connection, team_id: int, adviser_id: int) -> None:
    """Refuse a team that there is not, or somebody who cannot sign in."""
    teams = Team.__table__
    if not connection.execute(select(teams.c.id).where(teams.c.id == team_id)).first():
        raise NotAllowed("There is no such team. Choose one of the list.")
    audit.actor(connection, adviser_id)


def set_summary(vault: Vault, case_id: int, summary: Summary) -> None:
    """Keep what the caseload is to show. No save of the case, and no event."""
    with writing(vault.store) as connection:
        row = row_in(connection, case_id)
        sealed = vault.keys.seal_of(row.data_key).close(sealed_summary(summary), SUMMARY)
        changed = CASES.update().where(CASES.c.id == case_id).values(summary=sealed)
        connection.execute(changed)

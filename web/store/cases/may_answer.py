"""Who may answer an approval, and agree to how much."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, select

from entitlements.money import format_money
from entitlements.signoff import NotAllowed
from web.store.case_models import ApprovesAs, TeamMember
from web.store.cases.ladder import TIERS
from web.store.cases.reading import CASES
from web.store.cases.rows import Rows

MEMBERS: Rows = TeamMember.__table__
TITLES: Rows = ApprovesAs.__table__


def may_answer(connection: Connection, row: Row[Any], by: int) -> None:
    """Somebody else than who asked, who manages the team and has the title. Raises: NotAllowed"""
    if by == row.asked_by:
        raise NotAllowed("You asked for this. Somebody else has to answer it.")
    if not _manages(connection, row.case_id, by):
        raise NotAllowed("This is for a manager of the team that the case is with.")
    if row.title and row.title not in _titles(connection, by):
        raise NotAllowed(
            f"This is for: {row.title}. Your account does not have that title."
            " If it should, ask whoever looks after accounts."
        )


def may_agree_to_so_much(connection: Connection, row: Row[Any]) -> None:
    """The ladder as it is now: it may have been changed since somebody asked.

    Raises: NotAllowed
    """
    if row.from_rule or row.amount is None:
        return
    ceiling = connection.execute(select(TIERS.c.up_to).where(TIERS.c.title == row.title)).scalar()
    if ceiling is not None and row.amount > ceiling:
        raise NotAllowed(
            f"{row.title} may agree to no more than {format_money(ceiling)}."
            " Refuse it, so that the adviser can ask somebody who may."
        )


def _manages(connection: Connection, case_id: int, account_id: int) -> bool:
    join = MEMBERS.join(CASES, CASES.c.team_id == MEMBERS.c.team_id)
    query = select(MEMBERS.c.manages).select_from(join)
    query = query.where(CASES.c.id == case_id, MEMBERS.c.account_id == account_id)
    return bool(connection.execute(query).scalar())


def _titles(connection: Connection, account_id: int) -> set[str]:
    query = select(TITLES.c.title).where(TITLES.c.account_id == account_id)
    return set(connection.execute(query).scalars())

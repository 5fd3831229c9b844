"""Teams, who is in them, and who somebody is to a case. Who agrees to sums, in `ladder`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from entitlements.signoff import NotAllowed
from web.store.accounts import TABLE as ACCOUNTS
from web.store.accounts import Account, account_from
from web.store.case_models import Team as TeamTable
from web.store.cases.ladder import ladder, set_ladder, set_titles, titles_of
from web.store.cases.model import Case
from web.store.cases.reading import MEMBERS
from web.store.cases.steps import By, tell
from web.store.engine import Store, writing

__all__ = [
    "Membership",
    "Relation",
    "Team",
    "add",
    "all_teams",
    "ladder",
    "members",
    "of_account",
    "put",
    "relation",
    "remove",
    "rename",
    "set_ladder",
    "set_titles",
    "titles_of",
]
TEAMS = TeamTable.__table__
LONGEST_NAME = 100  # characters


class Relation(StrEnum):
    """Who somebody is to a case; the first that is true."""

    OWN = "own"
    MANAGES = "manages"
    TEAM = "team"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Team:
    """People who see each other's cases."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A team that somebody is in, and whether they manage it."""

    team_id: int
    name: str
    manages: bool


def relation(store: Store, account_id: int, case: Case) -> Relation:
    """Who an account is to a case."""
    if case.adviser_id == account_id:
        return Relation.OWN
    query = select(MEMBERS.c.manages).where(*_membership(case.team_id, account_id))
    with store.connect() as connection:
        manages = connection.execute(query).scalar()
    if manages is None:
        return Relation.NONE
    return Relation.MANAGES if manages else Relation.TEAM


def all_teams(store: Store) -> list[Team]:
    """Every team, by name."""
    with store.connect() as connection:
        rows = connection.execute(select(TEAMS).order_by(TEAMS.c.name))
        return [Team(row.id, row.name) for row in rows]


def of_account(store: Store, account_id: int) -> list[Membership]:
    """The teams an account is in, by name."""
    join = MEMBERS.join(TEAMS, TEAMS.c.id == MEMBERS.c.team_id)
    query = select(TEAMS.c.id, TEAMS.c.name, MEMBERS.c.manages).select_from(join)
    query = query.where(MEMBERS.c.account_id == account_id).order_by(TEAMS.c.name)
    with store.connect() as connection:
        return [Membership(row.id, row.name, row.manages) for row in connection.execute(query)]


def members(store: Store, team_id: int) -> list[tuple[Account, bool]]:
    """Who is in a team, by name, and whether they manage it."""
    join = MEMBERS.join(ACCOUNTS, ACCOUNTS.c.id == MEMBERS.c.account_id)
    query: Any = select(ACCOUNTS, MEMBERS.c.manages).select_from(join)
    query = query.where(MEMBERS.c.team_id == team_id).order_by(ACCOUNTS.c.name, ACCOUNTS.c.id)
    with store.connect() as connection:
        return [(account_from(row), row.manages) for row in connection.execute(query)]


def add(store: Store, name: str, by: By, at: int) -> Team:
    """Make a team. Raises: NotAllowed, without a name, or with one that another team has"""
    name = _name(name)
    try:
        with writing(store) as connection:
            made = connection.execute(insert(TEAMS).values(name=name)).inserted_primary_key[0]
            tell(connection, by, "team added", {"team": made}, at)
    except IntegrityError:
        raise NotAllowed(_TAKEN) from None
    return Team(made, name)


def rename(store: Store, team_id: int, name: str, by: By, at: int) -> Team:
    """Give a team another name. Raises: NotAllowed, as `add` does"""
    name = _name(name)
    try:
        with writing(store) as connection:
            _check_there(connection, team_id)
            connection.execute(update(TEAMS).where(TEAMS.c.id == team_id).values(name=name))
            tell(connection, by, "team renamed", {"team": team_id}, at)
    except IntegrityError:
        raise NotAllowed(_TAKEN) from None
    return Team(team_id, name)


def put(store: Store, team_id: int, account_id: int, manages: bool, by: By, at: int) -> None:
    """Put an account into a team, or change whether it manages it."""
    with writing(store) as connection:
        _check_there(connection, team_id)
        if not connection.execute(select(ACCOUNTS.c.id).where(ACCOUNTS.c.id == account_id)).first():
            raise NotAllowed("There is no such account.")
        connection.execute(delete(MEMBERS).where(*_membership(team_id, account_id)))
        row = {"team_id": team_id, "account_id": account_id, "manages": manages}
        connection.execute(insert(MEMBERS).values(row))
        told = {"team": team_id, "account": account_id, "manages": manages}
        tell(connection, by, "team member put", told, at)


def remove(store: Store, team_id: int, account_id: int, by: By, at: int) -> None:
    """Take an account out of a team. Its own cases stay its own until they are assigned anew."""
    with writing(store) as connection:
        connection.execute(delete(MEMBERS).where(*_membership(team_id, account_id)))
        told = {"team": team_id, "account": account_id}
        tell(connection, by, "team member removed", told, at)


_TAKEN = "There is a team with this name already. Choose another name."


def _name(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotAllowed("A team needs a name.")
    if len(name) > LONGEST_NAME:
        raise NotAllowed(f"The name is too long. Keep it to {LONGEST_NAME} letters.")
    return name


def _check_there(connection: Connection, team_id: int) -> None:
    if not connection.execute(select(TEAMS.c.id).where(TEAMS.c.id == team_id)).first():
        raise NotAllowed("There is no such team.")


def _membership(team_id: int, account_id: int) -> tuple[ColumnElement[bool], ...]:
    return MEMBERS.c.team_id == team_id, MEMBERS.c.account_id == account_id

"""The council's own ladder of approval, and the titles under which people agree to awards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, insert, select

from entitlements.rulebook.model import Approval
from entitlements.signoff import NotAllowed
from web.store.case_models import ApprovalTier, ApprovesAs
from web.store.cases.steps import By, tell
from web.store.engine import Store, writing

TIERS = ApprovalTier.__table__
TITLES = ApprovesAs.__table__


def ladder(store: Store) -> tuple[Approval, ...]:
    """Who agrees to a sum where a rule names nobody: lowest sums first, any sum last."""
    query = select(TIERS).order_by(TIERS.c.up_to.is_(None), TIERS.c.up_to, TIERS.c.id)
    with store.connect() as connection:
        return tuple(Approval(row.title, row.up_to) for row in connection.execute(query))


def set_ladder(store: Store, tiers: Iterable[Approval], by: By, at: int) -> None:
    """Put another ladder in the place of this one.

    Raises: NotAllowed, for a tier without a title, a title twice or a sum that is none
    """
    rows = [{"title": " ".join(tier.by.split()), "up_to": tier.up_to} for tier in tiers]
    _check(rows)
    with writing(store) as connection:
        connection.execute(delete(TIERS))
        if rows:
            connection.execute(insert(TIERS), rows)
        tell(connection, by, "approval ladder set", {"tiers": rows}, at)


def _check(rows: Sequence[Mapping[str, object]]) -> None:
    titles = [str(row["title"]).casefold() for row in rows]
    if not all(titles):
        raise NotAllowed("Each step of the ladder needs the title of who agrees.")
    if len(set(titles)) < len(titles):
        raise NotAllowed("The ladder names one title twice. Keep each title once.")
    if any(isinstance(row["up_to"], int) and row["up_to"] <= 0 for row in rows):
        raise NotAllowed("A step of the ladder goes up to a sum above £0.")


def titles_of(store: Store, account_id: int) -> frozenset[str]:
    """The titles under which an account may agree to awards."""
    query = select(TITLES.c.title).where(TITLES.c.account_id == account_id)
    with store.connect() as connection:
        return frozenset(connection.scalars(query))


def set_titles(store: Store, account_id: int, titles: Iterable[str], by: By, at: int) -> None:
    """Give an account these titles and no others."""
    kept = sorted({title for said in titles if (title := " ".join(said.split()))})
    rows = [{"account_id": account_id, "title": title} for title in kept]
    with writing(store) as connection:
        connection.execute(delete(TITLES).where(TITLES.c.account_id == account_id))
        if rows:
            connection.execute(insert(TITLES), rows)
        tell(connection, by, "approval titles set", {"account": account_id, "titles": kept}, at)

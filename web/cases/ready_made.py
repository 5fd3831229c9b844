"""Ready-made what-ifs: what often happens next, as changes of facts and a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import cast

from entitlements.dates import attains_age
from entitlements.facts import Facts, Value
from entitlements.plan.tree import BORN
from web.i18n import N_

Changes = dict[str, Value | None]
OWN_HOME: Changes = {"home": "own_tenancy", "moving_into_own_home": True}


@dataclass(frozen=True, slots=True)
class ReadyMade:
    """One ready-made what-if: its name on the page, and what would be other."""

    name: str
    words: str
    make: Callable[[Facts, date], tuple[Changes, date | None]]
    can_be: Callable[[Facts, date], bool] = lambda _facts, _as_at: True


def _moves(facts: Facts, as_at: date) -> tuple[Changes, date | None]:
    """On the first of March that comes next."""
    first = date(as_at.year, 3, 1)
    return dict(OWN_HOME), first if first > as_at else date(as_at.year + 1, 3, 1)


def _doing(*more: str, less: tuple[str, ...] = ()) -> Callable[[Facts, date], tuple[Changes, None]]:
    """What somebody does, with some things more and some less; what is known of the rest stays."""

    def make(facts: Facts, _as_at: date) -> tuple[Changes, None]:
        now = cast("frozenset[str]", facts.get("doing", frozenset()))
        then = (now - {*less, "nothing"}) | set(more)
        return {"doing": then or frozenset({"nothing"})}, None

    return make


def _is_doing(what: str) -> Callable[[Facts, date], bool]:
    return lambda facts, _as_at: what in cast("frozenset[str]", facts.get("doing", ()))


def _turns(years: int) -> Callable[[Facts, date], tuple[Changes, date | None]]:
    return lambda facts, _as_at: ({}, _birthday(facts, years))


def _is_younger(years: int) -> Callable[[Facts, date], bool]:
    def can_be(facts: Facts, as_at: date) -> bool:
        on = _birthday(facts, years)
        return on is not None and on > as_at

    return can_be


def _birthday(facts: Facts, years: int) -> date | None:
    born = facts.get(BORN)
    return attains_age(date.fromordinal(born), years) if isinstance(born, int) else None


def _has_a_baby(facts: Facts, _as_at: date) -> tuple[Changes, date | None]:
    children = facts.get("children")
    return {"children": 1 + (children if isinstance(children, int) else 0), "pregnant": False}, None


def _is_refused(_facts: Facts, _as_at: date) -> tuple[Changes, date | None]:
    return {"universal_credit": "refused"}, None


READY_MADE = (
    ReadyMade("moves", N_("Moves out in March"), _moves),
    ReadyMade("college", N_("Starts college"), _doing("college")),
    ReadyMade("turns-21", N_("Turns 21"), _turns(21), _is_younger(21)),
    ReadyMade("baby", N_("Has a baby"), _has_a_baby),
    ReadyMade(
        "leaves-university",
        N_("Leaves university"),
        _doing("looking_for_work", less=("university",)),
        _is_doing("university"),
    ),
    ReadyMade("job", N_("Gets a job"), _doing("work", less=("looking_for_work",))),
    ReadyMade("refused", N_("Is refused Universal Credit"), _is_refused),
)

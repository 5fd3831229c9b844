"""Which accounts there should be, by the rule tables' own decisions, and what is known of each.

No rule is repeated here: a table decides whether there should be an account, and
nothing recorded is never taken for there being none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from entitlements.evaluate import Decision, Evaluation, evaluate
from entitlements.messages.speech import N_
from entitlements.rulebook.model import Outcome
from entitlements.savings.accounts import Account, Kind, of_kind, with_accounts
from entitlements.totals import GOT

#: The tables that say whether there is such an account, the nearer one first. A later
#: one is asked where no row of the one before is about the person.
TABLES: Mapping[Kind, tuple[str, ...]] = {
    Kind.CHILD_TRUST_FUND: ("england/child-trust-fund",),
    Kind.JUNIOR_ISA: ("england/junior-isa", "england/junior-isa-at-16-and-18"),
}
#: A council's own table about savings in care, after the council's id.
CARERS = "savings-for-a-child-in-care"
_OTHERWISE = "otherwise"


class Found(StrEnum):
    """What the register knows of an account that there may be."""

    RECORDED = "recorded"  #: there is one on record
    MISSING = "missing"  #: there should be one, and none is on record
    NOT_KNOWN = "not_known"  #: there may be one; somebody looked, and none is on record
    NOT_CHECKED = "not_checked"  #: there may be one, and nobody has looked
    NOT_EXPECTED = "not_expected"  #: the table says that there is none


FOUND: Mapping[Found, str] = {
    Found.RECORDED: N_("On record."),
    Found.MISSING: N_("There should be one, and none is on record. Chase it."),
    Found.NOT_KNOWN: N_("There may be one. Somebody has looked, and none is on record."),
    Found.NOT_CHECKED: N_("There may be one. Nobody has checked. That is not the same as none."),
    Found.NOT_EXPECTED: N_("By the rules there is none."),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """One kind of account: what the table decides, and what the register knows.

    `says` is the sentence of the row that decided, None while it is undecided;
    `missing` the facts that would settle it; `looked_on` when somebody last looked.
    """

    kind: Kind
    table: str
    title: str
    outcome: Outcome
    found: Found
    says: str | None = None
    missing: tuple[str, ...] = ()
    looked_on: date | None = None

    @property
    def contradicts(self) -> bool:
        """Whether an account is on record though the table says that there is none."""
        return self.found is Found.RECORDED and not _may_be(self.outcome)


def expected(
    evaluation: Evaluation,
    accounts: Sequence[Account],
    looked_for: Mapping[Kind, date] | None = None,
) -> tuple[Expected, ...]:
    """What is known of each account that a rule table speaks of.

    `looked_for` holds the day on which somebody last looked for each kind; a kind that
    is not in it nobody has looked for.
    """
    known = with_accounts(evaluation.facts, accounts)
    sitting = evaluate(evaluation.engine, known, evaluation.as_at)
    looked = looked_for or {}
    return tuple(
        _expected(kind, decision, accounts, looked.get(kind))
        for kind, decision in _decisions(sitting)
    )


def _decisions(evaluation: Evaluation) -> Iterator[tuple[Kind, Decision]]:
    local = f"{evaluation.plan.authority}/{CARERS}"
    for kind, names in (*TABLES.items(), (Kind.CARER_SAVINGS, (local,))):
        decisions = [evaluation[name] for name in names if name in evaluation.plan.by_id]
        if decisions:
            yield kind, next(filter(_is_about, decisions), decisions[0])


def _is_about(decision: Decision) -> bool:
    """Whether a row of the table is about this person, or may be."""
    if decision.outcome is Outcome.NOT_IN_FORCE:
        return False
    return decision.row is None or decision.row.id != _OTHERWISE


def _expected(
    kind: Kind, decision: Decision, accounts: Sequence[Account], looked_on: date | None
) -> Expected:
    return Expected(
        *(kind, decision.entitlement, decision.table.title, decision.outcome),
        _found(decision.outcome, of_kind(accounts, kind), looked_on),
        decision.row.says if decision.row else None,
        decision.missing if decision.outcome is Outcome.UNDECIDED else (),
        looked_on,
    )


def _found(outcome: Outcome, held: Sequence[Account], looked_on: date | None) -> Found:
    if held:
        return Found.RECORDED
    if outcome is Outcome.ENTITLED:
        return Found.MISSING
    if not _may_be(outcome):
        return Found.NOT_EXPECTED
    return Found.NOT_CHECKED if looked_on is None else Found.NOT_KNOWN


def _may_be(outcome: Outcome) -> bool:
    return outcome in (*GOT, Outcome.UNDECIDED, Outcome.NOT_PUBLISHED)

"""Top-ups: what was paid once under an older figure, where the figure is higher now.

It is something to ask for. It is a right only where the row says so, which is why
each one carries the outcome and the force of the decision it rests on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from entitlements.awards.between import NOTHING, Between
from entitlements.awards.entries import Entry, already_had, until
from entitlements.evaluate import Decision, Engine, Evaluation, evaluate
from entitlements.facts import Award, Facts
from entitlements.money import Per
from entitlements.plan.ledger import LEDGER
from entitlements.rulebook.amounts import Amount
from entitlements.rulebook.model import Force, Outcome

#: The outcomes under which there is something to ask for, or there may be.
ASKED = (Outcome.ENTITLED, Outcome.MAY_GET, Outcome.UNDECIDED)


@dataclass(frozen=True, slots=True)
class TopUp:
    """A sum paid in the past, and what the same rule gives now.

    `then` is None where no figure was published on the day of the first payment.
    `difference` is what is left to ask for; `version` the first day of the version
    it rests on now, `row` the id of its row.

    Unit: pence, as ranges; what is not known widens them
    """

    entitlement: str
    title: str
    first_paid: date
    paid: Between
    then: Between | None
    now: Between
    difference: Between
    outcome: Outcome
    force: Force | None
    row: str | None
    version: date | None


def top_ups(
    engine: Engine, facts_without_had: Facts, entries: Sequence[Entry], as_at: date
) -> tuple[TopUp, ...]:
    """What was paid once under an older, lower figure, or under none."""
    awards = already_had(until(entries, as_at))
    facts = facts_without_had.forgetting(LEDGER)
    untouched = evaluate(engine, facts.knowing(LEDGER, ()), as_at)
    drawn = evaluate(engine, facts.knowing(LEDGER, awards), as_at)
    found = (_top_up(untouched, drawn, name, held) for name, held in _by_table(awards))
    return tuple(top_up for top_up in found if top_up is not None)


def _by_table(awards: Sequence[Award]) -> Iterator[tuple[str, list[Award]]]:
    for name in sorted({award.entitlement for award in awards}):
        yield name, [award for award in awards if award.entitlement == name]


def _top_up(
    untouched: Evaluation, drawn: Evaluation, name: str, awards: list[Award]
) -> TopUp | None:
    """The top-up of one entitlement; None where its figure has not risen past what was paid."""
    if name not in untouched.plan.by_id:
        return None
    decision, first = untouched[name], _first_day(awards)
    now = Between.of_figure(decision.figure)
    if now is None or first is None or not _is_once(decision) or decision.outcome not in ASKED:
        return None
    then = Between.of_figure(_on(untouched, first)[name].figure)
    left = _left(drawn[name], now, _paid(awards))
    if left.most == 0 or not _is_raised(then, now):
        return None
    version = decision.version.effective_from if decision.version else None
    return TopUp(
        *(name, decision.table.title, first, _paid(awards), then, now, left),
        *(decision.outcome, decision.force, decision.row.id if decision.row else None, version),
    )


def _first_day(awards: list[Award]) -> date | None:
    return min((award.on for award in awards if award.on is not None), default=None)


def _on(evaluation: Evaluation, day: date) -> Evaluation:
    """The same person, with nothing had, on an earlier day."""
    return evaluate(evaluation.engine, evaluation.facts, day)


def _paid(awards: list[Award]) -> Between:
    sums = [award.amount for award in awards]
    known = sum(amount for amount in sums if amount is not None)
    return Between(known, None if None in sums else known)


def _left(drawn: Decision, now: Between, paid: Between) -> Between:
    """What is left to ask for: of a pot, as the engine has it; else the figure less what was paid.

    A pot whose row no longer holds once something was had has nothing left to go by.
    """
    amount = drawn.figure.amount if drawn.figure else Amount()
    left = Between.of_figure(drawn.figure)
    return left if amount.pot and left is not None else now.less(paid)


def _is_once(decision: Decision) -> bool:
    """Whether it is paid once: a pot, or a sum that does not come again."""
    amount = decision.figure.amount if decision.figure else Amount()
    again = amount.times is not None or amount.draws_on is not None
    return amount.per in (None, Per.ONCE) and not again


def _is_raised(then: Between | None, now: Between) -> bool:
    """Whether the most that could be had is more than it was."""
    if then is None:
        return now != NOTHING
    if then.most is None:
        return False
    return now.most is None or now.most > then.most

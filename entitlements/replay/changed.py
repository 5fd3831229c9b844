"""What the same facts come to under the rules of another day: for a recheck of what was kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from entitlements.evaluate import Decision, Engine, Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.in_short import GOOD, InShort, from_receipt, in_short, with_text
from entitlements.moves import Move, move_of
from entitlements.person_file import facts_of
from entitlements.replay.kept import KeptAnswer
from entitlements.replay.reached import may_differ
from entitlements.rulebook.model import Outcome


@dataclass(frozen=True, slots=True)
class Changed:
    """One entitlement that comes to something else now. None: the table is not in that book."""

    entitlement: str
    title: str
    kind: Move
    before: InShort | None
    now: InShort | None


def changed_since(
    kept: KeptAnswer, engine_now: Engine, as_at: date, facts: Facts | None = None
) -> tuple[Changed, ...]:
    """What differs from a kept answer on a day, in the order of the book in force.

    Without `facts`, those that were kept. Where only words or the id of a row
    differ, nothing has changed for the person.
    Raises: DataProblems, where a kept fact cannot be read by the facts of today
    """
    if facts is None:
        facts = facts_of(kept.facts, engine_now.book.catalogue)
    now = evaluate(engine_now, facts, as_at)
    before = {told["entitlement"]: told for told in kept.receipt["decisions"]}
    names = dict.fromkeys((*(table.id for table in _tables(now)), *before))
    found = (_since(before.get(name), _decision(now, name)) for name in names)
    return tuple(changed for changed in found if changed is not None)


def _tables(evaluation: Evaluation) -> tuple[Any, ...]:
    return evaluation.book.tables_for(evaluation.plan.authority)


def _decision(evaluation: Evaluation, name: str) -> Decision | None:
    return evaluation[name] if name in evaluation.plan.by_id else None


def _since(told: Mapping[str, Any] | None, decision: Decision | None) -> Changed | None:
    before = None if told is None else from_receipt(told)
    now = None if decision is None else in_short(decision)
    move = move_of(before, now)
    if move is None:
        return None
    if decision is None or now is None:
        known = cast("Mapping[str, Any]", told)
        return Changed(known["entitlement"], known["title"], move, before, None)
    table = decision.table
    return Changed(table.id, table.title, move, before, with_text(now, decision))


def compare_outcomes(
    engine_before: Engine, engine_after: Engine, facts: Facts, as_at: date
) -> tuple[Changed, ...]:
    """What one person's entitlements come to under two books, where it is not the same.

    For many people: only the tables that the change can reach are looked at, and
    decisions are made only of what is not plainly the same. The facts must be ones
    that both books know.
    """
    names = may_differ(engine_before, engine_after)
    if not names:
        return ()
    before, after = (evaluate(engine, facts, as_at) for engine in (engine_before, engine_after))
    return tuple(_compared(names, before, after))


def _compared(names: tuple[str, ...], before: Evaluation, after: Evaluation) -> Iterator[Changed]:
    for name in names:
        if not _plainly_the_same(name, before, after):
            changed = _between(_decision(before, name), _decision(after, name))
            if changed is not None:
                yield changed


def _plainly_the_same(name: str, before: Evaluation, after: Evaluation) -> bool:
    """Whether both say no alike, or neither has the table; an open answer needs a closer look."""
    tables = before.plan.by_id.get(name), after.plan.by_id.get(name)
    if tables[0] is None or tables[1] is None:
        return tables[0] is tables[1]
    was, now = before.verdicts[tables[0].number].outcome, after.verdicts[tables[1].number].outcome
    return was is now and was not in GOOD and was is not Outcome.UNDECIDED


def _between(before: Decision | None, after: Decision | None) -> Changed | None:
    was = None if before is None else in_short(before)
    now = None if after is None else in_short(after)
    move = move_of(was, now)
    there = after or before
    if move is None or there is None:
        return None
    was = with_text(was, before) if was and before else None
    now = with_text(now, after) if now and after else None
    return Changed(there.entitlement, there.table.title, move, was, now)

"""What differs between two texts of one row, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from entitlements.redline.columns import columns_of
from entitlements.redline.difference import Cell, Concerns, How
from entitlements.redline.keys import change_of, changed_keys, told
from entitlements.redline.telling import NOTHING, Telling
from entitlements.rulebook.conditions import Condition, Holds, OneOfThese, Test
from entitlements.rulebook.model import Row
from entitlements.rulebook.read_tables import RowShape

_ROW = RowShape().record
OTHERWISE = "otherwise"


def cells_between(before: Row, after: Row, old: Telling, new: Telling) -> tuple[Cell, ...]:
    """Every cell that differs: sums, outcomes and the rest by key, tests by column."""
    return (
        *_amount(before, after, old, new),
        *(
            change_of(key, before, after, old, new)
            for key in changed_keys(_ROW, before, after, "when", "amount")
        ),
        *_tests(before, after, old, new),
    )


def same_but_for_name(one: Row, other: Row) -> bool:
    """Whether two rows are one row under two names."""
    return replace(one, id="") == replace(other, id="")


def called(row: str) -> str:
    """A row as a sentence names it."""
    return "The row for everyone else" if row == OTHERWISE else f"Row “{row}”"


def _amount(before: Row, after: Row, old: Telling, new: Telling) -> Iterator[Cell]:
    if before.amount == after.amount:
        return
    key = _ROW.keys["amount"]
    was, now = old.amount(before), new.amount(after)
    beside = (old.beside(before.amount), new.beside(after.amount))
    if was == now and beside[0] == beside[1]:
        yield told(key, before.amount, after.amount, was, now)
        return
    how = How.ADDED if not before.amount else How.REMOVED if not after.amount else How.CHANGED
    said = [f"the sum goes from {was} to {now}"] if was != now else []
    if beside[0] != beside[1]:
        said.append(f"what goes with the sum goes from {beside[0]} to {beside[1]}")
    sides = (_whole(was, beside[0]), _whole(now, beside[1]))
    yield Cell("amount", how, Concerns.MONEY, ", and ".join(said), *sides)


def _whole(sum_: str, beside: str) -> str:
    return sum_ if beside == NOTHING else f"{sum_} ({beside})"


def _tests(before: Row, after: Row, old: Telling, new: Telling) -> Iterator[Cell]:
    was, now = columns_of(before.when), columns_of(after.when)
    for column in dict.fromkeys((*was, *now)):
        if was.get(column) != now.get(column):
            yield _test(column, was.get(column), now.get(column), old, new)


def _test(
    column: str, was: Condition | None, now: Condition | None, old: Telling, new: Telling
) -> Cell:
    before = old.value(was) if was is not None else ""
    after = new.value(now) if now is not None else ""
    if was is None:
        return _cell(column, How.ADDED, f"there is a new test, “{after}”", before, after)
    if now is None:
        says = f"{old.column(column)} is no longer tested (the test was “{before}”)"
        return _cell(column, How.REMOVED, says, before, after)
    says = _more_or_fewer(column, was, now, old, new) or _from_to(column, before, after, new)
    return _cell(column, How.CHANGED, says, before, after)


def _cell(column: str, how: How, says: str, before: str, after: str) -> Cell:
    return Cell(column, how, Concerns.TEST, says, before, after)


def _from_to(column: str, before: str, after: str, new: Telling) -> str:
    label = new.column(column)
    if before == after:
        return f"the test of {label} is written in another way, and reads the same: “{after}”"
    return f"the test of {label} goes from “{before}” to “{after}”"


def _more_or_fewer(
    column: str, was: Condition, now: Condition, old: Telling, new: Telling
) -> str | None:
    """Answers that a list now takes too, or no longer; None for any other change."""
    before, after = _answers(was), _answers(now)
    if before is None or after is None or _kind(was) != _kind(now):
        return None
    label = new.column(column)
    more = new.speech.all_of(new.choice(column, v) for v in after if v not in before)
    fewer = old.speech.all_of(old.choice(column, v) for v in before if v not in after)
    if not more:
        return f"the test of {label} no longer takes {fewer}"
    if not fewer:
        return f"the test of {label} now also takes {more}"
    return f"the test of {label} now takes {more}, and no longer takes {fewer}"


def _answers(condition: Condition) -> tuple[str, ...] | None:
    check = condition.check if isinstance(condition, Test) else None
    if isinstance(check, OneOfThese) and not check.negated:
        return check.values
    return check.values if isinstance(check, Holds) and check.how == "any" else None


def _kind(condition: Condition) -> type:
    return type(condition.check) if isinstance(condition, Test) else type(condition)

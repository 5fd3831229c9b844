"""Verdicts: what the rows of a table come to, for each way their tests can fall.

A row is 0 (no), 1 (not known) or 3 (yes), so that "and" is `&` and "or" is `|`.
A verdict depends on nothing but those values, so each is worked out once.
"""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.rulebook.model import Force, Match, Outcome, Row

NO, UNKNOWN, YES = 0, 1, 3
OUTCOME_BITS = {outcome: 1 << place for place, outcome in enumerate(Outcome)}
#: Strongest first: under `all`, the outcome of the rows that hold together.
STRENGTH = (
    Outcome.ENTITLED,
    Outcome.MAY_GET,
    Outcome.ELSEWHERE,
    Outcome.NOT_PUBLISHED,
    Outcome.NOT_PROVIDED,
    Outcome.NOT_ENTITLED,
)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row as the plan holds it. `version` is its place in the table's versions."""

    row: Row
    version: int
    value: int = 0  #: bits of the value it gives to the fact the table decides


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What a table decides, given how each of its rows fell.

    `winners` are the rows that decide it (one, or under `all` every row that
    holds); `open` the rows that could still win. `mask` holds the outcomes still
    possible, `values` the bits of the fact it decides.
    """

    outcome: Outcome
    force: Force | None
    winners: tuple[int, ...]
    open: tuple[int, ...]
    mask: int
    values: int


class Verdicts(dict[tuple[int, ...], Verdict]):
    """The verdicts of one table by row values, worked out when first met."""

    def __init__(self, rows: tuple[PlanRow, ...], match: Match) -> None:
        super().__init__()
        self.rows, self.match = rows, match

    def __missing__(self, values: tuple[int, ...]) -> Verdict:
        judge = _first if self.match is Match.FIRST else _all
        verdict = self[values] = judge(self.rows, values)
        return verdict


def _first(rows: tuple[PlanRow, ...], values: tuple[int, ...]) -> Verdict:
    open_ = []
    for place, value in enumerate(values):
        if value != NO:
            open_.append(place)
        if value == YES:
            break
    if len(open_) == 1 and values[open_[0]] == YES:
        return _settled(rows, (open_[0],), ())
    return _agreed(rows, tuple(open_))


def _agreed(rows: tuple[PlanRow, ...], open_: tuple[int, ...]) -> Verdict:
    """Settled if every row that could still win has the same outcome and force."""
    follows = {(rows[place].row.outcome, rows[place].row.force) for place in open_}
    values = 0
    for place in open_:
        values |= rows[place].value
    if len(follows) == 1:
        ((outcome, force),) = follows
        return Verdict(outcome, force, (), open_, OUTCOME_BITS[outcome], values)
    mask = 0
    for outcome, _ in follows:
        mask |= OUTCOME_BITS[outcome]
    return Verdict(Outcome.UNDECIDED, None, (), open_, mask, values)


def _settled(
    rows: tuple[PlanRow, ...], winners: tuple[int, ...], open_: tuple[int, ...]
) -> Verdict:
    first = rows[winners[0]]
    outcome = first.row.outcome
    return Verdict(outcome, first.row.force, winners, open_, OUTCOME_BITS[outcome], first.value)


def _all(rows: tuple[PlanRow, ...], values: tuple[int, ...]) -> Verdict:
    """Rows that hold add up; the last row is `otherwise`, for when none does."""
    last = len(rows) - 1
    held = [place for place in range(last) if values[place] == YES]
    unsure = tuple(place for place in range(last) if values[place] == UNKNOWN)
    if not held:
        return _agreed(rows, (*unsure, last)) if unsure else _settled(rows, (last,), ())
    held.sort(key=lambda place: _strength(rows, place))
    first = rows[held[0]].row
    ahead = [rows[n].row for n in unsure if _strength(rows, n) < _strength(rows, held[0])]
    if any((row.outcome, row.force) != (first.outcome, first.force) for row in ahead):
        return _agreed(rows, (*held, *unsure))
    return _settled(rows, tuple(held), unsure)


def _strength(rows: tuple[PlanRow, ...], place: int) -> tuple[int, int]:
    return (STRENGTH.index(rows[place].row.outcome), place)

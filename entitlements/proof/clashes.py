"""Clashes: two rows of one version that both hold for somebody, and do not say the same.

Under `first` the order settles it, and that may be meant: a row that is wholly
inside the one below it is an exception, and one that says no is a guard. Rows that
only overlap are neither, so a person must say that the order is right.
"""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.proof.field import Field
from entitlements.proof.finding import Finding, Weight
from entitlements.proof.ground import Line
from entitlements.proof.person import person_in
from entitlements.proof.space import Cells
from entitlements.proof.survey import Survey
from entitlements.rulebook.model import Match, Outcome, Row

_NO = (Outcome.NOT_ENTITLED, Outcome.NOT_PROVIDED, Outcome.ELSEWHERE)


def clashes(survey: Survey) -> Iterator[Finding]:
    """Every pair of rows that clash, each once, or the proof that there is none."""
    found: dict[tuple[int, int], Finding] = {}
    for field in survey.looked_at:
        for pair, cells in _clashing(survey, field):
            if pair not in found:
                found[pair] = _clash(survey, field, pair, cells)
    yield from found.values()
    if not found:
        yield survey.settled("clash", "No two rows clash.")


def _clashing(survey: Survey, field: Field) -> Iterator[tuple[tuple[int, int], Cells]]:
    table, lines = survey.table, survey.lines
    rows = [sure & field.possible for sure, _ in field.readings[0].rows(table)]
    taken = 0
    for place, mine in enumerate(rows[:-1]):
        if table.match is Match.FIRST:
            mine &= ~taken
        for other in range(place + 1, len(rows) - 1):
            both = mine & rows[other]
            if both and _differ(lines[place], lines[other], table.match):
                below = rows[other] & ~taken
                nested = not mine & ~rows[other] or not below & ~mine
                if table.match is Match.ALL or not nested:
                    yield (place, other), both
        taken |= rows[place]


def _differ(one: Line, other: Line, match: Match) -> bool:
    """Whether two rows say different things; under `all` sums add up, so only the outcome."""
    if match is Match.ALL:
        return one.row.outcome is not other.row.outcome
    return _says(one.row) != _says(other.row)


def _says(row: Row) -> tuple[object, ...]:
    return (row.outcome, row.force, row.amount, row.value)


def _clash(survey: Survey, field: Field, pair: tuple[int, int], cells: Cells) -> Finding:
    one, other = (survey.lines[place].row for place in pair)
    person = person_in(field, cells)
    if survey.table.match is Match.FIRST:
        what = f"Rows “{one.id}” and “{other.id}” both fit one person, and say different things."
        what += f" “{one.id}” wins, because it stands first."
        fix = f"Say in each row whom it is for, or that “{one.id}” is meant to come first."
    else:
        what = f"Rows “{one.id}” and “{other.id}” both fit, and have different outcomes."
        fix = "Say in each row whom it is for, or that the stronger outcome is meant."
    rest, rows = f"{one.id}:{other.id}", (one.id, other.id)
    more = {"fix": fix, "rows": rows, "person": person}
    weight = Weight.TELLS if _is_guard(one, other) else Weight.ASKS
    return survey.finding("clash", rest, weight, f"{what} One is {person.words}.", **more)


def _is_guard(one: Row, other: Row) -> bool:
    """Whether the row above only keeps people out of what the row below would give."""
    return one.outcome in _NO and other.outcome not in _NO

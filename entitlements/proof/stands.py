"""Whether who cannot be still cannot: no table makes somebody whom facts.yaml rules out.

Every proof leaves those people out. So where a table decides a fact, the rows that
give it a value must not give it to anybody of whom an axiom or an impossibility
says that they cannot have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from entitlements.proof.days import spans
from entitlements.proof.field import Field, field_of
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.ground import Constraint, Ground
from entitlements.proof.person import person_in
from entitlements.proof.side import Side
from entitlements.proof.space import Cells
from entitlements.proof.survey import METHOD
from entitlements.rulebook.model import RuleTable
from entitlements.rulebook.walk import facts_of_row, rows_of

KEPT = "The table makes nobody whom facts.yaml says there cannot be."
FIX = "Mend the row, or what facts.yaml says of who cannot be: proofs leave this person out."


def who_cannot_be(ground: Ground, table: RuleTable, as_at: date) -> Iterator[Finding]:
    """The constraints on the fact that a table decides, and that its own rows break."""
    about = list(_about(ground, table))
    if not about:
        return
    broken: dict[str, Finding] = {}
    for span in spans(ground, table, as_at):
        for day in span.days:
            side = Side(ground, table.authority, day)
            also = sorted({fact for one in about for fact in one.facts})
            people = field_of([side], [side.trees(table)], also=also)
            if people is None:
                continue
            for one in about:
                found = _broken(people, table, one)
                if found is not None:
                    broken.setdefault(one.id, found)
    yield from broken.values()
    if not broken:
        yield _bare(table, "", Shown.PROVED, Weight.TELLS, KEPT)


def _about(ground: Ground, table: RuleTable) -> Iterator[Constraint]:
    """The constraints on the fact that a table decides, and on no fact decided from it."""
    about = [one for one in ground.constraints if table.decides in one.facts]
    tables = ground.book.tables.values() if about else ()
    later = {
        other.decides or ""
        for other in tables
        if any(table.decides in set(facts_of_row(row)) for _, row in rows_of(other))
    }
    yield from (one for one in about if not one.facts & later)


def _broken(people: Field, table: RuleTable, constraint: Constraint) -> Finding | None:
    """The first row that gives its value to somebody who cannot have it."""
    reading, space = people.readings[0], people.space
    assert table.decides is not None
    values = space.axes[space.places[table.decides]].values
    everybody = reading.tree(constraint.tree)[0] & _others(people, table.decides)
    lines, won = reading.side.lines(table), reading.winners(table)
    for line, mine in zip(lines, won, strict=True):
        value: object = line.row.value
        value = value == "true" if value in ("true", "false") else value
        if value in values:
            here = mine & everybody & space.where(table.decides, (values.index(value),))
            if here:
                return _finding(people, table, constraint, line.row.id, here)
    return None


def _others(people: Field, decided: str) -> Cells:
    """Everybody who can be, by all that is said apart from the fact that is decided."""
    reading, found = people.readings[0], people.space.every
    for one in reading.side.ground.constraints:
        if decided not in one.facts and one.facts <= people.space.places.keys():
            found &= ~reading.tree(one.tree)[0]
    return found


def _finding(
    people: Field, table: RuleTable, constraint: Constraint, row: str, here: Cells
) -> Finding:
    person = person_in(replace(people, possible=_others(people, table.decides or "")), here)
    what = f"The row {row} makes somebody whom {constraint.id} rules out: {person.words}."
    held = _bare(table, constraint.id, Shown.DISPROVED, Weight.STOPS, what)
    return replace(held, fix=FIX, rows=(row,), person=person, axioms=(constraint.id,))


def _bare(table: RuleTable, rest: str, shown: Shown, weight: Weight, what: str) -> Finding:
    name = ":".join(part for part in ("law", table.id, "who-cannot-be", rest) if part)
    return Finding(
        *(name, "law", shown, weight, what),
        table=table.id,
        method=METHOD,
    )

"""Laws that every table should keep: more care loses nothing, and an answer settles nothing back.

A law that is broken may be meant, so a finding tells and does not stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from entitlements.proof.direction import Move, Way, moves
from entitlements.proof.field import Field, field_of
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.given import givens
from entitlements.proof.ground import Ground
from entitlements.proof.person import person_in
from entitlements.proof.reading import Reading
from entitlements.proof.side import Change, Side
from entitlements.proof.space import MOST_CELLS, Axis, Cells, Space
from entitlements.proof.survey import METHOD, ONLY_SOME, TOO_MANY
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.model import RuleTable

#: Facts about care that can only be more so after one more day of it.
MORE_CARE = (
    "days_looked_after_since_14",
    "months_in_care_unbroken",
    "thirteen_weeks_since_14",
    "thirteen_weeks_before_16",
    "thirteen_weeks_ending_after_16",
    "looked_after_on_or_after_16",
    "was_eligible_child",
    "eligible_when_last_looked_after",
    "looked_after_at_18",
    "ever_in_care",
)


def more_care(ground: Ground, table: RuleTable, as_at: date) -> Iterator[Finding]:
    """Whether somebody would get less for having been in care longer."""
    side = Side(ground, table.authority, as_at)
    trees = side.trees(table)
    read = {fact for tree in trees for fact in ground.facts_of(tree)}
    facts = [fact for fact in MORE_CARE if fact in read]
    broken = [finding for fact in facts for finding in _less_for_more(side, table, fact)]
    yield from broken
    if facts and not broken:
        yield _bare(table, "more-care", Shown.PROVED, "More time in care never loses anything.")


def _less_for_more(side: Side, table: RuleTable, fact: str) -> Iterator[Finding]:
    numbered = side.ground.slots[fact].fact.type is FactType.NUMBER
    change: Change = (lambda held: held + 1) if numbered else (lambda held: True)
    longer = Side(side.ground, side.authority, side.day, {fact: change})
    only = {} if numbered else {fact: (False,)}
    trees = side.trees(table)
    people = field_of([side, longer], [trees, trees], only=only)
    if people is None or not people.exact:
        why = TOO_MANY if people is None else ONLY_SOME
        yield _bare(table, f"more-care:{fact}", Shown.NOT_ATTEMPTED, why)
        return
    move = next((m for m in _moves(people, table) if m.way is Way.LESS), None)
    if move is not None:
        yield _broken(people, table, fact, move)


def _moves(people: Field, table: RuleTable) -> Iterator[Move]:
    one, other = people.readings
    for before in givens(one, table, people.possible):
        for after in givens(other, table, before.cells):
            yield from moves((one, other), before, after)


def _broken(people: Field, table: RuleTable, fact: str, move: Move) -> Finding:
    person, book = person_in(people, move.cells), people.readings[0].side.ground.book
    label = book.catalogue.facts[fact].label
    what = f"Somebody gets less once this is more so: {label}. One is {person.words}."
    return _bare(
        *(table, f"more-care:{fact}", Shown.DISPROVED, what),
        fix="Check that this is meant.",
        rows=tuple(dict.fromkeys((*move.before.ids, *move.after.ids))),
        person=person,
        axioms=people.axioms,
        before=move.before.words(book),
        after=move.after.words(book),
    )


def answering(ground: Ground, table: RuleTable, as_at: date) -> Iterator[Finding]:
    """Whether what is settled while a fact is not known holds whatever the answer is."""
    side = Side(ground, table.authority, as_at)
    known = field_of([side], [side.trees(table)])
    axes = known.space.axes if known else ()
    space = Space([Axis(axis.name, (*axis.values, None)) for axis in axes])
    if known is None or space.size > MOST_CELLS:
        yield _bare(table, "answering", Shown.NOT_ATTEMPTED, TOO_MANY)
        return
    reading = Reading(side, space)
    for axis in space.axes:
        if any(unsettled(space, axis, held) for held in _settled(reading, table)):
            what = f"An answer changes what was settled without it: {axis.name}."
            yield _bare(table, f"answering:{axis.name}", Shown.DISPROVED, what)
            return
    yield _bare(table, "answering", Shown.PROVED, "An answer never changes what was settled.")


def _settled(reading: Reading, table: RuleTable) -> list[Cells]:
    """Those for whom each outcome is settled."""
    found: dict[object, Cells] = {}
    lines = reading.side.lines(table)
    for line, won in zip(lines, reading.winners(table), strict=True):
        key = (line.row.outcome, line.row.force)
        found[key] = found.get(key, 0) | won
    return list(found.values())


def unsettled(space: Space, axis: Axis, settled: Cells) -> Cells:
    """Those who are settled while a fact is not known, and are not for one of its answers."""
    place, last = space.places[axis.name], len(axis.values) - 1
    open_, found = settled & space.where(axis.name, (last,)), 0
    for number in range(last):
        found |= (open_ >> (space.strides[place] * (last - number))) & ~settled
    return found


def _bare(table: RuleTable, rest: str, shown: Shown, what: str, **more: object) -> Finding:
    values: dict[str, object] = {"weight": Weight.TELLS} | more
    return Finding(
        id=f"law:{table.id}:{rest}",
        kind="law",
        shown=shown,
        what=what,
        table=table.id,
        method=METHOD,
        **values,  # type: ignore[arg-type]
    )

"""Cliffs: the most that anybody can lose in a year through one thing that happens.

Each event is tried on everybody a table can tell apart. Loans are not counted, and
where there is no figure on either side nothing can be counted: no figure is not zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from entitlements.dates import latest_birth_date
from entitlements.money import format_money
from entitlements.plan.leaves import InRange, LeafRef
from entitlements.plan.tree import BORN
from entitlements.proof.direction import totals
from entitlements.proof.events import EVENTS, Event
from entitlements.proof.field import Field, field_of
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.given import GIVES, Given, givens
from entitlements.proof.ground import Ground
from entitlements.proof.person import person_in
from entitlements.proof.pieces import pieces
from entitlements.proof.reading import Reading
from entitlements.proof.side import Side
from entitlements.proof.space import Cells
from entitlements.proof.survey import METHOD, ONLY_SOME, TOO_MANY
from entitlements.proof.yearly import yearly
from entitlements.rulebook.amounts import Kind, Pence
from entitlements.rulebook.model import Outcome, RuleTable

#: The most that one event may take without a reason. Unit: pence a year
MOST_LOST = 100_000
NO_FIGURE = (Outcome.NOT_PUBLISHED, Outcome.UNDECIDED, Outcome.NOT_IN_FORCE)


@dataclass(frozen=True)
class Loss:
    """The most that an event takes from anybody, and from whom. Unit: pence a year."""

    event: Event
    pence: int
    people: Field
    cells: Cells
    before: Given
    after: Given


def cliffs(
    ground: Ground, table: RuleTable, as_at: date, most: int = MOST_LOST
) -> Iterator[Finding]:
    """The events that take more than `most` from anybody, or the proof that none does."""
    if not any(sum_ > most for sum_ in _sums(ground, table, as_at)):
        return
    worst: Loss | None = None
    over, why_not = False, ""
    for event in EVENTS:
        people = _people(ground, table, event, as_at)
        if isinstance(people, str):
            why_not = why_not or people
            continue
        loss = _largest(people, table, event) if people is not None else None
        if loss is not None and loss.pence > most:
            over = True
            yield _cliff(table, loss, most)
        if loss is not None and (worst is None or loss.pence > worst.pence):
            worst = loss
    if why_not:
        yield _bare(table, "not-attempted", Shown.NOT_ATTEMPTED, why_not)
    elif not over:
        yield _none(table, worst, most)


def _sums(ground: Ground, table: RuleTable, as_at: date) -> Iterator[int]:
    """What the rows of a table in force can come to in a year."""
    side = Side(ground, table.authority, as_at)
    people = field_of([side], [side.trees(table)])
    for line in side.lines(table):
        amount = line.row.amount
        if people is not None and amount is not None and line.row.outcome in GIVES:
            for piece in pieces(people.readings[0], amount.value, people.possible):
                if isinstance(piece.value, Pence):
                    yield yearly(amount, piece.value.pence) or 0


def _people(ground: Ground, table: RuleTable, event: Event, as_at: date) -> Field | str | None:
    """Everybody to whom an event can happen; None where the table does not turn on it."""
    side = Side(ground, table.authority, as_at)
    trees = side.trees(table)
    read = {fact for tree in trees for fact in ground.facts_of(tree)}
    if event.birthday is not None:
        if BORN not in read:
            return None
        eve = Side(ground, table.authority, as_at - timedelta(days=1))
        born = latest_birth_date(as_at, event.birthday).toordinal()
        people = field_of([eve, side], [eve.trees(table), trees], only={BORN: (born,)})
    else:
        if read.isdisjoint(event.changes):
            return None
        known = {fact: change for fact, change in event.changes.items() if fact in ground.slots}
        only = {fact: values for fact, values in event.to.items() if fact in ground.slots}
        after = Side(ground, table.authority, as_at, known)
        people = field_of([side, after], [trees, trees], also=only, only=only)
    if people is None:
        return TOO_MANY
    return people if people.exact else ONLY_SOME


def _largest(people: Field, table: RuleTable, event: Event) -> Loss | None:
    one, other = people.readings
    found: Loss | None = None
    everybody = people.possible & _nothing_else(people) if event.birthday else people.possible
    for before in givens(one, table, everybody):
        for worth, here in _worths(one, before, before.cells):
            for after in givens(other, table, here):
                for left, cells in _worths(other, after, after.cells):
                    if worth is None or left is None or not cells:
                        continue
                    if found is None or worth - left > found.pence:
                        found = Loss(event, worth - left, people, cells, before, after)
    return found


def _nothing_else(people: Field) -> Cells:
    """Those for whom no other day comes round on the same birthday: "12 months ago", say."""
    one, other = people.readings
    ground, found = one.side.ground, people.space.every
    asked = {fact.id for fact in ground.book.catalogue.asked()} - {BORN}
    for number, leaf in enumerate(ground.forest.leaves):
        if isinstance(leaf, InRange) and leaf.fact in asked & people.space.places.keys():
            ref = LeafRef(number)
            found &= ~(one.tree(ref)[0] ^ other.tree(ref)[0])
    return found


def _worths(reading: Reading, given: Given, cells: Cells) -> list[tuple[int | None, Cells]]:
    if given.outcome in NO_FIGURE:
        return [(None, cells)]
    counted = tuple(amount for amount in given.amounts if amount.kind is not Kind.LOAN)
    return [(one.pence, one.cells) for one in totals(reading, counted, cells)]


def _cliff(table: RuleTable, loss: Loss, most: int) -> Finding:
    person = person_in(loss.people, loss.cells)
    book = loss.people.readings[0].side.ground.book
    what = f"On {loss.event.title} somebody loses {format_money(loss.pence)} a year."
    return _bare(
        *(table, loss.event.id, Shown.DISPROVED, f"{what} One is {person.words}."),
        weight=Weight.ASKS,
        fix=f"Soften the step, or give a reason: it is more than {format_money(most)}.",
        rows=tuple(dict.fromkeys((*loss.before.ids, *loss.after.ids))),
        person=person,
        axioms=loss.people.axioms,
        before=loss.before.words(book),
        after=loss.after.words(book),
    )


def _none(table: RuleTable, worst: Loss | None, most: int) -> Finding:
    what = f"No single event takes more than {format_money(most)} a year from anybody."
    if worst is not None and worst.pence > 0:
        what += f" The most is {format_money(worst.pence)}, on {worst.event.title}."
    axioms = worst.people.axioms if worst is not None else ()
    return _bare(table, "", Shown.PROVED, what, axioms=axioms)


def _bare(table: RuleTable, rest: str, shown: Shown, what: str, **more: object) -> Finding:
    name = ":".join(part for part in ("cliff", table.id, rest) if part)
    values: dict[str, object] = {"weight": Weight.TELLS} | more
    return Finding(
        id=name,
        kind="cliff",
        shown=shown,
        what=what,
        table=table.id,
        method=METHOD,
        **values,  # type: ignore[arg-type]
    )

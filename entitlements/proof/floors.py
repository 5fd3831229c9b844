"""Floors: whether a council's table gives somebody less than a national one gives them.

What a floor rests on is said each time: law, guidance and a recommendation do not
bind alike. Where no figure is published there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from entitlements.money import format_money
from entitlements.proof.days import Span, days_between, nearest, spans
from entitlements.proof.field import Field, field_of
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.given import GIVES, Given, givens
from entitlements.proof.ground import Ground
from entitlements.proof.person import person_in
from entitlements.proof.pieces import pieces
from entitlements.proof.reading import Reading
from entitlements.proof.side import Side
from entitlements.proof.space import Cells
from entitlements.proof.survey import METHOD, TOO_MANY
from entitlements.proof.yearly import yearly
from entitlements.rulebook.amounts import Pence
from entitlements.rulebook.model import Floor, FloorKind, Outcome, RuleTable

RESTS_ON = {
    FloorKind.LAW: "the law",
    FloorKind.GUIDANCE: "government guidance",
    FloorKind.RECOMMENDATION: "a recommendation",
}
BELOW, NO_FIGURE, NOTHING = "below", "no_figure", "nothing"
FIX = "Raise it, or give a reason: publishing below a floor needs a reason that is printed."


@dataclass(frozen=True)
class Held:
    """A floor, the table held to it, and one of its versions with its days."""

    floor: Floor
    national: RuleTable
    local: RuleTable
    span: Span


@dataclass(frozen=True)
class Shortfall:
    """Some people of whom one thing is found: below the floor, no figure, or nothing given."""

    sort: str
    people: Field
    cells: Cells
    national: Given
    local: Given
    sums: tuple[int, int] = (0, 0)  #: the floor and what is given, in pence a year


def floors(ground: Ground, as_at: date, only: frozenset[str] | None = None) -> Iterator[Finding]:
    """Every floor of a book; `only` those that touch some tables."""
    tables = ground.book.tables
    for floor in ground.book.floors.values():
        for name in floor.local:
            touched = only is None or not only.isdisjoint({name, floor.national})
            if touched and name in tables and floor.national in tables:
                for span in spans(ground, tables[name], as_at):
                    held = Held(floor, tables[floor.national], tables[name], span)
                    yield from _findings(ground, held, as_at)


def _findings(ground: Ground, held: Held, as_at: date) -> Iterator[Finding]:
    found, names_a_sum = dict[str, Shortfall](), False
    for day in _days(ground, held, as_at):
        side = Side(ground, held.local.authority, day)
        people = field_of([side, side], [side.trees(held.national), side.trees(held.local)])
        if people is None or not people.exact:
            yield _bare(held, "not-attempted", Shown.NOT_ATTEMPTED, TOO_MANY)
            return
        names_a_sum = names_a_sum or _names_a_sum(people, held)
        for shortfall in _shortfalls(people, held):
            found.setdefault(shortfall.sort, shortfall)
    for sort in (BELOW, NO_FIGURE, NOTHING):
        if sort in found:
            yield _SAID[sort](held, found[sort])
    if not names_a_sum:
        what = f"The national table names no sum to compare with: {held.floor.title}."
        yield _bare(held, "no-sum", Shown.NOT_ATTEMPTED, what)
    elif not found:
        what = f"Nobody gets less than {RESTS_ON[held.floor.kind]} says: {held.floor.title}."
        yield _bare(held, "", Shown.PROVED, what)


def _days(ground: Ground, held: Held, as_at: date) -> list[date]:
    first, last = held.span.first, held.span.last
    found = {*held.span.days, *days_between(ground, held.national, first, last)}
    starts = (version.effective_from for version in held.national.versions)
    found |= {start for start in starts if start and first < start <= last}
    return nearest(sorted(found | {first}), last, as_at)


def _names_a_sum(people: Field, held: Held) -> bool:
    """Whether the national table gives anybody a fixed sum."""
    reading = people.readings[0]
    return any(
        worth is not None
        for national in givens(reading, held.national, people.possible)
        for worth, _ in _worths(reading, national, national.cells)
    )


def _shortfalls(people: Field, held: Held) -> Iterator[Shortfall]:
    one, other = people.readings
    for national in givens(one, held.national, people.possible):
        if national.outcome not in (Outcome.ENTITLED, Outcome.MAY_GET):
            continue
        for worth, here in _worths(one, national, national.cells):
            for local in givens(other, held.local, here):
                if local.outcome is not Outcome.ELSEWHERE and worth is not None:
                    yield from _held_to(other, people, worth, national, local)


def _worths(reading: Reading, given: Given, cells: Cells) -> Iterator[tuple[int | None, Cells]]:
    """What a national table gives in a year, by people; None where it is no fixed sum."""
    for amount in given.amounts[:1]:
        for piece in pieces(reading, amount.value, cells):
            fixed = isinstance(piece.value, Pence)
            yield (yearly(amount, piece.value.pence) if fixed else None), piece.cells  # type: ignore[union-attr]


def _held_to(
    reading: Reading, people: Field, floor: int, national: Given, local: Given
) -> Iterator[Shortfall]:
    if local.outcome is Outcome.NOT_PUBLISHED or (local.outcome in GIVES and not local.amounts):
        yield Shortfall(NO_FIGURE, people, local.cells, national, local)
    elif local.outcome not in GIVES:
        yield Shortfall(NOTHING, people, local.cells, national, local)
    else:
        for worth, here in _worths(reading, local, local.cells):
            if worth is None:
                yield Shortfall(NO_FIGURE, people, here, national, local)
            elif worth < floor:
                yield Shortfall(BELOW, people, here, national, local, (floor, worth))


def _below(held: Held, found: Shortfall) -> Finding:
    floor, given = map(format_money, found.sums)
    what = f"Below {RESTS_ON[held.floor.kind]}: {given} where {held.floor.title} is {floor}."
    weight = Weight.TELLS if held.floor.kind is FloorKind.RECOMMENDATION else Weight.ASKS
    return _with_person(held, found, weight, what, FIX)


def _no_figure(held: Held, found: Shortfall) -> Finding:
    what = f"There is no figure to compare with {RESTS_ON[held.floor.kind]}: {held.floor.title}."
    return _with_person(held, found, Weight.TELLS, what, "Publish the sum.")


def _nothing(held: Held, found: Shortfall) -> Finding:
    rests_on = RESTS_ON[held.floor.kind]
    what = f"This table gives nothing to some of those {rests_on} is for: {held.floor.title}."
    return _with_person(
        held, found, Weight.TELLS, what, "Check that they are sent to the right table."
    )


_SAID = {BELOW: _below, NO_FIGURE: _no_figure, NOTHING: _nothing}


def _with_person(held: Held, found: Shortfall, weight: Weight, what: str, fix: str) -> Finding:
    person = person_in(found.people, found.cells)
    shown = Shown.NOT_ATTEMPTED if found.sort == NO_FIGURE else Shown.DISPROVED
    book = found.people.readings[0].side.ground.book
    return _bare(
        *(held, found.sort, shown, f"{what} One is {person.words}."),
        weight=weight,
        fix=fix,
        person=person,
        rows=found.local.ids,
        axioms=found.people.axioms,
        before=found.national.words(book),
        after=found.local.words(book),
    )


def _bare(held: Held, rest: str, shown: Shown, what: str, **more: object) -> Finding:
    when = "" if held.local.dated_by else held.span.first.isoformat()
    name = ":".join(part for part in ("floor", held.local.id, when, held.floor.id, rest) if part)
    values: dict[str, object] = {"weight": Weight.TELLS} | more
    return Finding(
        id=name,
        kind="floor",
        shown=shown,
        what=what,
        table=held.local.id,
        version=when,
        days=(held.span.first, held.span.last),
        method=METHOD,
        **values,  # type: ignore[arg-type]
    )

"""For every hidden cell of a whole report, other people would print the very same report.

A council is changed in one respect, of one person or of all who are alike, and then in
another, until all that is printed is as it was and the hidden number is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import date
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from entitlements.board import Kind, State, Young, as_rows, board_report
from tests.entitlements.board.people import (
    ADULT,
    AS_AT,
    BURSARY,
    CTF,
    CTF_NO_BALANCE,
    JUNIOR_ISA,
    SETTING_UP,
    paid,
    unclaimed,
)

AUGUST, NOVEMBER = date(2026, 8, 1), date(2026, 11, 1)

SUMS = ((SETTING_UP, 100), (SETTING_UP, 250), (SETTING_UP, None), (BURSARY, 200))
STEPS = tuple(paid(what, amount, on) for what, amount in SUMS for on in (AUGUST, NOVEMBER))
#: What one person can be in each respect.
RESPECTS: dict[str, tuple[object, ...]] = {
    "status": (None, "former_relevant"),
    "savings": ((), (CTF,), (CTF_NO_BALANCE,), (JUNIOR_ISA,), (CTF_NO_BALANCE, JUNIOR_ISA)),
    "checked_savings": (False, True),
    "born": (None, ADULT, date(2008, 12, 1), date(2009, 3, 1), date(2010, 1, 1)),
    "at_18": ((), ("savings",), ("savings", "letter")),
    "awards": ((), *((step,) for step in STEPS), (STEPS[0], STEPS[1]), (STEPS[0], STEPS[6])),
    "unclaimed": ((), (unclaimed(SETTING_UP),), (unclaimed(BURSARY),)),
}
assert set(RESPECTS) == {field.name for field in fields(Young)}
#: The months in which people drawn here turn 18: each of the others is as any of these.
MONTHS = ("December 2026", "March 2027")

#: What the numbers of some tables depend on.
RESPECTS_OF = {
    ("savings", "balances", "kinds"): ("savings", "checked_savings"),
    ("turning_18", "months", "due_at_18"): ("born", "at_18"),
    ("payments", "sums_paid"): ("awards",),
    ("unclaimed",): ("unclaimed", "awards", "status"),
}

Cells = dict[tuple[str, str, int], int | None]


@st.composite
def councils(draw: st.DrawFn) -> list[Young]:
    """A few heaps of people who are alike, so that some numbers are small and some are not."""
    young: list[Young] = []
    for _ in range(draw(st.integers(1, 4))):
        one = Young(**{name: draw(st.sampled_from(of)) for name, of in RESPECTS.items()})  # type: ignore[arg-type]
        young += [one] * draw(st.integers(1, 9))
    return young


def printed(young: Sequence[Young]) -> list[object]:
    report = board_report(young, AS_AT, quarters=2)
    return [(as_rows(table), table.note) for table in report.tables]


def numbers(young: Sequence[Young]) -> Cells:
    """The true numbers, as nobody outside the council ever sees them."""
    return {
        (table.id, row.label, place): cell.value
        for table in board_report(young, AS_AT, quarters=2, threshold=0).tables
        for row in table.rows
        for place, cell in enumerate(row.cells)
    }


def hidden(young: Sequence[Young]) -> set[tuple[str, str, int]]:
    return {
        (table.id, row.label, place)
        for table in board_report(young, AS_AT, quarters=2).tables
        for row in table.rows
        for place, cell in enumerate(row.cells)
        if cell.state is State.SUPPRESSED and (table.id != "months" or row.label in MONTHS)
    }


def changes(young: Sequence[Young], respects: Sequence[str]) -> Iterator[list[Young]]:
    """Councils that differ in one respect: of one person, of all who are alike, or by one."""
    alike = {one: place for place, one in enumerate(young)}
    for place in alike.values():
        yield [*young, young[place]]
        yield [*young[:place], *young[place + 1 :]]
    if "awards" in respects:
        yield from handed_over(young)
    for respect, place in product(respects, alike.values()):
        for value in others_of(young[place], respect):
            other = replace(young[place], **{respect: value})  # type: ignore[arg-type]
            yield [*young[:place], other, *young[place + 1 :]]
            if respect != "awards":
                yield [other if each == young[place] else each for each in young]


def handed_over(young: Sequence[Young]) -> Iterator[list[Young]]:
    """Councils in which what was paid to one person was paid to another."""
    last = {one: place for place, one in enumerate(young)}
    first = {one: len(young) - 1 - place for place, one in enumerate(reversed(young))}
    for giver, taker in product(last.values(), first.values()):
        if giver != taker and young[giver].awards:
            other = list(young)
            other[taker] = replace(young[taker], awards=young[taker].awards + young[giver].awards)
            other[giver] = replace(young[giver], awards=())
            yield other


def others_of(one: Young, respect: str) -> Iterator[object]:
    """What somebody could be instead: with awards, one more, one less, or one other."""
    if respect != "awards":
        yield from RESPECTS[respect]
        return
    yield from ((*one.awards, step) for step in STEPS)
    for place in range(len(one.awards)):
        rest = (*one.awards[:place], *one.awards[place + 1 :])
        yield from (rest, *((*rest, step) for step in STEPS))


def other_councils(young: Sequence[Young], respects: Sequence[str]) -> Iterator[list[Young]]:
    """Councils one change away, and then two."""
    first = list(changes(young, respects))
    yield from first
    for changed in first:
        yield from changes(changed, respects)


@settings(max_examples=15, deadline=None)
@given(councils())
def test_every_hidden_number_could_be_another(young: list[Young]) -> None:
    told, true, to_find = printed(young), numbers(young), hidden(young)
    for tables, respects in RESPECTS_OF.items():
        left = {cell for cell in to_find if cell[0] in tables}
        for other in other_councils(young, respects):
            if not left:
                break
            if printed(other) == told:
                others = numbers(other)
                left = {cell for cell in left if others.get(cell, 0) == true[cell]}
        assert not left


@settings(max_examples=60, deadline=None)
@given(councils())
def test_what_is_printed_is_true_and_never_small(young: list[Young]) -> None:
    true = numbers(young)
    for table in board_report(young, AS_AT, quarters=2).tables:
        for row in table.rows:
            for place, cell in enumerate(row.cells):
                if cell.state is State.SHOWN:
                    assert cell.value == true[table.id, row.label, place]
                    assert cell.kind is not Kind.COUNT or not 0 < (cell.value or 0) < 6
                else:
                    assert cell.value is None

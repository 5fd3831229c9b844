"""Faults sown in every shipped table: each is found, or proved to change nothing."""

from __future__ import annotations

from functools import cache
from itertools import islice
from random import Random

import pytest

from entitlements.evaluate import Engine
from entitlements.proof.compare import Comparison
from entitlements.proof.differing import differing
from entitlements.proof.field import field_of
from entitlements.proof.finding import Finding, Shown
from entitlements.proof.ground import Ground
from entitlements.proof.person import facts_of
from entitlements.proof.side import Side
from entitlements.rulebook.model import RuleBook
from tests.entitlements.proof.faults import FAULTS, Fault, sown
from tests.entitlements.proof.shown import decided, what
from tests.entitlements.tiny import TODAY
from tests.oracle import NotKnown, Oracle
from tests.rulebooks import shipped, shipped_engine


@cache
def ground() -> Ground:
    return Ground(shipped())


def found_in(after: RuleBook, name: str) -> list[Finding]:
    """What the comparison with the shipped book says of a table."""
    grounds, engines = (ground(), Ground(after)), (shipped_engine(), Engine(after))
    touched = differing(shipped(), after)
    comparison = Comparison(grounds, engines, TODAY, {name: touched[name]})
    return list(comparison.findings())


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
@pytest.mark.parametrize("name", sorted(shipped().tables))
def test_a_sown_fault_is_found_or_proved_to_change_nothing(name: str, fault: Fault) -> None:
    after = sown(shipped(), shipped().tables[name], fault, TODAY)
    if after is None:
        return  # a table without rows, or without an edge to move
    found = found_in(after, name)
    moved = [finding for finding in found if finding.shown is Shown.DISPROVED]
    if moved:
        assert all(finding.person is not None for finding in moved)
        return
    assert [finding.shown for finding in found] == [Shown.PROVED]
    for one, other in _both(after, name):
        assert one == other


def _both(after: RuleBook, name: str) -> list[tuple[object, object]]:
    """What people from all over a table get before and after, read a second time."""
    table, both = shipped().tables[name], list[tuple[object, object]]()
    sides = [Side(g, table.authority, TODAY) for g in (ground(), Ground(after))]
    trees = [side.trees(t) for side, t in zip(sides, (table, after.tables[name]), strict=True)]
    people = field_of(sides, trees)
    assert people is not None
    for values in islice(people.space.several(people.possible, 40), 40):
        facts = facts_of(values, sides[0])
        try:
            oracles = [Oracle(book, facts, TODAY).decide(name) for book in (shipped(), after)]
        except NotKnown:
            continue
        both.append(tuple((o, [(r.force, r.amount) for r in rows]) for o, rows in oracles))  # type: ignore[arg-type]
    return both


SOME = sorted(Random("some tables").sample(sorted(shipped().tables), 25))


@pytest.mark.parametrize("name", SOME)
def test_whoever_is_said_to_move_really_does(name: str) -> None:
    after = sown(shipped(), shipped().tables[name], FAULTS[0], TODAY)
    if after is None:
        return
    for finding in found_in(after, name):
        if finding.person is not None and not finding.id.endswith(":words"):
            one, other = decided(finding, shipped_engine()), decided(finding, after)
            assert what(one) != what(other), finding.id
            won = {row.id for row in (*one.rows, *one.open_rows, *other.rows)}
            assert set(finding.rows) & won

"""The shipped book proved: nothing stops it, and the people of its clashes are real."""

from __future__ import annotations

import pytest

from entitlements.evaluate import evaluate
from entitlements.plan.sums import truth
from entitlements.proof.clashes import clashes
from entitlements.proof.dead import dead_rows
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.gaps import gaps
from entitlements.proof.ground import Ground
from entitlements.proof.survey import surveys
from tests.entitlements.tiny import TODAY
from tests.rulebooks import shipped, shipped_engine


@pytest.fixture(scope="module")
def standing() -> list[Finding]:
    ground, found = Ground(shipped()), list[Finding]()
    for table in shipped().tables.values():
        for survey in surveys(ground, table, TODAY):
            found += [*gaps(survey), *clashes(survey), *dead_rows(survey)]
    return found


def test_nothing_stops_the_shipped_book(standing: list[Finding]) -> None:
    assert [f.what for f in standing if f.weight is Weight.STOPS] == []
    assert {f.shown for f in standing if f.kind == "dead_row"} == {Shown.PROVED}


def test_both_rows_of_every_clash_hold_for_its_person(standing: list[Finding]) -> None:
    engine = shipped_engine()
    for found in standing:
        if found.kind != "clash" or found.person is None or found.person.as_at != TODAY:
            continue
        evaluation = evaluate(engine, found.person.facts, TODAY)
        planned = evaluation.plan.by_id[found.table]
        held = {
            row.row.id: truth(tree, evaluation.leaves)
            for row, tree in zip(planned.rows, planned.trees, strict=True)
        }
        assert [held[name] for name in found.rows] == [3, 3], found.id
        assert evaluation[found.table].row.id == found.rows[0]  # type: ignore[union-attr]

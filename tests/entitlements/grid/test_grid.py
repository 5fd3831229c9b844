"""Grids: a version as columns and cells, and back, with nothing lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from entitlements.grid import Column, ColumnKind, Grid, fact_column, grid_of, version_of
from entitlements.grid.grid import parts_of
from entitlements.rulebook.conditions import Condition, IsTrue
from entitlements.rulebook.conditions import Test as FactTest
from entitlements.rulebook.model import Outcome, Version
from entitlements.rulebook.read_tables import TABLE
from tests.entitlements.rulebook.at_random import of
from tests.entitlements.rulebook.conditions_at_random import BOOK
from tests.rulebooks import shipped

NAMES = sorted(shipped().tables)
BURSARY = shipped().tables["england/higher-education-bursary"].versions[0]


def changed(grid: Grid, row: str, column: str, text: str) -> Grid:
    """The grid with one cell typed over."""
    place = grid.place(column)

    def over(cells: tuple[str, ...]) -> tuple[str, ...]:
        return (*cells[:place], text, *cells[place + 1 :])

    if row == "otherwise":
        return replace(grid, otherwise=over(grid.otherwise))
    rows = tuple(over(cells) if cells[0] == row else cells for cells in grid.rows)
    return replace(grid, rows=rows)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("whole", [False, True])
def test_every_shipped_version_is_read_back_from_its_grid(name: str, whole: bool) -> None:
    for version in shipped().tables[name].versions:
        found, problems = version_of(grid_of(version, shipped(), whole), version, shipped())

        assert not problems
        assert found == version


def unordered(condition: Condition) -> set[Condition]:
    return set(parts_of(condition))


@pytest.mark.parametrize("name", NAMES)
def test_a_whole_grid_says_all_there_is_of_its_rows(name: str) -> None:
    for version in shipped().tables[name].versions:
        grid = grid_of(version, shipped(), whole=True)
        found, problems = version_of(grid, replace(version, rows=(), otherwise=None), shipped())

        assert not problems
        assert found is not None
        assert found.otherwise == version.otherwise
        for new, old in zip(found.rows, version.rows, strict=True):
            assert replace(new, when=old.when) == old
            assert unordered(new.when) == unordered(old.when)


VERSIONS = of(TABLE.keys["versions"].shape.item)  # type: ignore[attr-defined]


@settings(
    max_examples=15,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(VERSIONS)
def test_any_version_is_read_back_from_its_grid(version: Version) -> None:
    rows = tuple({row.id: row for row in version.rows}.values())
    version = replace(version, rows=rows)
    found, problems = version_of(grid_of(version, BOOK, whole=True), version, BOOK)

    assert not problems
    assert found == version


def test_facts_stand_in_the_order_in_which_rows_first_test_them() -> None:
    columns = grid_of(BURSARY, shipped()).columns

    assert [column.name for column in columns] == [
        *("id", "leaving_care_status", "doing", "course_level", "course_academic_years"),
        *("course_in_pathway_plan", "age", "also"),
        *("outcome", "force", "amount", "says", "source"),
    ]
    assert columns[1].heading == "your care leaver status [leaving_care_status]"


def test_a_cell_typed_over_changes_that_test_and_nothing_else() -> None:
    grid = changed(grid_of(BURSARY, shipped()), "began-at-25-or-later", "age", "26 or over")
    found, problems = version_of(grid, BURSARY, shipped())

    assert not problems
    assert found is not None
    assert found.rows[:2] == BURSARY.rows[:2]
    assert found.examples == BURSARY.examples
    assert replace(found.rows[2], when=BURSARY.rows[2].when) == BURSARY.rows[2]
    assert grid_of(found, shipped()) == grid


def test_what_the_grid_does_not_show_is_kept_row_by_row() -> None:
    grid = grid_of(BURSARY, shipped())
    turned = replace(grid, rows=grid.rows[::-1])
    found, _ = version_of(turned, BURSARY, shipped())

    assert grid.place("evidence") < 0
    assert found is not None
    assert found.rows == BURSARY.rows[::-1]


def test_a_new_column_tests_another_fact() -> None:
    grid = grid_of(BURSARY, shipped())
    columns = (*grid.columns, fact_column("pregnant", shipped()))
    rows = ((*grid.rows[0], "yes"), *grid.rows[1:])
    found, problems = version_of(replace(grid, columns=columns, rows=rows), BURSARY, shipped())

    assert not problems
    assert found is not None
    assert parts_of(found.rows[0].when)[-1] == FactTest("pregnant", IsTrue(True))


def test_a_new_row_is_read_from_its_cells_alone() -> None:
    grid = grid_of(BURSARY, shipped())
    copy = ("mature", *grid.rows[2][1:])
    found, problems = version_of(replace(grid, rows=(*grid.rows, copy)), BURSARY, shipped())

    assert not problems
    assert found is not None
    assert found.rows[3].id == "mature"
    assert found.rows[3].outcome is Outcome.MAY_GET


def test_every_bad_cell_is_named_at_once() -> None:
    grid = grid_of(BURSARY, shipped())
    for row, column, text in [
        ("on-the-course", "leaving_care_status", "former relevent"),
        ("on-the-course", "amount", "lots"),
        ("not-in-plan-yet", "also", "any of [age: under x]\nhello"),
        ("began-at-25-or-later", "outcome", "entitld"),
        ("began-at-25-or-later", "says", ""),
        ("otherwise", "age", "under 18"),
    ]:
        grid = changed(grid, row, column, text)
    found, problems = version_of(grid, BURSARY, shipped())

    assert found is None
    assert [p.place for p in problems] == [
        "row on-the-course, column your care leaver status",
        "row on-the-course, column amount",
        "row not-in-plan-yet, column also",
        "row not-in-plan-yet, column also",
        "row began-at-25-or-later, column outcome",
        "row began-at-25-or-later, column says",
        "row otherwise, column age",
    ]
    assert "Did you mean 'former relevant'?" in problems[0].fix
    assert "Did you mean 'entitled'?" in problems[4].fix


@pytest.mark.parametrize(
    ("row", "column", "text", "said"),
    [
        ("on-the-course", "force", "", "does not say how binding"),
        ("on-the-course", "source", "", "has no source"),
        ("on-the-course", "outcome", "elsewhere", "does not say who pays"),
        ("on-the-course", "id", "", "This row has no id."),
        ("on-the-course", "id", "On The Course", "is not an id"),
        ("on-the-course", "id", "not-in-plan-yet", "2 rows have this id."),
    ],
)
def test_a_row_is_held_to_what_the_rule_language_asks(
    row: str, column: str, text: str, said: str
) -> None:
    grid = changed(grid_of(BURSARY, shipped()), row, column, text)
    found, problems = version_of(grid, BURSARY, shipped())

    assert found is None
    assert said in " ".join(problem.what for problem in problems)


def test_a_grid_needs_its_columns_once_each() -> None:
    grid = grid_of(BURSARY, shipped())
    twice = replace(grid, columns=(*grid.columns, grid.columns[1]))
    unknown = replace(grid, columns=(*grid.columns, Column(ColumnKind.FACT, "moon", "moon")))
    without = Grid((grid.columns[0],), (("a",),))
    wide = replace(grid, rows=((*grid.rows[0], "more"),))

    assert version_of(twice, BURSARY, shipped())[1][0].what == "This column is here twice."
    assert version_of(without, BURSARY, shipped())[1][0].what == "There is no column 'outcome'."
    assert "beyond the last column" in version_of(wide, BURSARY, shipped())[1][0].what
    filled = replace(unknown, rows=((*grid.rows[0], "full"),))
    assert "There is no fact 'moon'" in version_of(filled, BURSARY, shipped())[1][0].what


def test_a_grid_has_a_limit() -> None:
    grid = grid_of(BURSARY, shipped())
    found, problems = version_of(replace(grid, rows=grid.rows * 4_000), BURSARY, shipped())

    assert found is None
    assert problems[0].what == "This grid has 12,000 rows."


def test_a_pending_version_needs_no_otherwise() -> None:
    version = shipped().tables["england/maintenance-grant-2028"].versions[0]
    found, problems = version_of(grid_of(version, shipped()), version, shipped())

    assert not problems
    assert found == version

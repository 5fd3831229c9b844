"""Laws of the redline, for any table: nothing missed, nothing made up, the same both ways."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from entitlements.redline import Place, redline, table_redline
from entitlements.rulebook import conditions
from entitlements.rulebook.amounts import Amount, Pence
from entitlements.rulebook.catalogue import Catalogue
from entitlements.rulebook.conditions import AllOf, Between, Literal
from entitlements.rulebook.model import Outcome, Row, RuleBook, RuleTable, Version
from entitlements.rulebook.read_tables import RowShape
from tests.changed_books import raised_books
from tests.entitlements.rulebook.at_random import of
from tests.entitlements.rulebook.conditions_at_random import CATALOGUE
from tests.entitlements.small_book import rule, small_book
from tests.rulebooks import shipped

QUIET = {
    "derandomize": True,
    "deadline": None,
    "phases": [Phase.explicit, Phase.generate],  # shrinking a whole table takes minutes
    "suppress_health_check": list(HealthCheck),
}
MANY = settings(max_examples=15, **QUIET)
BOOK = RuleBook(CATALOGUE, {}, {}, {}, "")
ADULT = conditions.Test("age", Between(Literal(18), Literal(97), type="number"))
SMALL = small_book(rule("{home: flat}")).tables["england/thing"]


@st.composite
def tables(draw: st.DrawFn) -> RuleTable:
    """A table of two versions, with any rows."""
    days = (date(2020, 1, 1), date(2026, 4, 1))
    versions = [replace(SMALL.versions[0], effective_from=day, rows=draw(rows())) for day in days]
    return replace(SMALL, versions=tuple(versions))


def rows() -> st.SearchStrategy[tuple[Row, ...]]:
    """One to four rows; each has an id of its own."""
    return st.lists(of(RowShape()), min_size=1, max_size=4, unique_by=lambda row: row.id).map(tuple)


def places(before: RuleTable, after: RuleTable) -> set[Place]:
    return {one.place for one in table_redline(before, after, BOOK)}


@MANY
@given(tables())
def test_a_table_does_not_differ_from_itself(table: RuleTable) -> None:
    assert table_redline(table, table, BOOK) == ()


def test_a_book_does_not_differ_from_itself() -> None:
    assert redline(shipped(), shipped()) == ()


@MANY
@given(tables(), tables())
def test_any_rows_differ_in_the_same_places_both_ways(one: RuleTable, other: RuleTable) -> None:
    there = places(one, other)

    assert there == places(other, one)
    assert there or one == other


def test_two_books_differ_in_the_same_places_both_ways() -> None:
    before, after = raised_books()

    there = {one.place for one in redline(before, after)}

    assert there == {one.place for one in redline(after, before)}


@MANY
@given(tables(), st.data())
def test_one_changed_cell_of_a_row_is_named(table: RuleTable, data: st.DataObject) -> None:
    numbered = [(n, m) for n, v in enumerate(table.versions) for m in range(len(v.rows))]
    at, row_at = data.draw(st.sampled_from(numbered))
    version = table.versions[at]
    row = version.rows[row_at]
    column, changed = data.draw(st.sampled_from(changes_of(row)))
    after = with_row(table, at, row_at, changed)

    found = table_redline(table, after, BOOK)

    assert [one.place.column for one in found] == [column]
    assert found[0].place.row == row.id
    assert found[0].place.version == first_day(version)
    assert found[0].says.startswith(f"Row “{row.id}”: ")


def changes_of(row: Row) -> list[tuple[str, Row]]:
    """A row with one thing changed, by the column it is in."""
    turned = Outcome.ENTITLED if row.outcome is not Outcome.ENTITLED else Outcome.MAY_GET
    return [
        ("outcome", replace(row, outcome=turned)),
        ("says", replace(row, says=f"{row.says} And more.")),
        ("amount", replace(row, amount=Amount(Pence(10**9 + 1)))),
        ("evidence", replace(row, evidence=(*row.evidence, "a letter from nobody"))),
        ("age", replace(row, when=AllOf((row.when, ADULT)))),
    ]


def with_row(table: RuleTable, version_at: int, row_at: int, row: Row) -> RuleTable:
    version = table.versions[version_at]
    rows = (*version.rows[:row_at], row, *version.rows[row_at + 1 :])
    return with_version(table, version_at, replace(version, rows=rows))


def with_version(table: RuleTable, at: int, version: Version) -> RuleTable:
    return replace(table, versions=(*table.versions[:at], version, *table.versions[at + 1 :]))


def first_day(version: Version) -> str:
    return version.effective_from.isoformat() if version.effective_from else "pending"


@MANY
@given(tables())
def test_a_row_that_is_taken_out_is_named(table: RuleTable) -> None:
    version = table.versions[0]
    after = with_version(table, 0, replace(version, rows=version.rows[1:]))

    named = {one.row for one in places(table, after)}

    assert version.rows[0].id in named


@MANY
@given(tables(), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_that_moves_is_named_first(table: RuleTable, day: date) -> None:
    version = table.versions[0]
    assume(day != version.effective_to)
    after = with_version(table, 0, replace(version, effective_to=day, says="Otherwise worded."))

    found = table_redline(table, after, BOOK)

    assert found[0].place.column == "effective_to"


def test_a_shipped_table_that_is_new_or_gone_is_told_row_by_row() -> None:
    with_it, name = shipped(), "dorset/setting-up-home"
    without = replace(with_it, tables={k: t for k, t in with_it.tables.items() if k != name})
    new, gone = redline(without, with_it), redline(with_it, without)

    assert {one.place for one in new} == {one.place for one in gone}
    assert "The rule table “Setting up home money” is taken out." in [one.says for one in gone]
    assert {"moving", "otherwise"} <= {one.place.row for one in new}


def test_a_book_without_facts_differs_from_one_with_them() -> None:
    found = redline(replace(BOOK, catalogue=Catalogue()), BOOK)

    assert {one.place.row for one in found if one.place.of == "facts"} == set(CATALOGUE.facts)

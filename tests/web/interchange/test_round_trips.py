"""What is taken out and brought back in is the same table, in all three formats."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from entitlements.rulebook.model import RuleTable
from entitlements.rulebook.read_tables import TABLE
from tests.entitlements.rulebook.at_random import of
from tests.entitlements.rulebook.conditions_at_random import BOOK
from tests.rulebooks import shipped
from web.interchange import export_csv, export_dmn, export_xlsx, import_sheet

NAMES = sorted(shipped().tables)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("kind", "export"), [("xlsx", export_xlsx), ("dmn", export_dmn)])
def test_every_shipped_table_comes_back_whole(name: str, kind: str, export: object) -> None:
    table = shipped().tables[name]
    assert callable(export)
    found = import_sheet(f"{name}.{kind}", export(table, None, shipped()), table, shipped())

    assert not found.problems
    assert found.table == table
    assert found.versions == table.versions


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_version_comes_back_from_plain_text(name: str) -> None:
    table = shipped().tables[name]
    for version in table.versions:
        text = export_csv(table, version, shipped())
        found = import_sheet("rows.csv", text, table, shipped(), version)

        assert not found.problems
        assert found.version == version
        assert found.table == table


@pytest.mark.parametrize(("kind", "export"), [("xlsx", export_xlsx), ("dmn", export_dmn)])
def test_one_version_comes_back_into_its_own_place(kind: str, export: object) -> None:
    table = shipped().tables["dorset/setting-up-home"]
    assert callable(export)
    data = export(table, table.versions[0], shipped())
    blank = replace(table, versions=(replace(table.versions[0], examples=()), table.versions[1]))
    found = import_sheet(f"a.{kind}", data, blank, shipped())

    assert found.version == table.versions[0]
    assert found.table == table


def distinct(table: RuleTable) -> RuleTable:
    """The table with each row id once: the checks ask for that, not the reader."""
    versions = tuple(
        replace(version, rows=tuple({row.id: row for row in version.rows}.values()))
        for version in table.versions
    )
    return replace(table, versions=versions)


@pytest.mark.parametrize(("kind", "export"), [("xlsx", export_xlsx), ("dmn", export_dmn)])
@settings(
    max_examples=12,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(drawn=of(TABLE))
def test_any_table_comes_back_whole(kind: str, export: object, drawn: RuleTable) -> None:
    table = distinct(drawn)
    assert callable(export)
    found = import_sheet(f"a.{kind}", export(table, None, BOOK), table, BOOK)

    assert not found.problems
    assert found.table == table

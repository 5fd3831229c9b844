"""The shipped rule book: each table reads, is clean, and its worked examples come out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import pytest

from entitlements.checks import check_book
from entitlements.examples import run_table
from entitlements.problems import Problem
from entitlements.rulebook.model import RuleTable, Status
from entitlements.rulebook.read import read_files
from tests.rulebooks import shipped, shipped_engine, shipped_files

TABLES = sorted(shipped().tables)
#: From the 14th birthday of somebody who is 26 in 2020, to the 26th of somebody now 14.
FIRST_DAY, LAST_DAY = date(2008, 1, 1), date(2039, 1, 1)


@cache
def problems() -> tuple[Problem, ...]:
    return tuple(check_book(shipped()))


def test_every_file_is_read_without_a_problem() -> None:
    _, found = read_files(shipped_files())

    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("place", ["facts.yaml", "sources.yaml", "parameters.yaml"])
def test_what_tables_share_is_clean(place: str) -> None:
    found = [str(problem) for problem in problems() if problem.place == place]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_clean_and_every_row_has_an_example(name: str) -> None:
    place = shipped().tables[name].place
    found = [str(problem) for problem in problems() if problem.place == place]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", TABLES)
def test_the_worked_examples_of_a_table_come_out(name: str) -> None:
    found = list(run_table(shipped_engine(), shipped().tables[name]))

    assert not found, "\n".join(map(str, found))


@pytest.mark.parametrize("name", TABLES)
def test_every_day_from_14_to_26_has_one_version_or_a_stated_gap(name: str) -> None:
    table = shipped().tables[name]
    held = [[v for v in table.versions if v.in_force(day)] for day in _days(table)]

    assert all(len(versions) <= 1 for versions in held)
    for one, other in pairwise(held):
        if one and not other:  # nothing follows: an end, or a gap that says why it is there
            later = table.versions[table.versions.index(one[0]) + 1 :]
            stated = one[0].dates_note or any(version.dates_note for version in later[:1])
            assert stated or not any(v.status is Status.IN_FORCE for v in later)


def _days(table: RuleTable) -> list[date]:
    """A day in every stretch of time that the versions of a table can tell apart."""
    ends = {day for v in table.versions for day in (v.effective_from, v.effective_to) if day}
    return sorted({FIRST_DAY, LAST_DAY, *ends, *(day - timedelta(days=1) for day in ends)})

"""Gaps in tiny books: people, days and values that nothing answers for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entitlements.proof.finding import Shown, Weight
from entitlements.rulebook.model import Outcome
from tests.entitlements.proof.faults import with_table
from tests.entitlements.proof.shown import decided, of_rows, open_
from tests.entitlements.tiny import tiny_book


def test_a_version_that_leaves_somebody_out_stops() -> None:
    """
    facts:
      date_of_birth: date
      home: [flat, custody]
    tables:
      help:
        - {when: {home: flat, age: {from: 18}}}
    """
    tiny = tiny_book(test_a_version_that_leaves_somebody_out_stops.__doc__)
    table = tiny.book.tables["england/help"]
    version = replace(table.versions[0], otherwise=None)
    (found,) = open_(of_rows(with_table(tiny.book, replace(table, versions=(version,)))))
    assert (found.kind, found.weight) == ("gap", Weight.STOPS)
    assert found.person is not None
    assert found.person.facts["home"] == "custody" or found.person.words.startswith("17")


def test_a_rate_that_nobody_published_leaves_people_open() -> None:
    """
    facts:
      pay: money
    parameters:
      floor: {2030-01-01: "£10.00"}
    tables:
      help:
        - {when: {pay: {under: {parameter: floor}}}}
    """
    tiny = tiny_book(test_a_rate_that_nobody_published_leaves_people_open.__doc__)
    (found,) = open_(of_rows(tiny.book))
    assert (found.weight, found.rows) == (Weight.TELLS, ("row-1",))
    assert decided(found, tiny.book).outcome is Outcome.UNDECIDED


def test_days_between_two_versions_are_a_gap_unless_it_is_stated() -> None:
    """
    facts:
      started: date
    tables:
      help:
        dated_by: started
        versions:
          - {effective_from: 2018-08-01, effective_to: 2020-08-01, rows: [{}]}
          - {effective_from: 2021-08-01, rows: [{outcome: may_get}]}
    """
    case = test_days_between_two_versions_are_a_gap_unless_it_is_stated
    tiny = tiny_book(case.__doc__)
    (found,) = [f for f in of_rows(tiny.book) if f.weight is Weight.STOPS]
    assert found.days == (date(2020, 8, 1), date(2021, 8, 1))
    assert decided(found, tiny.book).outcome is Outcome.NOT_IN_FORCE
    table = tiny.book.tables["england/help"]
    stated = replace(table.versions[1], dates_note="There was no scheme in that year.")
    noted = replace(table, versions=(table.versions[0], stated))
    weights = {
        f.weight for f in of_rows(with_table(tiny.book, noted)) if f.shown is not Shown.PROVED
    }
    assert weights == {Weight.TELLS}


def test_a_row_that_gives_no_value_leaves_the_fact_open() -> None:
    """
    facts:
      work: yes_no
    derived:
      counts: {type: yes_no, from: {table: england/help}}
    tables:
      help:
        decides: counts
        rows:
          - {when: {work: true}}
        otherwise: {value: "false"}
    """
    tiny = tiny_book(test_a_row_that_gives_no_value_leaves_the_fact_open.__doc__)
    (found,) = open_(of_rows(tiny.book))
    assert (found.kind, found.weight, found.rows) == ("gap", Weight.ASKS, ("row-1",))
    assert decided(found, tiny.book).value is None


def test_too_many_people_are_not_looked_at() -> None:
    many = {f"f{n}": "yes_no" for n in range(23)}
    rows = [{"when": {fact: "true"}, "outcome": "may_get"} for fact in many]
    tiny = tiny_book(f"facts:\n{_lines(many)}\ntables:\n  help: {rows}".replace("'", '"'))
    assert {f.shown for f in of_rows(tiny.book)} == {Shown.NOT_ATTEMPTED}


def _lines(facts: dict[str, str]) -> str:
    return "\n".join(f"  {name}: {kind}" for name, kind in facts.items())

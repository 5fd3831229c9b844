"""Gaps, clashes and dead rows in tiny books, each with a person who is really so decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entitlements.proof.clashes import clashes
from entitlements.proof.dead import dead_rows
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.gaps import days_without_a_version, gaps
from entitlements.proof.ground import Ground
from entitlements.proof.survey import surveys
from entitlements.rulebook.model import Outcome, RuleBook
from tests.entitlements.proof.faults import with_table
from tests.entitlements.proof.shown import decided, open_
from tests.entitlements.tiny import TODAY, tiny_book


def shown(book: RuleBook, name: str = "england/help") -> list[Finding]:
    ground, table = Ground(book), book.tables[name]
    found = [*days_without_a_version(ground, table)]
    for survey in surveys(ground, table, TODAY):
        found += [*gaps(survey), *clashes(survey), *dead_rows(survey)]
    return found


def of_text(text: str | None) -> list[Finding]:
    return shown(tiny_book(text).book)


def kinds(found: list[Finding]) -> list[tuple[str, Weight, tuple[str, ...]]]:
    return [(f.kind, f.weight, f.rows) for f in open_(found)]


def test_rows_that_share_nobody_are_proved_to_be_sound() -> None:
    """
    facts:
      date_of_birth: date
    tables:
      help:
        - {when: {age: {under: 18}}}
        - {when: {age: {from: 18, under: 25}}, outcome: may_get}
    """
    found = of_text(test_rows_that_share_nobody_are_proved_to_be_sound.__doc__)
    assert [(f.kind, f.shown) for f in found] == [
        (kind, Shown.PROVED) for kind in ("gap", "clash", "dead_row")
    ]
    assert {f.days for f in found} == {(date(2000, 1, 1), date(2036, 11, 22))}


def test_two_rows_that_only_overlap_clash_for_a_person() -> None:
    """
    facts:
      date_of_birth: date
      home: [flat, custody]
    tables:
      help:
        - {when: {age: {under: 21}}, amount: "£10.00"}
        - {when: {home: flat}, amount: "£20.00"}
    """
    tiny = tiny_book(test_two_rows_that_only_overlap_clash_for_a_person.__doc__)
    (found,) = open_(shown(tiny.book))
    assert (found.kind, found.weight, found.rows) == ("clash", Weight.ASKS, ("row-1", "row-2"))
    assert found.person is not None
    assert found.person.words == "19, flat"
    assert decided(found, tiny.book).row is not None
    assert "row-1 wins" in found.what


def test_an_exception_above_the_rule_is_no_clash() -> None:
    """
    facts:
      date_of_birth: date
      home: [flat, custody]
    tables:
      help:
        - {when: {home: flat, age: {under: 21}}, amount: "£30.00"}
        - {when: {home: flat}, amount: "£20.00"}
    """
    assert kinds(of_text(test_an_exception_above_the_rule_is_no_clash.__doc__)) == []


def test_a_row_that_keeps_people_out_only_tells() -> None:
    """
    facts:
      date_of_birth: date
      home: [flat, custody]
    tables:
      help:
        - {when: {home: custody}, outcome: not_entitled}
        - {when: {age: {from: 18}}}
    """
    found = of_text(test_a_row_that_keeps_people_out_only_tells.__doc__)
    assert kinds(found) == [("clash", Weight.TELLS, ("row-1", "row-2"))]


def test_those_whom_an_earlier_row_takes_are_no_clash() -> None:
    """
    facts:
      home: [flat, custody]
      work: yes_no
      study: yes_no
    tables:
      help:
        - {when: {work: true, study: true}}
        - {when: {work: true}, amount: "£1.00"}
        - {when: {study: true}, amount: "£2.00"}
    """
    assert kinds(of_text(test_those_whom_an_earlier_row_takes_are_no_clash.__doc__)) == []


def test_under_all_only_another_outcome_clashes() -> None:
    """
    facts:
      work: yes_no
      study: yes_no
    tables:
      help:
        match: all
        rows:
          - {when: {work: true}, amount: "£1.00"}
          - {when: {study: true}, amount: "£2.00"}
          - {when: {study: false}, outcome: may_get}
    """
    found = of_text(test_under_all_only_another_outcome_clashes.__doc__)
    assert kinds(found) == [("clash", Weight.ASKS, ("row-1", "row-3"))]


def test_a_row_in_the_shadow_of_those_above_stops() -> None:
    """
    facts:
      date_of_birth: date
      home: [flat, custody]
    axioms:
      - {if: {age: {under: 16}}, then: {home: custody}}
    tables:
      help:
        - {when: {age: {from: 18}}}
        - {when: {age: {from: 21}, home: flat}, outcome: may_get}
        - {when: {age: {under: 14}, home: flat}, outcome: may_get}
        - {when: {home: flat}, outcome: may_get}
    """
    found = of_text(test_a_row_in_the_shadow_of_those_above_stops.__doc__)
    dead = [f for f in open_(found) if f.kind == "dead_row"]
    assert [(f.weight, f.rows) for f in dead] == [
        (Weight.STOPS, ("row-2",)),
        (Weight.STOPS, ("row-3",)),
    ]
    assert dead[1].axioms == ("axiom-0",)


def test_a_row_that_wins_only_for_those_who_cannot_be_is_dead() -> None:
    """
    facts:
      status: [former, none]
      date_of_birth: date
    impossible:
      - {status: former, age: {under: 18}}
    tables:
      help:
        - {when: {status: former, age: {under: 16}}}
        - {when: {status: former}, outcome: may_get}
    """
    found = of_text(test_a_row_that_wins_only_for_those_who_cannot_be_is_dead.__doc__)
    assert kinds(found) == [("dead_row", Weight.STOPS, ("row-1",))]


def test_who_cannot_be_narrows_no_answer() -> None:
    """
    facts:
      status: [former, none]
      date_of_birth: date
    impossible:
      - {status: former, age: {under: 18}}
    tables:
      help:
        - {when: {status: former}}
    """
    tiny = tiny_book(test_who_cannot_be_narrows_no_answer.__doc__)
    born = date(2015, 1, 1)
    assert tiny.ask(date_of_birth=born)["england/help"].outcome is Outcome.UNDECIDED
    assert tiny.ask(date_of_birth=born, status="former")["england/help"].outcome is Outcome.ENTITLED


def test_a_row_for_a_change_over_is_not_dead() -> None:
    """Those born by 1 April 1999 are under 25 for three years of the version.

    facts:
      date_of_birth: date
    tables:
      help:
        versions:
          - effective_from: 2021-04-01
            rows:
              - {when: {age: {under: 25}, date_of_birth: {by: 1999-04-01}}, outcome: may_get}
              - {when: {age: {under: 25}}}
    """
    assert kinds(of_text(test_a_row_for_a_change_over_is_not_dead.__doc__)) == []


def test_otherwise_that_nobody_reaches_only_tells() -> None:
    """
    facts:
      work: yes_no
    tables:
      help:
        - {when: {work: true}}
        - {when: {work: false}, outcome: may_get}
    """
    found = of_text(test_otherwise_that_nobody_reaches_only_tells.__doc__)
    told = [f for f in found if f.kind == "dead_row"]
    assert [(f.weight, f.what) for f in told] == [
        (Weight.TELLS, "The rows take everybody, so 'otherwise' is never reached.")
    ]


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
    (found,) = open_(shown(with_table(tiny.book, replace(table, versions=(version,)))))
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
    (found,) = open_(shown(tiny.book))
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
    (found,) = [f for f in shown(tiny.book) if f.weight is Weight.STOPS]
    assert found.days == (date(2020, 8, 1), date(2021, 8, 1))
    assert decided(found, tiny.book).outcome is Outcome.NOT_IN_FORCE
    table = tiny.book.tables["england/help"]
    stated = replace(table.versions[1], dates_note="There was no scheme in that year.")
    noted = replace(table, versions=(table.versions[0], stated))
    weights = {f.weight for f in shown(with_table(tiny.book, noted)) if f.shown is not Shown.PROVED}
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
    (found,) = open_(shown(tiny.book))
    assert (found.kind, found.weight, found.rows) == ("gap", Weight.ASKS, ("row-1",))
    assert decided(found, tiny.book).value is None


def test_too_many_people_are_not_looked_at() -> None:
    many = {f"f{n}": "yes_no" for n in range(23)}
    rows = [{"when": {fact: "true"}, "outcome": "may_get"} for fact in many]
    tiny = tiny_book(f"facts:\n{_lines(many)}\ntables:\n  help: {rows}".replace("'", '"'))
    assert {f.shown for f in shown(tiny.book)} == {Shown.NOT_ATTEMPTED}


def _lines(facts: dict[str, str]) -> str:
    return "\n".join(f"  {name}: {kind}" for name, kind in facts.items())

"""Gaps, clashes and dead rows in tiny books, each with a person who is really so decided."""

from __future__ import annotations

from datetime import date

from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.rulebook.model import Outcome
from tests.entitlements.proof.shown import decided, of_rows, open_
from tests.entitlements.tiny import tiny_book


def of_text(text: str | None) -> list[Finding]:
    return of_rows(tiny_book(text).book)


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
    (found,) = open_(of_rows(tiny.book))
    assert (found.kind, found.weight, found.rows) == ("clash", Weight.ASKS, ("row-1", "row-2"))
    assert found.person is not None
    assert found.person.words == "19, flat"
    assert decided(found, tiny.book).row is not None
    assert "“row-1” wins" in found.what


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

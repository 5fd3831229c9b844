"""What is due at 16, at 17 and a half and at 18, and the checklist of the handover."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.evaluate import evaluate
from entitlements.savings import (
    TASKS,
    Account,
    Action,
    Kind,
    When,
    actions,
    day_of,
    expected,
    handover,
)
from tests.entitlements.savings.register import IN_TIME, TODAY, TOO_LATE, in_care
from tests.rulebooks import shipped

ISA = Account(Kind.JUNIOR_ISA, "a bank")
FUND = Account(Kind.CHILD_TRUST_FUND, "a company", "the young person", 50_000, date(2026, 5, 3))


def by_id(found: tuple[Action, ...]) -> dict[str, Action]:
    return {action.id: action for action in found}


@pytest.mark.parametrize(
    ("born", "half"),
    [
        (date(2009, 5, 1), date(2026, 11, 1)),
        (date(2009, 8, 31), date(2027, 2, 28)),
        (date(2008, 2, 29), date(2025, 9, 1)),
    ],
)
def test_seventeen_and_a_half_is_six_months_after_the_17th_birthday(born: date, half: date) -> None:
    assert day_of(When.AT_17_AND_A_HALF, born) == half
    assert day_of(When.AT_16, born).year == born.year + 16


def test_a_junior_isa_on_record_at_16_and_at_18() -> None:
    found = by_id(actions(in_care(TOO_LATE, has_child_trust_fund=False), (ISA,)))
    at_16, at_18 = found["junior-isa-at-16"], found["junior-isa-at-18"]
    assert (at_16.due, at_16.account) == (date(2027, 5, 1), ISA)
    assert at_16.says is not None
    assert at_16.says.startswith("If you have a Junior ISA, you can ask to look after it")
    assert (at_18.due, at_18.table) == (date(2029, 5, 1), "england/junior-isa-at-16-and-18")
    assert not at_16.is_due(TODAY)
    assert at_18.is_due(date(2029, 5, 1))
    assert "trust-fund-at-16" not in found


def test_an_account_that_is_not_found_yet_is_acted_on_too() -> None:
    found = by_id(actions(in_care(IN_TIME), ()))
    assert found["search"].due == date(2025, 5, 1)
    assert found["trust-fund-at-18"].account is None
    assert found["trust-fund-at-18"].says is None  # not decided: nobody knows if there is one


def test_nothing_is_searched_for_once_all_is_on_record() -> None:
    kept = Account(Kind.CARER_SAVINGS)
    assert "search" not in by_id(actions(in_care(IN_TIME), (FUND, kept)))


def test_in_order_of_their_days() -> None:
    found = actions(in_care(IN_TIME), (FUND,))
    assert [action.due for action in found] == sorted(action.due for action in found)
    assert {action.due for action in found} == {day_of(when, IN_TIME) for when in When}


def test_given_over_is_done() -> None:
    given = Account(Kind.CHILD_TRUST_FUND, given_over_on=date(2027, 5, 3))
    grown_up = evaluate(in_care(IN_TIME).engine, in_care(IN_TIME).facts, date(2027, 6, 1))
    found = by_id(actions(grown_up, (given,)))
    assert found["trust-fund-at-18"].done
    assert not found["trust-fund-at-18"].is_due(date(2027, 6, 1))
    assert "trust-fund-at-16" not in found  # at 18 that has passed


def test_somebody_to_manage_it_only_where_the_table_says_so() -> None:
    assert "somebody-to-manage-it" not in by_id(actions(in_care(IN_TIME), ()))
    ill = in_care(IN_TIME, doing=frozenset({"ill_or_disabled"}))
    assert "somebody-to-manage-it" in by_id(actions(ill, ()))


def test_without_a_date_of_birth_nothing_has_a_day() -> None:
    person = in_care(IN_TIME)
    facts = person.facts.forgetting("date_of_birth")
    assert actions(evaluate(person.engine, facts, TODAY), (FUND,)) == ()


def test_every_line_rests_on_a_table_of_the_book() -> None:
    named = {task.table for task in TASKS}
    named |= {table for step in handover(IN_TIME, ()) for table in step.tables}
    assert named <= set(shipped().tables)


class TestHandover:
    def test_it_is_for_the_18th_birthday(self) -> None:
        assert {step.due for step in handover(IN_TIME, ())} == {date(2027, 5, 1)}

    def test_what_is_open_is_open_for_an_account(self) -> None:
        steps = {step.id: step for step in handover(IN_TIME, (FUND, ISA))}
        assert steps["who-holds-it"].open == (ISA,)
        assert steps["how-much-is-in-it"].open == (ISA,)
        assert steps["if-nobody-claims-the-trust-fund"].open == (FUND,)

    def test_nothing_is_open_once_it_was_given_over(self) -> None:
        given = Account(Kind.JUNIOR_ISA, given_over_on=date(2027, 5, 1))
        assert not any(step.open for step in handover(IN_TIME, (given,)))

    def test_nothing_on_record_leaves_no_line_out(self) -> None:
        ids = [step.id for step in handover(IN_TIME, ())]
        assert "if-nobody-claims-the-trust-fund" in ids
        assert "if-nobody-claims-the-junior-isa" in ids

    def test_what_the_rules_do_not_give_has_no_line(self) -> None:
        person = in_care(TOO_LATE, has_child_trust_fund=False)
        ids = [step.id for step in handover(TOO_LATE, (ISA,), expected(person, (ISA,)))]
        assert "if-nobody-claims-the-trust-fund" not in ids

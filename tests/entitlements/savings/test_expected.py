"""Which accounts there should be: by the tables, and nothing recorded is not "none"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from entitlements.care import CarePeriod
from entitlements.evaluate import Evaluation, evaluate
from entitlements.rulebook.model import Outcome
from entitlements.savings import Account, Expected, Found, Kind, expected
from tests.entitlements.savings.register import IN_TIME, TODAY, TOO_LATE, in_care

FUND, ISA = Account(Kind.CHILD_TRUST_FUND), Account(Kind.JUNIOR_ISA)


def of(
    evaluation: Evaluation,
    kind: Kind,
    accounts: tuple[Account, ...] = (),
    looked_for: dict[Kind, date] | None = None,
) -> Expected:
    return {each.kind: each for each in expected(evaluation, accounts, looked_for)}[kind]


def test_a_junior_isa_after_a_year_in_care_should_be_there() -> None:
    person = in_care(TOO_LATE, has_child_trust_fund=False)
    found = of(person, Kind.JUNIOR_ISA)
    assert (found.found, found.outcome) == (Found.MISSING, Outcome.ENTITLED)
    assert found.table == "england/junior-isa"
    assert found.says is not None
    assert of(person, Kind.JUNIOR_ISA, (ISA,)).found is Found.RECORDED


def test_born_in_the_years_of_the_trust_fund_nobody_has_checked() -> None:
    person = in_care(IN_TIME)
    found = of(person, Kind.CHILD_TRUST_FUND)
    assert found.found is Found.NOT_CHECKED
    assert found.missing[0] == "has_child_trust_fund"
    looked = of(person, Kind.CHILD_TRUST_FUND, looked_for={Kind.CHILD_TRUST_FUND: TODAY})
    assert (looked.found, looked.looked_on) == (Found.NOT_KNOWN, TODAY)


def test_somebody_who_says_they_have_one_that_is_not_on_record() -> None:
    person = in_care(IN_TIME, has_child_trust_fund=True)
    assert of(person, Kind.CHILD_TRUST_FUND).found is Found.MISSING


def test_a_trust_fund_on_record_settles_that_there_is_no_junior_isa() -> None:
    person = in_care(IN_TIME)
    assert of(person, Kind.JUNIOR_ISA).found is Found.NOT_CHECKED
    assert of(person, Kind.JUNIOR_ISA, (FUND,)).found is Found.NOT_EXPECTED


def test_born_too_late_there_is_no_trust_fund() -> None:
    person = in_care(TOO_LATE)
    assert of(person, Kind.CHILD_TRUST_FUND).found is Found.NOT_EXPECTED
    odd = of(person, Kind.CHILD_TRUST_FUND, (FUND,))
    assert (odd.found, odd.contradicts) == (Found.RECORDED, True)


def test_an_account_opened_long_ago_is_still_looked_for() -> None:
    """19 now and out of care before 18: no row of the scheme is about her, but she may have one."""

    period = CarePeriod(date(2020, 1, 1), date(2024, 1, 1), "care_order", "dorset")
    person = in_care(date(2007, 2, 10), care_periods=(period,), has_child_trust_fund=False)
    found = of(person, Kind.JUNIOR_ISA)
    assert (found.found, found.table) == (Found.NOT_CHECKED, "england/junior-isa-at-16-and-18")


def test_what_carers_put_by_is_not_published_now_and_was_a_promise_in_2020() -> None:
    now = of(in_care(TOO_LATE), Kind.CARER_SAVINGS)
    assert (now.found, now.outcome) == (Found.NOT_CHECKED, Outcome.NOT_PUBLISHED)
    then = in_care(TOO_LATE, date(2020, 11, 12), care_periods=_since_2019())
    assert of(then, Kind.CARER_SAVINGS).found is Found.MISSING


def test_no_council_no_table_of_a_council() -> None:
    person = in_care(TOO_LATE)
    facts = person.facts.forgetting("authority")

    kinds = [each.kind for each in expected(evaluate(person.engine, facts, TODAY), ())]
    assert kinds == [Kind.CHILD_TRUST_FUND, Kind.JUNIOR_ISA]


def test_what_is_recorded_of_another_kind_says_nothing_of_this_one() -> None:
    person = in_care(IN_TIME)
    other = replace(FUND, kind=Kind.OTHER)
    assert of(person, Kind.CHILD_TRUST_FUND, (other,)).found is Found.NOT_CHECKED


def _since_2019() -> tuple[CarePeriod, ...]:

    return (CarePeriod(date(2019, 5, 1), None, "care_order", "dorset"),)

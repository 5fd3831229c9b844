"""Nine laws say who is a care leaver, each in its own words: periods go in, nine facts come out.

Source: Children Act 1989 ss.23A to 24B and Schedule 2 paragraph 19B; SI 2010/2571
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from entitlements.care import CarePeriod
from entitlements.dates import NEVER_DAY, attains_age
from entitlements.derive import CARE_ANSWERS, CARE_DATES
from entitlements.evaluate import Evaluation, evaluate
from entitlements.facts import Facts
from tests.entitlements.people import TODAY, a_person, periods
from tests.rulebooks import shipped, shipped_engine

NINE = {
    "status": "leaving_care_status",
    "credit": "uc_care_leaver",
    "room": "shared_accommodation_care_leaver",
    "finance": "student_finance_care_leaver",
    "apprentice": "apprenticeship_care_leaver",
    "sixth_form": "bursary_16_to_19_care_leaver",
    "homeless": "priority_need_care_leaver",
    "housing_list": "allocations_care_leaver",
    "council_tax": "council_tax_care_leaver",
}
STUDENT = {
    "doing": frozenset({"university"}),
    "course_level": "higher",
    "course_start": date(2026, 9, 21).toordinal(),
    "other_placement_at_16_or_17": False,
    "special_guardianship_from_care": False,
    "detained_or_in_hospital_at_16": False,
    "returned_home_on": NEVER_DAY,
    "home_broke_down_on": NEVER_DAY,
    "authority": "dorset",
}


def spell(start: str, end: str | None, basis: str = "section_20") -> CarePeriod:
    out = date.fromisoformat(end) if end else None
    return CarePeriod(date.fromisoformat(start), out, basis, "dorset")


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def sitting(born: str, spells: tuple[CarePeriod, ...], **more: Any) -> Evaluation:
    facts = STUDENT | {"date_of_birth": day(born), "care_periods": spells} | more
    return evaluate(shipped_engine(), Facts(facts), TODAY)


def nine(evaluation: Evaluation) -> dict[str, Any]:
    return {name: evaluation.value(fact) for name, fact in NINE.items()}


def expected(status: str, says_yes: str) -> dict[str, Any]:
    """Yes to those that are named, open where a question mark follows, and no to the rest."""
    words = says_yes.split()
    found = {name: None if f"{name}?" in words else name in words for name in NINE}
    return found | {"status": status}


AT_17, AT_19 = "2009-03-01", "2007-02-10"
CARE_TO_18 = (spell("2019-05-01", "2025-02-10", "care_order"),)
ADULT = "room finance apprentice sixth_form homeless housing_list council_tax"
CHILD = "credit room finance apprentice sixth_form housing_list council_tax"


@pytest.mark.parametrize(
    ("born", "spells", "more", "status", "says_yes"),
    [
        pytest.param(
            AT_17, (spell("2019-05-01", None),), {}, "eligible", CHILD, id="in care at 17"
        ),
        pytest.param(AT_19, CARE_TO_18, {}, "former_relevant", ADULT, id="in care to 18"),
        pytest.param(
            AT_19,
            (spell("2018-05-01", "2025-02-10", "care_order"),),
            {"returned_home_on": day("2023-05-01")},
            "former_relevant",
            "room apprentice sixth_form homeless housing_list council_tax",
            id="at home under a care order on the 18th birthday: student finance asks where",
        ),
        pytest.param(
            AT_17,
            (spell("2019-05-01", "2026-01-10"),),
            {"returned_home_on": day("2026-01-10")},
            "qualifying",
            "room sixth_form",
            id="home for six months at 17: qualifying, yet an eligible child once",
        ),
        pytest.param(
            AT_17,
            (spell("2019-05-01", "2026-01-10"),),
            {"returned_home_on": day("2026-01-10"), "home_broke_down_on": day("2026-11-01")},
            "relevant",
            CHILD.replace("finance", "finance?"),
            id="home broke down at 17: relevant again, and student finance does not say",
        ),
        pytest.param(
            AT_19,
            (spell("2016-01-01", "2016-06-01"),),
            {"special_guardianship_from_care": True},
            "qualifying",
            "",
            id="special guardian from age 9",
        ),
        pytest.param(
            AT_17,
            (spell("2025-04-01", "2025-08-01", "remand"),),
            {},
            "relevant",
            CHILD,
            id="remand counts",
        ),
        pytest.param(
            AT_19,
            (spell("2021-02-10", "2025-02-10", "short_breaks"),),
            {},
            "qualifying",
            "homeless",
            id="short breaks: one law counts a day, the others none",
        ),
        pytest.param(
            AT_19,
            (spell("2021-03-01", "2021-05-15"), spell("2023-02-09", "2023-03-01")),
            {},
            "former_relevant",
            ADULT,
            id="gaps add up to 95 days, the last of them after 16",
        ),
        pytest.param(
            AT_19, (spell("2019-05-01", "2023-02-10"),), {}, "none", "", id="left the day before 16"
        ),
        pytest.param(
            AT_19,
            (spell("2019-05-01", "2023-02-11"),),
            {},
            "former_relevant",
            ADULT,
            id="left on the day after the 16th birthday",
        ),
        pytest.param(
            AT_19,
            (spell("2024-10-10", "2025-02-10"),),
            {},
            "former_relevant",
            ADULT,
            id="arrived at 17 years and 8 months",
        ),
        pytest.param(
            AT_19,
            (spell("2024-12-10", "2025-02-10"),),
            {},
            "qualifying",
            "homeless",
            id="arrived at 17 years and 10 months",
        ),
        pytest.param(
            "2008-02-29",
            (spell("2020-01-01", None),),
            {},
            "former_relevant",
            ADULT,
            id="born on 29 February",
        ),
        pytest.param(AT_19, (), {}, "none", "", id="never in care"),
        pytest.param(
            "2002-01-01",
            (spell("2015-01-01", "2020-01-01"),),
            {},
            "former_relevant",
            "room finance apprentice sixth_form housing_list council_tax",
            id="aged 24: housing after homelessness stops at 21",
        ),
        pytest.param(
            "2001-01-01",
            (spell("2015-01-01", "2019-01-01"),),
            {},
            "former_relevant",
            "room finance apprentice sixth_form",
            id="aged 25: student finance has no upper age from 2026/27",
        ),
    ],
)
def test_each_law_has_its_own_care_leaver(
    born: str, spells: tuple[CarePeriod, ...], more: dict[str, Any], status: str, says_yes: str
) -> None:
    assert nine(sitting(born, spells, **more)) == expected(status, says_yes)


def test_no_one_of_the_nine_is_worked_out_from_another_alone() -> None:
    """Each is its own fact, decided by its own table."""
    facts = shipped().catalogue.facts
    tables = [facts[fact].derivation.of for fact in NINE.values() if facts[fact].derivation]
    assert len(set(tables)) == 9
    assert {of[0] for of in tables} <= set(shipped().tables)


RANK = {"none": 0, "qualifying": 1, "relevant": 2, "eligible": 2, "former_relevant": 2}


@pytest.mark.parametrize("seed", range(40))
def test_splitting_and_reordering_periods_changes_none_of_the_nine(seed: int) -> None:
    chance = Random(f"split {seed}")
    facts = a_person(chance, 0.8).knowing("authority", "dorset")
    spells = list(periods(chance, facts))
    pieces = []
    for one in spells:
        end = one.end or TODAY + timedelta(400)
        middle = one.start + timedelta(max((end - one.start).days // 2, 1))
        halves = [replace(one, end=middle), replace(one, start=middle)] if middle < end else [one]
        pieces += halves
    chance.shuffle(pieces)
    whole = evaluate(shipped_engine(), facts.knowing("care_periods", tuple(spells)), TODAY)
    split = evaluate(shipped_engine(), facts.knowing("care_periods", tuple(pieces)), TODAY)
    assert nine(split) == nine(whole)
    assert [d.outcome for d in split] == [d.outcome for d in whole]


@pytest.mark.parametrize("seed", range(60))
def test_one_more_day_in_care_never_lowers_a_status(seed: int) -> None:
    """The status itself, and every yes that care earns."""
    chance = Random(f"one more {seed}")
    born = TODAY - timedelta(chance.randrange(16 * 365, 21 * 365))
    spells = periods(chance, Facts({"date_of_birth": born.toordinal()}))
    start = attains_age(born, 14) + timedelta(chance.randrange(4 * 365))
    more = (*spells, CarePeriod(start, start + timedelta(1), "section_20", "dorset"))
    one, other = (nine(sitting(born.isoformat(), held)) for held in (spells, more))
    assert RANK[other["status"]] >= RANK[one["status"]]
    for name in ("room", "apprentice", "homeless", "housing_list", "council_tax"):
        assert other[name] or not one[name], name


@pytest.mark.parametrize("seed", range(40))
def test_plain_answers_agree_with_the_periods_they_stand_for(seed: int) -> None:
    """Somebody who says in words what the record says in dates is told nothing else."""
    chance = Random(f"plain {seed}")
    born = TODAY - timedelta(chance.randrange(16 * 365, 21 * 365))
    drawn = periods(chance, Facts({"date_of_birth": born.toordinal()}))
    spells = tuple(one for one in drawn if one.counts)  # the questions leave short breaks out
    recorded = sitting(born.isoformat(), spells)
    said = {
        "date_of_birth": born.toordinal(),
        "in_care_13_weeks_since_14": recorded.value("thirteen_weeks_since_14"),
        "in_care_at_16_or_17": recorded.value("looked_after_on_or_after_16"),
        "left_care_on": recorded.value("last_left_care_on"),
    }
    if recorded.value("ever_in_care") is False:
        said["left_care_on"] = None
    told = {name: value for name, value in said.items() if value is not None}
    plain = evaluate(shipped_engine(), Facts(STUDENT | told), TODAY)
    for name, fact in NINE.items():
        assert plain.value(fact) in (None, recorded.value(fact)), name


def test_status_told_by_the_council_never_decides_in_silence() -> None:
    """What the council said stands beside what the dates say; it does not replace it."""
    for told in ("none", "qualifying", "eligible"):
        found = sitting(AT_19, CARE_TO_18, status_told_by_council=told)
        assert found.value("leaving_care_status") == "former_relevant"


def test_every_answer_about_care_reaches_the_care_facts() -> None:
    known = set(shipped().catalogue.facts)
    assert set(CARE_ANSWERS) | set(CARE_DATES) <= known

"""Reading: every problem at once, each with its line and what to write instead."""

from __future__ import annotations

import pytest

from entitlements.problems import Problem
from entitlements.rulebook.model import RuleTable
from entitlements.rulebook.read import read_table
from tests.entitlements.rulebook.conditions_at_random import CATALOGUE

GOOD = """\
id: england/grant
title: A grant
area: home
summary: A summary.
payer: The council
ask: Your adviser
how_to_get: Ask.
match: first
versions:
  - effective_from: 2020-04-01
    checked_on: 2026-11-22
    confidence: confirmed
    rows:
      - id: own
        when: {home: own, hours: {from: 12}, age: {under: 25}}
        outcome: entitled
        force: duty
        amount: "£3,000.00"
        says: Yes.
        source: act s.1
    otherwise: {outcome: not_entitled, says: No.}
"""


def read(text: str | bytes) -> tuple[RuleTable | None, list[Problem]]:
    problems: list[Problem] = []
    held = text.encode() if isinstance(text, str) else text
    return read_table(held, "england/grant.yaml", CATALOGUE, problems), problems


def test_a_good_table_has_no_problems() -> None:
    table, problems = read(GOOD)

    assert problems == []
    assert table is not None
    assert table.versions[0].rows[0].line == 14


def test_every_problem_of_a_file_is_told_at_once_with_its_line() -> None:
    text = (
        GOOD.replace("title: A grant", "titel: A grant")
        .replace("area: home", "area: hoem")
        .replace("checked_on: 2026-11-22", "checked_on: 2026-02-30")
        .replace("home: own,", "hom: own,")
        .replace("outcome: entitled\n", "outcome: entitld\n")
        .replace("force: duty", "force: duti")
        .replace('"£3,000.00"', "57.90")
        .replace("outcome: not_entitled", "outcome: undecided")
    )

    table, problems = read(text)

    assert table is None
    assert [problem.line for problem in sorted(problems)] == [1, 2, 3, 11, 15, 16, 17, 18, 21]
    told = "\n".join(map(str, problems))
    for meant in ("title", "home", "entitled", "duty"):
        assert f"Did you mean {meant!r}?" in told


#: What stands in the good table, what is put there, and words of what is said.
FAULTS = {
    "money without quotes or sign": ('"£3,000.00"', "57.90", 'for example "£57.90"'),
    "money below zero": ('"£3,000.00"', '"£-5.00"', "without a minus sign"),
    "money in thirds of a penny": ('"£3,000.00"', '"£5.001"', "at most two decimals"),
    "no is a word, not false": ("home: own", "home: no_way", "is not a value of home"),
    "a truth in another spelling": ("home: own", "pregnant: yes", "not true or false"),
    "a number with a unit": ("from: 12", "from: 12 hours", "not a whole number"),
    "a part of a number": ("from: 12", "from: 12.5", "not a whole number"),
    "a day in another order": ("2020-04-01", "01/04/2020", "Write it as 2026-04-01."),
    "a day there is not": ("2020-04-01", "2020-04-31", "There is no day 2020-04-31."),
    "two lower ends": ("from: 12", "from: 12, over: 13", "two lower ends"),
    "an end of dates on a number": ("from: 12", "after: 12", "not an end of a range"),
    "a range of nothing": ("{from: 12}", "{}", "has no ends"),
    "an age that moves": ("{under: 25}", "{under: {fact: hours}}", "not a whole number"),
    "an age nobody has": ("{under: 25}", "{under: 250}", "Nobody is 250."),
    "hours moved by months": ("{from: 12}", "{from: {fact: hours, plus: 2 months}}", "bound"),
    "a bound of another type": ("{from: 12}", "{from: {fact: bill}}", "a number fact is needed"),
    "a group of one word": ("home: own", "any: {home: own}", "A group is a list of tests."),
    "an empty test in a group": ("home: own", "any: [{}, {home: own}]", "This test is empty."),
    "an empty not": ("home: own", "not: {}", "This test is empty."),
    "no values": ("home: own", "home: []", "This list is empty."),
    "three of two": (
        "home: own",
        "at_least: {number: 3, of: [{home: own}, {pregnant: true}]}",
        "At least 3 of 2 can never hold.",
    ),
    "a ledger asked nothing": ("home: own", "already_had: {entitlement: a/b}", "how often"),
    "a sum of one": ('"£3,000.00"', '{value: {plus: ["£1.00"]}}', "needs at least 2"),
    "an expression there is not": ('"£3,000.00"', '{value: {add: ["£1.00"]}}', "is not an amount"),
    "an amount that says nothing": ('"£3,000.00"', "{per: week}", "neither how much nor"),
    "a per cent in words": (
        '"£3,000.00"',
        '{value: {percent: half, of: "£1.00"}}',
        "is not a per cent",
    ),
    "a day to come moved twice": (
        "source: act s.1",
        "ends: {fact: left_on, plus: 1 day, less: 1 day}\n        source: act s.1",
        "moves both ways",
    ),
    "no source": ("        source: act s.1\n", "", "has no source"),
    "no force": ("        force: duty\n", "", "how binding it is"),
    "nobody named elsewhere": ("outcome: entitled", "outcome: elsewhere", "who pays"),
    "no otherwise": ("    otherwise: {outcome: not_entitled, says: No.}\n", "", "'otherwise'"),
    "no day of start": ("  - effective_from: 2020-04-01\n    c", "  - c", "'effective_from'"),
    "a status there is not": ("confidence:", "status: draft\n    confidence:", "pending"),
    "pending without words": ("confidence:", "status: pending\n    confidence:", "'says' and"),
    "no versions": (GOOD[GOOD.index("versions:") :], "versions: []\n", "at least 1"),
    "the id of another file": ("england/grant", "england/loan", "not the path of the file"),
    "an empty text": ("title: A grant", 'title: ""', "This is empty."),
    "a list for a text": ("title: A grant", "title: [A, grant]", "a list, not text"),
    "a fact of care periods": ("home: own", "periods: true", "There is no fact 'periods'"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_line(name: str) -> None:
    before, after, said = FAULTS[name]
    assert before in GOOD

    _, problems = read(GOOD.replace(before, after, 1))

    assert any(said in str(problem) for problem in problems), list(map(str, problems))
    assert all(problem.line > 0 and problem.place == "england/grant.yaml" for problem in problems)


def test_text_that_plain_yaml_would_change_stays_as_it_is() -> None:
    table, problems = read(
        GOOD.replace("title: A grant", "title: no").replace("payer: The council", "payer: 1e3")
    )

    assert not problems
    assert table is not None
    assert (table.title, table.payer) == ("no", "1e3")


def test_a_value_called_no_can_be_tested() -> None:
    table, problems = read(GOOD.replace("home: own", "home: [no, own]"))

    assert not problems
    assert table is not None

"""Checks of a whole book: a clean one has no problems, and each fault is found and named."""

from __future__ import annotations

import pytest

from entitlements.checks import check_book, check_text
from entitlements.checks.circles import circles
from tests.rulebooks import book_of

FACTS = """
facts:
  - {id: date_of_birth, type: date, label: born, question: Born?}
  - {id: pregnant, type: yes_no, label: pregnant, question: Pregnant?}
  - {id: home, type: choice, label: home, question: Home?,
     choices: [{value: own, label: Own}, {value: custody, label: Custody}]}
  - {id: left_on, type: date, label: left, question: Left?}
  - {id: children, type: number, label: children, question: Children?}
derived:
  - {id: status, type: yes_no, label: status, from: {table: england/status}}
"""
SOURCES = """
sources:
  - {id: act, title: An Act, kind: statute}
  - {id: hearsay, title: Somebody said, kind: news, read: false}
"""
PARAMETERS = """
parameters:
  - {id: rate, title: A rate, type: money, values: [
      {from: 2020-04-01, to: 2021-04-01, value: "£10.00", source: act, confidence: confirmed},
      {from: 2021-04-01, value: "£11.00", source: act, confidence: confirmed}]}
  - {id: hours, title: Hours, type: number, values: [
      {from: 2020-04-01, value: 16, source: act, confidence: confirmed}]}
"""
HEAD = """
title: A title
area: home
summary: A summary.
payer: The council
ask: Your adviser
how_to_get: Ask.
match: first
"""
STATUS = f"""id: england/status{HEAD}decides: status
versions:
  - effective_from: 2020-04-01
    checked_on: 2026-11-22
    confidence: confirmed
    rows:
      - {{id: mother, when: {{pregnant: true}}, outcome: entitled, force: duty, value: true,
         says: Yes., source: act s.1}}
    otherwise: {{outcome: not_entitled, value: false, says: No.}}
    examples:
      - {{name: Pregnant, as_at: 2026-11-22, facts: {{pregnant: true}}, expect: {{row: mother}}}}
      - {{name: Not, as_at: 2026-11-22, facts: {{pregnant: false}}, expect: {{row: otherwise}}}}
"""
GRANT = f"""id: england/grant{HEAD}versions:
  - effective_from: 2020-04-01
    effective_to: 2024-04-01
    checked_on: 2026-11-22
    confidence: confirmed
    rows:
      - id: parent
        when: {{children: {{from: 1}}, left_on: {{by: as_at}}}}
        outcome: entitled
        force: duty
        amount: {{value: "£30.00", per: once, pot: true, parts: [
          {{id: cot, title: Cot, value: "£10.00"}}, {{id: pram, title: Pram, value: "£20.00"}}]}}
        says: Yes.
        source: act s.2
    otherwise: {{outcome: not_entitled, says: No.}}
    examples: [
      {{name: A, as_at: 2022-01-01, facts: {{children: 1, left_on: 2021-01-01}}, expect: {{}}}},
      {{name: B, as_at: 2022-01-01, facts: {{children: 0}}, expect: {{}}}}]
  - effective_from: 2024-04-01
    checked_on: 2026-11-22
    confidence: unconfirmed
    todo: {{confirm: the rate, ask: the council}}
    rows:
      - id: mother
        when: {{status: true, home: own}}
        outcome: entitled
        force: duty
        amount: {{value: {{parameter: rate}}, per: week}}
        says: Yes.
        source: [act s.3, hearsay]
    otherwise: {{outcome: not_entitled, says: No.}}
    examples: [
      {{name: A, as_at: 2026-01-01, facts: {{status: true, home: own}}, expect: {{}}}},
      {{name: B, as_at: 2026-01-01, facts: {{status: false}}, expect: {{}}}}]
"""


def problems_of(
    grant: str = GRANT, status: str = STATUS, facts: str = FACTS, parameters: str = PARAMETERS
) -> list[str]:
    tables = {"england/status.yaml": status, "england/grant.yaml": grant}
    book, unreadable = book_of(facts, tables, SOURCES, parameters)
    assert not unreadable, "\n".join(map(str, unreadable))
    return [str(problem) for problem in check_book(book)]


def test_a_clean_book_has_no_problems() -> None:
    assert problems_of() == []


#: name: (what stands in the grant, what is put there, what is said of it)
IN_THE_GRANT = {
    "a source there is not": ("act s.2", "actt s.2", "no source 'actt'"),
    "confirmed on hearsay alone": ("source: act s.2", "source: hearsay", "nobody read hearsay"),
    "it ends before it starts": ("_to: 2024-04-01", "_to: 2020-04-01", "ends on 2020-04-01"),
    "two versions at once": ("_to: 2024-04-01", "_to: 2024-05-01", "Two versions are in force"),
    "a gap nobody explains": ("_to: 2024-04-01", "_to: 2024-03-01", "from 2024-03-01 to 2024-04"),
    "newest first": ("from: 2024-04-01", "from: 2019-04-01", "stands after the one from"),
    "a table there is not": ("status: true, home", "england/x: entitled, home", "no table"),
    "a ledger of nothing": (
        "status: true, home: own}",
        "already_had: {entitlement: dorset/cot, times: {under: 1}}}",
        "no table 'dorset/cot'",
    ),
    "a part there is not": (
        "status: true, home: own}",
        "already_had: {entitlement: england/grant, part: bed, times: {under: 1}}}",
        "no part 'bed'",
    ),
    "a rate there is not": ("parameter: rate", "parameter: rte", "Did you mean 'rate'?"),
    "a number for a rate": ("parameter: rate", "parameter: hours", "must be a money"),
    "a balance of no pot": ("{parameter: rate}", "{balance: england/status}", "has no pot"),
    "its own amount": ("{parameter: rate}", "{amount_of: england/grant}", "in a circle"),
    "its own outcome": ("status: true,", "england/grant: entitled,", "in a circle"),
    "parts that fall short": ('value: "£20.00"}', 'value: "£19.00"}', "add up to £29.00, not"),
    "parts of one name": ("{id: pram", "{id: cot", "two parts are called 'cot'"),
    "a gift to pay back": ("per: week", "per: week, repay: true", "is not a loan"),
    "a loan to keep": ("per: week", "per: week, kind: loan", "Write 'repay: true'"),
    "a share of nothing": (
        "{value: {parameter: rate}, per: week}",
        "{share: 50}",
        "share is given of nothing",
    ),
    "goods called cash": (
        "{value: {parameter: rate}, per: week}",
        "{in_kind: A pram}",
        "help in kind is called cash",
    ),
    "a value that decides nothing": ("says: Yes.", "value: true\n        says: Yes.", "no fact"),
    "doubt with no todo": (
        "todo: {confirm: the rate, ask: the council}",
        "note: Hm.",
        "nothing says what to confirm",
    ),
    "a row with no example": (
        "status: true, home: own}, e",
        "status: false}, e",
        "ends in the row",
    ),
    "examples of one name": ("name: B", "name: A", "Two examples are called 'A'"),
    "otherwise with no example": ("{children: 0}", "{}", "ends in 'otherwise'"),
    "a row nobody reaches": (
        "{status: true, home: own}\n",
        "{home: own, not: {home: own}}\n",
        "can never win",
    ),
    "a table dated by no date": ("match: first", "match: first\ndated_by: home", "no date"),
    "a dated table that adds up": (
        "match: first",
        "match: all\ndated_by: left_on",
        "cannot be dated by a fact",
    ),
}


@pytest.mark.parametrize("name", IN_THE_GRANT)
def test_a_fault_in_a_table_is_found(name: str) -> None:
    before, after, said = IN_THE_GRANT[name]
    assert before in GRANT

    found = problems_of(grant=GRANT.replace(before, after))

    assert any(said in problem for problem in found), found
    assert all(problem.startswith("england/grant.yaml:") for problem in found if said in problem)


IN_THE_STATUS = {
    "a value there is not": ("value: true", "value: maybe", "'maybe' is not a value of status"),
    "no value": ("value: true,", "", "gives no value to status"),
    "a fact that is not derived from it": ("decides: status", "decides: pregnant", "not come from"),
    "a fact that cannot be decided": ("decides: status", "decides: children", "is a number fact"),
    "a fact there is not": ("decides: status", "decides: statue", "Did you mean 'status'?"),
}


@pytest.mark.parametrize("name", IN_THE_STATUS)
def test_a_fault_in_what_a_table_decides_is_found(name: str) -> None:
    before, after, said = IN_THE_STATUS[name]

    assert any(said in problem for problem in problems_of(status=STATUS.replace(before, after)))


def test_a_fact_that_no_rule_uses_says_why_it_is_kept() -> None:
    fact = "  - {id: hat, type: yes_no, label: hat, question: Hat?}\nderived:"

    assert (
        "facts.yaml: No rule uses the fact hat. "
        in problems_of(facts=FACTS.replace("derived:", fact))[0] + " "
    )
    kept = fact.replace("Hat?", "Hat?, note: Asked of everybody")
    assert problems_of(facts=FACTS.replace("derived:", kept)) == []


SLIPS_IN_FACTS = {
    "a choice of nothing": ("yes_no, label: pregnant", "choice, label: p", "has no choices"),
    "choices of a number": ("type: choice,", "type: number,", "is a number and has choices"),
    "a choice twice": ("{value: custody, l", "{value: own, l", "has the choice 'own' twice"),
    "bounds out of order": ("question: C", "least: 5, most: 2, question: C", "and at most 2"),
    "a word kept for tests": ("id: children", "id: age", "cannot be called 'age'"),
    "derived from no fact": ("{table: england/status}", "{less: [children, hat]}", "less 'hat'"),
    "derived from no care": ("{table: england/status}", "{care: hat}", "care 'hat'"),
}


@pytest.mark.parametrize("name", SLIPS_IN_FACTS)
def test_a_slip_in_a_fact_is_found(name: str) -> None:
    before, after, said = SLIPS_IN_FACTS[name]
    assert before in FACTS
    book, _ = book_of(FACTS.replace(before, after), {}, SOURCES, PARAMETERS)

    assert any(said in problem.what for problem in check_text(book)), check_text(book)


def test_a_derived_fact_names_what_decides_it() -> None:
    found = problems_of(facts=FACTS.replace("england/status", "england/grant"))

    assert any("england/grant, which does not decide it" in problem for problem in found)


def test_values_of_a_rate_follow_on() -> None:
    overlap = PARAMETERS.replace("to: 2021-04-01", "to: 2021-05-01")
    backwards = PARAMETERS.replace("{from: 2021-04-01", "{from: 2019-04-01")

    assert any("Two values of rate hold" in problem for problem in problems_of(parameters=overlap))
    assert any("out of order" in problem for problem in problems_of(parameters=backwards))


def test_rows_that_add_up_are_alike() -> None:
    more = "{id: more, outcome: entitled, force: duty, amount: '£5.00', says: Yes., source: act}"
    before = "      - id: mother\n"
    assert before in GRANT
    grant = GRANT.replace("match: first", "match: all").replace(before, f"      - {more}\n{before}")

    assert any("add up, but are unlike sums" in problem for problem in problems_of(grant=grant))


def test_each_circle_is_named_once_from_its_first_name() -> None:
    graph = {"b": ("c", "d"), "c": ("a",), "a": ("b",), "d": ("d",), "e": ("a", "b")}

    assert sorted(circles(graph)) == [("a", "b", "c"), ("d",)]


def test_a_long_chain_of_tables_is_no_circle() -> None:
    chain = {str(n): (str(n + 1), str(n + 2)) for n in range(3_000)}

    assert list(circles(chain)) == []

"""Sums: exact to the penny when all is known, and a range that holds every sum when it is not."""

from __future__ import annotations

import json
from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest

from entitlements.evaluate import Evaluation
from entitlements.facts import Award
from tests.entitlements.drawn_sums import FACTS, KNOWN, an_expression
from tests.entitlements.tiny import Tiny, tiny_book


def book_paying(value: Any) -> Tiny:
    row = json.dumps({"amount": {"value": value}}, ensure_ascii=False)
    return tiny_book(f"{FACTS}\n    tables:\n      help: [{row}]")


def figure_of(evaluation: Evaluation, name: str = "help") -> tuple[int | None, int | None]:
    figure = evaluation[f"england/{name}"].figure
    assert figure is not None
    return figure.least, figure.most


@pytest.mark.parametrize("seed", range(80))
def test_a_sum_is_exact_and_its_range_holds_every_completion(seed: int) -> None:
    """Against whole-number and fraction arithmetic written out a second time."""
    chance = Random(f"sum {seed}")
    text, work = an_expression(chance)
    tiny = book_paying(text)
    everybody = [dict(zip(KNOWN, values, strict=True)) for values in product(*KNOWN.values())]
    for person in chance.sample(everybody, 6):
        assert figure_of(tiny.ask(**person)) == (work(person), work(person))
        known = {name: value for name, value in person.items() if chance.random() < 0.6}
        least, most = figure_of(tiny.ask(**known))
        for other in everybody:
            pence = work(other)
            if known.items() <= other.items() and pence is not None:
                assert least is None or least <= pence
                assert most is None or pence <= most


@pytest.mark.parametrize(
    ("percent", "rounding", "pence"),
    [("12.5", "nearest", 13), ("12.5", "down", 12), ("12.5", "up", 13), ("0.5", "nearest", 1)],
)
def test_part_of_a_penny_goes_the_way_the_rule_says(
    percent: str, rounding: str, pence: int
) -> None:
    tiny = book_paying({"percent": percent, "of": {"fact": "bill"}, "round": rounding})
    assert figure_of(tiny.ask(bill=100)) == (pence, pence)


def test_no_figure_is_never_nothing() -> None:
    tiny = book_paying(
        {
            "plus": [
                "£1.00",
                {
                    "steps": [{"when": {"parent": "true"}, "value": "£2.00"}],
                    "otherwise": "no_figure",
                },
            ]
        }
    )
    assert figure_of(tiny.ask(parent=True)) == (300, 300)
    assert figure_of(tiny.ask(parent=False)) == (None, None)
    assert figure_of(tiny.ask()) == (None, None)


POT = """
    facts:
      already_had: awards
      parent: yes_no
      date_of_birth: date
    tables:
      home:
        - amount:
            value: "£3,000.00"
            pot: true
            parts:
              - {id: pack, title: Starter pack, value: "£150.00"}
              - {id: rest, title: The rest, value: "£2,850.00"}
      carpet:
        - {amount: {value: "£500.00", draws_on: england/home}}
      left:
        - {amount: {value: {balance: england/home}}}
      pack:
        - {amount: {value: {balance: england/home, part: pack}}}
"""


def drawn_on(awards: tuple[Award, ...] | None) -> dict[str, tuple[int | None, int | None]]:
    known = {} if awards is None else {"already_had": awards}
    found = tiny_book(POT).ask(**known)
    return {name: figure_of(found, name) for name in ("home", "carpet", "left", "pack")}


def test_a_pot_is_drawn_down_by_part_and_as_a_whole() -> None:
    found = drawn_on((Award("england/home", 10_000, part="pack"),))
    assert found["home"] == found["left"] == (290_000, 290_000)
    assert found["pack"] == (5_000, 5_000)
    assert found["carpet"] == (50_000, 50_000)


def test_a_part_has_no_more_left_than_the_whole_pot() -> None:
    """£2,950 of the £3,000 went on carpets: the untouched £150 starter pack has £50 to come."""
    found = drawn_on((Award("england/carpet", 295_000),))
    assert found["home"] == found["pack"] == (5_000, 5_000)


def test_what_is_paid_out_of_a_pot_is_held_to_what_is_left_of_it() -> None:
    found = drawn_on((Award("england/home", 280_000),))
    assert found["carpet"] == (20_000, 20_000)
    found = drawn_on((Award("england/home", 200_000), Award("england/carpet", 90_000)))
    assert found["home"] == (10_000, 10_000)
    assert found["carpet"] == (10_000, 10_000)


def test_a_pot_is_never_below_nothing() -> None:
    assert drawn_on((Award("england/home", 999_999),))["home"] == (0, 0)


def test_an_award_with_no_sum_leaves_what_is_left_open() -> None:
    found = drawn_on((Award("england/home"),))
    assert found["home"] == (0, 300_000)
    assert found["carpet"] == (0, 50_000)


def test_not_knowing_what_was_had_is_not_having_had_nothing() -> None:
    found = drawn_on(None)
    assert found["home"] == (0, 300_000)
    assert found["pack"] == (0, 15_000)


def test_a_pot_that_is_not_worked_out_yet_may_hold_a_sum_down() -> None:
    """
    facts:
      parent: yes_no
    tables:
      pot:
        - {when: {parent: true}, amount: {value: "£20.00", pot: true}}
      sum:
        - {amount: {value: "£100.00", draws_on: england/pot}}
      capped:
        - amount:
            value: "£100.00"
            overall: {steps: [{when: {parent: true}, value: "£20.00"}], otherwise: no_figure}
    """
    tiny = tiny_book(test_a_pot_that_is_not_worked_out_yet_may_hold_a_sum_down.__doc__)
    for had, unknown in (("sum", (0, 10_000)), ("capped", (0, 10_000))):
        assert (
            figure_of(
                tiny.ask(
                    parent=True,
                ),
                had,
            )[1]
            == 2_000
        )
        assert figure_of(tiny.ask(parent=False), had) == (10_000, 10_000)
        assert figure_of(tiny.ask(), had) == unknown


def test_balances_that_go_round_in_a_circle_come_to_an_end() -> None:
    """
    facts:
      parent: yes_no
    tables:
      one: [{amount: {value: {plus: ["£1.00", {balance: england/two}]}}}]
      two: [{amount: {value: {plus: ["£1.00", {amount_of: england/one}]}}}]
      three: [{amount: {value: "£5.00", pot: true, draws_on: england/three}}]
    """
    tiny = tiny_book(test_balances_that_go_round_in_a_circle_come_to_an_end.__doc__)
    found = tiny.ask()
    assert figure_of(found, "one") == figure_of(found, "two") == (None, None)


def test_a_rate_that_is_not_published_is_no_figure() -> None:
    """
    facts:
      parent: yes_no
    parameters:
      rate: {2027-01-01: "£6.00"}
    tables:
      help: [{amount: {value: {parameter: rate}}}]
    """
    tiny = tiny_book(test_a_rate_that_is_not_published_is_no_figure.__doc__)
    assert figure_of(tiny.ask()) == (None, None)
    assert figure_of(tiny.ask(date(2027, 1, 1))) == (600, 600)


def test_rows_that_hold_together_add_up_and_those_that_may_widen_it() -> None:
    """
    facts:
      parent: yes_no
      student: yes_no
    tables:
      help:
        match: all
        rows:
          - {amount: "£10.00"}
          - {when: {parent: true}, amount: "£0.00"}
          - {when: {student: true}, amount: "£5.00"}
          - {when: {student: false}, amount: "£7.00"}
    """
    tiny = tiny_book(test_rows_that_hold_together_add_up_and_those_that_may_widen_it.__doc__)
    assert figure_of(tiny.ask(parent=True, student=True)) == (1_500, 1_500)
    assert figure_of(tiny.ask(student=False)) == (1_700, 1_700)
    assert figure_of(tiny.ask()) == (1_000, 2_200)


@pytest.mark.parametrize("seed", range(12))
def test_no_sum_is_ever_a_float(seed: int) -> None:
    text, _ = an_expression(Random(f"float {seed}"))
    for end in figure_of(book_paying(text).ask(bill=12_345, rent=1, children=3, parent=True)):
        assert end is None or type(end) is int

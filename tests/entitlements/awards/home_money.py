"""A small book of sums that are drawn down, and entries written briefly."""

from __future__ import annotations

from datetime import date

from entitlements.awards import Entry, Step
from entitlements.money import parse_money
from tests.entitlements.tiny import Tiny, tiny_book

HOME = """
    facts:
      already_had: awards
      moving: yes_no
      date_of_birth: date
    tables:
      home:
        versions:
          - effective_from: 2018-04-01
            effective_to: 2023-04-01
            rows:
              - id: moving
                when: {moving: true}
                outcome: may_get
                amount: {value: "£2,000.00", per: once, up_to: true, pot: true}
          - effective_from: 2023-04-01
            rows:
              - id: moving
                when: {moving: true, age: {from: 18, under: 25}}
                outcome: may_get
                amount:
                  value: "£3,000.00"
                  per: once
                  up_to: true
                  pot: true
                  parts:
                    - {id: starter, title: Starter pack, value: "£150.00"}
                    - {id: licence, title: TV licence, value: "£169.50"}
                    - {id: rest, title: Everything else, value: "£2,680.50"}
      carpet:
        - {amount: {value: "£500.00", draws_on: england/home}}
      fun:
        - when:
            already_had:
              {entitlement: england/fun, amount: {under: "£75.00"}, within: 12 months}
          outcome: may_get
          amount: {value: "£75.00", per: year, up_to: true}
      course:
        - outcome: may_get
          amount:
            value: "£1,000.00"
            per: academic_year
            up_to: true
            overall: "£2,500.00"
            overall_times: 3
      fund:
        - {amount: {value: "£600.00", per: year, up_to: true, one_use_at_most: {percent: 50}}}
      festival:
        - {amount: {value: "£20.00", limit: {number: 1, of: festivals, per: year}, per: year}}
      lessons:
        - {amount: {matched: true, limit: {number: 6, of: lessons}}}
      licence:
        - amount:
            value: "£64.00"
            parts:
              - {id: theory, title: Theory, value: "£44.00"}
              - {id: photos, title: Photos, value: "£20.00"}
      gift:
        - {amount: {value: "£100.00", per: once}}
      needs:
        - {outcome: may_get, amount: no_figure}
"""
BORN = date(2007, 2, 10)


def home() -> Tiny:
    """The book."""
    return tiny_book(HOME)


def entry(
    award: int, step: str, amount: str | None, on: str, part: str | None = None, of: str = "home"
) -> Entry:
    """One step: "£40", "2026-03-01"; the home money unless told."""
    pence = None if amount is None else parse_money(amount)
    return Entry(award, f"england/{of}", part, Step(step), pence, date.fromisoformat(on))

"""Random conditions, over a small catalogue with a fact of each type."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from entitlements.dates import Duration
from entitlements.rulebook.catalogue import FactType
from entitlements.rulebook.conditions import (
    AGE,
    BIRTHDAY,
    AllOf,
    AnyOf,
    AsAtBound,
    AtLeast,
    Between,
    FactBound,
    HadTest,
    Holds,
    IsTrue,
    Literal,
    NextBirthday,
    Not,
    OneOfThese,
    OutcomeTest,
    ParameterBound,
    Test,
)
from entitlements.rulebook.read_conditions import OUTCOMES
from tests.rulebooks import book_of

FACTS = """
facts:
  - {id: pregnant, type: yes_no, label: pregnant, question: Pregnant?}
  - {id: home, type: choice, label: home, question: Home?,
     choices: [{value: custody, label: Custody}, {value: "no", label: N}, {value: own, label: O}]}
  - {id: doing, type: choices, label: doing, question: Doing?,
     choices: [{value: work, label: Work}, {value: college, label: College}]}
  - {id: hours, type: number, label: hours, question: Hours?}
  - {id: bill, type: money, label: bill, question: Bill?}
  - {id: savings, type: money, label: savings, question: Savings?}
  - {id: left_on, type: date, label: left, question: Left?}
  - {id: started_on, type: date, label: started, question: Started?}
"""
BOOK, PROBLEMS = book_of(FACTS, {})
CATALOGUE = BOOK.catalogue
BY_TYPE = {
    kind: [fact.id for fact in CATALOGUE.facts.values() if fact.type is kind] for kind in FactType
}
#: Words that YAML, or a careless writer, takes for something else.
AWKWARD = (
    *("no", "true", "null", "~", "12", "57.90", "2026-04-01", "£3,000.00", "0x1f", "1e3", "1:30"),
    *("- a", "a: b", "a #b", "#", "[a", "{b}", "'q'", '"', "a:", "& a", "*a", "!t", "| x", "%d"),
    *("word " * 40, "w" * 150, "<<", "=", "---", "a, b", "é£", "\N{GRINNING FACE}", "\\", "?"),
)


def texts() -> st.SearchStrategy[str]:
    any_text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
    words = st.one_of(st.sampled_from(AWKWARD), any_text)
    return words.map(lambda text: " ".join(text.split())).filter(bool)


@cache
def durations() -> st.SearchStrategy[Duration]:
    units: Any = st.sampled_from(["day", "week", "month", "year"])
    return st.builds(Duration, st.integers(1, 9999), units)


@cache
def bounds(kind: FactType) -> st.SearchStrategy[Any]:
    facts = st.sampled_from(BY_TYPE[kind])
    if kind is not FactType.DATE:
        whole = st.builds(Literal, st.integers(0, 999_999_999))
        return whole | st.builds(FactBound, facts) | st.builds(ParameterBound, texts())
    day = st.dates().map(lambda day: Literal(day.toordinal()))
    sign = st.sampled_from([1, -1])
    as_at = st.just(AsAtBound()) | st.builds(AsAtBound, durations(), sign)
    moved = st.builds(FactBound, facts, durations(), sign)
    return day | as_at | st.builds(FactBound, facts) | moved


def betweens(kind: FactType, bound: st.SearchStrategy[Any]) -> st.SearchStrategy[Between]:
    low_only = st.builds(Between, low=bound, low_open=st.booleans(), type=st.just(kind.value))
    high = {"high": bound, "high_open": st.booleans(), "type": st.just(kind.value)}
    both = st.builds(Between, low=bound, low_open=st.booleans(), **high)
    exact = bound.map(lambda end: Between(end, end, high_open=False, type=kind.value))
    return low_only | st.builds(Between, **high) | both | exact


def some(values: tuple[str, ...] | list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3).map(tuple)


@cache
def _had() -> st.SearchStrategy[HadTest]:
    times = betweens(FactType.NUMBER, bounds(FactType.NUMBER))
    amount = betweens(FactType.MONEY, bounds(FactType.MONEY))
    within = st.none() | durations()
    part = st.none() | texts()
    often = st.builds(HadTest, texts(), part, times, st.none() | amount, within)
    return often | st.builds(HadTest, texts(), part, st.none(), amount, within)


@cache
def tests() -> st.SearchStrategy[Any]:
    """One test of one fact, of another table, or of what was already had."""
    values = some(CATALOGUE.facts["home"].values)
    doing = some(CATALOGUE.facts["doing"].values)
    how = st.sampled_from(["any", "all", "none"])
    ages = betweens(FactType.NUMBER, st.builds(Literal, st.integers(0, 120)))
    years = st.lists(st.integers(1, 99), min_size=1, max_size=3).map(tuple)
    ordered = [
        st.builds(Test, st.sampled_from(BY_TYPE[kind]), betweens(kind, bounds(kind)))
        for kind in (FactType.NUMBER, FactType.MONEY, FactType.DATE)
    ]
    return st.one_of(
        st.builds(Test, st.just("pregnant"), st.builds(IsTrue, st.booleans())),
        st.builds(Test, st.just("home"), st.builds(OneOfThese, values, st.booleans())),
        st.builds(Test, st.just("doing"), st.builds(Holds, doing, how)),
        st.builds(Test, st.just(AGE), ages),
        st.builds(Test, st.just(BIRTHDAY), st.builds(NextBirthday, years)),
        st.builds(OutcomeTest, st.just("england/other"), some(OUTCOMES), st.booleans()),
        _had(),
        *ordered,
    )


@cache
def conditions() -> st.SearchStrategy[Any]:
    return st.recursive(
        tests(),
        lambda part: st.one_of(
            st.lists(part, min_size=2, max_size=3).map(lambda parts: AllOf(tuple(parts))),
            st.lists(part, min_size=2, max_size=3).map(lambda parts: AnyOf(tuple(parts))),
            part.map(Not),
            st.lists(part, min_size=2, max_size=3).map(lambda parts: AtLeast(2, tuple(parts))),
        ),
        max_leaves=5,
    )

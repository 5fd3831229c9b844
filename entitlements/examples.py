"""Worked examples: each is evaluated with the whole book, and held to what it expects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from entitlements.answers import facts_from_data
from entitlements.evaluate import Decision, Engine, evaluate
from entitlements.facts import Facts
from entitlements.money import MoneyProblem, format_exact, parse_money
from entitlements.problems import Problem
from entitlements.rulebook.model import Example, RuleTable


def run_table(engine: Engine, table: RuleTable) -> Iterator[Problem]:
    """The failing examples of one table."""
    for version in table.versions:
        for example in version.examples:
            for what in check_example(engine, table, example):
                fix = "Mend the rows, or what the example expects."
                yield Problem(table.place, example.line, f"{example.name!r}: {what}", fix)


def check_example(engine: Engine, table: RuleTable, example: Example) -> list[str]:
    """What is wrong with one example; nothing when it holds."""
    data = cast(dict[str, Any], example.facts)
    facts, problems = facts_from_data(data, engine.book.catalogue, table.place, example.line)
    if problems:
        return [problem.what for problem in problems]
    decision = decide_example(engine, table, facts, example.as_at)
    return [
        what
        for key, expected in example.expect.items()
        if (what := _wrong(key, expected, decision))
    ]


def comes_out(engine: Engine, table: RuleTable, example: Example) -> dict[str, object] | None:
    """What an example would have to expect, now; None where its facts cannot be read.

    The keys are those it has; one with none gets its row, outcome and amount.
    """
    data = cast(dict[str, Any], example.facts)
    facts, problems = facts_from_data(data, engine.book.catalogue, table.place, example.line)
    if problems:
        return None
    decision = decide_example(engine, table, facts, example.as_at)
    keys = tuple(example.expect) or ("row", "outcome", "amount")
    found = {key: _expected(key, decision) for key in keys}
    return {key: value for key, value in found.items() if value is not None}


def _expected(key: str, decision: Decision) -> object:
    """One thing that came out, in the form in which an example expects it; None for nothing."""
    if key == "missing":
        return list(decision.missing or decision.unknown_facts) or None
    if key == "row":
        return decision.rows[0].id if decision.rows else None
    if key == "amount":
        found = _found_amount(decision)
        if found == "no amount":
            return None
        return found.split(" to ") if " to " in found else found
    return _FOUND[key](decision)


def decide_example(engine: Engine, table: RuleTable, facts: Facts, as_at: date) -> Decision:
    """Decide a table for an example; a council's table is asked as that council."""
    if table.authority and "authority" not in facts:
        facts = facts.knowing("authority", table.authority)
    return evaluate(engine, facts, as_at)[table.id]


def _wrong(key: str, expected: object, decision: Decision) -> str | None:
    found = _FOUND[key](decision)
    if key == "missing":
        absent = [fact for fact in cast(list[str], expected) if fact not in cast(str, found)]
        return f"not named as missing: {', '.join(absent)}; missing: {found}" if absent else None
    wanted = _amount(expected) if key == "amount" else expected
    figure = decision.figure if key == "amount" else None
    if figure is not None and figure.amount.up_to and wanted == f"£0.00 to {found}":
        return None  # a ceiling may also be written as the range that it caps
    if found == wanted:
        return None
    return f"{key} comes out as {_plain(found)}, and {_plain(wanted)} is expected"


def _plain(value: object) -> str:
    """A word of the rule language as a reader says it."""
    return str(value).replace("_", " ")


def _amount(expected: object) -> object:
    """What an example says of an amount, in the one form that results are put in."""
    ends = expected if isinstance(expected, list) else [expected, expected]
    try:
        return " to ".join(dict.fromkeys(format_exact(parse_money(str(end))) for end in ends))
    except MoneyProblem:
        return expected


def _found_amount(decision: Decision) -> str:
    figure = decision.figure
    if figure is None:
        return "no amount"
    if figure.least is None or figure.most is None:
        return "no_figure"
    return " to ".join(dict.fromkeys(map(format_exact, (figure.least, figure.most))))


def _found_row(decision: Decision) -> str:
    rows = decision.rows or decision.open_rows
    return " or ".join(row.id for row in rows) or "none"


def _found_missing(decision: Decision) -> tuple[str, ...]:
    return (*decision.missing, *decision.unknown_facts)


def _found_value(decision: Decision) -> str:
    value = decision.value
    return str(value).lower() if isinstance(value, bool) else str(value)


_FOUND: dict[str, Any] = {
    "outcome": lambda decision: decision.outcome.value,
    "row": _found_row,
    "amount": _found_amount,
    "value": _found_value,
    "missing": _found_missing,
}


def examples_of(tables: Iterable[RuleTable]) -> Iterator[tuple[RuleTable, Example]]:
    """Every worked example, with its table."""
    for table in tables:
        for version in table.versions:
            for example in version.examples:
                yield table, example

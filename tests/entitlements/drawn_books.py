"""Tiny books drawn at random, small enough to ask everybody there can be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from random import Random
from typing import Any

from entitlements.derive import vector_of
from entitlements.evaluate import Evaluation, evaluate
from entitlements.facts import Facts, Value
from entitlements.rulebook.model import Outcome
from tests.entitlements.tiny import TODAY, Tiny, tiny_book

ANSWERS: dict[str, tuple[Value, ...]] = {
    "a": (True, False),
    "b": (True, False),
    "c": (True, False),
    "d": ("x", "y", "z"),
    "n": (0, 1, 2, 3),
    "s": (frozenset("p"), frozenset("q"), frozenset("pq")),
}
AXIOMS = (
    {"if": {"a": "false"}, "then": {"n": "0"}},
    {"if": {"d": "z"}, "then": {"b": "false"}},
    {"if": {"n": {"from": "3"}}, "then": {"d": {"not": ["x"]}}},
    {"if": {"a": "true", "b": "true"}, "then": {"any": [{"d": "x"}, {"c": "true"}]}},
)
GATES = ({}, {}, {"a": "true"}, {"d": ["x", "y"]})
#: What is shown of a decision: the outcome, and the least and most it comes to.
Shown = tuple[Outcome, tuple[int | None, int | None] | None]


def shown(evaluation: Evaluation) -> dict[str, Shown]:
    """What a person is shown of every table."""
    return {
        d.entitlement: (d.outcome, (d.figure.least, d.figure.most) if d.figure else None)
        for d in evaluation
    }


@dataclass(frozen=True)
class Drawn:
    """A book, and what it decides for everybody its axioms allow."""

    tiny: Tiny
    everybody: tuple[tuple[Facts, dict[str, Shown]], ...]

    def like(self, known: Facts) -> Iterator[tuple[Facts, dict[str, Shown]]]:
        """Everybody who may be the person of whom this is known."""
        for facts, decided in self.everybody:
            if all(facts[name] == value for name, value in known.items()):
                yield facts, decided


@cache
def drawn(seed: int) -> Drawn:
    """The book of a seed."""
    tiny = tiny_book(_text(Random(f"book {seed}")))
    compiled, thresholds = tiny.engine.on(None, TODAY)
    found = []
    for values in product(*ANSWERS.values()):
        facts = Facts(dict(zip(ANSWERS, values, strict=True)))
        vector = vector_of(compiled.plan, facts, TODAY)
        if compiled.evaluator.possible(vector, thresholds):
            found.append((facts, shown(evaluate(tiny.engine, facts, TODAY))))
    return Drawn(tiny, tuple(found))


def _text(chance: Random) -> str:
    c, n = {"type": "yes_no"}, {"type": "number", "least": "0", "most": "3"}
    gated = {name: {"asked_when": chance.choice(GATES)} for name in "cn"}
    facts = {
        "a": "yes_no",
        "b": "yes_no",
        "c": c | (gated["c"] if gated["c"]["asked_when"] else {}),
        "d": ["x", "y", "z"],
        "n": n | (gated["n"] if gated["n"]["asked_when"] else {}),
        "s": {"choices": ["p", "q"]},
    }
    tables: dict[str, Any] = {}
    for place in range(chance.choice((1, 2, 3))):
        rows = [_row(chance, list(tables)) for _ in range(chance.choice((1, 2, 3)))]
        tables[f"t{place}"] = {"match": chance.choice(("first", "first", "all")), "rows": rows}
    axioms = chance.sample(AXIOMS, chance.choice((0, 1, 2)))
    parts = {"axioms": axioms, "tables": tables}
    lines = [f"  {name}: {json.dumps(shape)}" for name, shape in facts.items()]
    return "\n".join(["facts:", *lines, *(f"{k}: {json.dumps(v)}" for k, v in parts.items())])


def _row(chance: Random, tables: list[str]) -> dict[str, Any]:
    when: dict[str, Any] = {}
    for _ in range(chance.choice((1, 1, 2))):
        when |= _test(chance, tables, 0)
    row = {"when": when, "outcome": chance.choice(("entitled", "may_get", "not_entitled"))}
    if row["outcome"] != "not_entitled" and chance.random() < 0.6:
        row["amount"] = chance.choice(("£1.00", "£2.00", "£3.00", "no_figure"))
    return row


def _test(chance: Random, tables: list[str], depth: int) -> dict[str, Any]:
    """One test of a row, or a group of tests."""
    numbers = ({"from": "2"}, {"under": "1"}, {"from": "1", "under": "3"}, "3")
    simple: list[dict[str, Any]] = [
        {chance.choice("abc"): chance.choice(("true", "false"))},
        {"d": chance.choice(("x", ["x", "y"], {"not": ["z"]}))},
        {"n": chance.choice(numbers)},
        {"s": chance.choice(("p", {"not": ["q"]}, {"all_of": ["p", "q"]}))},
    ]
    if tables:
        outcomes = chance.choice(("entitled", ["entitled", "may_get"], "not_entitled"))
        simple.append({f"england/{chance.choice(tables)}": outcomes})
    if depth > 1 or chance.random() < 0.6:
        return chance.choice(simple)
    parts = [_test(chance, tables, depth + 1) for _ in range(3)]
    groups = ({"any": parts[:2]}, {"not": parts[0]}, {"at_least": {"number": "2", "of": parts}})
    return chance.choice(groups)

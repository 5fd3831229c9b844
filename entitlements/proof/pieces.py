"""Pieces of an amount: for each set of people, the sum with its steps and rates put in.

A sum that is fixed comes out in pence. One that turns on a fact of the person (a
bill, a count of children) stays an expression, with everything else put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import cast

from entitlements.money import percent_of
from entitlements.proof.reading import Reading
from entitlements.proof.space import Cells
from entitlements.rulebook.amounts import (
    Combined,
    Expression,
    ParameterValue,
    Pence,
    Percent,
    Split,
    Steps,
    Times,
    WholeCount,
)


@dataclass(frozen=True)
class Piece:
    """A set of people, and what the expression is for them; None: no figure."""

    cells: Cells
    value: Expression | None


def pieces(reading: Reading, expression: Expression | None, cells: Cells) -> list[Piece]:
    """An expression cut up by whom each of its steps is for."""
    return [piece for piece in _cut(reading, expression, cells) if piece.cells]


def _cut(reading: Reading, expression: Expression | None, cells: Cells) -> Iterator[Piece]:
    if isinstance(expression, Steps):
        yield from _steps(reading, expression, cells)
    elif isinstance(expression, Combined):
        yield from _combined(reading, expression, cells)
    elif isinstance(expression, ParameterValue):
        parameter = reading.side.ground.book.parameters.get(expression.parameter)
        rate = parameter.on(reading.side.day) if parameter else None
        yield Piece(cells, None if rate is None else Pence(rate.value))
    elif isinstance(expression, Percent):
        for part in pieces(reading, expression.of, cells):
            yield Piece(part.cells, _percent(expression, part.value))
    elif isinstance(expression, Times):
        for part in pieces(reading, expression.part, cells):
            yield Piece(part.cells, _times(expression, part.value))
    elif isinstance(expression, Split):
        for part in pieces(reading, expression.part, cells):
            yield Piece(part.cells, _split(expression, part.value))
    else:
        yield Piece(cells, expression)


def _steps(reading: Reading, steps: Steps, cells: Cells) -> Iterator[Piece]:
    for step in steps.steps:
        sure, maybe = reading.tree(reading.side.ground.tree(step.when))
        yield from pieces(reading, step.value, cells & sure)
        cells &= ~maybe
    yield from pieces(reading, steps.otherwise, cells)


def _combined(reading: Reading, whole: Combined, cells: Cells) -> Iterator[Piece]:
    for parts in product(*(pieces(reading, part, cells) for part in whole.parts)):
        here = cells
        for part in parts:
            here &= part.cells
        yield Piece(here, _joined(whole, [part.value for part in parts]))


def _joined(whole: Combined, values: list[Expression | None]) -> Expression | None:
    if None in values:
        return None
    known = cast(list[Expression], values)
    sums = [value.pence for value in known if isinstance(value, Pence)]
    if len(sums) < len(known):
        return Combined(whole.how, tuple(known))
    if whole.how == "less":
        return Pence(max(sums[0] - sum(sums[1:]), 0))
    return Pence({"plus": sum, "least": min, "most": max}[whole.how](sums))  # type: ignore[operator]


def _percent(whole: Percent, value: Expression | None) -> Expression | None:
    if isinstance(value, Pence):
        return Pence(percent_of(value.pence, whole.percent, whole.rounding))  # type: ignore[arg-type]
    return None if value is None else Percent(whole.percent, value, whole.rounding)


def _times(whole: Times, value: Expression | None) -> Expression | None:
    if isinstance(value, Pence) and isinstance(whole.by, WholeCount):
        return Pence(value.pence * whole.by.number)
    return None if value is None else Times(value, whole.by)


def _split(whole: Split, value: Expression | None) -> Expression | None:
    if isinstance(value, Pence) and isinstance(whole.between, WholeCount):
        return Pence(value.pence // max(whole.between.number, 1))
    return None if value is None else Split(value, whole.between)

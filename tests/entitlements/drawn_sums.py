"""Expressions drawn at random, each with the same sum worked out a second time."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor
from random import Random
from typing import Any

People = dict[str, Any]
Worked = Callable[[People], int | None]
Drawn = tuple[Any, Worked]  #: an expression as it is written, and the sum it comes to

FACTS = """
    facts:
      bill: money
      rent: money
      children: {type: number, least: 0, most: 4}
      parent: yes_no
      home: [flat, house]
"""
KNOWN: dict[str, tuple[Any, ...]] = {
    "bill": (0, 1, 33_333),
    "rent": (0, 999, 10_001),
    "children": (0, 1, 4),
    "parent": (True, False),
    "home": ("flat", "house"),
}
PER_CENT = ("50", "12.5", "33", "0", "100")
ROUNDED = {"nearest": lambda x: floor(x + Fraction(1, 2)), "up": ceil, "down": floor}


def an_expression(chance: Random, depth: int = 0) -> Drawn:
    """Any expression of the rule language over the facts above."""
    if depth == 3 or chance.random() < 0.3:
        return _simple(chance)
    draw = chance.choice((_combined, _percent, _times, _split, _steps))
    return draw(chance, depth + 1)


def _simple(chance: Random) -> Drawn:
    pence = chance.randrange(0, 50_000)
    fact = chance.choice(("bill", "rent"))
    if chance.random() < 0.5:
        return f"£{pence // 100}.{pence % 100:02}", lambda person: pence
    return {"fact": fact}, lambda person: person[fact]


def _known(parts: list[Worked], person: People) -> list[int] | None:
    values = [part(person) for part in parts]
    return None if None in values else values  # type: ignore[return-value]


def _combined(chance: Random, depth: int) -> Drawn:
    how = chance.choice(("plus", "less", "least", "most"))
    drawn = [an_expression(chance, depth) for _ in range(chance.choice((2, 3)))]
    parts = [part for _, part in drawn]
    join: dict[str, Callable[[list[int]], int]] = {
        "plus": sum,
        "least": min,
        "most": max,
        "less": lambda values: max(values[0] - sum(values[1:]), 0),
    }

    def work(person: People) -> int | None:
        values = _known(parts, person)
        return None if values is None else join[how](values)

    return {how: [text for text, _ in drawn]}, work


def _percent(chance: Random, depth: int) -> Drawn:
    of, part = an_expression(chance, depth)
    percent, rounding = (
        chance.choice(("50", "12.5", "33", "0", "100")),
        chance.choice(list(ROUNDED)),
    )

    def work(person: People) -> int | None:
        value = part(person)
        return None if value is None else ROUNDED[rounding](value * Fraction(percent) / 100)

    return {"percent": percent, "of": of, "round": rounding}, work


def _count(chance: Random) -> tuple[Any, Callable[[People], int]]:
    number, most, plus = chance.randrange(1, 5), chance.randrange(1, 4), chance.randrange(0, 3)
    if chance.random() < 0.4:
        return str(number), lambda person: number
    shape = {"fact": "children", "at_most": str(most), "plus": str(plus)} if plus else None
    if shape is None:
        return {"fact": "children"}, lambda person: person["children"]
    return shape, lambda person: min(person["children"] + plus, most)


def _times(chance: Random, depth: int) -> Drawn:
    (text, part), (count, number) = an_expression(chance, depth), _count(chance)

    def work(person: People) -> int | None:
        value = part(person)
        return None if value is None else value * number(person)

    return {"times": text, "by": count}, work


def _split(chance: Random, depth: int) -> Drawn:
    (text, part), (count, number) = an_expression(chance, depth), _count(chance)

    def work(person: People) -> int | None:
        value = part(person)
        return None if value is None else value // max(number(person), 1)

    return {"split": text, "between": count}, work


WITH_CHILD = {"parent": "true"}
SETTLED = {"any": [{"home": "flat"}, {"children": {"from": "2"}}]}


def _with_child(person: People) -> bool:
    return bool(person["parent"])


def _settled(person: People) -> bool:
    return person["home"] == "flat" or person["children"] >= 2


def _steps(chance: Random, depth: int) -> Drawn:
    (one, first), (two, second) = (an_expression(chance, depth) for _ in range(2))
    when, holds = chance.choice(((WITH_CHILD, _with_child), (SETTLED, _settled)))
    if chance.random() < 0.2:
        two, second = "no_figure", lambda person: None
    steps = {"steps": [{"when": when, "value": one}], "otherwise": two}
    return steps, lambda person: (first if holds(person) else second)(person)

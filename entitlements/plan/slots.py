"""Slots: where each fact stands in the vector that an evaluator reads.

What is known is written as what is still possible, so that a half-known fact is
a first-class value and completing it only ever narrows it:

- yes_no and choice: one whole number, a bit for each value still possible;
- choices: two, the bits that must hold and the bits that may hold;
- number, money and date: two, the least and the most it can be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from entitlements.facts import Value
from entitlements.rulebook.catalogue import FactDef, FactType

#: Beyond every day number, count and sum in pence that can occur.
FAR = 10**12
NO, YES, EITHER = 1, 2, 3
Vector = list[int]


@dataclass(frozen=True, slots=True)
class Slot:
    """One fact's place in the vector.

    `width` is how many numbers it takes, `unknown` those that mean nothing is
    known, `bits` the bit of each choice, `encode` writes a known value as numbers.
    """

    fact: FactDef
    at: int
    bits: Mapping[str, int]
    width: int
    unknown: tuple[int, ...]
    encode: Callable[[Any], tuple[int, ...]]

    def mask(self, values: Iterable[str]) -> int:
        """The bits of some choices."""
        held = 0
        for value in values:
            held |= self.bits[value]
        return held

    def decode(self, vector: Vector) -> Value | None:
        """The value, if the numbers leave only one; None while it is not known."""
        first = vector[self.at]
        if self.fact.type is FactType.YES_NO:
            return None if first == EITHER else first == YES
        if self.fact.type is FactType.CHOICE:
            left = self.possible(vector)
            return left[0] if len(left) == 1 else None
        second = vector[self.at + 1]
        if first != second:
            return None
        if self.fact.type is FactType.CHOICES:
            return frozenset(value for value, bit in self.bits.items() if first & bit)
        return first

    def possible(self, vector: Vector) -> tuple[str, ...]:
        """The values a choice can still have."""
        return tuple(value for value, bit in self.bits.items() if vector[self.at] & bit)

    def is_known(self, vector: Vector) -> bool:
        """Whether only one value is left."""
        first = vector[self.at]
        if self.width == 1:
            return first & (first - 1) == 0
        return first == vector[self.at + 1]

    def put(self, vector: Vector, numbers: tuple[int, ...]) -> None:
        """Write numbers into a vector."""
        vector[self.at : self.at + self.width] = numbers


class Slots(Mapping[str, Slot]):
    """Every testable fact's slot, and a synthetic one for each question of the ledger."""

    def __init__(self, facts: Iterable[FactDef]) -> None:
        self._slots: dict[str, Slot] = {}
        self._blank: Vector = []
        self.size = 0
        for fact in facts:
            if fact.type not in (FactType.PERIODS, FactType.AWARDS):
                self.add(fact)

    def add(self, fact: FactDef) -> Slot:
        """Give a fact a place."""
        bits = {choice.value: 1 << place for place, choice in enumerate(fact.choices)}
        unknown = _unknown(fact)
        slot = Slot(fact, self.size, bits, len(unknown), unknown, _encoder(fact, bits))
        self._slots[fact.id] = slot
        self.size += slot.width
        return slot

    def __getitem__(self, fact: str) -> Slot:
        return self._slots[fact]

    def __iter__(self) -> Iterator[str]:
        return iter(self._slots)

    def __len__(self) -> int:
        return len(self._slots)

    def blank(self) -> Vector:
        """A vector in which nothing is known."""
        if len(self._blank) != self.size:
            self._blank = [n for slot in self._slots.values() for n in slot.unknown]
        return self._blank.copy()


def _unknown(fact: FactDef) -> tuple[int, ...]:
    every = (1 << len(fact.choices)) - 1
    if fact.type is FactType.YES_NO:
        return (EITHER,)
    if fact.type is FactType.CHOICE:
        return (every,)
    if fact.type is FactType.CHOICES:
        return (0, every)
    return (-FAR if fact.least is None else fact.least, FAR if fact.most is None else fact.most)


def _encoder(fact: FactDef, bits: Mapping[str, int]) -> Callable[[Any], tuple[int, ...]]:
    """How a known value is written: chosen once, since it is done for every fact of a person."""
    if fact.type is FactType.YES_NO:
        return {True: (YES,), False: (NO,)}.__getitem__
    if fact.type is FactType.CHOICE:
        return {value: (bit,) for value, bit in bits.items()}.__getitem__
    if fact.type is FactType.CHOICES:
        return lambda held: (sum(bits[value] for value in held),) * 2
    return lambda number: (number, number)


def day_of(number: int) -> date:
    """The day of a day number."""
    return date.fromordinal(number)

"""Sets of cells: a product of classes, numbered, and any set of its cells as one whole number.

The cells of a table are the product of the classes of its facts. Cell n is bit n,
so a test on one fact is a pattern that repeats, and "and", "or" and "not" of
tests are `&`, `|` and `^` of whole numbers: exact, for a million cells at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

#: The most cells of a space: past that, a set would no longer be quick to work with.
MOST_CELLS = 4_000_000

Cells = int
"""A set of cells: bit n is cell n."""


@dataclass(frozen=True)
class Axis:
    """One fact (or one other table's outcome), and a value for each class, likeliest first."""

    name: str
    values: tuple[object, ...]


class Space:
    """A product of axes. The first axis moves fastest."""

    def __init__(self, axes: Sequence[Axis]) -> None:
        self.axes = tuple(axes)
        self.places = {axis.name: place for place, axis in enumerate(self.axes)}
        self.size = prod(len(axis.values) for axis in self.axes)
        self.every: Cells = (1 << self.size) - 1
        self.strides: list[int] = []
        stride = 1
        for axis in self.axes:
            self.strides.append(stride)
            stride *= len(axis.values)
        self._patterns: dict[tuple[int, int], Cells] = {}

    def where(self, name: str, chosen: Iterable[int]) -> Cells:
        """The cells in which an axis stands in one of some classes."""
        place = self.places[name]
        mask = sum(1 << number for number in chosen)
        held = self._patterns.get((place, mask))
        if held is None:
            held = self._patterns[place, mask] = self._pattern(place, mask)
        return held

    def _pattern(self, place: int, mask: int) -> Cells:
        stride, classes = self.strides[place], len(self.axes[place].values)
        block = (1 << stride) - 1
        unit = sum(block << (n * stride) for n in range(classes) if mask >> n & 1)
        return repeated(unit, stride * classes, self.size)

    def first(self, cells: Cells) -> dict[str, object]:
        """The likeliest cell of a set that is not empty, as the value of each axis.

        Each axis in turn is held to the first class that leaves any cell.
        """
        found: dict[str, object] = {}
        for axis in reversed(self.axes):
            for number, value in enumerate(axis.values):
                left = cells & self.where(axis.name, (number,))
                if left:
                    cells, found[axis.name] = left, value
                    break
        return found

    def several(self, cells: Cells, most: int) -> Iterator[dict[str, object]]:
        """A few cells of a set: the likeliest, then others from all over it."""
        for _ in range(most):
            if not cells:
                return
            values = self.first(cells)
            yield values
            cells &= ~self.cell(values)
            half = cells >> (self.size // 2) << (self.size // 2)
            cells = half or cells

    def cell(self, values: dict[str, object]) -> Cells:
        """The one cell of some values, as a set."""
        number = 0
        for axis, stride in zip(self.axes, self.strides, strict=True):
            number += axis.values.index(values[axis.name]) * stride
        return 1 << number


def repeated(unit: Cells, period: int, size: int) -> Cells:
    """A pattern of so many bits, over and over until `size` bits are full."""
    found, length = unit, period
    while length < size:
        step = min(length, size - length)
        found |= (found & ((1 << step) - 1)) << length
        length += step
    return found


def at_least(number: int, parts: Iterable[Cells], every: Cells) -> Cells:
    """The cells that are in at least so many of some sets."""
    held = [every] + [0] * number
    for part in parts:
        for count in range(number, 0, -1):
            held[count] |= held[count - 1] & part
    return held[number]

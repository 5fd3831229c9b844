"""A sum that is known to lie between two others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from entitlements.figures import Figure
from entitlements.plan.slots import FAR


@dataclass(frozen=True, slots=True)
class Between:
    """The least and the most a sum can be.

    Unit: pence; `most` is None where nothing bounds it. No figure at all is None in
    place of a Between, and is never nothing.
    """

    least: int
    most: int | None

    @classmethod
    def of_range(cls, found: tuple[int, int]) -> Self:
        """From the range of a sum, in which FAR bounds nothing."""
        least, most = found
        return cls(least, None if most >= FAR else most)

    @classmethod
    def of_figure(cls, figure: Figure | None) -> Self | None:
        """From a figure; None where there is none."""
        return None if figure is None or figure.least is None else cls(figure.least, figure.most)

    @property
    def settled(self) -> int | None:
        """The sum to the penny, where it is known."""
        return self.least if self.least == self.most else None

    def less(self, other: Between) -> Between:
        """What is left of this after the other, never below nothing."""
        least = 0 if other.most is None else max(self.least - other.most, 0)
        return Between(least, None if self.most is None else max(self.most - other.least, 0))

    def at_most(self, other: Between) -> Between:
        """The lower of the two sums."""
        bounds = [most for most in (self.most, other.most) if most is not None]
        return Between(min(self.least, other.least), min(bounds, default=None))


NOTHING = Between(0, 0)
#: What nobody has written down.
ANYTHING = Between(0, None)

"""Facts: what is known about one person. Not knowing is a value of its own.

A fact that is not held is unknown; nothing ever stands in for it. "Not sure" and
"rather not say" are therefore the absence of a value here, and it is the face
that remembers they were said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from entitlements.care import CarePeriod

#: In place of a table's id: perhaps more was had, of anything, that nobody wrote down.
ANYTHING = "anything_else"


@dataclass(frozen=True, slots=True)
class Award:
    """Money or help already had: from which table, which part, how much (pence), when.

    One of `ANYTHING` says that these are not all: what was had is then at least this.
    """

    entitlement: str
    amount: int | None = None
    part: str | None = None
    on: date | None = None


#: A known value: yes or no, a choice, a set of choices, a whole number (a count,
#: pence or a day number), care periods, or awards.
Value = bool | str | int | frozenset[str] | tuple[CarePeriod, ...] | tuple[Award, ...]


class Facts(Mapping[str, Value]):
    """The known facts of one person, by fact id. Frozen; changing one gives new facts."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        self._values = dict(values or {})

    def __getitem__(self, fact: str) -> Value:
        return self._values[fact]

    def __contains__(self, fact: object) -> bool:
        return fact in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Facts({sorted(self._values)})"  # ids only: a log must not hold a person

    def knowing(self, fact: str, value: Value) -> Facts:
        """These facts and one more."""
        return Facts(self._values | {fact: value})

    def forgetting(self, *facts: str) -> Facts:
        """These facts without some of them."""
        return Facts({name: value for name, value in self._values.items() if name not in facts})

"""One person: the evaluator of a plan, compiled from generated source.

The source holds numbers and the names made for them, never text from a rule
file. Each distinct test is computed once; the tuple of test values *is* the
trace, and words are made only for what somebody opens.

Two modules are generated from the same pieces: one that decides every table, and
one with a function a table, which the look-ahead of the next question and the
cells use to ask again only what a fact can touch. The second is compiled when it
is first wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, lru_cache
from types import CodeType
from typing import Any

from entitlements.plan.build import Plan
from entitlements.plan.lower import moved
from entitlements.plan.slots import Vector
from entitlements.plan.source import SourceWriter
from entitlements.plan.verdicts import Verdict

Leaves = tuple[int, ...]
Thresholds = tuple[int, ...]
#: values of every leaf, verdict of every table, and what the tables decide of facts
Everything = tuple[Leaves, tuple[Verdict, ...], tuple[int, ...]]
#: how source becomes code; a process that starts often may keep what it compiled
Compile = Callable[[str], CodeType]


class Evaluator:
    """The compiled reading of a plan for one person."""

    every: Callable[[Vector, Thresholds], Everything]
    axioms: Callable[[Vector, Thresholds], None]
    possible: Callable[[Vector, Thresholds], bool]

    def __init__(self, plan: Plan, compile_source: Compile) -> None:
        self._writer, self._compile = SourceWriter(plan), compile_source
        names = self._run(self._writer.source())
        self.every, self.axioms = names["every"], names["axioms"]
        self.possible = names["possible"]

    @cached_property
    def table(self) -> tuple[Callable[[Vector, Thresholds, list[Verdict]], Verdict], ...]:
        """A function a table, by its number in the plan."""
        return tuple(self._alone[f"table_{table.number}"] for table in self._writer.plan.tables)

    @cached_property
    def broken(self) -> tuple[Callable[[Vector, Thresholds], int], ...]:
        """A function an axiom: 3 if it is broken, 1 if it can still be, 0 if it cannot."""
        return tuple(self._alone[f"broken_{n}"] for n in range(len(self._writer.plan.axioms)))

    @cached_property
    def _alone(self) -> dict[str, Any]:
        return self._run(self._writer.tables())

    def _run(self, source: str) -> dict[str, Any]:
        names: dict[str, Any] = {"N": (3, 1, 1, 0), "several": several, "moved": _moved}
        names |= {f"M{table.number}": table.verdicts for table in self._writer.plan.tables}
        names |= self._writer.durations
        exec(self._compile(source), names)  # generated from numbers alone
        return names


def several(number: int, *values: int) -> int:
    """At least so many hold: 3 yes, 1 not known, 0 no."""
    yes = sum(value == 3 for value in values)
    return 3 if yes >= number else 1 if yes + values.count(1) >= number else 0


def compile_source(source: str) -> CodeType:
    """Compile generated source."""
    return compile(source, "<rule book>", "exec")


_moved = lru_cache(maxsize=4_096)(moved)

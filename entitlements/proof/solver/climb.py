"""The most that something can come to: asked for more and more until there is no more."""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.plan.terms import Term
from entitlements.proof.solver.asking import Answer, Asking, Met


@dataclass(frozen=True)
class Most:
    """The most that was found, who has it, and whether it is proved to be the most.

    `answer` is None where nobody has more than was asked for.
    """

    number: int
    answer: Answer | None
    proved: bool
    axioms: tuple[str, ...] = ()


def most_of(asking: Asking, number: Term, over: int, *conditions: Term) -> Most:
    """The most that a number can be, over a start, for somebody who meets some conditions.

    Each step asks for twice as much more as the last one, until nobody has so much; then
    the gap is halved. A step that runs out of time ends it with the best so far.
    """
    if isinstance(number, int):
        return Most(over, None, number <= over)
    best, step, axioms = over, 1, tuple[str, ...]()
    answer: Answer | None = None
    ceiling: int | None = None
    while ceiling is None or best < ceiling - 1:
        aim = best + step if ceiling is None else (best + ceiling) // 2
        found = asking.ask(number >= aim, *conditions)
        if found.met is Met.OUT_OF_TIME:
            return Most(best, answer, False)
        if found.met is Met.SOMEBODY:
            best, answer, step = found.whole(number), found, step * 2
        else:
            ceiling, axioms = aim, found.axioms
    if answer is not None:
        better = asking.ask_for_somebody_likely(number >= best, *conditions)
        answer = better if better.met is Met.SOMEBODY else answer
    return Most(best, answer, True, axioms)

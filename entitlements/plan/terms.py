"""Terms: conditions and sums in the language of the solver, with what is plain folded away.

The solver is an optional library, so it is imported here and nowhere else, when terms
are first made. Each `Terms` has a context of its own: the same questions in the same
order then get the same answers, whatever else a process has asked before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

#: A condition is a term of the solver, or True or False where nothing is left to ask.
#: A number is a term, or a plain whole number.
Term = Any


class Terms:
    """Makes the terms of one set of questions. Raises ImportError where there is no solver."""

    def __init__(self) -> None:
        import z3  # type: ignore[import-untyped]

        self.z3 = z3
        self.context = z3.Context()
        self._opposites: dict[int, Term] = {}

    def truth(self, name: str) -> Term:
        """A variable that is true or false."""
        return self.z3.Bool(name, self.context)

    def number(self, name: str) -> Term:
        """A variable that is a whole number."""
        return self.z3.Int(name, self.context)

    def every(self, parts: Iterable[Term]) -> Term:
        """All of these hold; with none, always."""
        left = dict[int, Term]()
        for part in parts:
            if part is False:
                return False
            if part is not True:
                left[part.get_id()] = part
        return self._joined(self.z3.Z3_mk_and, list(left.values()), True)

    def some(self, parts: Iterable[Term]) -> Term:
        """At least one holds; with none, never."""
        left = dict[int, Term]()
        for part in parts:
            if part is True:
                return True
            if part is not False:
                left[part.get_id()] = part
        return self._joined(self.z3.Z3_mk_or, list(left.values()), False)

    def _joined(self, make: Callable[..., Any], parts: list[Term], none: bool) -> Term:
        """Several conditions as one, without the checks that the library makes of each part."""
        if len(parts) < 2:
            return parts[0] if parts else none
        array = (self.z3.Ast * len(parts))(*(part.as_ast() for part in parts))
        return self.z3.BoolRef(make(self.context.ref(), len(parts), array), self.context)

    def opposite(self, part: Term) -> Term:
        """A condition that must not hold."""
        if isinstance(part, bool):
            return not part
        name = part.get_id()
        if name not in self._opposites:
            made = self.z3.Z3_mk_not(self.context.ref(), part.as_ast())
            other = self._opposites[name] = self.z3.BoolRef(made, self.context)
            self._opposites[other.get_id()] = part
        return self._opposites[name]

    def several(self, number: int, parts: Iterable[Term]) -> Term:
        """At least so many hold."""
        listed = list(parts)
        number -= sum(part is True for part in listed)
        left = [part for part in listed if not isinstance(part, bool)]
        if number <= 0:
            return True
        return False if number > len(left) else self.z3.AtLeast(*left, number)

    def one_of(self, parts: Iterable[Term]) -> Term:
        """Exactly one of some variables holds."""
        return self.z3.PbEq([(part, 1) for part in parts], 1)

    def if_(self, condition: Term, yes: Term, no: Term) -> Term:
        """A number that is one thing or another."""
        if isinstance(condition, bool):
            return yes if condition else no
        if isinstance(yes, int) and isinstance(no, int) and yes == no:
            return yes
        return self.z3.If(condition, self.whole(yes), self.whole(no))

    def whole(self, number: Term) -> Term:
        """A plain number as a term."""
        return self.z3.IntVal(number, self.context) if isinstance(number, int) else number

    def sum(self, parts: Iterable[Term]) -> Term:
        """A sum; with none, 0."""
        listed = list(parts)
        plain = sum(part for part in listed if isinstance(part, int))
        left = [part for part in listed if not isinstance(part, int)]
        if not left:
            return plain
        return self.z3.Sum(*left, *([self.whole(plain)] if plain else []))

    def same(self, one: Term, other: Term) -> bool:
        """Whether two terms are written alike, which settles that they are equal."""
        if isinstance(one, int) or isinstance(other, int):
            return one is other or (
                isinstance(one, int) and isinstance(other, int) and one == other
            )
        return one is other or one.get_id() == other.get_id()

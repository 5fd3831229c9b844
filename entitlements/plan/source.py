"""The source of an evaluator, generated from the typed plan.

Values are 0 (no), 1 (not known) and 3 (yes), so "and" is `&` and "or" is `|`.
The names are `f` for a number of the vector, `k` for a threshold, `l` for a leaf
and `v` for a verdict. `M` holds the verdicts of a table by its row values.
"""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.dates import Duration
from entitlements.plan.build import Plan, PlanTable
from entitlements.plan.leaves import (
    Against,
    Every,
    Fixed,
    HasMask,
    InMask,
    InRange,
    LeafRef,
    Opposite,
    OutcomeIn,
    Several,
    Some,
    Threshold,
    Tree,
    leaves_of,
)
from entitlements.plan.tree import fact_ids


class SourceWriter:
    """Writes the source of one plan: numbers and names made here, nothing from a rule file."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.places = plan.places
        self.numbers = {table.id: table.number for table in plan.tables}
        self.durations: dict[str, Duration] = {}

    def source(self) -> str:
        """The module that decides every table at once, and holds the axioms."""
        return "\n".join([self._every(), self._axioms(), self._possible()])

    def tables(self) -> str:
        """The module that decides each table alone, and reads each axiom alone."""
        tables = [self._table(table) for table in self.plan.tables]
        return "\n".join([*tables, *map(self._broken, range(len(self.plan.axioms)))])

    def _broken(self, place: int) -> str:
        """Whether one axiom is broken: 3 yes, 1 if what is not known can still break it, 0 no."""
        condition, then = self.plan.axioms[place]
        numbers = tuple(dict.fromkeys((*leaves_of(condition), *leaves_of(then))))
        lines = [f"def broken_{place}(F, K):"]
        if any(isinstance(self.plan.leaves[n], OutcomeIn) for n in numbers):
            return "\n".join([*lines, "    return 0\n"])
        lines += self._loaded(numbers)
        lines += [f"    l{n} = {self._leaf(n)}" for n in numbers]
        return "\n".join([*lines, f"    return {self._tree(condition)} & N[{self._tree(then)}]\n"])

    def _possible(self) -> str:
        """Whether no axiom is broken; what is not known breaks none."""
        lines = ["def possible(F, K):"]
        for condition, then in self.plan.axioms:
            numbers = tuple(dict.fromkeys((*leaves_of(condition), *leaves_of(then))))
            if any(isinstance(self.plan.leaves[n], OutcomeIn) for n in numbers):
                continue
            lines += self._loaded(numbers)
            lines += [f"    l{n} = {self._leaf(n)}" for n in numbers]
            broken = f"{self._tree(condition)} == 3 and {self._tree(then)} == 0"
            lines.append(f"    if {broken}: return False")
        return "\n".join([*lines, "    return True\n"])

    def _axioms(self) -> str:
        """Narrow what is not known by what cannot be otherwise; an answer is never changed."""
        lines = ["def axioms(F, K):"]
        for condition, then in self.plan.axioms:
            numbers = (*leaves_of(condition), *leaves_of(then))
            if any(self._is_decided(number) for number in numbers):
                continue  # what a table decides comes later; the cells use these
            lines += self._loaded(leaves_of(condition))
            lines += [f"    l{n} = {self._leaf(n)}" for n in leaves_of(condition)]
            lines += [f"    if {self._tree(condition)} == 3:", "        pass"]
            lines += [f"        {line}" for ref in _sure(then) for line in self._narrow(ref)]
        return "\n".join([*lines, "    return None\n"])

    def _is_decided(self, number: int) -> bool:
        leaf = self.plan.leaves[number]
        decided = any(fact in self.plan.deciding for fact in fact_ids(leaf))
        return decided or isinstance(leaf, OutcomeIn)

    def _narrow(self, ref: LeafRef) -> list[str]:
        leaf, lines = self.plan.leaves[ref.leaf], list[str]()
        if isinstance(leaf, InMask):
            slot = self.plan.slots[leaf.fact]
            mask = slot.unknown[0] & ~leaf.mask if ref.negated else leaf.mask
            return [f"if F[{slot.at}] & {mask}: F[{slot.at}] &= {mask}"]
        if isinstance(leaf, InRange) and not ref.negated:
            at = self.plan.slots[leaf.fact].at
            if (low := self._held(leaf.low)) is not None:
                lines.append(f"if F[{at}] < {low} <= F[{at + 1}]: F[{at}] = {low}")
            if (high := self._held(leaf.high)) is not None:
                lines.append(f"if F[{at}] < {high} <= F[{at + 1}]: F[{at + 1}] = {high} - 1")
        return lines

    def _held(self, bound: Threshold | None) -> str | None:
        if bound is None or isinstance(bound, Fixed):
            return None if bound is None else str(bound.value)
        return f"K[{self.places[bound]}]"

    def _loaded(self, numbers: tuple[int, ...]) -> list[str]:
        """Lines that bring the facts and bounds of some leaves into local names."""
        leaves = [self.plan.leaves[number] for number in numbers]
        slots = [self.plan.slots[fact] for leaf in leaves for fact in fact_ids(leaf)]
        ats = sorted({slot.at + n for slot in slots for n in range(slot.width)})
        bounds = {b for leaf in leaves if isinstance(leaf, InRange) for b in (leaf.low, leaf.high)}
        places = sorted(self.places[bound] for bound in bounds if bound in self.places)
        return [f"    f{at} = F[{at}]" for at in ats] + [f"    k{p} = K[{p}]" for p in places]

    def _every(self) -> str:
        size, bounds = self.plan.slots.size, len(self.places)
        lines = ["def every(F, K):"]
        lines.append(f"    ({' '.join(f'f{n},' for n in range(size))}) = F" if size else "    pass")
        if bounds:
            lines.append(f"    ({' '.join(f'k{n},' for n in range(bounds))}) = K")
        written: set[int] = set()
        for table in self.plan.tables:
            lines += self._decide(table, written)
        for number in range(len(self.plan.leaves)):
            if number not in written:
                lines.append(f"    l{number} = {self._leaf(number)}")
        return "\n".join([*lines, self._return()])

    def _decide(self, table: PlanTable, written: set[int]) -> list[str]:
        lines = []
        for number in table.leaves:
            if number not in written:
                written.add(number)
                lines.append(f"    l{number} = {self._leaf(number)}")
        lines.append(f"    v{table.number} = {self._verdict(table)}")
        if table.table.decides:
            slot = self.plan.slots[table.table.decides]
            known = f"f{slot.at} == {slot.unknown[0]}"
            lines.append(f"    if {known}: f{slot.at} = v{table.number}.values")
        return lines

    def _return(self) -> str:
        leaves = " ".join(f"l{n}," for n in range(len(self.plan.leaves)))
        verdicts = " ".join(f"v{table.number}," for table in self.plan.tables)
        facts = [table.table.decides for table in self.plan.tables if table.table.decides]
        decided = " ".join(f"f{self.plan.slots[fact].at}," for fact in facts)
        return f"    return (({leaves}), ({verdicts}), ({decided}))\n"

    def _table(self, table: PlanTable) -> str:
        lines = [f"def table_{table.number}(F, K, V):"]
        lines += self._loaded(table.leaves)
        leaves = [self.plan.leaves[number] for number in table.leaves]
        for other in sorted({leaf.table for leaf in leaves if isinstance(leaf, OutcomeIn)}):
            if other in self.numbers:
                lines.append(f"    v{self.numbers[other]} = V[{self.numbers[other]}]")
        lines += [f"    l{number} = {self._leaf(number)}" for number in table.leaves]
        return "\n".join([*lines, f"    return {self._verdict(table)}\n"])

    def _verdict(self, table: PlanTable) -> str:
        rows = " ".join(f"{self._tree(tree)}," for tree in table.trees)
        return f"M{table.number}[({rows})]"

    def _tree(self, tree: Tree) -> str:
        if isinstance(tree, LeafRef):
            return f"N[l{tree.leaf}]" if tree.negated else f"l{tree.leaf}"
        if isinstance(tree, Opposite):
            return f"N[{self._tree(tree.part)}]"
        parts = [self._tree(part) for part in tree.parts]
        if isinstance(tree, Several):
            return f"several({tree.number}, {', '.join(parts)})"
        if not parts:
            return "3" if isinstance(tree, Every) else "0"
        return "(" + (" & " if isinstance(tree, Every) else " | ").join(parts) + ")"

    def _leaf(self, number: int) -> str:
        leaf = self.plan.leaves[number]
        if isinstance(leaf, InMask):
            at, mask = self.plan.slots[leaf.fact].at, leaf.mask
            every = self.plan.slots[leaf.fact].unknown[0]
            return f"(3 if not f{at} & {every & ~mask} else 1) if f{at} & {mask} else 0"
        if isinstance(leaf, HasMask):
            return self._has(leaf)
        if isinstance(leaf, OutcomeIn):
            return self._outcome(leaf)
        if isinstance(leaf, Against):
            return self._against(leaf)
        return self._range(leaf)

    def _has(self, leaf: HasMask) -> str:
        at, mask = self.plan.slots[leaf.fact].at, leaf.mask
        must, may = f"f{at}", f"f{at + 1}"
        if leaf.how == "all":
            return f"3 if {must} & {mask} == {mask} else (1 if {may} & {mask} == {mask} else 0)"
        yes, no = (0, 3) if leaf.how == "none" else (3, 0)
        return f"{yes} if {must} & {mask} else (1 if {may} & {mask} else {no})"

    def _outcome(self, leaf: OutcomeIn) -> str:
        number = self.numbers.get(leaf.table)
        if number is None:
            return "0"
        mask = f"v{number}.mask"
        return f"(3 if not {mask} & {~leaf.mask & 0xFFFF} else 1) if {mask} & {leaf.mask} else 0"

    def _range(self, leaf: InRange) -> str:
        at = self.plan.slots[leaf.fact].at
        low, high = self._bound(leaf.low), self._bound(leaf.high)
        least, most = f"f{at}", f"f{at + 1}"
        if high is None:
            return f"3 if {least} >= {low} else (0 if {most} < {low} else 1)"
        if low is None:
            return f"3 if {most} < {high} else (0 if {least} >= {high} else 1)"
        yes, no = f"{least} >= {low} and {most} < {high}", f"{most} < {low} or {least} >= {high}"
        return f"3 if {yes} else (0 if {no} else 1)"

    def _bound(self, bound: Threshold | None) -> str | None:
        if bound is None:
            return None
        return str(bound.value) if isinstance(bound, Fixed) else f"k{self.places[bound]}"

    def _against(self, leaf: Against) -> str:
        mine, other = self.plan.slots[leaf.fact].at, self.plan.slots[leaf.other].at
        least, most = self._moved(f"f{other}", leaf), self._moved(f"f{other + 1}", leaf)
        if leaf.below:
            yes, no = f"f{mine + 1} < {least}", f"f{mine} >= {most}"
        else:
            yes, no = f"f{mine} >= {most}", f"f{mine + 1} < {least}"
        return f"3 if {yes} else (0 if {no} else 1)"

    def _moved(self, name: str, leaf: Against) -> str:
        plus = f" + {leaf.plus}" if leaf.plus else ""
        if leaf.duration is None:
            return name + plus
        word = f"D{leaf.duration.count}{leaf.duration.unit}"
        self.durations[word] = leaf.duration
        return f"moved({name}, {word}, {leaf.sign}){plus}"


def _sure(tree: Tree) -> Iterator[LeafRef]:
    """The tests that hold whenever a condition does."""
    if isinstance(tree, LeafRef):
        yield tree
    elif isinstance(tree, Opposite) and isinstance(tree.part, LeafRef):
        yield LeafRef(tree.part.leaf, not tree.part.negated)
    elif isinstance(tree, Every) or (isinstance(tree, Some) and len(tree.parts) == 1):
        for part in tree.parts:
            yield from _sure(part)

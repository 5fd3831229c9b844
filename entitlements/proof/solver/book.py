"""A whole book, asked of the solver: what the cells cannot show table by table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from entitlements.facts import Facts
from entitlements.plan.build import PlanTable
from entitlements.plan.leaves import Against
from entitlements.plan.proof_rows import TableRead
from entitlements.plan.sums import truth
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.ground import Ground
from entitlements.proof.solver.asking import Answer, Met
from entitlements.proof.solver.change import METHOD, NOT_CONFIRMED, OUT_OF_TIME, TELL_US
from entitlements.proof.solver.people import Check, Disagreement, invented
from entitlements.proof.solver.sides import Sides
from entitlements.proof.solver.tables import OneTable
from entitlements.proof.survey import surveys

#: A table that reads no more facts than this has few enough cells.
FEW_FACTS = 8


@dataclass(frozen=True)
class Book:
    """A book for one council: read table by table, and read as a whole."""

    alone: Sides
    whole: Sides

    def findings(self) -> Iterator[Finding]:
        """Gaps, clashes and dead rows of hard tables; rows dead in the book as a whole."""
        for table in self.alone.readings[0].plan.tables:
            one = self._one(self.alone, table.id)
            if self._is_hard(table):
                yield from self._gap(one)
                yield from self._clashes(one)
                yield from self._dead(one)
            yield from self._dead_in_the_book(one)

    def _is_hard(self, table: PlanTable) -> bool:
        """Whether the cells of a table are too many, or only a sample of its people."""
        compares = any(
            isinstance(self.alone.readings[0].plan.leaves[n], Against) for n in table.leaves
        )
        if not compares and len(table.facts) <= FEW_FACTS:
            return False
        ground = Ground(self.alone.readings[0].plan.book)
        return any(survey.why_not for survey in surveys(ground, table.table, self.alone.day))

    def _one(self, sides: Sides, name: str) -> OneTable:
        return OneTable(sides.asking, sides.readings[0], sides.readings[0].table(name))

    def _gap(self, one: OneTable) -> Iterator[Finding]:
        answer = one.gap()
        if answer.met is not Met.SOMEBODY:
            yield self._settled(one, "gap", "Everybody has an answer.", [answer])
            return
        what = "Somebody is left without an answer"
        fix = "Add a row for them, or an 'otherwise', or the rate that a row needs."
        yield self._with_person(one, "gap", answer, what, fix, self._is_open(one))

    def _clashes(self, one: OneTable) -> Iterator[Finding]:
        asked = list(one.clashes())
        for first, second, answer in asked:
            if answer.met is Met.SOMEBODY:
                rows = [one.read.table.rows[place].row.id for place in (first, second)]
                named = f"Rows “{rows[0]}” and “{rows[1]}”"
                what = f"{named} both fit one person, and say different things"
                fix = f"Say in each row whom it is for, or that {rows[0]} is meant to come first."
                check = self._both_hold(one, first, second)
                found = self._with_person(one, "clash", answer, what, fix, check)
                yield replace(found, id=f"{found.id}:{rows[0]}:{rows[1]}", rows=tuple(rows))
        if all(answer.met is not Met.SOMEBODY for _, _, answer in asked):
            answers = [answer for _, _, answer in asked]
            yield self._settled(one, "clash", "No two rows clash.", answers)

    def _dead(self, one: OneTable) -> Iterator[Finding]:
        answers = one.alive()
        for place, answer in answers.items():
            if answer.met is Met.NOBODY:
                yield self._dead_row(one, place, answer, "whatever other tables decide")
        if all(answer.met is Met.SOMEBODY for answer in answers.values()):
            yield self._settled(one, "dead_row", "Every row wins for somebody.", [])

    def _dead_in_the_book(self, alone: OneTable) -> Iterator[Finding]:
        """Rows that win for somebody in the table alone, and for nobody in the whole book."""
        if not self._rests_on_others(alone.read):
            return
        one = self._one(self.whole, alone.read.table.id)
        for place, answer in one.alive().items():
            if answer.met is Met.NOBODY:
                before = alone.asking.ask(alone.takes(place))
                if before.met is Met.SOMEBODY:
                    found = self._dead_row(
                        one, place, answer, "because of what other tables decide"
                    )
                    yield replace(found, id=f"{found.id}:whole_book")

    def _rests_on_others(self, read: TableRead) -> bool:
        deciding = self.whole.readings[0].plan.deciding
        return bool(read.table.after) or any(fact in deciding for fact in read.table.facts)

    def _dead_row(self, one: OneTable, place: int, answer: Answer, why: str) -> Finding:
        row = one.read.table.rows[place].row
        what = f"On this day the row {row.id} wins for nobody, {why}."
        found = self._bare(one, "dead_row", Shown.PROVED, what, [answer])
        fix = "Move it up, mend its tests, or take it out, unless it is for other days."
        weight = Weight.TELLS if row.id == "otherwise" else Weight.ASKS
        return replace(found, id=f"{found.id}:{row.id}", weight=weight, fix=fix, rows=(row.id,))

    def _settled(self, one: OneTable, kind: str, what: str, answers: list[Answer]) -> Finding:
        if any(answer.met is Met.OUT_OF_TIME for answer in answers):
            return self._bare(one, kind, Shown.OUT_OF_TIME, OUT_OF_TIME, [])
        return self._bare(one, kind, Shown.PROVED, what, answers)

    def _with_person(
        self, one: OneTable, kind: str, answer: Answer, what: str, fix: str, check: Check
    ) -> Finding:
        try:
            facts = self.alone.person(answer, (one.read.table.id,), check)
        except Disagreement:
            found = self._bare(one, kind, Shown.NOT_ATTEMPTED, NOT_CONFIRMED, [])
            return replace(found, fix=TELL_US)
        person = invented(facts, self.alone.readings[0])
        found = self._bare(one, kind, Shown.DISPROVED, f"{what}: {person.words}.", [])
        weight = Weight.STOPS if kind == "gap" else Weight.ASKS
        return replace(found, weight=weight, fix=fix, person=person)

    def _is_open(self, one: OneTable) -> Check:
        def check(facts: Facts) -> bool:
            (evaluation,) = self.alone.evaluated(facts)
            number = one.read.table.number
            known = all(fact in facts for fact in one.read.table.facts)
            return known and not evaluation.verdicts[number].winners

        return check

    def _both_hold(self, one: OneTable, first: int, second: int) -> Check:
        trees = [one.read.table.trees[place] for place in (first, second)]

        def check(facts: Facts) -> bool:
            (evaluation,) = self.alone.evaluated(facts)
            return all(truth(tree, evaluation.leaves) == 3 for tree in trees)

        return check

    def _bare(
        self, one: OneTable, kind: str, shown: Shown, what: str, answers: list[Answer]
    ) -> Finding:
        name, day = one.read.table.id, self.alone.day
        axioms = {axiom for answer in answers for axiom in answer.axioms}
        return Finding(
            *(f"{kind}:{name}:solver", kind, shown, Weight.TELLS, what),
            table=name,
            axioms=tuple(sorted(axioms)),
            days=(day, day),
            method=METHOD,
        )

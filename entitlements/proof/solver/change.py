"""A change, asked of the solver: each table over the whole book, and the year's money.

Tables are taken in the order in which they rest on each other. Once a table is shown to
decide the same for everybody, what rests on it reads the same terms in both books, and
is equal without asking.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from entitlements.facts import Facts
from entitlements.money import format_money
from entitlements.plan.terms import Term
from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.solver.asking import Answer, Met
from entitlements.proof.solver.climb import Most, most_of
from entitlements.proof.solver.compare import Compared, Differs
from entitlements.proof.solver.people import Disagreement, facts_of, invented
from entitlements.proof.solver.sides import Sides, leads, told
from entitlements.proof.solver.yearly import money_from, money_of, moved_tables, total_of
from entitlements.rulebook.model import Row
from entitlements.sentences import consequence_of

METHOD = "solver"
WEIGHTS = {"less": Weight.ASKS, "more": Weight.TELLS, "changed": Weight.ASKS}
SAID = {
    "less": "Somebody gets less: {words}.",
    "more": "Somebody gets more: {words}.",
    "changed": "Somebody gets something else: {words}.",
}
FIXES = {
    "less": "Mend the row, or give the reason why this person gets less.",
    "more": "",
    "changed": "Mend the row, or give the reason why this person gets something else.",
}
OUT_OF_TIME = "There was not enough time to look at everybody."
NOT_CONFIRMED = "The solver and the evaluator do not agree, so nothing is said here."
TELL_US = "Tell whoever keeps this tool. The rules need not change."


@dataclass
class Change:
    """Two sides for one council, and the tables that may come to something else."""

    sides: Sides
    names: tuple[str, ...]
    equal: list[str] = field(default_factory=list)  #: tables that need not be asked about

    def findings(self) -> Iterator[Finding]:
        """Every table that differs, then the year's money."""
        for name in self.names:
            yield from self._table(name)

    def _table(self, name: str) -> Iterator[Finding]:
        before, after = self.sides.tables(name)
        differs = Compared(before, after, self.sides.amounts).differs()  # type: ignore[arg-type]
        if differs.is_equal:
            self.equal.append(name)
            self._take_over(name)
            return
        answers = {kind: self._ask(differs, kind) for kind in WEIGHTS}
        for kind, answer in answers.items():
            if answer.met is Met.SOMEBODY:
                yield self._somebody(name, kind, answer)
        met = {answer.met for answer in answers.values()}
        axioms = tuple(sorted({axiom for answer in answers.values() for axiom in answer.axioms}))
        if met == {Met.NOBODY}:
            self._take_over(name)
            what = "Everybody gets the same as before, whatever other tables decide."
            yield self._bare(name, "changed", Shown.PROVED, what, axioms)
        elif Met.OUT_OF_TIME in met:
            yield self._bare(name, "less", Shown.OUT_OF_TIME, OUT_OF_TIME)
        elif answers["less"].met is Met.NOBODY:
            yield self._bare(name, "less", Shown.PROVED, "Nobody gets less.", axioms)

    def _ask(self, differs: Differs, kind: str) -> Answer:
        term: Term = getattr(differs, kind)
        return self.sides.ask(term)

    def _take_over(self, name: str) -> None:
        """What rests on a table that decides the same may read either book's."""
        before, after = self.sides.readings
        after.take_over(name, before)

    def _somebody(self, name: str, kind: str, answer: Answer) -> Finding:
        try:
            facts = self._confirmed(name, answer)
        except Disagreement:
            found = self._bare(name, kind, Shown.NOT_ATTEMPTED, NOT_CONFIRMED)
            return replace(found, fix=TELL_US)
        person = invented(facts, self.sides.readings[1])
        rows = self._rows(name, facts)
        ids = tuple(dict.fromkeys(row.id for row in rows if row))
        found = self._bare(name, kind, Shown.DISPROVED, SAID[kind].format(words=person.words))
        words = [self._words(row, at) for at, row in enumerate(rows)]
        return replace(
            found,
            weight=Weight.TELLS if self._own_text(name) else WEIGHTS[kind],
            fix=FIXES[kind],
            rows=ids,
            person=person,
            before=words[0],
            after=words[1],
        )

    def _own_text(self, name: str) -> bool:
        """Whether the table itself is changed: then the cells ask for the reason, once."""
        before, after = (reading.plan.by_id[name].table for reading in self.sides.readings)
        return before != after

    def _confirmed(self, name: str, answer: Answer) -> Facts:
        """The person, if each side decides by the row that the solver says. Raises Disagreement."""
        expected = [leads(answer, read) for read in self.sides.tables(name)]
        full: list[object] = []

        def check(facts: Facts) -> bool:
            evaluations = self.sides.evaluated(facts)
            found = [told(evaluation, name) for evaluation in evaluations]
            if not full:
                winners = [one[1] for one in found if one]
                full.append(found)
                return [rows[0] if rows else None for rows in winners] == expected
            return found == full[0]

        return self.sides.person(answer, (name,), check)

    def _rows(self, name: str, facts: Facts) -> list[Row | None]:
        return [evaluation.as_found(name).row for evaluation in self.sides.evaluated(facts)]

    def _words(self, row: Row | None, at: int) -> str:
        book = self.sides.readings[at].plan.book
        return consequence_of(row, book) if row else "Not decided"

    def _bare(
        self, name: str, kind: str, shown: Shown, what: str, axioms: tuple[str, ...] = ()
    ) -> Finding:
        day = self.sides.day
        return Finding(
            *(f"{kind}:{name}:whole_book", kind, shown, Weight.TELLS, what),
            table=name,
            axioms=axioms,
            days=(day, day),
            method=METHOD,
        )


@dataclass(frozen=True)
class Money:
    """The year's certain money of one person, before and after."""

    sides: Sides

    def findings(self) -> Iterator[Finding]:
        """Whoever loses most in a year; or that nobody's year falls."""
        before, after = (
            total_of(reading, amounts)
            for reading, amounts in zip(self.sides.readings, self.sides.amounts, strict=True)
        )
        if self.sides.terms.same(before.pence, after.pence):
            return
        terms = (before.pence, after.pence)
        most = most_of(self.sides.asking, terms[0] - terms[1], 0, self.sides.who)
        apart = f"Rows not counted, such as help with no set sum or in kind: {len(after.apart)}."
        if most.answer is None:
            shown = Shown.PROVED if most.proved else Shown.OUT_OF_TIME
            what = "Nobody's money for a year falls." if most.proved else OUT_OF_TIME
            yield self._bare(shown, f"{what} {apart}", most.axioms)
        else:
            yield self._loser(most, terms, apart)

    def _loser(self, most: Most, terms: tuple[Term, Term], apart: str) -> Finding:
        assert most.answer is not None
        sums = [most.answer.whole(term) for term in terms]
        try:
            facts, names = self._confirmed(most.answer, sums)
        except Disagreement:
            return self._bare(Shown.NOT_ATTEMPTED, NOT_CONFIRMED, ())
        person = invented(facts, self.sides.readings[1])
        bound = "the most that anybody can lose" if most.proved else "the most found in the time"
        what = f"Somebody's money for a year falls by {format_money(most.number)}, {bound}"
        found = self._bare(Shown.DISPROVED, f"{what}: {person.words}. {apart}", most.axioms)
        money = [money_from(one, names) for one in self.sides.evaluated(facts)]
        return replace(
            found,
            weight=Weight.ASKS,
            fix="Mend the rows, or give the reason for the loss.",
            rows=names,
            person=person,
            before=f"{format_money(money[0])} in a year",
            after=f"{format_money(money[1])} in a year",
        )

    def _confirmed(self, answer: Answer, sums: list[int]) -> tuple[Facts, tuple[str, ...]]:
        """The person and the tables that move them, if the evaluator comes to the same sums."""
        full = self.sides.evaluated(facts_of(answer, self.sides.readings))
        if [sum(money_of(one).values()) for one in full] != sums:
            raise Disagreement("the year's money")
        names = moved_tables(*full)
        expected = [told(one, name) for one in full for name in names]

        def check(facts: Facts) -> bool:
            found = self.sides.evaluated(facts)
            return [told(one, name) for one in found for name in names] == expected

        return self.sides.person(answer, names, check), names

    def _bare(self, shown: Shown, what: str, axioms: tuple[str, ...]) -> Finding:
        day, council = self.sides.day, self.sides.council.id or "england"
        name = f"less:year:{council}"
        return Finding(
            *(name, "less", shown, Weight.TELLS, what),
            axioms=axioms,
            days=(day, day),
            method=METHOD,
        )

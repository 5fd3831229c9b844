"""Comparing two books: who gets less, who more, who something that cannot be compared.

A table is compared on every stretch of days on which its text, or what it reads,
differs, for everybody that either text can tell apart. What was the same for all
is said to be proved; what could differ is never said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from entitlements.evaluate import Engine
from entitlements.proof.differing import ITS_TEXT
from entitlements.proof.direction import Move, Way, moves
from entitlements.proof.field import Field, field_of
from entitlements.proof.finding import Finding, InventedPerson, Shown, Weight
from entitlements.proof.given import givens
from entitlements.proof.ground import Ground
from entitlements.proof.person import person_in, somebody
from entitlements.proof.side import Side
from entitlements.proof.stretches import Stretch, stretches
from entitlements.proof.survey import METHOD, ONLY_SOME, TOO_MANY
from entitlements.proof.weighed import weighed
from entitlements.rulebook.model import RuleTable

WEIGHTS = {
    Way.LESS: Weight.ASKS,
    Way.MORE: Weight.TELLS,
    Way.CHANGED: Weight.ASKS,
    Way.WORDS: Weight.TELLS,
}
SAID = {
    Way.LESS: "Somebody gets less: {words}.",
    Way.MORE: "Somebody gets more: {words}.",
    Way.CHANGED: "Somebody gets something else: {words}.",
    Way.WORDS: "Somebody gets the same, and reads something else: {words}.",
}
FIXES = {
    Way.LESS: "Mend the row, or give the reason why this person gets less.",
    Way.MORE: "",
    Way.CHANGED: "Mend the row, or give the reason why this person gets something else.",
    Way.WORDS: "",
}
BY_SUMS = "Sums turn on a person's own figures, so only some people could be tried."


@dataclass(frozen=True)
class Moved:
    """Somebody who moves, which way, and what they get on each side, in words."""

    way: Way
    person: InventedPerson
    rows: tuple[str, ...]
    before: str
    after: str


@dataclass
class Pair:
    """Two versions of a table, one after the other, and all that was found between them."""

    table: str
    before: str
    after: str
    first: date
    last: date
    reasons: tuple[str, ...] = ()
    moved: dict[Way, Moved] = field(default_factory=dict)
    axioms: dict[str, None] = field(default_factory=dict)
    why_not: str = ""

    def findings(self) -> Iterator[Finding]:
        """Less, more and changed, each with a person; or that there is none."""
        for way in (Way.LESS, Way.MORE, Way.CHANGED, Way.WORDS):
            if way in self.moved:
                yield self._of(way, self.moved[way])
        moved = self.moved.keys() - {Way.WORDS}
        if self.why_not:
            found = self._bare("less", Shown.NOT_ATTEMPTED, self.why_not)
            yield replace(found, fix="Ask the solver.", id=f"{found.id}:everybody")
        elif not moved:
            yield self._bare("changed", Shown.PROVED, "Everybody gets the same as before.")
        elif Way.LESS not in moved:
            yield self._bare("less", Shown.PROVED, "Nobody gets less.")

    def _of(self, way: Way, moved: Moved) -> Finding:
        what = SAID[way].format(words=moved.person.words)
        held = self._bare("changed" if way is Way.WORDS else way.value, Shown.DISPROVED, what)
        return replace(
            held,
            id=f"{held.id}:words" if way is Way.WORDS else held.id,
            weight=WEIGHTS[way],
            fix=FIXES[way],
            rows=moved.rows,
            person=moved.person,
            before=moved.before,
            after=moved.after,
        )

    def _bare(self, kind: str, shown: Shown, what: str) -> Finding:
        through = [reason for reason in self.reasons if reason != ITS_TEXT]
        what += f" It reads {' and '.join(through)} that differs." if through else ""
        versions = ":".join(part for part in (self.before, self.after) if part)
        name = ":".join(part for part in (kind, self.table, versions) if part)
        return Finding(
            *(name, kind, shown, Weight.TELLS, what),
            table=self.table,
            version=self.after or self.before,
            axioms=tuple(self.axioms),
            days=(self.first, self.last),
            method=METHOD,
        )


@dataclass(frozen=True)
class Comparison:
    """Two books made ready to be compared, as at a day."""

    grounds: tuple[Ground, Ground]
    engines: tuple[Engine, Engine]
    as_at: date
    differing: Mapping[str, tuple[str, ...]]

    def findings(self) -> Iterator[Finding]:
        """Every table that differs, compared."""
        for name, reasons in self.differing.items():
            for pair in self.pairs(name, reasons):
                yield from pair.findings()

    def pairs(self, name: str, reasons: tuple[str, ...]) -> list[Pair]:
        """A table's versions, each against the one that was there on the same days."""
        before, after = (ground.book.tables.get(name) for ground in self.grounds)
        found: dict[tuple[str, str], Pair] = {}
        own_text = reasons == (ITS_TEXT,)
        for stretch in stretches(self.grounds, (before, after), self.as_at, own_text):
            key = (stretch.before, stretch.after)
            pair = found.setdefault(key, Pair(name, *key, stretch.first, stretch.last, reasons))
            pair.first, pair.last = min(pair.first, stretch.first), max(pair.last, stretch.last)
            self._prove(pair, (before, after), stretch)
        return list(found.values())

    def _prove(
        self, pair: Pair, tables: tuple[RuleTable | None, RuleTable | None], stretch: Stretch
    ) -> None:
        authority = next(table.authority for table in tables if table)
        sides = [Side(ground, authority, stretch.day) for ground in self.grounds]
        trees = [side.trees(t) if t else [] for side, t in zip(sides, tables, strict=True)]
        people = field_of(sides, trees)
        if people is None:
            pair.why_not = TOO_MANY
            return
        pair.axioms |= dict.fromkeys(people.axioms)
        pair.why_not = pair.why_not or ("" if people.exact else ONLY_SOME)
        for move in self._moves(people, tables):
            self._note(pair, people, tables, move)

    def _moves(
        self, people: Field, tables: tuple[RuleTable | None, RuleTable | None]
    ) -> Iterator[Move]:
        one, other = people.readings
        others = frozenset(self.differing)
        for before in givens(one, tables[0], people.possible):
            for after in givens(other, tables[1], before.cells):
                yield from moves((one, other), before, after, others)

    def _note(
        self,
        pair: Pair,
        people: Field,
        tables: tuple[RuleTable | None, RuleTable | None],
        move: Move,
    ) -> None:
        if move.way is Way.OPEN:
            self._weigh(pair, people, tables, move)
        elif move.way is not Way.SAME and move.way not in pair.moved:
            person = person_in(people, move.cells)
            pair.moved[move.way] = self._moved(move, person, move.way)

    def _weigh(
        self,
        pair: Pair,
        people: Field,
        tables: tuple[RuleTable | None, RuleTable | None],
        move: Move,
    ) -> None:
        """Sums that turn on facts: people at the corners, and no proof for everybody."""
        pair.why_not = pair.why_not or BY_SUMS
        table = tables[1] or tables[0]
        assert table is not None
        for one in weighed(self.engines, people, table, move.cells):
            if one.way is not Way.SAME and one.way not in pair.moved:
                person = somebody(people, move.cells, one.facts)
                pair.moved[one.way] = self._moved(move, person, one.way)

    def _moved(self, move: Move, person: InventedPerson, way: Way) -> Moved:
        books = [ground.book for ground in self.grounds]
        rows = tuple(dict.fromkeys((*move.before.ids, *move.after.ids)))
        return Moved(way, person, rows, move.before.words(books[0]), move.after.words(books[1]))

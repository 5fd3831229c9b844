"""Facts: what decides a fact exists, agrees with it, and every fact is of use to a rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from entitlements.care import CareFacts
from entitlements.derive import CARE_INPUTS
from entitlements.plan.ledger import LEDGER
from entitlements.problems import Problem, nearest
from entitlements.rulebook.catalogue import FactDef, FactType
from entitlements.rulebook.model import Match, Row, RuleBook, RuleTable
from entitlements.rulebook.read import CATALOGUE
from entitlements.rulebook.read_conditions import KEPT
from entitlements.rulebook.walk import facts_of_leaf, facts_of_row, leaves_of, rows_of

#: Facts that the program itself reads, whatever the rules say.
READ_BY_THE_PROGRAM = (
    "authority",
    "date_of_birth",
    "needs_help_today",
    "status_told_by_council",
    LEDGER,
)
_DECIDABLE = (FactType.YES_NO, FactType.CHOICE)


def check_facts(book: RuleBook) -> Iterator[Problem]:
    """Facts that nothing decides, and tables that decide, or are dated by, a wrong one."""
    for fact in book.catalogue.facts.values():
        yield from _named(fact)
        yield from _described(fact)
        yield from _derived(book, fact)
    for table in book.tables.values():
        yield from _decides(book, table)
        yield from _dated_by(book, table)
        yield from _of_a_council(book, table)


def _named(fact: FactDef) -> Iterator[Problem]:
    if fact.id in KEPT and fact.id != LEDGER:
        what = f"A fact cannot be called {fact.id!r}: 'when' keeps that word for itself."
        yield Problem(CATALOGUE, 0, what, "Give it another id.")


def _described(fact: FactDef) -> Iterator[Problem]:
    """A choice has choices, each once, and only a choice has them; bounds are in order."""
    name = f"The fact {fact.id}"
    is_choice = fact.type in (FactType.CHOICE, FactType.CHOICES)
    if is_choice != bool(fact.choices):
        what = f"{name} is a {fact.type} and has {'choices' if fact.choices else 'no choices'}."
        yield Problem(CATALOGUE, 0, what, "Mend its type, or its choices.")
    for value in sorted({value for value in fact.values if fact.values.count(value) > 1}):
        what = f"{name} has the choice {value!r} twice."
        yield Problem(CATALOGUE, 0, what, "Keep one of them.")
    if fact.least is not None and fact.most is not None and fact.most < fact.least:
        what = f"{name} is at least {fact.least} and at most {fact.most}."
        yield Problem(CATALOGUE, 0, what, "Swap them.")


def _derived(book: RuleBook, fact: FactDef) -> Iterator[Problem]:
    derivation = fact.derivation
    if derivation is None:
        return
    if derivation.kind == "care":
        known = [field.name for field in fields(CareFacts)]
    else:
        known = list(book.tables if derivation.kind == "table" else book.catalogue.facts)
    for name in derivation.of:
        if name not in known:
            what = f"{fact.id} comes from {derivation.kind} {name!r}, and there is none."
            yield Problem(CATALOGUE, 0, what, nearest(name, known))
        elif derivation.kind == "table" and book.tables[name].decides != fact.id:
            what = f"{fact.id} comes from the table {name}, which does not decide it."
            yield Problem(CATALOGUE, 0, what, f"Write 'decides: {fact.id}' in that table.")


def _decides(book: RuleBook, table: RuleTable) -> Iterator[Problem]:
    if table.decides is None:
        for _, row in rows_of(table):
            if row.value is not None:
                what = f"The row {row.id!r} gives a value, but the table decides no fact."
                yield Problem(table.place, row.line, what, "Add 'decides: <fact>', or take it out.")
        return
    fact = book.catalogue.facts.get(table.decides)
    if fact is None:
        what = f"The table decides {table.decides!r}, and there is no such fact."
        yield Problem(table.place, 1, what, nearest(table.decides, book.catalogue.facts))
    elif fact.type not in _DECIDABLE:
        what = f"{fact.id} is a {fact.type} fact; a table decides a choice or a yes or no."
        yield Problem(table.place, 1, what)
    else:
        yield from _once(book, table, fact)
        for _, row in rows_of(table):
            yield from _value(table, fact, row)


def _once(book: RuleBook, table: RuleTable, fact: FactDef) -> Iterator[Problem]:
    """One table decides a fact, and the fact says so."""
    derivation = fact.derivation
    if derivation is None or derivation.kind != "table" or table.id not in derivation.of:
        what = f"The table decides {fact.id}, which does not come from it."
        fix = f"In facts.yaml, derive it: 'from: {{table: {table.id}}}'."
        yield Problem(table.place, 1, what, fix)
    for other in book.tables.values():
        rivals = other.decides == fact.id and None in (table.authority, other.authority)
        if rivals and other.id < table.id:
            what = f"{other.id} decides {fact.id} too."
            yield Problem(table.place, 1, what, "One table decides a fact.")


def _value(table: RuleTable, fact: FactDef, row: Row) -> Iterator[Problem]:
    known = fact.values or ("true", "false")
    if row.value is None:
        if not (row.ambiguous or row.todo):
            what = f"The row {row.id!r} gives no value to {fact.id}, and not why."
            fix = f"Add 'value: …' ({', '.join(known)}), or what is not known: ambiguous, todo."
            yield Problem(table.place, row.line, what, fix)
    elif row.value not in known:
        what = f"{row.value!r} is not a value of {fact.id}."
        yield Problem(table.place, row.line, what, nearest(row.value, known))


def _of_a_council(book: RuleBook, table: RuleTable) -> Iterator[Problem]:
    """A council's table is of a council that somebody can have as their own."""
    councils = book.catalogue.facts.get("authority")
    if table.authority and councils and table.authority not in councils.values:
        what = f"There is no council {table.authority!r} among the choices of the fact authority."
        yield Problem(table.place, 1, what, nearest(table.authority, councils.values))


def _dated_by(book: RuleBook, table: RuleTable) -> Iterator[Problem]:
    if table.dated_by is None:
        return
    fact = book.catalogue.facts.get(table.dated_by)
    if fact is None:
        what = f"The table is dated by {table.dated_by!r}, and there is no such fact."
        yield Problem(table.place, 1, what, nearest(table.dated_by, book.catalogue.facts))
    elif fact.type is not FactType.DATE:
        what = f"The table is dated by {fact.id}, which is a {fact.type} and no date."
        yield Problem(table.place, 1, what)
    if table.match is Match.ALL:
        what = "A table whose rows add up cannot be dated by a fact."
        yield Problem(table.place, 1, what, "Write 'match: first', or take 'dated_by' out.")


def check_use(book: RuleBook) -> Iterator[Problem]:
    """Facts that are asked for and change nothing."""
    used = set(READ_BY_THE_PROGRAM)
    for table in book.tables.values():
        used.update(fact for _, row in rows_of(table) for fact in facts_of_row(row))
        used.add(table.dated_by or "")
    for fact in book.catalogue.facts.values():
        used.update(name for leaf in leaves_of(fact.asked_when) for name in facts_of_leaf(leaf))
        if fact.derivation is not None:
            is_care = fact.derivation.kind == "care"
            used.update(CARE_INPUTS if is_care else fact.derivation.of)
    for fact in book.catalogue.asked():
        if fact.id not in used and not fact.note:
            what = f"No rule uses the fact {fact.id}."
            fix = "Use it in a rule, say in its 'note' why it is kept, or take it out."
            yield Problem(CATALOGUE, 0, what, fix)

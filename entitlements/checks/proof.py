"""What only asking the rules can show: rows that win for nobody, and rows with no example."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, timedelta
from typing import Any, cast

from entitlements.answers import facts_from_data
from entitlements.evaluate import Engine
from entitlements.examples import decide_example
from entitlements.plan.cells import Reader, dead_rows
from entitlements.problems import Problem
from entitlements.rulebook.model import Example, Row, RuleBook, RuleTable, Status, Version
from entitlements.rulebook.walk import with_otherwise

#: A day to ask about a version that nobody gave a date of checking.
_SOME_DAY = date(2026, 11, 22)


def check_examples(book: RuleBook, only: Container[str] | None = None) -> Iterator[Problem]:
    """Rows, `otherwise` too, in which no worked example ends; of some tables, or of all."""
    engine = Engine(book)
    asked = (t for t in book.tables.values() if only is None or t.id in only)
    for table in asked:
        ended = {id(row) for version in table.versions for row in _ends(engine, table, version)}
        for version in table.versions:
            for row in with_otherwise(version):
                if version.status is Status.IN_FORCE and id(row) not in ended:
                    yield from _without_example(engine, table, version, row)


def _without_example(
    engine: Engine, table: RuleTable, version: Version, row: Row
) -> Iterator[Problem]:
    if row is not version.otherwise:
        name = f"the row {row.id!r}"
    elif row in _dead(engine, table, version):
        return  # the rows above take everybody, so there is no such person
    else:
        name = "'otherwise'"
    what, fix = f"No worked example ends in {name}.", "Add an example that does."
    yield Problem(table.place, row.line or version.line, what, fix)


def _ends(engine: Engine, table: RuleTable, version: Version) -> Iterator[Row]:
    """The rows in which the examples of a version end."""
    for example in version.examples:
        yield from _winners(engine, table, example)


def _winners(engine: Engine, table: RuleTable, example: Example) -> tuple[Row, ...]:
    data = cast(dict[str, Any], example.facts)
    facts, problems = facts_from_data(data, engine.book.catalogue, table.place, example.line)
    return () if problems else decide_example(engine, table, facts, example.as_at).rows


def check_dead_rows(book: RuleBook) -> Iterator[Problem]:
    """Rows that win for nobody, on any of the days tried. `otherwise` may."""
    engine = Engine(book)
    for table in book.tables.values():
        for version in table.versions:
            if version.status is Status.IN_FORCE:
                for row in _dead(engine, table, version):
                    if row is version.otherwise:
                        continue  # asked of every version, even where the rows take everybody
                    what = f"The row {row.id!r} can never win: the rows above it take everybody."
                    fix = "Move it up, mend its tests, or take it out."
                    yield Problem(table.place, row.line or version.line, what, fix)


def _dead(engine: Engine, table: RuleTable, version: Version) -> tuple[Row, ...]:
    """The rows of a version that are dead on every day tried; none, where nobody can say."""
    left: dict[int, Row] | None = None
    for day in _days(version):
        dead = _dead_on(engine, table, version, day)
        if dead is None:
            return ()
        left = dead if left is None else {place: left[place] for place in left if place in dead}
        if not left:
            return ()
    return tuple((left or {}).values())


def _dead_on(
    engine: Engine, table: RuleTable, version: Version, day: date
) -> dict[int, Row] | None:
    compiled, thresholds = engine.on(table.authority, day)
    planned = compiled.plan.by_id[table.id]
    dead = dead_rows(Reader(compiled.plan, compiled.evaluator, thresholds), planned)
    if dead is None:
        return None
    rows = {place: planned.rows[place] for place in dead}
    return {place: row.row for place, row in rows.items() if planned.version(row) is version}


def _days(version: Version) -> Iterator[date]:
    """Days to try: the last, the first, and one of each year between."""
    first = version.effective_from or _SOME_DAY
    checked = version.checked_on or _SOME_DAY
    last = version.effective_to - timedelta(days=1) if version.effective_to else checked
    yield max(first, last)
    yield first
    for year in range(max(first.year, last.year - 12) + 1, last.year + 1):
        yield date(year, 1, 1)

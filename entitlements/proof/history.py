"""History: a change that rewrites what was already in force needs a reason.

Ending a version on a day to come is no rewriting, nor is saying more of its source,
of who checked it or of what is still to be confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.stretches import row_substance
from entitlements.rulebook.model import Row, RuleBook, RuleTable, Status, Version
from entitlements.rulebook.walk import with_otherwise

FIX = "Add a new version that starts on a day to come, or give the reason for mending the past."


def rewritten(before: RuleBook, after: RuleBook, as_at: date) -> Iterator[Finding]:
    """Every version and every rate that was in force, and is no longer as it was."""
    for name, table in before.tables.items():
        if after.tables.get(name) != table:
            yield from _of_table(table, after.tables.get(name), as_at)
    yield from _backdated(before, after, as_at)
    yield from _rates(before, after, as_at)


def _of_table(table: RuleTable, now: RuleTable | None, as_at: date) -> Iterator[Finding]:
    held = {v.effective_from: v for v in now.versions} if now else {}
    for version in table.versions:
        if _has_begun(version, as_at):
            yield from _of_version(table, version, held.get(version.effective_from), as_at)
    if now is not None and (now.match, now.dated_by) != (table.match, table.dated_by):
        what = (
            "The way the rows combine, or the date that picks a version, has changed for all time."
        )
        yield _finding(table.id, "", "match", what)


def _has_begun(version: Version, as_at: date) -> bool:
    start = version.effective_from
    return version.status is Status.IN_FORCE and start is not None and start <= as_at


def _of_version(
    table: RuleTable, version: Version, now: Version | None, as_at: date
) -> Iterator[Finding]:
    when = str(version.effective_from)
    if now is None or now.status is not Status.IN_FORCE:
        yield _finding(
            table.id, when, "gone", f"The version from {when} was in force, and is gone."
        )
        return
    if now.effective_to != version.effective_to and not _ends_ahead(version, now, as_at):
        what = f"The version from {when} now ends on {now.effective_to or 'no day'}: in the past."
        yield _finding(table.id, when, "end", what)
    rows = tuple(row.id for row in _changed_rows(version, now))
    if rows:
        what = f"This rewrites what was in force from {when}: {', '.join(rows)}."
        yield replace(_finding(table.id, when, "rows", what), rows=rows)
    elif [_words(row) for row in with_otherwise(version)] != [
        _words(row) for row in with_otherwise(now)
    ]:
        what = f"The words of the version in force from {when} change, and who gets what does not."
        yield replace(_finding(table.id, when, "words", what), weight=Weight.TELLS, fix="")


def _ends_ahead(version: Version, now: Version, as_at: date) -> bool:
    ends = (version.effective_to, now.effective_to)
    return all(end is None or end > as_at for end in ends)


def _changed_rows(version: Version, now: Version) -> list[Row]:
    """Rows that are new, gone, moved or say something else."""
    one, other = with_otherwise(version), with_otherwise(now)
    mine = [row_substance(row) for row in one]
    theirs = [row_substance(row) for row in other]
    if mine == theirs:
        return []
    found = [row for row, text in zip(one, mine, strict=True) if text not in theirs]
    found += [row for row, text in zip(other, theirs, strict=True) if text not in mine]
    return list({row.id: row for row in found or one}.values())


def _words(row: Row) -> Row:
    """A row without what may be added to at any time."""
    return replace(row, source=(), todo=None, note=None, line=0)


def _backdated(before: RuleBook, after: RuleBook, as_at: date) -> Iterator[Finding]:
    """New versions that start before today, in a table that was there."""
    for name, table in after.tables.items():
        was = before.tables.get(name)
        if was is None or was == table:
            continue
        known = {version.effective_from for version in was.versions}
        for version in table.versions:
            if _has_begun(version, as_at) and version.effective_from not in known:
                when = str(version.effective_from)
                what = f"A new version starts on {when}, which is not a day to come."
                yield _finding(name, when, "backdated", what)


def _rates(before: RuleBook, after: RuleBook, as_at: date) -> Iterator[Finding]:
    """Rates that were in force, and are another sum or gone."""
    for name, parameter in before.parameters.items():
        now = after.parameters.get(name)
        held = {value.start: value.value for value in now.values} if now else {}
        for value in parameter.values:
            if value.start <= as_at and held.get(value.start) != value.value:
                what = f"This rewrites the rate {name} that was in force from {value.start}."
                yield _finding("", str(value.start), f"rate:{name}", what)


def _finding(table: str, version: str, rest: str, what: str) -> Finding:
    name = ":".join(part for part in ("history", table, version, rest) if part)
    return Finding(
        *(name, "history", Shown.DISPROVED, Weight.ASKS, what, FIX),
        table=table,
        version=version,
        method="text",
    )

"""Gaps: days that no version covers, people whom no row takes, and rows that give no value."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from entitlements.dates import format_day
from entitlements.facts import Facts
from entitlements.proof.field import Field
from entitlements.proof.finding import Finding, InventedPerson, Shown, Weight
from entitlements.proof.ground import Ground
from entitlements.proof.person import person_in
from entitlements.proof.side import Side
from entitlements.proof.space import Cells
from entitlements.proof.survey import Survey
from entitlements.proof.words import person_words
from entitlements.rulebook.model import RuleTable, Status, Version


def gaps(survey: Survey) -> Iterator[Finding]:
    """People for whom a version comes to nothing, or the proof that there are none."""
    found = [*_not_decided(survey), *_without_value(survey)]
    yield from found
    if not found:
        yield survey.settled("gap", "Everybody has an answer.")


def _not_decided(survey: Survey) -> Iterator[Finding]:
    """The first day on which somebody is left without an answer."""
    for field in survey.looked_at:
        left = field.possible
        for won in field.readings[0].winners(survey.table):
            left &= ~won
        if left:
            yield _left_over(survey, field, left)
            return


def _left_over(survey: Survey, field: Field, left: Cells) -> Finding:
    person, day = person_in(field, left), field.readings[0].side.day
    rows = field.readings[0].rows(survey.table)
    waiting = [
        line.row.id
        for line, (sure, maybe) in zip(survey.lines, rows, strict=True)
        if maybe & ~sure & left
    ]
    if waiting:
        what = f"On {format_day(day)} no rate is published that the row {waiting[0]} needs."
        fix = f"Add the rate to parameters.yaml. Until then this is left open for {person.words}."
        more = {"fix": fix, "person": person, "rows": (waiting[0],)}
        return survey.finding("gap", f"rate:{waiting[0]}", Weight.TELLS, what, **more)
    what = f"No row and no 'otherwise' takes this person: {person.words}."
    fix = "Add a row for them, or an 'otherwise'."
    return survey.finding("gap", "people", Weight.STOPS, what, fix=fix, person=person)


def _without_value(survey: Survey) -> Iterator[Finding]:
    """Rows of a table that decides a fact, and that leave the fact open for somebody."""
    if survey.table.decides is None:
        return
    for place, line in enumerate(survey.lines):
        row = line.row
        if row.value is not None or line is survey.lines[-1]:
            continue
        for field in survey.looked_at:
            won = field.readings[0].winners(survey.table)[place] & field.possible
            if won:
                weight = Weight.TELLS if row.ambiguous or row.todo else Weight.ASKS
                person = person_in(field, won)
                what = f"The row {row.id} gives no value, so {survey.table.decides} is not known."
                fix = f"Give the row a 'value', or say why with 'ambiguous'. One is {person.words}."
                more = {"fix": fix, "person": person, "rows": (row.id,)}
                yield survey.finding("gap", f"value:{row.id}", weight, what, **more)
                break


def days_without_a_version(ground: Ground, table: RuleTable) -> Iterator[Finding]:
    """Days between two versions on which neither is in force."""
    held = [v for v in table.versions if v.status is Status.IN_FORCE and v.effective_from]
    for one, other in pairwise(held):
        end, start = one.effective_to, other.effective_from
        if end is None or start is None or end >= start:
            continue
        stated = bool(one.dates_note or other.dates_note)
        what = f"No version covers the days from {format_day(end)} to {format_day(start)}."
        yield Finding(
            f"gap:{table.id}:{format_day(end)}",
            "gap",
            Shown.DISPROVED,
            Weight.TELLS if stated else Weight.STOPS,
            what,
            "" if stated else "Close the gap, or say why it is there in 'dates_note'.",
            table=table.id,
            version=format_day(start),
            person=_somebody(ground, table, one),
            days=(end, start),
            method="text",
        )


def _somebody(ground: Ground, table: RuleTable, before: Version) -> InventedPerson | None:
    """Of a dated table: somebody whose date falls in the gap."""
    day = before.effective_to
    if table.dated_by is None or day is None:
        return None
    side = Side(ground, table.authority, day)
    facts = Facts({table.dated_by: day.toordinal()})
    if side.authority is not None:
        facts = facts.knowing("authority", side.authority)
    return InventedPerson(facts, day, person_words(facts, day, ground.book.catalogue))

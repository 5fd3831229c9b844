"""Time: every day has one version, or the gap is stated."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from entitlements.problems import Problem
from entitlements.rulebook.model import Parameter, RuleBook, RuleTable, Status, Version
from entitlements.rulebook.read import PARAMETERS


def check_dates(book: RuleBook) -> Iterator[Problem]:
    """Versions that end before they start, overlap, are out of order or leave a gap."""
    for table in book.tables.values():
        for version in table.versions:
            yield from _ends_after_it_starts(table, version)
        in_force = [v for v in table.versions if v.status is Status.IN_FORCE]
        for one, other in pairwise(in_force):
            yield from _follow_on(table, one, other)
    for parameter in book.parameters.values():
        yield from _values_in_order(parameter)


def _ends_after_it_starts(table: RuleTable, version: Version) -> Iterator[Problem]:
    start, end = version.effective_from, version.effective_to
    if start is not None and end is not None and end <= start:
        what = f"This version ends on {end}, before a day of it is over."
        fix = "effective_to is the first day not in force."
        yield Problem(table.place, version.line, what, fix)


def _follow_on(table: RuleTable, one: Version, other: Version) -> Iterator[Problem]:
    """One version starts as the one before it ends."""
    start, end = other.effective_from, one.effective_to
    if start is None or one.effective_from is None:
        return
    if start <= one.effective_from:
        what = f"The version from {start} stands after the one from {one.effective_from}."
        yield Problem(table.place, other.line, what, "Put the oldest first.")
    elif end is None or end > start:
        what = f"Two versions are in force on {start}."
        fix = f"End the one before: 'effective_to: {start}'."
        yield Problem(table.place, one.line, what, fix)
    elif end < start and not (one.dates_note or other.dates_note):
        what = f"No version is in force from {end} to {start}."
        fix = "Close the gap, or say why it is there in 'dates_note'."
        yield Problem(table.place, other.line, what, fix)


def _values_in_order(parameter: Parameter) -> Iterator[Problem]:
    name = parameter.id
    for value in parameter.values:
        if value.to is not None and value.to <= value.start:
            what = f"The value of {name} from {value.start} ends on {value.to}."
            yield Problem(PARAMETERS, 0, what, "'to' is the first day it does not hold.")
    for one, other in pairwise(parameter.values):
        if other.start <= one.start:
            what = f"The values of {name} are out of order at {other.start}."
            yield Problem(PARAMETERS, 0, what, "Put the oldest first.")
        elif one.to is not None and one.to > other.start:
            what = f"Two values of {name} hold on {other.start}."
            yield Problem(PARAMETERS, 0, what, f"End the one before: 'to: {other.start}'.")

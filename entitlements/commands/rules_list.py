"""`rules list`: every table with its versions."""

from __future__ import annotations

from argparse import Namespace
from itertools import groupby

from entitlements.commands.loading import book_in
from entitlements.commands.printing import bullet, heading, paragraph
from entitlements.rulebook.model import RuleTable, Status, Version


def run(arguments: Namespace) -> int:
    """Print every table by area."""
    tables = sorted(book_in(arguments.rules).tables.values(), key=lambda t: (t.area, t.id))
    for area, found in groupby(tables, key=lambda table: table.area):
        heading(area.replace("_", " "))
        for table in found:
            print_table(table)
    print(f"\n{len(tables)} tables")
    return 0


def print_table(table: RuleTable) -> None:
    """Print a table's name and its versions."""
    paragraph(f"{table.id}: {table.title}", 0, 2)
    for version in table.versions:
        bullet(f"{dates(version)} ({len(version.rows)} rows, {version.confidence.value})")


def dates(version: Version) -> str:
    """The days a version is in force, in words."""
    start, end = version.effective_from, version.effective_to
    if version.status is Status.PENDING:
        return f"announced for {start}" if start else "announced, with no date"
    return f"from {start}" if end is None else f"from {start} until {end}"

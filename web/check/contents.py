"""What this checks: every entitlement of the rule book, with its sources and its last check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from entitlements.rulebook.model import Citation, Confidence, RuleBook, RuleTable, Source, Version
from web.citations import SourceLine, source_lines
from web.i18n import gettext as _
from web.told.heaps import AREAS
from web.wording import day, table_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One entitlement as the list shows it."""

    anchor: str
    title: str
    council: str
    summary: str
    state: str
    sources: tuple[SourceLine, ...]


def contents(book: RuleBook, as_at: date) -> dict[str, list[Entry]]:
    """Every entitlement under its area, in the order of a results page."""
    councils = {c.value: c.label for c in book.catalogue.facts["authority"].choices}
    areas: dict[str, list[Entry]] = {area: [] for area in AREAS}
    for table in sorted(book.tables.values(), key=lambda table: table.title):
        areas[table.area].append(_entry(table, councils, book.sources, as_at))
    return {area: entries for area, entries in areas.items() if entries}


def _entry(
    table: RuleTable, councils: Mapping[str, str], sources: Mapping[str, Source], as_at: date
) -> Entry:
    version = now(table, as_at)
    rows = [*version.rows, *([version.otherwise] if version.otherwise else [])]
    cited = dict.fromkeys(Citation(c.source) for row in rows for c in row.source)
    return Entry(
        anchor=table.id.replace("/", "-"),
        title=table_text(table, "title"),
        council=councils.get(table.authority or "", ""),
        summary=table_text(table, "summary"),
        state=_state(version, as_at),
        sources=tuple(source_lines(sources, cited or version.source)),
    )


def now(table: RuleTable, as_at: date) -> Version:
    """The version in force on a day, or the last one."""
    return next((v for v in table.versions if v.in_force(as_at)), table.versions[-1])


def _state(version: Version, as_at: date) -> str:
    checked = version.checked_on
    says = [_("Last looked at on %(day)s.", day=day(checked))] if checked else []
    if version.confidence is Confidence.UNCONFIRMED:
        says.append(_("Not fully checked yet."))
    if not version.in_force(as_at):
        says.append(_("Not in force today."))
    return " ".join(says)

"""Putting together what a file holds: sheets as versions of a table, with every problem."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from entitlements.grid.plain import Unread, node_of, shaped
from entitlements.problems import Problem
from entitlements.rulebook.model import Example, RuleBook, RuleTable, Version
from entitlements.rulebook.read_tables import TABLE
from entitlements.rulebook.records import Key
from entitlements.rulebook.shapes import Number
from web.interchange.imported import Imported
from web.interchange.lists import DAYS, PARTS, WORDS, Table, read_listed, read_stacked
from web.interchange.sheets import SheetReader

_NUMBERED = re.compile(r"Rows(?: (\d{1,3}))?")
_COUNTED = [Key("number", Number(1), True), *DAYS]


class Gathering:
    """Gathers the sheets of a workbook into a table."""

    def __init__(self, table: RuleTable, book: RuleBook, problems: list[Problem]) -> None:
        self.table, self.book, self.problems = table, book, problems

    def gathered(self, sheets: dict[str, Table], chosen: Version) -> Imported:
        """The table with the versions, words and examples that the sheets hold."""
        words = self._words(sheets.get("Table", []))
        numbered = self._places(sheets)
        days = self._days(sheets.get("Versions", []))
        held = dict[int, Version]()
        for place, title in numbered.items():
            at = self.table.versions.index(chosen) if place is None else place
            version = self._version(sheets[title], title, at)
            if version is not None:
                held[at] = self._with_examples(version, sheets, at, days.get(at, {}))
        return self.finished(replace(self.table, **words), held)

    def finished(self, table: RuleTable, held: dict[int, Version]) -> Imported:
        """The table with some versions changed, if the reader of rule files takes it."""
        versions = tuple(held.get(n, old) for n, old in enumerate(table.versions))
        changed = replace(table, versions=versions)
        if not self.problems:
            try:
                shaped(TABLE, node_of(TABLE.write(changed)), self.book)
            except Unread as unread:
                self.problems.append(Problem(table.id, 0, unread.what, unread.fix))
        if self.problems:
            return Imported(None, (), tuple(self.problems))
        return Imported(changed, tuple(held[place] for place in sorted(held)))

    def _places(self, sheets: dict[str, Table]) -> dict[int | None, str]:
        """The sheets that hold rows, by the place of their version; None is the chosen one."""
        found = dict[int | None, str]()
        for title in sheets:
            if match := _NUMBERED.fullmatch(title):
                place = int(match[1]) - 1 if match[1] else None
                if place is not None and not 0 <= place < len(self.table.versions):
                    what = f"{self.table.title} has no version {place + 1}."
                    self._problem(f"sheet {title}", what, "Begin the version first.")
                else:
                    found[place] = title
        if not found and len(sheets) == 1:
            return {None: next(iter(sheets))}
        if not found:
            fix = "Name the sheet that holds the rows “Rows”."
            self._problem("workbook", "No sheet is named “Rows”.", fix)
        return found

    def _version(self, table: Table, title: str, place: int) -> Version | None:
        reader = SheetReader(title, self.book)
        version = reader.version(table, self.table.versions[place])
        self.problems += reader.problems
        return version

    def _words(self, table: Table) -> dict[str, Any]:
        values = read_stacked("Table", table, WORDS, self.book, self.problems)
        return self.own(values, "sheet Table")

    def own(self, words: dict[str, Any], place: str) -> dict[str, Any]:
        """The words of a table, if they are of this one."""
        if words.get("id", self.table.id) != self.table.id:
            what = f"This file is of {words['id']}, not of {self.table.id}."
            self._problem(place, what, "Import it into its own table.")
        return words

    def _days(self, table: Table) -> dict[int, dict[str, Any]]:
        rows = read_listed("Versions", table, _COUNTED, self.book, self.problems)
        return {row.pop("number") - 1: row for row in rows if "number" in row}

    def _with_examples(
        self, version: Version, sheets: dict[str, Table], place: int, days: dict[str, Any]
    ) -> Version:
        title = f"Examples {place + 1}"
        if title not in sheets:
            return replace(version, **days)
        rows = read_listed(title, sheets[title], PARTS, self.book, self.problems)
        found = [Example(**row) for row in rows if len(row) == len(PARTS)]
        return replace(version, examples=tuple(found), **days)

    def _problem(self, place: str, what: str, fix: str) -> None:
        self.problems.append(Problem(place, 0, what, fix))

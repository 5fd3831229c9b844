"""Rule tables out to other tools, and back in as a draft: Excel, CSV and DMN 1.3.

import(export(table)) is the table again. What is brought in is only ever a draft.
"""

from __future__ import annotations

from pathlib import PurePath

from entitlements.problems import Problem
from entitlements.rulebook.model import RuleBook, RuleTable, Version
from web.interchange.comma import export_csv as _export_csv
from web.interchange.comma import read_csv
from web.interchange.dmn import export_dmn
from web.interchange.dmn_gathering import gathered
from web.interchange.imported import Imported, Refused
from web.interchange.reading import Gathering
from web.interchange.workbook import export_xlsx
from web.interchange.workbook_read import read_xlsx

__all__ = ["Imported", "Refused", "export_csv", "export_dmn", "export_xlsx", "import_sheet"]


def export_csv(table: RuleTable, version: Version, book: RuleBook) -> bytes:
    """The rows of one version as comma-separated text."""
    assert version in table.versions
    return _export_csv(version, book)


def import_sheet(
    name: str, data: bytes, table: RuleTable, book: RuleBook, version: Version | None = None
) -> Imported:
    """Read a file as a change of a table; its name says of which kind it is.

    `version` is the one that a file without numbered sheets is of: else the last.
    """
    problems, chosen = list[Problem](), version or table.versions[-1]
    try:
        gathering = Gathering(table, book, problems)
        kind = PurePath(name).suffix.lower()
        if kind == ".csv":
            return gathering.gathered({"CSV": read_csv(data)}, chosen)
        if kind in (".dmn", ".xml"):
            return gathered(gathering, data, chosen)
        if kind == ".xlsx":
            return gathering.gathered(read_xlsx(data, book, problems), chosen)
        raise Refused(
            f"{kind or 'This file'} is not a kind that is read.", "Use .xlsx, .csv or .dmn."
        )
    except Refused as refused:
        return Imported(None, (), (Problem(name, 0, refused.what, refused.fix),))

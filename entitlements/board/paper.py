"""The report as the content of a paper, for any renderer that prints one."""

from __future__ import annotations

from entitlements.board.cells import Table, as_rows
from entitlements.board.report import BoardReport
from entitlements.pack.content import Block, Columns, Paragraph, Section


def sections_of(report: BoardReport) -> tuple[Section, ...]:
    """One section for each table: the table, and its note under it."""
    return tuple(Section(table.id, table.title, _blocks(table)) for table in report.tables)


def _blocks(table: Table) -> tuple[Block, ...]:
    head, *rows = as_rows(table)
    if not rows:
        return Paragraph("There is nothing to show here."), Paragraph(table.note)
    widths = (max(2, len(head) // 2), *(1 for _ in head[1:]))
    return Columns(table.title, head, tuple(rows), widths), Paragraph(table.note)

"""The Corporate Parenting Board report: counts and sums, small numbers hidden.

    board_report(young, as_at) -> BoardReport -> as_rows(table), sections_of(report)

Nobody is named in it, and nothing that is not known is counted as none.
"""

from entitlements.board.cells import Cell, Kind, Row, State, Table, as_rows
from entitlements.board.paper import sections_of
from entitlements.board.report import BoardReport, board_report
from entitlements.board.young import AwardStep, Saving, Unclaimed, Young

__all__ = [
    "AwardStep",
    "BoardReport",
    "Cell",
    "Kind",
    "Row",
    "Saving",
    "State",
    "Table",
    "Unclaimed",
    "Young",
    "as_rows",
    "board_report",
    "sections_of",
]

"""A rule table as a grid of cells in plain words, for people who do not write YAML."""

from __future__ import annotations

from entitlements.grid.also import ALSO, read_also, write_also
from entitlements.grid.amounts import read_amount, write_amount
from entitlements.grid.cells import read_cell, write_cell
from entitlements.grid.grid import (
    ALSO_COLUMN,
    Column,
    ColumnKind,
    Grid,
    fact_column,
    grid_of,
    key_column,
)
from entitlements.grid.help import CellHelp, help_for
from entitlements.grid.version import version_of
from entitlements.rulebook.read_tables import MOST_ROWS

__all__ = [
    "ALSO",
    "ALSO_COLUMN",
    "MOST_ROWS",
    "CellHelp",
    "Column",
    "ColumnKind",
    "Grid",
    "fact_column",
    "grid_of",
    "help_for",
    "key_column",
    "read_also",
    "read_amount",
    "read_cell",
    "version_of",
    "write_also",
    "write_amount",
    "write_cell",
]

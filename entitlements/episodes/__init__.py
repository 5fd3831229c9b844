"""Care periods as a spreadsheet or a case system has them, read, joined and counted.

    text -> read_pasted -> rows, periods, problems -> joined -> recount

Nothing is repaired and nothing is guessed: a row that cannot be read is kept as it was
typed, with what is wrong and how to fix it. Columns that nobody needs are dropped here.
"""

from entitlements.episodes.changes import Recount, Stretch, WhyNot, recount
from entitlements.episodes.joining import as_table, as_text, joined
from entitlements.episodes.pasted import Pasted, Row
from entitlements.episodes.reading import read_pasted
from entitlements.episodes.sheet import MOST_CHARACTERS, MOST_ROWS

__all__ = [
    "MOST_CHARACTERS",
    "MOST_ROWS",
    "Pasted",
    "Recount",
    "Row",
    "Stretch",
    "WhyNot",
    "as_table",
    "as_text",
    "joined",
    "read_pasted",
    "recount",
]

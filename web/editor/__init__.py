"""The policy lead's face: rule tables changed, proved, signed and published."""

from web.editor import (
    views_audit,
    views_changes,
    views_compare,
    views_grid,
    views_new,
    views_people,
    views_sheets,
    views_signoff,
    views_tables,
    views_texts,
    views_version,
)
from web.editor.face import bp

__all__ = [
    "bp",
    "views_audit",
    "views_changes",
    "views_compare",
    "views_grid",
    "views_new",
    "views_people",
    "views_sheets",
    "views_signoff",
    "views_tables",
    "views_texts",
    "views_version",
]

"""Cases: an adviser with a young person beside them, what was found, and what was paid."""

from web.cases import (
    views_teams,
)
from web.cases.face import bp

__all__ = [
    "bp",
    "views_teams",
]

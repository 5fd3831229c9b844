"""Where a published version stands: what came after it, and which day it is."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.signoff import Dated, Standing
from web.editor.steps import stands

MINE = Dated(date(2027, 4, 1), None, "mine")
NEXT = Dated(date(2028, 4, 1), None, "next")
ENDED = Dated(date(2027, 4, 1), date(2028, 4, 1), "mine")


@pytest.mark.parametrize(
    ("now", "as_at", "stands_as"),
    [
        ([MINE], date(2027, 3, 31), Standing.SCHEDULED),
        ([MINE], date(2027, 4, 1), Standing.IN_FORCE),
        ([ENDED, NEXT], date(2028, 3, 31), Standing.IN_FORCE),
        ([ENDED, NEXT], date(2028, 4, 1), Standing.SUPERSEDED),
        ([NEXT], date(2027, 5, 1), Standing.WITHDRAWN),
        ([Dated(date(2027, 4, 1), None, "theirs")], date(2027, 5, 1), Standing.SUPERSEDED),
    ],
)
def test_a_version_stands_by_the_newest_text_and_the_day(
    now: list[Dated], as_at: date, stands_as: Standing
) -> None:
    assert stands(MINE, now, as_at) is stands_as

"""What became of a published version: dates and later publications say."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.signoff import Dated, Standing, standing

OLD = Dated(date(2020, 4, 1), text="£2,000")
NEW = Dated(date(2027, 4, 1), text="£3,000")
ENDING = Dated(date(2020, 4, 1), date(2026, 4, 1), "a pilot")
WAITING = Dated(None, text="announced, no day named")
BOTH = (OLD, NEW)


@pytest.mark.parametrize(
    ("version", "beside", "later", "day", "stands"),
    [
        (NEW, BOTH, [], date(2027, 3, 31), Standing.SCHEDULED),
        (NEW, BOTH, [], date(2027, 4, 1), Standing.IN_FORCE),
        (OLD, BOTH, [], date(2027, 3, 31), Standing.IN_FORCE),
        (OLD, BOTH, [], date(2027, 4, 1), Standing.SUPERSEDED),
        (ENDING, [ENDING], [], date(2026, 3, 31), Standing.IN_FORCE),
        (ENDING, [ENDING], [], date(2026, 4, 1), Standing.SUPERSEDED),
        (WAITING, [WAITING], [], date(2099, 1, 1), Standing.SCHEDULED),
        (OLD, [OLD], [BOTH], date(2027, 3, 31), Standing.IN_FORCE),
        (OLD, [OLD], [BOTH], date(2027, 4, 1), Standing.SUPERSEDED),
        (NEW, BOTH, [[OLD]], date(2027, 5, 1), Standing.WITHDRAWN),
        (NEW, BOTH, [[OLD], BOTH], date(2027, 5, 1), Standing.WITHDRAWN),
        (NEW, BOTH, [[OLD, Dated(NEW.starts, text="£4,000")]], date(2027, 5, 1), "superseded"),
        (NEW, BOTH, [BOTH, BOTH], date(2027, 5, 1), Standing.IN_FORCE),
    ],
)
def test_how_a_version_stands(version, beside, later, day, stands) -> None:
    assert standing(version, beside, later, day) == stands

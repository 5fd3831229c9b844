"""Who looked at a case: its own adviser and its managers can read it, and nobody else."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.web.cases.room import Room


@pytest.fixture
def room(app: Flask) -> Room:
    """A team at work."""
    return Room.of(app)


def test_the_adviser_and_the_manager_see_who_looked(room: Room) -> None:
    case = room.open()
    room.colleague(f"/cases/{case.id}/letter")

    for reader in (room.adviser, room.manager):
        page = reader(f"/cases/{case.id}/looked")
        assert "Col League" in page.text
        assert "Letters and papers" in page.text


def test_a_colleague_does_not(room: Room) -> None:
    case = room.open()

    room.colleague(f"/cases/{case.id}/looked", status=404)


def test_a_manager_sees_the_looks_of_the_whole_team(room: Room) -> None:
    one, other = room.open("Sam"), room.open("Alex")
    room.adviser(f"/cases/{one.id}/letter")
    room.colleague(f"/cases/{other.id}/letter")
    page = room.manager("/cases/looked")

    assert f"Case {one.id}" in page.text
    assert f"Case {other.id}" in page.text
    assert page.text.count("Not their own case") == 1
    assert "Sam" not in page.text
    room.adviser("/cases/looked", status=403)

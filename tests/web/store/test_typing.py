"""What is typed and not saved is kept for whoever typed it, and for nobody else."""

from __future__ import annotations

import time

import pytest

from web.store import accounts, changes, typing
from web.store.engine import Store

CELLS = {"cell-0-1": "£3,000 – “up to”", "rows": "1"}


@pytest.fixture
def two(store: Store) -> tuple[int, int, int]:
    """A change, and two accounts."""
    ann, bo = (account.id for account in accounts.everyone(store)[:2])
    change = changes.begin(store, "A change", "Why not.", ann, int(time.time()))
    return change.id, ann, bo


def test_it_comes_back_as_it_was_typed(store: Store, two: tuple[int, int, int]) -> None:
    change, ann, _bo = two
    typing.keep(store, change, "dorset/sim.yaml#0", ann, CELLS, 3, 1_700_000_000)
    found = typing.read(store, change, "dorset/sim.yaml#0", ann)

    assert found == typing.Typed(CELLS, 3, 1_700_000_000)


def test_the_newest_typing_takes_the_place_of_the_last(
    store: Store, two: tuple[int, int, int]
) -> None:
    change, ann, _bo = two
    typing.keep(store, change, "dorset/sim.yaml#0", ann, CELLS, 3, 1)
    typing.keep(store, change, "dorset/sim.yaml#0", ann, {"rows": "2"}, 4, 2)
    found = typing.read(store, change, "dorset/sim.yaml#0", ann)

    assert found == typing.Typed({"rows": "2"}, 4, 2)


def test_nobody_else_sees_it(store: Store, two: tuple[int, int, int]) -> None:
    change, ann, bo = two
    typing.keep(store, change, "dorset/sim.yaml#0", ann, CELLS, 3, 1)

    assert typing.read(store, change, "dorset/sim.yaml#0", bo) is None
    assert typing.read(store, change, "dorset/sim.yaml#1", ann) is None


def test_a_text_that_is_replaced_takes_the_typing_in_all_its_versions(
    store: Store, two: tuple[int, int, int]
) -> None:
    change, ann, bo = two
    for place in (0, 1, 12):
        typing.keep(store, change, f"dorset/sim.yaml#{place}", ann, CELLS, 3, 1)
    typing.keep(store, change, "dorset/sim.yaml#0", bo, CELLS, 3, 1)
    typing.keep(store, change, "dorset/sim%yaml#0", ann, CELLS, 3, 1)
    typing.drop_of_file(store, change, "dorset/sim.yaml", ann)

    gone = [typing.read(store, change, f"dorset/sim.yaml#{place}", ann) for place in (0, 1, 12)]
    assert gone == [None, None, None]
    assert typing.read(store, change, "dorset/sim.yaml#0", bo) is not None
    assert typing.read(store, change, "dorset/sim%yaml#0", ann) is not None

"""Small numbers hidden: whoever knows the rules and all that is printed cannot work one out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from entitlements.board.hiding import family, is_small, money, money_total, part

Published = tuple[int | None, ...]


def vectors(cells: int, most: int) -> Iterator[tuple[int, ...]]:
    """Every way to fill some cells with no more than so many in all."""
    return (v for v in product(range(most + 1), repeat=cells) if sum(v) <= most)


def published(values: tuple[int, ...], threshold: int, more: int = 0) -> Published:
    """What is printed of a family: its cells, and then its total.

    The total is hidden below the threshold, or a little above it.
    """
    total = sum(values)
    few = is_small(total, threshold + more)
    hidden = family(values, threshold, total_hidden=few)
    cells = [None if is_hidden else v for v, is_hidden in zip(values, hidden, strict=True)]
    return (*cells, None if few else total)


@pytest.mark.parametrize("more", [0, 2])
@pytest.mark.parametrize(
    ("threshold", "cells", "most"),
    [(5, 2, 20), (5, 3, 16), (6, 2, 24), (6, 3, 22), (6, 4, 16), (6, 5, 12), (10, 3, 20)],
)
def test_every_hidden_cell_has_two_values_that_print_the_same(
    threshold: int, cells: int, most: int, more: int
) -> None:
    """For every family there is: so not even the rules of hiding themselves tell a cell."""
    alike: dict[Published, list[tuple[int, ...]]] = defaultdict(list)
    for values in vectors(cells, most):
        alike[published(values, threshold, more)].append(values)
    for printed, families in alike.items():
        for place in range(cells):
            could_be = {values[place] for values in families}
            assert printed[place] is not None or len(could_be) > 1, (printed, families)
            assert printed[place] is None or len(could_be) == 1


@pytest.mark.parametrize("most", [14])
def test_no_small_number_is_printed(most: int) -> None:
    for values in vectors(3, most):
        assert not any(is_small(cell, 6) for cell in published(values, 6) if cell is not None)


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ((10, 20, 30), (10, 20, 30, 60)),
        ((0, 20, 30), (0, 20, 30, 50)),
        ((3, 20, 30), (None, 20, None, 53)),
        ((3, 2, 30), (None, None, 30, 35)),
        ((1, 1, 30), (None, None, None, 32)),
        ((5, 5, 30), (None, None, None, 40)),
        ((3, 0, 30), (None, 0, None, 33)),
        ((3, 0, 0), (None, 0, 0, None)),
        ((1, 1, 1, 1, 1, 1, 0), (None,) * 7 + (6,)),
    ],
)
def test_worked_examples(values: tuple[int, ...], printed: Published) -> None:
    assert published(values, 6) == printed


def test_six_payments_to_one_person_are_small() -> None:
    assert family([6, 9, 20], 6, people=[1, 9, 15]) == (True, False, True)


def test_a_part_is_hidden_where_it_or_the_rest_is_small() -> None:
    shown = [value for value in range(21) if not part(value, 20, 6)]
    assert shown == [0, *range(6, 15), 20]
    assert part(20, 20, 6, whole_hidden=True)


@pytest.mark.parametrize("whole", range(6, 30))
def test_a_hidden_part_could_be_another(whole: int) -> None:
    hidden = [value for value in range(whole + 1) if part(value, whole, 6)]
    assert len(hidden) > 1


def test_a_sum_is_hidden_with_its_count_or_where_few_were_paid_it() -> None:
    assert money([7, 2, 9], 6, counts_hidden=[True, False, False]) == (True, True, False)


@pytest.mark.parametrize(
    ("sums", "hidden", "total_is_hidden"),
    [
        ([100, 200], [False, False], False),
        ([100, 200], [True, False], True),
        ([100, 200], [True, True], False),
        ([0, 0], [True, True], True),
    ],
)
def test_a_sum_of_a_row_is_hidden_where_a_hidden_one_would_follow(
    sums: list[int], hidden: list[bool], total_is_hidden: bool
) -> None:
    assert money_total(sums, hidden) is total_is_hidden

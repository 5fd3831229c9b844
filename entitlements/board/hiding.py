"""Small numbers hidden, and others with them, so that nobody can work a small one out.

Three shapes, and every table is one of them:

- a family: cells that add up to a total that is printed (`family`);
- a part: how many of a known whole, printed alone (`part`);
- sums of money beside counts (`money`).

Nought is printed, unless a whole family is hidden. What "c" says is therefore: 1 to
`threshold` less 1, or a number hidden to protect one. The tests hold each shape to this:
whoever knows these rules and all that is printed finds two values, at least, that a
hidden cell can have.
"""

from __future__ import annotations

from collections.abc import Sequence

SLACK = 2
"""How far the sum of hidden cells must be from the least and the most it can be. With
less, cells of 1 and 1, or of 5 and 5, would follow from their total."""


LEAST_THRESHOLD = 5
"""With fewer values for a small number than 1 to 4, hidden cells cannot protect each other."""


def is_small(number: int, threshold: int) -> bool:
    """Whether a count could point at somebody: more than nobody, fewer than `threshold`."""
    return 0 < number < threshold


def family(
    values: Sequence[int],
    threshold: int,
    *,
    people: Sequence[int] | None = None,
    total_hidden: bool = False,
) -> tuple[bool, ...]:
    """Say which cells of a family to hide, where their total is printed or hidden.

    `people` is how many different people stand behind each cell, where that is not the
    value itself: six payments to one person are small. Of cells that are hidden only to
    protect another, the last ones go first. A total that is itself small is hidden by
    the caller.

    The least threshold at which this holds is `LEAST_THRESHOLD`.
    """
    people = values if people is None else people
    if total_hidden:
        return _without_total(values, threshold)
    hidden = [is_small(count, threshold) for count in people]
    if not any(hidden) or _safe(values, hidden, threshold):
        return tuple(hidden)
    shown = [place for place, value in enumerate(values) if value > 0 and not hidden[place]]
    if not shown:
        return (True,) * len(values)
    hidden[shown[-1]] = True
    return tuple(hidden)


def _without_total(values: Sequence[int], threshold: int) -> tuple[bool, ...]:
    """Hide all but nought; and nought as well where so many cells leave each only 1."""
    many = sum(value > 0 for value in values) + SLACK >= threshold
    return tuple(many or value > 0 for value in values)


def _safe(values: Sequence[int], hidden: Sequence[bool], threshold: int) -> bool:
    """Whether hidden cells that add up to a known sum protect each other."""
    chosen = [value for value, is_hidden in zip(values, hidden, strict=True) if is_hidden]
    least, most = len(chosen), len(chosen) * (threshold - 1)
    return len(chosen) > 1 and least + SLACK <= sum(chosen) <= most - SLACK


def part(value: int, whole: int, threshold: int, *, whole_hidden: bool = False) -> bool:
    """Say whether to hide how many of a whole: where it is small, or where the rest is.

    The rest can be worked out from the whole, and bounds what other tables say of it.
    """
    if whole_hidden:
        return value > 0
    return is_small(value, threshold) or (value > 0 and is_small(whole - value, threshold))


def money(
    payees: Sequence[int], threshold: int, *, counts_hidden: Sequence[bool]
) -> tuple[bool, ...]:
    """Say which sums of a row to hide: wherever the count is, or few people were paid them.

    `payees` is how many different people had a known sum.
    """
    return tuple(
        is_hidden or is_small(count, threshold)
        for is_hidden, count in zip(counts_hidden, payees, strict=True)
    )


def money_total(sums: Sequence[int], hidden: Sequence[bool]) -> bool:
    """Say whether to hide the sum of a row, because hidden sums would follow from it.

    One hidden sum follows at once, and so do several that come to nothing.
    """
    chosen = [amount for amount, is_hidden in zip(sums, hidden, strict=True) if is_hidden]
    return bool(chosen) and (len(chosen) == 1 or sum(chosen) == 0)

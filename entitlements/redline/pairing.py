"""Pairing what stands in two lists: the same thing before and after, gone, new, moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Pairs(Generic[T]):
    """Two lists held together. `same` is in the order of the second list.

    `moved` are those of the second list's things, by place in `same`, that stand in
    another order than before.
    """

    same: tuple[tuple[T, T], ...]
    removed: tuple[T, ...]
    added: tuple[T, ...]
    moved: tuple[tuple[T, T], ...] = ()


def pair(
    before: Sequence[T],
    after: Sequence[T],
    name: Callable[[T], str],
    alike: Callable[[T, T], bool] | None = None,
) -> Pairs[T]:
    """Pair by name; what is left, where two are `alike` but for the name.

    The pairs are the same, turned round, when the lists are swapped.
    """
    old, new = _named(before, name), _named(after, name)
    found = {old[key]: new[key] for key in old if key in new}
    if alike is not None:
        left = [n for n in range(len(after)) if n not in set(found.values())]
        found |= _alike(
            before, after, [n for n in range(len(before)) if n not in found], left, alike
        )
    in_order = sorted(found.items(), key=lambda places: places[1])
    kept = _kept([(b, min(name(before[b]), name(after[a]))) for b, a in in_order])
    taken = set(found.values())
    return Pairs(
        tuple((before[b], after[a]) for b, a in in_order),
        tuple(one for n, one in enumerate(before) if n not in found),
        tuple(one for n, one in enumerate(after) if n not in taken),
        tuple((before[b], after[a]) for b, a in in_order if b not in kept),
    )


def pair_maps(before: Mapping[str, T], after: Mapping[str, T]) -> Pairs[T]:
    """Pair what two mappings hold by key. Their order says nothing."""
    return Pairs(
        tuple((before[key], after[key]) for key in after if key in before),
        tuple(before[key] for key in before if key not in after),
        tuple(after[key] for key in after if key not in before),
    )


def _named(things: Sequence[T], name: Callable[[T], str]) -> dict[Hashable, int]:
    """Each thing's place by its name, and by how many of that name came before it."""
    seen: Counter[str] = Counter()
    found: dict[Hashable, int] = {}
    for place, thing in enumerate(things):
        key = name(thing)
        found[key, seen[key]] = place
        seen[key] += 1
    return found


def _alike(
    before: Sequence[T],
    after: Sequence[T],
    gone: Iterable[int],
    new: list[int],
    alike: Callable[[T, T], bool],
) -> dict[int, int]:
    found: dict[int, int] = {}
    for old in gone:
        match = next((n for n in new if alike(before[old], after[n])), None)
        if match is not None:
            found[old] = match
            new.remove(match)
    return found


def _kept(places: Sequence[tuple[int, str]]) -> set[int]:
    """The most things that stand in the same order in both lists.

    Of several such, the first by name, so that swapping the lists changes nothing.
    """
    best: list[tuple[int, tuple[str, ...], frozenset[int]]] = []
    for n, (place, name) in enumerate(places):
        before = [best[m] for m in range(n) if places[m][0] < place]
        length, names, held = min(before, key=lambda run: (-run[0], run[1]), default=_NONE)
        best.append((length + 1, (*names, name), held | {place}))
    return set(min(best, key=lambda run: (-run[0], run[1]), default=_NONE)[2])


_NONE: tuple[int, tuple[str, ...], frozenset[int]] = (0, (), frozenset())

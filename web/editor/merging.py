"""Putting two people's texts together: what only one of them changed is taken from that one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

MINE, THEIRS, END = "<<<<<<< yours", "=======", ">>>>>>> theirs"


@dataclass(frozen=True)
class Merged:
    """A text put together, and how many places both had changed differently."""

    text: str
    clashes: int


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge line by line; a place both changed holds both, between marks."""
    olds, ours, others = (text.splitlines(keepends=True) for text in (base, mine, theirs))
    found: list[str] = []
    clashes = 0
    for old, our, other in _stretches(olds, ours, others):
        if our == other or other == old:
            found += our
        elif our == old:
            found += other
        else:
            clashes += 1
            found += [f"{MINE}\n", *_whole(our), f"{THEIRS}\n", *_whole(other), f"{END}\n"]
    return Merged("".join(found), clashes)


def _whole(lines: list[str]) -> list[str]:
    """Lines of which the last, too, ends."""
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]


def _stretches(
    old: list[str], mine: list[str], theirs: list[str]
) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """The three texts in stretches, cut wherever a line of the old one is in both others."""
    ours, others = _kept(old, mine), _kept(old, theirs)
    a = b = c = 0
    for place in range(len(old)):
        if place in ours and place in others:
            yield old[a:place], mine[b : ours[place]], theirs[c : others[place]]
            yield [old[place]], [old[place]], [old[place]]
            a, b, c = place + 1, ours[place] + 1, others[place] + 1
    yield old[a:], mine[b:], theirs[c:]


def _kept(old: list[str], new: list[str]) -> dict[int, int]:
    """Where each line of the old text that is kept stands in the new one."""
    matches = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return {m.a + n: m.b + n for m in matches for n in range(m.size)}

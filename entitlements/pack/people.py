"""What a change does for the invented people, before and after."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from entitlements.pack.basis import Basis
from entitlements.pack.content import Block, Bullets, Columns, Paragraph, Section, Subheading
from entitlements.personas import Direction, PersonaResult
from entitlements.redline.telling import day
from entitlements.totals import Totals

WAYS = {
    Direction.MORE: "More",
    Direction.LESS: "Less",
    Direction.CHANGED: "Changed, not plainly more or less",
    Direction.UNDECIDED: "Known before, not known now",
}
SORTS: tuple[tuple[str, Callable[[Totals], tuple[str, ...]]], ...] = (
    ("Certain, to the penny", lambda totals: totals.sums),
    ("Up to, if somebody agrees", lambda totals: totals.up_to),
    ("Money with no set amount", lambda totals: totals.no_figure),
    ("Loans, to be paid back", lambda totals: totals.loans),
    ("Off bills", lambda totals: totals.off_bills),
    ("Things, not cash", lambda totals: totals.in_kind),
)


def people(basis: Basis) -> Section:
    """Each day the change bites: who moves, which way, and who does not."""
    blocks: list[Block] = [
        Paragraph(
            "These people are invented. They show how the rules work. They say nothing"
            " of how many real people are like them.",
            strong=True,
        )
    ]
    for when, results in basis.people:
        blocks += _on(when, results)
    blocks += [Paragraph(f"They were not tried on {day(when)}.") for when in basis.touched.left_out]
    return Section("people", "What it means for people", tuple(blocks))


def _on(when: date, results: tuple[PersonaResult, ...]) -> Iterator[Block]:
    yield Subheading(f"As at {day(when)}")
    moved = [result for result in results if result.effects]
    if moved:
        rows = tuple(line for result in moved for line in _effects(result))
        head = ("Person", "Rule", "Before", "After", "Which way")
        yield Columns("Decisions that change", head, rows, (4, 3, 5, 5, 3))
        sums = tuple(line for result in moved for line in _sums(result))
        if sums:
            caption = "Each sort of help that changes, kept apart"
            yield Columns(
                caption, ("Person", "Sort of help", "Before", "After"), sums, (2, 3, 5, 5)
            )
    same = [result.name for result in results if not result.effects and not result.problems]
    if same:
        yield Paragraph(f"Nothing changes for {', '.join(same)}.")
    problems = tuple(
        f"{result.name} could not be tried in full: {what}"
        for result in results
        for what in result.problems
    )
    if problems:
        yield Bullets(problems)


def _effects(result: PersonaResult) -> Iterator[tuple[str, ...]]:
    for effect in result.effects:
        who = f"{result.name}. {result.says}"
        yield who, effect.title, effect.before, effect.after, WAYS[effect.direction]


def _sums(result: PersonaResult) -> Iterator[tuple[str, ...]]:
    for name, held in SORTS:
        before, after = held(result.before), held(result.after)
        if before != after:
            sides = _only_new(before, after)
            yield result.name, name, *sides


def _only_new(before: tuple[str, ...], after: tuple[str, ...]) -> tuple[str, str]:
    """What goes and what comes, without what stays."""
    gone = [text for text in before if text not in after]
    new = [text for text in after if text not in before]
    return "; ".join(gone) or "Not among these", "; ".join(new) or "Not among these"

"""How often a person decided otherwise than the tool had worked out."""

from __future__ import annotations

from entitlements.board.cells import (
    NOT_KNOWN,
    Cell,
    Kind,
    Row,
    State,
    Table,
    count,
)
from entitlements.board.hiding import family, is_small
from entitlements.board.scope import Scope

LABELS = ("Kept as worked out", "Changed by a person")


def overrides_table(scope: Scope, looked_at: int | None, overridden: int | None) -> Table:
    """Decisions that somebody looked at, those they changed, and the share of it.

    Raises: ValueError, for numbers that cannot be: fewer looked at than changed
    """
    if looked_at is None or overridden is None:
        rows = _unknown()
    elif 0 <= overridden <= looked_at:
        rows = _known(scope, looked_at, overridden)
    else:
        raise ValueError(f"{overridden} of {looked_at} decisions cannot be changed: check both")
    title = "Decisions that a person looked at"
    note = scope.note("These are decisions, and not people.")
    return Table("overrides", title, ("", "Decisions"), rows, note)


def _unknown() -> tuple[Row, ...]:
    labels = (*LABELS, "All that were looked at", "Share that was changed")
    return tuple(Row(label, (NOT_KNOWN,)) for label in labels)


def _known(scope: Scope, looked_at: int, overridden: int) -> tuple[Row, ...]:
    values = [looked_at - overridden, overridden]
    few = is_small(looked_at, scope.threshold)
    hidden = family(values, scope.threshold, total_hidden=few)
    rows = [Row(*pair) for pair in zip(LABELS, _cells(values, hidden), strict=True)]
    return (
        *rows,
        Row("All that were looked at", (count(looked_at, few),)),
        Row("Share that was changed", (_share(looked_at, overridden, few or any(hidden)),)),
    )


def _cells(values: list[int], hidden: tuple[bool, ...]) -> list[tuple[Cell]]:
    return [(count(*pair),) for pair in zip(values, hidden, strict=True)]


def _share(looked_at: int, overridden: int, hidden: bool) -> Cell:
    if hidden:
        return Cell(None, Kind.SHARE, State.SUPPRESSED)
    if looked_at == 0:
        return Cell(None, Kind.SHARE, State.NOT_KNOWN)
    return Cell((overridden * 200 + looked_at) // (looked_at * 2), Kind.SHARE)

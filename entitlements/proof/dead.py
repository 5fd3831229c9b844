"""Dead rows: rows that win for nobody, on no day of their version."""

from __future__ import annotations

from collections.abc import Iterator

from entitlements.proof.finding import Finding, Shown, Weight
from entitlements.proof.survey import Survey
from entitlements.rulebook.model import Match


def dead_rows(survey: Survey) -> Iterator[Finding]:
    """The dead rows of a version, or the proof that there is none.

    A row that a proof over a sample finds nobody for is not called dead.
    """
    dead = set() if survey.why_not else _dead(survey)
    for place in sorted(dead):
        row, last = survey.lines[place].row, len(survey.lines) - 1
        if row.id == "outside":
            continue
        if place == last or survey.lines[place].version.otherwise is row:
            what = "The rows take everybody, so 'otherwise' is never reached."
            yield survey.finding("dead_row", row.id, Weight.TELLS, what, shown=Shown.PROVED)
            continue
        what = f"The row {row.id} can never win: the rows above it take everybody it is for."
        fix = "Move it up, mend its tests, or take it out."
        more = {"shown": Shown.PROVED, "fix": fix, "rows": (row.id,)}
        yield survey.finding("dead_row", row.id, Weight.STOPS, what, **more)
    if not dead:
        yield survey.settled("dead_row", "Every row wins for somebody.")


def _dead(survey: Survey) -> set[int]:
    left = set(range(len(survey.lines)))
    for field in survey.looked_at:
        reading = field.readings[0]
        if survey.table.match is Match.ALL:
            last = len(survey.lines) - 1
            held = [sure for sure, _ in reading.rows(survey.table)]
            held[last] = reading.winners(survey.table)[last]
        else:
            held = list(reading.winners(survey.table))
        left = {place for place in left if not held[place] & field.possible}
        if not left:
            break
    return left

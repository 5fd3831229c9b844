"""Who turns 18 in the year to come, month by month, and what is due to them then."""

from __future__ import annotations

from datetime import date

from entitlements.board.calendar import month_words, months_from
from entitlements.board.cells import Row, Table, count, one_column
from entitlements.board.hiding import family, part
from entitlements.board.scope import HEAD, Scope, withheld
from entitlements.board.young import Young
from entitlements.dates import attains_age

MONTHS = ("months", "18th birthdays by month")
DUE = ("due_at_18", "What is due at the 18th birthday")


def turning_tables(scope: Scope) -> tuple[Table, ...]:
    """Three tables: where everybody stands, the months, and what is due at the birthday.

    Raises: DateProblem, for a birth or a day at the end of the calendar
    """
    known = [(one, attains_age(one.born, 18)) for one in scope.young if one.born is not None]
    months = months_from(scope.as_at)
    last = months[-1].end or scope.as_at
    turning = [(one, day) for one, day in known if scope.as_at < day < last]
    already = sum(day <= scope.as_at for _, day in known)
    later = len(known) - already - len(turning)
    unknown = sum(one.born is None for one in scope.young)
    counts = [len(turning), already, later, unknown]
    hidden = family(counts, scope.threshold, total_hidden=scope.few)
    labels = (
        "Turns 18 in the 12 months to come",
        "Is 18 or over",
        "Turns 18 later",
        "Date of birth not known",
    )
    told = "Where the date of birth is not known, we cannot say when."
    rows = (
        *one_column(labels, counts, hidden),
        Row("All young people", (scope.people,)),
    )
    first = Table("turning_18", "Who turns 18", HEAD, rows, scope.note(told))
    if all(hidden):
        return first, *withheld(scope, MONTHS, DUE)
    return first, _months(scope, turning, hidden[0]), _due(scope, turning, hidden[0])


def _months(scope: Scope, turning: list[tuple[Young, date]], whole_hidden: bool) -> Table:
    months = months_from(scope.as_at)
    counts = [sum(month.contains(day) for _, day in turning) for month in months]
    hidden = family(counts, scope.threshold, total_hidden=whole_hidden)
    whole = Row("All 12 months", (count(len(turning), whole_hidden),))
    rows = (*one_column(map(month_words, months), counts, hidden), whole)
    note = scope.note("A person whose date of birth is not known is in no month.")
    return Table(*MONTHS, HEAD, rows, note)


def _due(scope: Scope, turning: list[tuple[Young, date]], whole_hidden: bool) -> Table:
    items = {item for one, _ in turning for item in one.at_18}
    rows = []
    for item in sorted(items, key=scope.named):
        due = sum(item in one.at_18 for one, _ in turning)
        hidden = part(due, len(turning), scope.threshold, whole_hidden=whole_hidden)
        rows.append(Row(scope.named(item), (count(due, hidden),)))
    note = scope.note("These are the people who turn 18 in the 12 months to come.")
    return Table(*DUE, HEAD, tuple(rows), note)

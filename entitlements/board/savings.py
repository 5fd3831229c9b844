"""Savings on record: how many have any, of which kind, and how many nobody has checked."""

from __future__ import annotations

from entitlements.board.cells import Row, Table, count, one_column
from entitlements.board.hiding import family, part
from entitlements.board.scope import HEAD, Scope, withheld
from entitlements.board.young import Young

BALANCES = ("balances", "Balances of those savings")
KINDS = ("kinds", "Kinds of savings on record")


def savings_tables(scope: Scope) -> tuple[Table, ...]:
    """Three tables: who has savings on record, whose balance is known, and the kinds.

    Having some, having none and nobody having looked are three things, and never added up.
    """
    has = [one for one in scope.young if one.savings]
    rest = [one for one in scope.young if not one.savings]
    none = [one for one in rest if one.checked_savings]
    unchecked = [one for one in rest if not one.checked_savings]
    counts = [len(has), len(none), len(unchecked)]
    hidden = family(counts, scope.threshold, total_hidden=scope.few)
    labels = ("Has savings on record", "Checked, and none on record", "Nobody has checked")
    rows = one_column(labels, counts, hidden)
    told = "Where nobody has checked, there may be savings."
    whole = Row("All young people", (scope.people,))
    first = Table("savings", "Savings on record", HEAD, (*rows, whole), scope.note(told))
    if all(hidden):
        return first, *withheld(scope, BALANCES, KINDS)
    return first, _balances(scope, has, hidden[0]), _kinds(scope, has, hidden[0])


def _balances(scope: Scope, has: list[Young], has_hidden: bool) -> Table:
    known = sum(any(saving.balance_known for saving in one.savings) for one in has)
    counts = [known, len(has) - known]
    hidden = family(counts, scope.threshold, total_hidden=has_hidden)
    rows = one_column(("A balance is known", "No balance is known"), counts, hidden)
    whole = Row("All with savings on record", (count(len(has), has_hidden),))
    note = scope.note("A balance is known if it is for one account at least.")
    return Table(*BALANCES, HEAD, (*rows, whole), note)


def _kinds(scope: Scope, has: list[Young], has_hidden: bool) -> Table:
    kinds = {saving.kind for one in has for saving in one.savings}
    rows = []
    for kind in sorted(kinds, key=scope.named):
        with_it = sum(any(saving.kind == kind for saving in one.savings) for one in has)
        hidden = part(with_it, len(has), scope.threshold, whole_hidden=has_hidden)
        rows.append(Row(scope.named(kind), (count(with_it, hidden),)))
    note = scope.note("One person may have savings of several kinds.")
    return Table(*KINDS, HEAD, tuple(rows), note)

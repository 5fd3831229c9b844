"""What people could get and have no award of, by entitlement."""

from __future__ import annotations

from collections import Counter

from entitlements.board.cells import Row, Table, count
from entitlements.board.hiding import part
from entitlements.board.scope import Scope
from entitlements.board.young import PAID, Unclaimed, Young


def unclaimed_table(scope: Scope) -> Table:
    """How many people could get each thing and have had nothing of it."""
    titles: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in scope.young:
        for entitlement, title in _open(one):
            counts[entitlement] += 1
            titles[entitlement] = min(title, titles.get(entitlement, title))
    names = [name for title, name in sorted((title, name) for name, title in titles.items())]
    rows = [_row(scope, titles[name], counts[name]) for name in names]
    unknown = sum(one.status is None for one in scope.young)
    note = scope.note(
        "A person is counted only where enough is known to say that they could get it.",
        "Where the legal status is not known, there may be more.",
    )
    rows.append(_row(scope, "Legal status not known", unknown))
    head = ("Entitlement", "Young people")
    return Table("unclaimed", "Could get it, and has no award", head, tuple(rows), note)


def _row(scope: Scope, label: str, people: int) -> Row:
    hidden = part(people, len(scope.young), scope.threshold, whole_hidden=scope.few)
    return Row(label, (count(people, hidden),))


def _open(one: Young) -> list[Unclaimed]:
    """What is unclaimed, once each; what was paid is not, whatever the list says."""
    paid = {step.entitlement for step in one.awards if step.step == PAID}
    listed = {each.entitlement: each for each in one.unclaimed}
    return [each for name, each in listed.items() if name not in paid]

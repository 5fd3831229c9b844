"""What people could get and have no award of, by entitlement."""

from __future__ import annotations

from collections import Counter

from entitlements.board.cells import Row, Table, count
from entitlements.board.hiding import part
from entitlements.board.scope import Scope, some
from entitlements.board.young import PAID, Unclaimed, Young


def unclaimed_table(scope: Scope) -> Table:
    """How many people could get each thing and have had nothing of it."""
    titles: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in scope.young:
        for entitlement, title in _open(one):
            counts[entitlement] += 1
            titles[entitlement] = min(title, titles.get(entitlement, title))
    rows = [
        Row(title, (count(counts[name], part(counts[name], len(scope.young), scope.threshold)),))
        for title, name in sorted((title, name) for name, title in titles.items())
    ]
    unknown = [one for one in scope.young if one.status is None]
    note = scope.note(
        "A person is counted only where enough is known to say that they could get it.",
        some(unknown, "The legal status of some people is not known."),
    )
    head = ("Entitlement", "Young people")
    return Table("unclaimed", "Could get it, and has no award", head, tuple(rows), note)


def _open(one: Young) -> list[Unclaimed]:
    """What is unclaimed, once each; what was paid is not, whatever the list says."""
    paid = {step.entitlement for step in one.awards if step.step == PAID}
    listed = {each.entitlement: each for each in one.unclaimed}
    return [each for name, each in listed.items() if name not in paid]

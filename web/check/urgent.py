"""Two ways out of the check: help needed today, and a decision one disagrees with."""

from __future__ import annotations

from collections.abc import Iterable

from entitlements.evaluate import Evaluation
from entitlements.rulebook.model import Outcome, RuleTable
from web.told.heaps import is_about_status
from web.told.items import Item

#: Ways to disagree, in the order to try them; those of one's own council come first.
ADVOCATES, COMPLAINTS = ("advocacy",), ("complaints",)
RECORDS = ("wrong-status-record", "access-to-records", "age-dispute")
NOWHERE_TO_SLEEP = ("priority-need",)


def emergency(found: Evaluation) -> list[Item]:
    """What may help today, by the answers so far; a no is left out, a "not known" is not."""
    items = [Item(d) for d in found if d.table.area == "emergency"]
    items += named(found, NOWHERE_TO_SLEEP)
    return [item for item in items if item.outcome is not Outcome.NOT_ENTITLED]


def elsewhere(found: Evaluation, area: str) -> list[RuleTable]:
    """The tables of councils, while it is not known which council looked after the person."""
    if found.plan.authority is not None:
        return []
    return [t for t in found.book.tables.values() if t.authority and t.area == area]


def named(found: Evaluation, names: Iterable[str]) -> list[Item]:
    """The items of these names, a council's own before England's."""
    items = [Item(decision) for decision in found if not is_about_status(decision.table)]
    order = {name: place for place, name in enumerate(names)}
    wanted = [item for item in items if item.id.rpartition("/")[2] in order]
    return sorted(wanted, key=lambda i: (order[i.id.rpartition("/")[2]], i.table.authority is None))

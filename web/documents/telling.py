"""An evaluation made ready to be told: reasons and dates once, words in each language anew."""

from __future__ import annotations

from dataclasses import dataclass

from entitlements.evaluate import Evaluation
from entitlements.explain import Explanation, explain_all
from entitlements.futures import Futures
from entitlements.rulebook.model import Outcome
from entitlements.timeline import Timeline, along
from web.told.dates import mark_dates
from web.told.heaps import Heap, heaped, is_about_status
from web.told.items import Item

#: Kept for the end of a paper: what to do about a no.
DISAGREE = ("dorset/advocacy", "england/advocacy", "england/complaints")


@dataclass(frozen=True)
class Telling:
    """What the words of every language are made from."""

    found: Evaluation
    explained: dict[str, Explanation]
    ahead: Timeline


def telling(found: Evaluation) -> Telling:
    """Explain every decision, and look at the days to come."""
    futures = Futures(found)
    return Telling(found, explain_all(found, futures), along(futures))


class Told:
    """The items of one person in the language of the page, with their dates."""

    def __init__(self, told: Telling) -> None:
        self.telling = told
        names = {d.entitlement: Item(d, told.explained[d.entitlement]) for d in told.found}
        mark_dates(names, told.ahead)
        self.items = names

    def heaps(self, but: frozenset[str] = frozenset()) -> dict[Heap, list[Item]]:
        """What to get, to ask for, to wait for; without the ways to disagree, and `but`."""
        apart = but | frozenset(DISAGREE)
        shown = (i for i in self.items.values() if not is_about_status(i.table))
        return heaped([item for item in shown if item.id not in apart])

    def disagree(self) -> list[Item]:
        """The ways to disagree that are there for this person, a council's own first."""
        items = (self.items[name] for name in DISAGREE if name in self.items)
        return [item for item in items if item.outcome is not Outcome.NOT_ENTITLED]

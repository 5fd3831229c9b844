"""Events: what can happen to somebody from one day to the next, as data.

A birthday changes no fact: it is the next day. Any other event says which facts
change, and whom it can happen to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from entitlements.proof.side import Change

BIRTHDAYS = tuple(range(16, 27))
STUDY = frozenset(("school", "college", "university", "training"))


@dataclass(frozen=True)
class Event:
    """Something that happens: how facts change. `birthday`: only that the day comes.

    `to` holds the values that a fact has before, of those to whom it happens; a fact
    that is not there can be anything.
    """

    id: str
    title: str
    changes: Mapping[str, Change] = field(default_factory=dict)
    to: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    birthday: int | None = None


def _adds(word: str) -> Change:
    return lambda held: (held - {"nothing", "looking_for_work"}) | {word}


def _ends_study(held: frozenset[str]) -> frozenset[str]:
    return (held - STUDY) or frozenset(("nothing",))


def _moves(home: str) -> Change:
    return lambda held: home


def _one_more(number: int) -> int:
    return number + 1


def _no(held: bool) -> bool:
    return False


EVENTS: tuple[Event, ...] = (
    *(
        Event(f"turns-{years}", f"the birthday of turning {years}", birthday=years)
        for years in BIRTHDAYS
    ),
    Event("starts-a-job", "starting a job", {"doing": _adds("work")}),
    Event("course-ends", "a course ending", {"doing": _ends_study}),
    Event(
        "moves-into-own-home",
        "moving into a home of one's own",
        {"home": _moves("own_tenancy")},
        {"moving_into_own_home": (True,)},
    ),
    Event(
        "has-a-baby",
        "having a baby",
        {"pregnant": _no, "children": _one_more},
        {"pregnant": (True,)},
    ),
    Event(
        "leaves-custody",
        "leaving custody",
        {"home": _moves("no_home")},
        {"home": ("custody",)},
    ),
    Event(
        "claim-in-payment",
        "Universal Credit being paid",
        {"universal_credit": _moves("in_payment")},
    ),
)

"""What was typed and not saved: one's own, sealed, soon gone."""

from __future__ import annotations

import pytest

from entitlements.signoff import NotAllowed
from tests.web.store.cases.desk import Desk
from tests.web.store.small_rules import ADA, AT, BEN
from web.store import audit
from web.store.cases import held
from web.store.cases.held import Held

PAGE, FIELDS = "cases.facts", {"home": "flat", "name": "Zoë <b>"}


def test_it_comes_back_to_whoever_typed_it(desk: Desk) -> None:
    case = desk.case()
    held.keep(desk.vault, case, ADA, PAGE, FIELDS, 1, AT)
    assert held.read(desk.vault, case, ADA, PAGE) == Held(FIELDS, 1, AT)
    assert held.read(desk.vault, case, BEN, PAGE) is None
    assert held.read(desk.vault, case, ADA, "cases.edit") is None
    assert held.read(desk.vault, desk.case("R-2"), ADA, PAGE) is None


def test_the_newest_counts_until_it_is_dropped(desk: Desk) -> None:
    case = desk.case()
    for number in (1, 2):
        held.keep(desk.vault, case, ADA, PAGE, {"n": str(number)}, number, AT)
    held.keep(desk.vault, case, BEN, PAGE, FIELDS, 1, AT)
    assert held.read(desk.vault, case, ADA, PAGE) == Held({"n": "2"}, 2, AT)
    held.drop(desk.vault, case, ADA, PAGE)
    assert held.read(desk.vault, case, ADA, PAGE) is None
    assert held.read(desk.vault, case, BEN, PAGE) is not None


def test_it_is_forgotten_after_a_while(desk: Desk) -> None:
    case = desk.case()
    held.keep(desk.vault, case, ADA, PAGE, FIELDS, 1, AT)
    held.keep(desk.vault, case, BEN, PAGE, FIELDS, 1, AT + 9)
    assert held.forget_before(desk.store, AT + 9) == 1
    assert held.read(desk.vault, case, BEN, PAGE) is not None


def test_it_is_no_event(desk: Desk) -> None:
    case = desk.case()
    head = audit.head(desk.store)
    held.keep(desk.vault, case, ADA, PAGE, FIELDS, 1, AT)
    assert audit.head(desk.store) == head


def test_nothing_is_held_for_a_purged_case(desk: Desk) -> None:
    case = desk.case()
    held.keep(desk.vault, case, ADA, PAGE, FIELDS, 1, AT)
    desk.purged(case)
    with pytest.raises(NotAllowed, match="purged"):
        held.keep(desk.vault, case, ADA, PAGE, FIELDS, 1, AT)
    assert held.read(desk.vault, case, ADA, PAGE) is None

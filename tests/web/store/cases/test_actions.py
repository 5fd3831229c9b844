"""What is to be done about a case."""

from __future__ import annotations

from datetime import date

import pytest

from entitlements.signoff import NotAllowed
from tests.web.store.cases.desk import Desk
from tests.web.store.small_rules import ADA, AT, BEN
from web.store import audit, verify
from web.store.cases import actions
from web.store.cases.actions import Action

SOON, LATER = date(2026, 12, 1), date(2027, 1, 4)


def test_open_ones_come_first_the_earliest_due_first(desk: Desk) -> None:
    case, vault = desk.case(), desk.vault
    made = [actions.add(vault, case, f"Do {due}", due, ADA, AT) for due in (None, LATER, SOON)]
    done = actions.done(vault, case, made[2].id, BEN, AT + 5)
    assert done == Action(3, f"Do {SOON}", SOON, "Ada", AT, AT + 5)
    assert [one.due for one in actions.of_case(vault, case)] == [LATER, None, SOON]


def test_a_form_sent_twice_writes_one_action(desk: Desk) -> None:
    case = desk.case()
    made = [actions.add(desk.vault, case, "Ring", None, ADA, AT, once="o") for _ in range(2)]
    assert made[0] == made[1]
    assert actions.of_case(desk.vault, case) == made[:1]


def test_done_twice_is_done_once(desk: Desk) -> None:
    case = desk.case()
    made = actions.add(desk.vault, case, "Ring", None, ADA, AT)
    actions.done(desk.vault, case, made.id, ADA, AT + 1)
    head = audit.head(desk.store)
    assert actions.done(desk.vault, case, made.id, BEN, AT + 9).done_at == AT + 1
    assert audit.head(desk.store) == head


def test_an_action_needs_words(desk: Desk) -> None:
    with pytest.raises(NotAllowed, match="Say what"):
        actions.add(desk.vault, desk.case(), "  ", None, ADA, AT)


def test_an_action_of_another_case_is_not_there(desk: Desk) -> None:
    case, other = desk.case("R-1"), desk.case("R-2")
    made = actions.add(desk.vault, other, "Ring", None, ADA, AT)
    with pytest.raises(NotAllowed, match="no such action in this case"):
        actions.done(desk.vault, case, made.id, ADA, AT)


def test_an_event_names_no_words(desk: Desk) -> None:
    case = desk.case()
    made = actions.add(desk.vault, case, "Ring the vicar", None, ADA, AT)
    actions.done(desk.vault, case, made.id, ADA, AT)
    done, added = audit.events(desk.store, limit=2)
    assert (added.action, done.action) == ("case action added", "case action done")
    assert "vicar" not in added.object + done.object
    assert verify.everything(desk.store) == []

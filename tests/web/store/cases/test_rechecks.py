"""Rechecks: every open case once, whoever is killed in the middle."""

from __future__ import annotations

import multiprocessing
import threading
from typing import Any

import pytest
from sqlalchemy import event

from entitlements.signoff import NotAllowed
from tests.web.store.cases.room import DEE, MAX, ODA, Room
from tests.web.store.small_rules import AT
from web.store import Store, open_store
from web.store.cases import facts, rechecks, records, retention
from web.store.cases.model import Said, State
from web.store.cases.rechecks import Progress
from web.store.cases.records import Case, ClosedWhy

TWO = 2  #: the publication that is gone through


def go_on(room: Room, size: int = 2) -> list[int]:
    """Go through one batch; every case in it changes."""
    batch = rechecks.batch(room.vault, TWO, size)
    numbers = [due.case.id for due in batch]
    if batch:
        now = rechecks.progress(room.store, TWO)
        assert now is not None
        found = {number: {"home": "was flat"} for number in numbers}
        rechecks.record(room.vault, TWO, found, numbers[-1], now.done + len(batch), AT + 1)
    return numbers


def close(room: Room, case: Case) -> None:
    retention.close(room.vault, case.id, ClosedWhy.MOVED_ON, DEE, AT, None)


def test_every_open_case_is_gone_through_once_in_batches(room: Room) -> None:
    cases = [room.case() for _ in range(5)]
    closed = cases.pop(1)
    close(room, closed)
    begun = rechecks.begin(room.store, TWO, 1, AT)
    assert begun == Progress(TWO, 1, AT, None, 0, 0, 4) == rechecks.progress(room.store, TWO)
    numbers = [case.id for case in cases]
    assert [go_on(room) for _ in range(3)] == [numbers[:2], numbers[2:], []]
    assert rechecks.progress(room.store, TWO) == Progress(TWO, 1, AT, AT + 1, numbers[-1], 4, 4)


def test_beginning_again_goes_on(room: Room) -> None:
    for _ in range(3):
        room.case()
    rechecks.begin(room.store, TWO, 1, AT)
    go_on(room)
    assert rechecks.begin(room.store, TWO, 1, AT + 9) == rechecks.progress(room.store, TWO)
    assert len(go_on(room)) == 1


def test_without_an_open_case_it_has_ended_at_once(room: Room) -> None:
    assert rechecks.begin(room.store, TWO, 1, AT).ended_at == AT
    assert rechecks.batch(room.vault, TWO, 9) == []


def test_nothing_is_gone_through_that_was_not_begun(room: Room) -> None:
    assert rechecks.progress(room.store, TWO) is None
    with pytest.raises(NotAllowed, match="No recheck of publication 2 was begun"):
        rechecks.batch(room.vault, TWO, 9)


def test_a_batch_has_what_is_said_now_in_as_many_queries_for_many_as_for_few(room: Room) -> None:
    case, nothing = room.case("custody"), room.case(None)
    says = {"home": Said("home", State.KNOWN, "flat")}
    facts.save(room.vault, case.id, case.number, says, DEE, AT)
    for _ in range(8):
        room.case()
    rechecks.begin(room.store, TWO, 1, AT)
    few, two = queries(room, 2)
    many, ten = queries(room, 10)
    assert many == few
    assert [due.says["home"].value for due in ten if due.says] == ["flat"] * 9
    assert [due.case.id for due in two] == [case.id, nothing.id]
    assert two[1].says == {}
    assert "flat" not in repr(ten)


def queries(room: Room, size: int) -> tuple[int, list[rechecks.Due]]:
    """How many queries a batch takes, and the batch."""
    asked: list[str] = []

    def count(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        asked.append(statement)

    event.listen(room.store, "before_cursor_execute", count)
    found = rechecks.batch(room.vault, TWO, size)
    event.remove(room.store, "before_cursor_execute", count)
    return len(asked), found


def test_a_batch_that_two_have_done_counts_once(room: Room) -> None:
    """Both have taken the first two cases; the second is also slower."""
    numbers = [room.case().id for _ in range(3)]
    rechecks.begin(room.store, TWO, 1, AT)
    first = rechecks.record(room.vault, TWO, {numbers[0]: "theirs"}, numbers[1], 2, AT)
    again = rechecks.record(room.vault, TWO, {numbers[0]: "mine"}, numbers[1], 2, AT)
    assert first == again == rechecks.progress(room.store, TWO)
    assert [found for _, found, _ in rechecks.of_account(room.vault, DEE, TWO)] == ["theirs"]


def test_a_batch_that_is_not_recorded_is_done_again(room: Room) -> None:
    """Killed in the middle: nothing of the batch is there, and nothing is left out."""
    numbers = [room.case().id for _ in range(3)]
    rechecks.begin(room.store, TWO, 1, AT)
    assert [due.case.id for due in rechecks.batch(room.vault, TWO, 2)] == numbers[:2]
    assert go_on(room) == numbers[:2]


def test_what_cannot_be_kept_leaves_the_progress_where_it_was(room: Room) -> None:
    number = room.case().id
    begun = rechecks.begin(room.store, TWO, 1, AT)
    with pytest.raises(TypeError):
        rechecks.record(room.vault, TWO, {number: object()}, number, 1, AT)
    assert rechecks.progress(room.store, TWO) == begun
    assert rechecks.of_account(room.vault, DEE, TWO) == []


def test_cases_closed_and_opened_meanwhile_are_left_out_and_the_total_follows(room: Room) -> None:
    cases = [room.case() for _ in range(4)]
    rechecks.begin(room.store, TWO, 1, AT)
    go_on(room)
    close(room, cases[2])
    room.case(at=AT + 5)
    assert go_on(room) == [cases[3].id]
    now = rechecks.progress(room.store, TWO)
    assert now is not None
    assert (now.done, now.total, now.ended_at) == (3, 3, AT + 1)


def test_where_all_that_was_left_is_closed_a_batch_of_none_ends_it(room: Room) -> None:
    case = room.case()
    begun = rechecks.begin(room.store, TWO, 1, AT)
    close(room, case)
    assert rechecks.batch(room.vault, TWO, 9) == []
    ended = rechecks.record(room.vault, TWO, {}, begun.reached + 1, 0, AT + 1)
    assert (ended.ended_at, ended.done, ended.total) == (AT + 1, 0, 0)


def test_what_has_ended_ends_once(room: Room) -> None:
    room.case()
    rechecks.begin(room.store, TWO, 1, AT)
    go_on(room)
    ended = rechecks.progress(room.store, TWO)
    assert rechecks.record(room.vault, TWO, {}, 999, 0, AT + 9) == ended
    assert room.actions().count("case recheck ended") == 1


def test_an_adviser_sees_what_changes_for_their_cases_and_their_teams(room: Room) -> None:
    mine, others = room.case(), room.case(team=room.other_team, by=ODA)
    unchanged = room.case()
    rechecks.begin(room.store, TWO, 1, AT)
    found = {mine.id: {"a": 1}, others.id: {"b": 2}}
    rechecks.record(room.vault, TWO, found, unchanged.id, 3, AT)
    for who in (DEE, MAX):
        assert rechecks.of_account(room.vault, who, TWO) == [(mine, {"a": 1}, False)]
    assert rechecks.of_account(room.vault, ODA, TWO) == [(others, {"b": 2}, False)]
    assert rechecks.of_account(room.vault, DEE, 1) == []


def test_what_was_seen_is_marked_once_and_of_that_case_alone(room: Room) -> None:
    case, other = room.case(), room.case()
    rechecks.begin(room.store, TWO, 1, AT)
    rechecks.record(room.vault, TWO, {case.id: 1, other.id: 2}, other.id, 2, AT)
    for _ in range(2):
        rechecks.seen(room.vault, case, TWO, MAX, AT)
    found = {one.id: seen for one, _, seen in rechecks.of_account(room.vault, DEE, TWO)}
    assert found == {case.id: True, other.id: False}
    assert room.events(case).count("case change seen") == 1


def test_a_case_purged_meanwhile_is_left_out(room: Room) -> None:
    case, other = room.case(), room.case()
    rechecks.begin(room.store, TWO, 1, AT)
    batch = rechecks.batch(room.vault, TWO, 9)
    room.purged(case)
    rechecks.record(room.vault, TWO, {due.case.id: 1 for due in batch}, other.id, 2, AT)
    assert [one.id for one, _, _ in rechecks.of_account(room.vault, DEE, TWO)] == [other.id]
    with pytest.raises(NotAllowed, match="This case was purged"):
        rechecks.seen(room.vault, case, TWO, DEE, AT)


def test_a_case_that_was_closed_is_no_longer_among_the_changes(room: Room) -> None:
    case = room.case()
    rechecks.begin(room.store, TWO, 1, AT)
    go_on(room)
    close(room, case)
    assert rechecks.of_account(room.vault, DEE, TWO) == []


def test_the_record_says_that_it_was_begun_and_ended(room: Room) -> None:
    room.case()
    rechecks.begin(room.store, TWO, 1, AT)
    go_on(room)
    assert room.actions()[-2:] == ["case recheck begun", "case recheck ended"]


def test_only_one_has_the_turn_and_the_store_stays_open_to_others(room: Room) -> None:
    with rechecks.my_turn(room.store) as mine:
        with rechecks.my_turn(room.store) as theirs:
            assert (mine, theirs) == (True, False)
        case = room.case()
        assert records.get(room.vault, case.id) == case
        with rechecks.my_turn(room.store) as still:
            assert not still
    with rechecks.my_turn(room.store) as again:
        assert again


def test_the_turn_is_given_back_when_something_fails(room: Room) -> None:
    with pytest.raises(ZeroDivisionError), rechecks.my_turn(room.store):
        _ = 1 // 0
    with rechecks.my_turn(room.store) as mine:
        assert mine


@pytest.mark.slow
def test_a_process_that_is_killed_gives_its_turn_back(room: Room, url: str) -> None:
    ready = multiprocessing.get_context("spawn").Event()
    other = multiprocessing.get_context("spawn").Process(target=hold, args=(url, ready))
    other.start()
    try:
        assert ready.wait(30)
        with rechecks.my_turn(room.store) as mine:
            assert not mine
    finally:
        other.kill()
        other.join()
    assert any(_takes_it(room.store) for _ in range(200)), "PostgreSQL takes a moment to notice"


def _takes_it(store: Store) -> bool:
    with rechecks.my_turn(store) as mine:
        threading.Event().wait(0 if mine else 0.05)
        return mine


def hold(url: str, ready: Any) -> None:
    """Take the turn, and never give it back."""
    with rechecks.my_turn(open_store(url)) as mine:
        assert mine
        ready.set()
        threading.Event().wait()

"""Several people at once: what each saved is kept, or they are told. Never mixed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from entitlements.signoff import NotAllowed
from tests.web.store.cases.desk import Desk, said, says
from tests.web.store.small_rules import ADA, AT, BEN
from web.store import audit, verify
from web.store.cases import CannotOpen, actions, facts, held, looked, records, retention
from web.store.cases.records import Case, Conflict, Details, ReferenceTaken

THREADS = 8


def at_once(deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all of this at once; what each returned, or raised."""
    ready, found = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place: int) -> None:
        ready.wait()
        try:
            found[place] = deeds[place]()
        except (NotAllowed, ReferenceTaken, CannotOpen) as refusal:
            found[place] = refusal

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_eight_people_save_eight_facts_from_the_same_page(desk: Desk) -> None:
    case = desk.case()
    deeds = [
        lambda n=n: facts.save(desk.vault, case.id, 1, says(**{f"fact_{n}": n}), ADA, AT)
        for n in range(THREADS)
    ]
    found = at_once(deeds)
    assert sorted(after.number for after in found) == list(range(2, 2 + THREADS))
    assert desk.known(case) == {f"fact_{n}": n for n in range(THREADS)}
    assert verify.everything(desk.store) == []


def test_of_eight_who_say_different_things_of_one_fact_one_is_first(desk: Desk) -> None:
    case = desk.case(home="hospital")
    deeds = [
        lambda n=n: facts.save(desk.vault, case.id, 1, says(home=f"home {n}"), BEN, AT + n)
        for n in range(THREADS)
    ]
    found = at_once(deeds)
    (won,) = [after for after in found if isinstance(after, Case)]
    lost = [(n, after) for n, after in enumerate(found) if isinstance(after, Conflict)]
    assert len(lost) == THREADS - 1
    kept = facts.current(desk.vault, case)["home"]
    for number, conflict in lost:
        (clash,) = conflict.facts
        assert clash.mine == said("home", f"home {number}")
        assert clash.theirs == kept
        assert (conflict.number, conflict.by) == (won.number, "Ben")
    assert len(facts.history(desk.vault, case, "home")) == 2


def test_one_reference_is_taken_once_by_whoever_is_first(desk: Desk) -> None:
    found = at_once([lambda: desk.case("R-1")] * THREADS)
    assert len([one for one in found if isinstance(one, Case)]) == 1
    assert len([one for one in found if isinstance(one, ReferenceTaken)]) == THREADS - 1


def test_two_cases_do_not_get_one_reference_by_edits(desk: Desk) -> None:
    cases = [desk.case(f"R-{n}") for n in range(THREADS)]
    deeds = [
        lambda case=case: records.edit(desk.vault, case.id, 1, Details("R-x"), ADA, AT)
        for case in cases
    ]
    assert len([one for one in at_once(deeds) if isinstance(one, Case)]) == 1


def test_what_is_sent_again_and_again_is_done_once(desk: Desk) -> None:
    def open_it() -> Case:
        return records.open_case(desk.vault, Details("R"), desk.team, ADA, {}, ADA, AT, "once")

    opened = at_once([open_it] * THREADS)
    assert opened == [opened[0]] * THREADS
    case = opened[0]
    added = at_once(
        [lambda: actions.add(desk.vault, case, "Ring", None, ADA, AT, "once")] * THREADS
    )
    assert added == [added[0]] * THREADS
    assert actions.of_case(desk.vault, case) == added[:1]


def test_a_purge_during_edits_wins_or_loses_and_never_mixes(desk: Desk) -> None:
    """Whatever came first, nothing of the person is left, and everybody else was told."""
    case = desk.closed(desk.case())

    def purge() -> None:
        retention.purge(desk.vault, case.id, BEN, AT)

    deeds: list[Callable[[], Any]] = [purge]
    for n in range(THREADS):
        deeds.append(lambda n=n: facts.save(desk.vault, case.id, 2, says(**{f"f{n}": n}), ADA, AT))
        deeds.append(lambda: held.keep(desk.vault, case, ADA, "cases.facts", {"a": "b"}, 2, AT))
        deeds.append(lambda: looked.note(desk.store, BEN, case.id, "cases.facts", AT))
    for one in at_once(deeds):
        assert one is None or isinstance(one, Case) or "This case was purged" in str(one)
    assert desk.now(case).purged_at == AT
    assert facts.current(desk.vault, desk.now(case)) == {}
    assert held.read(desk.vault, desk.now(case), ADA, "cases.facts") is None
    assert looked.of_case(desk.store, case.id) == []
    assert audit.events(desk.store)[0].action == "case purged"
    assert verify.everything(desk.store) == []


def test_opening_again_and_the_purge_that_is_due_never_mix(desk: Desk) -> None:
    case = desk.closed(desk.case(home="flat"))
    reopened, purged = at_once(
        [
            lambda: retention.reopen(desk.vault, case.id, BEN, AT),
            lambda: retention.purge_due(desk.vault, AT * 2),
        ]
    )
    if purged:
        assert "purged" in str(reopened)
    else:
        assert desk.now(case) == reopened
        assert desk.known(case) == {"home": "flat"}

"""Killed, raced, out of room: the register is as it was, or as it was to be. Never between."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from entitlements.signoff import NotAllowed
from tests.web.store import faulty
from tests.web.store.small_rules import ADA, AT, BEN, CAT, FILES, HELP, OTHER, Office, table
from web.settings import ROOT
from web.store import audit, changes, open_store, register, verify
from web.store.changes import Conflict, Saved


def attempts(*words: str) -> list[dict[str, Any]]:
    """Run a faulty process, and return what each of its attempts left behind."""
    module = [sys.executable, "-m", "tests.web.store.faulty", *words]
    done = subprocess.run(module, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


OLD = {"state": "signed_off", "publication": None, "latest": 1, "texts": len(FILES), "faults": []}
NEW = {"state": "published", "publication": 2, "latest": 2, "texts": len(FILES), "faults": []}


def outcome(attempt: dict[str, Any]) -> dict[str, Any]:
    return {name: attempt[name] for name in OLD}


def test_killed_at_any_moment_of_publishing_nothing_is_half_done(office: Office, url: str) -> None:
    number = office.signed()
    office.store.dispose()
    *killed, last = attempts("kill", url, str(number), "publish")
    assert len(killed) > 15, "reading ahead, then every statement of the publication"
    assert [outcome(attempt) for attempt in killed] == [OLD] * len(killed)
    assert (last["code"], outcome(last)) == (faulty.PUBLISHED, NEW)


@pytest.mark.parametrize(
    ("begin", "deed", "before", "after"),
    [
        (Office.draft, "save", ("draft", 1, 1), ("draft", 1, 2)),
        (Office.proposed, "sign", ("proposed", 1, 1), ("signed_off", 1, 1)),
        (Office.draft, "emergency", ("draft", 1, 1), ("emergency", 2, 1)),
        (Office.emergency, "expire", ("emergency", 2, 1), ("expired", 3, 1)),
    ],
)
def test_killed_at_any_moment_of_any_step_it_is_as_before(
    sqlite_url: str, begin: Callable[[Office], int], deed: str, before: tuple, after: tuple
) -> None:
    store = open_store(sqlite_url)
    number = begin(Office(store))
    store.dispose()
    *killed, last = attempts("kill", sqlite_url, str(number), deed)
    assert len(killed) > 5
    assert {(a["state"], a["latest"], a["saves"]) for a in killed} == {before}
    assert (last["state"], last["latest"], last["saves"]) == after
    assert not [attempt["faults"] for attempt in (*killed, last) if attempt["faults"]]


def test_of_two_processes_that_publish_one_file_one_wins(office: Office, url: str) -> None:
    numbers = [str(office.signed(pounds)) for pounds in (20, 30)]
    office.store.dispose()
    refused, found = attempts("race", url, *numbers)
    assert "was changed by Ben since" in refused["refused"]
    assert sorted(found["codes"]) == [faulty.PUBLISHED, faulty.REFUSED]
    assert (found["latest"], found["faults"]) == (2, [])


def test_two_processes_that_publish_two_files_both_do_one_after_the_other(
    office: Office, url: str
) -> None:
    numbers = [str(office.signed(20)), str(office.signed(30, OTHER))]
    office.store.dispose()
    (found,) = attempts("race", url, *numbers)
    assert found["codes"] == [faulty.PUBLISHED] * 2
    assert (found["latest"], found["faults"]) == (3, [])


def test_one_change_is_published_once(office: Office, url: str) -> None:
    number = str(office.signed())
    office.store.dispose()
    refused, found = attempts("race", url, number, number)
    assert "This change is published" in refused["refused"]
    assert sorted(found["codes"]) == [faulty.PUBLISHED, faulty.REFUSED]


def test_without_room_nothing_is_half_done_and_with_room_it_works(sqlite_url: str) -> None:
    """Room grows by a page at a time, so that every write of the publication fails once."""
    store = open_store(sqlite_url)
    number = Office(store).signed()
    store.dispose()
    *failed, last = attempts("full", sqlite_url, str(number))
    assert len(failed) > 3
    assert {attempt["code"] for attempt in failed} == {faulty.NO_ROOM}
    assert [outcome(attempt) for attempt in failed] == [OLD] * len(failed)
    assert (last["code"], outcome(last)) == (faulty.PUBLISHED, NEW)


def at_once(*work: Callable[[], Any]) -> list[Any]:
    """Do all of this at once, a thread each, and return what came of it."""
    gate, came = threading.Barrier(len(work)), [None] * len(work)

    def run(place: int, task: Callable[[], Any]) -> None:
        gate.wait()
        try:
            came[place] = task()
        except NotAllowed as refusal:
            came[place] = refusal

    threads = [threading.Thread(target=run, args=item) for item in enumerate(work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_of_sixteen_who_save_one_draft_one_wins_each_round(office: Office) -> None:
    number = office.draft()
    for before in (1, 2, 3):
        texts = [table(before * 100 + person) for person in range(16)]

        def save(text: bytes, before: int = before) -> Saved | Conflict:
            return changes.save(office.store, number, HELP, text, before, ADA, AT)

        came = at_once(*(lambda text=text: save(text) for text in texts))
        won = [
            text for text, result in zip(texts, came, strict=True) if result == Saved(before + 1)
        ]
        lost = [result.theirs.text for result in came if isinstance(result, Conflict)]
        assert len(won) == 1
        assert lost == won * 15
    assert verify.everything(office.store) == []


def test_of_many_who_sign_publish_and_send_back_the_chain_stays_whole(office: Office) -> None:
    number = office.proposed()
    digests, store = office.digests(number), office.store
    came = at_once(
        lambda: changes.sign(store, number, BEN, digests, AT),
        lambda: changes.sign(store, number, CAT, digests, AT),
        lambda: changes.send_back(store, number, CAT, "Not yet.", AT),
        lambda: changes.publish(store, number, BEN, AT),
        lambda: changes.begin(store, "Another", "", ADA, AT),
        lambda: register.import_folder(store, ROOT / "rules", AT),
    )
    assert sum(isinstance(result, NotAllowed) for result in came) >= 2
    assert verify.everything(store, str(audit.head(store))) == []


def test_verifying_while_others_write_finds_no_fault(office: Office) -> None:
    number, store = office.draft(), office.store

    def save_on() -> None:
        for before in range(1, 12):
            changes.save(store, number, HELP, table(before), before, ADA, AT)

    def verify_on() -> list[object]:
        return [fault for _ in range(6) for fault in verify.everything(store)]

    assert at_once(save_on, verify_on, verify_on) == [None, [], []]

"""The chain: one way to write an event, and no way to change one unseen."""

from __future__ import annotations

import json
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitlements.chain import NOTHING, Event, Head, canonical, faults, link, utc

AT = 1_795_692_000
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


def a_chain(length: int) -> list[Event]:
    head, events = Head(0, NOTHING), []
    for number in range(1, length + 1):
        what = {"change": number, "says": "a £5 rise"}
        events.append(link(head, AT + number, "Ada (account 1)", "save", what))
        head = Head(number, events[-1].hash)
    return events


def test_an_event_is_hashed_as_a_leaf_of_its_canonical_json() -> None:
    event = link(Head(0, NOTHING), AT, "Ada (account 1)", "sign", {"b": 1, "a": "£"})
    written = (
        '{"action":"sign","actor":"Ada (account 1)","at":"2026-11-26T11:20:00Z",'
        '"object":{"a":"£","b":1},"previous":"' + "0" * 64 + '","sequence":1}'
    )
    assert canonical(json.loads(written)) == written
    assert event.hash == sha256(b"\x00" + written.encode()).hexdigest()


@given(PLAIN)
def test_data_is_written_in_one_way(value: object) -> None:
    text = canonical(value)
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text


def test_a_fraction_is_refused() -> None:
    with pytest.raises(TypeError, match=r"0\.1"):
        canonical({"deep": [{"down": 0.1}]})


def test_a_moment_on_no_calendar_is_still_written() -> None:
    assert utc(0) == "1970-01-01T00:00:00Z"
    assert utc(10**30) == str(10**30)


def test_a_whole_chain_has_no_fault_and_extends_each_head_it_ever_had() -> None:
    events = a_chain(5)
    for event in events:
        assert not list(faults(events, str(Head(event.sequence, event.hash))))
        assert not list(faults(events, event.hash))
    assert not list(faults([], f"0 {NOTHING}"))


CHANGED = {
    "at": 1,
    "actor": "Eve (account 9)",
    "action": "send_back",
    "object": '{"change":2}',
    "previous": "f" * 64,
    "hash": "e" * 64,
    "sequence": 77,
}


@pytest.mark.parametrize("name", CHANGED)
@pytest.mark.parametrize("place", [0, 2, 4])
def test_whatever_is_changed_is_found_and_named(name: str, place: int) -> None:
    events = a_chain(5)
    sequence = events[place].sequence if name != "sequence" else 77
    events[place] = replace(events[place], **{name: CHANGED[name]})
    assert f"event {sequence}" in {fault.where for fault in faults(events)}


@pytest.mark.parametrize("place", range(4))
def test_what_is_dropped_or_moved_is_found(place: int) -> None:
    events = a_chain(5)
    assert list(faults(events[:place] + events[place + 1 :]))
    events[place], events[place + 1] = events[place + 1], events[place]
    assert list(faults(events))


@pytest.mark.parametrize("kept", range(5))
def test_a_cut_is_found_with_a_saved_head_and_only_then(kept: int) -> None:
    events = a_chain(5)
    head = str(Head(5, events[-1].hash))
    assert not list(faults(events[:kept]))
    assert [fault.where for fault in faults(events[:kept], head)] == ["head"]


def test_a_chain_written_anew_is_found_with_a_saved_head() -> None:
    head, anew = str(Head(5, a_chain(5)[-1].hash)), a_chain(4)
    last = Head(4, anew[-1].hash)
    anew.append(link(last, AT, "Eve (account 9)", "save", {}))
    assert not list(faults(anew))
    assert [fault.where for fault in faults(anew, head)] == ["head"]


@pytest.mark.parametrize("saved", ["", "   ", "4 " + "f" * 64, "not a head"])
def test_a_head_that_is_none_is_never_taken_for_one(saved: str) -> None:
    assert [fault.where for fault in faults(a_chain(3), saved)] == ["head"]


def test_a_head_with_another_count_is_told() -> None:
    events = a_chain(3)
    (fault,) = faults(events, f"3 {events[1].hash}")
    assert str(fault) == "head: The saved head is event 2, not event 3."

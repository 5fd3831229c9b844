"""The keys of rule files by the names that people use, and what each is about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from entitlements.redline.difference import Cell, Concerns, How
from entitlements.redline.telling import NOTHING, Telling
from entitlements.rulebook.emit import emit
from entitlements.rulebook.records import Key, Record

#: What a key is called inside a sentence. A key not listed is called by its own word.
CALLED = {
    "outcome": "the answer",
    "force": "how binding it is",
    "amount": "the sum",
    "value": "the value it gives",
    "elsewhere": "who pays or decides instead",
    "says": "what the young person reads",
    "also_needs": "what else is needed",
    "evidence": "what to show",
    "approval": "whose agreement is needed",
    "paid_by": "how it is paid",
    "lead_time": "how long it takes",
    "ends": "when it stops",
    "ask_by": "the last day to ask",
    "ambiguous": "the two readings",
    "source": "what it rests on",
    "todo": "what a person must confirm",
    "note": "the note",
    "id": "the name",
    "title": "the title",
    "also_called": "the other names",
    "summary": "the summary",
    "payer": "who pays",
    "ask": "whom to ask",
    "how_to_get": "what to do",
    "area": "the area",
    "match": "how rows combine",
    "dated_by": "the day that decides which version applies",
    "decides": "the fact it decides",
    "effective_from": "the first day",
    "effective_to": "the last day",
    "approved": "who approved it",
    "checked_on": "the day it was last checked",
    "confidence": "whether a person has confirmed it",
    "dates_note": "the note on its dates",
    "status": "whether it is in force or only announced",
    "if": "the condition",
    "then": "what follows",
    "when": "whom it is for",
    "why": "the reason",
    "national": "the national table",
    "local": "the tables held to it",
    "kind": "the kind",
    "question": "the question",
    "hint": "the hint",
    "label": "what it is called in a sentence",
    "choices": "the answers offered",
    "from": "how it is worked out",
    "asked_when": "when it is asked",
    "asked": "who is asked",
    "name": "the name",
    "authority": "the council",
    "facts": "what is known of them",
    "url": "the address",
    "dated": "the date it bears",
    "seen": "the day it was read",
    "read": "whether it was read",
    "per": "how often",
    "type": "the type",
    "values": "the values",
}
MONEY = {"amount", "effective_from", "effective_to", "status", "ends", "ask_by", "values", "per"}
OUTCOME = {"outcome", "force", "value", "elsewhere", "approval", "match", "national", "local"}
TEST = {"when", "if", "then", "from", "type", "asked_when", "choices", "dated_by", "decides"}


def concerns(word: str) -> Concerns:
    """What a key is about."""
    if word in MONEY:
        return Concerns.MONEY
    if word in OUTCOME:
        return Concerns.OUTCOME
    return Concerns.TEST if word in TEST else Concerns.WORDS


def changed_keys(
    record: Record[Any], before: object, after: object, *besides: str
) -> Iterator[Key]:
    """The keys of a record whose values differ, but for those told elsewhere."""
    for word, key in record.keys.items():
        if word not in besides and getattr(before, key.name) != getattr(after, key.name):
            yield key


def change_of(key: Key, before: object, after: object, old: Telling, new: Telling) -> Cell:
    """One key whose value differs, as a clause."""
    was, now = getattr(before, key.name), getattr(after, key.name)
    said = (old.value(was), new.value(now))
    return told(key, was, now, *said)


def told(key: Key, was: object, now: object, before: str, after: str) -> Cell:
    """A change of a key, once both sides are in words. Sides that read alike are shown as text."""
    called = CALLED.get(key.word, key.word.replace("_", " "))
    how = How.ADDED if not was else How.REMOVED if not now else How.CHANGED
    if before == after:
        before, after = written(key, was), written(key, now)
        says = f"{called} is written in another way: “{before}” is now “{after}”"
    elif before == NOTHING:
        says = f"{called} is new: {after}"
    elif after == NOTHING:
        says = f"{called} is taken out (it was {before})"
    else:
        says = f"{called} goes from {before} to {after}"
    return Cell(key.word, how, concerns(key.word), says, before, after)


def written(key: Key, value: object) -> str:
    """The text of a key as a rule file has it, on one line."""
    if value is None or value == ():
        return NOTHING
    return " ".join(emit({key.word: key.shape.write(value)}).split())

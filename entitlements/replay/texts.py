"""The text of a kept answer: canonical JSON with a digest over all of it.

A text that was changed, cut short or is something else is refused in words; nothing
of it is used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from entitlements.chain import canonical
from entitlements.in_short import from_receipt
from entitlements.problems import DataProblems, Problem
from entitlements.replay.digests import digest_of
from entitlements.replay.kept import KeptAnswer

PLACE = "kept answer"
#: The form of the text: a later one may hold more.
FORM = 1
_TYPES = {"rule_book": str, "trace_digest": str, "receipt_digest": str, "as_at": str}
_TYPES |= {"facts": dict, "receipt": dict, "digest": str, "form": int}  # type: ignore[dict-item]
_IN_A_RECEIPT = {"derived": dict, "decisions": list}
_FIX = "Take the text again from where it was kept: it was changed or cut short."


def as_text(kept: KeptAnswer) -> str:
    """A kept answer as text; the same one always gives the same text."""
    data = asdict(kept) | {"as_at": kept.as_at.isoformat(), "form": FORM}
    return canonical(data | {"digest": digest_of(data)})


def from_text(text: str) -> KeptAnswer:
    """Read what `as_text` wrote. Raises `DataProblems` for a text that is not as it was."""
    data = _json(text)
    _refuse(_shape_problems(data))
    _refuse(_damage(data))
    parts = {key: data[key] for key in data if key not in ("digest", "form")}
    return KeptAnswer(**parts | {"as_at": date.fromisoformat(data["as_at"])})


def _refuse(found: Iterator[str]) -> None:
    problems = [Problem(PLACE, 0, what, _FIX) for what in found]
    if problems:
        raise DataProblems(problems)


def _json(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict):
        raise DataProblems([Problem(PLACE, 0, "This is not the text of a kept answer.", _FIX)])
    return data


def _shape_problems(data: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"It has no {key!r}." for key in _TYPES if key not in data)
    yield from (
        f"It has a part {key!r} that nothing is kept in." for key in set(data) - set(_TYPES)
    )
    for key, kind in _TYPES.items():
        if key in data and (not isinstance(data[key], kind) or isinstance(data[key], bool)):
            yield f"{key!r} is not of the kind that is kept there."
    if data.get("form", FORM) != FORM:
        yield f"It is written in form {data['form']!r}, and this program reads form {FORM}."


def _damage(data: Mapping[str, Any]) -> Iterator[str]:
    """What the digests and the receipt itself give away."""
    rest = {key: value for key, value in data.items() if key != "digest"}
    if _digest(rest) != data["digest"]:
        yield "It is not as it was when it was kept."
    elif _digest(data["receipt"]) != data["receipt_digest"]:
        yield "The receipt in it is not the one that was kept."
    elif not _is_day(data["as_at"]):
        yield f"{data['as_at']!r} is not a day."
    elif (data["receipt"].get("as_at"), data["receipt"].get("rule_book")) != (
        (data["as_at"], data["rule_book"])
    ):
        yield "The receipt in it is of another day, or of other rules."
    elif not _is_shallow(data["facts"]) or not _can_be_read(data["receipt"]):
        yield "A fact or a decision in it is not one that this program writes."


def _digest(data: Any) -> str | None:
    try:
        return digest_of(data)
    except (TypeError, RecursionError):  # a fraction, or nested without end: never written here
        return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_shallow(told: object, levels: int = 4) -> bool:
    """Whether data is nested no deeper than facts are: a list of records of words."""
    inside = list(told.values()) if isinstance(told, dict) else told
    if not isinstance(inside, list):
        return True
    return levels > 0 and all(_is_shallow(part, levels - 1) for part in inside)


def _can_be_read(receipt: Mapping[str, Any]) -> bool:
    try:
        whole = all(isinstance(receipt[key], kind) for key, kind in _IN_A_RECEIPT.items())
        for decision in receipt["decisions"]:
            from_receipt(decision)
            whole &= isinstance(decision["entitlement"] + decision["title"], str)
    except (KeyError, TypeError, ValueError):
        return False
    return whole and "next_question" in receipt

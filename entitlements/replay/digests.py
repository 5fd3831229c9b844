"""The digest of a trace: whether an answer was worked out in the same way.

It covers the value of every distinct test of the plan (yes, no, not known) and the
verdict of every table as its tests leave it: outcome, force, the rows that decided
and those that could still win, with the first day of their version. Tests are named
by what they ask, tables and rows by their ids, so the order in which a program
holds them makes no difference. It covers no words, and no sums: the receipt has those.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import lru_cache
from hashlib import sha256
from typing import Any

from entitlements.chain import canonical
from entitlements.dates import Duration
from entitlements.plan.build import Plan, PlanTable
from entitlements.plan.leaves import (
    AgeCut,
    Fixed,
    FromAsAt,
    FromParameter,
    HasMask,
    InMask,
    Leaf,
    OutcomeIn,
    Threshold,
)
from entitlements.plan.slots import NO, YES
from entitlements.plan.trace import Trace
from entitlements.plan.verdicts import OUTCOME_BITS, Verdict

_BOUNDS = (Fixed, AgeCut, FromAsAt, FromParameter)
TRUTH = {0: "no", 1: "not_known", 3: "yes"}


def digest_of(data: Any) -> str:
    """SHA-256 of data as canonical JSON, in hexadecimal."""
    return sha256(canonical(data).encode("utf-8", "surrogatepass")).hexdigest()


def trace_digest(trace: Trace) -> str:
    """The digest of how everything was worked out, for one person on one day."""
    names = _test_names(trace.plan)
    tests = {name: TRUTH[value] for name, value in zip(names, trace.leaves, strict=True)}
    tables = {t.id: _verdict(t, trace.verdicts[t.number]) for t in trace.plan.tables}
    return digest_of({"tests": tests, "tables": tables})


@lru_cache(maxsize=64)
def _test_names(plan: Plan) -> tuple[str, ...]:
    return tuple(canonical(_test(leaf, plan)) for leaf in plan.leaves)


def _test(leaf: Leaf, plan: Plan) -> dict[str, Any]:
    """What a test asks, with its bits as words."""
    data = _plain(leaf)
    if isinstance(leaf, OutcomeIn):
        return data | {"mask": _words({o.value: bit for o, bit in OUTCOME_BITS.items()}, leaf.mask)}
    if isinstance(leaf, InMask | HasMask):
        bits = plan.slots[leaf.fact].bits or {"no": NO, "yes": YES}
        return data | {"mask": _words(bits, leaf.mask)}
    return data


def _words(bits: Mapping[str, int], mask: int) -> list[str]:
    return sorted(word for word, bit in bits.items() if mask & bit)


def _plain(part: Leaf | Threshold) -> dict[str, Any]:
    """A test, or a bound of one, as data: its kind and its parts by name."""
    parts = ((field.name, getattr(part, field.name)) for field in fields(part))
    return {name: _part(value) for name, value in parts} | {"kind": type(part).__name__}


def _part(value: object) -> Any:
    if isinstance(value, Duration):
        return str(value)
    return _plain(value) if isinstance(value, _BOUNDS) else value


def _verdict(table: PlanTable, verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": verdict.outcome.value,
        "force": verdict.force.value if verdict.force else None,
        "decided_by": [_row(table, place) for place in verdict.winners],
        "open": [_row(table, place) for place in verdict.open],
    }


def _row(table: PlanTable, place: int) -> str:
    planned = table.rows[place]
    return f"{planned.row.id} of {table.version(planned).effective_from}"

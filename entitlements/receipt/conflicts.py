"""Answers that cannot all be true, as plain data: both are shown, neither is chosen."""

from __future__ import annotations

from datetime import date
from typing import Any

from entitlements.care import conflicts
from entitlements.care.conflicts import Said
from entitlements.dates import format_day
from entitlements.derive import CARE_ANSWERS, CARE_DATES, care_answers
from entitlements.evaluate import Evaluation

TOLD, STATUS, NOT_TOLD = "status_told_by_council", "leaving_care_status", "not_told"
_FACTS = {**CARE_ANSWERS, **CARE_DATES}


def conflicts_of(evaluation: Evaluation) -> list[dict[str, Any]]:
    """Every two answers about care that contradict each other, and the council's own word."""
    found = [
        {
            "id": _FACTS.get(conflict.id, conflict.id),
            "one": _said(conflict.one),
            "other": _said(conflict.other),
        }
        for conflict in conflicts(care_answers(evaluation.facts), evaluation.as_at)
    ]
    told, worked_out = evaluation.value(TOLD), evaluation.value(STATUS)
    if told not in (None, NOT_TOLD) and worked_out is not None and told != worked_out:
        one = {"fact": TOLD, "value": told}
        found.append({"id": STATUS, "one": one, "other": {"fact": STATUS, "value": worked_out}})
    return found


def _said(said: Said) -> dict[str, Any]:
    value = format_day(said.value) if isinstance(said.value, date) else said.value
    return {"fact": _FACTS.get(said.source, said.source), "value": value}

"""The proof room: what can be shown of a rule book, or of a change, before it is in force.

    prove_book(book, as_at) -> findings
    prove_change(before, after, as_at) -> findings
    as_data(findings) -> what is written to proof.json

A table is read as sets of cells (`space`, `reading`), for everybody it can tell
apart and who can be (`field`). Each kind of finding stands in a file of its own.
"""

from __future__ import annotations

from entitlements.proof.data import as_data
from entitlements.proof.finding import Finding, InventedPerson, Shown, Weight
from entitlements.proof.prove import prove_book, prove_change

__all__ = [
    "Finding",
    "InventedPerson",
    "Shown",
    "Weight",
    "as_data",
    "prove_book",
    "prove_change",
]

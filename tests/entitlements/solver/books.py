"""Tiny books before and after a change, and what the solver finds of them."""

from __future__ import annotations

from entitlements.proof.finding import Finding, Shown
from entitlements.proof.solver import solve_book, solve_change
from tests.entitlements.tiny import TODAY, Tiny, tiny_book


def changed(text: str | None, before: str, after: str) -> tuple[Tiny, Tiny]:
    """The book of a docstring, and the same with some words in place of others."""
    assert text is not None
    assert before in text
    return tiny_book(text), tiny_book(text.replace(before, after))


def of_change(books: tuple[Tiny, Tiny], most_fall: int = 50_000) -> dict[str, Finding]:
    """The findings of a change, by id."""
    found = solve_change(books[0].book, books[1].book, TODAY, most_fall=most_fall)
    return {finding.id: finding for finding in found}


def of_book(book: Tiny, most_fall: int = 50_000) -> dict[str, Finding]:
    """The findings of a book, by id."""
    found = solve_book(book.book, TODAY, most_fall=most_fall)
    return {finding.id: finding for finding in found}


def disproved(findings: dict[str, Finding]) -> dict[str, Finding]:
    """Those that name a person."""
    return {name: one for name, one in findings.items() if one.shown is Shown.DISPROVED}

"""Kept checks as what leaves the room rests on them: letters, awards, and rules of another day.

Whatever is said or asked for on the ground of an answer has the code of a check behind
it. A check serves that says what is so now; where there is none, one is kept first.
"""

from __future__ import annotations

from functools import lru_cache

from entitlements.evaluate import Engine
from entitlements.replay import KeptAnswer, keep
from web import book
from web.cases.answering import evaluation_of, known_facts
from web.cases.face import account, case, seconds
from web.live_book import Files, book_of
from web.store import register
from web.store.cases import CannotOpen, checks
from web.store.cases.checks import KeptHead
from web.vault import vault


def code_for_now(once: str | None) -> str:
    """The code of the check that says what is so now; it is kept first where there is none.

    Somebody who may not see every fact gets one without those facts, and it says so.
    `once`: what the form was sent with, so that sending it twice keeps one check.
    """
    now, withheld = keep(evaluation_of(case())), bool(known_facts(case()).withheld)
    for kept in checks.of_case(vault(), case()):
        if kept.withheld == withheld and _is_of(kept, now):
            return kept.code
    by, at = account().id, seconds()
    return checks.keep(vault(), case(), now, book.publication(), by, at, withheld, once)


def _is_of(head: KeptHead, now: KeptAnswer) -> bool:
    """Whether a check that was kept is of the same facts, day and book."""
    receipt = case().seal.digest(now.receipt_digest)
    if (head.as_at, head.receipt_digest) != (now.as_at, receipt):
        return False
    try:
        kept = checks.get(vault(), head.code)
    except CannotOpen:
        return False  # it is not as it was kept: nothing new may rest on it
    return kept is not None and kept.answer == now


def engine_at(publication: int) -> Engine:
    """The rules of a publication, ready to decide."""
    if publication == book.publication():
        return book.engine()
    return _engine(tuple(register.files(vault().store, publication)))


@lru_cache(maxsize=2)
def _engine(files: tuple[tuple[str, bytes], ...]) -> Engine:
    held: Files = list(files)
    return Engine(book_of(held))

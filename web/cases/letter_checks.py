"""The kept check that a paper is made from: kept first where none is, and for its readers only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from http import HTTPStatus

from flask import abort

from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.person_file import facts_of
from entitlements.replay import KeptAnswer, keep
from entitlements.signoff import NotAllowed
from web import book
from web.cases.answering import evaluation_of, is_sensitive, known_facts
from web.cases.face import account, case, seconds, sees_sensitive
from web.i18n import gettext as _
from web.live_book import Files, book_of
from web.store import register
from web.store.cases import checks
from web.store.cases.checks import Kept, KeptHead, NotACode
from web.vault import vault


def code_for_now(once: str | None) -> str:
    """The code of the check that says what is so now; it is kept first where there is none."""
    now, withheld = keep(evaluation_of(case())), bool(known_facts(case()).withheld)
    newest = next(iter(checks.of_case(vault(), case())), None)
    if newest is not None and newest.withheld == withheld and _is_of(newest, now):
        return newest.code
    by, at = account().id, seconds()
    return checks.keep(vault(), case(), now, book.publication(), by, at, withheld, once)


def _is_of(newest: KeptHead, now: KeptAnswer) -> bool:
    """Whether a check that was kept is of the same facts, day and book."""
    receipt = case().seal.digest(now.receipt_digest)
    if (newest.as_at, newest.receipt_digest) != (now.as_at, receipt):
        return False
    kept = checks.get(vault(), newest.code)
    return kept is not None and kept.answer == now


def kept_or_404(code: str) -> Kept:
    """The check of a code, where it is of this case and whoever is here may read it.

    Raises: NotAllowed, where it rests on facts that are not theirs to see
    """
    try:
        kept = checks.get(vault(), checks.tidy(code))
    except NotACode:
        kept = None
    if kept is None or kept.head.case_id != case().id:
        abort(HTTPStatus.NOT_FOUND)
    if not sees_sensitive() and _sensitive(kept.answer.facts):
        raise NotAllowed(
            _("That check rests on private facts. Only their own adviser may print it.")
        )
    return kept


def _sensitive(facts: Iterable[str]) -> list[str]:
    catalogue = book.book().catalogue
    return [fact for fact in facts if is_sensitive(catalogue, fact)]


def withheld_in(kept: Kept) -> int:
    """How many facts the check does without, as whoever kept it was not to see them."""
    if not kept.head.withheld:
        return 0
    known = known_facts(case())
    return max(1, len(known.withheld) or len(_sensitive(known.says)))


def evaluation_again(kept: Kept) -> Evaluation:
    """The check worked out again with the rules it was kept with."""
    engine = engine_at(kept.head.publication)
    facts = facts_of(kept.answer.facts, engine.book.catalogue)
    return evaluate(engine, facts, kept.answer.as_at)


def engine_at(publication: int) -> Engine:
    """The rules of a publication, ready to decide."""
    if publication == book.publication():
        return book.engine()
    return _engine(tuple(register.files(vault().store, publication)))


@lru_cache(maxsize=2)
def _engine(files: tuple[tuple[str, bytes], ...]) -> Engine:
    held: Files = list(files)
    return Engine(book_of(held))

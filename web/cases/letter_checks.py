"""The kept check that a paper is made from: for its readers only, and worked out again."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus

from flask import abort

from entitlements.evaluate import Evaluation, evaluate
from entitlements.person_file import facts_of
from entitlements.signoff import NotAllowed
from web import book
from web.cases.answering import is_sensitive, known_facts
from web.cases.face import case, sees_sensitive
from web.cases.kept_checks import engine_at
from web.i18n import gettext as _
from web.store.cases import checks
from web.store.cases.checks import Kept, NotACode
from web.vault import vault


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

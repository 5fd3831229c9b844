"""Decision receipts: keeping what was told, finding it by its code, working it out again."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.messages import FORCES
from entitlements.problems import DataProblems
from entitlements.replay import keep
from entitlements.signoff import NotAllowed
from web import book
from web.cases.answering import evaluation_of, is_sensitive, known_facts, refresh_summary
from web.cases.face import account, bp, case, say, seconds, sees_sensitive
from web.cases.kept_checks import engine_at
from web.cases.receipts import OTHER_RULES, Again, again, facts_then, since, told_then
from web.clock_words import moment
from web.i18n import N_
from web.i18n import gettext as _
from web.store.cases import CannotOpen, checks, records, teams
from web.store.cases.checks import Kept, NotACode
from web.store.cases.teams import Relation
from web.store.register import RegisterTampered
from web.typed import once_of
from web.vault import vault

NOT_AS_KEPT = N_("This check is not as it was kept. Tell who runs the service.")


@bp.post("/<int:case_id>/checks/keep")
def check_keep() -> ResponseReturnValue:
    """Keep the answers of this day under a code, with the facts and the rules they rest on."""
    found, withheld = evaluation_of(case()), bool(known_facts(case()).withheld)
    once, by, at = once_of(request.form.get("once")), account().id, seconds()
    code = checks.keep(vault(), case(), keep(found), book.publication(), by, at, withheld, once)
    refresh_summary(case())
    say(_("These answers are kept. Their code is %(code)s.", code=code))
    return redirect(url_for("cases.check", code=code), HTTPStatus.SEE_OTHER)


@bp.get("/<int:case_id>/checks", endpoint="checks")
def kept_checks() -> str:
    """List the checks of this case that were kept, newest first."""
    return render_template(
        "cases/checks.html",
        checks=checks.of_case(vault(), case()),
        moment=moment,
        once=secrets.token_urlsafe(16),
    )


@bp.get("/<int:case_id>/checks/<code>")
def check(code: str) -> str:
    """Show what was said then, as it was kept."""
    kept = _kept_or_404(code)
    facts = facts_then(kept.answer, book.book().catalogue)
    return _page(kept, told=told_then(kept.answer), facts=facts)


@bp.get("/<int:case_id>/checks/<code>/again")
def check_again(code: str) -> str:
    """Work a check out again, with the rules it was kept with."""
    kept = _kept_or_404(code)
    try:
        found = again(kept.answer, engine_at(kept.head.publication))
    except (RegisterTampered, DataProblems):
        found = Again(None, [], [], OTHER_RULES)
    return _page(kept, again=found)


@bp.get("/<int:case_id>/checks/<code>/since")
def check_since(code: str) -> str:
    """Hold a check against the rules, the day and the facts of now."""
    kept, now = _kept_or_404(code), evaluation_of(case()).facts
    return _page(kept, compared=True, since=since(kept.answer, book.engine(), g.as_at, now))


@bp.get("/find-check")
def find_check() -> ResponseReturnValue:
    """Find a check by the code on a print; only cases that are theirs are looked at."""
    typed, problem = request.args.get("code", ""), ""
    if "code" in request.args:
        try:
            code = checks.tidy(typed)
        except NotACode as error:
            problem = str(error)
        else:
            if (case_id := _case_of(code)) is not None:
                there = url_for("cases.check", case_id=case_id, code=code)
                return redirect(there, HTTPStatus.SEE_OTHER)
            problem = _("No check of your cases has this code. Ask whoever gave you the print.")
    page = render_template("cases/find_check.html", typed=typed[:40], problem=problem)
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK


def _case_of(code: str) -> int | None:
    """The case of a code, where it is one of theirs."""
    told = checks.head(vault().store, code)
    found = records.get(vault(), told.case_id) if told and not told.purged else None
    if found is None:
        return None
    relation = teams.relation(vault().store, account().id, found)
    return None if relation is Relation.NONE else found.id


def _kept_or_404(code: str) -> Kept:
    """The check of a code, where it is one of this case."""
    try:
        kept = checks.get(vault(), checks.tidy(code))
    except NotACode:
        kept = None
    except CannotOpen as error:
        if _case_of(checks.tidy(code)) != case().id:
            abort(HTTPStatus.NOT_FOUND)
        raise NotAllowed(_(NOT_AS_KEPT)) from error
    if kept is None or kept.head.case_id != case().id:
        abort(HTTPStatus.NOT_FOUND)
    return kept


def _page(kept: Kept, **more: object) -> str:
    """The page of a check. What rests on private facts is for those who may see them."""
    catalogue = book.book().catalogue
    private = any(is_sensitive(catalogue, fact) for fact in kept.answer.facts)
    if private and not sees_sensitive():
        return render_template("cases/check.html", head=kept.head, moment=moment, private=True)
    forces = {force: _(words) for force, words in FORCES.items()}
    return render_template(
        "cases/check.html", head=kept.head, moment=moment, forces=forces, private=False, **more
    )

"""What if: the same person with other facts, or on another day. Nothing is saved."""

from __future__ import annotations

from http import HTTPStatus

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from entitlements.facts import Facts
from entitlements.what_if import nearest_yes, what_if
from web.asked.asking import applying
from web.book import book, engine
from web.cases import trying
from web.cases.answering import evaluation_of, facts_with_awards, known_facts
from web.cases.face import bp, case
from web.cases.ready_made import READY_MADE
from web.cases.side_by_side import Sides, noes, sides_of, way_told
from web.cases.trying import Trying, can_be_tried
from web.i18n import gettext as _
from web.wording import fact_text, table_text


@bp.get("/<int:case_id>/what-if", endpoint="what_if")
def what_if_page() -> ResponseReturnValue:
    """Ask what would be other, or what would have to be so for a yes."""
    about = request.args.get("about", "")
    return _page(trying.shown(book().catalogue, {}, None), about=about)


@bp.post("/<int:case_id>/what-if")
def what_if_worked_out() -> ResponseReturnValue:
    """Work out what would be other. It is a post so that no fact stands in an address."""
    found = _asked(facts_with_awards(case()))
    sides = None if found.problems or found.is_empty else _sides(found)
    return _page(found, sides)


def _asked(known: Facts) -> Trying:
    chosen = next((one for one in READY_MADE if one.name == request.form.get("ready")), None)
    if chosen is not None and chosen.can_be(known, g.as_at):
        return trying.shown(book().catalogue, *chosen.make(known, g.as_at))
    return trying.sent(book().catalogue, known, g.as_at, request.form)


def _sides(found: Trying) -> Sides:
    told = {fact: value for fact, value in found.changes.items() if value is not None}
    facts = facts_with_awards(case()).forgetting(*found.changes)
    after = applying(engine(), Facts({**facts, **told}), found.on or g.as_at)
    return sides_of(what_if(evaluation_of(case()), after))


def _page(found: Trying, sides: Sides | None = None, about: str = "") -> ResponseReturnValue:
    evaluation, known = evaluation_of(case()), facts_with_awards(case())
    asked = about if about in evaluation.plan.by_id else ""
    shown = {box.fact.id for box in found.boxes}
    more = [fact for fact in can_be_tried(book().catalogue) if fact.id not in shown]
    page = render_template(
        "cases/what_if.html",
        trying=found,
        sides=sides,
        ready=[one for one in READY_MADE if one.can_be(known, g.as_at)],
        more=[(fact.id, fact_text(fact, "question")) for fact in more],
        noes=noes(evaluation),
        about=asked,
        about_title=table_text(book().tables[asked], "title") if asked else "",
        ways=[way_told(way) for way in nearest_yes(evaluation, asked)] if asked else [],
        known=known_facts(case()),
        nothing=request.method == "POST" and found.is_empty and not found.problems,
        error=_("There is a problem"),
    )
    return page, HTTPStatus.UNPROCESSABLE_ENTITY if found.problems else HTTPStatus.OK

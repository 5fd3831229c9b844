"""The ledger of a case: what is left, and every award with its steps."""

from __future__ import annotations

from flask import render_template, request

from web.cases.answering import evaluation_of, known_facts
from web.cases.award_words import STEPS, part_title, route_words, sum_words, title_of, who_agrees
from web.cases.corrected import corrected_words
from web.cases.face import bp, case
from web.cases.knowing import had_nothing_before
from web.cases.ledger import (
    balance_lines,
    not_known_lines,
    own_balances,
    own_top_ups,
    shown_awards,
    top_up_words,
)
from web.cases.waiting import nobody_can_answer
from web.clock_words import moment
from web.store.cases import approvals
from web.vault import vault

OLDEST = "oldest"


@bp.context_processor
def _award_words() -> dict[str, object]:
    return {
        **{"award_steps": STEPS, "route_words": route_words, "sum_words": sum_words},
        **{"award_title": title_of, "award_part": part_title, "who_agrees": who_agrees},
        "moment": moment,
    }


@bp.get("/<int:case_id>/awards")
def ledger() -> str:
    """Show the balances first, then each award with its steps."""
    found, oldest = case(), request.args.get("order") == OLDEST
    asked, left = approvals.of_case(vault(), found), own_balances(found)
    return render_template(
        "cases/ledger.html",
        nothing_said=not had_nothing_before(known_facts(found).says),
        balances=balance_lines(left, evaluation_of(found)),
        not_known=not_known_lines(left, evaluation_of(found)),
        top_ups=[(one.entitlement, top_up_words(one)) for one in own_top_ups(found)],
        waiting=[(one, nobody_can_answer(found, one)) for one in asked if one.is_open],
        answered=[one for one in asked if not one.is_open],
        awards=shown_awards(found, oldest),
        oldest=oldest,
        corrected=corrected_words(found),
        known=known_facts(found),
    )

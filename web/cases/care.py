"""Care history: an editable timeline, with the count and the status worked out on every edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from typing import Any, cast

from flask import g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.care import CarePeriod
from entitlements.episodes import Recount, recount
from entitlements.facts import Facts, Value
from web.asked.asking import applying
from web.book import book, engine
from web.cases.answering import entries_of, known_facts
from web.cases.care_chart import CareChart, care_chart
from web.cases.care_rows import TypedRow, periods_of, rows_of, typed_rows, with_findings
from web.cases.care_words import bases, basis_words, council_words, period_words
from web.cases.face import account, bp, case
from web.cases.facts_page import heard_words
from web.cases.facts_saving import keep_typed, kept_form, saved
from web.cases.knowing import with_awards
from web.cases.overview import Status, status_of
from web.cases.saying import known, passed
from web.cases.words import COUNCIL_RECORD, SAID_BY
from web.i18n import gettext as _
from web.store.cases import held
from web.typed import number as row_number
from web.vault import vault

PERIODS, BORN, PAGE = "care_periods", "date_of_birth", "care"
#: What the templates of the count call.
WORDS = {
    "basis_words": basis_words,
    "period_words": period_words,
    "council_words": council_words,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What some periods come to: the count, the status, and the chart."""

    recount: Recount
    status: Status
    chart: CareChart | None


@bp.route("/<int:case_id>/care", methods=["GET", "POST"])
def care() -> ResponseReturnValue:
    """Show the care history, and change it."""
    if request.method == "POST":
        return _changed()
    kept = held.read(vault(), case(), account().id, PAGE)
    if kept and request.args.get("held"):
        sent = kept_form(kept)
        return care_page(typed_rows(sent), kept.number, sent)
    return care_page(rows_of(periods_now()), case().number, held=kept)


@bp.post("/<int:case_id>/care/typed")
def keep_care() -> ResponseReturnValue:
    """Hold what is typed, so that a lost connection loses nothing."""
    if "drop" in request.form:
        held.drop(vault(), case(), account().id, PAGE)
        return redirect(url_for("cases.care"), HTTPStatus.SEE_OTHER)
    keep_typed(PAGE)
    return "", HTTPStatus.NO_CONTENT


@bp.post("/<int:case_id>/care/count")
def count_care() -> str:
    """Work out what the rows as typed come to, for a page that scripts keep up to date."""
    return render_template("cases/care_count.html", **_shown(typed_rows(request.form)))


def _changed() -> ResponseReturnValue:
    number = request.form.get("number", type=row_number) or 0
    removed = request.form.get("remove", type=int)
    rows = typed_rows(request.form, removed)
    if removed is not None or request.form.get("do") != "save":
        if removed is None and request.form.get("do") == "add":
            rows.append(TypedRow(len(rows), authority=council_words(own_council())))
        return care_page(rows, number, request.form)
    keep_typed(PAGE)
    if any(row.wrong for row in rows):
        return care_page(rows, number, request.form), HTTPStatus.UNPROCESSABLE_ENTITY
    return save_periods(periods_of(rows), number, PAGE)


def save_periods(periods: Sequence[CarePeriod], number: int, page: str) -> ResponseReturnValue:
    """Save care periods, in order of time. None at all says that they are not known."""
    by = request.form.get("care-said-by", "") or COUNCIL_RECORD
    source = request.form.get("care-source", "").strip()[:200]
    by = by if by in SAID_BY else COUNCIL_RECORD
    catalogue = book().catalogue
    in_order = tuple(sorted(periods, key=lambda one: one.spell))
    said = passed(PERIODS, by, g.as_at, source)
    if in_order:
        fact = catalogue.facts[PERIODS]
        said = known(fact, cast("Value", in_order), catalogue, by, g.as_at, source)
    return saved({PERIODS: said}, number, url_for("cases.care"), page)


def care_page(rows: Sequence[TypedRow], number: int, sent: Any = None, held: Any = None) -> str:
    """The page of the care history, with the rows as they were typed."""
    said = known_facts(case()).says.get(PERIODS)
    return render_template(
        "cases/care.html",
        **_shown(rows),
        number=number,
        bases=bases(),
        said_by={code: _(words) for code, words in SAID_BY.items()},
        chosen_by=(sent or {}).get("care-said-by", COUNCIL_RECORD),
        source=(sent or {}).get("care-source", ""),
        heard=heard_words(said) if said else "",
        held=held,
    )


def _shown(rows: Sequence[TypedRow]) -> dict[str, Any]:
    """The rows with what is odd about them, and what they come to."""
    facts = known_facts(case()).facts
    told = with_findings(rows, born_of(facts), g.as_at)
    return {"rows": told, "counted": counted(facts, periods_of(rows)), **WORDS}


def counted(facts: Facts, periods: Sequence[CarePeriod]) -> Counted:
    """What periods come to for somebody, whether they are saved or not."""
    born = born_of(facts)
    if periods:
        facts = facts.knowing(PERIODS, tuple(periods))
    else:
        facts = facts.forgetting(PERIODS)
    found = applying(engine(), with_awards(facts, entries_of(case())), g.as_at)
    counting = recount(born, periods, g.as_at)
    in_order = [one.period for one in counting.stretches]
    return Counted(counting, status_of(found), care_chart(in_order, born, g.as_at))


def born_of(facts: Facts) -> date | None:
    """The date of birth, where it is known."""
    found = facts.get(BORN)
    return date.fromordinal(found) if isinstance(found, int) else None


def periods_now() -> tuple[CarePeriod, ...]:
    """The periods that are kept and known."""
    found = known_facts(case()).facts.get(PERIODS, ())
    return cast("tuple[CarePeriod, ...]", found)


def own_council() -> str:
    """The council of the case, as a care period names it; "" where it is not known."""
    found = known_facts(case()).facts.get("authority")
    return found if isinstance(found, str) and found != "another" else ""

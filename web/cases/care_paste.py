"""Care dates pasted from a spreadsheet or a case system: read, looked over, then kept."""

from __future__ import annotations

from http import HTTPStatus

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from entitlements.care import CarePeriod
from entitlements.episodes import MOST_CHARACTERS, Pasted, joined, read_pasted
from web.cases.answering import known_facts
from web.cases.care import WORDS, born_of, counted, own_council, periods_now, save_periods
from web.cases.face import bp, case
from web.cases.words import SAID_BY
from web.i18n import gettext as _
from web.i18n import ngettext
from web.typed import number as row_number

REPLACE, ADD = "replace", "add"


@bp.route("/<int:case_id>/care/paste", methods=["GET", "POST"])
def paste_care() -> ResponseReturnValue:
    """Take a paste, show what was read of it, and keep it when asked to."""
    text = request.form.get("text", "")
    if request.method == "GET":
        return _page(text, None)
    pasted = read_pasted(
        text, born=born_of(known_facts(case()).facts), as_at=g.as_at, authority=own_council()
    )
    how = request.form.get("how", REPLACE)
    if request.form.get("do") == "save" and pasted.complete:
        number = request.form.get("number", type=row_number) or 0
        return save_periods(_together(pasted, how), number, "")
    status = HTTPStatus.OK if pasted.complete else HTTPStatus.UNPROCESSABLE_ENTITY
    return _page(text, pasted, how), status


def _together(pasted: Pasted, how: str) -> tuple[CarePeriod, ...]:
    """The periods to keep: those of the paste alone, or with what is kept already."""
    if how != ADD:
        return joined(pasted.periods)
    return joined(dict.fromkeys((*periods_now(), *pasted.periods)))


def _page(text: str, pasted: Pasted | None, how: str = REPLACE) -> str:
    periods = _together(pasted, how) if pasted else ()
    return render_template(
        "cases/care_paste.html",
        text=text,
        pasted=pasted,
        how=how,
        whole=[one for one in pasted.problems if not one.line] if pasted else [],
        counted=counted(known_facts(case()).facts, periods) if periods else None,
        periods=periods,
        existing=_kept_already(len(periods_now())),
        read=_came_to(pasted, len(periods)),
        most=MOST_CHARACTERS,
        number=request.form.get("number", type=row_number) or case().number,
        said_by={code: _(words) for code, words in SAID_BY.items()},
        **WORDS,
    )


def _kept_already(count: int) -> str:
    """How many periods are kept; "" for none."""
    kept = ngettext("%(num)s period is kept already", "%(num)s periods are kept already", count)
    return kept if count else ""


def _came_to(pasted: Pasted | None, periods: int) -> str:
    rows = len(pasted.rows) if pasted else 0
    read = ngettext("%(num)s row was read.", "%(num)s rows were read.", rows)
    joined_up = ngettext(
        "Joined up, that is %(num)s period.", "Joined up, that is %(num)s periods.", periods
    )
    return f"{read} {joined_up}"

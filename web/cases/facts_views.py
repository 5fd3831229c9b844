"""Reading and changing the facts of a case, one section at a time."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from flask import abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.plan.ledger import LEDGER
from web.book import book
from web.cases.answering import known_facts
from web.cases.face import account, bp, case, say
from web.cases.fact_form import FactForm, fact_form
from web.cases.facts_page import SECTIONS, changed_here, facts_of, facts_page, heard_words
from web.cases.facts_saving import in_words, keep_typed, kept_form, saved
from web.cases.saying import against, known
from web.i18n import gettext as _
from web.store.cases import facts as stored
from web.store.cases import held
from web.store.cases.facts import Said
from web.typed import number as row_number
from web.vault import vault


@bp.get("/<int:case_id>/facts")
def facts() -> str:
    """Show all facts."""
    return facts_page()


@bp.route("/<int:case_id>/facts/<section>", methods=["GET", "POST"])
def change_facts(section: str) -> ResponseReturnValue:
    """Change the facts of one section."""
    if section not in SECTIONS:
        abort(HTTPStatus.NOT_FOUND)
    if request.method == "POST":
        return _change(section)
    kept = held.read(vault(), case(), account().id, _page(section))
    if kept and request.args.get("held"):
        form = _form(section, kept_form(kept))
        return facts_page(form, section, kept.number)
    return facts_page(_form(section), section, held=kept)


@bp.post("/<int:case_id>/facts/<section>/typed")
def keep_facts(section: str) -> ResponseReturnValue:
    """Hold what is typed, so that a lost connection loses nothing."""
    if section not in SECTIONS:
        abort(HTTPStatus.NOT_FOUND)
    if "drop" in request.form:
        held.drop(vault(), case(), account().id, _page(section))
        return redirect(url_for("cases.change_facts", section=section), HTTPStatus.SEE_OTHER)
    keep_typed(_page(section))
    return "", HTTPStatus.NO_CONTENT


def _change(section: str) -> ResponseReturnValue:
    number = request.form.get("number", type=row_number) or 0
    form = _form(section, request.form, number)
    says = form.said()
    form.refuse(against(says, known_facts(case()).facts, book().catalogue, g.as_at))
    keep_typed(_page(section))
    if form.problems:
        return facts_page(form, section, number), HTTPStatus.UNPROCESSABLE_ENTITY
    if not says:
        held.drop(vault(), case(), account().id, _page(section))
        say(_("Nothing was changed."))
        return redirect(url_for("cases.facts") + f"#part-{section}", HTTPStatus.SEE_OTHER)
    return saved(says, number, url_for("cases.facts") + f"#part-{section}", _page(section))


def _form(section: str, sent: object = None, number: int | None = None) -> FactForm:
    says = known_facts(case()).says
    if number is not None:
        says = _as_shown(says, number)
    return fact_form(changed_here(section), says, book().catalogue, g.as_at, sent)


def _as_shown(says: Mapping[str, Said], number: int) -> dict[str, Said]:
    """What was said at the save a page was shown with, so that what nobody touched is no change."""
    shown: dict[str, Said] = {}
    for fact, said in says.items():
        newer = said.number > number
        every = stored.history(vault(), case(), fact) if newer else [said]
        shown |= {one.fact: one for one in reversed(every) if one.number <= number}
    return shown


def _page(section: str) -> str:
    return f"facts {section}"


@bp.get("/<int:case_id>/earlier/<fact_id>")
def earlier(fact_id: str) -> str:
    """Show all that was ever said of one fact, newest first."""
    fact = next((one for one in facts_of() if one.id == fact_id), None)
    if fact is None:
        abort(HTTPStatus.NOT_FOUND)
    said = stored.history(vault(), case(), fact_id)
    lines = [(in_words(one), heard_words(one)) for one in said]
    return render_template("cases/earlier.html", fact=fact, lines=lines)


@bp.post("/<int:case_id>/facts/had-nothing")
def had_nothing() -> ResponseReturnValue:
    """Keep that nothing was had before this case, so that balances can be told to the penny."""
    fact = book().catalogue.facts[LEDGER]
    says = {LEDGER: known(fact, (), book().catalogue, "", g.as_at)}
    back = "cases.ledger" if request.form.get("from") == "ledger" else "cases.facts"
    return saved(says, request.form.get("number", type=row_number) or 0, url_for(back))

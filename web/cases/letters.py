"""What leaves the room: a letter, or a page for the pathway plan, made from a kept check."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from flask import Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from entitlements.awards import Entry, Step, already_had, by_award, committed
from entitlements.money import format_money
from web.cases.answering import evaluation_of, known_facts, refresh_summary
from web.cases.beside import overrides_of
from web.cases.face import bp, case
from web.cases.kept_checks import code_for_now
from web.cases.letter_checks import evaluation_again, kept_or_404, withheld_in
from web.cases.letter_forms import ASK, LetterForm, Tongue, name_printed, tongue_of_case
from web.documents.letter import letter_of
from web.documents.letter import letter_pdf as print_letter
from web.documents.letter_content import Asked, Override
from web.documents.pathway import Agreed, PlanPage, plan_page, plan_pdf
from web.documents.telling import Told, telling
from web.i18n import ENGLISH, speaking
from web.i18n import gettext as _
from web.store import accounts
from web.store.cases import awards, checks
from web.store.cases.checks import Kept
from web.store.cases.records import SafeContact
from web.told.heaps import HEAPS, Heap
from web.typed import once_of
from web.vault import vault

SENT = HTTPStatus.SEE_OTHER
#: What stands in a letter, in its order.
IN_A_LETTER = (Heap.GET, Heap.ASK, Heap.ELSEWHERE, Heap.COMING, Heap.NEED, Heap.NOT_NOW)


@bp.get("/<int:case_id>/letter")
def letter() -> str:
    """Show what a letter would say, and what can be chosen of it."""
    return _page(LetterForm(None, data={"once": secrets.token_urlsafe(16)}))


@bp.post("/<int:case_id>/letter")
def letter_make() -> ResponseReturnValue:
    """Keep a check where none says what is so now, and lead to the paper."""
    form = LetterForm()
    if not form.validate():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    code = code_for_now(once_of(form.once.data))
    refresh_summary(case())
    endpoint = "cases.pathway_pdf" if form.paper.data == "plan" else "cases.letter_pdf"
    chosen = {"full": form.paper.data == "full", "large": form.size.data == "large"}
    chosen |= {"english": form.tongue.data == "english", "asked": bool(form.asked.data)}
    named: dict[str, Any] = {name: "yes" for name, is_so in chosen.items() if is_so}
    return redirect(url_for(endpoint, code=code, **named), SENT)


@bp.get("/<int:case_id>/letter/<code>.pdf")
def letter_pdf(code: str) -> ResponseReturnValue:
    """A letter; the same code and choices give the same bytes."""
    kept = kept_or_404(code)
    if not _may_go():
        return redirect(url_for("cases.letter"), SENT)
    tongues = (ENGLISH,) if _chosen("english") else tongue_of_case().printed
    written = letter_of(evaluation_again(kept), _asked(kept), tongues)
    return _file(print_letter(written, *_look(), large=_chosen("large")), "letter.pdf")


@bp.get("/<int:case_id>/plan/<code>.pdf")
def pathway_pdf(code: str) -> ResponseReturnValue:
    """The page for the pathway plan; the same code and choices give the same bytes."""
    kept = kept_or_404(code)
    if not _may_go():
        return redirect(url_for("cases.letter"), SENT)
    printed = plan_pdf(_plan(kept), *_look(), large=_chosen("large"))
    return _file(printed, "plan.pdf")


@bp.get("/<int:case_id>/plan/<code>")
def pathway(code: str) -> str:
    """The same page on screen, which prints as it stands."""
    kept = kept_or_404(code)
    return render_template("cases/plan_page.html", plan=_plan(kept), kept=kept.head)


def _page(form: LetterForm) -> str:
    told = Told(telling(evaluation_of(case())))
    tongue, heaps = tongue_of_case(), told.heaps(frozenset(overrides_of(case())))
    sensitive = case().details.safe_contact
    return render_template(
        "cases/letter.html",
        form=form,
        tongue=tongue,
        notices=list(_notices(tongue)),
        ask=_(ASK[sensitive]) if sensitive is not SafeContact.SAFE else "",
        inside=[(_(HEAPS[heap]), len(heaps[heap])) for heap in IN_A_LETTER if heaps[heap]],
        overridden=len(overrides_of(case())),
        known=known_facts(case()),
        kept=[one for one in checks.of_case(vault(), case()) if not one.purged][:10],
    )


def _notices(tongue: Tongue) -> Any:
    """What has to be said before anything is printed."""
    if tongue.code != ENGLISH and not tongue.known:
        says = _("There are no words in %(language)s here yet. The letter will be in English.")
        yield says % {"language": tongue.name}
        yield _("Read it with the young person and somebody who speaks their language.")
    elif tongue.code != ENGLISH and not tongue.drawn:
        says = _("The letters of %(language)s cannot be printed here yet. It will be in English.")
        yield says % {"language": tongue.name}
    if case().name and name_printed() != case().name:
        yield _("Some signs of the name cannot be printed. The paper leaves them out.")


def _may_go() -> bool:
    return case().details.safe_contact is SafeContact.SAFE or _chosen("asked")


def _chosen(name: str) -> bool:
    return request.args.get(name) == "yes"


def _look() -> tuple[Any, str]:
    settings = current_app.extensions["entitlements.settings"]
    return settings.assets_dir, settings.brand_colour


def _asked(kept: Kept) -> Asked:
    adviser = accounts.find(vault().store, case().adviser_id)
    settings = current_app.extensions["entitlements.settings"]
    # A reason may tell what is private: the pages hide it from whoever may not see all.
    hidden = kept.head.withheld or bool(known_facts(case()).withheld)
    return Asked(
        *(kept.code, name_printed(), adviser.name if adviser else "", settings.council_name),
        overrides=tuple(
            Override(name, note.instead, note.amount, "" if hidden else note.text, note.by)
            for name, note in sorted(overrides_of(case()).items())
            if note.instead is not None
        ),
        withheld=withheld_in(kept),
        short=not _chosen("full"),
    )


def _plan(kept: Kept) -> PlanPage:
    council = current_app.extensions["entitlements.settings"].council_name
    with speaking(ENGLISH):
        found = evaluation_again(kept)
        return plan_page(found, kept.code, name_printed(), council, _agreed())


def _agreed() -> list[Agreed]:
    """What stands of the newest award of each entitlement, newest first.

    What was called off, or came back, is not agreed any more.
    """
    newest: dict[str, Agreed] = {}
    found = by_award(awards.entries(awards.lines(vault(), case())))
    for one in sorted(filter(None, map(_standing, found)), key=lambda one: one.on):
        newest[one.entitlement] = one
    return sorted(newest.values(), key=lambda one: one.on, reverse=True)


def _standing(award: Sequence[Entry]) -> Agreed | None:
    """What was had of an award and what is still to come; None where that is nothing."""
    standing = (*already_had(award), *committed(award))
    if not standing:
        return None
    sums = [one.amount for one in standing if one.amount is not None]
    known = format_money(sum(sums)) if len(sums) == len(standing) else ""
    days = (entry.on for entry in award if entry.step in (Step.AGREED, Step.PAID))
    return Agreed(award[0].entitlement, known, max(days))


def _file(printed: bytes, name: str) -> Response:
    """A paper to save, under a name that says nothing of anybody."""
    answer = Response(printed, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer

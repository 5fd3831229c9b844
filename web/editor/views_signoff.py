"""From draft to published: reasons, proposing, the second signature, publishing."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO

from flask import abort, current_app, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from entitlements.signoff import Digests, NotAllowed
from web.editor import packing, proving
from web.editor.face import account, bp, change_or_404, say, seconds, store
from web.editor.forms import LONGEST_REASON, ReasonForm
from web.i18n import gettext as _
from web.store import changes

DAY = 24 * 60 * 60  # seconds


@bp.post("/changes/<int:change_id>/answer")
def answer(change_id: int) -> ResponseReturnValue:
    """Keep the reason given to a finding."""
    change_or_404(change_id)
    reason = request.form.get("reason", "").strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise NotAllowed(_("A finding needs a reason in words, of at most 2,000 letters."))
    finding = request.form.get("finding", "")
    changes.answer(store(), change_id, finding, reason, account().id, seconds())
    return _back(change_id, "findings")


@bp.post("/changes/<int:change_id>/propose")
def propose(change_id: int) -> ResponseReturnValue:
    """Freeze a draft for sign-off, with its proofs and its pack."""
    found = change_or_404(change_id)
    if not found.texts:
        raise NotAllowed(_("This change holds no text yet. Add a table to it first."))
    findings = proving.of_change(found, g.as_at, solver=True)
    answers = changes.answers(store(), change_id)
    _refuse_unready(findings, answers)
    frozen = packing.freeze(found, findings, answers, g.as_at)
    digests = packing.digests(found, frozen)
    changes.propose(store(), change_id, account().id, digests, frozen, seconds())
    say(_("Proposed. It is frozen now, and somebody else can sign it."))
    return _back(change_id)


def _refuse_unready(findings: proving.Findings, answers: proving.Answers) -> None:
    """Refuse to propose what has faults, or findings that nobody has looked at."""
    if mend := proving.to_mend(findings):
        raise NotAllowed(_("Mend this first: %(what)s", what=mend[0].what))
    if ask := proving.to_answer(findings, answers):
        raise NotAllowed(_("Say first why this is right: %(what)s", what=ask[0].what))


@bp.route("/changes/<int:change_id>/send-back", methods=["GET", "POST"])
def send_back(change_id: int) -> ResponseReturnValue:
    """Give a proposal back to its author, with a reason. Any signature is void."""
    found, form = change_or_404(change_id), ReasonForm()
    if form.validate_on_submit():
        changes.send_back(store(), change_id, account().id, form.reason.data, seconds())
        say(_("Sent back. It is a draft again."))
        return _back(change_id)
    heading = _("Send this change back?")
    return _ask_reason(found, form, heading, _("Send it back"))


@bp.route("/changes/<int:change_id>/sign", methods=["GET", "POST"])
def sign(change_id: int) -> ResponseReturnValue:
    """Sign off a proposal that somebody else wrote: its digests are what is signed."""
    found = change_or_404(change_id)
    digests = packing.digests(found, changes.documents(store(), change_id))
    if request.method == "GET":
        return render_template("editor/sign.html", change=found, digests=digests)
    shown = Digests(*(request.form.get(word, "") for word in ("text", "proof", "pack")))
    if shown != digests:
        raise NotAllowed(_("This is not what you were shown any more. Open it and read it again."))
    changes.sign(store(), change_id, account().id, shown, seconds())
    say(_("Signed. It can be published now."))
    return _back(change_id)


@bp.post("/changes/<int:change_id>/publish")
def publish(change_id: int) -> ResponseReturnValue:
    """Put signed texts into the register; each version applies from its own day."""
    number = changes.publish(store(), change_id, account().id, seconds())
    say(_("Published as number %(number)s. Each version applies from its own day.", number=number))
    return _back(change_id)


@bp.route("/changes/<int:change_id>/emergency", methods=["GET", "POST"])
def emergency(change_id: int) -> ResponseReturnValue:
    """Publish at once, by one person, with a reason; it lapses unless a second person signs."""
    found, form = change_or_404(change_id), ReasonForm()
    until = seconds() + current_app.extensions["entitlements.settings"].emergency_days * DAY
    if form.validate_on_submit():
        findings = proving.of_change(found, g.as_at)
        if mend := proving.to_mend(findings):
            raise NotAllowed(_("Mend this first: %(what)s", what=mend[0].what))
        by = account().id
        changes.publish_in_emergency(store(), change_id, by, form.reason.data, until, seconds())
        say(_("Published in an emergency. A second person must sign it in time."))
        return _back(change_id)
    heading = _("Publish in an emergency?")
    return _ask_reason(found, form, heading, _("Publish now"), emergency=True, until=until)


@bp.post("/changes/<int:change_id>/countersign")
def countersign(change_id: int) -> ResponseReturnValue:
    """Give an emergency its second signature."""
    change_or_404(change_id)
    changes.countersign(store(), change_id, account().id, seconds())
    say(_("Signed. The emergency has two signatures now."))
    return _back(change_id)


@bp.get("/changes/<int:change_id>/solve")
def solve(change_id: int) -> str:
    """Ask the solver about the whole book: who loses most, which single event costs most."""
    found = change_or_404(change_id)
    findings = proving.of_change(found, g.as_at, solver=True)
    solved = [finding for finding in findings if finding.method == "solver"]
    return render_template("editor/solve.html", change=found, findings=solved)


@bp.get("/changes/<int:change_id>/preview.<kind>")
def preview(change_id: int, kind: str) -> ResponseReturnValue:
    """The Cabinet pack of a draft as it stands, in Word or PDF; nothing is frozen."""
    found = change_or_404(change_id)
    if kind not in packing.KINDS:
        abort(HTTPStatus.NOT_FOUND)
    findings = proving.of_change(found, g.as_at)
    if any(finding.kind == "text" for finding in findings):
        raise NotAllowed(_("There is no pack while a text has problems. Mend them first."))
    answers = changes.answers(store(), change_id)
    content = packing.render(kind, packing.pack_of(found, findings, answers, g.as_at))
    return _file(f"draft-{change_id}.{kind}", content)


@bp.get("/changes/<int:change_id>/document/<name>")
def document(change_id: int, name: str) -> ResponseReturnValue:
    """A document as it was frozen for the signature, byte for byte."""
    change_or_404(change_id)
    kept = changes.documents(store(), change_id)
    if name not in kept:
        abort(HTTPStatus.NOT_FOUND)
    return _file(f"change-{change_id}-{name}", kept[name])


def _file(name: str, content: bytes) -> ResponseReturnValue:
    return send_file(BytesIO(content), as_attachment=True, download_name=name)


def _ask_reason(
    found: changes.Change, form: ReasonForm, heading: str, button: str, **more: object
) -> ResponseReturnValue:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    page = {"change": found, "form": form, "heading": heading, "button": button, **more}
    return render_template("editor/reason.html", **page), status


def _back(change_id: int, anchor: str | None = None) -> ResponseReturnValue:
    address = url_for("editor.change", change_id=change_id, _anchor=anchor)
    return redirect(address, HTTPStatus.SEE_OTHER)

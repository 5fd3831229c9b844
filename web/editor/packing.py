"""What a signature is for: the texts, the proofs and the Cabinet pack, frozen together."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256

from flask import current_app

from entitlements.chain import canonical
from entitlements.pack import Given, Pack, Proposal, make_pack
from entitlements.proof import as_data
from entitlements.signoff import Digests
from web import book as live
from web.clock import LONDON
from web.documents.pdf import pack_pdf
from web.documents.word import pack_docx
from web.editor.drafted import drafted
from web.editor.face import store
from web.editor.proving import Answers, Findings
from web.store import audit
from web.store.changes import Change

#: The kinds of pack there are.
KINDS = ("docx", "pdf")
PROOF = "proof.json"


def freeze(change: Change, findings: Findings, answers: Answers, as_at: date) -> dict[str, bytes]:
    """The documents of a proposal: its proofs as data, and its pack in Word and PDF."""
    proof = proof_of(findings, answers, as_at)
    pack = pack_of(change, findings, answers, as_at)
    return {PROOF: proof, **{f"pack.{kind}": render(kind, pack) for kind in KINDS}}


def digests(change: Change, documents: dict[str, bytes]) -> Digests:
    """What is signed: SHA-256 of the texts, of the proofs, and of both packs in order."""
    packs = b"".join(documents[f"pack.{kind}"] for kind in KINDS if f"pack.{kind}" in documents)
    proof = documents.get(PROOF, b"")
    return Digests(change.text_digest, sha256(proof).hexdigest(), sha256(packs).hexdigest())


def proof_of(findings: Findings, answers: Answers, as_at: date) -> bytes:
    """The findings, and the reasons given, as canonical JSON."""
    given = {name: {"by": str(one.by), "reason": one.reason} for name, one in answers.items()}
    content = {
        "answers": given,
        "as_at": as_at.isoformat(),
        "findings": as_data(findings),
        "rule_book": live.book().digest,
    }
    return canonical(content).encode()


def pack_of(change: Change, findings: Findings, answers: Answers, as_at: date) -> Pack:
    """The content of the pack of a change, as it stands."""
    given = {
        name: Given(one.reason, str(one.by), datetime.fromtimestamp(one.at, LONDON).date())
        for name, one in answers.items()
    }
    proposal = Proposal(
        change.title,
        change.reason,
        tuple(dict.fromkeys(text.author for text in change.texts.values())),
        as_at,
        change.text_digest,
        sha256(proof_of(findings, answers, as_at)).hexdigest(),
        str(audit.head(store())),
        given,
    )
    return make_pack(live.book(), drafted(change).book, proposal, findings, as_at)


def render(kind: str, pack: Pack) -> bytes:
    """A pack as bytes: the same pack gives the same bytes."""
    settings = current_app.extensions["entitlements.settings"]
    if kind == "docx":
        return pack_docx(pack, settings.brand_colour)
    return pack_pdf(pack, settings.assets_dir, settings.brand_colour)

"""From a draft to the register: proposed, signed by somebody else, published, gone back from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from entitlements.signoff import State
from tests.changed_books import RAISED, ready
from tests.staff import StaffVisit
from tests.web.editor.desk import DRAFT, HOME, begin, change_of, form_with, store_of
from web.access import Role
from web.store import changes, register

SIGN = f"{DRAFT}/sign"
PATH = f"{HOME}.yaml"


@pytest.fixture
def written(app: Flask, lead: StaffVisit) -> StaffVisit:
    """A policy lead with a draft in which nothing is to be mended."""
    begin(lead, HOME, title="Setting up home")
    text = dict(ready()[1])[f"{RAISED}.yaml"]
    changes.save(store_of(app), 1, PATH, text, 1, lead.account.id, 1_795_692_000)
    for finding in _asking(lead):
        lead.post(f"{DRAFT}/answer", {"finding": finding, "reason": "Cabinet asked for it."})
    return lead


def _asking(visit: StaffVisit) -> list[str]:
    page = visit(DRAFT)
    names = [e.get("value", "") for e in page.all("input") if e.get("name") == "finding"]
    return list(dict.fromkeys(names))


@pytest.fixture
def proposed(written: StaffVisit) -> StaffVisit:
    """The same, proposed."""
    written.post(f"{DRAFT}/propose")
    return written


@pytest.fixture
def approver(signed_in: Callable) -> StaffVisit:
    """An approver who wrote nothing."""
    return signed_in(Role.APPROVER, name="Cat Approver")


def sign(visit: StaffVisit, **given: str):
    """Read the page that asks for a signature, and sign."""
    fields = form_with(visit(SIGN), "pack")
    return visit.post(SIGN, {**fields, **given}, status=(given and 409) or 200)


def test_a_proposal_is_frozen_with_its_documents(app: Flask, proposed: StaffVisit) -> None:
    page = proposed(DRAFT)
    kept = changes.documents(store_of(app), 1)

    assert "Proposed" in page.text
    assert sorted(kept) == ["pack.docx", "pack.pdf", "proof.json"]
    for name, content in kept.items():
        assert proposed.client.get(f"{DRAFT}/document/{name}").data == content
    proposed(f"{DRAFT}/document/none.txt", status=404)
    for name in ("grid", "text", "version", "words", "examples", "bring"):
        assert "frozen" in proposed(f"{DRAFT}/{name}/{PATH}", status=409).text
    for name in ("fact", "rate", "source", "table", "name", "abandon", "personas", "solve"):
        assert proposed.client.get(f"{DRAFT}/{name}").status_code in (200, 409)


def test_nothing_is_written_in_a_frozen_change(app: Flask, proposed: StaffVisit) -> None:
    before = change_of(app)
    proposed(DRAFT)
    for step in ("propose", "abandon", "publish"):
        page = proposed.post(f"{DRAFT}/{step}", status=409)
        assert page.h1 == "That cannot be done now"
    proposed.post(f"{DRAFT}/answer", {"finding": "x", "reason": "y"}, status=409)
    proposed.post(f"{DRAFT}/table", {"path": "dorset/sim.yaml"}, status=409)
    proposed.post(f"{DRAFT}/saves/{PATH}", {"number": "1"}, status=409)
    proposed.post(f"{DRAFT}/name", {"title": "Other", "reason": "Other"}, status=409)

    assert change_of(app) == before


def test_an_author_who_approves_cannot_sign(
    app: Flask, make_account: Callable, signed_in: Callable, written: StaffVisit
) -> None:
    both = signed_in(Role.POLICY_LEAD, Role.APPROVER)
    text = change_of(app).texts[PATH]
    newer = text.text + b"# a remark\n"
    changes.save(store_of(app), 1, PATH, newer, text.number, both.account.id, 1_795_692_001)
    written(DRAFT)
    written.post(f"{DRAFT}/propose")

    assert "somebody else has to sign it" in both(DRAFT).text
    fields = form_with(both(SIGN), "pack")
    both.post(SIGN, fields, status=409)
    assert change_of(app).state is State.PROPOSED


def test_another_approver_signs_and_either_publishes(
    app: Flask, proposed: StaffVisit, approver: StaffVisit
) -> None:
    assert "Signed" in sign(approver).text
    assert change_of(app).state is State.SIGNED_OFF
    proposed(DRAFT)
    page = proposed.post(f"{DRAFT}/publish")

    assert "Published as number 2" in page.text
    stands = dict(
        zip(
            *[
                [" ".join("".join(e.itertext()).split()) for e in page.all(tag)]
                for tag in ("dt", "dd")
            ],
            strict=True,
        )
    )
    assert stands["Setting up home money from 1 April 2027"] == "scheduled"
    assert dict(register.files(store_of(app)))[PATH] == dict(ready()[1])[PATH]
    table = proposed(f"/editor/table/{HOME}")
    assert "from 1 April 2027" in " ".join(table.links())
    assert [one.publication for one in register.revisions(store_of(app), PATH)] == [2, 1]
    back = proposed.post(f"/editor/table/{HOME}/back", {"publication": "1"})
    assert back.path == "/editor/changes/2"
    assert change_of(app, 2).texts[PATH].text == dict(ready()[0])[PATH]
    proposed(f"/editor/table/{HOME}")
    proposed.post(f"/editor/table/{HOME}/back", {"publication": "1"})
    assert len(changes.all_changes(store_of(app))) == 2


@pytest.mark.parametrize("word", ["text", "proof", "pack"])
def test_other_digests_than_those_kept_are_refused(
    app: Flask, proposed: StaffVisit, approver: StaffVisit, word: str
) -> None:
    page = sign(approver, **{word: "0" * 64})

    assert "not what you were shown" in page.text
    assert change_of(app).state is State.PROPOSED


def test_sending_back_voids_the_signature(
    app: Flask, proposed: StaffVisit, approver: StaffVisit
) -> None:
    sign(approver)
    address = f"{DRAFT}/send-back"
    approver(address)
    assert approver.post(address, {"reason": " "}, status=422).all(css="govuk-error-summary")
    approver.post(address, {"reason": "The sum is wrong."})
    found = change_of(app)

    assert (found.state, found.signed_by) == (State.DRAFT, None)
    page = proposed(DRAFT)
    assert "The sum is wrong." in page.text
    proposed.post(f"{DRAFT}/publish", status=409)


def test_a_lead_cannot_sign_and_an_auditor_only_reads(
    proposed: StaffVisit, signed_in: Callable
) -> None:
    proposed(SIGN, status=403)
    auditor = signed_in(Role.AUDITOR)
    assert auditor(DRAFT).h1 == "Setting up home"
    auditor.post(f"{DRAFT}/publish", status=403)


def test_an_emergency_needs_a_reason_and_a_second_person(
    app: Flask, written: StaffVisit, approver: StaffVisit
) -> None:
    address = f"{DRAFT}/emergency"
    written(address)
    assert written.post(address, {"reason": ""}, status=422).all(css="govuk-error-summary")
    assert change_of(app).state is State.DRAFT
    page = written.post(address, {"reason": "Letters are out."})
    assert change_of(app).state is State.EMERGENCY
    assert "Letters are out." in page.text
    written.post(f"{DRAFT}/countersign", status=403)
    approver(DRAFT)
    approver.post(f"{DRAFT}/countersign")
    assert change_of(app).state is State.PUBLISHED


def test_an_author_cannot_countersign(app: Flask, signed_in: Callable) -> None:
    both = signed_in(Role.POLICY_LEAD, Role.APPROVER)
    begin(both, HOME)
    both(f"{DRAFT}/emergency")
    text = dict(ready()[1])[PATH]
    changes.save(store_of(app), 1, PATH, text, 1, both.account.id, 1_795_692_000)
    both.post(f"{DRAFT}/emergency", {"reason": "Letters are out."})
    both.post(f"{DRAFT}/countersign", status=409)

    assert change_of(app).state is State.EMERGENCY


def test_the_record_holds_and_a_wrong_head_is_told(
    written: StaffVisit, signed_in: Callable
) -> None:
    auditor = signed_in(Role.AUDITOR)
    page = auditor("/editor/audit")
    head = next("".join(e.itertext()) for e in page.all("code"))

    assert "answer" in page.text or "save" in page.text
    assert "as it was written" in auditor("/editor/audit/verify").text
    assert "goes on from" in auditor("/editor/audit/verify", query_string={"head": head}).text
    for wrong in ("3:" + "0" * 64, "nonsense", "99999:abc", "<script>", "-1:x"):
        page = auditor("/editor/audit/verify", query_string={"head": wrong})
        assert "does not hold" in page.text


def test_a_draft_given_up_is_closed_and_its_texts_are_kept(app: Flask, written: StaffVisit) -> None:
    written(f"{DRAFT}/abandon")
    page = written.post(f"{DRAFT}/abandon")

    assert page.path == "/editor/changes"
    assert change_of(app).state is State.ABANDONED
    assert written(DRAFT).h1 == "Setting up home"
    written(f"{DRAFT}/grid/{PATH}", status=409)


def test_a_change_without_a_text_cannot_be_proposed(app: Flask, lead: StaffVisit) -> None:
    changes.begin(store_of(app), "Nothing", "No reason.", lead.account.id, 1_795_692_000)
    assert lead(DRAFT).h1 == "Nothing"
    assert "holds no text" in lead.post(f"{DRAFT}/propose", status=409).text
    assert lead(f"{DRAFT}/personas").h1

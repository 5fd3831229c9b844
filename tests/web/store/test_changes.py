"""A change on its way: saved by number, answered, proposed, signed and published."""

from __future__ import annotations

from dataclasses import replace

import pytest

from entitlements.signoff import NotAllowed, State
from tests.web.store.small_rules import ADA, AT, BEN, CAT, DAY, HELP, OTHER, Office, table
from web.store import audit, changes, register, verify
from web.store.changes import Conflict, Saved


def test_a_draft_knows_what_it_is_from_and_who_wrote_in_it(office: Office) -> None:
    number = office.draft()
    changes.save(office.store, number, OTHER, table(5, "other"), 0, CAT, AT + 1)
    change = changes.get(office.store, number)
    assert change is not None
    assert (change.title, change.reason, change.state) == ("Pay £20", "Prices rose.", State.DRAFT)
    assert (change.base, change.author.id, str(change.author)) == (1, ADA, "Ada")
    assert change.authors == {ADA, CAT}
    assert {path: text.number for path, text in change.texts.items()} == {HELP: 1, OTHER: 1}
    assert change.texts[OTHER].author == "Cat"
    assert change.is_open
    assert change.files == [(HELP, table(20)), (OTHER, table(5, "other"))]


def test_a_save_must_say_which_save_it_follows(office: Office) -> None:
    number = office.draft()
    assert changes.save(office.store, number, HELP, table(21), 1, CAT, AT + 1) == Saved(2)
    lost = changes.save(office.store, number, HELP, table(22), 1, ADA, AT + 2)
    assert isinstance(lost, Conflict)
    assert (lost.theirs.text, lost.theirs.number, lost.theirs.author) == (table(21), 2, "Cat")
    assert [text.text for text in changes.saves(office.store, number, HELP)] == [
        table(21),
        table(20),
    ]
    with pytest.raises(NotAllowed, match="Open it again"):
        changes.save(office.store, number, OTHER, table(1, "other"), 3, ADA, AT)


def test_undo_is_saving_an_earlier_text_again(office: Office) -> None:
    number = office.draft()
    changes.save(office.store, number, HELP, table(21), 1, ADA, AT)
    earlier = changes.saves(office.store, number, HELP)[-1]
    assert changes.save(office.store, number, HELP, earlier.text, 2, ADA, AT) == Saved(3)
    assert len(changes.saves(office.store, number, HELP)) == 3


def test_open_changes_are_found_by_the_file_they_hold(office: Office) -> None:
    first, second = office.draft(), office.proposed(30, OTHER)
    found = changes.open_for(office.store, OTHER)
    assert found is not None
    assert found.id == second
    assert [change.id for change in changes.open_changes(office.store)] == [second, first]
    changes.abandon(office.store, first, ADA, AT)
    assert changes.open_for(office.store, HELP) is None
    assert [change.id for change in changes.all_changes(office.store)] == [second, first]
    assert changes.get(office.store, 99) is None


def test_a_change_is_renamed_while_it_is_a_draft(office: Office) -> None:
    number = office.draft()
    changes.rename(office.store, number, "  Pay   more ", "The law changed.", CAT, AT)
    change = changes.get(office.store, number)
    assert change is not None
    assert (change.title, change.reason) == ("Pay more", "The law changed.")
    for title, refusal in ((" ", "needs a title"), ("x" * 201, "too long")):
        with pytest.raises(NotAllowed, match=refusal):
            changes.rename(office.store, number, title, "", ADA, AT)
        with pytest.raises(NotAllowed, match=refusal):
            changes.begin(office.store, title, "", ADA, AT)


def test_the_newest_answer_to_a_finding_counts(office: Office) -> None:
    number = office.draft()
    for who, reason in ((ADA, "It is meant."), (CAT, " The committee asked for it. ")):
        changes.answer(office.store, number, "less:help:2027", reason, who, AT)
    (found,) = changes.answers(office.store, number).items()
    assert found[0] == "less:help:2027"
    assert (found[1].reason, found[1].by.name) == ("The committee asked for it.", "Cat")
    with pytest.raises(NotAllowed, match="Say why"):
        changes.answer(office.store, number, "less:help:2027", "  ", ADA, AT)


def test_a_proposal_is_for_the_text_as_it_is_now(office: Office) -> None:
    number = office.draft()
    digests = office.digests(number)
    changes.save(office.store, number, HELP, table(21), 1, ADA, AT)
    with pytest.raises(NotAllowed, match="Run the proof again"):
        changes.propose(office.store, number, ADA, digests, {}, AT)
    empty = changes.begin(office.store, "Nothing yet", "", ADA, AT)
    with pytest.raises(NotAllowed, match="no text in this change"):
        changes.propose(office.store, empty.id, ADA, office.digests(empty.id), {}, AT)


def test_the_documents_of_a_proposal_are_kept_until_the_next(office: Office) -> None:
    number = office.proposed()
    assert changes.documents(office.store, number) == {"pack.pdf": b"%PDF", "proof.json": b"[]"}
    changes.send_back(office.store, number, BEN, "Say from when.", AT)
    change = changes.get(office.store, number)
    assert change is not None
    assert (change.state, change.returned_reason) == (State.DRAFT, "Say from when.")
    changes.propose(office.store, number, ADA, office.digests(number), {"pack.pdf": b"%PDF 2"}, AT)
    assert changes.documents(office.store, number) == {"pack.pdf": b"%PDF 2"}
    with pytest.raises(NotAllowed, match="Say why"):
        changes.send_back(office.store, number, BEN, " ", AT)


def test_signing_and_publishing_say_who_and_when(office: Office) -> None:
    number = office.signed(at=AT)
    publication = changes.publish(office.store, number, CAT, AT + DAY)
    change = changes.get(office.store, number)
    assert change is not None
    assert (str(change.signed_by), change.signed_at) == ("Ben", AT)
    assert (str(change.published_by), change.published_at) == ("Cat", AT + DAY)
    assert (change.state, change.publication) == (State.PUBLISHED, publication)
    assert publication == register.latest(office.store) == 2
    assert not change.is_open
    assert change.signoff.signer == BEN


@pytest.mark.parametrize("who", [ADA, CAT])
def test_no_author_signs(office: Office, who: int) -> None:
    number = office.draft()
    changes.save(office.store, number, OTHER, table(5, "other"), 0, CAT, AT)
    changes.propose(office.store, number, ADA, office.digests(number), {}, AT)
    with pytest.raises(NotAllowed, match="no hand in it"):
        changes.sign(office.store, number, who, office.digests(number), AT)
    wrong = replace(office.digests(number), proof="d" * 64)
    with pytest.raises(NotAllowed, match="not what was proposed"):
        changes.sign(office.store, number, BEN, wrong, AT)


def test_a_text_that_cannot_be_read_is_never_published(office: Office) -> None:
    change = changes.begin(office.store, "A slip", "", ADA, AT)
    changes.save(office.store, change.id, HELP, table(20) + b"  half: [a\n", 0, ADA, AT)
    changes.propose(office.store, change.id, ADA, office.digests(change.id), {}, AT)
    changes.sign(office.store, change.id, BEN, office.digests(change.id), AT)
    with pytest.raises(NotAllowed, match=r"cannot be read(.|\n)*help\.yaml:\d+"):
        changes.publish(office.store, change.id, BEN, AT)
    again = changes.begin(office.store, "In a hurry", "", ADA, AT)
    changes.save(office.store, again.id, HELP, b"\xff", 0, ADA, AT)
    with pytest.raises(NotAllowed, match=r"cannot be read(.|\n)*UTF-8"):
        changes.publish_in_emergency(office.store, again.id, ADA, "Now.", AT + DAY, AT)
    assert register.latest(office.store) == 1


def test_a_clock_set_back_publishes_nothing(office: Office) -> None:
    number, other = office.signed(), office.draft(30, OTHER)
    behind = AT - DAY - 1
    with pytest.raises(NotAllowed, match=r"clock.*2026-11-25.*2026-11-26"):
        changes.publish(office.store, number, BEN, behind)
    with pytest.raises(NotAllowed, match="clock"):
        changes.publish_in_emergency(office.store, other, ADA, "Now.", AT, behind)
    assert changes.publish(office.store, number, BEN, AT - DAY) == 2
    sequences = [event.sequence for event in audit.events(office.store)]
    assert sequences == sorted(sequences, reverse=True)
    assert verify.everything(office.store) == []


def test_nobody_acts_who_has_no_account_or_no_change(office: Office) -> None:
    number = office.proposed()
    with pytest.raises(NotAllowed, match="no account 9"):
        changes.sign(office.store, number, 9, office.digests(number), AT)
    with pytest.raises(NotAllowed, match="no account 9"):
        changes.begin(office.store, "By nobody", "", 9, AT)
    with pytest.raises(NotAllowed, match="no change 77"):
        changes.abandon(office.store, 77, ADA, AT)


def test_every_step_is_on_record_with_the_thing_itself(office: Office) -> None:
    number = office.draft()
    changes.rename(office.store, number, "Pay £20 more", "", ADA, AT)
    changes.answer(office.store, number, "less:help", "It is meant.", ADA, AT)
    for sent_back in (True, False):
        changes.propose(office.store, number, ADA, office.digests(number), {}, AT)
        if sent_back:
            changes.send_back(office.store, number, BEN, "Say why.", AT)
    changes.sign(office.store, number, BEN, office.digests(number), AT)
    changes.publish(office.store, number, BEN, AT)
    told = [event.action for event in reversed(audit.events(office.store, change_id=number))]
    assert told == [
        *("begin", "save", "rename", "answer", "propose", "send_back"),
        *("propose", "sign", "publish"),
    ]
    (last,) = audit.events(office.store, limit=1)
    assert last.actor == "Ben (account 2)"
    assert [e.sequence for e in audit.events(office.store, before=3)] == [2, 1]
    assert verify.everything(office.store) == []


def test_the_chain_holds_no_words_of_staff(office: Office) -> None:
    number = office.draft()
    changes.answer(office.store, number, "less:help", "Sam Jones asked for it", ADA, AT)
    changes.propose(office.store, number, ADA, office.digests(number), {}, AT)
    changes.send_back(office.store, number, BEN, "Sam Jones is a person", AT)
    assert "Sam" not in " ".join(event.object for event in audit.events(office.store))

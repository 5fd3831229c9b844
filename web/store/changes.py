"""Changes: writing them, and every step from draft to signed. `publications.py` has the rest.

Each step is one transaction, with its event in the audit chain. What may not be
done raises `NotAllowed`, with a sentence for the person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select

from entitlements import signoff
from entitlements.signoff import Digests, NotAllowed
from web.store import audit
from web.store.change_reading import (
    ANSWERS,
    CHANGES,
    DOCUMENTS,
    SAVES,
    Change,
    DraftText,
    Who,
    all_changes,
    documents,
    get,
    newest_save,
    open_changes,
    open_for,
    saves,
)
from web.store.change_steps import Move, about, acting, change_in, step, tell, write
from web.store.emergencies import (
    Emergency,
    countersign,
    emergencies,
    expire_emergencies,
    publish_in_emergency,
)
from web.store.engine import Store, writing
from web.store.publications import publish
from web.store.published import latest_in
from web.store.publishing import check_path

__all__ = [
    "Answer",
    "Change",
    "Conflict",
    "DraftText",
    "Emergency",
    "Saved",
    "Who",
    "abandon",
    "all_changes",
    "answer",
    "answers",
    "begin",
    "countersign",
    "documents",
    "emergencies",
    "expire_emergencies",
    "get",
    "open_changes",
    "open_for",
    "propose",
    "publish",
    "publish_in_emergency",
    "rename",
    "save",
    "saves",
    "send_back",
    "sign",
]
LONGEST_TITLE = 200  # characters


@dataclass(frozen=True, slots=True)
class Saved:
    """A save was taken; `number` is what the next save must expect."""

    number: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A save was not taken: somebody saved since. `theirs` is what they wrote."""

    theirs: DraftText


@dataclass(frozen=True, slots=True)
class Answer:
    """The tick and the reason given to a finding."""

    reason: str
    by: Who
    at: int


def begin(store: Store, title: str, reason: str, author_id: int, at: int) -> Change:
    """Begin a draft, from the texts now in service."""
    with writing(store) as connection:
        who = audit.actor(connection, author_id)
        row = {
            **{"title": _title(title), "reason": reason, "state": str(signoff.State.DRAFT)},
            **{"base_publication": latest_in(connection), "author_id": author_id},
            "created_at": at,
        }
        change_id = connection.execute(CHANGES.insert().values(row)).inserted_primary_key[0]
        audit.record(connection, who, "begin", about(connection, change_id, author_id, {}), at)
        return change_in(connection, change_id)


def rename(store: Store, change_id: int, title: str, reason: str, account_id: int, at: int) -> None:
    """Give a draft another title and reason."""
    values = {"title": _title(title), "reason": reason}
    move = _editing(account_id)
    step(store, change_id, account_id, "rename", at, move, values)


def _title(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise NotAllowed("A change needs a title. Say in a few words what it changes.")
    if len(title) > LONGEST_TITLE:
        raise NotAllowed(f"The title is too long. Keep it to {LONGEST_TITLE} letters.")
    return title


def _editing(account_id: int) -> Move:
    return lambda now: signoff.edit(now, account_id)


def save(
    store: Store, change_id: int, path: str, text: bytes, expected: int, author_id: int, at: int
) -> Saved | Conflict:
    """Save one file in a draft, unless somebody saved since the save that was `expected`.

    `expected` is the number last seen; 0 for the first save of the file.
    """
    check_path(path)
    with writing(store) as connection:
        signoff.edit(acting(connection, change_id, author_id).signoff, author_id)
        theirs = newest_save(connection, change_id, path)
        number = theirs.number if theirs else 0
        if theirs and number != expected:
            return Conflict(theirs)
        if number != expected:
            raise NotAllowed(f"Nothing of {path} is saved in this change. Open it again.")
        row = {
            **{"change_id": change_id, "path": path, "number": number + 1, "text": text},
            **{"author_id": author_id, "saved_at": at},
        }
        connection.execute(SAVES.insert().values(row))
        told = {"path": path, "save": number + 1, "save_row": audit.row_digest(row)}
        tell(connection, change_id, author_id, "save", at, told)
        return Saved(number + 1)


def answer(
    store: Store, change_id: int, finding_id: str, reason: str, account_id: int, at: int
) -> None:
    """Tick a finding that asks for it, and say why. The newest answer counts."""
    if not reason.strip():
        raise NotAllowed("Say why this is right. A tick alone is not enough.")
    row = {
        **{"change_id": change_id, "finding": finding_id, "reason": reason.strip()},
        **{"account_id": account_id, "at": at},
    }
    with writing(store) as connection:
        signoff.edit(acting(connection, change_id, account_id).signoff, account_id)
        answer_id = connection.execute(ANSWERS.insert().values(row)).inserted_primary_key[0]
        told = {"answer": answer_id, "answer_row": audit.row_digest(row)}
        tell(connection, change_id, account_id, "answer", at, told)


def answers(store: Store, change_id: int) -> dict[str, Answer]:
    """Return the newest answer to each finding, by the id of the finding."""
    join = ANSWERS.join(audit.ACCOUNTS, audit.ACCOUNTS.c.id == ANSWERS.c.account_id)
    query = select(ANSWERS, audit.ACCOUNTS.c.name).select_from(join)
    query = query.where(ANSWERS.c.change_id == change_id).order_by(ANSWERS.c.id)
    with store.connect() as connection:
        return {
            row.finding: Answer(row.reason, Who(row.account_id, row.name), row.at)
            for row in connection.execute(query)
        }


def propose(
    store: Store,
    change_id: int,
    account_id: int,
    digests: Digests,
    documents: Mapping[str, bytes],
    at: int,
) -> None:
    """Freeze a draft with the documents for the approver, and ask for a signature."""
    with writing(store) as connection:
        change = acting(connection, change_id, account_id)
        after = signoff.propose(change.signoff, account_id, digests)
        _check_texts(change, digests)
        _put_documents(connection, change_id, documents)
        write(connection, change_id, after, {"proposed_at": at, "returned_reason": None})
        named = {name: audit.text_sha(content) for name, content in documents.items()}
        told = {**asdict(digests), "documents": named}
        tell(connection, change_id, account_id, "propose", at, told)


def _check_texts(change: Change, digests: Digests) -> None:
    if not change.texts:
        raise NotAllowed("There is no text in this change yet. Edit a rule first.")
    if digests.text != change.text_digest:
        raise NotAllowed("The text was saved again since it was proved. Run the proof again.")


def _put_documents(connection: Connection, change_id: int, documents: Mapping[str, bytes]) -> None:
    """Put these in the place of any from an earlier proposal."""
    connection.execute(DOCUMENTS.delete().where(DOCUMENTS.c.change_id == change_id))
    for name, content in sorted(documents.items()):
        row = {"change_id": change_id, "name": name, "content": content}
        connection.execute(DOCUMENTS.insert().values(row))


def send_back(store: Store, change_id: int, account_id: int, reason: str, at: int) -> None:
    """Return a proposal to draft, and say why. A signature it had is void."""
    if not reason.strip():
        raise NotAllowed("Say why you send it back, so that the author knows what to do.")
    values = {"returned_reason": reason.strip(), "proposed_at": None, "signed_at": None}
    step(store, change_id, account_id, "send_back", at, signoff.send_back, values)


def sign(store: Store, change_id: int, account_id: int, digests: Digests, at: int) -> None:
    """Sign what was proposed. The database too refuses an author."""

    def move(now: signoff.SignOff) -> signoff.SignOff:
        return signoff.sign(now, account_id, digests)

    step(store, change_id, account_id, "sign", at, move, {"signed_at": at}, asdict(digests))


def abandon(store: Store, change_id: int, account_id: int, at: int) -> None:
    """Give up a draft. What was written stays on record."""
    step(store, change_id, account_id, "abandon", at, signoff.abandon, {"closed_at": at})

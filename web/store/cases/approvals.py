"""Approvals: a sum that somebody else has to agree to. Whoever asks never answers.

In a crisis the money is paid first and agreed to afterwards. A refusal then undoes
nothing: the line stays, and so does the refusal, for whoever reads the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select

from entitlements.awards import Entry, Step, already_had
from entitlements.signoff import NotAllowed
from web.clock import LONDON
from web.store.audit import ACCOUNTS
from web.store.case_models import AwardApproval
from web.store.case_rows import new_once
from web.store.cases import awards
from web.store.cases.may_answer import MEMBERS, may_agree_to_so_much, may_answer
from web.store.cases.model import Case
from web.store.cases.reading import CASES
from web.store.cases.rows import Rows, about, done_before, next_id, opened
from web.store.cases.sealing import Seal, Vault
from web.store.cases.steps import Step as Now
from web.store.cases.steps import step

APPROVALS: Rows = AwardApproval.__table__
WHY, ANSWER_WHY = about(APPROVALS), about(APPROVALS, "sealed_answer")


class Answer(StrEnum):
    """What became of an approval."""

    AGREED = "agreed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval, open while `answer` is None.

    `title`: who has to agree, empty for any manager of the team; `from_rule`: the rule
    names them, not the council's ladder. `award`: the award it became, or is about.
    `asked_by` is the number of an account. `code`: the kept check it rests on, None where
    nobody kept one.

    Unit: `amount` is pence, None where it is not known yet; times are seconds since 1970
    """

    id: int
    case_id: int
    entitlement: str
    part: str | None
    amount: int | None
    title: str
    from_rule: bool
    crisis: bool
    award: int | None
    asked_by: int
    asked_by_name: str
    asked_at: int
    why: str = field(repr=False)
    answer: Answer | None = None
    answered_by_name: str = ""
    answered_at: int | None = None
    answer_why: str = field(default="", repr=False)
    code: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return self.answer is None


def ask(
    vault: Vault,
    case: Case,
    *,
    entitlement: str,
    amount: int | None,
    title: str,
    from_rule: bool,
    by: int,
    at: int,
    part: str | None = None,
    crisis: bool = False,
    why: str = "",
    award: int | None = None,
    code: str | None = None,
    once: str | None = None,
) -> Approval:
    """Ask for a sum to be agreed to; `crisis`: it was paid already, on `award`.

    `code`: the kept check of this case that says what the rules gave when it was asked.
    Raises: NotAllowed, for what cannot be, with how to put it right
    """
    values = {
        **{"entitlement": entitlement, "part": part or None, "amount": amount},
        **{"title": title.strip(), "from_rule": from_rule, "crisis": crisis, "award": award},
    }
    with step(vault, case.id, by, at) as now:
        what = {"entitlement": entitlement, "part": part or None, "amount": amount}
        before = done_before(now, APPROVALS, once, **what)
        if before is not None:
            return _one(now, before.id)
        _may_be_asked(now, values, why)
        values["code"] = awards.code_in(now, code)
        return _one(now, _asked(now, {**values, "once": once}, why.strip()))


def was_sent(vault: Vault, case: Case, once: str) -> bool:
    """Whether a form that is sent again was kept the first time."""
    mine = select(APPROVALS.c.id).where(APPROVALS.c.once == once, APPROVALS.c.case_id == case.id)
    with vault.store.connect() as connection:
        return connection.execute(mine).first() is not None


def _may_be_asked(now: Now, values: dict[str, Any], why: str) -> None:
    amount, award = values["amount"], values["award"]
    if not values["entitlement"].strip():
        raise NotAllowed("Say which entitlement this is for.")
    if amount is not None and amount < 0:
        raise NotAllowed("A sum cannot be less than nothing. Write it without a minus sign.")
    entries = [] if award is None else awards.entries_in(now, award)
    if any(entry.entitlement != values["entitlement"] for entry in entries):
        raise NotAllowed(f"Award {award} is for other help. Choose one for this, or none.")
    if values["crisis"]:
        if not any(entry.step is Step.PAID for entry in entries):
            raise NotAllowed("Write down what was paid first. Then ask for it to be agreed to.")
        if not why.strip():
            raise NotAllowed("Say what the crisis was, so that whoever agrees can understand it.")


def _asked(now: Now, values: dict[str, Any], why: str) -> int:
    row = {
        **{"id": next_id(now.connection, APPROVALS), "case_id": now.row.id},
        **{"asked_by": now.by, "asked_at": now.at, "sealed": now.seal.close(why, WHY)},
    }
    values = {**values, "once": new_once(values["once"])}
    now.connection.execute(APPROVALS.insert().values({**row, **values}))
    now.vouch(APPROVALS, row["id"])
    digest = now.seal.digest([why, values])
    now.tell("case approval asked", approval=row["id"], award=values["award"], digest=digest)
    return int(row["id"])


def answer(
    vault: Vault,
    approval_id: int,
    agreed: bool,
    why: str,
    by: int,
    at: int,
    on: date | None = None,
) -> Approval:
    """Agree to a sum, or refuse it and say why. Agreeing writes the line of the ledger.

    `on` is the day of that line; None for the day that `at` is in England. A sum that was
    paid in a crisis has its line already, and keeps it either way; what was paid over an
    award that was agreed is agreed on that award.
    Raises: NotAllowed, for one's own, for a team one does not manage, under a title one
            has not got or that may not agree to so much, and for what was answered already
    """
    with step(vault, _case_of(vault, approval_id), by, at) as now:
        row = _open_one(now.connection, approval_id)
        may_answer(now.connection, row, by)
        if agreed:
            may_agree_to_so_much(now.connection, row)
        if not agreed and not why.strip():
            raise NotAllowed("Say why you refuse, so that the adviser can tell the young person.")
        day = on or datetime.fromtimestamp(at, LONDON).date()
        award = (
            _agreed_line(now, row, day).award if agreed and _writes_a_line(now, row) else row.award
        )
        _close(now, row, Answer.AGREED if agreed else Answer.REFUSED, why.strip(), award)
        return _one(now, approval_id)


def _case_of(vault: Vault, approval_id: int) -> int:
    """The case that an approval is about. Raises: NotAllowed, where there is no approval"""
    query = select(APPROVALS.c.case_id).where(APPROVALS.c.id == approval_id)
    with vault.store.connect() as connection:
        found = connection.execute(query).scalar()
    if found is None:
        raise NotAllowed(f"There is no approval {approval_id}. Open the list again.")
    return int(found)


def _open_one(connection: Connection, approval_id: int) -> Row[Any]:
    row = connection.execute(_query().where(APPROVALS.c.id == approval_id)).one()
    if row.answer is not None:
        done = row.answer.replace("_", " ")
        raise NotAllowed(
            f"This was {done} already, by {row.answered_by_name}. Nothing was changed."
        )
    return row


def _writes_a_line(now: Now, row: Row[Any]) -> bool:
    """Whether agreeing writes a line: not for an award that was paid before anybody agreed."""
    entries = awards.entries_in(now, row.award) if row.crisis else []
    return not row.crisis or any(entry.step is Step.AGREED for entry in entries)


def _agreed_line(now: Now, row: Row[Any], on: date) -> awards.Line:
    entry = Entry(row.award or 0, row.entitlement, row.part, Step.AGREED, row.amount, on)
    rests_on = {"code": row.code, "approval": row.id}
    return awards.line_in(now, awards.write(now, entry, awards.NOTHING_TOLD, **rests_on))


def _close(now: Now, row: Row[Any], said: Answer, why: str, award: int | None) -> None:
    values = {
        **{"answer": said.value, "answered_by": now.by, "answered_at": now.at, "award": award},
        "sealed_answer": now.seal.close(why, ANSWER_WHY),
    }
    now.connection.execute(APPROVALS.update().where(APPROVALS.c.id == row.id).values(values))
    now.vouch(APPROVALS, row.id)
    digest = now.seal.digest([why, values["answer"]])
    now.tell(f"case approval {said.value}", approval=row.id, award=award, digest=digest)


def take_back(vault: Vault, approval_id: int, by: int, at: int) -> Approval:
    """Stop asking, while nobody has answered: by whoever asked, or the case's own adviser.

    What was paid in a crisis waits until somebody else has answered, or all of it came back.
    Raises: NotAllowed
    """
    with step(vault, _case_of(vault, approval_id), by, at) as now:
        row = _open_one(now.connection, approval_id)
        if by not in (row.asked_by, row.adviser_id):
            raise NotAllowed("Only whoever asked, or the adviser of the case, can take this back.")
        if row.crisis and already_had(awards.entries_in(now, row.award)):
            raise NotAllowed(
                "This was paid already, so somebody else has to answer it."
                " If the money came back, write that down first."
            )
        _close(now, row, Answer.TAKEN_BACK, "", row.award)
        return _one(now, approval_id)


def queue(vault: Vault, account_id: int) -> list[Approval]:
    """The open approvals of the teams that somebody manages, oldest first, in one query."""
    managed = select(MEMBERS.c.team_id)
    managed = managed.where(MEMBERS.c.account_id == account_id, MEMBERS.c.manages.is_(True))
    query = _query().where(APPROVALS.c.answer.is_(None), CASES.c.team_id.in_(managed))
    query = query.where(CASES.c.data_key.is_not(None)).order_by(
        APPROVALS.c.asked_at, APPROVALS.c.id
    )
    with vault.store.connect() as connection:
        rows = connection.execute(query).all()
    return [_approval(row, vault.keys.seal_of(row.data_key)) for row in rows]


def of_case(vault: Vault, case: Case) -> list[Approval]:
    """Every approval of a case, newest first, answered or not.

    Raises: CannotOpen, where the case was purged
    """
    query = _query().where(APPROVALS.c.case_id == case.id).order_by(APPROVALS.c.id.desc())
    with vault.store.connect() as connection:
        return [_approval(row, case.seal) for row in connection.execute(query)]


def _query() -> Any:
    asked, answered = ACCOUNTS.alias(), ACCOUNTS.alias()
    join = APPROVALS.join(CASES, CASES.c.id == APPROVALS.c.case_id)
    join = join.join(asked, asked.c.id == APPROVALS.c.asked_by)
    join = join.outerjoin(answered, answered.c.id == APPROVALS.c.answered_by)
    names = asked.c.name.label("asked_by_name"), answered.c.name.label("answered_by_name")
    return select(APPROVALS, CASES.c.data_key, CASES.c.adviser_id, *names).select_from(join)


def _one(now: Now, approval_id: int) -> Approval:
    query = _query().where(APPROVALS.c.id == approval_id)
    return _approval(now.connection.execute(query).one(), now.seal)


def _approval(row: Row[Any], seal: Seal) -> Approval:
    asked = (row.asked_by, row.asked_by_name, row.asked_at, opened(seal, row.sealed, WHY))
    about_ = (row.entitlement, row.part, row.amount, row.title, row.from_rule, row.crisis)
    if row.answer is None:
        return Approval(row.id, row.case_id, *about_, row.award, *asked, code=row.code)
    why = opened(seal, row.sealed_answer, ANSWER_WHY)
    answered = (Answer(row.answer), row.answered_by_name, row.answered_at, why)
    return Approval(row.id, row.case_id, *about_, row.award, *asked, *answered, row.code)

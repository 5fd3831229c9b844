"""Cases of young people: the tables. What is about a person stands in `sealed` columns only.

A sealed column holds JSON enciphered with the key of its case (`web.store.cases.sealing`),
so a copy of the store, a backup too, tells nobody who anybody is. What stands open is
what lists, laws and counts need: numbers, steps, ids of rule tables, who of the staff, when.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from web.store.models import Base

SECONDS = "seconds since 1970, UTC"
ONCE = "what a form was sent with, so that sending it twice keeps it once"


class Team(Base):
    """People who work together and see each other's cases."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(100), unique=True)


class TeamMember(Base):
    """Who is in a team, and whether they manage it."""

    __tablename__ = "team_member"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True, index=True)
    manages: Mapped[bool]


class ApprovalTier(Base):
    """The council's own ladder: who agrees to a sum where a rule names nobody."""

    __tablename__ = "approval_tier"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(100), unique=True)
    up_to: Mapped[int | None] = mapped_column(BigInteger, comment="pence; null: any sum")


class ApprovesAs(Base):
    """The titles under which an account may agree to awards, as rules and the ladder write them."""

    __tablename__ = "approves_as"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    title: Mapped[str] = mapped_column(String(200), primary_key=True)


class CaseFile(Base):
    """One young person's case."""

    __tablename__ = "case_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(comment="counts its saves, so that none is overwritten")
    reference_digest: Mapped[str | None] = mapped_column(
        String(64), unique=True, comment="keyed digest of the reference; null once purged"
    )
    data_key: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="the key of its sealed columns, itself enciphered; null once purged"
    )
    sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="reference, name, language, safe contact"
    )
    summary: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="sealed: what the caseload list shows of the last working-out"
    )
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    adviser_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    contact: Mapped[str] = mapped_column(String(20), comment="active, yearly, out_of_touch, none")
    opened_at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    changed_at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    closed_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    closed_why: Mapped[str | None] = mapped_column(String(30))
    purge_at: Mapped[int | None] = mapped_column(BigInteger, index=True, comment=SECONDS)
    purged_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    once: Mapped[str | None] = mapped_column(String(40), unique=True, comment=ONCE)


class CaseFact(Base):
    """What was said of one fact of a case, and by whom. The newest of a fact is what counts."""

    __tablename__ = "case_fact"
    __table_args__ = (
        Index("ix_case_fact_case_id_fact", "case_id", "fact"),
        {"sqlite_autoincrement": True},  # the audit chain names rows: no number comes twice
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    fact: Mapped[str] = mapped_column(String(100))
    number: Mapped[int] = mapped_column(comment="the save of the case that it came with")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="state, value, who said so, source, the day it was known"
    )


class CaseAction(Base):
    """Something an adviser means to do."""

    __tablename__ = "case_action"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    done_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    done_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    once: Mapped[str | None] = mapped_column(String(40), unique=True, comment=ONCE)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, comment="what, and by which day")


class KeptCheck(Base):
    """A decision receipt: one working-out, kept so that it can be done again years later."""

    __tablename__ = "kept_check"

    code: Mapped[str] = mapped_column(String(16), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    publication: Mapped[int] = mapped_column(comment="of the register: the book it was done with")
    rule_book: Mapped[str] = mapped_column(String(64), comment="SHA-256 of the book's text")
    as_at: Mapped[str] = mapped_column(String(10), comment="the day it is about")
    trace_digest: Mapped[str] = mapped_column(String(64))
    receipt_digest: Mapped[str] = mapped_column(String(64))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    withheld: Mapped[bool] = mapped_column(comment="sensitive facts were left out for the reader")
    decisions: Mapped[int] = mapped_column(comment="how many it holds, to count overrides against")
    once: Mapped[str | None] = mapped_column(String(40), unique=True, comment=ONCE)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, comment="facts and receipt")


class DecisionNote(Base):
    """What an adviser adds to a decision: a note, or an override with its reason."""

    __tablename__ = "decision_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    entitlement: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20), comment="note, override, withdrawn")
    found: Mapped[str | None] = mapped_column(String(20), comment="the outcome the rules gave")
    instead: Mapped[str | None] = mapped_column(String(20), comment="the outcome put in its place")
    amount: Mapped[int | None] = mapped_column(BigInteger, comment="pence")
    of_note: Mapped[int | None] = mapped_column(
        ForeignKey("decision_note.id"), comment="the override that is withdrawn"
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    once: Mapped[str | None] = mapped_column(String(40), unique=True, comment=ONCE)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, comment="the note, or the reason")


class AwardEntry(Base):
    """One line of the ledger. Lines are added, never changed; entries of one award share it."""

    __tablename__ = "award_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    award: Mapped[int] = mapped_column(index=True, comment="the id of its first entry")
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    entitlement: Mapped[str] = mapped_column(String(200), index=True)
    part: Mapped[str | None] = mapped_column(String(200))
    step: Mapped[str] = mapped_column(String(20), comment="agreed, paid, refused, returned")
    amount: Mapped[int | None] = mapped_column(BigInteger, comment="pence; null: none was written")
    on_day: Mapped[str] = mapped_column(String(10))
    code: Mapped[str | None] = mapped_column(
        ForeignKey("kept_check.code"), comment="the check it rests on"
    )
    approval: Mapped[int | None] = mapped_column(
        ForeignKey("award_approval.id"), comment="whose answer wrote this line"
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    once: Mapped[str | None] = mapped_column(String(40), unique=True, comment=ONCE)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, comment="payee, route, receipt, note")


class AwardApproval(Base):
    """A sum that somebody else has to agree to. Whoever asks never answers."""

    __tablename__ = "award_approval"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    entitlement: Mapped[str] = mapped_column(String(200))
    part: Mapped[str | None] = mapped_column(String(200))
    amount: Mapped[int | None] = mapped_column(BigInteger, comment="pence; null: not known yet")
    title: Mapped[str] = mapped_column(String(200), comment="who has to agree, as the rule says")
    from_rule: Mapped[bool] = mapped_column(comment="the rule names them, not the ladder")
    crisis: Mapped[bool] = mapped_column(comment="paid already, in a crisis: agreed afterwards")
    award: Mapped[int | None] = mapped_column(comment="the award it became, or is about")
    code: Mapped[str | None] = mapped_column(
        ForeignKey("kept_check.code"), comment="the check it rests on"
    )
    asked_by: Mapped[int] = mapped_column(ForeignKey("account.id"))
    asked_at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    answer: Mapped[str | None] = mapped_column(String(20), comment="agreed, refused, taken_back")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    once: Mapped[str | None] = mapped_column(String(40), unique=True, comment=ONCE)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, comment="why it is asked for")
    sealed_answer: Mapped[bytes | None] = mapped_column(LargeBinary, comment="why it was answered")


class SavingsEntry(Base):
    """What is known of one savings account; the newest entry of an account is what counts."""

    __tablename__ = "savings_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    savings: Mapped[int] = mapped_column(index=True, comment="the id of its first entry")
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str] = mapped_column(String(30), comment="as entitlements.savings names it")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    removed: Mapped[bool] = mapped_column(comment="it was entered by mistake")
    once: Mapped[str | None] = mapped_column(String(40), unique=True, comment=ONCE)
    sealed: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="provider, holder, balance, its day, estimate, source"
    )


class SavingsStep(Base):
    """A step of the savings checklist that was done, or found not to be needed."""

    __tablename__ = "savings_step"
    __table_args__ = (UniqueConstraint("case_id", "step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    step: Mapped[str] = mapped_column(String(100), comment="as entitlements.savings names it")
    how: Mapped[str] = mapped_column(String(20), comment="done, not_needed")
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, comment="a note")


class CaseView(Base):
    """Who looked at whose case, and at which page. Not in the audit chain, so that it can go."""

    __tablename__ = "case_view"

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_file.id"), index=True, comment="null: a list of cases"
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    page: Mapped[str] = mapped_column(String(60), comment="the endpoint")
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)


class Recheck(Base):
    """Going through every open case after a publication: how far it has come."""

    __tablename__ = "recheck"

    publication: Mapped[int] = mapped_column(primary_key=True)
    before: Mapped[int] = mapped_column(comment="the publication it is compared with")
    begun_at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    ended_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    reached: Mapped[int] = mapped_column(comment="the id of the last case gone through")
    done: Mapped[int]
    total: Mapped[int]


class CaseChange(Base):
    """What a publication changes for one case. Cases that it does not touch have no row."""

    __tablename__ = "case_change"

    publication: Mapped[int] = mapped_column(ForeignKey("recheck.publication"), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True, index=True)
    seen_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    seen_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, comment="what changes, and how")


class HeldForm(Base):
    """What somebody typed on a case's page and could not save yet. Theirs alone, and soon gone."""

    __tablename__ = "held_form"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    page: Mapped[str] = mapped_column(String(60), primary_key=True)
    number: Mapped[int] = mapped_column(comment="the save it was typed over")
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary, comment="the fields of the form")

"""The register of rule texts: changes on their way, what was published, and the audit chain.

The laws of these tables stand in `register_guards.py` and in the migration.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from web.store.models import Base

SECONDS = "seconds since 1970, UTC"
DIGEST = "SHA-256, hexadecimal"


class Change(Base):
    """The new texts of one or more rule files, on their way from draft to published."""

    __tablename__ = "change"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), index=True)
    base_publication: Mapped[int] = mapped_column(comment="the newest when the change began")
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"), comment="who began it")
    created_at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    proposed_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    text_digest: Mapped[str | None] = mapped_column(String(64), comment=DIGEST)
    proof_digest: Mapped[str | None] = mapped_column(String(64), comment=DIGEST)
    pack_digest: Mapped[str | None] = mapped_column(String(64), comment=DIGEST)
    returned_reason: Mapped[str | None] = mapped_column(Text, comment="why it was last sent back")
    signed_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    signed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    emergency_reason: Mapped[str | None] = mapped_column(Text)
    emergency_until: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)
    closed_at: Mapped[int | None] = mapped_column(BigInteger, comment=SECONDS)


class ChangeText(Base):
    """One save of one file in a change. Never rewritten."""

    __tablename__ = "change_text"
    __table_args__ = (
        UniqueConstraint("change_id", "path", "number", name="uq_change_text_change_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"))
    path: Mapped[str] = mapped_column(String(200))
    number: Mapped[int] = mapped_column(comment="1, 2, 3 in this change and path")
    text: Mapped[bytes] = mapped_column(LargeBinary, comment="as in the file")
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    saved_at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)


class ChangeDocument(Base):
    """What was put before the approver; frozen with the proposal."""

    __tablename__ = "change_document"

    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ChangeAnswer(Base):
    """A tick and a reason given to a finding. The newest one counts."""

    __tablename__ = "change_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), index=True)
    finding: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)


class AuditEvent(Base):
    """One link of the chain; `entitlements.chain` says how it is hashed."""

    __tablename__ = "audit_event"

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    actor: Mapped[str] = mapped_column(String(200))
    action: Mapped[str] = mapped_column(String(40))
    object: Mapped[str] = mapped_column(Text, comment="canonical JSON")
    previous: Mapped[str] = mapped_column(String(64), comment=DIGEST)
    hash: Mapped[str] = mapped_column(String(64), comment=DIGEST)


class Publication(Base):
    """One moment at which texts came into the register."""

    __tablename__ = "publication"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    change_id: Mapped[int | None] = mapped_column(
        ForeignKey("change.id"), index=True, comment="none for the first import"
    )
    published_at: Mapped[int] = mapped_column(BigInteger, comment=SECONDS)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), comment="none: by itself")
    reverts: Mapped[int | None] = mapped_column(
        ForeignKey("publication.number"), comment="the lapsed emergency whose texts it undoes"
    )
    texts: Mapped[int] = mapped_column(comment="how many texts it holds")
    event: Mapped[int] = mapped_column(ForeignKey("audit_event.sequence"), unique=True)


class PublishedText(Base):
    """One file as it was published, byte for byte. Never rewritten."""

    __tablename__ = "published_text"

    publication: Mapped[int] = mapped_column(ForeignKey("publication.number"), primary_key=True)
    path: Mapped[str] = mapped_column(String(200), primary_key=True, index=True)
    text: Mapped[bytes] = mapped_column(LargeBinary, comment="as in the file")
    sha256: Mapped[str] = mapped_column(String(64), comment=DIGEST)

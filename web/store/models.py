"""The tables, one class each."""

from __future__ import annotations

from sqlalchemy import BigInteger, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Names every constraint, so that a migration can find it again."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class SelfCheckSession(Base):
    """The answers of one person's self-check, until they leave or stay away."""

    __tablename__ = "self_check_session"

    token_digest: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="SHA-256 of the token in the cookie, hexadecimal"
    )
    answers: Mapped[str] = mapped_column(Text, comment="JSON object")
    created_at: Mapped[int] = mapped_column(BigInteger, comment="seconds since 1970, UTC")
    touched_at: Mapped[int] = mapped_column(
        BigInteger, index=True, comment="last use, seconds since 1970, UTC"
    )

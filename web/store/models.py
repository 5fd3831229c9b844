"""The tables, one class each."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, MetaData, String, Text
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


class Account(Base):
    """A member of staff. Never deleted: the history names who did what."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True, comment="lower case")
    name: Mapped[str] = mapped_column(String(100))
    roles: Mapped[str] = mapped_column(String(200), comment="sorted, joined by commas")
    password_hash: Mapped[str | None] = mapped_column(String(200), comment="argon2id")
    one_time_until: Mapped[int | None] = mapped_column(
        BigInteger, comment="the password must be changed, and works until then; seconds"
    )
    subject: Mapped[str | None] = mapped_column(
        String(255), unique=True, comment="who this is to the OpenID provider"
    )
    active: Mapped[bool]
    demo: Mapped[bool] = mapped_column(comment="made up; signs in only in a demonstration")
    created_at: Mapped[int] = mapped_column(BigInteger, comment="seconds since 1970, UTC")


class StaffSession(Base):
    """One browser in which one account is signed in."""

    __tablename__ = "staff_session"

    token_digest: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="SHA-256 of the token in the cookie, hexadecimal"
    )
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    browser: Mapped[str] = mapped_column(String(100), comment="what the browser calls itself")
    created_at: Mapped[int] = mapped_column(BigInteger, comment="seconds since 1970, UTC")
    touched_at: Mapped[int] = mapped_column(BigInteger, index=True, comment="last use, seconds")
    notice: Mapped[str] = mapped_column(Text, comment="what the next page shows, once; or empty")


class SignInFailure(Base):
    """Wrong passwords in a row for one e-mail, whether or not there is such an account.

    Counted alike for both, so that being locked out tells a stranger nothing.
    """

    __tablename__ = "sign_in_failure"

    email_digest: Mapped[str] = mapped_column(
        String(64), primary_key=True, comment="SHA-256, as what was typed may be anything"
    )
    failures: Mapped[int]
    last_at: Mapped[int] = mapped_column(BigInteger, index=True, comment="seconds since 1970, UTC")

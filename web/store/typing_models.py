"""What somebody typed into the editor and could not save yet. Theirs alone, and soon gone."""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from web.store.models import Base


class Typing(Base):
    """The cells of one person's grid, as they stood when a save was refused or not yet asked."""

    __tablename__ = "typing"

    change_id: Mapped[int] = mapped_column(ForeignKey("change.id"), primary_key=True)
    path: Mapped[str] = mapped_column(String(200), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    cells: Mapped[str] = mapped_column(Text, comment="JSON object: name of a field, its text")
    number: Mapped[int] = mapped_column(comment="the save it was typed over")
    typed_at: Mapped[int] = mapped_column(BigInteger, comment="seconds since 1970, UTC")

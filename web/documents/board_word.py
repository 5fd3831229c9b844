"""The board report as accessible Word."""

from __future__ import annotations

from entitlements.board import BoardReport, sections_of
from entitlements.pack.content import Bullets, Pack, Paragraph, Section
from web.documents.word import pack_docx

TITLE_OF_NOTES = "How to read this"


def board_docx(report: BoardReport, council: str, notes: tuple[str, ...], colour: str) -> bytes:
    """The bytes of a report; the same bytes for the same report. `notes` come first."""
    first = Section("notes", TITLE_OF_NOTES, (Paragraph(_about(report)), Bullets(notes)))
    sections = (first, *sections_of(report))
    return pack_docx(Pack(report.title, council, report.as_at, sections), colour)


def _about(report: BoardReport) -> str:
    return f"Young people in this report: {report.people.text}."

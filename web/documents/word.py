"""A pack as accessible Word: real headings, marked table heads, language and title set."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from entitlements.pack.content import Bullets, Columns, Pack, Paragraph, Subheading
from entitlements.redline.telling import day
from web.documents.glyphs import printable
from web.documents.word_marks import (
    footer,
    has_line_below,
    is_address,
    link,
    set_language,
    sober_table,
)
from web.documents.zip_bytes import same_bytes

FONT = "Arial"
WIDTH = Mm(166)


def pack_docx(pack: Pack, colour: str = "#0b5d5e") -> bytes:
    """The bytes of a pack as Word; the same bytes for the same pack."""
    document = Document()
    _page(document)
    _styles(document, colour)
    _properties(document, pack)
    document.add_heading(printable(pack.title), level=1)
    document.add_paragraph(f"{printable(pack.council)}. Prepared on {day(pack.prepared_on)}.")
    for section in pack.sections:
        heading = document.add_heading(printable(section.heading), level=2)
        heading.paragraph_format.page_break_before = section.id == "signatures"
        for block in section.blocks:
            _add(document, block, colour)
    footer(document.sections[0], printable(pack.title))
    written = BytesIO()
    document.save(written)
    return same_bytes(written.getvalue())


def _page(document: Any) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(22)


def _styles(document: Any, colour: str) -> None:
    set_language(document, "en-GB")
    sizes = {"Normal": 11, "Heading 1": 22, "Heading 2": 14, "Heading 3": 12, "Caption": 10}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)
    for level in ("Heading 1", "Heading 2"):
        document.styles[level].font.color.rgb = RGBColor.from_string(colour.lstrip("#").upper())
    for name in ("Heading 3", "Caption"):
        document.styles[name].font.color.rgb = RGBColor(0x1D, 0x1D, 0x1F)
    document.styles["Caption"].paragraph_format.keep_with_next = True


def _properties(document: Any, pack: Pack) -> None:
    at = datetime.combine(pack.prepared_on, time(), UTC).replace(tzinfo=None)
    held = document.core_properties
    held.title, held.language = printable(pack.title), pack.language
    held.author = held.last_modified_by = printable(pack.council)
    held.created = held.modified = at
    held.comments, held.revision = "", 1


def _add(document: Any, block: object, colour: str) -> None:
    if isinstance(block, Paragraph):
        document.add_paragraph().add_run(printable(block.text)).bold = block.strong or None
    elif isinstance(block, Bullets):
        for item in block.items:
            document.add_paragraph(printable(item), style="List Bullet")
    elif isinstance(block, Subheading):
        document.add_heading(printable(block.text), level=3)
    elif isinstance(block, Columns):
        _columns(document, block, colour)
    else:
        _blanks(document, block)


def _columns(document: Any, block: Columns, colour: str) -> None:
    document.add_paragraph(printable(block.caption), style="Caption")
    table = document.add_table(rows=0, cols=len(block.head))
    widths = [int(WIDTH * width / sum(block.widths)) for width in block.widths]
    for place, row in enumerate((block.head, *block.rows)):
        cells = table.add_row().cells
        for cell, width, text in zip(cells, widths, row, strict=True):
            cell.width = width
            _write(cell.paragraphs[0], printable(text), bold=place == 0)
    sober_table(table, widths, colour)


def _write(paragraph: Any, text: str, bold: bool) -> None:
    paragraph.paragraph_format.space_after = Pt(2)
    if is_address(text):
        link(paragraph, text)
        return
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(9.5)


def _blanks(document: Any, block: Any) -> None:
    document.add_heading(printable(block.title), level=3)
    for label in block.labels:
        paragraph = document.add_paragraph(f"{printable(label)}:")
        paragraph.paragraph_format.space_before = Pt(14)
        has_line_below(paragraph)

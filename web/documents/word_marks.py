"""Marks of a Word file that its library has no call for, as elements of its own language.

Source: ISO/IEC 29500-1, parts 17.3 and 17.4.
"""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

LINE = "B9C1C6"


def element(name: str, **values: str) -> Any:
    """One element of the file's language, with its attributes."""
    made = OxmlElement(f"w:{name}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_language(document: Any, language: str) -> None:
    """The language of every text that says nothing else."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for held in run.findall(qn("w:lang")):
        run.remove(held)
    run.append(element("lang", val=language, eastAsia=language, bidi="ar-SA"))


def sober_table(table: Any, widths: list[int], colour: str) -> None:
    """Thin lines below each row; the first row is marked as heads and is repeated."""
    own = table._tbl.tblPr
    for held in [*own.findall(qn("w:tblLook")), *own.findall(qn("w:tblLayout"))]:
        own.remove(held)
    borders = element("tblBorders")
    borders.append(element("bottom", val="single", sz="4", space="0", color=LINE))
    borders.append(element("insideH", val="single", sz="4", space="0", color=LINE))
    own.append(borders)  # in the order that the schema asks for
    own.append(element("tblLayout", type="fixed"))
    own.append(element("tblLook", val="0020", firstRow="1", lastRow="0", noHBand="1", noVBand="1"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        row._tr.get_or_add_trPr().append(element("cantSplit"))
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(element("tblHeader"))
    for cell in head.cells:
        _shade(cell, colour)


def _shade(cell: Any, colour: str) -> None:
    properties = cell._tc.get_or_add_tcPr()
    borders = element("tcBorders")
    line = colour.lstrip("#").upper()
    borders.append(element("bottom", val="single", sz="8", space="0", color=line))
    properties.append(borders)
    properties.append(element("shd", val="clear", color="auto", fill="F1F4F5"))


def has_line_below(paragraph: Any) -> None:
    """A line to write on."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="4", space="1", color=LINE))
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def is_address(text: str) -> bool:
    """Whether a text is one web address and nothing else."""
    return text.startswith(("https://", "http://")) and not text.split(maxsplit=1)[1:]


def link(paragraph: Any, address: str) -> None:
    """A link whose text is its own address."""
    to = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = element("hyperlink")
    made.set(qn("r:id"), to)
    run = paragraph.add_run(address)
    run.font.size, run.font.underline = Pt(9.5), True
    made.append(run._r)
    paragraph._p.append(made)


def footer(section: Any, title: str) -> None:
    """The title, and which page of how many."""
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run(f"{title}. Page ").font.size = Pt(8.5)
    _field(paragraph, "PAGE")
    paragraph.add_run(" of ").font.size = Pt(8.5)
    _field(paragraph, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    run = paragraph.add_run()
    run.font.size = Pt(8.5)
    run._r.append(element("fldChar", fldCharType="begin"))
    code = element("instrText")
    code.text = name
    run._r.append(code)
    run._r.append(element("fldChar", fldCharType="separate"))
    number = element("t")
    number.text = "1"
    run._r.append(number)
    run._r.append(element("fldChar", fldCharType="end"))

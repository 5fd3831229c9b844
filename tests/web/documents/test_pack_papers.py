"""The pack as PDF and as Word: what is in it, how it is marked, and always the same bytes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from entitlements.pack import Pack, texts_of
from entitlements.pack.content import Blanks, Bullets, Columns, Paragraph, Section, Subheading
from tests.entitlements.pack.packs import CLIFF, FLOOR, LATE, LESS, PROVED, TODAY, pack
from web.documents.fonts import FontsMissing, font_files
from web.documents.glyphs import INSTEAD, drawn_by, printable
from web.documents.pdf import pack_pdf
from web.documents.word import pack_docx
from web.settings import ROOT

ASSETS = ROOT / "instance" / "assets"
#: The order that ISO/IEC 29500-1 asks for, 17.4.59; Word refuses a file that has another.
TABLE_MARKS = ("tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook")
AWKWARD = (
    "<b>bold</b>",
    "#strong[x] #panic() #sys.inputs",
    "*not bold* _nor this_ = no heading",
    "$x^2$ \\ \\u{41} @label <label>",
    "\N{PARTY POPPER} emoji",
    "\u05e9\u05dc\u05d5\u05dd \u0633\u0644\u0627\u0645 right to left",
    "\u202egnipeels\u202c",
    "a\x00b\x07c\ufffe",
    "= Title\n+ one\n- two\n/ term: x",
    "x" * 300,
)


@cache
def made() -> Pack:
    return pack(LESS, FLOOR, LATE, PROVED, CLIFF)


@cache
def pdf() -> PdfReader:
    return PdfReader(BytesIO(pack_pdf(made(), ASSETS)))


@cache
def pdf_text() -> str:
    return squeezed("\n".join(page.extract_text() for page in pdf().pages))


@cache
def word() -> Any:
    return Document(BytesIO(pack_docx(made())))


@cache
def word_text() -> str:
    return squeezed("\n".join(node.text or "" for node in word().element.body.iter(qn("w:t"))))


def squeezed(text: str) -> str:
    """A text with no space in it at all: where a line ends says nothing."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("text_of", [pdf_text, word_text], ids=["pdf", "word"])
def test_every_text_of_the_pack_is_in_the_paper(text_of: Any) -> None:
    absent = [text for text in texts_of(made()) if squeezed(text) not in text_of()]

    assert "£3,000" in text_of()
    # A text that runs over a page has the footer of the page in its middle.
    assert len(absent) <= (len(pdf().pages) if text_of is pdf_text else 0), absent


@pytest.mark.parametrize("text_of", [pdf_text, word_text], ids=["pdf", "word"])
def test_the_digest_and_the_people_can_be_read_back(text_of: Any) -> None:
    assert "a1" * 32 in text_of()
    assert squeezed("Sam. In a first flat, waiting for Universal Credit") in text_of()
    assert squeezed("21, former relevant, in a shared flat") in text_of()


def test_the_pdf_says_what_it_is() -> None:
    catalogue: Any = pdf().trailer["/Root"]

    assert pdf().metadata is not None
    assert pdf().metadata.title == made().title
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_the_pdf_is_a4_with_a_sane_number_of_pages() -> None:
    box = pdf().pages[0].mediabox

    assert (round(box.width), round(box.height)) == (595, 842)
    assert 5 <= len(pdf().pages) <= 12
    assert f"Page1of{len(pdf().pages)}" in pdf_text()


def tags(node: Any) -> list[str]:
    """The marks of a PDF, in reading order."""
    node = node.get_object()
    if not isinstance(node, dict):
        return [name for one in node for name in tags(one)] if isinstance(node, list) else []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (tags(node["/K"]) if "/K" in node else [])


def test_the_pdf_has_headings_in_order_and_table_heads() -> None:
    root: Any = pdf().trailer["/Root"]
    found = tags(root["/StructTreeRoot"]["/K"])
    levels = [int(tag[2:]) for tag in found if re.fullmatch(r"/H\d", tag)]
    blocks = [block for section in made().sections for block in section.blocks]
    tables = [block for block in blocks if isinstance(block, Columns)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert levels.count(2) == len(made().sections)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert found.count("/Table") == len(tables)
    assert found.count("/TH") == sum(len(table.head) for table in tables)


def test_the_word_headings_are_those_of_the_pack() -> None:
    headings = [p for p in word().paragraphs if p.style.name.startswith("Heading")]

    assert headings[0].text == made().title
    assert [p.text for p in headings if p.style.name == "Heading 2"] == [
        section.heading for section in made().sections
    ]


def test_the_word_file_says_what_it_is() -> None:
    held = word().core_properties
    language = word().styles.element.find(f".//{qn('w:lang')}")

    assert (held.title, held.language) == (made().title, "en-GB")
    assert language.get(qn("w:val")) == "en-GB"


def test_every_word_table_marks_and_repeats_its_heads() -> None:
    assert word().tables
    for table in word().tables:
        first = table.rows[0]._tr
        assert first.find(f".//{qn('w:tblHeader')}") is not None
        marks = [node.tag for node in table._tbl.tblPr]
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
        assert marks == [qn(f"w:{name}") for name in TABLE_MARKS if qn(f"w:{name}") in marks]


def test_nothing_in_the_word_file_is_an_empty_paragraph() -> None:
    every = list(word().element.body.iter(qn("w:p")))

    assert every
    assert not [p for p in every if not "".join(t.text or "" for t in p.iter(qn("w:t"))).strip()]


def test_addresses_are_links_in_both() -> None:
    targets = {one.target_ref for one in word().part.rels.values() if one.is_external}
    annotations = [a.get_object() for page in pdf().pages for a in page.get("/Annots") or ()]

    assert "https://dorsetcouncil.gov.uk/where-you-live" in targets
    assert {str(a["/A"]["/URI"]) for a in annotations if "/A" in a} >= targets


def strange() -> Pack:
    blocks = (
        *(Paragraph(text) for text in AWKWARD),
        Bullets(AWKWARD),
        *(Subheading(text) for text in AWKWARD),
        Columns(AWKWARD[0], AWKWARD[:2], tuple((text, text) for text in AWKWARD), (1, 1)),
        Blanks(AWKWARD[1], AWKWARD),
    )
    return Pack(AWKWARD[1], AWKWARD[0], TODAY, (Section("x", AWKWARD[3], blocks),))


def test_markup_and_odd_characters_print_as_they_stand_in_pdf() -> None:
    read = PdfReader(BytesIO(pack_pdf(strange(), ASSETS)))
    text = squeezed("\n".join(page.extract_text() for page in read.pages))

    for written in (*AWKWARD[:4], "emoji", INSTEAD):
        assert squeezed(written) in text
    assert read.metadata is not None
    assert read.metadata.title == AWKWARD[1]


def test_markup_and_odd_characters_print_as_they_stand_in_word() -> None:
    read = Document(BytesIO(pack_docx(strange())))
    text = "\n".join(p.text for p in read.paragraphs)

    for written in (*AWKWARD[:6], f"a{INSTEAD}b{INSTEAD}c{INSTEAD}", f"{INSTEAD}gnipeels"):
        assert written in text


def test_the_same_pack_is_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    here = digests()
    for seed in ("1", "2"):
        command = [sys.executable, "-c", f"from {__name__} import digests; print(digests())"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == here


def digests() -> str:
    both = (pack_pdf(made(), ASSETS), pack_docx(made()))
    return " ".join(hashlib.sha256(content).hexdigest() for content in both)


def test_the_word_file_holds_no_time_of_its_making() -> None:
    with ZipFile(BytesIO(pack_docx(made()))) as files:
        assert {info.date_time for info in files.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert files.namelist()[0] == "[Content_Types].xml"


def test_another_day_is_another_paper() -> None:
    later = replace(made(), prepared_on=TODAY.replace(day=23))

    assert pack_docx(later) != pack_docx(made())
    assert pack_pdf(later, ASSETS) != pack_pdf(made(), ASSETS)


def test_fonts_that_were_not_copied_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match="make setup"):
        pack_pdf(made(), tmp_path)


def test_a_font_says_what_it_can_draw() -> None:
    drawn = drawn_by(font_files(ASSETS))

    assert set(map(ord, "aZ£é“”–ŵšđ")) <= drawn
    assert not {ord("\N{PARTY POPPER}"), 0x0633, 0x4E00} & drawn
    assert printable("£3\N{PARTY POPPER}", drawn) == f"£3{INSTEAD}"

"""The letter as PDF: what can be read from it, how it is marked, and always the same bytes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from entitlements.evaluate import Evaluation
from entitlements.personas import _evaluated
from entitlements.rulebook.model import Outcome
from tests.rulebooks import shipped_engine
from tests.web.documents.test_pack_papers import AWKWARD, squeezed, tags
from web import i18n
from web.documents.fonts import font_files
from web.documents.glyphs import drawn_by, printable
from web.documents.letter import letter_of, letter_pdf
from web.documents.letter_content import Asked, Override
from web.documents.pathway import Agreed, plan_page, plan_pdf
from web.settings import ROOT

ASSETS = ROOT / "instance" / "assets"
TODAY = date(2026, 11, 22)
CODE = "K7QM-3XRD-9T5"
SAM, NOBODY_KNOWS, STUDENT = "first-flat-19", "not-sure-of-anything", "student-20"
HEBREW = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: he\\n"

msgid "What you can get"
msgstr "Ma efshar lekabel"
"""


@pytest.fixture(autouse=True)
def _page() -> Any:
    """Words are those of a page: there is one."""
    with Flask("letters").app_context():
        yield


@cache
def found(persona: str = SAM) -> Evaluation:
    engine = shipped_engine()
    return _evaluated(engine.book.personas[persona], engine, TODAY)[0]


def letter(persona: str = SAM, large: bool = False, tongues: Any = ("en",), **given: Any) -> bytes:
    asked = Asked(CODE, **{"name": "Sam", "adviser": "Pat Lee", **given})
    return letter_pdf(letter_of(found(persona), asked, tongues), ASSETS, large=large)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def test_the_first_page_has_the_few_things_that_matter() -> None:
    first = read(letter()).pages[0].extract_text()

    assert "For Sam" in first
    assert "As things are on 22 November 2026" in first
    assert "This is not a decision. A person decides." in first
    assert "£1,600 a year off your bill" in first
    assert "£3,000, once" in first
    assert "Last day to ask: 9 February 2032" in " ".join(first.split())
    assert "11 February 2027" in first
    assert "Pat Lee, your leaving care worker (personal adviser)." in first


def test_the_rest_has_every_heap_the_way_to_disagree_and_the_sources() -> None:
    text = text_of(letter())
    headings = (
        *("You should get this", "Ask for this: somebody decides", "Dates to come", "Coming up"),
        *("Not for you right now", "If you disagree", "About this letter"),
        "Where this comes from",
    )
    places = [text.index(heading) for heading in headings]

    assert places == sorted(places)
    assert "Somebody on your side (an advocate)" in text
    assert "Somebody to speak up for you (advocate)" in text
    assert "Ombudsman" in text
    assert found().book.digest[:12] in text
    assert "Children Act 1989" in text


def test_a_long_letter_has_all_in_full() -> None:
    short, full = text_of(letter(short=True)), text_of(letter())

    assert full.count("What to do:") > short.count("What to do:") > 0
    for item in ("Personal budget", "Driving lessons", "Birthday gift"):
        assert item in short
        assert item in full


def test_what_is_not_known_is_not_a_no_and_names_what_would_settle_it() -> None:
    text = text_of(letter(NOBODY_KNOWS))

    assert "Not known is not a no." in text
    assert "When were you born?" in text


def test_no_sentence_of_a_private_no_is_printed() -> None:
    """Somebody else may read the paper: what failed on private facts stands by name only."""
    text = text_of(letter())

    assert "You are not pregnant" not in text
    assert "You are a British citizen" not in text


@pytest.mark.parametrize("large", [False, True])
def test_the_code_is_on_every_page_and_pages_are_counted(large: bool) -> None:
    pages = read(letter(large=large)).pages

    for number, page in enumerate(pages, start=1):
        foot = " ".join(page.extract_text().split())
        assert f"Code: {CODE}" in foot
        assert f"Page {number} of {len(pages)}" in foot


def test_an_override_stands_beside_the_rules() -> None:
    put = Override("dorset/driving-lessons", Outcome.MAY_GET, 20_000, "For a job.", "Pat Lee")
    text = text_of(letter(overrides=(put,)))

    assert "Where your adviser sees it another way" in text
    assert "What your adviser says: You can ask for this. £200" in text
    assert "Why: For a job." in text
    assert text.count("Driving lessons *") == 1, "it stands there and nowhere else"


def test_what_is_left_out_is_said() -> None:
    assert "3 answers are left out here" in text_of(letter(withheld=3))
    assert "left out here" not in text_of(letter())


def test_it_says_what_it_is() -> None:
    pdf = read(letter())
    root: Any = pdf.trailer["/Root"]

    assert pdf.metadata is not None
    assert pdf.metadata.title == "What you can get"
    assert "Sam" not in str(pdf.metadata)
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    box = pdf.pages[0].mediabox
    assert (round(box.width), round(box.height)) == (595, 842)


def test_headings_go_down_one_step_at_a_time() -> None:
    root: Any = read(letter()).trailer["/Root"]
    marks = tags(root["/StructTreeRoot"]["/K"])
    levels = [int(mark[2:]) for mark in marks if mark in ("/H1", "/H2", "/H3")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert marks.count("/TH") == 2 * marks.count("/Table")
    assert "/Link" in marks


@pytest.mark.parametrize("name", [*AWKWARD[:4], "x" * 300, "Zoë Łukasz-O'Brien", "Sam \u202eevil"])
def test_a_name_is_only_a_name(name: str) -> None:
    drawn = drawn_by(font_files(ASSETS))

    assert squeezed(printable(name, drawn)) in squeezed(text_of(letter(name=name)))


@pytest.mark.parametrize("name", ["\N{PARTY POPPER}", "\u0633\u0644\u0627\u0645", "a\x00b"])
def test_what_no_font_can_draw_does_not_break_it(name: str) -> None:
    assert "What you can get" in text_of(letter(name=name))


def test_the_same_letter_is_the_same_bytes() -> None:
    one, large = letter(), letter(large=True)
    letter(STUDENT)

    assert letter() == one
    assert large != one


def test_it_is_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from flask import Flask; from tests.web.documents.test_letter import *\n"
        "with Flask('x').app_context(): print(hashlib.sha256(letter()).hexdigest())"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == hashlib.sha256(letter()).hexdigest()


@pytest.fixture
def hebrew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few words of a language that is read from the right, in letters the fonts have."""
    folder = tmp_path / "he" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "messages.po").write_text(HEBREW)
    monkeypatch.setattr(i18n, "_CATALOGUES", i18n.read_catalogues(tmp_path))


def languages_of(node: Any) -> set[str]:
    """The languages that the marks of a PDF name."""
    node = node.get_object()
    if isinstance(node, list):
        return {name for one in node for name in languages_of(one)}
    if not isinstance(node, dict):
        return set()
    own = {str(node["/Lang"])} if "/Lang" in node else set()
    return own | (languages_of(node["/K"]) if "/K" in node else set())


@pytest.mark.usefixtures("hebrew")
def test_a_language_read_from_the_right_has_its_part_and_an_english_copy() -> None:
    made = letter_of(found(), Asked(CODE), ("he", "en"))
    root: Any = read(letter_pdf(made, ASSETS)).trailer["/Root"]

    assert [part.direction for part in made.parts] == ["rtl", "ltr"]
    assert [part.title for part in made.parts] == ["Ma efshar lekabel", "What you can get"]
    assert root["/Lang"] == "he"
    assert "en-GB" in languages_of(root["/StructTreeRoot"]["/K"])


def test_large_print_is_18_points() -> None:
    def sizes(pdf: bytes) -> set[int]:
        seen: set[int] = set()

        def look(text: str, _cm: Any, tm: Any, _font: Any, size: Any) -> None:
            if text.strip():
                seen.add(round(abs(size * (tm[0] or 1))))

        read(pdf).pages[1].extract_text(visitor_text=look)
        return seen

    assert 18 in sizes(letter(large=True))
    assert 11 in sizes(letter())


def test_the_page_for_the_plan_is_one_page_for_everybody() -> None:
    for persona in shipped_engine().book.personas:
        page = plan_page(found(persona), CODE, "Sam", "Dorset Council")
        assert len(read(plan_pdf(page, ASSETS)).pages) == 1, persona


def test_the_plan_has_what_was_agreed_first_and_room_to_sign() -> None:
    agreed = (Agreed("dorset/driving-lessons", "£120.00", date(2026, 10, 3)),)
    page = plan_page(found(), CODE, "Sam", "Dorset Council", agreed)
    text = text_of(plan_pdf(page, ASSETS))

    assert page.rows[0].what == "Driving lessons"
    assert "£120.00" in text
    assert "3 October 2026" in text
    assert "In my own words" in text
    assert "My name and sign:" in text
    assert CODE in text
    assert plan_pdf(page, ASSETS) == plan_pdf(page, ASSETS)

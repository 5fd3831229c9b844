"""The text itself: byte for byte, problems by line, and nothing that harms or is lost."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.staff import StaffVisit
from tests.web.editor.desk import DRAFT, GRID, SIM, TEXT, change_of, errors, form_with, text_of

PATH = f"{SIM}.yaml"


def put(visit: StaffVisit, text: str, status: int = 200):
    """Save a text over the newest."""
    fields = form_with(visit(TEXT), "text")
    return visit.post(TEXT, {**fields, "text": text.replace("\n", "\r\n")}, status=status)


def test_the_text_is_shown_and_saved_byte_for_byte(app: Flask, draft: StaffVisit) -> None:
    before = text_of(app)
    shown = form_with(draft(TEXT), "text")["text"]
    put(draft, f"# A remark – with a dash.\n{before}")

    assert shown == before
    assert text_of(app) == f"# A remark – with a dash.\n{before}"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("match: first", "match: whatever", "whatever"),
        ("title: SIM card for your phone", "title: [", ""),
        ("area: contact", "area: moon", "moon"),
        ("match: first", "match: first\nmatch: first", "match"),
        ("match: first", "match: first\nbogus: 1", "bogus"),
        ("match: first", "match: first\n\tx: 1", ""),
    ],
)
def test_a_text_with_problems_is_saved_and_they_are_listed_by_line(
    app: Flask, draft: StaffVisit, old: str, new: str, says: str
) -> None:
    text = text_of(app).replace(old, new, 1)
    page = put(draft, text)
    wrong = [line for line in _bullets(page) if line.startswith("Line ")]

    assert text_of(app) == text
    assert wrong
    assert says in " ".join(wrong)


def _bullets(page) -> list[str]:
    return [" ".join("".join(item.itertext()).split()) for item in page.all("li")]


def test_a_text_that_cannot_be_read_is_mended_as_a_text(app: Flask, draft: StaffVisit) -> None:
    put(draft, "title: [\n")
    for name in ("grid", "version", "words", "examples", "bring"):
        assert draft(f"{DRAFT}/{name}/{PATH}", follow=True).path == TEXT
    assert "1 thing must be mended first." in draft(DRAFT).text
    assert "Mend it first" in draft(f"{DRAFT}/personas").text
    for name in ("solve", f"saves/{PATH}"):
        assert draft(f"{DRAFT}/{name}").h1
    draft(f"{DRAFT}/preview.pdf", status=409)
    draft(DRAFT)
    page = draft.post(f"{DRAFT}/propose", status=409)
    assert "Mend this first" in page.text
    assert change_of(app).state == "draft"


def test_an_empty_text_is_not_saved(app: Flask, draft: StaffVisit) -> None:
    for text in ("", " \n\n "):
        page = put(draft, text, status=422)
        assert errors(page) == {"The text is empty. Nothing was saved.": "text"}
    assert change_of(app).texts[PATH].number == 1


def bomb() -> str:
    """Ten lines that would be a billion words."""
    lines = ['a0: &a0 ["lol"]']
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines) + "\n"


HARMFUL = {
    "bomb of aliases": bomb(),
    "an alias to itself": "a: &a [*a]\n",
    "deep lists": "a: " + "[" * 5_000 + "]" * 5_000 + "\n",
    "deep keys": "".join(" " * n + f"k{n}:\n" for n in range(500)),
    "a tag": "a: !!python/object/apply:os.system ['true']\n",
    "no mapping": "just words\n",
    "two documents": "a: 1\n---\nb: 2\n",
    "letters that are none": "a: \x00\x07\ud7ff\n",
    "right to left": "title: \u202e‮مرحبا\n",
    "an endless line": "title: " + "x" * 200_000 + "\n",
    "a merge key": "a: &a {b: 1}\nc: {<<: *a}\n",
}


@pytest.mark.parametrize("text", HARMFUL.values(), ids=HARMFUL.keys())
def test_a_text_made_to_harm_is_kept_and_says_what_is_wrong(
    app: Flask, draft: StaffVisit, text: str
) -> None:
    page = put(draft, text)

    assert any(line.startswith("Line ") for line in _bullets(page))
    assert draft(DRAFT).h1 == "SIM cards"
    assert draft("/editor/").h1 == "Rule tables"


def test_more_rows_than_may_be_are_kept_as_a_text_with_a_problem(
    app: Flask, draft: StaffVisit
) -> None:
    row = "      - {id: row-%d, outcome: not_published, force: policy, says: No., source: act}\n"
    rows = "".join(row % number for number in range(10_000))
    head = text_of(app).partition("    rows:\n")[0]
    page = put(draft, f"{head}    rows:\n{rows}")

    assert any("400" in line for line in _bullets(page))
    assert change_of(app).texts[PATH].number == 2
    assert draft(GRID, follow=True).path == TEXT


def test_a_text_over_the_limit_is_refused_in_words(app: Flask, draft: StaffVisit) -> None:
    fields = form_with(draft(TEXT), "text")
    page = draft.post(TEXT, {**fields, "text": "x" * 4_500_000}, status=413)

    assert page.h1 == "That was too much to send"
    assert change_of(app).texts[PATH].number == 1


def test_a_text_of_over_a_million_letters_is_a_problem(app: Flask, draft: StaffVisit) -> None:
    page = put(draft, text_of(app) + "# " + "x" * 1_000_001)

    assert any("too large" in line for line in _bullets(page))


def test_a_text_of_another_table_does_not_take_its_place(app: Flask, draft: StaffVisit) -> None:
    page = put(draft, text_of(app).replace(f"id: {SIM}", "id: dorset/festival", 1))

    assert any(line.startswith("Line ") for line in _bullets(page))


def test_a_file_that_is_not_in_the_change_has_no_text(draft: StaffVisit) -> None:
    for path in ("dorset/festival.yaml", "../../etc/passwd", "facts.yaml"):
        draft(f"{DRAFT}/text/{path}", status=404)

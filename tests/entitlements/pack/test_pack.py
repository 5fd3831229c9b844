"""The Cabinet pack says what a change is, for whom, and what is not known."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from entitlements.pack import Pack, as_text, make_pack, texts_of
from entitlements.pack.content import Bullets, Paragraph
from entitlements.pack.touched import touched_by
from entitlements.plain_english.scoring import LONGEST_SENTENCE, Text
from entitlements.rulebook.model import RuleBook, Version
from tests.changed_books import FROM, RAISED, raised_books
from tests.entitlements.pack.packs import (
    CLIFF,
    FLOOR,
    LATE,
    LESS,
    PROPOSAL,
    PROVED,
    TODAY,
    columns,
    pack,
    plain_pack,
    said,
    words,
)
from tests.entitlements.small_book import rule, small_book


def test_the_summary_is_five_sentences_with_the_sum_and_the_day() -> None:
    bullets = plain_pack().section("summary").blocks[0]

    assert isinstance(bullets, Bullets)
    assert bullets.items == (
        "This paper changes the rules for “Setting up home money”.",
        "The change is in force from 1 April 2027.",
        "Row “moving”: the sum goes from no published figure to £3,000, from 1 April 2027.",
        "Of 14 invented people on 1 April 2027, 1 gets more, none less, and 2 see another change.",
        "No proof is attached to this paper.",
    )


def test_each_row_that_changes_names_its_day_and_its_force() -> None:
    assert columns("why", plain_pack()) == [
        (
            "Setting up home money",
            "Row “moving”",
            "From 1 April 2027",
            "You can ask for this. £3,000",
            "Policy. It is your council's own policy.",
        )
    ]


def test_the_reason_and_every_author_are_printed() -> None:
    assert "Our own page gives no sum." in said("why")
    assert "Written by Ann Shaw and Bo Reed." in said("why")


def test_the_whole_version_is_printed_row_by_row() -> None:
    rows = columns("rules", plain_pack())

    assert [row[0] for row in rows][-3:] == [
        "Row “moving” (changed)",
        "Row “other-groups”",
        "The row for everyone else",
    ]
    assert all(row[1] and row[2] for row in rows)


def test_people_are_tried_on_the_day_the_change_bites() -> None:
    (first, *_) = columns("people", plain_pack())

    assert first[0] == "Sam. In a first flat, waiting for Universal Credit"
    assert first[-1] == "More"
    assert "As at 1 April 2027" in said("people")
    assert "Nothing changes for Amira" in said("people")


def test_the_cost_is_said_not_to_be_known() -> None:
    assert "Nobody has worked out yet what this change would cost" in said("cost")
    assert "Do not read this as saying that the change costs nothing." in said("cost")


def test_a_cost_that_was_worked_out_takes_its_place() -> None:
    made = pack(cost=(Paragraph("£12,000 a year."),))

    assert said("cost", made).split("\n")[-1] == "£12,000 a year."


def test_a_derived_status_shows_the_age_it_rests_on() -> None:
    (line,) = columns("equality", plain_pack())

    assert line[:2] == (
        "Age",
        "Your care leaver status, which rests on your age among other things",
    )
    assert "It draws no conclusion." in said("equality")


def test_a_rule_on_pregnancy_is_named_for_the_equality_assessment() -> None:
    before, after = small_book(rule("{home: flat}")), small_book(rule("{pregnant: true}"))
    made = make_pack(before, after, PROPOSAL, (), TODAY)

    assert ("Pregnancy and maternity", "Whether you are pregnant") in [
        row[:2] for row in columns("equality", made)
    ]


def test_worked_examples_are_run_again() -> None:
    found = columns("examples", plain_pack())

    assert {row[3] for row in found} == {"Holds"}
    assert found[0][0] == "First day of the new sum"


def test_a_worked_example_that_fails_says_how() -> None:
    before, after = raised_books()
    table = after.tables[RAISED]
    *earlier, last = table.versions
    example = replace(last.examples[0], expect={"outcome": "entitled"})
    wrong = replace(table, versions=(*earlier, replace(last, examples=(example,))))
    made = make_pack(before, with_table(after, wrong), PROPOSAL, (), TODAY)

    assert columns("examples", made)[0][3] == (
        "Does not hold: outcome comes out as may get, and entitled is expected"
    )


def with_table(book: RuleBook, table: object) -> RuleBook:
    return replace(book, tables={**book.tables, RAISED: table})


def test_what_is_not_confirmed_names_whom_to_ask() -> None:
    found = columns("unconfirmed", plain_pack())

    assert ("Dorset Council leaving care team") in {row[2] for row in found}
    assert "Nobody has confirmed the version from 1 April 2027" in said("unconfirmed")


def test_the_digests_are_those_that_are_signed() -> None:
    before, after = raised_books()
    found = dict(columns("record", plain_pack()))

    assert found["Text of this change"] == "a1" * 32
    assert found["Rule book before"] == before.digest
    assert found["Rule book after"] == after.digest


def test_a_digest_that_was_not_given_is_not_made_up() -> None:
    assert dict(columns("record", pack(proof_digest="")))["Its proof"] == "Not given to this paper"


def test_the_same_change_makes_the_same_text() -> None:
    assert as_text(pack(LESS, FLOOR)) == as_text(pack(LESS, FLOOR))
    assert as_text(pack(LESS)) != as_text(pack(FLOOR))


@pytest.mark.parametrize("made", [plain_pack(), pack(LESS, FLOOR, LATE, PROVED, CLIFF)])
def test_no_text_is_empty_or_speaks_the_language_of_programs(made: Pack) -> None:
    for text in texts_of(made):
        assert text.strip()
        assert not re.search(r"\bNone\b(?! is)|\bnull\b|may_get|not_published|<\w+\.", text), text


def test_sentences_of_our_own_are_short() -> None:
    """The fixed sentences; those put together from the rules are as long as the rules."""
    ours = ("summary", "cost", "cliffs", "record", "signatures")
    blocks = [block for name in ours for block in plain_pack().section(name).blocks]
    found = [b.text for b in blocks if isinstance(b, Paragraph)]
    found += [item for b in blocks if isinstance(b, Bullets) for item in b.items]

    assert not [text for text in found if Text("", text, "").longest > LONGEST_SENTENCE]


def test_a_book_and_itself_make_a_paper_that_says_nothing_changes() -> None:
    before, _ = raised_books()
    made = make_pack(before, before, PROPOSAL, (), TODAY)

    assert "No rule changes: the two rule books read the same." in words(made.section("summary"))
    assert "Nothing differs." in words(made.section("redline"))


def test_a_change_to_a_version_in_force_is_tried_today() -> None:
    before, after = small_book(rule("{home: flat}")), small_book(rule("{home: hostel}"))

    assert touched_by(before, after, TODAY).days == (TODAY,)


def test_only_the_rows_that_differ_are_touched() -> None:
    before, after = raised_books()
    (touched,) = touched_by(before, after, TODAY).versions

    assert [row.id for row in touched.rows] == ["moving"]
    assert isinstance(touched.before, Version)
    assert touched.version.effective_from == FROM


def test_a_change_of_rates_alone_is_a_paper_too() -> None:
    before, _ = raised_books()
    after = replace(before, parameters=dict(list(before.parameters.items())[:-1]))
    made = make_pack(before, after, PROPOSAL, (), TODAY)

    assert all(text.strip() for text in texts_of(made))
    assert "no rule table" in said("summary", made)
    assert "is taken out" in said("summary", made)


def test_of_several_changes_the_summary_names_the_table_it_speaks_of() -> None:
    before, after = raised_books()
    other = "dorset/cook-book"
    renamed = replace(after.tables[other], title="Cook book for a first home")
    made = make_pack(
        before, replace(after, tables={**after.tables, other: renamed}), PROPOSAL, (), TODAY
    )

    assert "“Setting up home money”: Row “moving”: the sum goes from" in said("summary", made)

"""Every text of the rules is plain English, for a reader of nine to eleven."""

from __future__ import annotations

import pytest

from entitlements.plain_english.scoring import Text, mean_grade, report, syllables, unexplained
from entitlements.plain_english.words import BANNED
from tests.rule_texts import rule_texts

HARDEST_FILE, HARDEST_BOOK = 6.0, 5.0  # mean grades

STATUTE = """Where a local authority are under a duty to provide accommodation for a relevant
child pursuant to this section, they shall, prior to commencement of such provision, assess the
needs of the child for the purpose of determining what assistance it would be appropriate for
them to provide."""


def test_every_rule_text_is_plain() -> None:
    found = report(rule_texts())

    assert not found, f"{len(found)} texts to mend:\n" + "\n".join(found)


def test_no_rule_file_is_hard_to_read() -> None:
    files: dict[str, list[Text]] = {}
    for text in rule_texts():
        files.setdefault(text.place.partition(":")[0], []).append(text)
    grades = {file: mean_grade(texts) for file, texts in files.items()}

    assert {file: g for file, g in grades.items() if g > HARDEST_FILE} == {}


def test_the_rule_book_reads_at_nine_to_eleven() -> None:
    assert mean_grade(rule_texts()) <= HARDEST_BOOK


def test_statute_does_not_pass() -> None:
    found = report([Text("an act", STATUTE, "an act")])

    assert len(found) >= 6, found  # too long, too hard, and at least four words
    assert any("grade" in fault for fault in found)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("care", 1), ("leaver", 2), ("housed", 1), ("needed", 2), ("people", 2), ("£3,000", 1)),
        *(("university", 5), ("apprenticeship", 4), ("emergency", 4), ("situation", 4)),
        *(("council's", 2), ("full-time", 2), ("period", 3), ("usually", 4), ("table", 2)),
    ],
)
def test_syllables_are_counted(word: str, count: int) -> None:
    assert syllables(word) == count


def test_owed_is_said_only_of_what_is_owed() -> None:
    words = "This money is owed to you."

    assert not report([Text("a row", words, "a table", owed=True)])
    assert report([Text("a row", words, "a table")])


def test_a_word_of_the_trade_needs_its_plain_words_in_the_same_table() -> None:
    bare = Text("row", "Ask for a pathway plan.", "a table")
    plain = Text("summary", "A written plan that says what help you get.", "a table")
    elsewhere = Text("summary", plain.words, "another table")

    assert [fault for _, fault in unexplained([bare, elsewhere])]
    assert not list(unexplained([bare, plain]))


def test_every_banned_word_has_another_to_use() -> None:
    assert all(instead.strip() for instead in BANNED.values())

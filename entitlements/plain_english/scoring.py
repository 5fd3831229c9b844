"""Is a text plain enough for a tired seventeen-year-old? Hand-written, no word list to download.

Four measures: words in the longest sentence, the Flesch-Kincaid grade, words that have
a plainer one, and words of the trade that nobody has explained. See docs/plain-english.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from statistics import fmean

from entitlements.plain_english.words import (
    ALLOWED,
    BANNED,
    INITIALS,
    JARGON,
    KNOWN_INITIALS,
    NAMES,
    SYLLABLES,
)

LONGEST_SENTENCE = 20  #: words
HARDEST_TEXT = 8.0  #: grade, for one text
FEWEST_WORDS = 8  #: a shorter text is a label: a grade of it means nothing

SENTENCE_END = re.compile(r"(?<=[.?!])[\"”’')]*\s+|\n+")
WORD = re.compile(r"[\w£](?:[\w.,'’%@/:-]*\w)?")
SPECIAL = re.compile(
    "|".join(
        [
            *(r"%\(\w+\)[sd]", r"\{\w+\}", r"<[^>]+>"),  # values and tags inside messages
            *(rf"\b{re.escape(name)}\b" for name in sorted(NAMES, key=len, reverse=True)),
        ]
    )
)
VOWELS = re.compile(r"[aeiouy]+")
TWO_VOWELS = re.compile(r"(?<![tscgxq])i(?=[aou])|(?<![gq])u(?=a)")  # "per-i-od", "us-u-al"
SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiou]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouycgszx])es$")


@dataclass(frozen=True, slots=True)
class Text:
    """One text that a person reads. `group` is what explains its words: a table, a page."""

    place: str
    words: str
    group: str
    owed: bool = False  #: what it speaks of is owed in law

    @property
    def grade(self) -> float | None:
        """The Flesch-Kincaid grade (a reading age, less about five); None for a label."""
        counts = [[syllables(word) for word in words_of(s)] for s in sentences(self.words)]
        words = sum(map(len, counts))
        if words < FEWEST_WORDS:
            return None
        return 0.39 * words / len(counts) + 11.8 * sum(map(sum, counts)) / words - 15.59

    @property
    def longest(self) -> int:
        """Words in the longest sentence."""
        return max((len(words_of(sentence)) for sentence in sentences(self.words)), default=0)


def sentences(text: str) -> list[str]:
    """A text as its sentences."""
    return [sentence for sentence in SENTENCE_END.split(text) if words_of(sentence)]


def words_of(sentence: str) -> list[str]:
    """A sentence as its words; a sum or a value put in later is one word."""
    return WORD.findall(without_names(sentence))


def without_names(text: str) -> str:
    """A text with "Name" for each word of a name and for each value: easy words."""
    return SPECIAL.sub(lambda found: re.sub(r"\w+", "Name", found[0].strip("%()s{}<>")), text)


def syllables(word: str) -> int:
    """Count the syllables of a word, near enough. Names and sums are easy words."""
    word = re.sub(r"['’](s|t|re|ll|ve|d|m)?$", "", word.lower())
    if "-" in word:
        return sum(map(syllables, filter(None, word.split("-"))))
    if word == "name" or not word.isalpha():
        return 1
    counted = len(VOWELS.findall(SILENT.sub("", word))) + len(TWO_VOWELS.findall(word))
    return SYLLABLES.get(word, max(1, counted))


def faults(text: Text) -> Iterator[str]:
    """What is wrong with one text."""
    if text.longest > LONGEST_SENTENCE:
        yield f"a sentence of {text.longest} words; {LONGEST_SENTENCE} at most"
    if text.grade is not None and text.grade > HARDEST_TEXT:
        yield f"grade {text.grade:.1f}; {HARDEST_TEXT:.0f} at most"
    yield from _banned(text)


def _banned(text: Text) -> Iterator[str]:
    words = without_names(text.words)
    for pattern, instead in BANNED.items():
        found = re.search(pattern, words, re.IGNORECASE)
        allowed = any(place in text.group for place in ALLOWED.get(pattern, ()))
        if found and not allowed and not (text.owed and found[0].lower() == "owed"):
            yield f"“{found[0]}”, say: {instead}"


def unexplained(texts: Iterable[Text]) -> Iterator[tuple[Text, str]]:
    """Words of the trade and initials that nothing in the same group explains."""
    in_order = sorted(texts, key=attrgetter("group"))
    for _, group in groupby(in_order, key=attrgetter("group")):
        yield from _unexplained_in(list(group))


def _unexplained_in(group: list[Text]) -> Iterator[tuple[Text, str]]:
    whole = " ".join(text.words for text in group).lower()
    for term, plain in (JARGON | INITIALS).items():
        used = [text for text in group if re.search(rf"\b{term}\b", text.words)]
        if used and not any(words in whole for words in plain):
            yield used[0], f"“{term}” needs its plain words near it: {' / '.join(plain)}"
    for text in group:
        unknown = set(re.findall(r"\b[A-Z]{2,}\b", without_names(text.words))) - KNOWN_INITIALS
        for initials in sorted(unknown - INITIALS.keys()):
            yield text, f"“{initials}”: write its words, or list it in plain_english/words.py"


def mean_grade(texts: Iterable[Text]) -> float:
    """The mean grade of the texts long enough to have one; 0 where none is."""
    return fmean([grade for text in texts if (grade := text.grade) is not None] or [0.0])


def report(texts: Iterable[Text]) -> list[str]:
    """Every fault of every text, with its place and its words."""
    texts = list(texts)
    found = [(text, fault) for text in texts for fault in faults(text)]
    found += unexplained(texts)
    return [f"{text.place}: {fault}\n    {text.words}" for text, fault in found]

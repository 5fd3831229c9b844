"""Speech: the language a message is said in, and how its small words are put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from entitlements.dates import NEVER_DAY
from entitlements.rulebook.catalogue import Catalogue, FactDef

#: Takes an English sentence, gives it in the reader's language.
Translate = Callable[[str], str]
#: Takes a context (the place of a text in the rules) and an English text of the rules.
RuleText = Callable[[str, str], str]


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a sentence for translation where it is written."""
    return message


def in_english(message: str) -> str:
    """Say a sentence as it is written."""
    return message


def rules_in_english(context: str, text: str) -> str:
    """Say a text of the rules as it is written."""
    return text


MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June")),
    *(N_("July"), N_("August"), N_("September"), N_("October"), N_("November"), N_("December")),
)
DURATIONS = {
    "day": (N_("{count} day"), N_("{count} days")),
    "week": (N_("{count} week"), N_("{count} weeks")),
    "month": (N_("{count} month"), N_("{count} months")),
    "year": (N_("{count} year"), N_("{count} years")),
}
QUOTED, LAST_OR, LAST_AND = N_("“{words}”"), N_("{first} or {last}"), N_("{first} and {last}")
DAY = N_("{day} {month} {year}")


@dataclass(frozen=True, slots=True)
class Speech:
    """A language, with the texts of the facts that sentences mention."""

    catalogue: Catalogue
    translate: Translate = in_english
    rule_text: RuleText = rules_in_english

    def fact(self, fact: str) -> FactDef | None:
        """The definition of a fact, None for one that is not in the catalogue."""
        return self.catalogue.facts.get(fact)

    def label(self, fact: str) -> str:
        """What a fact is called inside a sentence."""
        return self._of_fact(fact, "label", getattr(self.fact(fact), "label", fact))

    def yes_no(self, fact: str, value: bool) -> str:
        """How a yes or a no reads inside a sentence."""
        definition, word = self.fact(fact), "yes" if value else "no"
        text = getattr(definition, word, None)
        if text:
            return self._of_fact(fact, word, text)
        return f"{self.label(fact)}: {self.translate(YES if value else NO)}"

    def choice(self, fact: str, value: str) -> str:
        """An answer in the words it was offered in."""
        definition = self.fact(fact)
        labels = {c.value: c.label for c in definition.choices} if definition else {}
        text = self._of_fact(fact, f"choices.{value}.label", labels.get(value, value))
        return self.quoted(text)

    def day(self, number: int, fact: str = "") -> str:
        """A day number as a day; for "it has not happened", what the fact calls that."""
        if number >= NEVER_DAY:
            never = getattr(self.fact(fact), "never", None)
            return self.quoted(self._of_fact(fact, "never", never or self.translate(NEVER_WORD)))
        day = date.fromordinal(number)
        month = self.translate(MONTHS[day.month - 1])
        return self.translate(DAY).format(day=day.day, month=month, year=day.year)

    def duration(self, text: str) -> str:
        """A length of time, written as rules write it."""
        count, _, unit = text.partition(" ")
        one, many = DURATIONS[unit.removesuffix("s")]
        return self.translate(one if count == "1" else many).format(count=count)

    def quoted(self, words: str) -> str:
        """Words that are somebody else's."""
        return self.translate(QUOTED).format(words=words)

    def title(self, table: str, title: str) -> str:
        """The title of a table."""
        return self.rule_text(f"{table}.title", title)

    def any_of(self, words: Iterable[str]) -> str:
        """Join with commas and "or"."""
        return self._joined(list(words), LAST_OR)

    def all_of(self, words: Iterable[str]) -> str:
        """Join with commas and "and"."""
        return self._joined(list(words), LAST_AND)

    def _joined(self, words: list[str], last: str) -> str:
        if len(words) < 2:
            return "".join(words)
        return self.translate(last).format(first=", ".join(words[:-1]), last=words[-1])

    def _of_fact(self, fact: str, key: str, text: str) -> str:
        definition = self.fact(fact)
        place = "derived" if definition is not None and definition.is_derived else "facts"
        return self.rule_text(f"{place}.{fact}.{key}", text)


YES, NO, NEVER_WORD = N_("yes"), N_("no"), N_("it has not happened")


def capital(text: str) -> str:
    """The same words as the start of a sentence."""
    return text[:1].upper() + text[1:]


def within_a_sentence(text: str) -> str:
    """A phrase without its capital, unless it begins with initials ("SIM card")."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]

"""The words a reason's sentence takes, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

from entitlements.explain.reason import Reason
from entitlements.messages.outcomes import OUTCOMES
from entitlements.messages.ranges import range_words, value_words
from entitlements.messages.reasons import REASONS
from entitlements.messages.speech import N_, Speech, capital

NOTHING_OF_THESE = N_("none of these")
SEVERAL_OR, SEVERAL_AND = N_(", or "), N_(", and ")
FIRST_OF_SEVERAL = N_("{first}, to begin with")


class Words(dict[str, str]):
    """The words of one reason. Unit: what `str.format_map` asks for by name."""

    def __init__(self, reason: Reason, speech: Speech) -> None:
        super().__init__()
        self.reason, self.speech, self.values_ = reason, speech, reason.values
        self.kind = reason.message.partition(".")[0]
        if self.kind == "change":
            self.kind = str(self.values_["clause"]).partition(".")[0]

    def __missing__(self, name: str) -> str:
        if name[0].isupper():
            return capital(self[name.lower()])
        make = _MAKE.get(name)
        return make(self) if make else str(self.values_[name])

    @property
    def fact(self) -> str:
        """The fact the reason is about."""
        return str(self.values_.get("fact", ""))

    def label(self) -> str:
        """What the fact is called."""
        return self.speech.label(self.fact)

    def clause(self) -> str:
        """The test as it reads inside a sentence."""
        message = str(self.values_["clause"])
        return self.speech.translate(REASONS[message]).format_map(self)

    def title(self) -> str:
        """The title of another table."""
        return self.speech.title(str(self.values_["table"]), str(self.values_["title"]))

    def range(self) -> str:
        """The range that is needed."""
        return range_words(self.values_, self.speech)

    def last(self) -> str:
        """The last age within a range of ages."""
        return str(cast(int, self.values_["high"]) - 1)

    def day(self) -> str:
        """A day that is named."""
        return self.speech.day(cast(date, self.values_["day"]).toordinal())

    def days(self) -> str:
        """A count of days."""
        return f"{self.values_['days']:,}"

    def duration(self) -> str:
        """A length of time."""
        return self.speech.duration(str(self.values_["duration"]))

    def asks(self) -> str:
        """The fact to tell us; of several the first, as all ten in a row help nobody."""
        first, *others = cast("tuple[str, ...]", self.values_["asks"])
        label = self.speech.label(first)
        if not others:
            return label
        return self.speech.translate(FIRST_OF_SEVERAL).format(first=label)

    def needed(self) -> str:
        """What is needed, any of it."""
        needed = self.values_["needed"]
        if self.kind == "yes_no":
            return self.speech.yes_no(self.fact, bool(needed))
        return self.speech.any_of(self._each(cast("tuple[object, ...]", needed)))

    def needed_all(self) -> str:
        """What is needed, all of it."""
        return self.speech.all_of(self._each(cast("tuple[object, ...]", self.values_["needed"])))

    def has(self) -> str:
        """What the person has."""
        has = self.values_["has"]
        if self.kind == "yes_no":
            answer = not self.values_["needed"] if has is None else bool(has)
            return self.speech.yes_no(self.fact, answer)
        if self.kind in ("choice", "choices"):
            return self._answers(cast("tuple[str, ...]", has))
        if self.kind == "outcome":
            return self.speech.any_of(self._each((has,)))
        return self._number(cast("int | None", has))

    def _answers(self, has: tuple[str, ...]) -> str:
        words = self._each(has)
        if self.kind == "choice":
            return self.speech.any_of(words)
        return self.speech.all_of(words) or self.speech.translate(NOTHING_OF_THESE)

    def _number(self, has: int | None) -> str:
        if has is None:
            return "?"
        kind = "date" if self.kind == "version" else str(self.values_.get("type", "number"))
        return value_words(has, kind, self.fact, self.speech)

    def _each(self, values: Iterable[object]) -> list[str]:
        if self.kind in ("choice", "choices"):
            return [self.speech.choice(self.fact, str(value)) for value in values]
        if self.kind == "outcome":
            said = (self.speech.translate(OUTCOMES[str(value)]) for value in values)
            return [self.speech.quoted(words) for words in said]
        return [str(value) for value in values]

    def parts(self) -> str:
        """The tests of a group, one after another."""
        return "; ".join(self._parts())

    def parts_or(self) -> str:
        """The tests of a group, any of which will do."""
        return self.speech.translate(SEVERAL_OR).join(self._parts())

    def parts_and(self) -> str:
        """The tests of a group, all of which are needed."""
        return self.speech.translate(SEVERAL_AND).join(self._parts())

    def _parts(self) -> list[str]:
        parts = cast("tuple[Reason, ...]", self.values_["parts"])
        return [sentence(part, self.speech) for part in parts]


def sentence(reason: Reason, speech: Speech) -> str:
    """Say a reason. Groups inside groups are as deep as the rule, which is bounded."""
    return speech.translate(REASONS[reason.message]).format_map(Words(reason, speech))


_MAKE: dict[str, Callable[[Words], str]] = {
    name: getattr(Words, name)
    for name in (
        *("label", "clause", "title", "range", "last", "day", "days", "duration", "asks"),
        *("needed", "needed_all", "has", "parts", "parts_or", "parts_and"),
    )
}

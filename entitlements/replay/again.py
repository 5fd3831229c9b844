"""Working a kept answer out again, and holding the two against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from entitlements.evaluate import Engine, evaluate
from entitlements.person_file import facts_of
from entitlements.receipt import receipt
from entitlements.replay.digests import trace_digest
from entitlements.replay.kept import KeptAnswer

#: What is decided about an entitlement; the rest of a receipt is how it is told.
DECIDED = (
    "outcome",
    "force",
    "amount",
    "row",
    "version",
    "missing",
    "sources",
    "from",
    "until",
)
#: The part of an amount, and of a source, that is words.
_WORDS_IN = {"amount": ("text",), "sources": ("title", "url")}


@dataclass(frozen=True, slots=True)
class Differs:
    """One part of a receipt that is not the same, as JSON data.

    `entitlement` is None for what is about the person as a whole: `part` is then
    "derived" and the fact, or "next_question".
    """

    entitlement: str | None
    part: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Replay:
    """A kept answer worked out again.

    `differences`: what was decided and is not now. `words`: what is only told in
    other words. `trace_differs`: whether it was worked out in another way.
    """

    differences: tuple[Differs, ...] = ()
    words: tuple[Differs, ...] = ()
    trace_differs: bool = False

    @property
    def same(self) -> bool:
        """Whether everything was decided as it was; words and workings apart."""
        return not self.differences

    @property
    def exact(self) -> bool:
        """Whether not a word and not a test is other than it was."""
        return not (self.differences or self.words or self.trace_differs)


def replay(kept: KeptAnswer, engine: Engine) -> Replay:
    """Work a kept answer out again, with the rules it was worked out with.

    Raises: ValueError, for an engine of other rules; DataProblems, for facts that
            these rules cannot read
    """
    _same_book(kept, engine)
    again = evaluate(engine, facts_of(kept.facts, engine.book.catalogue), kept.as_at)
    told = tuple(_parts(kept.receipt, receipt(again)))
    return Replay(
        tuple(one for is_words, one in told if not is_words),
        tuple(one for is_words, one in told if is_words),
        trace_digest(again) != kept.trace_digest,
    )


def _same_book(kept: KeptAnswer, engine: Engine) -> None:
    if engine.book.digest != kept.rule_book:
        raise ValueError(
            f"This answer was worked out with the rules {kept.rule_book[:12]}, and these are "
            f"the rules {engine.book.digest[:12]}: use the rules as they were kept on that day."
        )


#: Whether a part is only words, and how it differs.
_Told = tuple[bool, Differs]


def _parts(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[_Told]:
    yield from _derived(before["derived"], after["derived"])
    one, other = (_by_entitlement(told) for told in (before, after))
    for name in dict.fromkeys((*one, *other)):
        yield from _decision(name, one.get(name, {}), other.get(name, {}))
    if before["next_question"] != after["next_question"]:
        told = (before["next_question"], after["next_question"])
        yield True, Differs(None, "next_question", *told)


def _by_entitlement(told: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    return {decision["entitlement"]: decision for decision in told["decisions"]}


def _derived(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[_Told]:
    for fact in dict.fromkeys((*before, *after)):
        if before.get(fact) != after.get(fact):
            yield False, Differs(None, f"derived {fact}", before.get(fact), after.get(fact))


def _decision(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[_Told]:
    for part in dict.fromkeys((*before, *after)):
        was, now = before.get(part), after.get(part)
        if was != now:
            decided = part in DECIDED and _bare(part, was) != _bare(part, now)
            yield not decided, Differs(name, part, was, now)


def _bare(part: str, told: Any) -> Any:
    """A part of a decision without the words in it."""
    left_out = _WORDS_IN.get(part, ())
    if isinstance(told, Mapping):
        return {key: value for key, value in told.items() if key not in left_out}
    return [_bare(part, one) for one in told] if isinstance(told, list) else told

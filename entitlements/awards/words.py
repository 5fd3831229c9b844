"""A balance in words: pieces as message ids with values, and their English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from entitlements.awards.balance import Balance, Drawn, PartBalance
from entitlements.awards.between import Between
from entitlements.explain.reason import Reason
from entitlements.messages.speech import (
    MONTHS,
    N_,
    RuleText,
    Translate,
    in_english,
    rules_in_english,
)
from entitlements.money import format_money
from entitlements.rulebook.amounts import Limit

BALANCES = {
    "balance.no_figure": N_("no set amount, so what is left is not known"),
    "balance.left": N_("{left} of {whole} left"),
    "balance.left_up_to": N_("up to {most} of {whole} left"),
    "balance.left_between": N_("between {least} and {most} of {whole} left"),
    "balance.just_left_up_to": N_("up to {most} left"),
    "balance.just_left_between": N_("between {least} and {most} left"),
    "balance.left_at_least": N_("at least {least} left"),
    "balance.left_unknown": N_("what is left is not known"),
    "balance.not_said": N_("the rule does not say what is left"),
    "balance.had": N_("{sum} had so far"),
    "balance.had_unknown": N_("what was had so far is not known to the penny"),
    "balance.period": N_("from {start} to {end}"),
    "balance.over": N_("{sum} more had than there was"),
    "balance.agreed": N_("{sum} of it agreed and not yet paid"),
    "balance.agreed_unknown": N_("more of it agreed for a sum that is not written down"),
    "balance.part_used_up": N_("{part} part used up"),
    "balance.part_over": N_("{sum} more had of the {part} part than there was"),
    "balance.part_left": N_("{left} of {whole} left of the {part} part"),
    "balance.part_up_to": N_("up to {most} left of the {part} part"),
    "balance.times": N_("had {times} times so far, no more than {number} {things}"),
    "balance.one_use": N_("no more than {sum} on one thing"),
    "balance.day": N_("{day} {month} {year}"),
}


@dataclass(frozen=True, slots=True)
class _Speaker:
    translate: Translate
    rule_text: RuleText

    def say(self, piece: Reason) -> str:
        words = {name: self._word(value) for name, value in piece.values.items()}
        return self.translate(BALANCES[piece.message]).format(**words)

    def _word(self, value: object) -> str:
        if isinstance(value, PartBalance):
            return self.rule_text(f"amount.parts.{value.id}.title", value.title)
        if isinstance(value, Limit):
            return self.rule_text("amount.limit.of", value.of)
        if isinstance(value, str):
            return value
        if isinstance(value, int):
            return format_money(value)
        return self._day(value)

    def _day(self, value: object) -> str:
        day, month, year = value.day, value.month, value.year  # type: ignore[attr-defined]
        name = self.translate(MONTHS[month - 1])
        return self.translate(BALANCES["balance.day"]).format(day=day, month=name, year=year)


def balance_words(
    balance: Balance, translate: Translate = in_english, rule_text: RuleText = rules_in_english
) -> str:
    """A balance as one phrase: "£1,140 of £3,000 left, TV licence part used up".

    `rule_text` gives the titles of parts in the reader's language, as for amounts.
    """
    speaker = _Speaker(translate, rule_text)
    return ", ".join(map(speaker.say, balance_pieces(balance)))


def balance_pieces(balance: Balance) -> tuple[Reason, ...]:
    """What there is to say of a balance, each as a message id of `BALANCES` with values."""
    return tuple(Reason(message, values) for message, values in _pieces(balance))


_Piece = tuple[str, Mapping[str, object]]


def _pieces(balance: Balance) -> Iterator[_Piece]:
    by_part = balance.drawn is Drawn.PARTS and balance.parts
    yield from map(_part_left, balance.parts) if by_part else (_left(balance),)
    if balance.left is None:
        yield from _had(balance.paid)
    elif balance.period is not None and balance.period.end:
        last = balance.period.end - timedelta(days=1)
        yield "balance.period", {"start": balance.period.start, "end": last}
    yield from _times(balance)
    if balance.overdrawn:
        yield "balance.over", {"sum": balance.overdrawn}
    yield from _agreed(balance.committed)
    for part in balance.parts:
        yield from _used(part)
    if balance.one_use is not None:
        yield "balance.one_use", {"sum": balance.one_use}


def _left(balance: Balance) -> _Piece:
    whole, left = balance.whole, balance.left
    if whole is None:
        return "balance.no_figure", {}
    if left is None:
        return ("balance.not_said" if _never_said(balance) else "balance.left_unknown"), {}
    if left.most is None:
        return _open(left)
    of = {} if whole.settled is None else {"whole": whole.settled}
    ids = "balance.left" if of else "balance.just_left"
    if left.settled is not None and of:
        return "balance.left", {"left": left.settled, **of}
    if left.least == 0:
        return f"{ids}_up_to", {"most": left.most, **of}
    return f"{ids}_between", {"least": left.least, "most": left.most, **of}


def _never_said(balance: Balance) -> bool:
    return balance.drawn in (Drawn.NOT_SAID, Drawn.COUNT, Drawn.PARTS)


def _open(left: Between) -> _Piece:
    if left.least:
        return "balance.left_at_least", {"least": left.least}
    return "balance.left_unknown", {}


def _had(paid: Between) -> Iterator[_Piece]:
    if paid.settled is None:
        yield "balance.had_unknown", {}
    elif paid.settled:
        yield "balance.had", {"sum": paid.settled}


def _agreed(committed: Between) -> Iterator[_Piece]:
    if committed.least:
        yield "balance.agreed", {"sum": committed.least}
    if committed.most is None:
        yield "balance.agreed_unknown", {}


def _times(balance: Balance) -> Iterator[_Piece]:
    limit = balance.limit
    if limit is not None and balance.times:
        of = {"number": str(limit.number), "things": limit}
        yield "balance.times", {"times": str(balance.times), **of}


def _part_left(part: PartBalance) -> _Piece:
    left, whole = part.left, part.whole
    if left is None or whole is None or left.most is None:
        return "balance.left_unknown", {}
    if left.settled is None or whole.settled is None:
        return "balance.part_up_to", {"most": left.most, "part": part}
    return "balance.part_left", {"left": left.settled, "whole": whole.settled, "part": part}


def _used(part: PartBalance) -> Iterator[_Piece]:
    if part.used_up:
        yield "balance.part_used_up", {"part": part}
    if part.overdrawn:
        yield "balance.part_over", {"part": part, "sum": part.overdrawn}

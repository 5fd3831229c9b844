"""Amount cells: "£3,000", "up to £700", "£25 a birthday", "£57.90 a week for 5 weeks".

An amount that words here cannot say exactly is written in the rule language's own
brackets, so nothing is lost.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from entitlements.grid.plain import (
    Unread,
    checked,
    flow_node,
    flow_of,
    is_flow,
    node_of,
    quoted,
    shaped,
    tidy,
)
from entitlements.money import MoneyProblem, Per, format_money, parse_money
from entitlements.problems import nearest
from entitlements.rulebook.amounts import (
    NO_FIGURE,
    Amount,
    Expression,
    Kind,
    ParameterValue,
    Pence,
    WholeCount,
)
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read_amounts import AMOUNT

_SUM = r"(?P<pounds>£ ?[\d,]+(?:\.\d{1,2})?|(?:the )?rate (?P<rate>[a-z0-9-]+))"
_PER = r"(?: (?:an?|per|each|every) (?P<per>[a-z]+(?: [a-z]+)?))?"
_FOR = r"(?: (?:for (?P<count>\d{1,4}) [a-z]+(?: [a-z]+)?|(?P<times>\d{1,4}) times))?"
_WORDS = re.compile(rf"(?P<up>up to |at most )?{_SUM}(?: once)?{_PER}{_FOR}")
#: What may stand after a sum, and what it says of the amount.
_AS: dict[str, dict[str, Any]] = {
    "as a pot": {"pot": True},
    "as a loan": {"kind": Kind.LOAN, "repay": True},
    "off the bill": {"kind": Kind.OFF_BILL},
    "in kind": {"kind": Kind.IN_KIND},
    "paid to someone else": {"kind": Kind.THIRD_PARTY},
}
_IN_KIND = re.compile(r"(?i)in kind: ?(.+)")
_BARE = re.compile(r"[\d,]+(?:\.\d{1,2})?")
_NONE = ("no figure", "no_figure", "no set amount")


def read_amount(text: str, book: RuleBook) -> Amount | None:
    """Read an amount; empty is "not a matter of money". Raises `Unread`."""
    said = tidy(checked(text))
    if not said or said in ("-", "–"):
        return None
    if is_flow(said):
        return shaped(AMOUNT, flow_node(said), book)
    if said.lower() in _NONE:
        return NO_FIGURE
    found = _IN_KIND.fullmatch(said)
    amount = Amount(kind=Kind.IN_KIND, in_kind=found[1]) if found else _kind(said.lower(), book)
    return shaped(AMOUNT, node_of(AMOUNT.write(amount)), book)


def _kind(said: str, book: RuleBook) -> Amount:
    """A sum, and what kind of help it is where that is said."""
    for ending, more in _AS.items():
        if said.endswith(" " + ending):
            return replace(_in_words(said[: -len(ending) - 1], book), **more)
    return _in_words(said, book)


def _in_words(said: str, book: RuleBook) -> Amount:
    found = _WORDS.fullmatch("£" + said if _BARE.fullmatch(said) else said)
    if not found:
        fix = "Write “£3,000”, “up to £700”, “£25 a birthday” or “no figure”."
        raise Unread(f"{quoted(said)} is not an amount.", fix)
    times = found["count"] or found["times"]
    return Amount(
        value=_value(found, book),
        per=_per(found["per"]) if found["per"] else Per.ONCE,
        up_to=bool(found["up"]),
        times=WholeCount(int(times)) if times else None,
    )


def _value(found: re.Match[str], book: RuleBook) -> Expression:
    if found["rate"]:
        if found["rate"] not in book.parameters:
            fix = nearest(found["rate"], book.parameters)
            raise Unread(f"There is no rate {quoted(found['rate'])}.", fix)
        return ParameterValue(found["rate"])
    try:
        return Pence(parse_money(found["pounds"].replace(" ", "")))
    except MoneyProblem:
        raise Unread(f"{quoted(found['pounds'])} is not an amount of money.") from None


def _per(said: str) -> Per:
    words = {_plain(per): per for per in Per}
    if said not in words:
        raise Unread(f"{quoted(said)} is not a period.", nearest(said, words))
    return words[said]


def _plain(per: Per) -> str:
    return per.value.replace("_", " ")


def write_amount(amount: Amount | None, book: RuleBook) -> str:
    """Write an amount in words, or in brackets where words would be read wrong."""
    if amount is None:
        return ""
    words = _amount_words(amount)
    try:
        if words and read_amount(words, book) == amount:
            return words
    except Unread:
        pass
    return flow_of(AMOUNT, amount)


def _amount_words(amount: Amount) -> str:
    """What words there are; "" for an amount that has none."""
    if amount == NO_FIGURE:
        return "no figure"
    if amount.in_kind and amount.value is None:
        return f"in kind: {amount.in_kind}"
    endings = [
        f" {ending}"
        for ending, more in _AS.items()
        if all(getattr(amount, word) == value for word, value in more.items())
    ]
    said = _sum_words(amount)
    return said + (endings[0] if endings else "") if said else ""


def _sum_words(amount: Amount) -> str:
    if isinstance(amount.value, Pence):
        said = format_money(amount.value.pence)
    elif isinstance(amount.value, ParameterValue):
        said = f"the rate {amount.value.parameter}"
    else:
        return ""
    if amount.per and amount.per is not Per.ONCE:
        a = "an" if amount.per.value[0] in "aeiou" else "a"
        said += f" {a} {_plain(amount.per)}"
    return ("up to " if amount.up_to else "") + said + _times(amount)


def _times(amount: Amount) -> str:
    if not isinstance(amount.times, WholeCount):
        return ""
    if amount.per is None or amount.per is Per.ONCE:
        return f" {amount.times.number} times"
    name, number = _plain(amount.per), amount.times.number
    plural = name.replace("child", "children") if name == "child" else name + "s"
    return f" for {number} {name if number == 1 else plural}"

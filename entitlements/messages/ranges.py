"""Ranges in words: every end a rule can name, and what each end is on the day asked about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from entitlements.dates import NEVER_DAY
from entitlements.explain.reason import BoundAt
from entitlements.messages.speech import N_, Speech
from entitlements.money import format_money

RANGE_WORDS = {
    "range.from": N_("{end} or more"),
    "range.over": N_("more than {end}"),
    "range.under": N_("less than {end}"),
    "range.up_to": N_("{end} or less"),
    "range.exactly": N_("{end}"),
    "range.date.from": N_("on or after {end}"),
    "range.date.over": N_("after {end}"),
    "range.date.under": N_("before {end}"),
    "range.date.up_to": N_("on or before {end}"),
    "range.date.exactly": N_("{end}"),
    "range.both": N_("{low} and {high}"),
    "range.any": N_("known"),
    "bound.parameter": N_("{value} ({name})"),
    "bound.fact": N_("{label} ({value})"),
    "bound.later": N_("{duration} after {label}"),
    "bound.earlier": N_("{duration} before {label}"),
    "bound.today": N_("today"),
    "bound.ago": N_("{duration} ago"),
    "bound.ahead": N_("{duration} from now"),
}


def range_words(values: Mapping[str, object], speech: Speech) -> str:
    """A range in words, from the values of a reason."""
    low, high = (cast("BoundAt | None", values[end]) for end in ("low", "high"))
    kind, fact = str(values["type"]), str(values.get("fact", ""))
    if low is not None and low == high:
        return _end("exactly", low, kind, fact, speech)
    found = []
    if low is not None:
        found.append(_end("over" if values["low_open"] else "from", low, kind, fact, speech))
    if high is not None and not (kind == "date" and high.value == NEVER_DAY and found):
        found.append(_end("under" if values["high_open"] else "up_to", high, kind, fact, speech))
    if len(found) == 2:
        return _say("range.both", speech, low=found[0], high=found[1])
    return found[0] if found else _say("range.any", speech)


def _end(word: str, bound: BoundAt, kind: str, fact: str, speech: Speech) -> str:
    if kind == "date" and bound.of == "literal" and bound.value == NEVER_DAY:
        return speech.day(NEVER_DAY, fact) if word != "under" else _say("range.any", speech)
    message = f"range.date.{word}" if kind == "date" else f"range.{word}"
    return _say(message, speech, end=bound_words(bound, kind, fact, speech))


def bound_words(bound: BoundAt, kind: str, fact: str, speech: Speech) -> str:
    """One end of a range: its value, and where that comes from."""
    value = None if bound.value is None else value_words(bound.value, kind, fact, speech)
    if bound.of == "parameter":
        named = {"value": value, "name": bound.name}
        return _say("bound.parameter", speech, **named) if value else bound.name
    if bound.of == "fact":
        name = _moved(bound, speech)
        return _say("bound.fact", speech, label=name, value=value) if value else name
    if bound.of == "as_at":
        return value if value and bound.duration else _from_today(bound, speech)
    return value or ""


def _moved(bound: BoundAt, speech: Speech) -> str:
    label = speech.label(bound.name)
    if not bound.duration:
        return label
    message = "bound.later" if bound.sign > 0 else "bound.earlier"
    return _say(message, speech, duration=speech.duration(bound.duration), label=label)


def _from_today(bound: BoundAt, speech: Speech) -> str:
    if not bound.duration:
        return _say("bound.today", speech)
    message = "bound.ahead" if bound.sign > 0 else "bound.ago"
    return _say(message, speech, duration=speech.duration(bound.duration))


def value_words(value: int, kind: str, fact: str, speech: Speech) -> str:
    """A count, pence or a day number in words."""
    if kind == "money":
        return format_money(value)
    return speech.day(value, fact) if kind == "date" else f"{value:,}"


def _say(message: str, speech: Speech, **words: object) -> str:
    return speech.translate(RANGE_WORDS[message]).format(**words)

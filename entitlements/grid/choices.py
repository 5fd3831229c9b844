"""Tests of yes-or-no facts, of choices, and of the next birthday, in plain words."""

from __future__ import annotations

import re
from itertools import islice

from entitlements.grid.plain import Unread, quoted, tidy
from entitlements.problems import nearest
from entitlements.rulebook.catalogue import FactDef
from entitlements.rulebook.conditions import Holds, IsTrue, NextBirthday, OneOfThese

_YES, _NO = ("yes", "true", "y"), ("no", "false", "n")
_BETWEEN = re.compile(r"\s*(?:,|;|\n)\s*(?:or |and )?| or | and ")
#: How many commas, "or" and "and" a name may hold itself.
_MOST_IN_A_NAME = 8
_BIRTHDAY = re.compile(r"(\d{1,9})(?:st|nd|rd|th)?")


def plain_word(value: str) -> str:
    """A word of the language as people read it: "own tenancy"."""
    return value.replace("_", " ")


def read_truth(text: str, fact: FactDef) -> IsTrue:
    """Read yes or no, or the fact's own way to say them. Raises `Unread`."""
    said = tidy(text).lower()
    if said in _YES or (fact.yes and said == fact.yes.lower()):
        return IsTrue(True)
    if said in _NO or (fact.no and said == fact.no.lower()):
        return IsTrue(False)
    raise Unread(f"{quoted(text)} is not yes or no.", "Write yes or no, or leave it empty for any.")


def words_for(fact: FactDef) -> dict[str, str]:
    """Every name of each value of a choice: its id, the id with spaces, its label."""
    names = {value: value for value in fact.values}
    for value in fact.values:
        for name in (plain_word(value), value.replace("_", "-")):
            names.setdefault(name.lower(), value)
    labels = [choice.label.lower() for choice in fact.choices]
    for choice in fact.choices:
        if labels.count(choice.label.lower()) == 1:
            names.setdefault(tidy(choice.label).lower(), choice.value)
    return names


def read_values(text: str, fact: FactDef) -> tuple[str, ...]:
    """Read values joined by commas, "or" or "and". Raises `Unread` naming each that is not one.

    A value may hold such a word itself ("ill or disabled"): the longest name wins.
    """
    names, said = words_for(fact), tidy(text).lower()
    values, wrong, place = list[str](), list[str](), 0
    while place < len(said):
        end, name = _longest(said, place, names)
        if name:
            values.append(names[name])
        else:
            wrong.append(said[place:end])
        gap = _BETWEEN.match(said, end)
        place = gap.end() if gap else end
    if wrong or not values:
        raise _no_such(wrong or [said], fact)
    return tuple(values)


def _longest(said: str, place: int, names: dict[str, str]) -> tuple[int, str]:
    """Where the next name ends, and the name; "" where what stands there is not one."""
    ahead = islice(_BETWEEN.finditer(said, place), _MOST_IN_A_NAME)
    ends = [found.start() for found in ahead if found.start() > place]
    ends += [len(said)] if len(ends) < _MOST_IN_A_NAME else []
    for end in reversed(ends):
        if said[place:end].strip() in names:
            return end, said[place:end].strip()
    return (ends[0] if ends else len(said)), ""


def _no_such(wrong: list[str], fact: FactDef) -> Unread:
    known = [plain_word(value) for value in fact.values]
    said = " and ".join(quoted(word) for word in wrong[:3])
    listed = f": {', '.join(known)}" if len(known) <= 12 else f" the {len(known)} choices"
    one = "is not one of" if len(wrong) == 1 else "are not among"
    fix = nearest(wrong[0][:60], known) if len(wrong[0]) <= 60 else ""
    return Unread(f"{said} {one}{listed}.", fix if fix.startswith("Did") else "")


def read_choice(text: str, fact: FactDef) -> OneOfThese:
    """Read "own tenancy or shared tenancy", "not custody or hospital". Raises `Unread`."""
    values, how = _read_some(text, fact)
    if how == "all" and len(values) > 1:
        what = "A person can have only one of these at once."
        raise Unread(what, "Join them with “or”.")
    return OneOfThese(values, negated=how == "none")


def read_choices(text: str, fact: FactDef) -> Holds:
    """Read "work or college", "all of work and college", "not work". Raises `Unread`."""
    return Holds(*_read_some(text, fact))


def _read_some(text: str, fact: FactDef) -> tuple[tuple[str, ...], str]:
    said = tidy(text).lower()
    if said in words_for(fact):
        return read_values(said, fact), "any"
    for start, how in (("all of ", "all"), ("both ", "all"), ("none of ", "none")):
        if said.startswith(start):
            return read_values(said.removeprefix(start), fact), how
    for start in ("not any of ", "any of ", "not ", "either "):
        if said.startswith(start) and not _begins_with_a_value(said, fact):
            how = "none" if start.startswith("not") else "any"
            return read_values(said.removeprefix(start).removeprefix("either "), fact), how
    joined = " and " in said and " or " not in said and "," not in said
    values = read_values(said, fact)
    return values, "all" if joined and len(values) > 1 else "any"


def _begins_with_a_value(said: str, fact: FactDef) -> bool:
    return bool(_longest(said, 0, words_for(fact))[1])


def choice_words(check: OneOfThese | Holds) -> str:
    """A test of a choice in the one spelling that is written."""
    values = [plain_word(value) for value in check.values]
    if isinstance(check, Holds) and check.how == "all":
        return "all of " + " and ".join(values)
    negated = check.negated if isinstance(check, OneOfThese) else check.how == "none"
    return ("not " if negated else "") + " or ".join(values)


def read_birthdays(text: str) -> NextBirthday:
    """Read "next birthday 21 or 25", or only the numbers. Raises `Unread`."""
    said = tidy(text).lower().removeprefix("next birthday").removeprefix(" is").strip()
    parts = [part.strip() for part in _BETWEEN.split(said)]
    found = [_BIRTHDAY.fullmatch(part) for part in parts]
    years = tuple(int(part[1]) for part in found if part)
    if len(years) < len(parts):
        raise Unread(f"{quoted(text)} is not a birthday.", "Write “next birthday 21 or 25”.")
    return NextBirthday(years)


def birthday_words(check: NextBirthday) -> str:
    """A test of the next birthday in the one spelling that is written."""
    return "next birthday " + " or ".join(map(str, check.years))

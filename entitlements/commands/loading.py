"""Loading what a command works on: a rule book, and a person."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from entitlements.answers import known_council, read_person
from entitlements.commands.run import Today
from entitlements.dates import NEVER_DAY, format_day
from entitlements.evaluate import Engine, Evaluation, evaluate
from entitlements.facts import Facts
from entitlements.problems import DataProblems, Problem
from entitlements.rulebook.cache import compile_kept, load_book
from entitlements.rulebook.model import RuleBook

#: The largest file about a person that is read, in bytes.
MOST_BYTES = 1_000_000
ANOTHER = "another"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command is about: the book, the person's facts, the day."""

    engine: Engine
    facts: Facts
    as_at: date

    def evaluation(self) -> Evaluation:
        """Every decision for this person on this day."""
        return evaluate(self.engine, self.facts, self.as_at)


def book_in(folder: Path) -> RuleBook:
    """Load the rules in a folder. Raises: DataProblems, with every one."""
    if not folder.is_dir():
        raise refused(str(folder), "There is no such folder.", "Name the folder with --rules.")
    try:
        return load_book(folder)
    except OSError as error:
        raise refused(str(folder), f"It cannot be read: {error.strerror}.") from error


def asked(arguments: Namespace, today: Today) -> Asked:
    """Load the rules and the person. Raises: DataProblems, with every problem by place."""
    book = book_in(arguments.rules)
    place = "standard input" if arguments.person == "-" else arguments.person
    person = read_person(_text(arguments.person, place), book.catalogue, place)
    facts, authority = person.facts, arguments.authority or person.authority
    if arguments.authority:
        facts = facts.knowing("authority", known_council(arguments.authority, book.catalogue))
    if facts.get("authority") == ANOTHER and authority not in (None, ANOTHER):
        print(f"note: there are no rules for {authority!r}: England's only", file=sys.stderr)
    as_at = arguments.as_at or person.as_at or today()
    _refuse_impossible(facts, place, as_at)
    return Asked(Engine(book, compile_kept), facts, as_at)


def _text(path: str, place: str) -> str:
    """The text of a person's file, in UTF-8."""
    try:
        if path == "-":
            raw = sys.stdin.buffer.read(MOST_BYTES + 1)
        else:
            with open(path, "rb") as file:
                raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise refused(place, "The file is too large.", f"Keep it under {MOST_BYTES:,} bytes.")
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(place, f"Byte {error.start} is not UTF-8.", "Save it as UTF-8.") from error
    except (OSError, ValueError) as error:
        if isinstance(error, DataProblems):
            raise
        reason = getattr(error, "strerror", None) or str(error)
        raise refused(place, f"The file cannot be read: {reason}.") from error


def _refuse_impossible(facts: Facts, place: str, as_at: date) -> None:
    """Refuse dates that cannot be, and say what is odd about a record of care."""
    problems: list[Problem] = []
    born = facts.get("date_of_birth")
    if isinstance(born, int) and as_at.toordinal() < born < NEVER_DAY:
        what = f"date_of_birth is after {format_day(as_at)}, the day asked about."
        problems.append(Problem(place, 0, what, "Check both days."))
    problems += _odd_periods(facts, place, as_at)
    if problems:
        raise DataProblems(problems)


def _odd_periods(facts: Facts, place: str, as_at: date) -> list[Problem]:
    """Care that starts before birth is refused; what is only odd is noted."""
    from entitlements.care import period_problems
    from entitlements.care.findings import STARTS_BEFORE_BIRTH

    born = facts.get("date_of_birth")
    birth = date.fromordinal(born) if isinstance(born, int) and born < NEVER_DAY else None
    found = []
    for odd in period_problems(facts.get("care_periods", ()), birth, as_at):  # type: ignore[arg-type]
        periods = " and ".join(f"care_periods[{number + 1}]" for number in odd.places)
        what = f"{periods}: {odd.id.replace('_', ' ')} ({odd.on}, {odd.against})."
        if odd.id == STARTS_BEFORE_BIRTH:
            found.append(Problem(place, 0, what, "Check both days."))
        else:
            print(f"note: {what} Counted as it stands.", file=sys.stderr)
    return found


def refused(place: str, what: str, fix: str = "") -> DataProblems:
    """One problem, to be raised."""
    return DataProblems([Problem(place, 0, what, fix)])

"""`bench`: how long the engine takes. Figures to watch, not tests to pass.

Unit:   as each name ends: microseconds, milliseconds, seconds; medians of repeated runs
"""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter_ns

from entitlements.answers import read_person
from entitlements.commands.bench_solver import solver_compare, solver_gaps
from entitlements.commands.printing import as_json
from entitlements.commands.run import Today
from entitlements.evaluate import Engine, evaluate
from entitlements.facts import Facts
from entitlements.proof import Finding, prove_book
from entitlements.proof.clashes import clashes
from entitlements.proof.compare import Comparison
from entitlements.proof.dead import dead_rows
from entitlements.proof.differing import ANOTHER_TABLE, ITS_TEXT
from entitlements.proof.gaps import gaps
from entitlements.proof.ground import Ground
from entitlements.proof.survey import surveys
from entitlements.questions import next_question
from entitlements.rulebook.cache import load_book
from entitlements.rulebook.model import RuleBook
from entitlements.rulebook.read import read_book
from entitlements.turning import turning_days

AS_AT = date(2026, 11, 22)
#: Somebody whose every plain question is answered.
PERSON = """
authority: dorset
as_at: 2026-11-22
facts:
  date_of_birth: 2007-02-10
  care_periods: [{start: 2019-05-01, end: 2025-02-10, basis: care_order, authority: dorset}]
  returned_home_on: never
  home_broke_down_on: never
  special_guardianship_from_care: false
  home: own_tenancy
  landlord: private
  lives_in: dorset
  moving_into_own_home: true
  first_home: true
  council_tax_liability: sole
  council_tax_bill: "£1,200.00"
  other_adults_at_home: 0
  other_adults_disregarded: 0
  doing: [college, work]
  hours_a_week: 12
  course_level: level_3
  course_start: 2026-09-01
  course_end: 2028-07-01
  course_academic_years: 2
  course_in_pathway_plan: true
  full_time_course: true
  apprenticeship_start: never
  earnings_weekly: "£90.00"
  savings: "£200.00"
  universal_credit: in_payment
  pregnant: false
  children: 0
  partner: false
  immigration: british_or_settled
  british_citizen: true
  born_in_uk: true
  has_child_trust_fund: true
  has_passport: false
  has_driving_licence: false
  already_had: []
"""
DAYS = 40
MICRO, MILLI, SECOND = 1_000, 1_000_000, 1_000_000_000


def run(arguments: Namespace, today: Today) -> int:
    """Print one JSON object."""
    as_json(figures(arguments.rules))
    return 0


def figures(rules: Path) -> dict[str, float]:
    """Measure everything over one folder of rules."""
    book = read_book(rules)
    engine, person = Engine(book), read_person(PERSON, book.catalogue, "bench").facts
    nothing = evaluate(engine, Facts({"authority": "dorset"}), AS_AT)
    with TemporaryDirectory() as cache:
        cached = _median(lambda: load_book(rules, Path(cache)), 20, MILLI)
    return {
        "check_traced_us": _median(lambda: evaluate(engine, person, AS_AT), 500, MICRO),
        "next_question_ms": _median(lambda: next_question(nothing), 20, MILLI),
        "timeline_40_ms": _timeline(engine, person),
        "prove_rows_s": _median(lambda: _rows(book), 3, SECOND),
        "prove_whole_change_s": _median(lambda: _change(book), 3, SECOND),
        "prove_book_s": _median(lambda: prove_book(book, AS_AT), 1, SECOND),
        "solver_gaps_ms": _median(lambda: solver_gaps(book, AS_AT), 1, MILLI),
        "solver_compare_ms": _median(lambda: solver_compare(book, AS_AT), 1, MILLI),
        "load_text_ms": _median(lambda: read_book(rules), 5, MILLI),
        "load_cached_ms": cached,
        "cli_cold_s": _cold(rules),
    }


def _median(work: Callable[[], object], times: int, unit: int) -> float:
    """The median time of some work, once it has been done before."""
    work()
    return round(median(_time(work) for _ in range(times)) / unit, 2)


def _time(work: Callable[[], object]) -> int:
    began = perf_counter_ns()
    work()
    return perf_counter_ns() - began


def _timeline(engine: Engine, person: Facts) -> float:
    """The whole book on forty days: those on which something can turn, and weeks between."""
    turning = turning_days(engine, person, AS_AT, AS_AT + timedelta(days=366 * 7))
    weeks = [AS_AT + timedelta(weeks=number) for number in range(DAYS)]
    days = sorted({*turning, *weeks})[:DAYS]
    return _median(lambda: [evaluate(engine, person, day) for day in days], 20, MILLI)


def _rows(book: RuleBook) -> list[Finding]:
    """Gaps, overlaps and dead rows of every version of every table."""
    ground, found = Ground(book), list[Finding]()
    for table in book.tables.values():
        for survey in surveys(ground, table, AS_AT):
            found += [*gaps(survey), *clashes(survey), *dead_rows(survey)]
    return found


def _change(book: RuleBook) -> list[Finding]:
    """Every table against itself, on every day, as if its whole text had changed."""
    grounds, engine = (Ground(book), Ground(book)), Engine(book)
    reasons = dict.fromkeys(book.tables, (ITS_TEXT, ANOTHER_TABLE))
    return list(Comparison(grounds, (engine, engine), AS_AT, reasons).findings())


def _cold(rules: Path) -> float:
    """`check` from nothing, with compiled files where Python keeps them, as for anybody."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "entitlements", "check", "-", "--rules", str(rules), "--json"]
    with TemporaryDirectory() as folder:
        kept |= {"PYTHONPYCACHEPREFIX": folder, "ENTITLEMENTS_CACHE": folder}

        def check() -> None:
            subprocess.run(
                command, input=PERSON.encode(), env=kept, check=True, capture_output=True
            )

        return _median(check, 5, SECOND)

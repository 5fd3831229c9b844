"""Care periods, days looked after, and the facts about care that decide legal status.

Facts, not statuses: which young person is eligible, relevant, former relevant
or qualifying is a rule table that reads these facts.
"""

from entitlements.care.answers import CareAnswers
from entitlements.care.conflicts import Conflict, Said, conflicts
from entitlements.care.facts import CareFacts, care_facts
from entitlements.care.findings import PeriodProblem, period_problems
from entitlements.care.periods import (
    BASES,
    COUNTED_BASES,
    CarePeriod,
    ImpossiblePeriod,
    days_looked_after,
)

__all__ = [
    "BASES",
    "COUNTED_BASES",
    "CareAnswers",
    "CareFacts",
    "CarePeriod",
    "Conflict",
    "ImpossiblePeriod",
    "PeriodProblem",
    "Said",
    "care_facts",
    "conflicts",
    "days_looked_after",
    "period_problems",
]

"""The ledger of one person: what was agreed and paid, what is left, and what does not add up.

entries -> already_had -> the fact; entries -> balances, top_ups, impossible_steps
"""

from entitlements.awards.approval import Needed, approval_needed
from entitlements.awards.balance import Balance, Drawn, PartBalance, drawn_of
from entitlements.awards.between import Between
from entitlements.awards.books import balances
from entitlements.awards.corrected import NoLonger, after_birth_corrected
from entitlements.awards.entries import (
    PERHAPS_MORE,
    Entry,
    Step,
    already_had,
    by_award,
    committed,
    until,
)
from entitlements.awards.impossible import (
    FAULTS,
    Fault,
    StepProblem,
    impossible_steps,
    problem_words,
)
from entitlements.awards.periods import period_at
from entitlements.awards.top_ups import TopUp, top_ups
from entitlements.awards.words import BALANCES, balance_pieces, balance_words

__all__ = [
    "BALANCES",
    "FAULTS",
    "PERHAPS_MORE",
    "Balance",
    "Between",
    "Drawn",
    "Entry",
    "Fault",
    "Needed",
    "NoLonger",
    "PartBalance",
    "Step",
    "StepProblem",
    "TopUp",
    "after_birth_corrected",
    "already_had",
    "approval_needed",
    "balance_pieces",
    "balance_words",
    "balances",
    "by_award",
    "committed",
    "drawn_of",
    "impossible_steps",
    "period_at",
    "problem_words",
    "top_ups",
    "until",
]

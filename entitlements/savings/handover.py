"""The handover at 18: a checklist of which every line rests on rule tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from entitlements.messages.speech import N_
from entitlements.savings.accounts import Account, Kind
from entitlements.savings.actions import When, day_of
from entitlements.savings.expected import Expected, Found


@dataclass(frozen=True, slots=True)
class HandoverStep:
    """One line of the checklist, and the rule tables it rests on.

    `open` are the accounts on record that it still has to be done for.
    """

    id: str
    sentence: str
    tables: tuple[str, ...]
    due: date
    open: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    sentence: str
    tables: tuple[str, ...]
    is_open: Callable[[Account], bool]
    kinds: tuple[Kind, ...] = ()  #: about accounts of these; of every kind, without


def _not_given_over(account: Account) -> bool:
    return account.given_over_on is None


def _holder_unknown(account: Account) -> bool:
    return _not_given_over(account) and None in (account.provider, account.holder)


def _balance_unknown(account: Account) -> bool:
    unsure = account.balance is None or account.estimated
    return _not_given_over(account) and unsure


def _about_all(account: Account) -> bool:
    return False


_FUND, _ISA = (Kind.CHILD_TRUST_FUND,), (Kind.JUNIOR_ISA,)
_LINES = (
    _Line(
        "find-every-account",
        N_(
            "Find every account. The tax office (HMRC) and the Share Foundation search for free."
            " Never pay for it."
        ),
        ("england/lost-savings-account", "england/child-trust-fund"),
        _about_all,
    ),
    _Line(
        "who-holds-it",
        N_("Ask in writing who holds each account."),
        ("england/savings-at-18", "england/junior-isa-at-16-and-18"),
        _holder_unknown,
    ),
    _Line(
        "how-much-is-in-it",
        N_("Ask in writing how much is in each account. Do not guess."),
        ("england/savings-at-18",),
        _balance_unknown,
    ),
    _Line(
        "proof-of-who-they-are",
        N_("Have proof of who they are, and their National Insurance number, ready."),
        ("england/child-trust-fund", "england/junior-isa-at-16-and-18"),
        _about_all,
    ),
    _Line(
        "what-the-provider-asks-for",
        N_("Ask each provider how the money is taken out, and if it has a form for that."),
        ("england/savings-at-18",),
        _not_given_over,
    ),
    _Line(
        "own-bank-account",
        N_("Check that they have a bank account in their own name."),
        ("england/universal-credit-standard",),
        _about_all,
    ),
    _Line(
        "only-they-can-take-it-out",
        N_("Only the young person can take the money out. They can also leave it where it is."),
        ("england/child-trust-fund", "england/junior-isa-at-16-and-18"),
        _not_given_over,
        (*_FUND, *_ISA),
    ),
    _Line(
        "if-nobody-claims-the-trust-fund",
        N_("If nobody claims a Child Trust Fund, the money stays safe and free of tax."),
        ("england/child-trust-fund",),
        _not_given_over,
        _FUND,
    ),
    _Line(
        "if-nobody-claims-the-junior-isa",
        N_("If nobody asks for a Junior ISA, it turns into a normal ISA."),
        ("england/junior-isa-at-16-and-18",),
        _not_given_over,
        _ISA,
    ),
    _Line(
        "if-they-cannot-manage-it",
        N_("If they cannot make choices about money, a court must say that someone can help them."),
        ("england/savings-and-lack-of-capacity",),
        _about_all,
    ),
    _Line(
        "money-advice",
        N_("Savings can change Universal Credit. Get free advice before money is spent or moved."),
        ("england/universal-credit-capital-warning", "england/savings-at-18"),
        _about_all,
    ),
    _Line(
        "grants-first",
        N_("Ask first whether a grant pays for a thing, before savings are spent on it."),
        ("england/savings-at-18",),
        _about_all,
    ),
)


def handover(
    born: date, accounts: Sequence[Account], known: Sequence[Expected] = ()
) -> tuple[HandoverStep, ...]:
    """The checklist for the 18th birthday.

    A line about one kind of account is left out only where `known` says that the rules
    give none and none is on record: nothing on record is not the same as none.
    """
    none = {each.kind for each in known if each.found is Found.NOT_EXPECTED}
    none -= {account.kind for account in accounts}
    due = day_of(When.AT_18, born)
    lines = (line for line in _LINES if not line.kinds or not set(line.kinds) <= none)
    return tuple(_step(line, due, accounts) for line in lines)


def _step(line: _Line, due: date, accounts: Sequence[Account]) -> HandoverStep:
    about = [each for each in accounts if not line.kinds or each.kind in line.kinds]
    step = HandoverStep(line.id, line.sentence, line.tables, due)
    return replace(step, open=tuple(each for each in about if line.is_open(each)))

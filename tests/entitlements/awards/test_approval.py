"""Whose agreement a sum needs."""

from __future__ import annotations

from entitlements.awards import Needed, approval_needed
from entitlements.rulebook.model import Approval

ADVISER = Approval("personal adviser", 10_000)
MANAGER = Approval("team manager", 50_000, "each request")
HEAD = Approval("head of service")


def test_the_lowest_tier_that_may() -> None:
    tiers = (HEAD, ADVISER, MANAGER)
    assert approval_needed(tiers, 10_000) == Needed("personal adviser", 10_000, None, True, False)
    assert approval_needed(tiers, 10_001) == Needed(
        "team manager", 50_000, "each request", True, False
    )
    assert approval_needed(tiers, 50_001) == Needed("head of service", None, None, True, False)


def test_no_sum_known_needs_the_highest() -> None:
    found = approval_needed((ADVISER, HEAD, MANAGER), None)
    assert found is not None
    assert found.by == "head of service"
    over = approval_needed((ADVISER, MANAGER), None)
    assert over is not None
    assert (over.by, over.beyond) == ("team manager", False)


def test_more_than_anybody_may_agree_is_said() -> None:
    assert approval_needed((ADVISER, MANAGER), 50_001) == Needed(
        "team manager", 50_000, "each request", True, True
    )


def test_the_rule_goes_before_the_ladder_of_the_council() -> None:
    assert approval_needed((HEAD,), 100, (ADVISER,)) == Needed(
        "head of service", None, None, True, False
    )
    assert approval_needed((), 100, (ADVISER,)) == Needed(
        "personal adviser", 10_000, None, False, False
    )
    assert approval_needed((), 100) is None

"""Signing off: every state met with every action, and what a signature is worth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entitlements.signoff import (
    ACTIONS,
    STEPS,
    Digests,
    NotAllowed,
    SignOff,
    State,
    countersign,
    edit,
    emergency,
    expire,
    propose,
    send_back,
    sign,
)

ADA, BEN, CAT, DEE = 1, 2, 3, 4
DIGESTS = Digests("a" * 64, "b" * 64, "c" * 64)
NOW, UNTIL = 1_000, 2_000
#: The one who acts each time had no hand in it, so only the state can be in the way.
ACT: Mapping[str, Callable[[SignOff], SignOff]] = {
    "edit": lambda now: ACTIONS["edit"](now, DEE),
    "propose": lambda now: ACTIONS["propose"](now, DEE, DIGESTS),
    "send_back": lambda now: ACTIONS["send_back"](now),
    "sign": lambda now: ACTIONS["sign"](now, DEE, DIGESTS),
    "publish": lambda now: ACTIONS["publish"](now, DEE),
    "abandon": lambda now: ACTIONS["abandon"](now),
    "emergency": lambda now: ACTIONS["emergency"](now, DEE, DIGESTS, UNTIL, NOW),
    "countersign": lambda now: ACTIONS["countersign"](now, DEE),
    "expire": lambda now: ACTIONS["expire"](now, UNTIL),
}
ALLOWED = {
    (State.DRAFT, "edit"): State.DRAFT,
    (State.DRAFT, "propose"): State.PROPOSED,
    (State.DRAFT, "abandon"): State.ABANDONED,
    (State.DRAFT, "emergency"): State.EMERGENCY,
    (State.PROPOSED, "send_back"): State.DRAFT,
    (State.PROPOSED, "sign"): State.SIGNED_OFF,
    (State.PROPOSED, "emergency"): State.EMERGENCY,
    (State.SIGNED_OFF, "send_back"): State.DRAFT,
    (State.SIGNED_OFF, "publish"): State.PUBLISHED,
    (State.EMERGENCY, "countersign"): State.PUBLISHED,
    (State.EMERGENCY, "expire"): State.EXPIRED,
}


def a_change(state: State) -> SignOff:
    """A change by Ada, as it comes to be in this state."""
    drafts = {State.DRAFT, State.ABANDONED}
    return SignOff(
        state=state,
        authors=frozenset({ADA}),
        digests=None if state in drafts else DIGESTS,
        proposer=None if state in drafts else ADA,
        signer=BEN if state in {State.SIGNED_OFF, State.PUBLISHED} else None,
        publisher=ADA if state in {State.EMERGENCY, State.EXPIRED} else None,
        until=UNTIL if state in {State.EMERGENCY, State.EXPIRED} else None,
    )


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("state", State)
def test_every_action_in_every_state_is_a_step_or_a_refusal_that_helps(
    state: State, action: str
) -> None:
    if (state, action) in ALLOWED:
        assert ACT[action](a_change(state)).state is ALLOWED[state, action]
        return
    with pytest.raises(NotAllowed) as refusal:
        ACT[action](a_change(state))
    sentences = refusal.value.message.rstrip(".").split(". ")
    assert len(sentences) == 3, "what it is, what cannot be, what to do"
    assert all(sentence[0].isupper() for sentence in sentences)


def test_the_steps_are_those_the_actions_make() -> None:
    made = {(state, to) for (state, _), to in ALLOWED.items() if state is not to}
    assert set(STEPS) == made


@pytest.mark.parametrize("who", [ADA, BEN])
def test_nobody_signs_what_they_wrote_or_proposed(who: int) -> None:
    proposed = propose(SignOff(authors=frozenset({ADA})), BEN, DIGESTS)
    with pytest.raises(NotAllowed, match="you cannot sign it"):
        sign(proposed, who, DIGESTS)
    assert sign(proposed, CAT, DIGESTS).signer == CAT


@pytest.mark.parametrize("part", ["text", "proof", "pack"])
def test_a_signature_is_for_exactly_what_was_proposed(part: str) -> None:
    proposed = propose(SignOff(authors=frozenset({ADA})), ADA, DIGESTS)
    with pytest.raises(NotAllowed, match="not what was proposed"):
        sign(proposed, BEN, replace(DIGESTS, **{part: "d" * 64}))


def test_a_signature_is_void_once_it_goes_back_to_be_edited() -> None:
    signed = sign(propose(SignOff(authors=frozenset({ADA})), ADA, DIGESTS), BEN, DIGESTS)
    again = edit(send_back(signed), CAT)
    assert (again.signer, again.digests, again.authors) == (None, None, {ADA, CAT})
    with pytest.raises(NotAllowed, match="you cannot sign it"):
        sign(propose(again, ADA, DIGESTS), CAT, DIGESTS)


def test_a_proposal_without_a_digest_of_its_text_is_refused() -> None:
    with pytest.raises(NotAllowed, match="Run the proof again"):
        propose(SignOff(), ADA, Digests(""))


@pytest.mark.parametrize("who", [ADA, BEN, CAT])
def test_an_emergency_is_countersigned_by_somebody_else(who: int) -> None:
    proposed = propose(SignOff(authors=frozenset({ADA})), BEN, DIGESTS)
    urgent = emergency(proposed, CAT, DIGESTS, UNTIL, NOW)
    with pytest.raises(NotAllowed, match="you cannot countersign it"):
        countersign(urgent, who)
    assert countersign(urgent, DEE).state is State.PUBLISHED


def test_an_emergency_ends_on_its_second_and_not_before() -> None:
    urgent = emergency(SignOff(authors=frozenset({ADA})), ADA, DIGESTS, UNTIL, NOW)
    with pytest.raises(NotAllowed, match="still has time"):
        expire(urgent, UNTIL - 1)
    assert expire(urgent, UNTIL).state is State.EXPIRED
    with pytest.raises(NotAllowed, match="later than now"):
        emergency(SignOff(), ADA, DIGESTS, NOW, NOW)


PEOPLE = st.sampled_from([ADA, BEN, CAT])
WALK = st.lists(st.tuples(st.sampled_from(sorted(ACTIONS)), PEOPLE, st.booleans()), max_size=12)


def one_step(now: SignOff, action: str, who: int, right: bool) -> SignOff:
    """One action by somebody, with the right digests or others."""
    digests = DIGESTS if right else Digests("d" * 64)
    given_to = {
        "edit": (who,),
        "propose": (who, digests),
        "sign": (who, digests),
        "publish": (who,),
        "emergency": (who, digests, UNTIL, NOW),
        "countersign": (who,),
        "expire": (UNTIL,),
    }
    return ACTIONS[action](now, *given_to.get(action, ()))


@given(WALK)
def test_whatever_is_done_nothing_is_published_on_one_persons_word(
    walk: list[tuple[str, int, bool]],
) -> None:
    now, wrote = SignOff(), set()
    for action, who, right in walk:
        try:
            now = one_step(now, action, who, right)
        except NotAllowed:
            continue
        if action == "edit":
            wrote.add(who)
    if now.state in {State.SIGNED_OFF, State.PUBLISHED}:
        assert now.signer is not None
        assert now.signer not in {*wrote, now.proposer}
        assert now.digests is not None

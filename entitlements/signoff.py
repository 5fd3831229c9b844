"""How a change to the rules comes into force: who may do what, and when.

    draft -> proposed -> signed off -> published
    draft or proposed -> emergency -> published, or expired

Pure: a `SignOff` goes in and the next one comes out. The store holds the same
law as constraints of its own, so that no page can pass it by.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from entitlements.standing import Dated as Dated
from entitlements.standing import Standing as Standing
from entitlements.standing import standing as standing


class NotAllowed(Exception):
    """Something that may not be done. The message says why, and what to do instead."""

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class State(StrEnum):
    """Where a change stands. In force, scheduled and superseded follow from dates: `Standing`."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    SIGNED_OFF = "signed_off"
    PUBLISHED = "published"
    ABANDONED = "abandoned"
    #: Published by one person; it waits for a second signature.
    EMERGENCY = "emergency"
    #: An emergency that nobody signed in time; the texts before it are back in service.
    EXPIRED = "expired"


#: The states in which a change is still on its way.
OPEN = frozenset({State.DRAFT, State.PROPOSED, State.SIGNED_OFF})
#: Every step there is. Published, abandoned and expired are for good.
STEPS = (
    (State.DRAFT, State.PROPOSED),
    (State.DRAFT, State.ABANDONED),
    (State.DRAFT, State.EMERGENCY),
    (State.PROPOSED, State.DRAFT),
    (State.PROPOSED, State.SIGNED_OFF),
    (State.PROPOSED, State.EMERGENCY),
    (State.SIGNED_OFF, State.DRAFT),
    (State.SIGNED_OFF, State.PUBLISHED),
    (State.EMERGENCY, State.PUBLISHED),
    (State.EMERGENCY, State.EXPIRED),
)


@dataclass(frozen=True, slots=True)
class Digests:
    """What a signature is for: SHA-256, hexadecimal.

    `text` is `rulebook.files.digest` of the texts of the change, and of no others;
    `proof` and `pack` are of the findings and of the approval pack.
    """

    text: str
    proof: str = ""
    pack: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A change as far as signing goes. People are the ids of their accounts.

    `authors` began the change or wrote in it; `until` is the second, since 1970,
    at which an emergency lapses.
    """

    state: State = State.DRAFT
    authors: frozenset[int] = frozenset()
    digests: Digests | None = None
    proposer: int | None = None
    signer: int | None = None
    publisher: int | None = None
    until: int | None = None


_IS = {
    State.DRAFT: "This change is still a draft.",
    State.PROPOSED: "This change is proposed, so its text is frozen.",
    State.SIGNED_OFF: "This change is signed off, so its text is frozen.",
    State.PUBLISHED: "This change is published, and that is for good.",
    State.ABANDONED: "This change was abandoned.",
    State.EMERGENCY: "This change is in force as an emergency and waits for a second signature.",
    State.EXPIRED: "This emergency change was not signed in time and is no longer in force.",
}
_FIRST = {
    State.DRAFT: "Propose it first.",
    State.PROPOSED: "It must be sent back to draft first, or signed off.",
    State.SIGNED_OFF: "It must be sent back to draft first, or published.",
    State.PUBLISHED: "Begin a new change.",
    State.ABANDONED: "Begin a new change.",
    State.EMERGENCY: "It can be countersigned, or followed by a new change.",
    State.EXPIRED: "Begin a new change.",
}
#: Where the next step depends on what was to be done.
_INSTEAD: Mapping[tuple[str, State], str] = {
    ("sent back", State.DRAFT): "It can be edited as it is.",
    ("signed", State.SIGNED_OFF): "It can be published.",
    ("published", State.PROPOSED): "Somebody who did not write it must sign it first.",
    ("published", State.DRAFT): "Propose it, and have somebody else sign it.",
    ("abandoned", State.PROPOSED): "Send it back to draft, then abandon it.",
    ("abandoned", State.SIGNED_OFF): "Send it back to draft, then abandon it.",
    ("published as an emergency", State.SIGNED_OFF): "It has two signatures: publish it.",
    ("countersigned", State.PROPOSED): "Sign it.",
    ("countersigned", State.SIGNED_OFF): "It has its two signatures: publish it.",
}


def _must_be(now: SignOff, done: str, *states: State) -> None:
    if now.state not in states:
        instead = _INSTEAD.get((done, now.state), _FIRST[now.state])
        raise NotAllowed(f"{_IS[now.state]} It cannot be {done}. {instead}")


def edit(now: SignOff, account: int) -> SignOff:
    """Write in a draft. Whoever writes is an author, and any signature is void."""
    _must_be(now, "edited", State.DRAFT)
    return replace(now, authors=now.authors | {account}, digests=None, signer=None)


def propose(now: SignOff, account: int, digests: Digests) -> SignOff:
    """Freeze a draft, and ask for a signature on exactly these digests."""
    _must_be(now, "proposed", State.DRAFT)
    if not digests.text:
        raise NotAllowed("A proposal needs the digest of its text. Run the proof again.")
    return replace(now, state=State.PROPOSED, proposer=account, digests=digests, signer=None)


def send_back(now: SignOff) -> SignOff:
    """Return a proposal to draft. A signature it had is void."""
    _must_be(now, "sent back", State.PROPOSED, State.SIGNED_OFF)
    return replace(now, state=State.DRAFT, proposer=None, digests=None, signer=None)


def sign(now: SignOff, account: int, digests: Digests) -> SignOff:
    """Sign what was proposed, as somebody who had no hand in it."""
    _must_be(now, "signed", State.PROPOSED)
    if account in now.authors or account == now.proposer:
        raise NotAllowed(
            "You wrote or proposed this change, so you cannot sign it."
            " Ask an approver who had no hand in it."
        )
    if digests != now.digests:
        raise NotAllowed(
            "What you looked at is not what was proposed."
            " Open the change again, read it, then sign."
        )
    return replace(now, state=State.SIGNED_OFF, signer=account)


def publish(now: SignOff, account: int) -> SignOff:
    """Put a signed change into service."""
    _must_be(now, "published", State.SIGNED_OFF)
    return replace(now, state=State.PUBLISHED, publisher=account)


def abandon(now: SignOff) -> SignOff:
    """Give up a draft. What was written stays on record."""
    _must_be(now, "abandoned", State.DRAFT)
    return replace(now, state=State.ABANDONED)


def emergency(now: SignOff, account: int, digests: Digests, until: int, at: int) -> SignOff:
    """Put a change into service on one person's word, until a second person signs.

    Unit: `until` and `at` are seconds since 1970
    """
    _must_be(now, "published as an emergency", State.DRAFT, State.PROPOSED)
    if until <= at:
        raise NotAllowed("An emergency change must end later than now. Give a later day.")
    return replace(
        now, state=State.EMERGENCY, publisher=account, digests=digests, until=until, signer=None
    )


def countersign(now: SignOff, account: int) -> SignOff:
    """Give an emergency its second signature; it then stands like any other."""
    _must_be(now, "countersigned", State.EMERGENCY)
    if account in now.authors or account in (now.publisher, now.proposer):
        raise NotAllowed(
            "You wrote, proposed or published this change, so you cannot countersign it."
            " Ask an approver who had no hand in it."
        )
    return replace(now, state=State.PUBLISHED, signer=account)


def expire(now: SignOff, at: int) -> SignOff:
    """End an emergency that nobody countersigned in time.

    Unit: `at` is in seconds since 1970
    """
    _must_be(now, "ended as an emergency", State.EMERGENCY)
    if now.until is not None and at < now.until:
        raise NotAllowed("This emergency change still has time. It can be countersigned.")
    return replace(now, state=State.EXPIRED)


#: Every action by its name, for whoever lists them.
ACTIONS: Mapping[str, Callable[..., SignOff]] = {
    "edit": edit,
    "propose": propose,
    "send_back": send_back,
    "sign": sign,
    "publish": publish,
    "abandon": abandon,
    "emergency": emergency,
    "countersign": countersign,
    "expire": expire,
}

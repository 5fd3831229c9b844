"""Short codes of kept checks, such as K7QM-3XRD-9T5: read aloud, typed, and checked.

The signs are Crockford's base 32, which has no I, L, O or U. The last sign is worked
out from the others, so that one wrong sign, or two that changed places, are noticed.
"""

from __future__ import annotations

import secrets

from entitlements.signoff import NotAllowed

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 11  # signs, the check sign among them
GROUPS = ((0, 4), (4, 8), (8, LENGTH))
#: What people write for a sign that looks like it.
TAKEN_FOR = str.maketrans({"O": "0", "I": "1", "L": "1"})
#: What may stand between signs.
BETWEEN = str.maketrans("", "", " \t\r\n-\u2010\u2011\u2012\u2013\u2014\u2212.")
LOOKS_LIKE = "A code looks like K7QM-3XRD-9T5. It is at the foot of the print."


class NotACode(NotAllowed):
    """What was typed is no code; the message says what is wrong with it."""


def new_code() -> str:
    """A code that nobody can guess: 50 bits drawn at random, and a check sign."""
    drawn = "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1))
    return _grouped(drawn + SIGNS[_check(drawn)])


def tidy(text: str) -> str:
    """The code that was typed, as we write it.

    Small letters, spaces, missing hyphens, O for 0 and I or L for 1 are all taken.
    Raises: NotACode
    """
    signs = text.upper().translate(BETWEEN).translate(TAKEN_FOR)
    if not signs:
        raise NotACode(f"Type the code. {LOOKS_LIKE}")
    strange = next((sign for sign in signs if sign not in SIGNS), None)
    if strange is not None:
        raise NotACode(f"No code has the sign {strange!r}. {LOOKS_LIKE}")
    if len(signs) != LENGTH:
        raise NotACode(f"This has {len(signs)} letters and digits. A code has {LENGTH}.")
    if _check(signs[:-1]) != SIGNS.index(signs[-1]):
        raise NotACode("One letter or digit of this code is wrong. Check it against the print.")
    return _grouped(signs)


def _grouped(signs: str) -> str:
    return "-".join(signs[start:end] for start, end in GROUPS)


def _check(signs: str) -> int:
    """The check sign: each place weighs another power of two in the field of 32 elements."""
    total = 0
    for sign in signs:
        total = _doubled(total ^ SIGNS.index(sign))
    return total


def _doubled(value: int) -> int:
    """Times x, in the field with x^5 = x^2 + 1."""
    return (value << 1) ^ (0b100101 if value & 0b10000 else 0)
